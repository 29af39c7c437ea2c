"""Nothing a moderator added is lost: restarts between every two steps, pending additions that expire."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.phrases.moderators import ENGLISH
from bot.render.limits import CONTENT, length
from bot.shared.reading import findings
from corpus.errors import StateReadOnlyError
from corpus.store.pending import Pending
from corpus.store.people_tables import pending
from tests.bot.discord_story import Running, bot_on
from tests.bot.moderating_story import CHOIR, FESTIVAL, LANTERNS, Moderated
from tests.discord_double import DoubleDiscord


@pytest.fixture
def scene(double: DoubleDiscord) -> Moderated:
    return Moderated(double)


async def kept(bot: Running, scene: Moderated) -> int:
    return len(await bot.services.worker.run(lambda kb: kb.store.documents((scene.scope,))))


async def offers(bot: Running, scene: Moderated) -> list[Pending]:
    """Return what of the first moderator's is offered or confirmed and not told yet."""
    community = bot.services.community
    return await community.additions.of(scene.scope, community.asker(scene.mo.id))


async def test_an_offer_outlives_a_restart_and_is_found_again(scene: Moderated, state: Path) -> None:
    async with bot_on(scene.double, state):
        shown = await scene.offer("lanterns.md", LANTERNS)
    async with bot_on(scene.double, state) as bot:
        assert "awaiting your confirmation: 1" in (await scene.command("corpus list")).text
        assert ENGLISH.waiting_none in (await scene.command("corpus waiting", scene.max)).text
        waiting = await scene.command("corpus waiting")
        again = await (await scene.mo.click(waiting, "Show 1")).final()
        assert again.embeds[0] == shown.embeds[0]
        await scene.mo.click(shown, "Add")
        await shown.shows("✅ Added")
        assert await kept(bot, scene) == 1


