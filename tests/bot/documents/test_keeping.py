"""A moderator corrects, replaces and deletes for good; bot, model and database are the real ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.phrases.moderators import ENGLISH
from corpus.model import Document
from corpus.records import read_csv
from tests.bot.discord_story import Running
from tests.bot.moderating_story import CHOIR, FESTIVAL, LANTERNS, Moderated, custom_id
from tests.discord_double import DoubleDiscord, Reply
from tests.raw import holding

SLOW = 60
"""Seconds that the first answer of a process may take on a machine that does other things too."""


@pytest.fixture
def scene(double: DoubleDiscord) -> Moderated:
    return Moderated(double)


async def held(bot: Running, scene: Moderated) -> list[Document]:
    """Return the documents of the server, those removed too."""
    live = await bot.services.worker.run(lambda kb: kb.store.documents((scene.scope,)))
    return live + await bot.services.worker.run(lambda kb: kb.store.documents((scene.scope,), removed=True))


async def added(bot: Running, scene: Moderated, name: str = "lanterns.md", data: bytes = LANTERNS) -> str:
    before = {one.id for one in await held(bot, scene)}
    await scene.add(name, data)
    (new,) = {one.id for one in await held(bot, scene)} - before
    return new


async def asked(scene: Moderated, question: str) -> Reply:
    reply = await scene.alice.slash(scene.general, "ask", question=question)
    return await reply.final(edits=1, within=SLOW)


async def test_what_is_said_of_a_document_is_corrected_and_taken_away(bot: Running, scene: Moderated) -> None:
    await scene.add(author="Rosa Lindqvist")
    (before,) = await held(bot, scene)
    told = await scene.command(
        "corpus edit", document=before.id, title="The lanterns", author="-", date="2024-08"
    )
    assert told.ephemeral and "title: The lanterns" in told.text and "author: nothing" in told.text
    (after,) = await held(bot, scene)
    assert (after.title, after.author, after.date) == ("The lanterns", None, "2024-08")
    assert (after.id, after.version, after.sha256) == (before.id, before.version, before.sha256)
    assert "edit" in (await scene.command("corpus history", document=before.id)).text
    assert ENGLISH.edit_nothing in (await scene.command("corpus edit", document=before.id)).text
    for wrong in ({"url": "javascript:1"}, {"date": "soon"}, {"title": "-"}, {"language": "a language"}):
        reply = await scene.command("corpus edit", document=before.id, **wrong)
        assert "nothing was changed" in reply.text, wrong
    assert "belongs to the corpus" in (await scene.command("corpus edit", document="essay", title="X")).text
    foreign = await (
        await scene.olga.slash(scene.lobby, "corpus edit", document=before.id, title="X")
    ).final()
    assert "Lantern" not in foreign.text
    assert await held(bot, scene) == [after]


async def test_until_when_a_document_holds_is_given_corrected_and_told_beside_its_quotes(
    bot: Running, scene: Moderated
) -> None:
    shown = await scene.offer("lanterns.md", LANTERNS, as_of="2019-09", valid_until="2999")
    assert "as of: 2019-09" in shown.text and "valid until: 2999" in shown.text
    await scene.mo.click(shown, "Add")
    await shown.shows("✅ Added")
    (document,) = await held(bot, scene)
    assert (document.as_of, document.valid_until) == ("2019-09", "2999")
    answer = await asked(scene, FESTIVAL)
    assert "as of September 2019" in answer.text and "valid until 2999" in answer.text
    assert "may no longer hold" not in answer.text
    early = await scene.command("corpus edit", document=document.id, valid_until="2018")
    assert "nothing was changed" in early.text
    told = await scene.command("corpus edit", document=document.id, valid_until="2020-08")
    assert "valid until: 2020-08" in told.text
    answer = await asked(scene, FESTIVAL)
    assert "was valid until August 2020; what it says may no longer hold" in answer.text
    assert "was valid until August 2020" in (await scene.command("corpus show", document=document.id)).text
    citation = re.search(
        r"c-\w+-\w+-\w+", (await scene.command("corpus affected", document=document.id)).text
    )
    assert citation is not None
    reply = await scene.alice.slash(scene.general, "verify", id=citation[0])
    assert "was valid until August 2020" in (await reply.final()).text
    await scene.command("corpus edit", document=document.id, as_of="-", valid_until="-")
    (document,) = await held(bot, scene)
    assert (document.as_of, document.valid_until) == (None, None)


async def test_one_document_takes_the_place_of_another(bot: Running, scene: Moderated) -> None:
    old = await added(bot, scene)
    unknown = await scene.offer("new.md", b"The festival was moved to May.", replaces="no-such")
    assert "no-such" in unknown.text and unknown.buttons == []
    shared = await scene.offer("new.md", b"The festival was moved to May.", replaces="essay")
    assert "belongs to the corpus" in shared.text and shared.buttons == []
    shown = await scene.offer("new.md", b"The festival was moved to May.", replaces=old, date="2025")
    assert "take the place of “The Lantern Festival of Burlington”" in shown.text and old in shown.text
    assert all(one.replaced_by is None for one in await held(bot, scene))
    await scene.mo.click(shown, "Add")
    await shown.shows("✅ Added")
    found = {one.id: one for one in await held(bot, scene)}
    (new,) = found.keys() - {old}
    assert found[old].replaced_by == new and found[old].removed_at and found[new].date == "2025"
    # the text is there already, and takes the place of another one all the same
    other = await added(bot, scene, "other.md", b"The festival of Bath is in June.")
    again = await scene.offer("new.md", b"The festival was moved to May.", replaces=other)
    await scene.mo.click(again, "Add")
    await again.shows("✅ Added")
    assert {one.id: one.replaced_by for one in await held(bot, scene)}[other] == new


async def test_a_date_that_is_none_is_refused_before_it_is_offered(bot: Running, scene: Moderated) -> None:
    shown = await scene.offer("lanterns.md", LANTERNS, date="yesterday")
    assert "yesterday" in shown.text and shown.buttons == []


async def test_a_purge_says_what_goes_and_leaves_no_byte_of_it(
    bot: Running, scene: Moderated, state: Path
) -> None:
    name = await added(bot, scene)
    assert CHOIR in (await asked(scene, FESTIVAL)).text
    await scene.until_stored(bot, answers=1)
    listed = await scene.command("corpus affected", document=name)
    assert "1" in listed.embeds[0]["title"] and "c-" in listed.text
    shown = await scene.command("corpus purge", document=name)
    assert shown.ephemeral and shown.embeds[0]["title"] == ENGLISH.purge_title
    assert "passages: 1" in shown.text and "quote or name it: 1" in shown.text
    assert len(await held(bot, scene)) == 1 and (await bot.services.community.stored())["answers"] == 1
    await scene.mo.click(shown, "Delete for good")
    await shown.shows("Deleted for good")
    assert shown.buttons == [] and await held(bot, scene) == []
    assert (await bot.services.community.stored())["answers"] == 0
    assert holding(state, CHOIR) == []
    history = (await scene.command("corpus history", document=name)).text
    assert "purge document" in history and "Lantern" not in history
    assert "SHA-256" in history


async def test_a_purge_that_is_not_confirmed_or_no_longer_what_was_shown_deletes_nothing(
    bot: Running, scene: Moderated
) -> None:
    name = await added(bot, scene)
    shown = await scene.command("corpus purge", document=name)
    button = custom_id(shown, "Delete for good")
    assert "Only moderators" in (await scene.forced(scene.alice, shown, button)).text
    await scene.mo.click(shown, "Keep")
    await shown.shows(ENGLISH.kept)
    stale = await scene.command("corpus purge", document=name)
    newer = await scene.offer("lanterns.md", LANTERNS.replace(b"2019", b"2021"))
    await scene.mo.click(newer, "Add")
    await newer.shows("✅ Added")
    pressed = await scene.mo.click(stale, "Delete for good")
    await scene.double.until(lambda: bool(pressed.followups), "a refusal")
    assert pressed.followups[0].text == ENGLISH.purge_gone
    (document,) = await held(bot, scene)
    assert document.version == 2
    current = await scene.command("corpus purge", document=name, version=2)
    assert "is the current one" in current.text and current.buttons == []
    one = await scene.command("corpus purge", document=name, version=1)
    await scene.mo.click(one, "Delete for good")
    await one.shows("Deleted for good")
    versions = await bot.services.worker.run(lambda kb: kb.store.versions(name, (scene.scope,)))
    assert [each.version for each in versions] == [2]


async def test_a_record_that_is_no_longer_what_was_shown_is_not_purged(
    bot: Running, scene: Moderated
) -> None:
    async def imported(since: str) -> None:
        head = "id,city_a,country_a,city_b,country_b,since,source_title\n"
        rows = read_csv(f"{head}P1,Paris,France,Oslo,Norway,{since},A list\n".encode(), name="x.csv").rows
        await bot.services.worker.run(lambda kb: kb.store.import_statements(rows, scope=scene.scope, by=None))

    await imported("1988")
    stale = await scene.command("corpus purge", document="P1")
    await imported("1990")
    pressed = await scene.mo.click(stale, "Delete for good")
    await scene.double.until(lambda: bool(pressed.followups), "a refusal")
    assert pressed.followups[0].text == ENGLISH.purge_gone
    fresh = await scene.command("corpus purge", document="P1")
    await scene.mo.click(fresh, "Delete for good")
    await fresh.shows("Deleted for good")
    assert await bot.services.worker.run(lambda kb: kb.store.statement_ids(scene.scope)) == []


async def test_only_what_the_server_keeps_can_be_purged_and_only_its_own_answers_are_listed(
    bot: Running, scene: Moderated
) -> None:
    name = await added(bot, scene)
    assert "belongs to the corpus" in (await scene.command("corpus purge", document="essay")).text
    for command in ("purge", "affected"):
        reply = await (await scene.olga.slash(scene.lobby, f"corpus {command}", document=name)).final()
        assert reply.buttons == [] and "Lantern" not in reply.text, command
    assert "Westminster" in (await asked(scene, "Where did Churchill give his Iron Curtain Speech?")).text
    await scene.until_stored(bot, answers=1)
    assert "c-" in (await scene.command("corpus affected", document="essay")).text
    elsewhere = await (await scene.olga.slash(scene.lobby, "corpus affected", document="essay")).final()
    assert "No kept answer" in elsewhere.text
    assert [one.id for one in await held(bot, scene)] == [name]
