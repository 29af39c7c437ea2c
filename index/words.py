"""Which passages share words with a question, and how well: tantivy finds them, BM25 here scores them.

tantivy's own BM25 has its k1 fixed at 1.2 and knows one folder; here k1 can be chosen, and document
frequencies and lengths are those of all the partitions that are searched together.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray

from index.terms import pairs

_TEXT, _ROW = "words", "row"
_HEAP = 64_000_000
_COUNTS, _FOLDER = "counts.npz", "tantivy"
_ARRAYS = ("starts", "keys", "times", "lengths")

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
    """The words of a partition's passages; without a searcher (a small one) every row is looked at."""

    def __init__(self, counts: Counts, searcher: tantivy.Searcher | None) -> None:
        self.counts = counts
        self._searcher = searcher

    @classmethod
    def few(cls, counts: Counts) -> Words:
        """Search the words of few passages, by looking at every row."""
        return cls(counts, None)

    @classmethod
    def open(cls, folder: Path) -> Words:
        """Read what `build` wrote; raises whatever a damaged file makes tantivy or numpy raise."""
        with np.load(folder / _COUNTS) as kept:
            counts = Counts(*(kept[name] for name in _ARRAYS))
        index = tantivy.Index.open(str(folder / _FOLDER))
        searcher = index.searcher()
        if searcher.num_docs != len(counts.lengths):
            raise ValueError(f"{folder.name} counts its passages in two ways")
        return cls(counts, searcher)

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
        if self._searcher is None:
            table = self.counts.table(np.arange(len(self)), [key(term) for term in wanted])
            held: NDArray[np.int64] = np.count_nonzero(table, axis=0)
            return held
        return np.array([self._searcher.doc_freq(_TEXT, term) for term in wanted], np.int64)


class WordsWriter:
    """Writes the words of many passages into `folder`, with tantivy's index, some at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: list[Counts] = []
        (folder / _FOLDER).mkdir(parents=True)
        self._writer = tantivy.Index(_schema(), path=str(folder / _FOLDER)).writer(_HEAP, num_threads=1)
        self._rows = 0

    def add(self, analysed: Sequence[Sequence[str]], counts: Counts) -> None:
        """Add rows, by their terms in order and the counts of these."""
        for row, found in enumerate(analysed, start=self._rows):
            document = tantivy.Document(words=" ".join(indexed(found)))
            document.add_unsigned(_ROW, row)  # the constructor would make it a signed one
            self._writer.add_document(document)
        self._rows += len(analysed)
        self._parts.append(counts)

    def close(self) -> None:
        """Finish the files."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        counts = Counts.joined(self._parts)
        np.savez(
            self._folder / _COUNTS,
            allow_pickle=False,
            **{name: getattr(counts, name) for name in _ARRAYS},
        )


def indexed(found: Sequence[str]) -> list[str]:
    """Return what is indexed of a text whose terms are `found`: these, and each two neighbours as one."""
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
