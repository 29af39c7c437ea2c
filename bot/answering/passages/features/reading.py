"""What the reading model says of the best passages: whether they answer, and in which sentence."""

from __future__ import annotations

import numpy as np

from bot.answering.passages.features.comparison import (
    DECIDING,
    LEAST,
    RERANKING,
    Column,
    Decision,
    Ranked,
)
from bot.answering.passages.query import Floats


@RERANKING.feature("score_gap")
def score_gap(seen: Ranked) -> Column:
    """Return how far each candidate's score is below the best one's."""
    gaps: Floats = seen.scores - seen.scores[0]
    return gaps


@RERANKING.feature("read_answers")
def read_answers(seen: Ranked) -> Column:
    """Return the log-odds that each candidate's passage answers."""
    return seen.answers


@RERANKING.feature("read_place")
def read_place(seen: Ranked) -> Column:
    """Return how likely the answer is in each sentence of its passage."""
    return seen.places


@RERANKING.feature("read_both")
def read_both(seen: Ranked) -> Column:
    """Return how likely each sentence is the one that answers: its passage does, and the answer is in it."""
    return np.maximum(LEAST * 2, -np.logaddexp(0, -seen.answers) + seen.places)


@DECIDING.feature("read_answers_of_best")
def read_answers_of_best(seen: Decision) -> float:
    """Return the log-odds that the best sentence's passage answers."""
    return float(seen.answers[0])


@DECIDING.feature("read_place_of_best")
def read_place_of_best(seen: Decision) -> float:
    """Return how likely the answer is in the best sentence, if it is in its passage."""
    return float(seen.places[0])


@DECIDING.feature("read_answers_most")
def read_answers_most(seen: Decision) -> float:
    """Return the highest log-odds of any passage that was read."""
    return float(seen.answers.max())


@DECIDING.feature("read_answers_lead")
def read_answers_lead(seen: Decision) -> float:
    """Return by how much the best sentence's passage reads more like an answer than any other does."""
    found = seen.answers
    number = seen.top.hit.number
    others = [value for one, value in zip(seen.ranked, found, strict=True) if one.hit.number != number]
    return float(found[0] - max(others, default=LEAST))
