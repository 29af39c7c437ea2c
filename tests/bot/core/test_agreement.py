"""What processes agree on: in memory where one is alone, in the database where there are several."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.core import hearing
from bot.core.agreement import IDENTIFY_SECONDS, Agreement
from bot.core.hearing import Hearing
from bot.core.limits import Limits
from bot.core.metrics import Metrics
from corpus.errors import StateError
from corpus.store import Store, databases
from corpus.store.community import Community
from corpus.store.people import Server
from corpus.store.sql import living
from tests.postgres import PostgresServer


class Party:
    """One process' part, without a bot around it."""

    def __init__(self, community: Community) -> None:
        self.community = community
        self.metrics = Metrics()
        self.agreement = Agreement(community, Limits(lambda: 0.0), self.metrics, seconds=60)
        self.servers: dict[int, Server] = {}
        self.hearing = Hearing(community, self.servers, lambda where, error: f"{where}: {error!r}")


@pytest.fixture
async def two(in_postgres: str, tmp_path: Path) -> AsyncIterator[tuple[Party, Party]]:
    """Return two processes on one database that hear of each other."""
    async with AsyncExitStack() as stack, await Store.open(tmp_path, write=True) as store:
        parties = []
        for _ in range(2):
            party = Party(await Community.open(store.database))
            stack.push_async_callback(party.community.close)
            await party.hearing.start()
            stack.push_async_callback(party.hearing.stop)
            parties.append(party)
        yield (parties[0], parties[1])


async def test_one_of_several_processes_handles_an_event(two: tuple[Party, Party]) -> None:
    one, other = two
    said = await asyncio.gather(*(party.agreement.first(7) for party in (one, other)))
    assert sorted(said) == [False, True]
    assert await other.agreement.first(8) and not await one.agreement.first(8)


async def test_who_asks_in_servers_of_two_processes_asks_as_often_as_in_one(two: tuple[Party, Party]) -> None:
    one, other = two
    for party in (one, other, one):
        assert await party.agreement.count(5, 9, user_rate=3, guild_rate=4) is None
    for party in (one, other):
        over = await party.agreement.count(5, 9, user_rate=3, guild_rate=4)
        assert over is not None and over[0] == "user" and 1 <= over[1] <= 60
    assert await other.agreement.count(6, 9, user_rate=3, guild_rate=4) is None, "a refusal costs nothing"
    over = await one.agreement.count(6, 9, user_rate=3, guild_rate=4)
    assert over is not None and over[0] == "guild"
    assert await one.agreement.count(5, None, user_rate=3, guild_rate=4, what="press") is None


async def test_no_more_pass_at_once_than_may(two: tuple[Party, Party]) -> None:
    counting = (party.agreement.count(5, 9, user_rate=4, guild_rate=99) for party in two * 6)
    said = await asyncio.gather(*counting)
    assert said.count(None) == 4


async def test_sessions_of_one_bucket_begin_one_after_the_other(two: tuple[Party, Party]) -> None:
    one, other = two
    waits = [await party.agreement.identify_turn(0) for party in (one, other, one)]
    assert waits[0] == 0
    assert [round((wait or 0) / IDENTIFY_SECONDS) for wait in waits] == [0, 1, 2]
    assert await other.agreement.identify_turn(1) == 0, "another bucket is another line"


async def test_what_counts_no_more_is_deleted_and_what_counts_is_kept(two: tuple[Party, Party]) -> None:
    one, other = two
    assert await one.agreement.first(7)
    await one.agreement.sweep()
    assert not await other.agreement.first(7)


async def test_without_the_database_each_goes_by_what_it_knows(
    two: tuple[Party, Party], postgres: PostgresServer, in_postgres: str
) -> None:
    one, _ = two
    postgres.sql(in_postgres, "DROP TABLE peers_seen, peers_counted, peers_turns")
    assert await one.agreement.first(7) and not await one.agreement.first(7)
    assert await one.agreement.count(5, None, user_rate=1, guild_rate=1) is None
    assert await one.agreement.count(5, None, user_rate=1, guild_rate=1) == ("user", 60)
    assert await one.agreement.identify_turn(0) is None
    assert one.metrics.registry.get_sample_value("footbridge_errors_total", {"where": "agreement"}) == 4


async def test_a_database_that_does_not_tell_of_changes_is_said_to_be_one(
    two: tuple[Party, Party], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(_heard: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(hearing, "_FIRST", 0.1)
    monkeypatch.setattr(two[0].community, "listen", silent)
    deaf = Hearing(two[0].community, {}, lambda where, error: f"{where}: {error!r}")
    with pytest.raises(StateError, match="does not tell") as caught:
        await deaf.start()
    assert "\n" not in str(caught.value)


async def test_settings_stored_by_one_process_are_used_by_the_other(two: tuple[Party, Party]) -> None:
    one, other = two
    await one.community.servers.save(Server(3, private=True))
    end = asyncio.get_running_loop().time() + 30
    while other.servers.get(3) != Server(3, private=True):
        assert asyncio.get_running_loop().time() < end, "it was not heard of"
        await asyncio.sleep(0.02)


async def test_what_a_process_works_on_is_taken_when_it_lives_no_more_and_by_one_alone(
    two: tuple[Party, Party], tmp_path: Path
) -> None:
    one, other = two
    job = await one.community.servers.add_job("ask", "guild:1", {"question": "?"})
    assert await other.community.servers.claim("ask", lambda _: True) == []
    assert [own.id for own in await one.community.servers.claim("ask", lambda _: False)] == [job]
    await one.hearing.stop()
    await until_gone(other, one)
    assert await other.community.servers.claim("ask", lambda _: False) == [], "it does not want it"
    third = Party(await Community.open(databases.of(tmp_path)))
    await third.hearing.start()
    taken = await asyncio.gather(
        *(party.community.servers.claim("ask", lambda _: True) for party in (other, third))
    )
    assert [own.id for jobs in taken for own in jobs] == [job]
    await third.hearing.stop()
    await third.community.close()


async def test_one_process_rebuilds_at_a_time_and_what_a_dead_one_left_holds_up_nobody(
    two: tuple[Party, Party],
) -> None:
    one, other = two
    assert await one.community.servers.add_only_job("rebuild", "guild:1", {"user": 1}, identity="a") is None
    busy = await other.community.servers.add_only_job("rebuild", "guild:2", {"user": 2}, identity="b")
    assert busy is not None and busy.id == "a" and busy.payload == {"user": 1}
    await one.hearing.stop()
    await until_gone(other, one)
    assert await other.community.servers.add_only_job("rebuild", "guild:2", {}, identity="c") is None


async def until_gone(party: Party, other: Party) -> None:
    """Wait until a process is known to live no more; the server notices a moment after its end."""
    end = asyncio.get_running_loop().time() + 30
    while other.community.number in await party.community.read(living):
        assert asyncio.get_running_loop().time() < end, "it still counts as alive"
        await asyncio.sleep(0.02)
