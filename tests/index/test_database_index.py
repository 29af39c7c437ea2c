"""The index in PostgreSQL itself: the same as in the process, and one for all processes."""

from __future__ import annotations

import asyncio
import json
import threading
from pathlib import Path
from typing import Any

import pytest

from corpus import bundled
from corpus.environment import VECTORS
from corpus.errors import StateError, UsageError
from corpus.model import SHARED
from corpus.store import Store
from index import Index, PassageIndex, open_index
from index.embedding import Embedder
from index.postgres import building, connections, generations, searching, tables
from index.postgres.connections import APPLYING, BUILDING
from index.postgres.index import DatabaseIndex
from tests import engines
from tests.command import ROOT
from tests.engines import PostgresEngine
from tests.index.conftest import add, opened
from tests.index.generations import Counting, first_text
from tests.index.places import places, used

BREAD = "What does the bread taste like?"


# The same as in the process


def questions() -> list[str]:
    found = []
    for name in ("essay", "records"):
        lines = (ROOT / f"bench/questions/{name}.jsonl").read_text("utf-8").splitlines()
        found += [json.loads(line)["question"] for line in lines[::4]]
    return found


@engines.VECTORS
async def test_the_first_twelve_are_those_of_the_process(
    one_engine: PostgresEngine, folder: Path, embedder: Embedder
) -> None:
    async with await Store.open(folder, write=True) as store:
        await bundled.set_up(store)
        process = await Index.open(store, folder, embedder)
        async with opened(store, folder, embedder) as index:
            for question in questions():
                ours = await process.search(question, [SHARED])
                theirs = await index.search(question, [SHARED])
                assert [hit.number for hit in theirs.hits] == [hit.number for hit in ours.hits], question
                for left, right in zip(ours.hits, theirs.hits, strict=True):
                    assert right.score == pytest.approx(left.score, abs=1e-3)
                    assert right.bm25 == pytest.approx(left.bm25, abs=1e-5)
                    assert right.sentences == pytest.approx(left.sentences, abs=1e-6)
                assert (theirs.passages, theirs.frequencies) == (ours.passages, ours.frequencies)
            assert await index.verify() == []


def test_the_rarest_words_are_looked_for_where_the_others_are_everywhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(searching, "LOOKED_AT", 100)
    known = {1: 60, 2: 30, 3: 500, 4: 5}
    assert searching.rarest([1, 2, 9], 3, known) == [1, 2], "few enough: all of the single words, no pairs"
    assert searching.rarest([1, 2, 3, 4], 3, known) == [4, 2, 1], "the pair 4, and what is rare"
    assert searching.rarest([3], 1, known) == [3], "one at least"
    assert searching.rarest([9], 1, known) == []


# One for all processes


@engines.VECTORS
async def test_what_one_process_applied_all_search(
    database: DatabaseIndex, store: Store, folder: Path, embedder: Embedder
) -> None:
    counting = Counting(embedder)
    async with (
        await Store.open(folder, write=False) as reader,
        opened(reader, folder, counting) as other,  # type: ignore[arg-type]
    ):
        await add(store, "bread", scope="guild:1")
        await asyncio.gather(database.refresh(), other.refresh(), database.refresh(), other.refresh())
        assert database.revision == other.revision == await store.revision()
        for one in (database, other):
            found = await one.search(BREAD, ["guild:1"])
            assert found.passages == len(found.hits) == 1
            assert (await one.status()).scopes["guild:1"] == 1
        before = counting.texts
        await store.remove_document("bread-guild-1", scope="guild:1", by=None)
        await database.refresh()
        found = await other.search(BREAD, ["guild:1"])
        assert (found.hits, found.revision) == ((), await store.revision()), "without a refresh of its own"
        assert counting.texts == before
        assert await other.verify() == []


