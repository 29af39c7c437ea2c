"""Passages that were indexed together: a scope's partition of a generation, or a change since, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage, PassageKind
from index.awaited import Awaited, Keys
from index.model import Halves, Row
from index.moments import Moments
from index.rows import Rows
from index.vectors import Vectors
from index.words import Words, WordsWriter

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

    @classmethod
    def of(cls, passage: Passage) -> PartitionKey:
        """Return the key of the partition that a passage belongs to."""
        return cls(passage.scope, passage.kind)


def grouped(passages: Iterable[Passage]) -> dict[PartitionKey, list[Passage]]:
    """Return passages by the partition that they belong to, in their order."""
    found: dict[PartitionKey, list[Passage]] = {}
    for passage in passages:
        found.setdefault(PartitionKey.of(passage), []).append(passage)
    return found


@dataclass(frozen=True, slots=True)
class Partition:
    """Passages by row: their numbers, how many sentences each has, their vectors by kind, their words."""

    numbers: NDArray[np.int64]
    spans: NDArray[np.int32]
    vectors: tuple[Vectors, Vectors, Vectors]
    words: Words

    @classmethod
    def build(cls, passages: Sequence[Passage], vectors: Halves) -> Partition:
        """Build in memory from passages and the vectors of their units, in the order of `Units.all`."""
        rows = Rows.of(passages)
        by_kind = rows.by_kind(vectors)
        built = [Vectors.build(by_kind[kind], rows.counts[:, kind]) for kind in range(3)]
        found = (built[PASSAGE], built[WINDOW], built[SENTENCE])
        return cls(rows.numbers, rows.spans, found, Words.few(rows.words))

    @classmethod
    def open(cls, folder: Path) -> Partition:
        """Read what `PartitionWriter` wrote; raises whatever a damaged file makes its reader raise."""
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


class PartitionWriter:
    """Writes a large partition into a folder of its own, some rows at a time.

    Vectors are put where they are `awaited`, between `end` and `close`; memory holds a stretch of them.
    """

    def __init__(self, folder: Path, dimensions: int) -> None:
        self._folder = folder
        self._words = WordsWriter(folder / _WORDS)
        self._parts: list[tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]] = []
        self.awaited = tuple(Awaited(folder / f".{name}", dimensions) for name in KINDS)

    def add(self, rows: Rows, keys: Keys) -> None:
        """Add rows, with the keys of their units' texts in the order of `Units.all`."""
        self._words.add(rows.terms, rows.words)
        self._parts.append((rows.numbers, rows.spans, rows.counts))
        expect(self.awaited, rows, keys)

    def end(self) -> None:
        """Finish the files but for the vectors: no more rows come."""
        self._words.close()

    def close(self) -> None:
        """Finish the vectors, all of which are there."""
        numbers, spans, counts = (np.concatenate(arrays) for arrays in zip(*self._parts, strict=True))
        for kind, (name, awaited) in enumerate(zip(KINDS, self.awaited, strict=True)):
            Vectors.save(self._folder / name, awaited, counts[:, kind])
            awaited.file.unlink()
        np.savez(self._folder / _ROWS, numbers=numbers, spans=spans)

    def let_go(self) -> None:
        """Close the files, finished or not."""
        self._words.let_go()


def expect(awaited: Sequence[Awaited], rows: Rows, keys: Keys) -> None:
    """Wait for the vectors of rows, given the keys of their units' texts in the order of `Units.all`."""
    kinds, owners = rows.kinds, rows.owners
    for kind, file in enumerate(awaited):
        own = kinds == kind
        file.expect(keys[own], owners[own])


@dataclass(frozen=True, slots=True)
class Live:
    """A partition with the rows of it that are still searched, and the moments of those alone, by kind.

    `units` counts their vectors by kind, `length` their terms.
    """

    partition: Partition
    alive: NDArray[np.bool_]
    moments: tuple[Moments | None, ...]
    units_of: tuple[int, ...]
    length: int

    @classmethod
    def of(cls, partition: Partition) -> Live:
        """Search every row of `partition`."""
        return cls(
            partition,
            np.ones(len(partition.numbers), np.bool_),
            tuple(kind.moments for kind in partition.vectors),
            tuple(len(kind) for kind in partition.vectors),
            int(partition.words.counts.lengths.sum()),
        )

    def without(self, numbers: Sequence[int]) -> Live:
        """Return the same without the passages that have these numbers; unknown ones are no matter."""
        rows = np.flatnonzero(self.alive & np.isin(self.partition.numbers, list(numbers)))
        if not len(rows):
            return self
        alive = self.alive.copy()
        alive[rows] = False
        kinds = self.partition.vectors
        return Live(
            self.partition,
            alive,
            tuple(
                left and left - Moments.of(kind.of(rows)[0])
                for left, kind in zip(self.moments, kinds, strict=True)
            ),
            tuple(
                left - int((kind.starts[rows + 1] - kind.starts[rows]).sum())
                for left, kind in zip(self.units_of, kinds, strict=True)
            ),
            self.length - int(self.partition.words.counts.lengths[rows].sum()),
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
        return sum(self.units_of)

    def select(self, rows: NDArray[Row]) -> NDArray[Row]:
        """Return those of `rows` that are searched."""
        found: NDArray[Row] = rows[self.alive[rows]]
        return found
