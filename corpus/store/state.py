"""A state folder's database as a file: found, made, brought up to date."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.engine import Engine
from sqlalchemy.util import greenlet_spawn

from corpus.errors import StateDamagedError, StateError, StateMissingError, StateReadOnlyError
from corpus.store import sqlite
from corpus.store.migrations import MIGRATIONS, Migration, apply, pending

DATABASE = "footbridge.db"
_NEW = "footbridge.db.new"
_DERIVED = "index"  # its presence shows that there was a database


def exists(folder: Path) -> bool:
    """Tell whether a state folder holds a database."""
    return (folder / DATABASE).exists()


def require(folder: Path) -> Path:
    """Return the database's path; raises StateMissingError, StateDamagedError where there is none."""
    file = folder / DATABASE
    if not file.exists():
        if _lost(folder):
            raise StateDamagedError(
                f"{file} is missing, though {folder} was in use. Nothing was changed. "
                "Put a backup of it back, or use another data folder."
            )
        raise StateMissingError(f"{folder} holds no data yet.")
    sqlite.check_file(file)
    return file


def make_folder(folder: Path) -> None:
    """Make the state folder where it is missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StateReadOnlyError(
            f"{folder} cannot be made ({error.strerror}). Use another data folder, with --data."
        ) from None


async def create(folder: Path, steps: Sequence[Migration] = MIGRATIONS) -> None:
    """Make the database beside its place and move it there whole; the write lock must be held."""
    new = folder / _NEW
    for leftover in folder.glob(f"{_NEW}*"):
        leftover.unlink()
    try:
        new.touch()
        engine = sqlite.open_engine(new, write=True)
        with sqlite.people_errors(new):
            await greenlet_spawn(_fill, engine, steps)
            await greenlet_spawn(engine.dispose)
        _flush(new)
        new.replace(folder / DATABASE)
        _flush(folder)
    except OSError as error:
        raise StateError(f"{folder} could not be written ({error.strerror}). Make room and try again.") from None


async def upgrade(engine: Engine, steps: Sequence[Migration] = MIGRATIONS) -> None:
    """Apply the steps that are missing, all of them or none; the write lock must be held."""
    await greenlet_spawn(_upgrade, engine, steps)


async def is_up_to_date(engine: Engine, steps: Sequence[Migration] = MIGRATIONS) -> bool:
    """Tell whether no step is missing; raises StateTooNewError, StateDamagedError."""
    return await greenlet_spawn(_is_up_to_date, engine, steps)


def _fill(engine: Engine, steps: Sequence[Migration]) -> None:
    with sqlite.writing(engine).begin() as connection:
        sqlite.mark_as_ours(connection)
        apply(connection, steps, sqlite.DIALECT)


def _upgrade(engine: Engine, steps: Sequence[Migration]) -> None:
    with sqlite.writing(engine).begin() as connection:
        apply(connection, pending(connection, steps), sqlite.DIALECT)


def _is_up_to_date(engine: Engine, steps: Sequence[Migration]) -> bool:
    with engine.connect() as connection:
        return not pending(connection, steps)


def _lost(folder: Path) -> bool:
    return (folder / _DERIVED).exists() or (folder / f"{DATABASE}-wal").exists()


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
