"""Unit vectors of one kind (paragraphs, windows or sentences) in FAISS, and to which passage each belongs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.model import Floats
from index.moments import Moments

FLAT_LIMIT = 100_000
"""Up to here every vector is compared: exact, 5 ms at most. Beyond, a graph: 0.7 ms, recall 0.989."""

_SCORED_AT_ONCE = 20_000
"""Up to here one pass over all vectors gives every cosine, which is less work than fetching some again."""

_LINKS, _EFFORT_BUILDING, _EFFORT = 32, 120, 128


def distinct(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return rows in order, each once. np.unique does the same and imports numpy.ma, 39 ms, for it."""
    ordered = np.sort(rows)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=-1))]


class Vectors:
    """Vectors of one kind, in the order of the passages' rows; `starts[row] : starts[row + 1]` are a row's.

    They are kept as float16, which is how the database keeps them: nothing is lost, half the memory.
    """

    def __init__(self, index: Any, starts: NDArray[np.int64], moments: Moments) -> None:
        self._index = index
        self.starts = starts
        self.moments = moments
        self._owner = np.repeat(np.arange(len(starts) - 1), np.diff(starts))

    @classmethod
    def build(cls, vectors: NDArray[np.float16], counts: NDArray[np.int64], dimensions: int) -> Vectors:
        """Build from vectors, (n, dimensions), of which row r owns the next `counts[r]`."""
        faiss.omp_set_num_threads(os.cpu_count() or 1)
        index = _empty(len(vectors), dimensions)
        moments = Moments.none(dimensions)
        for start in range(0, len(vectors), 10_000):
            some = vectors[start : start + 10_000].astype(np.float32)
            index.add(some)
            moments += Moments.of(some)
        return cls(index, np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), moments)

    @classmethod
    def open(cls, stem: Path) -> Vectors:
        """Read what `save` wrote; raises whatever a damaged file makes FAISS or numpy raise."""
        index = faiss.read_index(str(stem.with_suffix(".faiss")), faiss.IO_FLAG_MMAP_IFC)
        with np.load(stem.with_suffix(".npz")) as kept:
            moments = Moments(int(kept["count"]), kept["total"], kept["square"])
            found = cls(index, kept["starts"], moments)
        if index.ntotal != found.starts[-1] or index.ntotal != moments.count:
            raise ValueError(f"{stem.name} counts its vectors in two ways")
        return found

    def save(self, stem: Path) -> None:
        """Write the vectors and what belongs to them into two files beside each other."""
        faiss.write_index(self._index, str(stem.with_suffix(".faiss")))
        kept = self.moments
        np.savez(
            stem.with_suffix(".npz"),
            starts=self.starts,
            count=np.int64(kept.count),
            total=kept.total,
            square=kept.square,
        )

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def ask(self, question: Floats, limit: int) -> Answered:
        """Find the rows that own the `limit` vectors nearest to `question`, and score what is asked later."""
        if not len(self):
            return Answered(self, question, np.empty(0, np.int64), None)
        everything = len(self) <= _SCORED_AT_ONCE
        faiss.omp_set_num_threads(1)  # one question is not worth waking other threads
        cosines, found = self._index.search(
            question[None], len(self) if everything else min(limit, len(self))
        )
        best = found[0][:limit]
        known = None
        if everything:
            known = np.empty(len(self), np.float32)
            known[found[0]] = cosines[0]
        return Answered(self, question, distinct(self._owner[best[best >= 0]]), known)

    def of(self, rows: NDArray[np.int64]) -> tuple[Floats, NDArray[np.int64]]:
        """Return the vectors of `rows`, one row after the other, and where each row's begin (rows + 1)."""
        keys, starts = self.keys(rows)
        if not len(keys):
            return np.empty((0, self._index.d), np.float32), starts
        vectors: Floats = self._index.reconstruct_batch(keys)
        return vectors, starts

    def keys(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the places of the vectors of `rows`, and where each row's begin in them (rows + 1)."""
        counts = self.starts[rows + 1] - self.starts[rows]
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
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
        """Return the cosines of all vectors of `rows`, and where each row's begin in them (rows + 1)."""
        if self.known is None:
            found, starts = self.vectors.of(rows)
            return found @ self.question, starts
        keys, starts = self.vectors.keys(rows)
        return self.known[keys], starts


def _empty(count: int, dimensions: int) -> Any:
    if count <= FLAT_LIMIT:
        return faiss.IndexScalarQuantizer(
            dimensions, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
    make: Any = faiss.IndexHNSWSQ  # its type hints know another constructor
    graph = make(dimensions, faiss.ScalarQuantizer.QT_fp16, _LINKS, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efConstruction, graph.hnsw.efSearch = _EFFORT_BUILDING, _EFFORT
    return graph
