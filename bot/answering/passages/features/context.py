"""What the sentence says together with what stands above it: the document's title, the headings."""

from __future__ import annotations

import numpy as np

from bot.answering.passages.features.comparison import (
    DECIDING,
    RANKING,
    Column,
    Comparison,
    Decision,
    Likeness,
    best_of,
)
from bot.answering.passages.features.names import missing
from bot.answering.passages.features.numbers import any_missing
from bot.answering.passages.features.tokens import gap_of, weighted_gap, weighty


@RANKING.feature("context_coverage")
def context_coverage(seen: Comparison) -> Column:
    """Return the part of the question's weight that only what stands above a sentence says."""
    above = np.fromiter((term in seen.view.context.terms for term in seen.query.weights), np.bool_)
    covered: Column = seen.weights @ (above[:, None] & ~seen.held) / seen.query.total
    return covered


@RANKING.feature("maxsim_in_context")
def maxsim_in_context(seen: Comparison) -> Column:
    """Return each sentence's likeness to the question, token by token, with what stands above it."""
    above = best_of(seen.similar, seen.view.above)
    likeness: Column = seen.query.shares @ np.maximum(seen.best, above[:, None])
    return likeness


@RANKING.feature("is_heading")
def is_heading(seen: Comparison) -> Column:
    """Tell which sentences are headings."""
    headings: Column = (np.arange(seen.count) < seen.view.passage.headings).astype(np.float64)
    return headings


@DECIDING.feature("name_missing_in_context")
def name_missing_in_context(seen: Decision) -> float:
    """Return the share of the names that neither the sentence and its neighbours nor the context say."""
    return missing(seen.question.names, f"{seen.nearby_text} {seen.view.context.text}")


@DECIDING.feature("number_missing_in_context")
def number_missing_in_context(seen: Decision) -> float:
    """Tell whether a number of the question is neither said nearby nor in the context."""
    return float(any_missing(seen.question.numbers, f"{seen.nearby_text} {seen.view.context.text}"))


@DECIDING.feature("gap_in_context")
def gap_in_context(seen: Decision) -> float:
    """Return the weight of what sentence and context leave most unsaid."""
    return weighted_gap(seen, _said(seen))


@DECIDING.feature("weakest_in_context")
def weakest_in_context(seen: Decision) -> float:
    """Return the likeness of the weighty token that sentence and context say least."""
    return float(_said(seen)[weighty(seen)].min(initial=1.0))


@DECIDING.feature("name_gap_in_context")
def name_gap_in_context(seen: Decision) -> float:
    """Return how far a name is from anything in the sentence or above it."""
    return gap_of(seen.query.name_rows, _said(seen))


def _said(seen: Decision) -> Likeness:
    """Return each question token's best likeness in the sentence, the one before it or the context."""
    said: Likeness = np.maximum(seen.near, best_of(seen.top.similar, seen.view.above))
    return said
