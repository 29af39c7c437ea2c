"""Passages that were indexed together: a scope's partition of a generation, or a change since, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage, PassageKind
from index.held import Halves
from index.model import Row
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
        return cls.of(Rows.of(passages, vectors))

    @classmethod
    def of(cls, rows: Rows) -> Partition:
        """Make a partition, in memory, of its rows."""
        by_kind = [Vectors.build(rows.vectors[kind], rows.counts[:, kind]) for kind in range(3)]
        found = (by_kind[PASSAGE], by_kind[WINDOW], by_kind[SENTENCE])
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

    Vectors wait in plain files until all are there, so that memory holds those of one kind at most.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._words = WordsWriter(folder / _WORDS)
        self._parts: list[tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]] = []
        self._waiting = [(folder / f".{name}").open("wb") for name in KINDS]
        self._dimensions = 0

    def add(self, rows: Rows) -> None:
        """Add rows."""
        self._words.add(rows.terms, rows.words)
        self._parts.append((rows.numbers, rows.spans, rows.counts))
        self._dimensions = rows.vectors[PASSAGE].shape[1]
        for file, vectors in zip(self._waiting, rows.vectors, strict=True):
            file.write(vectors.tobytes())

    def close(self) -> None:
        """Finish the files."""
        self._words.close()
        self.let_go()
        numbers, spans, counts = (np.concatenate(arrays) for arrays in zip(*self._parts, strict=True))
        for kind, (name, file) in enumerate(zip(KINDS, self._waiting, strict=True)):
            path = Path(file.name)
            Vectors.save(self._folder / name, read_vectors(path, self._dimensions), counts[:, kind])
            path.unlink()
        np.savez(self._folder / _ROWS, numbers=numbers, spans=spans)

    def let_go(self) -> None:
        """Close the files, finished or not."""
        for file in self._waiting:
            file.close()


def read_vectors(file: Path, dimensions: int) -> Halves:
    """Return the vectors of a plain file, (n, dimensions), which are read when they are looked at."""
    return read_array(file, np.dtype("<f2")).reshape(-1, dimensions)


def read_array(file: Path, dtype: np.dtype[Row]) -> NDArray[Row]:
    """Return the numbers of a plain file, which are read when they are looked at."""
    if not file.stat().st_size:
        return np.empty(0, dtype)
    return np.asarray(np.memmap(file, dtype, "r"))


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
