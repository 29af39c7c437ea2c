"""The reading model: question and passage read together, to tell whether the one answers the other.

Retrieval compares vectors of texts that were embedded apart; a cross-encoder reads both at once, which costs
more and tells more, so it reads only the best few passages. `load` returns it, exporting it on first use.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from corpus.errors import ModelError
from index.cross_encoder import source
from index.cross_encoder.input import Pair, Read, Reader
from index.cross_encoder.onnx import OnnxCrossEncoder

__all__ = ["Pair", "Read", "Reader", "load", "on_first_use", "prepare"]

Progress = Callable[[str, int, int], None]
"""Called with the step in words, how much of it is done and how much there is (0 when unknown)."""

log = logging.getLogger("footbridge.reading")


def prepare(state: Path, progress: Progress | None = None) -> None:
    """Export the reading model where that was not done yet, so that no question waits for it."""
    if source.exported(state / "models", source.find()) is None:
        load(state, progress)


def on_first_use(state: Path) -> Callable[[], Reader]:
    """Return what loads the reading model the first time it is called; safe from any thread."""
    lock, held = threading.Lock(), list[Reader]()

    def reader() -> Reader:
        with lock:
            if not held:
                held.append(load(state))
        return held[0]

    return reader


def load(state: Path, progress: Progress | None = None) -> Reader:
    """Load the reading model, exporting it on first use.

    Where it cannot be exported, or kept, it runs on torch, and a warning says so. Raises ModelError when
    its layers or the model below them are missing, ResourceError and StateError where memory or room on the
    disk does not suffice.
    """
    models, parts = state / "models", source.find()
    folder = source.exported(models, parts)
    if folder is not None:
        try:
            return OnnxCrossEncoder(folder)
        except ModelError as error:
            log.warning("%s It is exported again.", error)
    from index.cross_encoder import export  # noqa: PLC0415  (imports torch: only on first use)

    try:
        return OnnxCrossEncoder(export.export(parts, models, progress))
    except ModelError as error:
        original = export.on_torch(parts)  # raises ModelError for layers that are of no use
        log.warning("%s It runs on torch instead, which is slower.", error)
        return original