@engines.VECTORS
async def test_a_search_in_the_midst_of_rebuilds_sees_one_index(
    database: DatabaseIndex, store: Store, folder: Path
) -> None:
    """The tables that a search was to look at may be dropped while it begins."""
    done = asyncio.Event()
    before = (await database.search(BREAD, [SHARED])).hits

    async def ask() -> int:
        asked = 0
        while not done.is_set():
            assert (await database.search(BREAD, [SHARED])).hits == before
            asked += 1
        return asked

    asking = [asyncio.create_task(ask()) for _ in range(3)]
    for _ in range(3):
        assert await database.rebuild()
    done.set()
    assert all([await one for one in asking])
    assert await places(database) == await used(database)


@engines.VECTORS
async def test_a_rebuild_that_is_cancelled_refused_or_fails_leaves_what_was(
    database: DatabaseIndex, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, before = database.generation, await places(database)
    cancel = threading.Event()
    cancel.set()
    assert await database.rebuild(None, cancel) is False
    asked: list[int] = []

    async def refuse(candidate: PassageIndex) -> bool:
        asked.append(len((await candidate.search(BREAD, [SHARED])).hits))
        assert candidate.generation == "" and await candidate.status()
        return False

    assert await database.rebuild(approve=refuse) is False
    assert asked == [5]
    with monkeypatch.context() as patched:
        patched.setattr(tables, "analyse", None)
        with pytest.raises(TypeError):
            await database.rebuild()
    assert (database.generation, await places(database)) == (name, before)
    await database.refresh()
    assert database.generation == name
    assert await database.verify() == []
    assert await database.rebuild()
    assert database.generation != name


@engines.VECTORS
async def test_what_a_killed_builder_left_is_removed_by_the_next(database: DatabaseIndex) -> None:
    async with database._connections.connection() as connection:
        await connection.execute(
            "INSERT INTO index_generations SELECT 900, format, false, fingerprint, dimensions, base, "
            "revision, 901, 0, 0, false, created FROM index_generations"
        )
        await tables.make(connection, 901, 384)
    assert 901 in await places(database)
    await database.rebuild()
    assert await places(database) == await used(database)


@engines.VECTORS
async def test_there_is_nothing_to_go_back_to(database: DatabaseIndex) -> None:
    with pytest.raises(StateError, match=r"no earlier generation.*stays in use"):
        await database.rollback()


@engines.VECTORS
async def test_another_model_builds_its_own_and_the_old_one_is_told(
    database: DatabaseIndex, store: Store, folder: Path, embedder: Embedder
) -> None:
    class Other(Counting):
        fingerprint = "another"

    async with opened(store, folder, Other(embedder)) as other:  # type: ignore[arg-type]
        assert await other.verify() == []
        with pytest.raises(StateError, match="Give all processes the same"):
            await database.search(BREAD, [SHARED])


# What grows


async def test_a_part_that_has_become_large_is_set_apart(
    in_postgres: str, folder: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VECTORS, "database")
    monkeypatch.setattr(tables, "MOST_PASSAGES", 4)
    async with await Store.open(folder, write=True) as store:
        await add(store, "harbour")
        async with opened(store, folder, embedder) as index:
            assert isinstance(index, DatabaseIndex)
            assert len(await places(index)) == 1
            await add(store, "boats", "choir")
            await add(store, "bread", scope="guild:1")
            await index.refresh()
            before = (await index.search(BREAD, [SHARED, "guild:1"])).hits
            await index.settle()
            assert len(await places(index)) == 2
            after = (await index.search(BREAD, [SHARED, "guild:1"])).hits
            assert [hit.number for hit in after] == [hit.number for hit in before]
            await add(store, "bread")
            await index.refresh()
            assert "sour" in await first_text(index, store, BREAD)  # type: ignore[arg-type]
            assert await index.verify() == []


# Who waits, and what cannot be is refused


@engines.VECTORS
async def test_who_applies_waits_for_who_is_at_it(
    database: DatabaseIndex, store: Store, folder: Path, embedder: Embedder
) -> None:
    await add(store, "bread")
    async with database._connections.lock(APPLYING):
        refreshing = asyncio.create_task(database.refresh())
        await asyncio.sleep(0.3)
        assert not refreshing.done()
        assert (await database.search(BREAD, [SHARED])).passages == 5, "and nobody's question does"
    await refreshing
    assert (await database.search(BREAD, [SHARED])).passages == 6


@engines.VECTORS
async def test_who_has_waited_applies_to_what_is_in_use_by_then(
    database: DatabaseIndex, store: Store, embedder: Embedder
) -> None:
    """Another process may have put a new generation in its place."""
    name = database.generation
    await add(store, "bread")
    async with database._connections.lock(APPLYING) as theirs:
        refreshing = asyncio.create_task(database.refresh())
        await asyncio.sleep(0.3)
        async with database._connections.lock(BUILDING) as connection:
            number = await building.build(connection, store, embedder, -1, None, None)
            await add(store, "bread", scope="guild:1")
            await generations.use(theirs, number, -1)
            await generations.forget_unused(connection)
    await refreshing
    assert database.generation != name
    assert (await database.search(BREAD, [SHARED, "guild:1"])).passages == 7
    assert await database.verify() == []


@engines.VECTORS
async def test_who_is_cancelled_just_when_a_lock_is_had_gives_it_back(
    database: DatabaseIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a slow network: the server has said yes, and nobody hears it."""
    import asyncpg

    fetch, had = asyncpg.Connection.fetchval, asyncio.Event()

    async def slowly(self: Any, statement: str, *given: Any) -> Any:
        found = await fetch(self, statement, *given)
        had.set()
        await asyncio.sleep(60)
        return found

    async def take(lock: Any) -> None:
        async with lock(APPLYING):
            raise AssertionError("nobody hears it")

    for lock in (database._connections.lock, database._connections.lock_if_free):
        had.clear()
        with monkeypatch.context() as patched:
            patched.setattr(asyncpg.Connection, "fetchval", slowly)
            taking = asyncio.create_task(take(lock))
            await had.wait()
            taking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await taking
        async with database._connections.connection() as connection:
            held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = $1"
            assert await connection.fetchval(held, connections._KEY) == 0


async def test_a_file_cannot_be_searched_in_a_database(
    folder: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with await Store.open(folder, write=True) as store:
        monkeypatch.setenv(VECTORS, "database")
        with pytest.raises(UsageError, match="needs FOOTBRIDGE_DATABASE"):
            await open_index(store, folder, embedder)
        monkeypatch.setenv(VECTORS, "elsewhere")
        with pytest.raises(UsageError, match="process or database"):
            await open_index(store, folder, embedder)


@pytest.mark.parametrize(
    ("replaced", "said"),
    [
        ("CREATE EXTENSION no_such_extension", "has no pgvector.*Install it"),
        ("SET ROLE nobody_special; CREATE EXTENSION vector", "may not add it"),
    ],
)
async def test_a_server_without_pgvector_is_told_in_one_line(
    in_postgres: str,
    folder: Path,
    embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch,
    replaced: str,
    said: str,
) -> None:
    import asyncpg

    monkeypatch.setenv(VECTORS, "database")
    connect = asyncpg.connect

    async def connected(*given: Any, **named: Any) -> Any:
        connection = await connect(*given, **named)
        if "nobody_special" in replaced:
            made = await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = 'nobody_special'")
            await connection.execute("" if made else "CREATE ROLE nobody_special")
        execute = connection.execute

        async def run(statement: str, *given: Any) -> Any:
            return await execute(replaced if statement == "CREATE EXTENSION vector" else statement, *given)

        monkeypatch.setattr(type(connection), "execute", lambda _, *given: run(*given), raising=False)
        return connection

    async with await Store.open(folder, write=True) as store:
        with monkeypatch.context() as patched:
            patched.setattr(connections.asyncpg, "connect", connected)
            with pytest.raises(StateError, match=said) as told:
                await open_index(store, folder, embedder)
        assert "\n" not in str(told.value)


@engines.VECTORS
async def test_connections_that_the_server_ended_are_made_anew(
    database: DatabaseIndex, store: Store, one_engine: PostgresEngine
) -> None:
    await add(store, "bread")
    for _ in range(2):
        one_engine.server.sql(
            one_engine.address,
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE application_name = 'footbridge index' AND datname = current_database()",
        )
        await asyncio.sleep(0.2)
        await database.refresh()
        assert (await database.search(BREAD, [SHARED])).passages == 6
