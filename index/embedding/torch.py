"""Run a model by sentence-transformers on torch: the reference, and what runs when an export cannot."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError
from corpus.shortage import shortage
from index.embedding import source
from index.embedding.tokens import TokenStates, TokenVectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class TorchEmbedder:
    """A sentence-transformers model in float32 on the processor."""

    def __init__(self, origin: source.Origin) -> None:
        """Load the model; raises ModelError when sentence-transformers cannot."""
        self.model = open_model(origin)
        self.keeps = None
        self.name = origin.name
        self.fingerprint = weights_digest(origin, self.model)[:16] + "-torch"
        self.dimensions = int(self.model.get_embedding_dimension() or 0)
        self.engine = "torch, float32"
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `texts`: float32, (texts, dimensions), each of unit length."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        with self._lock:
            found = self.model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, np.float32)

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return each text's tokens, without the markers at both ends, as they stand in their context."""
        backend = self.model.tokenizer.backend_tokenizer
        found = []
        with self._lock:
            states = self.model.encode(list(texts), output_value="token_embeddings", show_progress_bar=False)
            for text, state in zip(texts, states, strict=True):
                rows = np.asarray(state, np.float32)[1:-1]
                offsets = np.array(backend.encode(text).offsets[1:-1], np.int32).reshape(-1, 2)[: len(rows)]
                rows = rows[: len(offsets)]
                found.append(TokenVectors(offsets, rows / np.linalg.norm(rows, axis=1, keepdims=True)))
        return found

    def states(self, text: str) -> TokenStates:
        """Return what the layers below the last `source.UPPER` say of a text's tokens, markers included."""
        import torch  # noqa: PLC0415

        model: Any = self.model[0]
        with self._lock, torch.no_grad():
            found = model.model(**self.model.preprocess([text]), output_hidden_states=True)
        values: NDArray[np.float32] = lower(found.hidden_states)[0].numpy()
        offsets = self.model.tokenizer.backend_tokenizer.encode(text).offsets
        return TokenStates(np.array(offsets, np.int32)[: len(values)], values)

    def embed_with_tokens(self, texts: Sequence[str]) -> Iterator[tuple[NDArray[np.float32], TokenVectors]]:
        """Yield each text's vector and its tokens."""
        yield from zip(self.embed(texts), self.tokens(texts), strict=True)

    def read(self, text: str) -> tuple[NDArray[np.float32], TokenVectors]:
        """Return a text's vector and its tokens."""
        return self.embed([text])[0], self.tokens([text])[0]


def lower(states: Sequence[Any]) -> Any:
    """Return what a model's layers below the last `source.UPPER` say, of what each of its layers says."""
    return states[max(0, len(states) - 1 - source.UPPER)]


def open_model(origin: source.Origin) -> SentenceTransformer:
    """Open `origin` with sentence-transformers on the processor."""
    import torch  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from transformers.utils import logging as transformers_logging  # noqa: PLC0415

    torch.set_num_threads(os.cpu_count() or 1)  # whatever the environment says for small work
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # ours says what is done
    try:
        return SentenceTransformer(origin.location, device="cpu")
    except Exception as error:  # whatever reading a stranger's folder can raise
        raise shortage(error) or ModelError(
            f"The embedding model {origin.name!r} cannot be loaded ({one_line(error)}). "
            "Name a folder or a model that sentence-transformers knows."
        ) from error


def one_line(error: Exception) -> str:
    """Return what another library's error says, short and in one line."""
    words = f"{type(error).__name__}: {error}".split()
    return shorten(" ".join(words), 200, placeholder=" …")


def weights_digest(origin: source.Origin, model: SentenceTransformer) -> str:
    """Return the SHA-256 of the model: of its folder, or of its weights when it came by name."""
    if origin.path is not None:
        return source.digest(origin.path)
    total = hashlib.sha256(repr(model).encode())
    for name, tensor in sorted(model.state_dict().items()):
        total.update(name.encode())
        total.update(tensor.detach().contiguous().numpy().tobytes())
    return total.hexdigest()
