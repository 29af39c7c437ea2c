"""`migrate`: all of a corpus from the file in a state folder to PostgreSQL, from there to a file, or on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.layout import Line, shown
from bot.terminal.paint import note, paint
from bot.terminal.place import Place
from bot.terminal.progress import TerminalProgress
from corpus.errors import UsageError

if TYPE_CHECKING:
    from corpus.store.database import Database


async def migrate(place: Place, target: str) -> int:
    """Copy what is used now to an address or into a folder, compare both, and say how to use the copy."""
    from corpus.store import Store, copying, databases, people  # noqa: PLC0415

    source, made = databases.of(place.data), _target(place, target)
    if source.address == made.address and source.folder == made.folder:
        raise UsageError(f"{shown(target)} is what is used already; nothing was copied.")
    with TerminalProgress() as progress:
        async with (
            await Store.open(place.data, write=False, database=source) as old,
            # to write, and so with the lock of its folder: of the old one too where they share it
            await Store.open(made.folder, write=True, database=made) as new,
        ):
            done = await copying.copy(old, new, lambda step: progress(step, 0, 0))
    if made.folder != source.folder:
        people.copy_key(source.folder, made.folder)
    told = ", ".join(f"{done.rows[name]:,} {what}" for name, what in _TOLD.items())
    paint([Line("source", f"copied and compared, row by row: {told}; {done.cited:,} texts' citations")])
    note(f"footbridge: {_next(made)} What was copied from stays as it was: a backup of today, to be deleted.")
    return 0


_TOLD = {
    "documents": "documents", "versions": "versions", "statements": "versions of records",
    "passages": "passages", "audit": "lines of history",
}  # fmt: skip


def _target(place: Place, target: str) -> Database:
    from corpus.store import databases  # noqa: PLC0415
    from corpus.store.sqlite_database import SqliteDatabase  # noqa: PLC0415

    if "://" in target:
        return databases.of(place.data, target)
    return SqliteDatabase(Path(target))


def _next(made: Database) -> str:
    from corpus.store.database import SETTING  # noqa: PLC0415

    if made.address is None:
        return f"use it with --data {shown(str(made.folder))} and without {SETTING}."
    return f"use it with {SETTING} set to that address, and the same state folder."
