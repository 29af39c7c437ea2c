"""Which of the numbers in the question are said, and which years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.passages.features.comparison import DECIDING, Decision

YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b")


@DECIDING.feature("has_number")
def has_number(seen: Decision) -> float:
    """Tell whether the question says a number."""
    return float(bool(seen.question.numbers))


@DECIDING.feature("number_missing")
def number_missing(seen: Decision) -> float:
    """Tell whether the sentence leaves out a number of the question."""
    return float(any_missing(seen.question.numbers, seen.sentence.text))


@DECIDING.feature("number_missing_nearby")
def number_missing_nearby(seen: Decision) -> float:
    """Tell whether the sentence and its neighbours leave out a number of the question."""
    return float(any_missing(seen.question.numbers, seen.nearby_text))


@DECIDING.feature("number_missing_in_passage")
def number_missing_in_passage(seen: Decision) -> float:
    """Tell whether the passage leaves out a number of the question."""
    return float(any_missing(seen.question.numbers, seen.view.passage.text))


@DECIDING.feature("other_year")
def other_year(seen: Decision) -> float:
    """Tell whether the sentence says years, and none of those in the question."""
    text = seen.sentence.text
    years = [number for number in seen.question.numbers if YEAR.fullmatch(number)]
    return float(bool(years) and all(y not in text for y in years) and bool(YEAR.search(text)))


def any_missing(numbers: Sequence[str], text: str) -> bool:
    """Tell whether a text leaves out one of the numbers, thousands separators apart."""
    plain = text.replace(",", "")
    return any(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", plain) is None for number in numbers)
