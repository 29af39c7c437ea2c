"""Whether the sentence can hold the type asked for, and which type that is."""

from __future__ import annotations

from bot.answering.passages import answer_type
from bot.answering.passages.features.comparison import DECIDING, RANKING, Column, Comparison, Decision

_LOOSE = 0.5  # where the type asked for has no certain form


@RANKING.feature("holds")
def holds(seen: Comparison) -> Column:
    """Tell which sentences can hold the type asked for."""
    return [float(answer_type.can_hold(seen.question, sentence)) for sentence in seen.sentences]


@RANKING.feature("holds_strict")
def holds_strict(seen: Comparison) -> Column:
    """Tell the same where it is a number or a time, which have a certain form."""
    return holds(seen) if seen.question.kind in ("number", "time") else _LOOSE


@DECIDING.feature("is_person")
def is_person(seen: Decision) -> float:
    """Tell whether a person is asked for."""
    return float(seen.question.kind == "person")


@DECIDING.feature("is_time")
def is_time(seen: Decision) -> float:
    """Tell whether a time is asked for."""
    return float(seen.question.kind == "time")


@DECIDING.feature("is_number")
def is_number(seen: Decision) -> float:
    """Tell whether a number is asked for."""
    return float(seen.question.kind == "number")


@DECIDING.feature("is_place")
def is_place(seen: Decision) -> float:
    """Tell whether a place is asked for."""
    return float(seen.question.kind == "place")


@DECIDING.feature("is_yes_no")
def is_yes_no(seen: Decision) -> float:
    """Tell whether a yes or a no is asked for."""
    return float(seen.question.kind == "yes_no")


@DECIDING.feature("cannot_be")
def cannot_be(seen: Decision) -> float:
    """Tell whether neither the sentence nor a neighbour can hold what is asked for."""
    return float(answer_type.cannot_be(seen.question, seen.nearby))


@DECIDING.feature("other_rank")
def other_rank(seen: Decision) -> float:
    """Tell whether the largest is asked for and the second largest told of, or the other way round."""
    return float(answer_type.other_rank(seen.question, seen.nearby))
