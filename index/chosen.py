"""Where passages are searched: in this process, or in the database, as the operator has chosen."""

from __future__ import annotations

from pathlib import Path

from corpus import environment
from corpus.environment import VECTORS
from corpus.errors import UsageError
from corpus.store import Store
from corpus.store.database import SETTING as DATABASE
from index import embedding
from index.embedding import Embedder
from index.interface import PassageIndex
from index.live import Index


async def open_index(
    store: Store, state: Path, embedder: Embedder, progress: embedding.Progress | None = None
) -> PassageIndex:
    """Open the index of a store: that of the folder `state`, or the one in the store's database.

    `progress` is called with the step in words, done and total. Raises UsageError where the setting cannot be
    used, StateError where the index cannot be opened.
    """
    process, in_database = environment.PLACES
    if environment.vectors() == process:
        if store.database.address is not None and store.writable:
            from index.postgres.left import forget_if_left  # noqa: PLC0415

            await forget_if_left(store)
        return await Index.open(store, state, embedder, progress)
    if store.database.address is None:
        raise UsageError(
            f"{VECTORS}={in_database} needs {DATABASE}=postgresql://…; with a file, leave {VECTORS} out."
        )
    from index.postgres.index import DatabaseIndex  # noqa: PLC0415 - loads a driver that others do not need

    return await DatabaseIndex.open(store, embedder, progress)
