"""What holds for SQLite only, without SQLAlchemy: the file, its errors, and reading it."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from urllib.parse import quote

import aiosqlite

from corpus.errors import StateDamagedError, StateError, StateInUseError, StateReadOnlyError
from corpus.quiet import silence_drivers
from corpus.store.queries import Query

silence_drivers()

T = TypeVar("T")

APPLICATION_ID = 0x466F6F74  # "Foot", in the file's header, so that another program's file is told apart
DIALECT = {"blob": "BLOB", "clustered": "WITHOUT ROWID"}
BUSY = 10  # seconds to wait for another connection's commit
_HEADER = b"SQLite format 3\0"
_KEPT = 2  # idle connections, a thread each
_MANY = 2_000  # rows whose conversion is worth another thread
_ADVICE = "It was left as it is. Put a backup back in its place, or use another data folder."


class FileReader:
    """Connections that can only read; each query sees one state of the database."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._idle: list[aiosqlite.Connection] = []
        self._copied: TemporaryDirectory[str] | None = None

    async def rows(self, query: Query, convert: Callable[[Any], T]) -> list[T]:
        """Return the rows of a query, converted."""
        with people_errors(self._file):
            connection = self._idle.pop() if self._idle else await self._connect()
            try:
                found = list(await connection.execute_fetchall(query.sql, query.parameters))
            except BaseException:
                await asyncio.shield(connection.close())
                raise
            if len(self._idle) < _KEPT:
                self._idle.append(connection)
            else:
                await connection.close()
        if len(found) > _MANY:
            return await asyncio.to_thread(lambda: [convert(row) for row in found])
        return [convert(row) for row in found]

    async def problems(self) -> list[str]:
        """Return what SQLite's own full check finds wrong; slow on a large file."""
        lines = await self.rows(Query("PRAGMA integrity_check(20)"), lambda row: str(row[0]))
        orphans = await self.rows(
            Query("PRAGMA foreign_key_check"), lambda row: f"{row[0]}: a row without its {row[2]}"
        )
        return ([] if lines == ["ok"] else lines) + orphans

    async def close(self) -> None:
        """Close the connections."""
        while self._idle:
            await self._idle.pop().close()
        if self._copied is not None:
            self._copied.cleanup()
            self._copied = None

    async def _connect(self) -> aiosqlite.Connection:
        file = self._file
        if _is_stranded(file):
            if self._copied is None:
                self._copied = await asyncio.to_thread(_copied, file)
            file = Path(self._copied.name) / file.name
        connection = await aiosqlite.connect(
            uri(file, write=False), uri=True, isolation_level=None, timeout=BUSY
        )
        await connection.execute("PRAGMA query_only = ON")
        return connection


def uri(file: Path, *, write: bool) -> str:
    """Return the address by which SQLite opens the file, and never makes it."""
    mode = "rw" if write or _writable(file) else "ro"
    if mode == "ro" and not _has_log(file):
        mode += "&immutable=1"  # a folder that cannot be written has no room for the shared-memory file
    return f"file:{quote(str(file.resolve()))}?mode={mode}"


def check_file(file: Path) -> None:
    """Raise StateDamagedError where the file is plainly not the database it should be; quick.

    Only before this process has connections to the file: closing it here drops the locks of all of them,
    and the next process to leave would then delete the log that they still write to.
    """
    try:
        with file.open("rb") as stream:
            header = stream.read(100)
    except PermissionError:
        raise StateReadOnlyError(
            f"{file} cannot be read: permission denied. Give this user the right to."
        ) from None
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
        raise StateDamagedError(
            f"{file} is cut off ({file.stat().st_size:,} of {expected:,} bytes). {_ADVICE}"
        )


@contextmanager
def people_errors(file: Path) -> Iterator[None]:
    """Turn SQLite's errors, the driver's or wrapped by SQLAlchemy, into ours."""
    try:
        yield
    except Exception as error:
        original = getattr(error, "orig", error)
        ours = _translate(file, str(original)) if isinstance(original, sqlite3.Error) else None
        if ours is None:
            raise
        raise ours from error


def _translate(file: Path, text: str) -> Exception | None:
    if any(sign in text for sign in ("malformed", "not a database", "no such table", "no such column")):
        return StateDamagedError(f"{file} is damaged ({text}). {_ADVICE}")
    if "readonly" in text:
        return StateReadOnlyError(
            f"{file} cannot be written. Nothing was changed. Give this user the right to write it."
        )
    if "locked" in text:
        return StateInUseError(
            f"{file} is in use by another process. Nothing was changed. Try again when it is done."
        )
    if "unable to open" in text:
        return _cannot_open(file)
    if "full" in text or "disk I/O" in text:
        return StateError(
            f"{file} could not be read or written ({text}). Nothing was changed. Make room and try again."
        )
    return None


def _cannot_open(file: Path) -> StateError:
    if _writable(file):
        return StateDamagedError(f"{file} cannot be opened. {_ADVICE}")
    return StateReadOnlyError(
        f"{file} cannot be opened by this user. Nothing was changed. "
        f"Give this user the right to read what is in {file.parent}, or to write there."
    )


def _is_stranded(file: Path) -> bool:
    """Tell whether commits lie in a log that cannot be read in its place.

    So it is where a process was killed and the folder cannot be written now: SQLite would have to make its
    shared-memory file there.
    """
    return not _writable(file) and _has_log(file) and not file.with_name(file.name + "-shm").exists()


def _copied(file: Path) -> TemporaryDirectory[str]:
    """Copy the file and its log to where they can be read together; raises StateError."""
    folder = TemporaryDirectory(prefix="footbridge-")
    try:
        for part in (file, file.with_name(file.name + "-wal")):
            shutil.copyfile(part, Path(folder.name) / part.name)
    except OSError as error:
        folder.cleanup()
        raise StateError(
            f"{file} cannot be read where nothing can be written, nor be copied ({error.strerror}). "
            f"Nothing was changed. Make room in {Path(folder.name).parent}, "
            f"or let this user write {file.parent}."
        ) from None
    return folder


def _writable(file: Path) -> bool:
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def _has_log(file: Path) -> bool:
    log = file.with_name(file.name + "-wal")
    return log.exists() and log.stat().st_size > 0
