"""Find passages for a question in partitions of an index: several kinds of score, fused. No I/O here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.model import PassageKind
from index.model import Floats, Hit, Weights
from index.moments import spread
from index.partition import PASSAGE, SENTENCE, WINDOW, Live, PartitionKey
from index.terms import pairs, terms
from index.vectors import Answered, distinct
from index.words import bm25, inverse_frequency, key

_POPULATION = 1000
"""BM25's mean and spread are over as many passages at most, so that they mean the same in large corpora."""

_LEAST_BM25_SPREAD = 0.25

Doubles = NDArray[np.float64]
Limits = Mapping[PassageKind, int]
"""How many hits of each kind are wanted."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: hits, best first, and what its words are worth in the scopes searched."""

    terms: tuple[str, ...]
    hits: tuple[Hit, ...]
    passages: int
    frequencies: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question: its vector, its terms and pairs of terms (each once), and their weights in BM25."""

    vector: Floats
    terms: tuple[str, ...]
    keys: tuple[int, ...]
    inverse: Doubles
    mean_length: float
    weights: Weights


@dataclass(frozen=True, slots=True)
class _Scored:
    """Candidates of one partition: rows, cosines by kind, BM25, and the cosines of their single units."""

    pkey: PartitionKey
    live: Live
    nearest: Sequence[Answered]
    rows: NDArray[np.int64]
    kinds: tuple[Doubles, Doubles, Doubles]
    words: Doubles
    units: tuple[tuple[Floats, NDArray[np.int64]], ...]


def search(
    question: str,
    vector: Floats,
    partitions: Sequence[tuple[PartitionKey, Live]],
    limits: Limits,
    weights: Weights,
) -> Found:
    """Return the passages of `partitions` (each with its key) that answer `question` best, best first."""
    single = tuple(dict.fromkeys(terms(question)))
    wanted = tuple(dict.fromkeys([*single, *pairs(terms(question))]))
    lives = [live for _, live in partitions]
    count = sum(live.count for live in lives)
    frequencies = np.zeros(len(wanted), np.int64)
    for live in lives:
        frequencies += _frequencies(live, wanted)
    if not count:
        return Found(single, (), 0, dict.fromkeys(single, 0))
    inverse = inverse_frequency(count, frequencies)
    inverse[len(single) :] *= weights.pairs
    mean_length = sum(live.length for live in lives) / count
    keys = tuple(key(term) for term in wanted)
    asked = _Asked(vector, wanted, keys, inverse, mean_length, weights)
    scored, of_matches = [], []
    for pkey, live in partitions:
        matches = live.select(live.partition.words.matching(single, weights.matches + live.gone))
        by_words = _bm25(live, matches, asked)
        of_matches.append(by_words)
        nearest = _nearest(live, asked)
        rows = _candidates(live, nearest, matches, by_words, weights.candidates)
        # matching() gives at most so many; fewer are all, and a row that is not among them shares no word
        complete = len(matches) < weights.matches
        of_rows = _looked_up(rows, matches, by_words) if complete else _bm25(live, rows, asked)
        scored.append(_score(pkey, live, nearest, rows, of_rows))
    spreads = [_spread(scored, kind) for kind in range(3)]
    hits = _hits(scored, spreads, _bm25_spread(np.concatenate(of_matches), count), weights, limits)
    return Found(single, hits, count, dict(zip(single, frequencies.tolist(), strict=False)))


def _frequencies(live: Live, wanted: Sequence[str]) -> NDArray[np.int64]:
    """Return how many live passages hold each term."""
    found = live.partition.words.frequencies(wanted)
    if live.gone:
        dead = np.flatnonzero(~live.alive)
        found = found - (live.partition.words.counts.table(dead, [key(term) for term in wanted]) > 0).sum(0)
    return found


def _bm25(live: Live, rows: NDArray[np.int64], asked: _Asked) -> Doubles:
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


def _nearest(live: Live, asked: _Asked) -> list[Answered]:
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


def _score(
    pkey: PartitionKey, live: Live, nearest: Sequence[Answered], rows: NDArray[np.int64], by_words: Doubles
) -> _Scored:
    """Score `rows` exactly in every way; a kind that a passage has no unit of is the passage itself."""
    units = tuple(answered.scores(rows) for answered in nearest)
    whole = units[PASSAGE][0].astype(np.float64)
    best = [whole, whole.copy(), whole.copy()]
    for kind in (WINDOW, SENTENCE):
        cosines, starts = units[kind]
        some = np.flatnonzero(np.diff(starts))
        if len(some):
            best[kind][some] = np.maximum.reduceat(cosines, starts[some])
    return _Scored(pkey, live, nearest, rows, (best[0], best[1], best[2]), by_words, units)


def _spread(scored: Sequence[_Scored], kind: int) -> tuple[float, float]:
    """Return mean and spread of the question's cosines with all live vectors of a kind."""
    if sum(one.live.units_of[kind] for one in scored) < 2 and kind != PASSAGE:
        return _spread(scored, PASSAGE)
    return spread([one.nearest[kind].sums(one.live.alive, one.live.moments[kind]) for one in scored])


