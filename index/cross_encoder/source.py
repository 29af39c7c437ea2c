"""What the reading model is made of, and which exported folder belongs to it; nothing here imports torch.

It is the bundled embedding model's lower layers, from its package, and the upper layers trained on, which
lie here. With another embedding model it is the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from index import model_folder
from index.embedding import source

TRAINED = Path(__file__).parent / "layers.safetensors"
"""The trained layers in half precision; `python -m bench.train` makes them and says from what."""

VARIANT = "reader-int8-2"
"""The way of exporting; a change of it makes the export new."""

PREFIX = "reader-"
PATTERN = f"{PREFIX}*"


@dataclass(frozen=True, slots=True)
class Parts:
    """The embedding model that it is built on, and the file of trained layers."""

    base: source.Origin
    trained: Path

    @property
    def stamp(self) -> str:
        """Return what changes when a file may have changed."""
        status = self.trained.stat()
        told = f"{self.base.stamp}:{status.st_size}:{status.st_mtime_ns}:{VARIANT}"
        return hashlib.sha256(told.encode()).hexdigest()

    def digest(self) -> str:
        """Return the SHA-256 of all that decides what it says."""
        assert self.base.path is not None, "the bundled model is a folder"
        told = f"{source.digest(self.base.path)}:{hashlib.sha256(self.trained.read_bytes()).hexdigest()}"
        return hashlib.sha256(f"{told}:{VARIANT}".encode()).hexdigest()


def find(trained: Path = TRAINED) -> Parts:
    """Return the parts; raises ModelError where the bundled embedding model is not installed."""
    return Parts(source.find(None), trained)


def exported(models: Path, parts: Parts) -> Path | None:
    """Return the folder that holds the export of `parts`, or None."""
    return model_folder.find(models, PATTERN, VARIANT, parts.stamp, parts.digest)
