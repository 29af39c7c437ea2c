"""A connection that the server ends while a lock is held: what is said is what happened, not who noticed."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from corpus.errors import StateError
from index.postgres.connections import APPLYING, Connections
from index.postgres.index import DatabaseIndex
from tests import engines
from tests.engines import PostgresEngine

ENDED = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'footbridge index' AND pid <> pg_backend_pid()
"""


async def work_under_lock(connections: Connections, engine: PostgresEngine) -> None:
    with connections.errors():
        async with connections.lock(APPLYING) as connection:
            engine.server.sql(engine.address, ENDED)
            while True:
                await connection.fetchval("SELECT 1")


@engines.VECTORS
async def test_a_connection_lost_under_a_lock_is_said_in_plain_words(
    database: DatabaseIndex, one_engine: PostgresEngine
) -> None:
    with pytest.raises(StateError, match="cannot be reached") as told:
        await work_under_lock(database._connections, one_engine)
    assert "released back" not in str(told.value) and "Connection." not in str(told.value)
    for _ in range(100):  # the others were ended as well, and are made anew as they are missed
        with suppress(StateError):
            assert (await database.status()).passages
            return
        await asyncio.sleep(0.1)
    raise AssertionError("no other connection is made")