def _bm25_spread(found: Doubles, count: int) -> tuple[float, float]:
    """Return mean and spread of BM25 over the passages; those that share no word with the question have 0."""
    population = min(max(count, len(found)), _POPULATION)
    best = np.sort(found)[::-1][:population]
    mean = float(best.sum()) / population
    variance = float((best**2).sum()) / population - mean * mean
    return mean, max(variance, _LEAST_BM25_SPREAD**2) ** 0.5


def _hits(
    scored: Sequence[_Scored],
    spreads: Sequence[tuple[float, float]],
    by_words: tuple[float, float],
    weights: Weights,
    limits: Limits,
) -> tuple[Hit, ...]:
    """Fuse the scores and return the best hits; equal scores in the order of passage numbers."""
    kinds = [np.concatenate([one.kinds[kind] for one in scored]) for kind in range(3)]
    z = [(cosines - mean) / spread for cosines, (mean, spread) in zip(kinds, spreads, strict=True)]
    words = np.concatenate([one.words for one in scored])
    words_z = (words - by_words[0]) / by_words[1]
    dense = weights.paragraph * z[PASSAGE] + weights.sentence * z[SENTENCE] + weights.window * z[WINDOW]
    total = weights.dense * dense + weights.words * words_z
    numbers = np.concatenate([one.live.partition.numbers[one.rows] for one in scored])
    owners = np.repeat(np.arange(len(scored)), [len(one.rows) for one in scored])
    firsts = np.concatenate([np.arange(len(one.rows)) for one in scored])
    kept = dict(limits)
    order = []
    for at in np.lexsort((numbers, -total)).tolist():
        kind = scored[owners[at]].pkey.kind
        if kept[kind]:
            kept[kind] -= 1
            order.append(at)
    return tuple(
        Hit(
            number=int(numbers[at]),
            kind=scored[owners[at]].pkey.kind,
            scope=scored[owners[at]].pkey.scope,
            score=float(total[at]),
            paragraph=float(kinds[PASSAGE][at]),
            sentence=float(kinds[SENTENCE][at]),
            window=float(kinds[WINDOW][at]),
            bm25=float(words[at]),
            paragraph_z=float(z[PASSAGE][at]),
            sentence_z=float(z[SENTENCE][at]),
            window_z=float(z[WINDOW][at]),
            bm25_z=float(words_z[at]),
            sentences=_cosines(scored[owners[at]], int(firsts[at]), SENTENCE),
            windows=_cosines(scored[owners[at]], int(firsts[at]), WINDOW),
        )
        for at in order
    )


def _cosines(one: _Scored, at: int, kind: int) -> tuple[float, ...]:
    """Return the cosine of every sentence (or window) of a candidate; its own where they were not kept."""
    cosines, starts = one.units[kind]
    found = cosines[starts[at] : starts[at + 1]].tolist()
    spans = int(one.live.partition.spans[one.rows[at]])
    wanted = spans if kind == SENTENCE else max(0, spans - 1)
    return tuple(found) if len(found) == wanted else (float(one.kinds[PASSAGE][at]),) * wanted
