"""The write lock of a state folder: one process changes it at a time, and says who it is."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import private, shortage
from corpus.errors import StateError, StateInUseError, StateReadOnlyError
from corpus.store.clock import now

if TYPE_CHECKING:
    from filelock import FileLock

_LOCK = "write.lock"
_OWNER = "write.owner.json"


class WriteLock:
    """Hold the lock from `acquire` to `release`; the system frees it when the process dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: FileLock | None = None

    def acquire(self) -> None:
        """Take the lock at once; raises StateInUseError, StateReadOnlyError."""
        # Only here: reading needs no lock, and the import is not free.
        from filelock import FileLock, Timeout  # noqa: PLC0415

        lock = FileLock(self._folder / _LOCK, mode=0o600)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            raise StateInUseError(
                f"{self._folder} is in use by {holder(self._folder)}. Nothing was changed. "
                "Wait until it is done, or stop it, and try again."
            ) from None
        except OSError as error:
            raise _no_room(self._folder, error) or StateReadOnlyError(
                f"{self._folder} cannot be written ({error.strerror}). Nothing was changed. "
                "Give this user the right to write there, or use another data folder."
            ) from None
        try:
            self._tell()
        except OSError as error:  # who holds the lock is told to others; without room nothing else would go
            self._forget()
            lock.release()
            raise _no_room(self._folder, error) or StateReadOnlyError(
                f"{self._folder / _OWNER} cannot be written ({error.strerror}). Nothing was changed."
            ) from None
        self._lock = lock

    def _tell(self) -> None:
        owner = {
            "pid": os.getpid(),
            "since": now(),
            "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]),
        }
        private.write(self._folder / _OWNER, json.dumps(owner).encode())

    def _forget(self) -> None:
        with suppress(OSError):
            (self._folder / _OWNER).unlink(missing_ok=True)

    def release(self) -> None:
        """Give the lock back; without effect where it is not held."""
        if self._lock is not None:
            self._forget()
            self._lock.release()
            self._lock = None


def _no_room(folder: Path, error: OSError) -> StateError | None:
    return shortage.no_room(folder) if shortage.is_full(error) else None


def holder(folder: Path) -> str:
    """Name the process that holds the lock, as well as it is known."""
    try:
        owner = json.loads((folder / _OWNER).read_text(encoding="utf-8"))
        return f"process {owner['pid']} ({owner['command']}) since {owner['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
