"""Find passages for a question in an index: several kinds of score, fused. No I/O here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.model import PassageKind
from index.asked import Asked, Doubles, Scored, Searched
from index.embedding.tokens import TokenVectors
from index.model import Floats, Hit, Search, Weights
from index.moments import spread
from index.partition import PASSAGE, SENTENCE, WINDOW
from index.terms import pairs, terms
from index.words import inverse_frequency, key

_POPULATION = 1000
"""BM25's mean and spread are over as many passages at most, so that they mean the same in large corpora."""

_LEAST_BM25_SPREAD = 0.25

Limits = Mapping[PassageKind, int]
"""How many hits of each kind are wanted."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: hits, best first, and what its words are worth in the scopes searched."""

    terms: tuple[str, ...]
    hits: tuple[Hit, ...]
    passages: int
    frequencies: dict[str, int]

    def of(
        self,
        question: str,
        scopes: tuple[str, ...],
        vector: Floats,
        tokens: TokenVectors,
        *,
        revision: int,
        generation: str,
    ) -> Search:
        """Return it as the answer of an index to a question."""
        return Search(
            question=question,
            scopes=scopes,
            vector=vector,
            tokens=tokens,
            terms=self.terms,
            hits=self.hits,
            passages=self.passages,
            frequencies=self.frequencies,
            revision=revision,
            generation=generation,
        )


def search(
    question: str,
    vector: Floats,
    searched: Searched,
    limits: Limits,
    weights: Weights,
) -> Found:
    """Return the passages of `searched` that answer `question` best, best first."""
    single = tuple(dict.fromkeys(terms(question)))
    wanted = tuple(dict.fromkeys([*single, *pairs(terms(question))]))
    counted = searched.counted(wanted)
    if not counted.passages:
        return Found(single, (), 0, dict.fromkeys(single, 0))
    inverse = inverse_frequency(counted.passages, counted.frequencies)
    inverse[len(single) :] *= weights.pairs
    keys = tuple(key(term) for term in wanted)
    asked = Asked(vector, single, keys, inverse, counted.length / counted.passages, weights)
    scored = searched.scored(asked)
    spreads = [_spread(scored, kind) for kind in range(3)]
    of_matches = np.concatenate([one.matches for one in scored])
    hits = _hits(scored, spreads, _bm25_spread(of_matches, counted.passages), weights, limits)
    return Found(
        single, hits, counted.passages, dict(zip(single, counted.frequencies.tolist(), strict=False))
    )


def _kinds(one: Scored) -> tuple[Doubles, Doubles, Doubles]:
    """Return the best cosine of each kind; a kind that a passage has no unit of is the passage itself."""
    whole = one.units[PASSAGE][0].astype(np.float64)
    best = (whole, whole.copy(), whole.copy())
    for kind in (WINDOW, SENTENCE):
        cosines, starts = one.units[kind]
        some = np.flatnonzero(np.diff(starts))
        if len(some):
            best[kind][some] = np.maximum.reduceat(cosines, starts[some])
    return best


def _spread(scored: Sequence[Scored], kind: int) -> tuple[float, float]:
    """Return mean and spread of the question's cosines with all live vectors of a kind."""
    if sum(one.sums[kind].count for one in scored) < 2 and kind != PASSAGE:
        return _spread(scored, PASSAGE)
    return spread([one.sums[kind] for one in scored])


def _bm25_spread(found: Doubles, count: int) -> tuple[float, float]:
    """Return mean and spread of BM25 over the passages; those that share no word with the question have 0."""
    population = min(max(count, len(found)), _POPULATION)
    best = np.sort(found)[::-1][:population]
    mean = float(best.sum()) / population
    variance = float((best**2).sum()) / population - mean * mean
    return mean, max(variance, _LEAST_BM25_SPREAD**2) ** 0.5


def _hits(
    scored: Sequence[Scored],
    spreads: Sequence[tuple[float, float]],
    by_words: tuple[float, float],
    weights: Weights,
    limits: Limits,
) -> tuple[Hit, ...]:
    """Fuse the scores and return the best hits; equal scores in the order of passage numbers."""
    best = [_kinds(one) for one in scored]
    kinds = [np.concatenate([one[kind] for one in best]) for kind in range(3)]
    z = [(cosines - mean) / spread for cosines, (mean, spread) in zip(kinds, spreads, strict=True)]
    words = np.concatenate([one.words for one in scored])
    words_z = (words - by_words[0]) / by_words[1]
    dense = weights.paragraph * z[PASSAGE] + weights.sentence * z[SENTENCE] + weights.window * z[WINDOW]
    total = weights.dense * dense + weights.words * words_z
    numbers = np.concatenate([one.numbers for one in scored])
    owners = np.repeat(np.arange(len(scored)), [len(one.numbers) for one in scored])
    firsts = np.concatenate([np.arange(len(one.numbers)) for one in scored])
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


def _cosines(one: Scored, at: int, kind: int) -> tuple[float, ...]:
    """Return the cosine of every sentence (or window) of a candidate; its own where they were not kept."""
    cosines, starts = one.units[kind]
    found = cosines[starts[at] : starts[at + 1]].tolist()
    spans = int(one.spans[at])
    wanted = spans if kind == SENTENCE else max(0, spans - 1)
    return tuple(found) if len(found) == wanted else (float(one.units[PASSAGE][0][at]),) * wanted