async def test_what_was_confirmed_before_a_crash_is_stored_after_it_and_told(
    scene: Moderated, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        shown = await scene.offer("lanterns.md", LANTERNS)

        async def dies(*_args: object, **_kwargs: object) -> str:
            raise asyncio.CancelledError  # as if the process ended between the two

        bot.additions.store = dies  # type: ignore[method-assign]
        await scene.mo.click(shown, "Add")
        (left,) = await bot.services.community.additions.of(
            scene.scope, bot.services.community.asker(scene.mo.id)
        )
        while left.state == "waiting":
            await asyncio.sleep(0.02)
            (left,) = await bot.services.community.additions.of(
                scene.scope, bot.services.community.asker(scene.mo.id)
            )
        assert await kept(bot, scene) == 0
    async with bot_on(scene.double, state) as bot:
        await shown.shows("✅ Added")
        await shown.shows(ENGLISH.finished)
        assert await kept(bot, scene) == 1
        assert CHOIR in (await scene.ask(FESTIVAL)).text
        assert await bot.services.community.additions.confirmed() == []


@pytest.mark.parametrize("after", [0, 0.01, 0.03, 0.1])
async def test_a_stop_at_any_moment_of_a_confirmation_leaves_the_offer_or_the_document(
    scene: Moderated, state: Path, after: float
) -> None:
    async with bot_on(scene.double, state):
        shown = await scene.offer("lanterns.md", LANTERNS)
        await scene.mo.click(shown, "Add", wait_=False)
        await asyncio.sleep(after)
    async with bot_on(scene.double, state) as bot:
        asker = bot.services.community.asker(scene.mo.id)
        waiting = await bot.services.community.additions.of(scene.scope, asker)
        if waiting and waiting[0].state == "waiting":
            await scene.mo.click(shown, "Add")
        await scene.double.until(lambda: "✅ Added" in shown.text or not shown.buttons, "the document")
        for _ in range(200):
            if not await bot.services.community.additions.of(scene.scope, asker):
                break
            await asyncio.sleep(0.02)
        assert await kept(bot, scene) == 1


async def test_an_offer_expires_after_a_day_and_is_deleted(scene: Moderated, state: Path) -> None:
    ahead = [0.0]
    async with bot_on(scene.double, state, clock=lambda: time.time() + ahead[0]) as bot:
        shown = await scene.offer("lanterns.md", LANTERNS)
        ahead[0] = 25 * 3600
        pressed = await scene.mo.click(shown, "Add")
        assert (await pressed.followup()).text == ENGLISH.gone
        await bot.services.community.expire(question_days=90)
        ahead[0] = 0
        assert await offers(bot, scene) == []
        assert await kept(bot, scene) == 0


async def test_forgetting_and_leaving_delete_what_waits(scene: Moderated, state: Path) -> None:
    async with bot_on(scene.double, state) as bot:
        await scene.offer("lanterns.md", LANTERNS)
        await scene.offer("more.md", LANTERNS + b"\nMore.\n", scene.max)
        await bot.services.community.forget(scene.mo.id)
        additions, asker = bot.services.community.additions, bot.services.community.asker
        assert await additions.of(scene.scope, asker(scene.mo.id)) == []
        assert len(await additions.of(scene.scope, asker(scene.max.id))) == 1
        await bot.services.community.servers.purge(scene.guild.id)
        assert await additions.of(scene.scope, asker(scene.max.id)) == []


async def test_a_moderator_has_at_most_five_offers_waiting(scene: Moderated, state: Path) -> None:
    async with bot_on(scene.double, state):
        for number in range(5):
            await scene.offer(f"{number}.txt", f"The choir sings at {number} o'clock.".encode())
        refused = await scene.offer("6.txt", b"The choir sings at six.")
        assert "5 of your additions already await" in refused.text
        waiting = await scene.command("corpus waiting")
        dropped = await (await scene.mo.click(waiting, "Show 1")).final()
        await scene.mo.click(dropped, "Drop")
        await dropped.shows(ENGLISH.dropped)
        assert ENGLISH.offer in (await scene.offer("6.txt", b"The choir sings at six.")).text


async def test_what_could_not_be_stored_is_kept_and_stored_later(
    scene: Moderated, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bot_on(scene.double, state) as bot:
        adding = bot.additions
        shown = await scene.offer("lanterns.md", LANTERNS)

        async def full(*_args: object, **_kwargs: object) -> str:
            raise StateReadOnlyError("The disk is full.")

        with monkeypatch.context() as patch:
            patch.setattr(adding.kinds["document"], "store", full)
            await scene.mo.click(shown, "Add")
            await shown.shows("The disk is full")
            assert "It is confirmed and kept" in shown.text and await kept(bot, scene) == 0
        assert bot.client is not None
        await adding.finish(bot.client)
        await shown.shows("✅ Added")
        assert await kept(bot, scene) == 1


async def confirm(bot: Running, scene: Moderated, name: str, text: bytes) -> str:
    """Offer a file and have it confirmed as by a press that ended there; return its key."""
    await scene.offer(name, text)
    additions = bot.services.community.additions
    (one,) = [one for one in await additions.of(scene.scope, bot.services.community.asker(scene.mo.id))
              if one.name == name]  # fmt: skip
    assert await additions.confirm(one.id, one.about)
    return one.id


async def test_what_cannot_be_read_back_is_kept_and_holds_up_nothing_else(
    scene: Moderated, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        bad = await confirm(bot, scene, "bad.txt", b"The choir of Burlington sings in a barn.")
        await confirm(bot, scene, "lanterns.md", LANTERNS)
        reading = findings.pack(b'{"of": "another version"}')
        statement = update(pending).where(pending.c.id == bad).values(reading=reading)
        await bot.services.community.write(lambda connection: connection.execute(statement))
    async with bot_on(scene.double, state) as bot:
        await until_confirmed(bot, ["bad.txt"])
        assert await kept(bot, scene) == 1
        assert bot.client is not None
        await confirm(bot, scene, "later.txt", b"The harbour school of Burlington has a blue door.")
        await bot.additions.finish(bot.client)
        await until_confirmed(bot, ["bad.txt"])
        assert await kept(bot, scene) == 2
        assert bot.metric("footbridge_errors_total", where="adding") >= 1


async def until_confirmed(bot: Running, names: list[str]) -> None:
    """Wait until these are what is confirmed and left to do."""
    for _ in range(200):
        left = [one.name for one in await bot.services.community.additions.confirmed()]
        if left == names:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{left} is left")


async def test_a_press_that_ends_while_another_addition_is_finished_disturbs_nothing(
    scene: Moderated, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        adding, additions = bot.additions, bot.services.community.additions
        first = await confirm(bot, scene, "first.txt", b"The choir of Burlington sings in a barn.")
        second = await confirm(bot, scene, "second.txt", b"The harbour school has a blue door.")
        store = adding.store

        async def meanwhile(one: Pending, *args: Any, **given: Any) -> str:
            if one.id == first:
                await store(await found(second), *args)
                await additions.told(second)
                adding.storing.discard(second)
            return await store(one, *args, **given)

        async def found(identity: str) -> Pending:
            one = await additions.get(identity)
            assert one is not None
            return one

        adding.storing.add(second)  # its press is storing it
        adding.store = meanwhile  # type: ignore[method-assign]
        assert bot.client is not None
        await adding.finish(bot.client)
        assert await additions.confirmed() == [] and await kept(bot, scene) == 2
        assert bot.metric("footbridge_errors_total", where="adding") == 0


async def test_what_was_removed_before_its_adding_was_told_stays_removed(
    scene: Moderated, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        shown, tried = await scene.offer("lanterns.md", LANTERNS), asyncio.Event()

        async def lost(_pending: Pending, telling: Coroutine[Any, Any, object]) -> None:
            telling.close()  # as if Discord could not be reached
            tried.set()

        bot.additions.tell = lost  # type: ignore[method-assign,assignment]
        await scene.mo.click(shown, "Add")
        await asyncio.wait_for(tried.wait(), 10)
        (document,) = await bot.services.worker.run(lambda kb: kb.store.documents((scene.scope,)))
        removed = await scene.command("corpus remove", scene.max, document=document.id)
        assert "Removed" in removed.text and await kept(bot, scene) == 0
    async with bot_on(scene.double, state) as bot:
        await shown.shows("✅ Added")
        await shown.shows(ENGLISH.finished)
        await until_confirmed(bot, [])
        assert await kept(bot, scene) == 0


async def test_what_is_told_late_is_cut_before_what_says_that_it_is_late(
    bot: Running, scene: Moderated, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    class Way:
        def __init__(self, *_given: object) -> None:
            pass

        async def say(self, text: str) -> None:
            said.append(text)

    monkeypatch.setattr("bot.uploads.additions.TokenReply", Way)
    community = bot.services.community
    given: dict[str, Any] = {"asker": "x", "kind": "document", "name": "a", "about": {}, "most": 5}
    key = await community.additions.keep(scope=scene.scope, **given, data=b"1", reading=b"", seconds=60)
    assert key is not None and bot.client is not None
    about = {"told": "𝔸" * 1500, "reply": {"token": "x"}, "at": community.now()}
    await community.additions.stored(key, about)
    await bot.additions.finish(bot.client)
    (text,) = said
    assert text.endswith(f"…\n-# {ENGLISH.finished}") and length(text) <= CONTENT
