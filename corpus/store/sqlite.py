"""What holds for SQLite only, with SQLAlchemy: settings and transactions (see also `sqlite_file`)."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import AsyncAdaptedQueuePool

from corpus.store.sqlite_file import APPLICATION_ID, BUSY, DIALECT, people_errors, uri

__all__ = ["DIALECT", "empty_log", "mark_as_ours", "open_engine", "people_errors", "scrub", "writing"]

_IMMEDIATE = "footbridge_immediate"
_TRIES = 3  # each waits for readers for BUSY seconds


def open_engine(file: Path, *, write: bool) -> Engine:
    """Return an engine over the file; nothing is opened yet.

    It is a plain Engine on the asyncio driver, to be used inside `greenlet_spawn`: AsyncEngine does
    just that, but importing it loads all of the ORM.
    """
    # Put together and not parsed: parsing would undo the quoting of the path once more.
    url = URL.create("sqlite+aiosqlite", database=uri(file, write=write), query={"uri": "true"})
    engine = create_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=2,
        max_overflow=6,
        connect_args={"timeout": BUSY},
        hide_parameters=True,  # in errors and logs: they are texts and people
    )
    event.listen(engine, "connect", _settings(write=write))
    event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """Return the engine with transactions that take SQLite's write lock when they begin."""
    return engine.execution_options(**{_IMMEDIATE: True})


def scrub(engine: Engine) -> bool:
    """Write the database anew without what was deleted, and empty its log; false when others kept it busy.

    SQLite overwrites what it deletes, but not the copies that it left inside of a page when it moved
    rows to another; and its log holds every page as it was before.
    """
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        for _ in range(_TRIES):
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()
            if busy is not None and not busy[0]:
                return True
        return False
    finally:
        connection.close()


def empty_log(engine: Engine) -> None:
    """Give back the room that a transaction without enough of it has taken in the log."""
    with suppress(SQLAlchemyError, sqlite3.Error):
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()


def mark_as_ours(connection: Connection) -> None:
    """Write Footbridge's mark into the file's header."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _settings(*, write: bool) -> Any:
    def connect(connection: Any, _record: Any) -> None:
        # Transactions are begun by _begin: the driver's own way leaves schema changes outside of them.
        connection.isolation_level = None
        cursor = connection.cursor()
        if write:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = FULL")  # what was said to be added survives a power cut
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.execute("PRAGMA secure_delete = ON")  # what is deleted for people is no longer in the file
        else:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    return connect


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_IMMEDIATE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
