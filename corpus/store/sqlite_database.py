"""The database as a file in the state folder; SQLAlchemy is loaded only where something is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import StateMissingError
from corpus.store import files
from corpus.store.database import Reader
from corpus.store.sqlite_file import DIALECT, FileReader, people_errors

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine


class SqliteDatabase:
    """The file `footbridge.db` of a state folder; see `database.Database`."""

    address: str | None = None
    dialect: Mapping[str, str] = DIALECT

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.derived = folder
        self._file = folder / files.DATABASE
        self._made = False

    def reader(self) -> Reader:
        """Return connections to read by; raises StateMissingError, StateDamagedError where there is none."""
        # Not looked at again where this process has connections to it: see `check_file`.
        return FileReader(self._file if self._made else files.require(self.folder))

    async def settle(self, reader: Reader) -> None:
        """Do nothing: what is derived from the file is beside it."""

    async def make(self) -> None:
        """Make the file where it is missing; raises StateDamagedError where it was there before."""
        from corpus.store import state  # noqa: PLC0415

        if not files.exists(self.folder):
            with suppress(StateMissingError):
                files.require(self.folder)
            await state.create(self.folder)
        files.require(self.folder)
        self._made = True

    def engine(self, *, write: bool) -> Engine:
        """Return an engine over the file; nothing is opened yet."""
        from corpus.store import sqlite  # noqa: PLC0415

        return sqlite.open_engine(self._file, write=write)

    def writing(self, engine: Engine) -> Engine:
        """Return the engine with transactions that take SQLite's write lock when they begin."""
        from corpus.store import sqlite  # noqa: PLC0415

        return sqlite.writing(engine)

    def errors(self) -> AbstractContextManager[None]:
        """Turn SQLite's errors into ours."""
        return people_errors(self._file)

    async def listen(self, heard: Callable[[str], None], number: int) -> None:
        """Return at once: whoever holds the folder's lock is the only one to change the file."""

    async def peers(self) -> None:
        """Return None: there are none."""

    def scrub(self, engine: Engine, *, known: bool) -> bool:
        """Write the file anew, whatever was deleted; false when others kept it busy."""
        from corpus.store import sqlite  # noqa: PLC0415

        return sqlite.scrub(engine)

    def relieve(self, engine: Engine) -> None:
        """Give back the room in the log."""
        from corpus.store import sqlite  # noqa: PLC0415

        sqlite.empty_log(engine)
