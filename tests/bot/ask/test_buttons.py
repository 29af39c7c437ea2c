"""Buttons, menus and forms: what they show, to whom, after a restart, and what forging them is worth."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from bot.answering import blocks as blocks_
from bot.answering.answer import Answer
from bot.phrases.members import ENGLISH
from bot.render.disputed import DISPUTED
from corpus.model import NewDocument, Place, Statement
from corpus.store import Store
from corpus.store.people import new_key
from tests.bot.discord_story import Running, Scene, ask, bot_on
from tests.discord_double import Reply

CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"
PORTLAND = "Who are Portland's sister cities?"


async def test_sources_show_each_quote_in_its_paragraph_to_who_pressed_alone(
    bot: Running, scene: Scene
) -> None:
    reply = await ask(scene, CHURCHILL)
    shown = await (await scene.bob.click(reply, "Sources")).final()
    assert shown.ephemeral and shown.message not in scene.general.visible_to(scene.alice)
    (embed,) = shown.embeds
    assert embed["title"].startswith("Source [1]")
    assert "**▸ " in embed["description"] and "Westminster College" in embed["description"]
    assert "current version" in embed["fields"][0]["value"] and "`c-" in embed["fields"][0]["value"]


async def test_a_long_list_turns_pages_for_each_reader_alone(scene: Scene, state: Path) -> None:
    home = Place("Longfield", None, "Ireland", None, None)
    rows = [
        Statement(
            f"L{n:04}", "shared", 1, home, Place(f"Partnertown {n}", None, f"Country {n % 9}", None, None),
            "twin", "1990", None, "active", None, "A long list", None, None, None,
            f"Longfield, Ireland and Partnertown {n} have been sister cities since 1990.",
        )
        for n in range(150)
    ]  # fmt: skip
    async with await Store.open(state, write=True) as store:
        await store.import_statements(rows, scope="shared", by=None)
    async with bot_on(scene.double, state):
        reply = await ask(scene, "Who are Longfield's sister cities?")
        first = reply.embeds[0]["description"]
        pages = int(reply.embeds[0]["footer"]["text"].rpartition(" ")[2])
        assert pages > 2 and reply.message.button("Previous")["disabled"]
        page = await (await scene.bob.click(reply, "Next")).final()
        assert page.ephemeral and page.embeds[0]["title"] == reply.embeds[0]["title"]
        seen = first + page.embeds[0]["description"]
        for number in range(3, pages + 1):
            turned = await scene.bob.click(page, "Next")
            await turned.shows(f"Page {number} of {pages}")
            seen += turned.embeds[0]["description"]
        assert page.message.button("Next")["disabled"]
        found = {int(n) for n in re.findall(r"Partnertown (\d+)", seen)}
        assert found == set(range(150)), "every place stands on some page"
        back = await scene.bob.click(page, "Previous")
        await back.shows(f"Page {pages - 1} of {pages}")
        assert reply.embeds[0]["description"] == first, "the public answer stays on its page"


async def test_any_source_is_one_choice_away(bot: Running, scene: Scene) -> None:
    reply = await ask(scene, "Who are Burlington's sister cities?")
    shown = await (await scene.bob.click(reply, "Sources")).final()
    count = int(shown.embeds[0]["footer"]["text"].rpartition(" ")[2])
    (menu,) = shown.menus
    assert menu["placeholder"] == ENGLISH.jump and len(menu["options"]) == count > 5
    wanted = menu["options"][count - 2]
    assert wanted["label"].startswith(f"[{count - 1}]") and wanted["description"]
    await scene.bob.select(shown, wanted["label"])
    await shown.shows(f"Page {count - 1} of {count}")
    assert shown.embeds[0]["title"].startswith(f"Source [{count - 1}]")


async def test_what_a_list_marks_as_disputed_is_side_by_side_one_press_away(
    bot: Running, scene: Scene
) -> None:
    reply = await ask(scene, "Who are Burlington, Vermont's sister cities?")
    (marked,) = [row for row in reply.embeds[0]["description"].split("\n") if "Arad" in row]
    early, late = re.findall(r"(\d{4}) \[(\d+)\]", marked)
    assert DISPUTED in marked and {early[0], late[0]} == {"1991", "1996"}
    assert [field["name"] for field in reply.embeds[0]["fields"]] == [ENGLISH.disagree]
    shown = await (await scene.bob.click(reply, "Sources")).final()
    told = shown.embeds[0]["fields"][-1]
    assert told["name"] == ENGLISH.disagree and told["value"].count("Start of the partnership") == 2
    for year, number in (early, late):
        assert f"**{year}** [{number}]" in told["value"]
        (option,) = [
            one["label"] for one in shown.menus[0]["options"] if one["label"].startswith(f"[{number}]")
        ]
        await scene.bob.select(shown, option)
        await shown.shows(f"Source [{number}]")
        assert shown.embeds[0]["fields"][-1]["value"].count("Start of the partnership") == 1


async def test_sources_turn_pages_for_who_pressed(bot: Running, scene: Scene) -> None:
    reply = await ask(scene, "Since when are Burlington and Bethlehem twinned?")
    shown = await (await scene.bob.click(reply, "Sources")).final()
    count = int(shown.embeds[0]["footer"]["text"].rpartition(" ")[2])
    assert count >= 2 and shown.message.button("Previous")["disabled"]
    for number in range(2, count + 1):
        turned = await scene.bob.click(shown, "Next")
        await turned.shows(f"Source [{number}]")
        assert turned.message is shown.message, "the same copy turns"
    assert shown.message.button("Next")["disabled"]
    back = await scene.bob.click(shown, "Previous")
    await back.shows(f"Source [{count - 1}]")


async def test_thumbs_are_kept_once_a_person_and_the_form_survives_a_restart(
    scene: Scene, state: Path
) -> None:
    scope = f"guild:{scene.guild.id}"
    async with bot_on(scene.double, state) as bot:
        reply = await ask(scene, CHURCHILL)
        assert (await (await scene.bob.click(reply, "👍")).final()).content == ENGLISH.thanks_up
        form = await scene.alice.click(reply, "👎")
        assert form.has_modal
    async with bot_on(scene.double, state) as bot:
        thanks = await (await scene.alice.submit(form, reason="out of date")).final()
        assert thanks.content == ENGLISH.thanks_down and thanks.ephemeral
        (down,) = await bot.services.community.ratings(scope, good=False)
        assert (down.reason, down.question) == ("out of date", CHURCHILL)
        again = await scene.bob.click(reply, "👎")
        await (await scene.bob.submit(again)).final()
        assert len(await bot.services.community.ratings(scope)) == 2, "bob's thumb up became a thumb down"
        assert await bot.services.community.ratings(scope, good=True) == []


async def test_every_button_works_after_a_restart(scene: Scene, state: Path) -> None:
    async with bot_on(scene.double, state):
        reply = await ask(scene, CHURCHILL)
    async with bot_on(scene.double, state):
        assert (await (await scene.bob.click(reply, "Sources")).final()).embeds
        assert (await (await scene.bob.click(reply, "👍")).final()).content == ENGLISH.thanks_up


async def test_share_makes_a_private_answer_public_once(bot: Running, scene: Scene) -> None:
    reply = await ask(scene, CHURCHILL, private=True)
    pressed = await (await scene.alice.click(reply, "Share")).final()
    assert pressed.content == ENGLISH.shared
    public = await pressed.followup()
    assert public in scene.general.visible_to(scene.bob)
    assert public.embeds[0]["title"] == CHURCHILL
    assert not any(button.get("label") == "Share" for button in public.buttons)
    again = await (await scene.alice.click(reply, "Share")).final()
    assert again.content == ENGLISH.already_shared
    assert len([m for m in scene.general.visible_to(scene.bob) if m.embeds]) == 1
    assert (await (await scene.bob.click(public, "Sources")).final()).embeds


async def test_share_needs_the_right_to_write_there(bot: Running, scene: Scene) -> None:
    from discord import Permissions

    reply = await ask(scene, CHURCHILL, private=True)
    scene.general.overwrite(scene.alice, deny=Permissions(send_messages=True))
    pressed = await (await scene.alice.click(reply, "Share")).final()
    assert pressed.content == ENGLISH.cannot_post
    assert scene.general.visible_to(scene.bob) == []


async def test_a_suggestion_is_asked_by_who_presses_it(bot: Running, scene: Scene) -> None:
    reply = await ask(scene, "Who are Chicago's sister cities?")
    suggestion = next(b["label"] for b in reply.buttons if (b.get("label") or "").endswith("?"))
    answer = await (await scene.bob.click(reply, suggestion)).final(edits=1)
    assert answer.embeds[0]["title"] == suggestion and answer.message is not reply.message


async def test_an_ambiguous_name_offers_a_menu_and_the_choice_takes_its_place(
    bot: Running, scene: Scene
) -> None:
    reply = await ask(scene, PORTLAND)
    assert not reply.buttons
    labels = [(o["label"], o.get("description")) for o in reply.menus[0]["options"]]
    assert ("Portland", "Oregon, United States") in labels
    value = next(
        o["value"] for o in reply.menus[0]["options"] if o.get("description") == "Oregon, United States"
    )
    refused = await scene.bob.select(reply, value)
    assert (await refused.followup()).content == ENGLISH.not_yours
    await scene.alice.select(reply, value)
    await reply.shows("Confidence")
    assert reply.embeds[0]["title"] == "Who are Portland, Oregon, United States's sister cities?"
    assert not reply.menus
    assert len(scene.general.from_bot()) == 2, "the answer and what bob alone was told"


async def test_an_ambiguous_name_can_be_chosen_after_a_restart(scene: Scene, state: Path) -> None:
    async with bot_on(scene.double, state):
        reply = await ask(scene, PORTLAND)
    async with bot_on(scene.double, state):
        await scene.alice.select(reply, reply.menus[0]["options"][0]["value"])
        await reply.shows("Confidence")


FERRY = "What did the ferry between Ayr and Bath carry?"


async def _add_ferry(bot: Running, scene: Scene, *, searched: bool = True) -> None:
    text = b"The ferry between Ayr and Bath carried letters, apples and a brass band every Sunday."
    new = NewDocument("ferry.txt", text, title="The ferry")

    async def add(kb):  # type: ignore[no-untyped-def]
        await kb.store.add_document(new, scope=f"guild:{scene.guild.id}")
        if searched:
            await kb.index.refresh()

    await bot.services.worker.run(add)


async def _wants_to_know(scene: Scene) -> None:
    reply = await ask(scene, FERRY)
    said = await (await scene.alice.click(reply, "Tell me when you know")).final()
    assert said.content == ENGLISH.will_tell


async def test_who_wants_to_know_is_told_once_when_a_later_document_answers(
    scene: Scene, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        reply = await ask(scene, FERRY)
        assert reply.embeds[0]["footer"]["text"] == ENGLISH.not_answered
        for person, said in ((scene.alice, ENGLISH.will_tell), (scene.alice, ENGLISH.already_waiting)):
            assert (await (await person.click(reply, "Tell me when you know")).final()).content == said
        await _add_ferry(bot, scene)
        assert bot.client is not None
        bot.services.corpus_changed.set()
        await scene.double.until(lambda: bool(scene.alice.dms), "a direct message")
        (message,) = scene.alice.dms
        assert message.content == ENGLISH.now_known and "brass band" in message.embeds[0]["description"]
        await scene.until_stored(bot, subscriptions=0)
        bot.services.corpus_changed.set()
        await bot.client.housekeeping.run("notices")
        assert len(scene.alice.dms) == 1
        source = await (await scene.alice.click(message, "Sources")).final()
        assert "brass band" in source.embeds[0]["description"], "also a server's document, in direct messages"


async def test_a_quote_that_is_hardly_right_does_not_use_up_the_one_note(
    scene: Scene, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bot_on(scene.double, state) as bot:
        assert bot.client is not None
        await _wants_to_know(scene)
        blocks = (blocks_.Statement("This is nearest:"), blocks_.Quote("It says:", "It is.", 1, near=True))

        async def hardly(*_: object, **__: object) -> Answer:
            return Answer.of(blocks, FERRY, confidence=0.1)

        with monkeypatch.context() as patched:
            patched.setattr(bot.services.worker, "answer", hardly)
            await bot.client.housekeeping.run("notices")
        assert not scene.alice.dms
        await scene.until_stored(bot, subscriptions=1)
        await _add_ferry(bot, scene)
        await bot.client.housekeeping.run("notices")
        assert len(scene.alice.dms) == 1


async def test_what_the_index_does_not_hold_yet_is_asked_again_when_it_does(
    scene: Scene, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        assert bot.client is not None
        await _wants_to_know(scene)
        await _add_ferry(bot, scene, searched=False)  # as while a rebuild holds the index
        await bot.client.housekeeping.run("notices")
        assert not scene.alice.dms
        await bot.services.worker.run(lambda kb: kb.index.refresh())
        await bot.client.housekeeping.run("notices")
        assert len(scene.alice.dms) == 1


async def test_a_document_that_came_between_the_answer_and_the_wish_is_told_of(
    scene: Scene, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        assert bot.client is not None
        reply = await ask(scene, FERRY)
        await _add_ferry(bot, scene)
        await bot.client.housekeeping.run("notices")
        await (await scene.alice.click(reply, "Tell me when you know")).final()
        await bot.client.housekeeping.run("notices")
        assert len(scene.alice.dms) == 1


async def test_who_has_left_the_server_is_told_nothing_of_its_documents(scene: Scene, state: Path) -> None:
    async with bot_on(scene.double, state) as bot:
        assert bot.client is not None
        await _wants_to_know(scene)
        scene.guild.loses(scene.alice)
        await _add_ferry(bot, scene)
        await bot.client.housekeeping.run("notices")
        assert not scene.alice.dms
        await scene.until_stored(bot, subscriptions=0)


async def test_a_wish_waits_while_the_bot_is_not_in_the_server(scene: Scene, state: Path) -> None:
    async with bot_on(scene.double, state) as bot:
        assert bot.client is not None
        await _wants_to_know(scene)
        await _add_ferry(bot, scene)
        scene.guild.leave()
        await scene.until_left(bot, scene.guild.id)
        await bot.client.housekeeping.run("notices")
        assert not scene.alice.dms
        scene.guild.return_bot()
        await ask(scene, CHURCHILL)  # it is back
        await bot.client.housekeeping.run("notices")
        assert len(scene.alice.dms) == 1


async def test_buttons_of_another_server_or_of_nothing_do_nothing(bot: Running, scene: Scene) -> None:
    private = await ask(scene, CHURCHILL, private=True)
    public = await ask(scene, CHURCHILL)
    key = next(b["custom_id"] for b in private.buttons).split(":")[2]
    other = scene.double.guild("Elsewhere")
    hall, eve = other.channel("hall"), other.member("eve")
    hers = await (await eve.slash(hall, "ask", question=CHURCHILL)).final(edits=1)

    def forge(reply: Reply, custom_id: str) -> None:
        reply.message.components[0]["components"][0]["custom_id"] = custom_id

    # a key of another server's answer, put into a button of one's own
    forge(hers, f"fb:src:{key}:0")
    assert (
        "too old"
        in (await (await eve.click(hers, custom_id=f"fb:src:{key}:0", forced_=True)).final()).content
    )
    # somebody else's private answer in the same server
    forge(public, f"fb:src:{key}:0")
    stolen = await (await scene.bob.click(public, custom_id=f"fb:src:{key}:0", forced_=True)).final()
    assert stolen.content == ENGLISH.not_yours
    forge(public, f"fb:share:{key}")
    assert (
        await (await scene.bob.click(public, custom_id=f"fb:share:{key}", forced_=True)).final()
    ).content == ENGLISH.not_yours
    # a key that never was, a page far beyond the last, and what is no custom id of ours
    forge(public, f"fb:src:{new_key()}:0")
    custom_id = public.message.components[0]["components"][0]["custom_id"]
    assert (
        "too old"
        in (await (await scene.bob.click(public, custom_id=custom_id, forced_=True)).final()).content
    )
    good = next(b["custom_id"] for b in public.buttons if b["custom_id"].startswith("fb:up")).split(":")[2]
    forge(public, f"fb:src:{good}:999")
    far = await (await scene.bob.click(public, custom_id=f"fb:src:{good}:999", forced_=True)).final()
    assert far.embeds
    for wrong in ("fb:src:", "fb:drop:" + good, "fb:src:' OR 1=1 --", "x" * 100):
        forge(public, wrong)
        await scene.bob.click(public, custom_id=wrong, forced_=True, wait_=False)
    assert (await (await scene.bob.click(public, "👍")).final()).content == ENGLISH.thanks_up


async def test_an_answer_that_has_expired_says_so(scene: Scene, state: Path) -> None:
    ahead = [0.0]
    async with bot_on(scene.double, state, clock=lambda: time.time() + ahead[0]) as bot:
        reply = await ask(scene, CHURCHILL)
        await scene.until_stored(bot, answers=1)
        ahead[0] = 31 * 86_400
        assert "too old" in (await (await scene.alice.click(reply, "Sources")).final()).content


async def test_a_map_of_the_partners_is_shown_to_who_asks_for_it(bot: Running, scene: Scene) -> None:
    reply = await ask(scene, "Who are Burlington's sister cities?")
    shown = await (await scene.bob.click(reply, "Map")).final()
    assert shown.ephemeral
    assert shown.embeds[0]["title"].startswith("Burlington, Vermont, United States and ")
    assert shown.embeds[0]["image"]["url"].endswith("map.png")
    (file,) = shown.message.attachments
    assert file.filename == "map.png" and file.data.startswith(b"\x89PNG")
    assert file.description and file.description.startswith("A map: Burlington")


async def test_what_is_quoted_from_passages_has_no_button_for_a_map(bot: Running, scene: Scene) -> None:
    reply = await ask(scene, CHURCHILL)
    assert "Map" not in [one.get("label") for one in reply.buttons]
