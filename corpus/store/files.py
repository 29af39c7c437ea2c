"""Where a state folder keeps its database, and whether it is there."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import StateDamagedError, StateMissingError
from corpus.store.sqlite_file import check_file

DATABASE = "footbridge.db"
KNOWN = "known"
"""The folder of what is derived from records and holds their words; a purge deletes it."""
_DERIVED = "index"  # its presence shows that there was a database


def exists(folder: Path) -> bool:
    """Tell whether a state folder holds a database."""
    return (folder / DATABASE).exists()


def require(folder: Path) -> Path:
    """Return the database's path; raises StateMissingError, StateDamagedError where there is none."""
    file = folder / DATABASE
    if file.exists():
        check_file(file)
        return file
    if (folder / _DERIVED).exists() or (folder / f"{DATABASE}-wal").exists():
        raise StateDamagedError(
            f"{file} is missing, though {folder} was in use. Nothing was changed. "
            "Put a backup of it back, or use another data folder."
        )
    raise StateMissingError(f"{folder} holds no data yet.")
