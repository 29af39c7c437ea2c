"""Run an exported model: onnxruntime and tokenizers, nothing heavier."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from index import model_folder
from index.embedding.tokens import TokenStates, TokenVectors

IDS, EMBEDDING, TOKENS, STATES = "input_ids", "embedding", "tokens", "states"
"""The graph's input, the ids of one text's tokens, and its outputs.

These are the text's vector, its tokens' vectors, and what the lower layers say of its tokens.
"""

_GIVE_WAY = 0.05
"""Seconds that a text of a long list waits at most for questions to be read first."""

_SLICE = 256
"""Texts tokenised at a time, so that a long list needs no more memory than a short one."""


class OnnxEmbedder:
    """An exported model, read from its folder and held to the checksums in its manifest.

    Texts are run one by one, as many at a time as there are cores. A batch would be padded, and its
    int8 scales shared, so a text's vector would depend on its neighbours; one by one is as fast from
    24 tokens up, needs less memory, and the same text always gets the same vector.
    """

    def __init__(self, folder: Path) -> None:
        """Open the model in `folder`; raises ModelError when a file is missing or has changed."""
        manifest = model_folder.read_manifest(folder)
        self._session, tokenizer = model_folder.opened(folder)
        self.keeps: Path | None = folder
        self.name = str(manifest["name"])
        self.fingerprint = str(manifest["fingerprint"])
        self.dimensions = int(manifest["dimensions"])
        self.engine = "onnxruntime, int8"
        self._tokenizer = Tokenizer.from_str(tokenizer)
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(int(manifest["max_tokens"]))
        cores = os.cpu_count() or 1
        self._pool = ThreadPoolExecutor(cores, thread_name_prefix="embed")
        # a question must not queue behind the hundreds of texts of a rebuild
        self._asked = ThreadPoolExecutor(cores, thread_name_prefix="read")
        self._reading = 0
        self._counting = threading.Lock()
        self._quiet = threading.Event()
        self._quiet.set()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `texts`: float32, (texts, dimensions), each of unit length."""
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), _SLICE):
            tokens = self._tokenizer.encode_batch(list(texts[start : start + _SLICE]))
            rows = [encoding.ids for encoding in tokens]
            found = map(self._run, rows) if len(rows) == 1 else self._pool.map(self._run_later, rows)
            for row, vector in enumerate(found, start):
                vectors[row] = vector
        return vectors

    def embed_with_tokens(self, texts: Sequence[str]) -> Iterator[tuple[NDArray[np.float32], TokenVectors]]:
        """Yield each text's vector and its tokens, for the price of one; gives way to questions."""
        for start in range(0, len(texts), _SLICE):
            encodings = self._tokenizer.encode_batch(list(texts[start : start + _SLICE]))
            for encoding, (vector, states) in zip(
                encodings, self._pool.map(lambda one: self._both_later(one.ids), encodings), strict=True
            ):
                yield vector, _tokens(encoding, states)

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return each text's tokens, without the markers at both ends, as they stand in their context."""
        encodings = self._tokenizer.encode_batch(list(texts))
        with self._first():
            states = list(self._asked.map(lambda one: self._outputs(one.ids, TOKENS)[0], encodings))
        return [_tokens(encoding, found) for encoding, found in zip(encodings, states, strict=True)]

    def read(self, text: str) -> tuple[NDArray[np.float32], TokenVectors]:
        """Return a text's vector and its tokens, for the price of one."""
        encoding = self._tokenizer.encode(text)
        with self._first():
            vector, states = self._outputs(encoding.ids, EMBEDDING, TOKENS)
        return vector, _tokens(encoding, states)

    def states(self, text: str) -> TokenStates:
        """Return what the layers below the last `source.UPPER` say of a text's tokens, markers included."""
        encoding = self._tokenizer.encode(text)
        with self._first():
            values = self._outputs(encoding.ids, STATES)[0]
        return TokenStates(np.array(encoding.offsets, np.int32), values)

    @contextmanager
    def _first(self) -> Iterator[None]:
        """Let what somebody waits for go before long lists."""
        with self._counting:
            self._reading += 1
            self._quiet.clear()
        try:
            yield
        finally:
            with self._counting:
                self._reading -= 1
                if not self._reading:
                    self._quiet.set()

    def _run_later(self, ids: list[int]) -> NDArray[np.float32]:
        self._quiet.wait(_GIVE_WAY)
        return self._run(ids)

    def _both_later(self, ids: list[int]) -> list[NDArray[np.float32]]:
        self._quiet.wait(_GIVE_WAY)
        return self._outputs(ids, EMBEDDING, TOKENS)

    def _run(self, ids: list[int]) -> NDArray[np.float32]:
        return self._outputs(ids, EMBEDDING)[0]

    def _outputs(self, ids: list[int], *names: str) -> list[NDArray[np.float32]]:
        found = self._session.run(list(names), {IDS: np.array([ids], np.int64)})
        return [output[0] for output in found]


def _tokens(encoding: Encoding, states: NDArray[np.float32]) -> TokenVectors:
    return TokenVectors(np.array(encoding.offsets[1:-1], np.int32).reshape(-1, 2), states[1:-1])
