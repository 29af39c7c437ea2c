"""Which of the question's words are said: in the sentence, with the one before it, in the passage."""

from __future__ import annotations

import numpy as np

from bot.answering.passages.features.comparison import DECIDING, RANKING, Column, Comparison, Decision


@RANKING.feature("coverage")
def coverage(seen: Comparison) -> Column:
    """Return the part of the question's weight that each sentence says."""
    covered: Column = seen.weights @ seen.held / seen.query.total
    return covered


@RANKING.feature("window_coverage")
def window_coverage(seen: Comparison) -> Column:
    """Return the part of the question's weight that each sentence and the one before it say."""
    with_previous = seen.held.copy()
    with_previous[:, 1:] |= seen.held[:, :-1]
    covered: Column = seen.weights @ with_previous / seen.query.total
    return covered


@RANKING.feature("passage_coverage")
def passage_coverage(seen: Comparison) -> Column:
    """Return the part of the question's weight that the passage says."""
    return float(seen.weights @ seen.held.any(1)) / seen.query.total


@RANKING.feature("bigrams")
def bigrams(seen: Comparison) -> Column:
    """Return the share of the question's pairs of neighbouring words that each sentence says."""
    wanted = seen.question.bigrams
    return [len(wanted & sentence.bigrams) / (len(wanted) or 1) for sentence in seen.sentences]


@RANKING.feature("novelty")
def novelty(seen: Comparison) -> Column:
    """Return the logarithm of how many terms each sentence says that the question does not."""
    new: Column = np.log1p(seen.view.sizes - seen.held.sum(0))
    return new


@DECIDING.feature("best_coverage")
def best_coverage(seen: Decision) -> float:
    """Return the best coverage that any candidate's passage has."""
    return float(seen.columns["passage_coverage"].max())


@DECIDING.feature("window_coverage_x_cosine")
def window_coverage_x_cosine(seen: Decision) -> float:
    """Return the best sentence's window coverage times its window's cosine."""
    return float(seen.columns["window_coverage"][0] * seen.columns["window_cosine"][0])


@DECIDING.feature("window_coverage_x_maxsim")
def window_coverage_x_maxsim(seen: Decision) -> float:
    """Return the best sentence's window coverage times its tokens' likeness."""
    return float(seen.columns["window_coverage"][0] * seen.columns["maxsim"][0])


@DECIDING.feature("length")
def length(seen: Decision) -> float:
    """Return how many terms the question has, in tens."""
    return len(seen.question.terms) / 10


@DECIDING.feature("unknown_terms")
def unknown_terms(seen: Decision) -> float:
    """Return the part of the question's weight that no passage says."""
    return seen.query.unknown
