"""The side of the store that changes things: the lock, the engine, one transaction at a time."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.util import greenlet_spawn

from corpus.errors import StateError, StateMissingError
from corpus.store import audit, files, queries, sqlite, state
from corpus.store.lock import WriteLock
from corpus.store.renewal import renew
from corpus.store.rows import rows_of
from corpus.store.scrubbing import scrub_if_needed

P = ParamSpec("P")
T = TypeVar("T")


class Writer:
    """Hold a state folder's write lock and its engine, from `open` to `close`."""

    def __init__(self, file: Path, engine: Engine, lock: WriteLock) -> None:
        self._file = file
        self._engine = engine
        self._lock = lock
        self._one_at_a_time = asyncio.Lock()

    @classmethod
    async def open(cls, folder: Path) -> Self:
        """Take the lock; make the database where it is missing, and bring it up to date."""
        state.make_folder(folder)
        lock = WriteLock(folder)
        lock.acquire()
        engine: Engine | None = None
        try:
            if not files.exists(folder):
                with suppress(StateMissingError):
                    files.require(folder)
                await state.create(folder)
            file = files.require(folder)
            engine = sqlite.open_engine(file, write=True)
            with sqlite.people_errors(file):
                await state.upgrade(engine)
                await _renew(engine)
        except BaseException:
            if engine is not None:
                await greenlet_spawn(engine.dispose)
            lock.release()
            raise
        opened = cls(file, engine, lock)
        with suppress(StateError):  # no room, or busy: it is tried again, and nothing waits for it
            await opened.scrub()  # what a process that was killed had still to do
        return opened

    async def close(self) -> None:
        """Close the database and give the lock back."""
        await greenlet_spawn(self._engine.dispose)
        self._lock.release()

    async def write(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work` in a transaction that is kept when it returns, and undone when it raises."""

        def transaction() -> T:
            with sqlite.writing(self._engine).begin() as connection:
                return work(connection, *args, **kwargs)

        async with self._one_at_a_time:
            try:
                with sqlite.people_errors(self._file):
                    return await greenlet_spawn(transaction)
            except StateError:
                with suppress(SQLAlchemyError, sqlite3.Error):
                    await greenlet_spawn(sqlite.empty_log, self._engine)
                raise

    async def scrub(self) -> bool:
        """Rid the file of traces of what was deleted since that was last done; false when it was busy."""
        async with self._one_at_a_time:
            try:
                with sqlite.people_errors(self._file):
                    return await greenlet_spawn(scrub_if_needed, self._engine, self._file.parent)
            except StateError:
                with suppress(SQLAlchemyError, sqlite3.Error):
                    await greenlet_spawn(sqlite.empty_log, self._engine)
                raise


async def _renew(engine: Engine) -> None:
    """Bring passages up to date that were cut by earlier rules."""

    def transaction() -> int:
        with sqlite.writing(engine).begin() as connection:
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
