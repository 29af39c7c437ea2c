"""Durable writes: nothing is pointed at before it is on the disk."""

from __future__ import annotations

import os
from pathlib import Path


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


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
