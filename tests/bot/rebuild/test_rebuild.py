"""A moderator rebuilds the index: progress, questions meanwhile, cancel, busy, restarts, an expired token."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from discord import Permissions
from numpy.typing import NDArray
from sqlalchemy import delete, update
from sqlalchemy.engine import Connection

from bot.phrases.moderators import ENGLISH
from bot.rebuild import progress
from bot.rebuild.jobs import Rebuild
from bot.shared.knowledge_base import KnowledgeBase
from corpus.store import schema
from index import gather
from tests.bot.discord_story import Running, bot_on
from tests.bot.moderating_story import CHOIR, FESTIVAL, Moderated, custom_id
from tests.discord_double import DoubleDiscord, Reply
from tests.discord_double.faults import SEND

SENATOR = "Which senator stood in Westminster College?"
CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"


@pytest.fixture
def scene(double: DoubleDiscord) -> Moderated:
    return Moderated(double)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the rebuild look at its cancel and report its progress more often than a small corpus needs."""
    monkeypatch.setattr(gather, "_BATCH", 8)
    yield


class Slowly:
    """The real embedder, with a pause before each batch of a rebuild."""

    def __init__(self, embedder: object, seconds: float) -> None:
        self._embedder = embedder
        self.seconds = seconds

    def __getattr__(self, name: str) -> object:
        return getattr(self._embedder, name)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if len(texts) > 1:
            time.sleep(self.seconds)
        return self._embedder.embed(texts)  # type: ignore[attr-defined,no-any-return]


async def slow(bot: Running, seconds: float = 0.12) -> None:
    """Forget every embedding and have the next ones made slowly, so that a rebuild takes some seconds."""

    def forget(connection: Connection) -> None:
        connection.execute(delete(schema.embeddings))

    async def work(kb: KnowledgeBase) -> None:
        await kb.store.change(forget)
        kb.index._embedder = Slowly(kb.index._embedder, seconds)  # type: ignore[assignment]

    await bot.services.worker.run(work)


async def started(scene: Moderated) -> Reply:
    reply = await scene.mo.slash(scene.general, "index rebuild")
    return await reply.shows("Started by")


async def forgotten(bot: Running) -> None:
    """Wait until the job is gone, which is just after its end was shown."""
    for _ in range(200):
        if not await bot.services.community.servers.jobs("rebuild"):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the job stayed")


