"""Which passages share words with a question, and how well: tantivy finds them, BM25 here scores them.

tantivy's own BM25 has its k1 fixed at 1.2 and knows one folder; here k1 can be chosen, and document
frequencies and lengths are those of all the partitions that are searched together.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np
import tantivy
from numpy.typing import NDArray

from index.arrays import read_array
from index.terms import pairs

_TEXT, _ROW = "words", "row"
_HEAP = 64_000_000
_FOLDER = "tantivy"
_ARRAYS: Final[Mapping[str, str]] = {"starts": "<i8", "keys": "<u4", "times": "<u2", "lengths": "<i4"}
"""Files of the counts, which are read where they are looked at."""

_SORTED = "sorted"
"""The file of all keys in order: how often one stands there, so many rows hold it."""

_SORTED_TOGETHER = 8_000_000
"""Keys sorted in memory together."""

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each row holds each term: row r has `keys[starts[r] : starts[r + 1]]`, `times` alike.

    Keys are 32-bit hashes of terms and pairs; `lengths` counts a row's terms, stop words left out.
    """

    starts: NDArray[np.int64]
    keys: NDArray[np.uint32]
    times: NDArray[np.uint16]
    lengths: NDArray[np.int32]

    @classmethod
    def of(cls, analysed: Sequence[Sequence[str]]) -> Counts:
        """Count the terms of texts, a row each; pairs of neighbours are counted with them."""
        each = [[*map(key, indexed(found))] for found in analysed]
        rows = np.repeat(np.arange(len(each), dtype=np.uint64), [len(found) for found in each])
        held = np.sort(rows << 32 | np.fromiter(chain.from_iterable(each), np.uint64))
        firsts = np.flatnonzero(np.diff(held, prepend=held[:1] + 1))
        entries = held[firsts]
        return cls(
            np.searchsorted(entries >> 32, np.arange(len(each) + 1, dtype=np.uint64)),
            (entries & 0xFFFFFFFF).astype(np.uint32),
            np.minimum(np.diff(firsts, append=len(held)), 65_535).astype(np.uint16),
            np.array([len(found) for found in analysed], np.int32),
        )

    @classmethod
    def joined(cls, parts: Sequence[Counts]) -> Counts:
        """Return the counts of all rows of `parts`, one after the other."""
        sizes = [np.empty(0, np.int64), *(np.diff(part.starts) for part in parts)]
        return cls(
            np.concatenate([[0], np.cumsum(np.concatenate(sizes))]).astype(np.int64),
            np.concatenate([np.empty(0, np.uint32), *(part.keys for part in parts)]),
            np.concatenate([np.empty(0, np.uint16), *(part.times for part in parts)]),
            np.concatenate([np.empty(0, np.int32), *(part.lengths for part in parts)]),
        )

    def table(self, rows: Rows, wanted: Sequence[int]) -> NDArray[np.float32]:
        """Return how often each of `rows` holds each of the `wanted` keys: (rows, wanted)."""
        sizes = self.starts[rows + 1] - self.starts[rows]
        ends = np.cumsum(sizes)
        where = np.arange(ends[-1] if len(ends) else 0) + np.repeat(self.starts[rows] - (ends - sizes), sizes)
        keys, found = self.keys[where], np.zeros((len(rows), len(wanted)), np.float32)
        for column, term in enumerate(wanted):
            hits = np.flatnonzero(keys == term)
            found[np.searchsorted(ends, hits, side="right"), column] = self.times[where[hits]]
        return found


