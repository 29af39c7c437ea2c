"""Write the partitions of a generation as their rows come, so that memory holds few of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Self

from corpus.model import Passage
from corpus.store import Store
from index import together
from index.embedding import Embedder
from index.gather import Cancel, go_on, live_passages, vectors_of
from index.generation import TOGETHER, Size, partition_folder
from index.held import Halves
from index.model import Progress
from index.partition import Partition, PartitionKey, PartitionWriter
from index.rows import Rows
from index.state import State
from index.together import TogetherWriter
from index.units import units

Add = Callable[[PartitionKey, Rows], None]
"""What takes rows, partition by partition."""


class GenerationWriter:
    """Writes into a generation's folder: small partitions together, large ones apart."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        self._folder = folder
        self._together = TogetherWriter(folder / TOGETHER, dimensions)
        self._key: PartitionKey | None = None
        self._waiting: list[Rows] = []
        self._apart: PartitionWriter | None = None
        self.sizes: dict[PartitionKey, Size] = {}

    def add(self, pkey: PartitionKey, rows: Rows) -> None:
        """Add rows of a partition; all rows of one come before those of another."""
        if pkey != self._key:
            self._end()
            self._key = pkey
        size = self.sizes.get(pkey, Size(0, 0))
        self.sizes[pkey] = Size(size.passages + len(rows), size.units + int(rows.counts.sum()))
        if self._apart is not None:
            self._apart.add(rows)
            return
        self._waiting = [Rows.joined([*self._waiting, rows])]
        if not together.fits(self._waiting[0]):
            self._apart = PartitionWriter(partition_folder(self._folder, pkey))
            self._apart.add(self._waiting.pop())

    def close(self) -> None:
        """Finish the files."""
        self._end()
        self._together.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the files, finished or not."""
        if self._apart is not None:
            self._apart.let_go()
        self._together.let_go()

    def _end(self) -> None:
        if self._apart is not None:
            self._apart.close()
        elif self._key is not None:
            self._together.add(self._key, self._waiting.pop())
        self._apart, self._key, self._waiting = None, None, []


class MemoryWriter:
    """Keeps partitions in memory, where none can be written."""

    def __init__(self) -> None:
        self._rows: dict[PartitionKey, list[Rows]] = {}

    def add(self, pkey: PartitionKey, rows: Rows) -> None:
        """Add rows of a partition."""
        self._rows.setdefault(pkey, []).append(rows)

    def partitions(self) -> dict[PartitionKey, Partition]:
        """Return the partitions of all rows."""
        return {pkey: Partition.of(Rows.joined(parts)) for pkey, parts in self._rows.items()}


async def write(
    store: Store, embedder: Embedder, folder: Path, progress: Progress | None, cancel: Cancel | None
) -> tuple[dict[PartitionKey, Size], int]:
    """Write every partition of a store into `folder`; return their sizes, and the revision they are of."""
    with GenerationWriter(folder, embedder.dimensions) as writing:
        revision = await _hand_over(store, embedder, writing.add, progress, cancel)
        go_on(cancel)
        await asyncio.to_thread(writing.close)
    return writing.sizes, revision


async def in_memory(store: Store, embedder: Embedder, progress: Progress | None) -> State:
    """Return the state of a store, kept in memory."""
    kept = MemoryWriter()
    revision = await _hand_over(store, embedder, kept.add, progress, None)
    return State.of("", revision, "", await asyncio.to_thread(kept.partitions))


async def _hand_over(
    store: Store, embedder: Embedder, add: Add, progress: Progress | None, cancel: Cancel | None
) -> int:
    """Hand the rows of every partition to `add`, and return the revision that they are of.

    What changes in the store meanwhile is applied afterwards, like any later change.
    """
    revision, total, done = await store.revision(), await store.count_live(), 0

    def step(share: float) -> None:
        if progress:
            progress(min(done + int(share * len(passages)), total), total)

    async for passages in live_passages(store):
        go_on(cancel)
        vectors = await vectors_of(passages, store, embedder, cancel, step)
        await asyncio.to_thread(_add, passages, vectors, add)
        step(1)
        done += len(passages)
    return revision


def _add(passages: Sequence[Passage], vectors: Halves, add: Add) -> None:
    """Hand passages to `add` as rows, partition by partition."""
    first = 0
    for pkey, own in groupby(passages, PartitionKey.of):
        some = list(own)
        last = first + sum(len(units(passage).all) for passage in some)
        add(pkey, Rows.of(some, vectors[first:last]))
        first = last
