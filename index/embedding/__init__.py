"""The embedding model: any sentence-transformers model, run by onnxruntime once it has been exported.

`load` returns an `Embedder`. The first use of a model exports it (`export.py`) into
`state/models/<fingerprint>/`; every later use reads that folder alone, without torch.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError
from index.embedding import source
from index.embedding.onnx import OnnxEmbedder
from index.embedding.tokens import TokenStates, TokenVectors

Vectors = NDArray[np.float32]
Progress = Callable[[str, int, int], None]
"""Called with the step in words, how much of it is done and how much there is (0 when unknown)."""

log = logging.getLogger("footbridge.embedding")


class Embedder(Protocol):
    """What turns texts into unit vectors; safe to call from any thread."""

    @property
    def name(self) -> str:
        """Return the model as the user named it."""

    @property
    def fingerprint(self) -> str:
        """Return the identity of weights and variant: equal ones give equal vectors."""

    @property
    def keeps(self) -> Path | None:
        """Return the folder for what is derived from this model and can be made again, None for none."""

    @property
    def dimensions(self) -> int:
        """Return how many numbers a vector has."""

    @property
    def engine(self) -> str:
        """Return what runs the model, in a few words for people."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of `texts`: float32, (texts, dimensions), each of unit length."""

    def embed_with_tokens(self, texts: Sequence[str]) -> Iterator[tuple[Vectors, TokenVectors]]:
        """Yield each text's vector and its tokens, for the price of one where the engine can."""

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return each text's tokens, without the markers at both ends, as they stand in their context."""

    def states(self, text: str) -> TokenStates:
        """Return what the layers below the last `source.UPPER` say of a text's tokens.

        With the markers at both ends; for layers that were trained on.
        """

    def read(self, text: str) -> tuple[Vectors, TokenVectors]:
        """Return a text's vector and its tokens, for the price of one where the engine can."""


def load(model: str | None, state: Path, progress: Progress | None = None) -> Embedder:
    """Load the model that `model` names (None: the bundled one), exporting it on first use.

    `model` is a name that sentence-transformers knows or a folder. A model that cannot be exported,
    whose export fails its check, or for which the state folder cannot be written runs on torch, and
    a warning says so. Raises ModelError when there is no such model, ResourceError and StateError where
    memory or room on the disk does not suffice: torch would need more, and its vectors are others.
    """
    models = state / "models"
    origin = source.find(model)
    folder = source.exported(models, origin)
    if folder is not None:
        try:
            return OnnxEmbedder(folder)
        except ModelError as error:
            log.warning("%s It is exported again.", error)
    from index.embedding import export  # noqa: PLC0415  (imports torch: only on first use)

    try:
        return OnnxEmbedder(export.export(origin, models, progress))
    except ModelError as error:
        from index.embedding.torch import TorchEmbedder  # noqa: PLC0415

        original = TorchEmbedder(origin)  # raises ModelError for what is no model at all
        log.warning("%s It runs on torch instead, which is slower.", error)
        return original
