"""The write lock of a state folder: one process changes it at a time, and says who it is."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import StateInUseError, StateReadOnlyError
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

        lock = FileLock(self._folder / _LOCK)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            raise StateInUseError(
                f"{self._folder} is in use by {holder(self._folder)}. Nothing was changed. "
                "Wait until it is done, or stop it, and try again."
            ) from None
        except OSError as error:
            raise StateReadOnlyError(
                f"{self._folder} cannot be written ({error.strerror}). Nothing was changed. "
                "Give this user the right to write there, or use another data folder."
            ) from None
        self._lock = lock
        owner = {
            "pid": os.getpid(),
            "since": now(),
            "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]),
        }
        (self._folder / _OWNER).write_text(json.dumps(owner), encoding="utf-8")

    def release(self) -> None:
        """Give the lock back; without effect where it is not held."""
        if self._lock is not None:
            with suppress(OSError):
                (self._folder / _OWNER).unlink(missing_ok=True)
            self._lock.release()
            self._lock = None


def holder(folder: Path) -> str:
    """Name the process that holds the lock, as well as it is known."""
    try:
        owner = json.loads((folder / _OWNER).read_text(encoding="utf-8"))
        return f"process {owner['pid']} ({owner['command']}) since {owner['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
