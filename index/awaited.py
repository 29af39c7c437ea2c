"""Vectors that are waited for: which text's belongs at which place of which file, and those that came.

A generation is written in two passes, since what is read of the database in its own order costs a tenth of
what is looked up: first the passages, each of whose units has a place and the key of its text; then all
stored embeddings, each put where its text is wanted. Neither holds more than a stretch of vectors in memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.durable import reserve
from index.model import Halves

Keys = NDArray[np.uint64]
"""Keys of texts, (n, 4): their SHA-256, in four numbers."""

_HALF = np.dtype("<f2")


def keys_of(hashes: Sequence[bytes]) -> Keys:
    """Return hashes of 32 bytes as numbers that sort as they do."""
    return np.frombuffer(b"".join(hashes), ">u8").reshape(-1, 4).astype(np.uint64)


class Awaited:
    """The vectors of one kind in a plain file, (n, dimensions) in float16; some may not be there yet.

    `owners` are the numbers of the passages to which they belong.
    """

    def __init__(self, file: Path, dimensions: int) -> None:
        self.file = file
        self._dimensions = dimensions
        self._keys: list[Keys] = []
        self._owners: list[NDArray[np.int64]] = []
        self._there = np.empty(0, np.bool_)

    def expect(self, keys: Keys, owners: NDArray[np.int64]) -> None:
        """Wait for the vectors of texts with these keys, after those that are waited for already."""
        self._keys.append(keys)
        self._owners.append(owners)

    def make(self) -> Keys:
        """Make the file with all its room; return the keys of all, by place. Raises OSError."""
        keys = np.concatenate([np.empty((0, 4), np.uint64), *self._keys])
        self._keys = []
        self._there = np.zeros(len(keys), np.bool_)
        reserve(self.file, len(keys) * self._dimensions * _HALF.itemsize)
        return keys

    def put(self, places: NDArray[np.int64], vectors: Halves) -> None:
        """Put vectors at places, (places, dimensions)."""
        if len(places):
            whole = np.memmap(self.file, _HALF, "r+", shape=self.shape)
            whole[places] = vectors
            self._there[places] = True

    def missing(self) -> NDArray[np.int64]:
        """Return the numbers of the passages of which a vector is not there."""
        owners = np.concatenate([np.empty(0, np.int64), *self._owners])
        return np.unique(owners[~self._there])

    @property
    def shape(self) -> tuple[int, int]:
        """Return how many vectors there are, and of how many dimensions."""
        return len(self._there), self._dimensions

    def __len__(self) -> int:
        return len(self._there)

    def __getitem__(self, some: slice) -> Halves:
        """Return some of the vectors; no other is in memory afterwards."""
        if not len(self):
            return np.empty(self.shape, _HALF)
        whole = np.memmap(self.file, _HALF, "r", shape=self.shape)
        return np.array(whole[some])


class Order:
    """The keys that several files wait for, in their order, each with its file and place."""

    def __init__(self, files: Sequence[Awaited]) -> None:
        self._files = files
        keys = [file.make() for file in files]
        self._owner = np.repeat(np.arange(len(files)), [len(some) for some in keys])
        self._place = np.concatenate([np.empty(0, np.int64), *(np.arange(len(some)) for some in keys)])
        joined = np.concatenate([np.empty((0, 4), np.uint64), *keys])
        order = np.argsort(joined[:, 0], kind="stable")
        self._keys, self._owner, self._place = joined[order], self._owner[order], self._place[order]

    def missing(self) -> list[int]:
        """Return the numbers of the passages of which a vector is not there."""
        found = [file.missing() for file in self._files]
        owners: list[int] = np.unique(np.concatenate([np.empty(0, np.int64), *found])).tolist()
        return owners

    def fill(self, rows: Mapping[bytes, bytes], dimensions: int) -> None:
        """Put stored embeddings, by the hash of their text, wherever they are waited for."""
        hashes = sorted(rows)
        found = keys_of(hashes)
        firsts = np.searchsorted(self._keys[:, 0], found[:, 0], "left")
        counts = np.searchsorted(self._keys[:, 0], found[:, 0], "right") - firsts
        source = np.repeat(np.arange(len(found)), counts)
        ends = np.cumsum(counts)
        at = np.arange(len(source)) + np.repeat(firsts - (ends - counts), counts)
        same = (self._keys[at] == found[source]).all(1)
        at, source = at[same], source[same]
        if not len(at):
            return
        vectors = np.frombuffer(b"".join(rows[one] for one in hashes), _HALF).reshape(-1, dimensions)
        for number, file in enumerate(self._files):
            own = self._owner[at] == number
            file.put(self._place[at[own]], vectors[source[own]])
