"""Which database it is: the one that the operator has chosen."""

from __future__ import annotations

from pathlib import Path

from corpus import environment
from corpus.errors import UsageError
from corpus.store.database import SETTING, Database

_POSTGRES = ("postgresql://", "postgres://")


def of(folder: Path, address: str | None = None) -> Database:
    """Return the database of a state folder: at an address, else at that of the environment or of `.env`.

    Raises UsageError for an address that is none of PostgreSQL's.
    """
    address = address or environment.value(SETTING)
    if not address:
        from corpus.store.sqlite_database import SqliteDatabase  # noqa: PLC0415

        return SqliteDatabase(folder)
    if not address.startswith(_POSTGRES):
        raise UsageError(
            f"{SETTING} begins with postgresql://, or is left out for a file in the state folder."
        )
    from corpus.store.postgres import PostgresDatabase  # noqa: PLC0415 - loads SQLAlchemy

    return PostgresDatabase(folder, address)
