"""What the search says of a passage and its sentences: its score and the cosines of whole texts."""

from __future__ import annotations

from bot.answering.passages.features.comparison import DECIDING, RANKING, Column, Comparison, Decision


@RANKING.feature("fused")
def fused(seen: Comparison) -> Column:
    """Return the search's score of the passage."""
    return seen.hit.score


@RANKING.feature("fused_gap")
def fused_gap(seen: Comparison) -> Column:
    """Return how far the passage's score is below the best passage's."""
    return seen.gap


@RANKING.feature("passage_cosine")
def passage_cosine(seen: Comparison) -> Column:
    """Return the cosine of the passage with the question."""
    return seen.hit.paragraph


@RANKING.feature("sentence_cosine")
def sentence_cosine(seen: Comparison) -> Column:
    """Return the cosine of each sentence with the question."""
    return seen.hit.sentences


@RANKING.feature("window_cosine")
def window_cosine(seen: Comparison) -> Column:
    """Return the better cosine of the windows of two that each sentence is in."""
    return seen.window_cosines


@DECIDING.feature("best_sentence_cosine")
def best_sentence_cosine(seen: Decision) -> float:
    """Return the best cosine that any candidate has."""
    return float(seen.columns["sentence_cosine"].max())


@DECIDING.feature("best_passage_cosine")
def best_passage_cosine(seen: Decision) -> float:
    """Return the best cosine that any candidate's passage has."""
    return float(seen.columns["passage_cosine"].max())


@DECIDING.feature("is_record")
def is_record(seen: Decision) -> float:
    """Tell whether the best sentence is a record."""
    return float(seen.view.passage.kind == "record")
