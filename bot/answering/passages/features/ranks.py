"""How clearly the best sentence leads the others."""

from __future__ import annotations

import numpy as np

from bot.answering.passages.features.comparison import DECIDING, RANKING, Column, Comparison, Decision

_ALONE = 3.0  # the margin of a sentence that has no other beside it


@RANKING.feature("first")
def first(seen: Comparison) -> Column:
    """Tell which sentence opens its passage."""
    opens: Column = np.eye(1, seen.count)[0]
    return opens


@DECIDING.feature("score")
def score(seen: Decision) -> float:
    """Return the best sentence's score."""
    return float(seen.scores[0])


@DECIDING.feature("margin")
def margin(seen: Decision) -> float:
    """Return how far the second best sentence is behind."""
    return float(seen.scores[0] - seen.scores[1]) if len(seen.scores) > 1 else _ALONE


@DECIDING.feature("share")
def share(seen: Decision) -> float:
    """Return the best sentence's part of all odds."""
    return float(seen.odds[0])


@DECIDING.feature("entropy")
def entropy(seen: Decision) -> float:
    """Return the entropy of the odds, in nats."""
    return -float((seen.odds * np.log(seen.odds + 1e-9)).sum())
