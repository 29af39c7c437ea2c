"""Connections to the database that holds the index, and the locks that processes take there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import asyncpg

from corpus.errors import StateError
from corpus.store.database import Database
from index.gather import Cancel, go_on
from index.postgres import codec, tables

BUILDING, APPLYING = 1, 2
"""The locks: of who builds a generation, and of who applies changes to one."""

_KEY = 0x496E6478  # "Indx": the first key of these locks
_TRY = "SELECT pg_try_advisory_lock($1, $2)"
_CONNECTING = 10.0  # seconds
_AGAIN = 0.1  # seconds until a lock that another process has is tried again
_VERSION = (0, 8)
_SETTINGS = {
    "application_name": "footbridge index",
    "hnsw.ef_search": "800",  # as many vectors as a graph looks at; with fewer it misses more of the nearest
    "hnsw.iterative_scan": "strict_order",  # and goes on where some of them are deleted
    "jit": "off",  # compiling takes longer than any of these statements
    "synchronize_seqscans": "off",  # so that the same rows come first each time
}
_HELP = "https://github.com/pgvector/pgvector"


class Connections:
    """Connections to one database; open it with `open`, close it when done."""

    def __init__(self, database: Database, pool: asyncpg.Pool[Any]) -> None:
        self._database = database
        self._pool = pool

    @classmethod
    async def open(cls, database: Database) -> Connections:
        """Connect, and make what is missing: the extension, and the tables that say what the index is.

        Raises StateError where the server has no pgvector, or one that is too old.
        """
        assert database.address is not None
        with database.errors():
            connection = await asyncpg.connect(database.address, timeout=_CONNECTING)
            try:
                async with connection.transaction():
                    await connection.execute("SELECT pg_advisory_xact_lock($1, 0)", _KEY)
                    await _extension(connection, str(database))
                    if await connection.fetchval("SELECT to_regclass('index_parts')") is None:
                        await connection.execute(tables.MADE)
            finally:
                await connection.close()
            pool = await asyncpg.create_pool(
                database.address, min_size=1, max_size=10, timeout=_CONNECTING, init=codec.register,
                reset=_as_it_is, server_settings=_SETTINGS,
            )  # fmt: skip
        return cls(database, pool)

    def __str__(self) -> str:
        """Name the database to people."""
        return str(self._database)

    async def close(self) -> None:
        """Give the connections back."""
        try:
            await asyncio.wait_for(self._pool.close(), _CONNECTING)
        except TimeoutError:
            self._pool.terminate()

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn the driver's errors into ours."""
        with self._database.errors():
            yield

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Any]:
        """Give a connection."""
        async with self._pool.acquire(timeout=_CONNECTING) as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Any]:
        """Give a connection that sees one state of the database."""
        async with (
            self.connection() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            yield connection

    @asynccontextmanager
    async def lock(self, which: int, cancel: Cancel | None = None) -> AsyncIterator[Any]:
        """Give a connection that holds a lock, once no other process does; raises StoppedError at `cancel`.

        Were the connection lost, the server would give the lock to another: what must not happen twice is
        done in transactions of this very connection.
        """
        async with self._locking() as connection:
            while not await connection.fetchval(_TRY, _KEY, which):
                go_on(cancel)
                await asyncio.sleep(_AGAIN)
            yield connection

    @asynccontextmanager
    async def lock_if_free(self, which: int) -> AsyncIterator[Any | None]:
        """Give a connection that holds a lock, None where another process has it."""
        async with self._locking() as connection:
            yield connection if await connection.fetchval(_TRY, _KEY, which) else None

    @asynccontextmanager
    async def _locking(self) -> AsyncIterator[Any]:
        """Give a connection that holds no lock when it is given back.

        Nor one that was had just when whoever asked was cancelled, and never heard of it.
        """
        async with self.connection() as connection:
            try:
                yield connection
            finally:
                if not is_lost(connection):
                    await connection.execute("SELECT pg_advisory_unlock_all()")


def is_lost(connection: Any) -> bool:
    """Tell whether a connection was lost; of one that was, the pool has let go, and asking it is an error."""
    try:
        return bool(connection.is_closed())
    except asyncpg.InterfaceError:
        return True


async def _as_it_is(_: Any) -> None:
    """Do nothing with a connection that is given back: nobody changes its settings."""


async def _extension(connection: Any, name: str) -> None:
    """See to it that the database has pgvector."""
    find = "SELECT extversion FROM pg_extension WHERE extname = 'vector'"
    version = await connection.fetchval(find)
    if version is None:
        try:
            await connection.execute("CREATE EXTENSION vector")
        except (asyncpg.FeatureNotSupportedError, asyncpg.UndefinedFileError):
            raise StateError(
                f"The server of {name} has no pgvector, which FOOTBRIDGE_VECTORS=database needs. Install it "
                f"there ({_HELP}), or leave the setting out."
            ) from None
        except asyncpg.InsufficientPrivilegeError:
            raise StateError(
                f"{name} has no pgvector, and this user may not add it, which FOOTBRIDGE_VECTORS=database "
                "needs. Have an administrator run CREATE EXTENSION vector there, or leave the setting out."
            ) from None
        version = await connection.fetchval(find)
    if tuple(int(part) for part in str(version).split(".")[:2]) < _VERSION:
        raise StateError(
            f"{name} has pgvector {version}; FOOTBRIDGE_VECTORS=database needs 0.8. Update it there "
            "(ALTER EXTENSION vector UPDATE), or leave the setting out."
        )
