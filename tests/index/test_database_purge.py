"""What was purged is gone from the tables of an index in the database, and from their files."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import numpy as np
import pytest

from corpus.environment import VECTORS
from corpus.model import SHARED
from corpus.store import Store
from index.embedding import Embedder
from index.postgres import tables
from index.postgres.connections import APPLYING
from index.postgres.index import DatabaseIndex
from index.postgres.left import forget_if_left
from index.terms import terms as terms_of
from index.units import in_context, text_hash
from index.words import Counts
from tests import engines
from tests.engines import PostgresEngine
from tests.index.conftest import add, opened
from tests.index.generations import holding
from tests.index.places import places, used


def standing(engine: PostgresEngine, *wanted: bytes) -> list[bool]:
    """Tell of each whether it stands in any file of the database's tables."""
    number = engine.server.sql(
        engine.address, "SELECT oid FROM pg_database WHERE datname = current_database()"
    )
    engine.server.sql(engine.address, "CHECKPOINT")
    files = [path.read_bytes() for path in (engine.server.data / "base" / number).iterdir()]
    return [any(one in file for file in files) for one in wanted]


@engines.VECTORS
@pytest.mark.parametrize("removed_first", [False, True])
async def test_nothing_of_a_purged_scope_is_left_in_the_tables(
    database: DatabaseIndex,
    store: Store,
    embedder: Embedder,
    one_engine: PostgresEngine,
    removed_first: bool,
) -> None:
    await add(store, "bread", scope="guild:1")
    await database.refresh()
    await database.settle()
    text = "Bakers in Oldport bake it on Fridays."
    vector = (await store.embeddings(embedder.fingerprint, [text_hash(text)]))[text_hash(text)]
    theirs = np.array([embedder.dimensions, 0], "<u2").tobytes() + vector  # as pgvector keeps it
    (passage,) = await store.passages("guild:1")
    terms = Counts.of([terms_of(in_context(passage))]).keys[:5].astype("<u4").tobytes()
    assert standing(one_engine, theirs[:64], vector[:64], terms) == [True] * 3
    if removed_first:
        await store.remove_document("bread-guild-1", scope="guild:1", by=None)
        await database.refresh()
    await store.purge("guild:1")
    await database.refresh()
    assert await store.scrub()
    assert standing(one_engine, theirs[:64], vector[:64], terms, b"guild:1\x0bpassage") == [False] * 4
    assert list((await database.status()).scopes) == [SHARED]
    assert await places(database) == await used(database)
    name = database.generation
    await database.refresh()
    assert database.generation == name
    assert await database.verify() == []


@engines.VECTORS
async def test_an_index_that_nobody_keeps_any_more_holds_nothing_that_was_purged(
    store: Store,
    folder: Path,
    embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch,
    one_engine: PostgresEngine,
) -> None:
    tables_there = "SELECT count(*) FROM pg_class WHERE relname LIKE 'index\\_%'"
    await add(store, "harbour")
    await add(store, "bread", scope="guild:1")
    async with opened(store, folder, embedder):
        pass
    monkeypatch.setenv(VECTORS, "process")
    async with opened(store, folder, embedder):
        assert one_engine.server.sql(one_engine.address, tables_there) != "0", "it is as it was: no harm"
        await store.purge("guild:1")
    async with opened(store, folder, embedder):
        assert one_engine.server.sql(one_engine.address, tables_there) == "0"
    monkeypatch.setenv(VECTORS, "database")
    async with opened(store, folder, embedder) as index:
        assert await index.verify() == []


@engines.VECTORS
async def test_many_who_look_at_a_purge_at_once_do_not_take_all_connections(
    database: DatabaseIndex, store: Store
) -> None:
    """Each would wait for the lock with one, and who has the lock needs two more."""
    await add(store, "bread", scope="guild:1")
    await database.refresh()
    await store.purge("guild:1")
    await database._apply()
    async with database._connections.lock(APPLYING):
        refreshing = [asyncio.create_task(database.refresh()) for _ in range(20)]
        await asyncio.sleep(0.5)
    await asyncio.gather(*refreshing)
    assert (await database._now()).purged == await store.last_purge()


@asynccontextmanager
async def copied(address: str) -> AsyncIterator[None]:
    """Read the tables of the index meanwhile, as a copy of the whole database does."""
    connection = await asyncpg.connect(address)
    try:
        async with connection.transaction():
            for row in await connection.fetch(f"SELECT relname FROM pg_class WHERE {tables.IS_PLACE}"):
                await connection.fetch(f"SELECT 1 FROM {row[0]}")
            yield
    finally:
        await connection.close()


@engines.VECTORS
@pytest.mark.parametrize("rebuilt", [False, True])
async def test_what_is_being_copied_is_forgotten_afterwards(
    database: DatabaseIndex,
    store: Store,
    one_engine: PostgresEngine,
    monkeypatch: pytest.MonkeyPatch,
    rebuilt: bool,
) -> None:
    monkeypatch.setattr(tables, "_BUSY", "50ms")
    await add(store, "bread", scope="guild:1")
    await database.refresh()
    async with copied(one_engine.address):
        await store.purge("guild:1")
        assert await database.rebuild() if rebuilt else True
        await database.refresh()
        assert await places(database) > await used(database)
    await database.refresh()
    assert await places(database) == await used(database)
    assert (await database._now()).purged == await store.last_purge()


@engines.VECTORS
async def test_an_index_that_nobody_keeps_and_that_is_being_copied_is_dropped_afterwards(
    store: Store,
    folder: Path,
    embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch,
    one_engine: PostgresEngine,
) -> None:
    monkeypatch.setattr(tables, "_BUSY", "50ms")
    there = f"SELECT count(*) FROM pg_class WHERE {tables.IS_PLACE}"
    await add(store, "bread", scope="guild:1")
    async with opened(store, folder, embedder):
        pass
    monkeypatch.setenv(VECTORS, "process")
    await store.purge("guild:1")
    async with copied(one_engine.address):
        await forget_if_left(store)
        assert one_engine.server.sql(one_engine.address, there) != "0"
    await forget_if_left(store)
    assert one_engine.server.sql(one_engine.address, there) == "0"
    assert one_engine.server.sql(one_engine.address, "SELECT to_regclass('index_parts') IS NULL") == "t"


@pytest.mark.parametrize("one_engine", ["vectors"], indirect=True)
@pytest.mark.parametrize("purged_while_open", [False, True])
async def test_an_earlier_index_in_the_folder_holds_nothing_that_was_purged(
    store: Store,
    embedder: Embedder,
    monkeypatch: pytest.MonkeyPatch,
    one_engine: PostgresEngine,
    purged_while_open: bool,
) -> None:
    derived = store.database.derived
    await add(store, "bread", scope="guild:1")
    monkeypatch.setenv(VECTORS, "process")
    async with opened(store, derived, embedder):
        assert holding(derived, "guild:1", "bread")
    monkeypatch.setenv(VECTORS, "database")
    async with opened(store, derived, embedder) as index:
        assert holding(derived, "guild:1", "bread"), "nothing was purged: it may be used again"
        if purged_while_open:
            await store.purge("guild:1")
            await index.refresh()
            assert not holding(derived, "guild:1", "bread")
    if not purged_while_open:
        await store.purge("guild:1")
        async with opened(store, derived, embedder):
            assert not holding(derived, "guild:1", "bread")
    monkeypatch.setenv(VECTORS, "process")
    async with opened(store, derived, embedder) as index:
        assert await index.verify() == []
