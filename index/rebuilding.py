"""Write a generation, or keep all in memory where none can be written; what is missing is embedded."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from corpus.errors import StateError
from corpus.model import Passage
from corpus.store import Store
from corpus.store.batches import batches
from corpus.store.index_queries import any_embedding
from index.apart import Apart
from index.building import Build, Here
from index.embedding import Embedder
from index.gather import TOGETHER, Cancel, live_vectors, passages_of, vectors_of
from index.generation import Size
from index.model import Halves, Progress
from index.partition import Partition, PartitionKey
from index.state import State

MANY = 5_000
"""Passages from which on a process of its own builds; for fewer, starting one takes longer than building."""

_READING, _LITTLE = 0.9, 0.02
"""Which part of building reading the passages is: where embeddings are stored, and where none are."""


class _Told:
    """Says how much of building is done, in passages of all."""

    def __init__(self, progress: Progress | None, total: int, reading: float) -> None:
        self._progress, self._total, self._reading = progress, total, reading
        self._read = 0

    def read(self, more: int) -> None:
        """So many more passages were read."""
        self._read += more
        self._say(self._reading * self._read / max(1, self._total))

    def embedded(self, share: float) -> None:
        """All is read, and this share of what was missing is embedded."""
        self._say(self._reading + (1 - self._reading) * share)

    def _say(self, share: float) -> None:
        if self._progress:
            self._progress(min(int(share * self._total), self._total), self._total)


async def write(
    store: Store, embedder: Embedder, folder: Path, progress: Progress | None, cancel: Cancel | None
) -> tuple[dict[PartitionKey, Size], int]:
    """Write every partition of a store into `folder`; return their sizes, and the revision they are of."""
    total = await store.count_live()
    stored = bool(await store.ask(any_embedding(embedder.fingerprint), tuple))
    told = _Told(progress, total, _READING if stored else _LITTLE)
    make: Callable[[Store, Path, str, int], Build] = Apart if total >= MANY else Here
    async with make(store, folder, embedder.fingerprint, embedder.dimensions) as build:
        await build.read(told.read, cancel)
        missing = await build.fill()
        while missing:
            there = await _embed(missing, store, embedder, told, cancel)
            left = await build.fill()
            if not there:  # purged meanwhile: whoever applies what changed since takes them out
                break
            if left == missing:
                raise StateError("Embeddings could not be stored. The index is as it was. Try again.")
            missing = left
        found = await build.finish(cancel)
    told.embedded(1)
    return found


async def _embed(
    numbers: Sequence[int], store: Store, embedder: Embedder, told: _Told, cancel: Cancel | None
) -> bool:
    """Embed and store what of passages is not stored; tell whether any of them is still there."""
    done, there = 0, False

    def step(share: float) -> None:
        told.embedded((done + share * len(some)) / len(numbers))

    for some in batches(numbers, TOGETHER):
        passages = await passages_of(store, some)
        there = there or bool(passages)
        await vectors_of(passages, store, embedder, cancel, step)
        done += len(some)
    return there


async def in_memory(store: Store, embedder: Embedder, progress: Progress | None) -> State:
    """Return the state of a store, kept in memory."""
    revision = await store.revision()
    found: dict[PartitionKey, list[tuple[list[Passage], Halves]]] = {}
    async for pkey, passages, vectors in live_vectors(store, embedder, progress):
        found.setdefault(pkey, []).append((passages, vectors))
    built = {pkey: await asyncio.to_thread(_partition, parts) for pkey, parts in found.items()}
    return State.of("", revision, "", built)


def _partition(parts: Sequence[tuple[list[Passage], Halves]]) -> Partition:
    passages = [passage for some, _ in parts for passage in some]
    return Partition.build(passages, np.concatenate([vectors for _, vectors in parts]))
