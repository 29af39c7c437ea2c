"""Partitions in this process, as a search asks them: counted and scored without any I/O."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.asked import Asked, Counted, Doubles, Scored
from index.partition import Live, PartitionKey
from index.vectors import Answered, distinct
from index.words import bm25, key


class Partitions:
    """Partitions that are searched together, each with its key; see `asked.Searched`."""

    def __init__(self, partitions: Iterable[tuple[PartitionKey, Live]]) -> None:
        self._partitions = tuple(partitions)

    def counted(self, wanted: Sequence[str]) -> Counted:
        """Count the passages, and those that hold each of the terms."""
        frequencies = np.zeros(len(wanted), np.int64)
        for _, live in self._partitions:
            frequencies += _frequencies(live, wanted)
        lives = [live for _, live in self._partitions]
        return Counted(sum(live.count for live in lives), sum(live.length for live in lives), frequencies)

    def scored(self, asked: Asked) -> Sequence[Scored]:
        """Return the candidates of each partition."""
        return [_scored(pkey, live, asked) for pkey, live in self._partitions]


def _frequencies(live: Live, wanted: Sequence[str]) -> NDArray[np.int64]:
    """Return how many live passages hold each term."""
    found = live.partition.words.frequencies(wanted)
    if live.gone:
        dead = np.flatnonzero(~live.alive)
        found = found - (live.partition.words.counts.table(dead, [key(term) for term in wanted]) > 0).sum(0)
    return found


def _scored(pkey: PartitionKey, live: Live, asked: Asked) -> Scored:
    weights, partition = asked.weights, live.partition
    matches = live.select(partition.words.matching(asked.terms, weights.matches + live.gone))
    by_words = _bm25(live, matches, asked)
    nearest = _nearest(live, asked)
    rows = _candidates(live, nearest, matches, by_words, weights.candidates)
    # matching() gives at most so many; fewer are all, and a row that is not among them shares no word
    complete = len(matches) < weights.matches
    of_rows = _looked_up(rows, matches, by_words) if complete else _bm25(live, rows, asked)
    whole, window, sentence = (answered.scores(rows) for answered in nearest)
    of_whole, of_window, of_sentence = (
        answered.sums(live.alive, moments) for answered, moments in zip(nearest, live.moments, strict=True)
    )
    return Scored(
        pkey=pkey,
        numbers=partition.numbers[rows],
        spans=partition.spans[rows],
        units=(whole, window, sentence),
        words=of_rows,
        matches=by_words,
        sums=(of_whole, of_window, of_sentence),
    )


def _bm25(live: Live, rows: NDArray[np.int64], asked: Asked) -> Doubles:
    counts, weights = live.partition.words.counts, asked.weights
    table, lengths = counts.table(rows, asked.keys), counts.lengths[rows]
    return bm25(table, lengths, asked.mean_length, asked.inverse, k1=weights.k1, b=weights.b)


def _looked_up(rows: NDArray[np.int64], matches: NDArray[np.int64], by_words: Doubles) -> Doubles:
    """Return BM25 of `rows`, given that of all rows that share a word with the question, in order."""
    found = np.zeros(len(rows))
    if len(matches):
        at = np.minimum(np.searchsorted(matches, rows), len(matches) - 1)
        there = matches[at] == rows
        found[there] = by_words[at[there]]
    return found


def _nearest(live: Live, asked: Asked) -> list[Answered]:
    """Ask the vectors of each kind."""
    found = []
    for kind in live.partition.vectors:
        # Rows that are gone may stand before those that are wanted.
        extra = 2 * live.gone * len(kind) // max(1, len(live.alive))
        found.append(kind.ask(asked.vector, asked.weights.candidates + extra))
    return found


def _candidates(
    live: Live, nearest: Sequence[Answered], matches: NDArray[np.int64], by_words: Doubles, limit: int
) -> NDArray[np.int64]:
    """Return the rows worth scoring in full: the best by each kind of score."""
    best = [matches[np.argsort(-by_words, kind="stable")[:limit]]]
    best += [live.select(answered.nearest) for answered in nearest]
    return distinct(np.concatenate(best))