async def test_a_rebuild_shows_its_progress_and_reports_to_who_asked_while_questions_are_answered(
    scene: Moderated, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        await slow(bot)
        generation = await bot.services.worker.run(status)
        reply = await started(scene)
        assert not reply.ephemeral and "░" in reply.text and "passages" in reply.text
        assert "Westminster" in (await scene.ask(CHURCHILL)).text
        assert await bot.services.worker.run(status) == generation, "answered from the old generation"
        running = await scene.command("index status", scene.max)
        assert "A rebuild is running" in running.text
        edits = reply.message.edits
        await asyncio.sleep(2.2)
        assert 1 <= reply.message.edits - edits <= 3, "the bar moves, at most once a second"
        await reply.shows("the index is rebuilt", within=30)
        assert f"<@{scene.mo.id}>" in reply.text and not reply.message.pings and reply.buttons == []
        assert await bot.services.worker.run(status) != generation
        await forgotten(bot)
        assert "agree" in (await scene.command("index verify")).text


async def status(kb: KnowledgeBase) -> str:
    return kb.index.generation


async def test_a_preview_compares_by_the_golden_questions_and_uses_no_worse_index(
    scene: Moderated, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        none = await scene.mo.slash(scene.general, "index rebuild", preview=True)
        assert (await none.final()).text == ENGLISH.golden_none
        (state / "golden").mkdir()
        write_golden(state, "shared")
        write_golden(state, "guild-1")
        old = await bot.services.worker.run(status)
        reply = await scene.mo.slash(scene.general, "index rebuild", preview=True)
        await reply.shows("the index is rebuilt", within=60)
        assert "shared: 1 of 1 questions answered correctly before, 1 after" in reply.text
        assert "other servers: 1 of 1" in reply.text and "Sanders" not in reply.text
        better = await bot.services.worker.run(status)
        assert better != old
        await forgotten(bot)
        await bot.services.worker.run(spoil)
        reply = await scene.mo.slash(scene.general, "index rebuild", preview=True)
        await reply.shows("fewer of the golden questions", within=60)
        assert "`shared-1`: right → wrong" in reply.text and "guild-1-1" not in reply.text
        assert await bot.services.worker.run(status) == better, "the old one stays in use"
        await forgotten(bot)
        back = await scene.command("index rollback")
        assert old in back.text and str(state) not in back.text
        assert await bot.services.worker.run(status) == old
        none_left = await scene.command("index rollback")
        assert str(state) not in none_left.text


def write_golden(state: Path, name: str) -> None:
    row = {"id": f"{name}-1", "kind": "fact", "question": SENATOR, "gold": ["Sanders"]}
    (state / "golden" / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")


async def spoil(kb: KnowledgeBase) -> None:
    """Take the passages of the essay out of what is built next, as a fault in cutting texts would."""

    def work(connection: Connection) -> None:
        passages = schema.passages
        connection.execute(
            update(passages)
            .where(passages.c.source == "essay")
            .values(removed_revision=passages.c.added_revision)
        )

    await kb.store.change(work)


async def test_it_is_cancelled_by_a_moderator_of_the_server_only(scene: Moderated, state: Path) -> None:
    async with bot_on(scene.double, state) as bot:
        await slow(bot)
        generation = await bot.services.worker.run(status)
        reply = await started(scene)
        cancel = custom_id(reply, "Cancel")
        assert "Only moderators" in (await scene.forced(scene.alice, reply, cancel)).text
        foreign = await scene.olga.slash(scene.lobby, "index rebuild")
        assert "of the index that all servers share" in (await foreign.final()).text
        assert str(scene.mo.id) not in foreign.text
        foreign.message.components = reply.message.components  # as if that message held the button
        forged = await scene.forced(scene.olga, foreign, cancel)
        assert "no longer waiting" in forged.text
        busy = await scene.command("index rebuild", scene.max)
        assert "Busy: a rebuild is running here" in busy.text and f"<@{scene.mo.id}>" in busy.text
        assert busy.ephemeral
        await scene.max.click(reply, "Cancel")
        await reply.shows("the rebuild was cancelled", within=20)
        assert await bot.services.worker.run(status) == generation
        assert "Westminster" in (await scene.ask(CHURCHILL)).text
        await forgotten(bot)


async def test_a_document_added_during_a_rebuild_is_found_at_once_and_after_it(
    scene: Moderated, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        await slow(bot, 0.08)
        reply = await started(scene)
        shown = await scene.add()
        assert "The next question can cite it" in shown.text
        assert CHOIR in (await scene.ask(FESTIVAL)).text
        await reply.shows("the index is rebuilt", within=30)
        await bot.services.worker.run(lambda kb: kb.index.refresh())
        assert CHOIR in (await scene.ask(FESTIVAL)).text


async def test_it_goes_on_by_an_ordinary_message_when_the_token_has_run_out(
    scene: Moderated, state: Path
) -> None:
    ahead = [0.0]
    async with bot_on(scene.double, state, clock=lambda: time.time() + ahead[0]) as bot:
        await slow(bot)
        reply = await started(scene)
        ahead[0] = 15 * 60 + 1
        scene.double.clock.advance(15 * 60 + 1)
        await scene.double.until(lambda: len(scene.general.from_bot()) == 2, "an ordinary message")
        message = scene.general.from_bot()[-1]
        assert message is not reply.message and not message.ephemeral and "Rebuilding" in message.text
        await message.shows("the index is rebuilt", within=30)
        assert not message.pings and len(scene.general.from_bot()) == 2
        await forgotten(bot)


async def test_where_it_may_not_write_the_report_comes_as_a_direct_message(
    scene: Moderated, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        await slow(bot)
        await started(scene)
        scene.general.overwrite(scene.double.bot, deny=Permissions(send_messages=True, view_channel=True))
        scene.double.clock.advance(15 * 60 + 1)
        await scene.double.until(lambda: bool(scene.mo.dms), "a direct message")
        await scene.mo.dms[0].shows("the index is rebuilt", within=30)
        await forgotten(bot)


async def test_a_rebuild_goes_on_after_a_restart_of_the_bot_and_is_reported(
    scene: Moderated, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        await slow(bot)
        generation = await bot.services.worker.run(status)
        reply = await started(scene)
        await asyncio.sleep(1)
    assert "the index is rebuilt" not in reply.text
    async with bot_on(scene.double, state) as bot:
        await reply.shows("the index is rebuilt", within=30)
        assert await bot.services.worker.run(status) != generation
        await forgotten(bot)
        assert "Westminster" in (await scene.ask(CHURCHILL)).text


async def test_a_new_client_shows_the_rebuild_that_the_old_one_started(scene: Moderated, state: Path) -> None:
    async with bot_on(scene.double, state) as bot:
        await slow(bot)
        reply = await started(scene)
        first = bot.client
        scene.double.faults.malformed_dispatch("READY")
        await scene.double.until(lambda: bot.client is not first, "another client", 15)
        await reply.shows("the index is rebuilt", within=30)


async def test_a_new_client_takes_up_no_rebuild_that_is_just_being_started(
    scene: Moderated, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        rebuilds, servers = bot.rebuilds, bot.services.community.servers
        add_job, stored, go_on = servers.add_only_job, asyncio.Event(), asyncio.Event()

        async def slowly(*args: Any, **given: Any) -> Any:
            key = await add_job(*args, **given)
            stored.set()
            await go_on.wait()
            return key

        servers.add_only_job = slowly  # type: ignore[method-assign]
        reply = await scene.mo.slash(scene.general, "index rebuild")
        await asyncio.wait_for(stored.wait(), 10)
        taken_up = await rebuilds.take_up()  # as a client does that starts at this moment
        go_on.set()
        assert [one.end for one in taken_up] == [None] and taken_up[0] is rebuilds.running
        await reply.shows("the index is rebuilt", within=30)
        await forgotten(bot)


async def test_what_ends_the_process_again_and_again_counts_as_failed(scene: Moderated, state: Path) -> None:
    async with bot_on(scene.double, state) as bot:
        payload = {
            "user": scene.mo.id, "guild": scene.guild.id, "channel": scene.general.id, "token": None,
            "locale": "en-US", "since": int(time.time()), "attempts": 3,
        }  # fmt: skip
        await bot.services.community.servers.add_job("rebuild", scene.scope, payload)
    async with bot_on(scene.double, state) as bot:
        await scene.double.until(lambda: bool(scene.general.from_bot()), "the report")
        assert "the rebuild failed" in scene.general.from_bot()[0].text


async def test_a_report_arrives_though_discord_cannot_be_reached_at_first(
    scene: Moderated, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "AGAIN", 0.1)
    async with bot_on(scene.double, state) as bot:
        payload = {
            "user": scene.mo.id, "guild": scene.guild.id, "channel": scene.general.id, "token": None,
            "locale": "en-US", "since": int(time.time()), "attempts": 1, "end": "done", "passages": 7,
        }  # fmt: skip
        await bot.services.community.servers.add_job("rebuild", scene.scope, payload, state="over")
    away = scene.double.faults.status(SEND, 503, times=5)  # as often as one delivery tries
    async with bot_on(scene.double, state) as bot:
        await scene.double.until(lambda: bool(scene.general.from_bot()), "the report", 20)
        assert away.spent and "the index is rebuilt: 7 passages" in scene.general.from_bot()[0].text
        await forgotten(bot)


async def test_verify_names_what_does_not_agree(scene: Moderated, state: Path) -> None:
    async with bot_on(scene.double, state) as bot:

        async def lose(kb: KnowledgeBase) -> None:
            live = next(iter(kb.index._state.partitions.values()))[0]
            live.alive[0] = False

        await bot.services.worker.run(lose)
        assert "1 things do not agree" in (await scene.command("index verify")).text
        await (await scene.mo.slash(scene.general, "index rebuild")).shows("the index is rebuilt", within=30)
        assert "agree (" in (await scene.command("index verify")).text


def test_the_bar_tells_the_passages_that_are_built_and_not_those_of_the_index_in_use() -> None:
    rebuild = Rebuild("job", "shared", {"user": 1, "since": 0}, passages=7)
    assert "0 of 7 passages" in str(progress.bar(rebuild, ENGLISH, 0).description)
    rebuild.done, rebuild.total = 1_500, 2_000
    told = str(progress.bar(rebuild, ENGLISH, 0).description)
    assert "75 %" in told and "1,500 of 2,000 passages" in told
