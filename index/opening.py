"""Open the generation in use, or the one before it; what is damaged is set aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus.errors import StateDamagedError
from index import generation
from index.state import State

Warn = Callable[[str], None]


def in_use(index: Path, fingerprint: str, *, writable: bool, warn: Warn) -> State | None:
    """Open the generation in use or, where it is damaged, an earlier one; None where there is none to open.

    Of this model, and of this form. What is damaged is set aside where the folder is `writable`.
    """
    for name in generation.names(index):
        folder = index / name
        try:
            opened = _opened(folder, fingerprint)
        except StateDamagedError as error:
            warn(f"The index was damaged ({error}); an earlier or a new one takes its place.")
            if writable:
                generation.set_aside(folder)
            continue
        if opened is None:
            continue
        if name != generation.current(index) and writable:
            generation.use(index, name)
        return opened
    return None


def earlier(index: Path, fingerprint: str, *, than: str, last_purge: int, warn: Warn) -> State | None:
    """Open the newest whole generation but one, of this model and of what is not purged since."""
    for name in generation.names(index):
        if name == than:
            continue
        try:
            opened = _opened(index / name, fingerprint, since=last_purge)
        except StateDamagedError as error:
            warn(f"The earlier index is damaged ({error}) and was not used.")
            continue
        if opened is not None:
            return opened
    return None


def _opened(folder: Path, fingerprint: str, since: int = -1) -> State | None:
    """Open a generation; None where it is of another model or form, or of before a revision."""
    manifest = generation.open_manifest(folder)
    if (manifest.format, manifest.fingerprint) != (generation.FORMAT, fingerprint):
        return None
    if manifest.revision < since:
        return None
    partitions = generation.open_partitions(folder, manifest)
    return State.of(manifest.generation, manifest.revision, manifest.created, partitions)