class Words:
    """The words of a partition's passages; without a searcher (a small one) every row is looked at.

    `ordered` are the keys of all rows in order.
    """

    def __init__(
        self, counts: Counts, searcher: tantivy.Searcher | None, ordered: NDArray[np.uint32] | None = None
    ) -> None:
        self.counts = counts
        self._searcher = searcher
        self._ordered = ordered

    @classmethod
    def few(cls, counts: Counts) -> Words:
        """Search the words of few passages, by looking at every row."""
        return cls(counts, None)

    @classmethod
    def open(cls, folder: Path) -> Words:
        """Read what `build` wrote; raises whatever a damaged file makes tantivy or numpy raise."""
        arrays: dict[str, Any] = {
            name: read_array(folder / name, np.dtype(of)) for name, of in _ARRAYS.items()
        }
        counts = Counts(**arrays)
        index = tantivy.Index.open(str(folder / _FOLDER))
        searcher = index.searcher()
        told = {searcher.num_docs, len(counts.lengths), len(counts.starts) - 1}
        if len(told) != 1 or not counts.starts[-1] == len(counts.keys) == len(counts.times):
            raise ValueError(f"{folder.name} counts its passages in two ways")
        ordered = read_array(folder / _SORTED, np.dtype("<u4"))
        if len(ordered) != len(counts.keys):
            raise ValueError(f"{folder.name} counts its terms in two ways")
        return cls(counts, searcher, ordered)

    def __len__(self) -> int:
        return len(self.counts.lengths)

    def matching(self, wanted: Sequence[str], limit: int) -> Rows:
        """Return the rows that hold any of the terms, the `limit` best by tantivy's BM25."""
        if self._searcher is None:
            rows = np.arange(len(self))
            return np.flatnonzero(self.counts.table(rows, [key(term) for term in wanted]).any(1))
        if not wanted:
            return np.empty(0, np.int64)
        schema = _schema()
        any_of = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.term_query(schema, _TEXT, term)) for term in wanted]
        )
        found = [address for _, address in self._searcher.search(any_of, limit, count=False).hits]
        rows = np.array(self._searcher.fast_field_values(_ROW, found), np.int64)
        return np.sort(rows)

    def frequencies(self, wanted: Sequence[str]) -> NDArray[np.int64]:
        """Return how many rows hold each of the terms."""
        keys = [key(term) for term in wanted]
        if self._ordered is None:
            table = self.counts.table(np.arange(len(self)), keys)
            held: NDArray[np.int64] = np.count_nonzero(table, axis=0)
            return held
        asked = np.array(keys, np.uint32)
        first, last = (np.searchsorted(self._ordered, asked, side) for side in ("left", "right"))
        return (last - first).astype(np.int64)


class WordsWriter:
    """Writes the words of many passages into `folder`, with tantivy's index, some at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / _FOLDER).mkdir(parents=True)
        self._files = {name: (folder / name).open("wb") for name in _ARRAYS}
        self._writer = tantivy.Index(_schema(), path=str(folder / _FOLDER)).writer(_HEAP, num_threads=1)
        self._rows, self._end = 0, 0
        self._write("starts", np.zeros(1, np.int64))

    def add(self, analysed: Sequence[Sequence[str]], counts: Counts) -> None:
        """Add rows, by their terms in order and the counts of these."""
        for row, found in enumerate(analysed, start=self._rows):
            document = tantivy.Document(words=" ".join(found))
            document.add_unsigned(_ROW, row)  # the constructor would make it a signed one
            self._writer.add_document(document)
        self._write("starts", counts.starts[1:] + self._end)
        self._write("keys", counts.keys)
        self._write("times", counts.times)
        self._write("lengths", counts.lengths)
        self._rows += len(analysed)
        self._end += len(counts.keys)

    def close(self) -> None:
        """Finish the files."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        self.let_go()
        keys = read_array(self._folder / "keys", np.dtype("<u4"))
        parts = 1 + len(keys) // _SORTED_TOGETHER
        width = 2**32 // parts + 1
        with (self._folder / _SORTED).open("wb") as file:
            for part in range(parts):
                file.write(np.sort(keys[keys // np.uint32(width) == part] if parts > 1 else keys).tobytes())

    def let_go(self) -> None:
        """Close the files, finished or not."""
        for file in self._files.values():
            file.close()

    def _write(self, name: str, array: NDArray[Any]) -> None:
        self._files[name].write(array.astype(_ARRAYS[name]).tobytes())


def indexed(found: Sequence[str]) -> list[str]:
    """Return what is counted of a text whose terms are `found`: these, and each two neighbours as one."""
    return [*found, *pairs(list(found))]


def key(term: str) -> int:
    """Return the hash under which a term is counted."""
    return zlib.crc32(term.encode("utf-8"))


def bm25(
    table: NDArray[np.float32],
    lengths: NDArray[np.int32],
    mean_length: float,
    inverse: NDArray[np.float64],
    *,
    k1: float,
    b: float,
) -> NDArray[np.float64]:
    """Return BM25 of rows from their term counts (rows, terms), with each term's weight `inverse`."""
    norm = k1 * (1 - b + b * lengths / max(mean_length, 1e-9))
    parts: NDArray[np.float64] = table * (k1 + 1) / (table + norm[:, None])
    return parts @ inverse


def inverse_frequency(passages: int, frequencies: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return each term's idf, ln(1 + (N − df + ½) / (df + ½)); never negative."""
    found: NDArray[np.float64] = np.log1p((passages - frequencies + 0.5) / (frequencies + 0.5))
    return found


@cache
def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(_TEXT, stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field(_ROW, stored=False, indexed=False, fast=True)
    return builder.build()
