"""Run layers that were trained on from what the embedding model's lower ones say of a text."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from corpus.errors import ModelError
from corpus.shortage import shortage
from index import model_folder
from index.embedding.tokens import TokenStates, TokenVectors

STATES, VECTOR, TOKENS = "states", "vector", "tokens"
"""The graph's input, the values of `Embedder.states` for one text, and its outputs: the vector of the text
and those of its tokens."""


class OnnxLayers:
    """A graph of layers that comes along as a file; it is opened when it is first used."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._opening = threading.Lock()
        self._session: onnxruntime.InferenceSession | None = None

    def read(self, states: TokenStates) -> tuple[NDArray[np.float32], TokenVectors]:
        """Return the vector of a text, float32 (dimensions,) of unit length, and those of its tokens.

        Raises ModelError, or ResourceError where there is too little memory.
        """
        vector, tokens = self._opened().run([VECTOR, TOKENS], {STATES: states.values[None]})
        return vector[0], TokenVectors(states.offsets, tokens[0])

    def _opened(self) -> onnxruntime.InferenceSession:
        with self._opening:
            if self._session is None:
                try:
                    self._session = model_folder.session(self.file)
                except Exception as error:  # cut off, or taken away
                    raise shortage(error) or ModelError(
                        f"The layers in {self.file.name} cannot be opened; install Footbridge again."
                    ) from error
            return self._session
