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

STATES, VECTOR = "states", "vector"
"""The graph's input, what `Embedder.states` returns for one text, and its output, a vector."""


class OnnxLayers:
    """A graph of layers that comes along as a file; it is opened when it is first used."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._opening = threading.Lock()
        self._session: onnxruntime.InferenceSession | None = None

    def vector(self, states: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the vector of a text: float32 (dimensions,), of unit length.

        `states` are float32 (tokens, dimensions). Raises ModelError, or ResourceError where there is too
        little memory.
        """
        found: NDArray[np.float32] = self._opened().run([VECTOR], {STATES: states[None]})[0][0]
        return found

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
