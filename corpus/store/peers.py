"""What several processes on one PostgreSQL agree on, beside what is stored: events, rates, turns.

Its tables are unlogged: they hold what matters for minutes, and are empty after the server has crashed. No
writer's lock is taken for them, so nobody waits for a document that is being stored. All times are the
server's, whatever clock a machine has.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import asyncpg

_MADE = """
CREATE UNLOGGED TABLE IF NOT EXISTS peers_seen (id BIGINT PRIMARY KEY, at FLOAT8 NOT NULL);
CREATE UNLOGGED TABLE IF NOT EXISTS peers_counted (key TEXT NOT NULL, at FLOAT8 NOT NULL);
CREATE INDEX IF NOT EXISTS peers_counted_by_key ON peers_counted (key, at);
CREATE UNLOGGED TABLE IF NOT EXISTS peers_turns (name TEXT PRIMARY KEY, free_at FLOAT8 NOT NULL);
CREATE OR REPLACE FUNCTION peers_now() RETURNS FLOAT8 VOLATILE LANGUAGE SQL
    AS $$ SELECT extract(epoch FROM clock_timestamp())::float8 $$
"""
_KEY = 0x50656572  # "Peer": the first key of the locks under which this is made, and counts are

_WINDOW = 60.0
"""Seconds over which `count` looks back."""

_SEEN = 3600.0
"""Seconds for which an event is remembered; Discord sends none again after that."""

_FIRST = "INSERT INTO peers_seen VALUES ($1, peers_now()) ON CONFLICT DO NOTHING"
_FULL = """
SELECT asked.place, counted.at + $3 - peers_now()
FROM unnest($1::text[], $2::int[]) WITH ORDINALITY AS asked (key, most, place)
CROSS JOIN LATERAL (SELECT at FROM peers_counted WHERE key = asked.key AND at > peers_now() - $3
    ORDER BY at DESC OFFSET asked.most - 1 LIMIT 1) AS counted
ORDER BY asked.place LIMIT 1
"""
_COUNT = "INSERT INTO peers_counted SELECT key, peers_now() FROM unnest($1::text[]) AS asked (key)"
_TURN = """
INSERT INTO peers_turns AS turns VALUES ($1, peers_now() + $2)
ON CONFLICT (name) DO UPDATE SET free_at = greatest(turns.free_at, peers_now()) + $2
RETURNING free_at - $2 - peers_now()
"""


class Peers:
    """A few connections of their own to the database that the processes share."""

    def __init__(self, pool: asyncpg.Pool[Any]) -> None:
        self._pool = pool

    @classmethod
    async def open(cls, address: str, *, connecting: float, seconds: float) -> Peers:
        """Connect, and make the tables where they are missing; a statement may take so many seconds."""
        pool = await asyncpg.create_pool(
            address, min_size=2, max_size=4, timeout=connecting, command_timeout=seconds,
            server_settings={"application_name": "footbridge peers", "synchronous_commit": "off"},
        )  # fmt: skip
        async with pool.acquire() as connection, connection.transaction():
            await connection.execute("SELECT pg_advisory_xact_lock($1)", _KEY)
            await connection.execute(_MADE)
        return cls(pool)

    async def close(self) -> None:
        """Give the connections back."""
        self._pool.terminate()

    async def first(self, event: int) -> bool:
        """Return true to the first process that names an event, false to all after it."""
        return bool(await self._pool.execute(_FIRST, event) == "INSERT 0 1")

    async def count(self, keys: Sequence[tuple[str, int]]) -> tuple[int, float] | None:
        """Count one of each key; or return which has had its most in a minute, and the seconds to wait.

        Then nothing is counted.
        """
        names, most = [key for key, _ in keys], [rate for _, rate in keys]
        async with self._pool.acquire() as connection, connection.transaction():
            # in one order everywhere, so that nobody waits for who waits for them
            for name in sorted(names):
                await connection.execute("SELECT pg_advisory_xact_lock($1, hashtext($2))", _KEY, name)
            full = await connection.fetchrow(_FULL, names, most, _WINDOW)
            if full is not None:
                return int(full[0]) - 1, float(full[1])
            await connection.execute(_COUNT, names)
        return None

    async def turn(self, name: str, seconds: float) -> float:
        """Take the next turn of a name, which is ours for so many seconds; return how long until it comes."""
        return max(0.0, float(await self._pool.fetchval(_TURN, name, seconds)))

    async def sweep(self) -> None:
        """Delete what counts no more."""
        await self._pool.execute("DELETE FROM peers_counted WHERE at <= peers_now() - $1", _WINDOW)
        await self._pool.execute("DELETE FROM peers_seen WHERE at <= peers_now() - $1", _SEEN)
