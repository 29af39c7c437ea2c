"""Durable writes: nothing is pointed at before it is on the disk."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_ZEROS = bytes(2**20)


def sync_tree(folder: Path, *, deep: bool = True) -> None:
    """Flush every file in `folder` to the disk, and then the folders themselves."""
    if deep:
        for inner, _, files in os.walk(folder, topdown=False):
            for name in files:
                _sync(Path(inner) / name)
            _sync(Path(inner))
    else:
        _sync(folder)


def replace_text(path: Path, text: str) -> None:
    """Replace the content of `path` at once: a reader sees the old text or the new."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, "utf-8")
    _sync(beside)
    beside.replace(path)
    _sync(path.parent)


def reserve(path: Path, size: int) -> None:
    """Make a file of `size` bytes of zeros that has its room on the disk; raises OSError where there is none.

    A file that is only as long as that gets its room when it is written to, and where it is written to as
    memory, the process ends (SIGBUS) when there is none.
    """
    with path.open("wb") as opened:
        if sys.platform == "linux":
            if size:
                os.posix_fallocate(opened.fileno(), 0, size)
        else:
            for left in range(size, 0, -len(_ZEROS)):
                opened.write(_ZEROS[:left])


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
