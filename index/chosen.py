"""Which index it is."""

from __future__ import annotations

from pathlib import Path

from corpus.store import Store
from index import embedding
from index.embedding import Embedder
from index.interface import PassageIndex
from index.live import Index


async def open_index(
    store: Store, state: Path, embedder: Embedder, progress: embedding.Progress | None = None
) -> PassageIndex:
    """Open the index of a store in the folder `state`; `progress` is called with the step, done and total."""
    return await Index.open(store, state, embedder, progress)
