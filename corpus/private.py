"""Files and folders that only their owner can read: what is kept here is other people's."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_private(folder: Path) -> None:
    """Take a folder, and all that is in it, away from everybody but the owner."""
    for path in (folder, *(one for one in folder.rglob("*") if not one.is_symlink())):
        with suppress(OSError):
            mode = path.stat().st_mode
            if mode & _OTHERS:
                path.chmod(stat.S_IMODE(mode) & ~_OTHERS)


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner can look into; one that is there stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def write(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read."""
    with opened(path) as file:
        file.write(data)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be written that only its owner can read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.fchmod(descriptor, 0o600)  # it may have been there, or the process may hide less
    with os.fdopen(descriptor, "wb") as file:
        yield file


def replace(path: Path, make: Callable[[Path], None]) -> None:
    """Have `make` write a private file beside `path`, and put it in its place once it is on the disk.

    Raises what making raises; then `path` is as it was.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        write(beside, b"")
        make(beside)
        _sync(beside)
        beside.replace(path)
        _sync(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
