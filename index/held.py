"""How vectors are held: few as they are, to be compared one and all; many in FAISS.

Both keep float16, which is how the database keeps them: nothing is lost, half the memory.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import faiss
import numpy as np
from numpy.typing import NDArray

from index.model import Floats

FEW = 2_000
"""Up to here vectors are held as they are, compared one and all within a millisecond, without anything beside
them. Beyond, their moments are kept: FAISS compares all, but to hand every cosine out it sorts them first."""

FLAT_LIMIT = 100_000
"""Up to here every vector is compared: exact, 5 ms at most. Beyond, those of the nearest clusters alone.

150,000 vectors are put into clusters in 5 s of the processor, where a graph takes 150; recall@12 is 0.995.
"""

_CLUSTERS_LOOKED_AT = 96
_A_CLUSTER = 40  # vectors of a sample, for each cluster, by which the clusters are found
_DECODED = 500  # vectors widened together, so that they stay in the processor's cache

Halves = NDArray[np.float16]


class Held(Protocol):
    """Vectors in their order; what a question's cosines with them are."""

    def __len__(self) -> int:
        """Return how many there are."""

    def cosines(self, question: Floats) -> Floats:
        """Return the cosine of every vector."""

    def nearest(self, question: Floats, limit: int) -> NDArray[np.int64]:
        """Return the places of at most `limit` vectors, those nearest to the question."""

    def cosines_at(self, question: Floats, places: NDArray[np.int64]) -> Floats:
        """Return the cosines of the vectors at these places, which rise."""

    def at(self, places: NDArray[np.int64]) -> Floats:
        """Return the vectors at these places: (places, dimensions)."""


class Few:
    """Vectors as an array (n, dimensions): a stretch of what several small partitions keep together."""

    def __init__(self, halves: Halves) -> None:
        self._halves = halves

    def __len__(self) -> int:
        return len(self._halves)

    def cosines(self, question: Floats) -> Floats:
        """Return the cosine of every vector."""
        found = np.empty(len(self), np.float32)
        for start in range(0, len(self), _DECODED):
            found[start : start + _DECODED] = widened(self._halves[start : start + _DECODED]) @ question
        return found

    def nearest(self, question: Floats, limit: int) -> NDArray[np.int64]:
        """Return the places of at most `limit` vectors, those nearest to the question."""
        return best(self.cosines(question), limit)

    def cosines_at(self, question: Floats, places: NDArray[np.int64]) -> Floats:
        """Return the cosines of the vectors at these places, which rise."""
        return self.at(places) @ question

    def at(self, places: NDArray[np.int64]) -> Floats:
        """Return the vectors at these places: (places, dimensions)."""
        return widened(self._halves[places])


class Many:
    """Vectors in a FAISS index."""

    def __init__(self, index: Any) -> None:
        self.index = index

    @classmethod
    def of(cls, halves: Halves) -> Many:
        """Build an index over vectors, (n, dimensions), which are read some at a time."""
        faiss.omp_set_num_threads(os.cpu_count() or 1)
        flat = len(halves) <= FLAT_LIMIT
        index = _flat(halves.shape[1]) if flat else _clustered(halves)
        for start in range(0, len(halves), 10_000):
            index.add(widened(halves[start : start + 10_000]))
        if not flat:
            index.make_direct_map()  # for `at`
        return cls(index)

    @classmethod
    def open(cls, file: Path) -> Many:
        """Open what `save` wrote, without reading it; raises whatever a damaged file makes FAISS raise."""
        return cls(faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC))

    def save(self, file: Path) -> None:
        """Write the index."""
        faiss.write_index(self.index, str(file))

    def __len__(self) -> int:
        return int(self.index.ntotal)

    def cosines(self, question: Floats) -> Floats:
        """Return the cosine of every vector."""
        faiss.omp_set_num_threads(1)  # one question is not worth waking other threads
        cosines, places = self.index.search(question[None], len(self))
        found = np.empty(len(self), np.float32)
        found[places[0]] = cosines[0]
        return found

    def nearest(self, question: Floats, limit: int) -> NDArray[np.int64]:
        """Return the places of at most `limit` vectors, those nearest to the question."""
        faiss.omp_set_num_threads(1)
        _, places = self.index.search(question[None], min(limit, len(self)))
        found: NDArray[np.int64] = places[0][places[0] >= 0]
        return found

    def cosines_at(self, question: Floats, places: NDArray[np.int64]) -> Floats:
        """Return the cosines of the vectors at these places, which rise; where FAISS can, undecoded."""
        if not len(places) or not isinstance(self.index, faiss.IndexScalarQuantizer):
            return self.at(places) @ question  # in clusters, a search looks at some of them only
        faiss.omp_set_num_threads(1)
        marked = np.zeros(len(self), np.bool_)
        marked[places] = True
        bits = np.packbits(marked, bitorder="little")
        parameters: Any = faiss.SearchParameters  # its type hints know no selector
        chosen = parameters(sel=faiss.IDSelectorBitmap(len(self), faiss.swig_ptr(bits)))
        cosines, order = self.index.search(question[None], len(places), params=chosen)
        found = np.empty(len(places), np.float32)
        found[np.searchsorted(places, order[0])] = cosines[0]
        return found

    def at(self, places: NDArray[np.int64]) -> Floats:
        """Return the vectors at these places: (places, dimensions)."""
        if not len(places):
            return np.empty((0, self.index.d), np.float32)
        found: Floats = self.index.reconstruct_batch(places)
        return found


def widened(halves: Halves) -> Floats:
    """Return float16 as float32; FAISS does it ten times as fast as numpy."""
    found = np.empty(halves.shape, np.float32)
    if len(halves):
        _codec(halves.shape[1]).sa_decode(np.ascontiguousarray(halves).view(np.uint8), found)
    return found


def best(cosines: Floats, limit: int) -> NDArray[np.int64]:
    """Return the places of the `limit` highest cosines, in no order."""
    if len(cosines) <= limit:
        return np.arange(len(cosines))
    if limit <= 0:
        return np.empty(0, np.int64)
    return np.argpartition(-cosines, limit - 1)[:limit]


def _flat(dimensions: int) -> Any:
    return faiss.IndexScalarQuantizer(dimensions, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)


_codec = cache(_flat)
"""An index that stays empty, for its way of writing numbers."""


def _clustered(halves: Halves) -> Any:
    """Return an empty index with the clusters of a sample of the vectors: of the same ones, the same."""
    count, dimensions = halves.shape
    clusters = int(2 * count**0.5)
    make: Any = faiss.IndexIVFScalarQuantizer  # its type hints know another constructor
    index = make(
        faiss.IndexFlatIP(dimensions), dimensions, clusters, faiss.ScalarQuantizer.QT_fp16,
        faiss.METRIC_INNER_PRODUCT, False,
    )  # fmt: skip
    index.cp.niter, index.cp.max_points_per_centroid, index.cp.min_points_per_centroid = 8, _A_CLUSTER, 1
    index.train(widened(halves[:: max(1, count // (_A_CLUSTER * clusters))]))
    index.nprobe = _CLUSTERS_LOOKED_AT
    return index
