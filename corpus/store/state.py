"""A database made as a file in a state folder; any database brought up to date."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import Engine
from sqlalchemy.util import greenlet_spawn

from corpus.errors import StateError, StateReadOnlyError
from corpus.private import make_private
from corpus.store import queries, sqlite
from corpus.store.audit import seal
from corpus.store.database import Database
from corpus.store.facts import IDENTITY, note_fact
from corpus.store.files import DATABASE
from corpus.store.keeping_migration import KEEPING
from corpus.store.migrations import MIGRATIONS, Migration, apply, pending
from corpus.store.rows import rows_of
from corpus.store.schema import migrations

_NEW = f"{DATABASE}.new"


def make_folder(folder: Path) -> None:
    """Make the state folder where it is missing."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_private(folder)
    except OSError as error:
        raise StateReadOnlyError(
            f"{folder} cannot be made ({error.strerror}). Use another data folder, with --data."
        ) from None


async def create(folder: Path, steps: Sequence[Migration] = MIGRATIONS) -> None:
    """Make the database beside its place and move it there whole; the write lock must be held."""
    new = folder / _NEW
    try:
        _make_empty(new)
        engine = sqlite.open_engine(new, write=True)
        with sqlite.people_errors(new):
            await greenlet_spawn(_fill, engine, steps)
            await greenlet_spawn(engine.dispose)
        _flush(new)
        new.replace(folder / DATABASE)
        _flush(folder)
    except OSError as error:
        raise StateError(
            f"{folder} could not be written ({error.strerror}). Make room and try again."
        ) from None


async def upgrade(database: Database, engine: Engine, steps: Sequence[Migration] = MIGRATIONS) -> None:
    """Apply the steps that are missing, all of them or none; the write lock must be held."""
    await greenlet_spawn(_upgrade, database, engine, steps)


def _make_empty(new: Path) -> None:
    for leftover in new.parent.glob(f"{_NEW}*"):
        leftover.unlink()
    new.touch(mode=0o600)


def _fill(engine: Engine, steps: Sequence[Migration]) -> None:
    with sqlite.writing(engine).begin() as connection:
        sqlite.mark_as_ours(connection)
        apply(connection, steps, sqlite.DIALECT)


def _upgrade(database: Database, engine: Engine, steps: Sequence[Migration]) -> None:
    with database.writing(engine).begin() as connection:
        made = inspect(connection).has_table(migrations.name)
        needed = pending(rows_of(connection, queries.MIGRATIONS) if made else (), steps)
        apply(connection, needed, database.dialect)
        if not made:
            note_fact(connection, IDENTITY, secrets.token_hex(8))
        if any(step.sql == KEEPING for step in needed):
            seal(connection)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
