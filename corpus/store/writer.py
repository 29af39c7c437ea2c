"""The side of the store that changes things: the lock, the engine, one transaction at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.util import greenlet_spawn

from corpus.errors import StateError
from corpus.store import audit, queries, state
from corpus.store.database import Database
from corpus.store.lock import WriteLock
from corpus.store.renewal import renew
from corpus.store.rows import rows_of
from corpus.store.scrubbing import forget_known, scrub_if_needed

P = ParamSpec("P")
T = TypeVar("T")


class Writer:
    """Hold a state folder's write lock and its engine, from `open` to `close`."""

    def __init__(self, database: Database, engine: Engine, lock: WriteLock) -> None:
        self._database = database
        self._engine = engine
        self._lock = lock
        self._one_at_a_time = asyncio.Lock()

    @classmethod
    async def open(cls, database: Database) -> Self:
        """Take the folder's lock; make the database where it is missing, and bring it up to date."""
        state.make_folder(database.folder)
        lock = WriteLock(database.folder)
        lock.acquire()
        engine: Engine | None = None
        try:
            await database.make()
            engine = database.engine(write=True)
            with database.errors():
                await state.upgrade(database, engine)
                await _renew(database.writing(engine))
        except BaseException:
            if engine is not None:
                await greenlet_spawn(engine.dispose)
            lock.release()
            raise
        return cls(database, engine, lock)

    async def close(self) -> None:
        """Close the database and give the lock back."""
        await greenlet_spawn(self._engine.dispose)
        self._lock.release()

    async def write(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work` in a transaction that is kept when it returns, and undone when it raises."""

        def transaction() -> T:
            with self._database.writing(self._engine).begin() as connection:
                return work(connection, *args, **kwargs)

        async with self._one_at_a_time:
            try:
                with self._database.errors():
                    return await greenlet_spawn(transaction)
            except StateError:
                await greenlet_spawn(self._database.relieve, self._engine)
                raise

    async def scrub(self) -> bool:
        """Rid the disk of traces of what was deleted since that was last done; false when it was busy."""
        if self._database.address is not None:  # another machine may have deleted, and scrubbed the database
            await asyncio.to_thread(forget_known, self._database)
        async with self._one_at_a_time:
            try:
                with self._database.errors():
                    return await greenlet_spawn(scrub_if_needed, self._engine, self._database)
            except StateError:
                await greenlet_spawn(self._database.relieve, self._engine)
                raise


async def _renew(writing: Engine) -> None:
    """Bring passages up to date that were cut by earlier rules."""

    def transaction() -> int:
        with writing.begin() as connection:
            return renew(connection)

    await greenlet_spawn(transaction)


def record(
    connection: Connection,
    action: str,
    *,
    scope: str,
    by: str | None,
    subject: str | None,
    detail: str | None,
) -> None:
    """Write a line of the audit at the revision there is."""
    revision = int(rows_of(connection, queries.counter("revision"))[0][0])
    audit.record(connection, revision, action, scope=scope, by=by, subject=subject, detail=detail)
