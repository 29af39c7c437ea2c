"""Part of the bot's shards in one process: what belongs to servers of the others is left to these."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from bot.ask.responder import Asked
from bot.core.departures import reconcile_servers, tidy
from bot.shared.knowledge_base import KnowledgeBase
from bot.shared.shards import shard_of
from corpus.model import SHARED, NewDocument
from corpus.store.people import KEY_FILE, Server, hash_key, server_scope
from tests.bot.discord_story import Running, bot_on
from tests.discord_double import DoubleDiscord
from tests.discord_double.world import Guild
from tests.engines import SqliteEngine

CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"


def two_folders(place: Path, models: Path) -> list[Path]:
    """Return the folders of two processes with the same secret."""
    folders = [place / name for name in ("one", "two")]
    for folder in folders:
        shutil.copytree(models, folder / "models")
    hash_key(folders[0])
    shutil.copyfile(folders[0] / KEY_FILE, folders[1] / KEY_FILE)
    return folders


async def give_up(bot: Running, state: Path) -> None:
    """Have what was noted so far be what a process noted that lives no more."""
    SqliteEngine().run(state, "UPDATE jobs SET holder = 1")
    assert bot.services.community.number != 1


class Two:
    """A server of shard 0, one of shard 1, and one of each that was left."""

    def __init__(self, double: DoubleDiscord) -> None:
        guilds = {0: double.guild("Twin Towns")}  # ids tell the time, and with it the shard
        while len(by_shard := {shard_of(guild.id, 2): guild for guild in guilds.values()}) < 2:
            guilds[len(guilds)] = double.guild("Sister Towns")
        self.own, self.other = by_shard[0], by_shard[1]
        self.left = [guild.id + (2 << 32) for guild in (self.own, self.other)]  # of the same shards


async def add(new: NewDocument, scope: str, kb: KnowledgeBase) -> None:
    await kb.store.add_document(new, scope=scope)


async def searched(kb: KnowledgeBase) -> int:
    return kb.index.revision


async def until_searched(bot: Running, revision: int, *, within: float = 120) -> None:
    """Wait until a bot searches what another one has stored."""
    end = asyncio.get_running_loop().time() + within
    while True:
        if await bot.services.worker.run(searched) >= revision:
            return
        assert asyncio.get_running_loop().time() < end, "it was not heard of"
        await asyncio.sleep(0.05)


def unfinished(guild: Guild) -> dict[str, Any]:
    """Return what is noted of a question that somebody asked in a server."""
    place = {"channel": guild.channel("general").id, "guild": guild.id}
    asked = Asked("mention", CHURCHILL, "x", None, place["guild"], place["channel"], None)
    return {"asked": asdict(asked), "reply": place | {"to": "message", "question": None, "message": None}}


async def test_servers_of_other_shards_are_not_taken_for_left(state: Path) -> None:
    ahead = [1_800_000_000.0]
    async with DoubleDiscord(shards=2) as double:
        two = Two(double)
        given: dict[str, Any] = {"shard_count": 2, "shards": "0", "clock": lambda: ahead[0]}
        async with bot_on(double, state, **given) as bot:
            assert bot.client is not None
            assert {guild.id for guild in bot.client.guilds} >= {two.own.id}
            assert two.other.id not in {guild.id for guild in bot.client.guilds}
            servers = bot.services.community.servers
            for guild in (two.own.id, two.other.id, *two.left):
                await bot.services.save_server(Server(guild, private=True))
                text = NewDocument("own.txt", f"The bridge of {guild} was closed on a Tuesday.".encode())
                store = partial(add, text, server_scope(guild))
                await bot.services.worker.run(store)
            await reconcile_servers(bot.services, bot.client)
            assert await servers.departed(before=2**62) == [two.left[0]], "one of its own, and no other"
            await servers.left(two.left[1])  # as its own process notes
            ahead[0] += 31 * 86_400
            await tidy(bot.services)
            assert await servers.departed(before=2**62) == [two.left[1]], "its own process deletes it"


async def test_questions_of_other_shards_are_left_to_their_processes(state: Path) -> None:
    async with DoubleDiscord(shards=2) as double:
        two = Two(double)
        async with bot_on(double, state, shard_count=2, shards="0") as bot:
            servers = bot.services.community.servers
            assert bot.client is not None
            await bot.client.housekeeping.stop()
            for guild in (two.own, two.other):
                await servers.add_job("ask", server_scope(guild.id), unfinished(guild))
            await give_up(bot, state)
            found = await bot.responder.unfinished()
            assert [job.scope for job in found] == [server_scope(two.own.id)], "and may write in no other"
            assert len(await servers.jobs("ask")) == 2


async def test_two_processes_on_one_database_answer_each_question_once_and_know_the_same(
    in_postgres: str, exported_models: Path, tmp_path: Path
) -> None:
    folders = two_folders(tmp_path, exported_models)
    async with DoubleDiscord(shards=2) as double:
        two = Two(double)
        people = [guild.member("alice") for guild in (two.own, two.other)]
        places = [guild.channel("general") for guild in (two.own, two.other)]
        async with (
            bot_on(double, folders[0], shard_count=2, shards="0") as first,
            bot_on(double, folders[1], shard_count=2, shards="1") as second,
        ):
            for person, place in zip(people, places, strict=True):
                asked = await person.slash(place, "ask", question=CHURCHILL)
                reply = await asked.final(edits=1, within=120)
                assert "Westminster College" in reply.embeds[0]["description"]
                assert len(place.from_bot()) == 1
            new = NewDocument("own.txt", b"The old bridge of Ayr was closed in 1877 by its keeper.")
            await first.services.worker.run(partial(add, new, SHARED))
            revision = await first.services.worker.run(lambda kb: kb.store.revision())
            await until_searched(second, revision)
            for bot in (first, second):
                assert bot.client is not None
                await reconcile_servers(bot.services, bot.client)
                assert await bot.services.community.servers.departed(before=2**62) == []


async def test_what_a_process_had_under_way_is_answered_by_another_when_it_ends(
    in_postgres: str, exported_models: Path, tmp_path: Path
) -> None:
    folders = two_folders(tmp_path, exported_models)
    async with DoubleDiscord(shards=2) as double:
        two = Two(double)
        person, place = two.other.member("alice"), two.other.channel("general")
        async with bot_on(double, folders[0], shard_count=2, shards="0") as first:
            async with bot_on(double, folders[1], shard_count=2, shards="1") as second:

                async def never(*_: object, **_given: object) -> Any:
                    await asyncio.Event().wait()

                second.services.worker.answer = never  # type: ignore[method-assign]
                asked = await person.slash(place, "ask", within_=60, question=CHURCHILL)
                assert await first.responder.unfinished() == [], "its own process is at it"
            assert first.client is not None
            first.client.housekeeping.spawn(first.client.housekeeping.run("questions"))
            reply = await asked.final(edits=1, within=120)
            assert "Westminster College" in reply.embeds[0]["description"]
            assert len(place.from_bot()) == 1
