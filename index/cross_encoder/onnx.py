"""Run the exported reading model: onnxruntime and tokenizers, nothing heavier."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index import model_folder
from index.cross_encoder.input import Pair, Read, Reader, tokenizer_of

IDS, PARTS = "input_ids", "parts"
ANSWER, SPANS = "answer", "spans"
"""The graph's inputs and outputs, as `network.CrossEncoder` takes and gives them."""


class OnnxCrossEncoder(Reader):
    """An exported reading model; pairs are run one by one, as many at a time as there are cores."""

    def __init__(self, folder: Path) -> None:
        """Open the model in `folder`; raises ModelError when a file is missing or has changed."""
        self._session, tokenizer = model_folder.opened(folder)
        super().__init__(tokenizer_of(Tokenizer.from_str(tokenizer)))
        self.engine = "onnxruntime, int8"
        self._pool = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="cross-read")

    def read(self, pairs: Sequence[Pair]) -> list[Read]:
        """Read pairs; one result for each, in their order."""
        return list(self._pool.map(self.read_one, pairs))

    def run(self, ids: NDArray[np.int64], parts: NDArray[np.int64]) -> tuple[float, NDArray[np.float32]]:
        """Return the log-odds that the passage answers, and the scores of spans: (tokens, 2)."""
        answer, spans = self._session.run([ANSWER, SPANS], {IDS: ids[None], PARTS: parts[None]})
        return float(answer[0]), spans[0]
