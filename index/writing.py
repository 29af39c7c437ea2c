"""Write the partitions of a generation as their rows come, so that memory holds few of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from index import together
from index.awaited import Keys, Order
from index.generation import TOGETHER, Size, partition_folder
from index.partition import PartitionKey, PartitionWriter
from index.rows import Rows
from index.together import TogetherWriter


class GenerationWriter:
    """Writes into a generation's folder: small partitions together, large ones apart.

    First all rows are added, then the vectors of their texts are filled in, in any order, then it is closed.
    """

    def __init__(self, folder: Path, dimensions: int) -> None:
        self._folder = folder
        self._dimensions = dimensions
        self._together = TogetherWriter(folder / TOGETHER, dimensions)
        self._key: PartitionKey | None = None
        self._waiting: list[tuple[Rows, Keys]] = []
        self._apart: list[PartitionWriter] = []
        self._is_apart = False
        self._order = Order([])
        self.sizes: dict[PartitionKey, Size] = {}

    def add(self, pkey: PartitionKey, rows: Rows, keys: Keys) -> None:
        """Add rows with the keys of their units' texts; those of a partition come one after the other."""
        if pkey != self._key:
            self._end()
            self._key = pkey
        size = self.sizes.get(pkey, Size(0, 0))
        self.sizes[pkey] = Size(size.passages + len(rows), size.units + int(rows.counts.sum()))
        if self._is_apart:
            self._apart[-1].add(rows, keys)
            return
        self._waiting.append((rows, keys))
        rows, keys = self._joined()
        self._waiting = [(rows, keys)]
        if not together.fits(rows):
            self._apart.append(PartitionWriter(partition_folder(self._folder, pkey), self._dimensions))
            self._apart[-1].add(rows, keys)
            self._waiting, self._is_apart = [], True

    def end(self) -> None:
        """Finish all but the vectors: no more rows come."""
        self._end()
        self._together.close()
        awaited = [*self._together.awaited, *(file for apart in self._apart for file in apart.awaited)]
        self._order = Order(awaited)

    def fill(self, rows: Mapping[bytes, bytes]) -> None:
        """Put vectors (float16, little-endian) by the SHA-256 of their text, wherever they are awaited."""
        self._order.fill(rows, self._dimensions)

    def missing(self) -> list[int]:
        """Return the numbers of the passages of which a vector has not come."""
        return self._order.missing()

    def close(self) -> None:
        """Finish the files, with the vectors that are there."""
        self._order = Order([])
        for apart in self._apart:
            apart.close()

    def let_go(self) -> None:
        """Let go of the files, finished or not."""
        for apart in self._apart:
            apart.let_go()
        self._together.let_go()

    def _joined(self) -> tuple[Rows, Keys]:
        rows, keys = zip(*self._waiting, strict=True)
        return Rows.joined(rows), np.concatenate(keys)

    def _end(self) -> None:
        if self._is_apart:
            self._apart[-1].end()
        elif self._key is not None:
            self._together.add(self._key, *self._joined())
        self._key, self._waiting, self._is_apart = None, [], False
