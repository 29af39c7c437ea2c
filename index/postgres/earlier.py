"""The index that processes had in their folders before the database became it: nobody keeps it any more."""

from __future__ import annotations

import asyncio
import shutil

from corpus.store import Store
from index import generation
from index.gather import writer


async def forget_in_folder(store: Store) -> None:
    """Remove from a store's folder what was derived there before the last purge.

    It may hold what was purged; `left.forget_if_left` is the opposite. What is older than no purge stays, to
    be used again; where another process holds the folder, the next that does not find it so removes it.
    """
    folder = store.database.derived / generation.FOLDER
    if not folder.is_dir():
        return
    last_purge = await store.last_purge()
    if not generation.outdated(folder, last_purge):
        return
    async with writer(store) as target:
        if isinstance(target, Store):
            for old in generation.outdated(folder, last_purge):
                await asyncio.to_thread(shutil.rmtree, old, ignore_errors=True)
