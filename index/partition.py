"""Passages that were indexed together: a scope's partition of a generation, or a change since, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage, PassageKind
from index.model import Row
from index.moments import Moments
from index.units import in_context, units
from index.vectors import Vectors
from index.words import Words

KINDS: Final = ("passage", "window", "sentence")
PASSAGE, WINDOW, SENTENCE = range(3)
_ROWS, _WORDS = "rows.npz", "words"


@dataclass(frozen=True, slots=True, order=True)
class PartitionKey:
    """Where passages that are searched apart stand: those of documents, and the records, of one scope."""

    scope: str
    kind: PassageKind

    def __str__(self) -> str:
        return f"{self.scope} {self.kind}"

    @classmethod
    def named(cls, name: str) -> PartitionKey:
        """Return the key that `str` wrote."""
        scope, _, kind = name.rpartition(" ")
        return cls(scope, "record" if kind == "record" else "passage")


def by_partition(scope: str, passages: Sequence[Passage]) -> dict[PartitionKey, list[Passage]]:
    """Return a scope's passages by the partition that they belong to."""
    found: dict[PartitionKey, list[Passage]] = {}
    for passage in passages:
        found.setdefault(PartitionKey(scope, passage.kind), []).append(passage)
    return found


@dataclass(frozen=True, slots=True)
class Partition:
    """Passages by row: their numbers, how many sentences each has, their vectors by kind, their words."""

    numbers: NDArray[np.int64]
    spans: NDArray[np.int32]
    vectors: tuple[Vectors, Vectors, Vectors]
    words: Words

    @classmethod
    def build(
        cls,
        passages: Sequence[Passage],
        vectors: NDArray[np.float16],
        dimensions: int,
        folder: Path | None,
    ) -> Partition:
        """Build from passages and the vectors of their units, in the order of `Units.all`.

        With `folder`, everything is written there as well, and words are searched there.
        """
        cut = [units(passage) for passage in passages]
        counts = np.array([[1, len(one.windows), len(one.sentences)] for one in cut], np.int64).reshape(-1, 3)
        kinds = np.repeat(np.tile([PASSAGE, WINDOW, SENTENCE], len(cut)), counts.ravel())
        if len(kinds) != len(vectors):
            raise ValueError("every unit needs one vector")
        by_kind = [Vectors.build(vectors[kinds == kind], counts[:, kind], dimensions) for kind in range(3)]
        words = Words.build([in_context(passage) for passage in passages], folder and folder / _WORDS)
        partition = cls(
            np.array([passage.number for passage in passages], np.int64),
            np.array([one.spans for one in cut], np.int32),
            (by_kind[PASSAGE], by_kind[WINDOW], by_kind[SENTENCE]),
            words,
        )
        if folder is not None:
            for name, found in zip(KINDS, by_kind, strict=True):
                found.save(folder / name)
            np.savez(folder / _ROWS, numbers=partition.numbers, spans=partition.spans)
        return partition

    @classmethod
    def open(cls, folder: Path) -> Partition:
        """Read what `build` wrote; raises whatever a damaged file makes its reader raise."""
        with np.load(folder / _ROWS) as kept:
            numbers, spans = kept["numbers"], kept["spans"]
        found = [Vectors.open(folder / name) for name in KINDS]
        words = Words.open(folder / _WORDS)
        sizes = {len(numbers), len(spans), len(words), *(len(one.starts) - 1 for one in found)}
        if len(sizes) != 1:
            raise ValueError(f"{folder.name} counts its passages in two ways")
        return cls(numbers, spans, (found[PASSAGE], found[WINDOW], found[SENTENCE]), words)

    @property
    def units(self) -> int:
        """Return how many vectors it holds."""
        return sum(len(kind) for kind in self.vectors)


@dataclass(frozen=True, slots=True)
class Live:
    """A partition with the rows of it that are still searched, and the moments of those alone, by kind."""

    partition: Partition
    alive: NDArray[np.bool_]
    moments: tuple[Moments, ...]
    length: int

    @classmethod
    def of(cls, partition: Partition) -> Live:
        """Search every row of `partition`."""
        moments = tuple(kind.moments for kind in partition.vectors)
        return cls(
            partition,
            np.ones(len(partition.numbers), np.bool_),
            moments,
            int(partition.words.counts.lengths.sum()),
        )

    def without(self, numbers: Sequence[int]) -> Live:
        """Return the same without the passages that have these numbers; unknown ones are no matter."""
        rows = np.flatnonzero(self.alive & np.isin(self.partition.numbers, list(numbers)))
        if not len(rows):
            return self
        alive = self.alive.copy()
        alive[rows] = False
        moments = tuple(
            left - Moments.of(kind.of(rows)[0])
            for left, kind in zip(self.moments, self.partition.vectors, strict=True)
        )
        return Live(
            self.partition, alive, moments, self.length - int(self.partition.words.counts.lengths[rows].sum())
        )

    @property
    def count(self) -> int:
        """Return how many passages are searched."""
        return int(self.alive.sum())

    @property
    def gone(self) -> int:
        """Return how many passages are not searched any more."""
        return len(self.alive) - self.count

    @property
    def units(self) -> int:
        """Return how many vectors are searched."""
        return sum(kind.count for kind in self.moments)

    def select(self, rows: NDArray[Row]) -> NDArray[Row]:
        """Return those of `rows` that are searched."""
        found: NDArray[Row] = rows[self.alive[rows]]
        return found
