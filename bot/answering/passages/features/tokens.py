"""How near the tokens of the question come to those of the passage, by the model's vectors in context."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.answering.passages.features.comparison import (
    DECIDING,
    RANKING,
    Column,
    Comparison,
    Decision,
    Likeness,
)

_WEIGHTY = 0.04  # share of the question's weight below which a token tells nothing by its absence
_LEADERS = 5  # candidates among which the best likeness is looked for
_SAID = 0.75  # likeness from which on a token of the sentence repeats one of the question
_NOTHING_ASKED = 0.4  # what `asked_word` is where no word asks


@RANKING.feature("maxsim")
def maxsim(seen: Comparison) -> Column:
    """Return each sentence's likeness to the question, token by token, weighted (ColBERT's MaxSim)."""
    likeness: Column = seen.query.shares @ seen.best
    return likeness


@RANKING.feature("passage_maxsim")
def passage_maxsim(seen: Comparison) -> Column:
    """Return the passage's likeness to the question, token by token, weighted."""
    return float(seen.similar.max(1) @ seen.query.shares)


@DECIDING.feature("best_maxsim")
def best_maxsim(seen: Decision) -> float:
    """Return the best likeness that one of the leading candidates has."""
    return float(seen.columns["maxsim"][:_LEADERS].max())


@DECIDING.feature("best_passage_maxsim")
def best_passage_maxsim(seen: Decision) -> float:
    """Return the best likeness that any candidate's passage has."""
    return float(seen.columns["passage_maxsim"].max())


@DECIDING.feature("gap")
def gap(seen: Decision) -> float:
    """Return the weight of what the best sentence leaves most unsaid."""
    return weighted_gap(seen, seen.own)


@DECIDING.feature("gap_nearby")
def gap_nearby(seen: Decision) -> float:
    """Return the weight of what the best sentence and the one before it leave most unsaid."""
    return weighted_gap(seen, seen.near)


@DECIDING.feature("gap_in_passage")
def gap_in_passage(seen: Decision) -> float:
    """Return the weight of what the passage leaves most unsaid."""
    return weighted_gap(seen, seen.whole)


@DECIDING.feature("weakest")
def weakest(seen: Decision) -> float:
    """Return the likeness of the weighty token that the best sentence says least."""
    return float(_weakest(seen)[0])


@DECIDING.feature("two_weakest")
def two_weakest(seen: Decision) -> float:
    """Return the mean likeness of the two weighty tokens that the best sentence says least."""
    return float(_weakest(seen)[:2].mean())


@DECIDING.feature("weakest_nearby")
def weakest_nearby(seen: Decision) -> float:
    """Return the likeness of the weighty token that sentence and the one before it say least."""
    return float(seen.near[weighty(seen)].min(initial=1.0))


@DECIDING.feature("asked_word")
def asked_word(seen: Decision) -> float:
    """Return how near the word that asks comes to what the sentence says beyond the question."""
    part = seen.top.similar[:, seen.view.spans[seen.top.place]]
    if seen.query.opener is None or not part.shape[1]:
        return _NOTHING_ASKED
    new = part.max(0) < _SAID
    return float(part[seen.query.opener, new].max()) if new.any() else 0.0


@DECIDING.feature("nearby_maxsim")
def nearby_maxsim(seen: Decision) -> float:
    """Return the likeness of the sentence and the one before it together."""
    return float(seen.near @ seen.query.shares)


@DECIDING.feature("mean_maxsim")
def mean_maxsim(seen: Decision) -> float:
    """Return the mean likeness of the question's tokens in the sentence, without weights."""
    return float(seen.own.mean()) if len(seen.own) else 0.0


@DECIDING.feature("least_maxsim")
def least_maxsim(seen: Decision) -> float:
    """Return the likeness of the token that the sentence says least, without weights."""
    return float(seen.own.min(initial=1.0))


@DECIDING.feature("noun_gap")
def nounweighted_gap(seen: Decision) -> float:
    """Return how far the word that says what is asked for is from anything said nearby."""
    return gap_of(seen.query.noun_rows, seen.near)


@DECIDING.feature("verb_gap")
def verbweighted_gap(seen: Decision) -> float:
    """Return how far the question's verb is from anything said nearby."""
    return gap_of(seen.query.verb_rows, seen.near)


def weighted_gap(seen: Decision, best: Likeness) -> float:
    """Return the weight of what is left most unsaid by what is likest to each token of the question."""
    return float((seen.query.shares * np.clip(1 - best, 0, 1)).max(initial=0.0))


def weighty(seen: Decision) -> NDArray[np.int64]:
    """Return the rows of the tokens whose absence tells something."""
    return np.flatnonzero(seen.query.shares > _WEIGHTY)


def _weakest(seen: Decision) -> Likeness:
    """Return the likenesses of the weighty tokens in the sentence, least first; 1 where there are none."""
    rows = weighty(seen)
    return np.sort(seen.own[rows]) if len(rows) else np.ones(1, np.float32)


def gap_of(rows: NDArray[np.int64], best: Likeness) -> float:
    """Return how far the worst-matched of some tokens of the question is from what is said."""
    return float((1 - best[rows]).max()) if len(rows) else 0.0
