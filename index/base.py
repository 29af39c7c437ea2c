"""What every index has, wherever it is kept: its store and its model, and what it says of itself."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage
from corpus.store import Store
from index import embedding
from index.embedding import Embedder
from index.embedding.tokens import TokenVectors
from index.gather import tokens_of
from index.model import Progress, Status


class BaseIndex:
    """The part of `interface.PassageIndex` that needs the model alone."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        self._building, self._changing = asyncio.Lock(), asyncio.Lock()
        self._closing = asyncio.Event()

    @property
    def embedder(self) -> Embedder:
        """Return the model."""
        return self._embedder

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `texts`: float32, (texts, dimensions), each of unit length."""
        return await asyncio.to_thread(self._embedder.embed, texts)

    async def tokens(self, passages: Sequence[Passage]) -> list[TokenVectors]:
        """Return the tokens of passages, each with its context before it; see `units.in_context`."""
        return await tokens_of(passages, self._store, self._embedder)

    def _status(
        self,
        *,
        generation: str,
        revision: int,
        base: int,
        scopes: Mapping[str, int],
        units: int,
        changed: int,
        created: str,
        warnings: Sequence[str] = (),
        vectors: str = "process",
    ) -> Status:
        model = self._embedder
        return Status(
            generation=generation,
            revision=revision,
            base_revision=base,
            scopes=scopes,
            passages=sum(scopes.values()),
            units=units,
            changed=changed,
            dimensions=model.dimensions,
            model=model.name,
            fingerprint=model.fingerprint,
            engine=model.engine,
            created=created,
            warnings=tuple(warnings),
            vectors=vectors,
        )


def building(progress: embedding.Progress | None) -> Progress:
    """Return what tells of building an index, by way of what tells of each step in words."""

    def told(done: int, total: int) -> None:
        if progress:
            progress("Building the index", done, total)

    return told
