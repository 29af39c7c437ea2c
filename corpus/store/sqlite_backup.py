"""A copy of everything in a state folder that cannot be made again, while others use it; SQLite only."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

from corpus import environment, private
from corpus.errors import RefusedError, StateDamagedError
from corpus.store import files
from corpus.store.database import SETTING
from corpus.store.people import KEY_FILE
from corpus.store.sqlite_file import BUSY, people_errors, uri


def backup(folder: Path, target: Path) -> int:
    """Write database and key into a zip that can be unpacked as a state folder; return its size in bytes.

    The copy is of one moment, and was checked. Raises RefusedError where the file cannot be written,
    StateDamagedError where the database is not whole.
    """
    if environment.value(SETTING):
        raise RefusedError(
            "The corpus is in PostgreSQL; nothing was written. Back it up with its own means (pg_dump), "
            f"and keep {KEY_FILE} with it."
        )
    file = files.require(folder)
    copy = target.with_name(f".{target.name}.copy")
    try:
        private.write(copy, b"")
        with people_errors(file):
            _copy(file, copy)
        private.replace(target, lambda path: _pack(path, copy, folder / KEY_FILE))
    except OSError as error:
        raise RefusedError(
            f"{target} cannot be written ({error.strerror}). Nothing was changed, and what was there stays."
        ) from None
    finally:
        for leftover in target.parent.glob(f"{copy.name}*"):
            leftover.unlink()
    return target.stat().st_size


def _copy(file: Path, copy: Path) -> None:
    address = uri(file, write=False)
    with (
        closing(sqlite3.connect(address, uri=True, timeout=BUSY)) as source,
        closing(sqlite3.connect(copy)) as made,
    ):
        source.backup(made)  # in one step, so of one moment
        made.execute("PRAGMA journal_mode = DELETE")
        if made.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise StateDamagedError(f"{file} is damaged; no backup was made. Put an earlier one back.")


def _pack(path: Path, copy: Path, key: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.write(copy, files.DATABASE)
        if key.exists():
            archive.write(key, key.name)
