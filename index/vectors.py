"""Unit vectors of one kind (paragraphs, windows or sentences), and to which passage each belongs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import held
from index.held import Few, Held, Many, Stretches
from index.model import Floats, Halves
from index.moments import Moments, Sums

_TOGETHER = 10_000  # vectors whose moments are computed together


def distinct(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return rows in order, each once. np.unique does the same and imports numpy.ma, 39 ms, for it."""
    ordered = np.sort(rows)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=-1))]


class Vectors:
    """Vectors of one kind, in the order of the passages' rows; `starts[row] : starts[row + 1]` are a row's.

    `moments` are None where there are so few that a question is compared with every vector.
    """

    def __init__(self, kept: Held, starts: NDArray[np.int64], moments: Moments | None) -> None:
        self._kept = kept
        self.starts = starts
        self.moments = moments

    @classmethod
    def build(cls, vectors: Halves, counts: NDArray[np.int64]) -> Vectors:
        """Build from vectors, (n, dimensions), of which row r owns the next `counts[r]`."""
        if len(vectors) <= held.FEW:
            return cls.few(vectors, counts)
        return cls(Many.of(vectors), starts_of(counts), _moments(vectors))

    @classmethod
    def few(cls, vectors: Halves, counts: NDArray[np.int64]) -> Vectors:
        """Hold few vectors, (n, dimensions), as they are; row r owns the next `counts[r]`."""
        return cls(Few(vectors), starts_of(counts), None)

    @classmethod
    def open(cls, stem: Path) -> Vectors:
        """Open what `save` wrote; raises whatever a damaged file makes FAISS or numpy raise."""
        kept = Many.open(stem.with_suffix(".faiss"))
        with np.load(stem.with_suffix(".npz")) as beside:
            starts, moments = beside["starts"], None
            if "count" in beside:
                moments = Moments(int(beside["count"]), beside["total"], beside["square"])
        if len(kept) != starts[-1] or (moments and len(kept) != moments.count):
            raise ValueError(f"{stem.name} counts its vectors in two ways")
        return cls(kept, starts, moments)

    @staticmethod
    def save(stem: Path, vectors: Stretches, counts: NDArray[np.int64]) -> None:
        """Build from vectors as `build` does, for many, and write two files or three beside each other."""
        Many.write(stem.with_suffix(".faiss"), vectors)
        kept: dict[str, NDArray[Any]] = {"starts": starts_of(counts)}
        moments = _moments(vectors)
        if moments:
            kept |= {"count": np.array(moments.count), "total": moments.total, "square": moments.square}
        np.savez(stem.with_suffix(".npz"), allow_pickle=False, **kept)

    def __len__(self) -> int:
        return len(self._kept)

    def ask(self, question: Floats, limit: int) -> Answered:
        """Find the rows that own the `limit` vectors nearest to `question`, and score what is asked later."""
        if self.moments is None:
            known = self._kept.cosines(question) if len(self) else np.empty(0, np.float32)
            best = held.best(known, limit)
        else:
            known, best = None, self._kept.nearest(question, limit)
        owners = np.searchsorted(self.starts, best, side="right") - 1
        return Answered(self, question, distinct(owners), known)

    def of(self, rows: NDArray[np.int64]) -> tuple[Floats, NDArray[np.int64]]:
        """Return the vectors of `rows`, one row after the other, and where each row's begin (rows + 1)."""
        places, starts = self.places(rows)
        return self._kept.at(places), starts

    def cosines(self, question: Floats, rows: NDArray[np.int64]) -> tuple[Floats, NDArray[np.int64]]:
        """Return the cosines of the vectors of `rows`, which rise, and where each row's begin (rows + 1)."""
        places, starts = self.places(rows)
        return self._kept.cosines_at(question, places), starts

    def places(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the places of the vectors of `rows`, and where each row's begin in them (rows + 1)."""
        counts = self.starts[rows + 1] - self.starts[rows]
        starts = starts_of(counts)
        return np.arange(starts[-1]) + np.repeat(self.starts[rows] - starts[:-1], counts), starts


@dataclass(frozen=True, slots=True)
class Answered:
    """A question asked of vectors: the rows nearest to it, and cosines of every row on request.

    `known` holds the cosines of all vectors where there are few enough to have compared them all.
    """

    vectors: Vectors
    question: Floats
    nearest: NDArray[np.int64]
    known: Floats | None

    def scores(self, rows: NDArray[np.int64]) -> tuple[Floats, NDArray[np.int64]]:
        """Return the cosines of all vectors of `rows`, which rise, and where each row's begin (rows + 1)."""
        if self.known is None:
            return self.vectors.cosines(self.question, rows)
        places, starts = self.vectors.places(rows)
        return self.known[places], starts

    def sums(self, alive: NDArray[np.bool_], moments: Moments | None) -> Sums:
        """Return the sums of the cosines of the rows that are alive, whose `moments` may be at hand."""
        if moments is not None:
            return moments.scores(self.question)
        if self.known is not None and alive.all():
            return Sums.of(self.known)
        return Sums.of(self.scores(np.flatnonzero(alive))[0])


def starts_of(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where each row's vectors begin, and after them all the end: (rows + 1)."""
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def _moments(vectors: Stretches) -> Moments | None:
    """Return the moments of vectors where there are too many to compare a question with each."""
    if len(vectors) <= held.FEW:
        return None
    found = Moments.none(vectors.shape[1])
    for start in range(0, len(vectors), _TOGETHER):
        found += Moments.of_many(held.widened(vectors[start : start + _TOGETHER]))
    return found
