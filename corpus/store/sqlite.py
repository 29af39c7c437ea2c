"""Everything that holds for SQLite only: its file, its settings, its transactions, its errors."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Table, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import AsyncAdaptedQueuePool

from corpus.errors import StateDamagedError, StateError, StateInUseError, StateReadOnlyError

DIALECT = {"blob": "BLOB", "clustered": "WITHOUT ROWID"}
APPLICATION_ID = 0x466F6F74  # "Foot", in the file's header, so that another program's file is told apart
_HEADER = b"SQLite format 3\0"
_BUSY = 10  # seconds to wait for another connection's commit
_IMMEDIATE = "footbridge_immediate"


def open_engine(file: Path, *, write: bool) -> Engine:
    """Return an engine over the file; nothing is opened yet. Use it inside `greenlet_spawn` only."""
    mode = "rw" if write or _writable(file) else "ro"
    if mode == "ro" and not _has_log(file):
        mode += "&immutable=1"  # a folder that cannot be written has no room for the shared-memory file
    url = f"sqlite+aiosqlite:///file:{quote(str(file.resolve()))}?mode={mode}&uri=true"
    # check_same_thread is off because the pool hands a connection to whoever asks next.
    engine = create_engine(
        url, poolclass=AsyncAdaptedQueuePool, pool_size=2, max_overflow=6, connect_args={"timeout": _BUSY}
    )
    event.listen(engine, "connect", _settings(write=write))
    event.listen(engine, "begin", _begin)
    return engine


def writing(engine: Engine) -> Engine:
    """Return the engine with transactions that take SQLite's write lock when they begin."""
    return engine.execution_options(**{_IMMEDIATE: True})


def upsert(table: Table, keys: Sequence[str], rows: Sequence[dict[str, Any]], connection: Connection) -> None:
    """Insert rows, or replace what is stored under the same keys."""
    if not rows:
        return
    statement = insert(table)
    others = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=others), list(rows))


def insert_missing(table: Table, rows: Sequence[dict[str, Any]], connection: Connection) -> None:
    """Insert rows; what is stored already stays."""
    if rows:
        connection.execute(insert(table).on_conflict_do_nothing(), list(rows))


def mark_as_ours(connection: Connection) -> None:
    """Write Footbridge's mark into the file's header."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def check_file(file: Path) -> None:
    """Raise StateDamagedError where the file is plainly not the database it should be; quick."""
    try:
        with file.open("rb") as stream:
            header = stream.read(100)
    except PermissionError:
        raise StateReadOnlyError(f"{file} cannot be read: permission denied. Give this user the right to.") from None
    except OSError as error:
        raise StateDamagedError(f"{file} cannot be read ({error.strerror}). {_ADVICE}") from None
    if len(header) < 100 or not header.startswith(_HEADER):
        raise StateDamagedError(f"{file} is no database any more. {_ADVICE}")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StateDamagedError(f"{file} is another program's database. {_ADVICE}")
    page = int.from_bytes(header[16:18], "big")
    expected = (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")
    # With a write-ahead log the file may lag behind its header; the log holds the rest.
    if file.stat().st_size < expected and not _has_log(file):
        raise StateDamagedError(f"{file} is cut off ({file.stat().st_size:,} of {expected:,} bytes). {_ADVICE}")


def integrity_problems(connection: Connection) -> list[str]:
    """Return what SQLite's own full check finds wrong; slow on a large file."""
    lines = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
    found = [] if lines == ["ok"] else lines
    return found + [f"{row[0]}: row without its {row[2]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]


@contextmanager
def people_errors(file: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise _translate(file, error) from error


_ADVICE = "It was left as it is. Put a backup back in its place, or use another data folder."


def _translate(file: Path, error: Exception) -> Exception:
    original = error.orig if isinstance(error, DBAPIError) else error
    text = str(original)
    if "malformed" in text or "not a database" in text or "no such table" in text or "no such column" in text:
        return StateDamagedError(f"{file} is damaged ({text}). {_ADVICE}")
    if "readonly" in text:
        return StateReadOnlyError(f"{file} cannot be written. Nothing was changed. Give this user the right to write it.")
    if "locked" in text:
        return StateInUseError(f"{file} is in use by another process. Nothing was changed. Try again when it is done.")
    if "unable to open" in text:
        return StateDamagedError(f"{file} cannot be opened. {_ADVICE}")
    if "full" in text or "disk I/O" in text:
        return StateError(f"{file} could not be written ({text}). Nothing was changed. Make room and try again.")
    return error


def _settings(*, write: bool) -> Any:
    def connect(connection: Any, _record: Any) -> None:
        # Transactions are begun by _begin: the driver's own way leaves schema changes outside of them.
        connection.isolation_level = None
        cursor = connection.cursor()
        if write:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = FULL")  # what was said to be added survives a power cut
            cursor.execute("PRAGMA foreign_keys = ON")
        else:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    return connect


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_IMMEDIATE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _writable(file: Path) -> bool:
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def _has_log(file: Path) -> bool:
    log = file.with_name(file.name + "-wal")
    return log.exists() and log.stat().st_size > 0
