"""What denies what the question says: a negation on one side only, an opposite, a prefix."""

from __future__ import annotations

from bot.answering.passages.features import opposites
from bot.answering.passages.features.comparison import DECIDING, RANKING, Column, Comparison, Decision
from bot.answering.passages.view import compounds
from index.terms import stem


@RANKING.feature("negation_differs")
def negation_differs(seen: Comparison) -> Column:
    """Tell of which sentences exactly one of sentence and question denies."""
    return [float(seen.question.negated != sentence.denies) for sentence in seen.sentences]


@DECIDING.feature("opposite")
def opposite(seen: Decision) -> float:
    """Tell whether the sentence says the opposite of a word of the question."""
    asked = {stem(word) for word in seen.question.words}
    return float(opposites.contradicts(asked, seen.sentence.stems))


@DECIDING.feature("prefix_opposite")
def prefix_opposite(seen: Decision) -> float:
    """Tell whether one of both denies by a prefix what the other says."""
    asked = frozenset(seen.question.words) | compounds(seen.question.text)
    return float(opposites.negates_by_prefix(asked, seen.sentence.words))


@DECIDING.feature("asks_negation")
def asks_negation(seen: Decision) -> float:
    """Tell whether the question denies."""
    return float(seen.question.negated)


@DECIDING.feature("negation_unanswered")
def negation_unanswered(seen: Decision) -> float:
    """Tell whether the question denies and the sentence does not."""
    return float(seen.question.negated and not seen.sentence.denies)


@DECIDING.feature("negation_unasked")
def negation_unasked(seen: Decision) -> float:
    """Tell whether the sentence denies and the question does not."""
    return float(seen.sentence.denies and not seen.question.negated)
