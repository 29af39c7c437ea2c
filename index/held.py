"""How vectors are held: few as they are, to be compared one and all; many in FAISS.

Up to `FLAT_LIMIT` both keep float16, which is how the database keeps them: nothing is lost, half the memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import faiss
import numpy as np
from numpy.typing import NDArray

from index.durable import reserve
from index.model import Floats, Halves

FEW = 2_000
"""Up to here vectors are held as they are, compared one and all within a millisecond, without anything beside
them. Beyond, their moments are kept: FAISS compares all, but to hand every cosine out it sorts them first."""

FLAT_LIMIT = 100_000
"""Up to here every vector is compared: exact, 5 ms at most. Beyond, those of the nearest clusters alone.

150,000 vectors are put into clusters in 2 s of the processor, where a graph takes 150; recall@12 is 0.998.
In clusters a number has eight bits, from the least to the largest of its dimension; cosines are off by 0.001.
"""

_LISTS = ".lists"
_AT_ONCE = 100_000  # vectors put into clusters in memory; of more, such parts are merged on disk
_CLUSTERS_LOOKED_AT = 96
_A_CLUSTER, _ROUNDS = 20, 5  # vectors of a sample, for each cluster, by which they are found, and how often
_DECODED = 500  # vectors widened together, so that they stay in the processor's cache
_WIDENED = 10_000  # vectors widened together where they are only passed on


class Stretches(Protocol):
    """Vectors in float16, (n, dimensions), of which any stretch can be had: an array, or a file."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Return how many there are, and of how many dimensions."""

    def __len__(self) -> int:
        """Return how many there are."""

    def __getitem__(self, some: slice, /) -> Halves:
        """Return some of them."""


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
    def of(cls, vectors: Stretches) -> Many:
        """Build an index over vectors, (n, dimensions), which are read some at a time."""
        faiss.omp_set_num_threads(1)
        index = _empty(vectors)
        for start in range(0, len(vectors), _WIDENED):
            index.add(widened(vectors[start : start + _WIDENED]))
        if isinstance(index, faiss.IndexIVF):
            index.make_direct_map()  # for `at`
        return cls(index)

    @classmethod
    def write(cls, file: Path, vectors: Stretches) -> None:
        """Build an index over vectors and write it; of many, memory holds a part. Raises OSError.

        What clusters hold is then in a second file beside the first, `.lists`.
        """
        if len(vectors) <= max(FLAT_LIMIT, _AT_ONCE):
            _write(cls.of(vectors).index, file)
            return
        faiss.omp_set_num_threads(1)
        index: Any = _empty(vectors)
        parts: list[Path] = []
        for first in range(0, len(vectors), _AT_ONCE):
            last = min(first + _AT_ONCE, len(vectors))
            part = faiss.clone_index(index)
            for start in range(first, last, _WIDENED):
                end = min(start + _WIDENED, last)
                part.add_with_ids(widened(vectors[start:end]), np.arange(start, end))
            parts.append(file.with_suffix(f".{len(parts)}"))
            _write(part, parts[-1])
            del part
        _merge(index, parts, file.with_suffix(_LISTS))
        _write(index, file)

    @classmethod
    def open(cls, file: Path) -> Many:
        """Open what `write` wrote, without reading it; raises whatever a damaged file makes FAISS raise."""
        apart = file.with_suffix(_LISTS)
        if not apart.exists():
            return cls(faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC))
        index: Any = faiss.read_index(str(file), faiss.IO_FLAG_SKIP_IVF_DATA)
        lists: Any = faiss.downcast_InvertedLists(index.invlists)
        lists.filename, lists.read_only = str(apart), True  # wherever the folder is now
        lists.do_mmap()
        return cls(index)

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


def _empty(vectors: Stretches) -> Any:
    """Return an index that holds none of the vectors yet, of the sort that so many need."""
    return _flat(vectors.shape[1]) if len(vectors) <= FLAT_LIMIT else _clustered(vectors)


def _flat(dimensions: int) -> Any:
    return faiss.IndexScalarQuantizer(dimensions, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)


_codec = cache(_flat)
"""An index that stays empty, for its way of writing numbers."""


def _clustered(vectors: Stretches) -> Any:
    """Return an empty index with the clusters of a sample of the vectors: of the same ones, the same."""
    count, dimensions = vectors.shape
    clusters = int(2 * count**0.5)
    make: Any = faiss.IndexIVFScalarQuantizer  # its type hints know another constructor
    index = make(
        faiss.IndexFlatIP(dimensions), dimensions, clusters, faiss.ScalarQuantizer.QT_8bit,
        faiss.METRIC_INNER_PRODUCT, False,
    )  # fmt: skip
    index.cp.niter, index.cp.max_points_per_centroid = _ROUNDS, _A_CLUSTER
    index.cp.min_points_per_centroid = 1
    index.sq.rangestat_arg = 0.1  # beyond what a sample's numbers reach
    index.train(_sample(vectors, max(1, count // (_A_CLUSTER * clusters))))
    index.nprobe = _CLUSTERS_LOOKED_AT
    return index


def _sample(vectors: Stretches, every: int) -> Floats:
    """Return one vector of `every` so many, and hold no others meanwhile."""
    starts = range(0, len(vectors), _WIDENED * every)
    return np.concatenate([widened(vectors[start : start + _WIDENED * every : every]) for start in starts])


def _write(index: Any, file: Path) -> None:
    """Write an index into a file, by Python: FAISS has errors of its own, and none for what it closes with.

    Raises OSError.
    """
    library: Any = faiss  # its type hints leave this out
    with file.open("wb") as opened:
        faiss.write_index(index, library.PyCallbackIOWriter(opened.write))


def _merge(index: Any, parts: Sequence[Path], file: Path) -> None:
    """Put what the clusters of parts hold into a file, which `index` then reads; the parts are deleted.

    As in faiss.contrib.ondisk, which never lets go of the parts. FAISS writes to that file as memory, and
    makes it anew: that there is room is seen before. Raises OSError.
    """
    reserve(file, sum(path.stat().st_size for path in parts))
    library: Any = faiss  # its type hints leave this out
    opened = [library.read_index(str(part), faiss.IO_FLAG_MMAP) for part in parts]
    lists = library.InvertedListsPtrVector()
    for part in opened:
        lists.push_back(part.invlists)
    merged = library.OnDiskInvertedLists(index.nlist, index.code_size, str(file))
    index.ntotal = merged.merge_from_multiple(lists.data(), lists.size(), False)
    index.replace_invlists(merged, True)
    merged.this.disown()
    del opened, part
    index.make_direct_map()
    for path in parts:
        path.unlink()
