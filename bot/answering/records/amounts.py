"""The years and amounts that a question names, and what the words beside them make of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.records.lexicon import RELATED

DECADE = re.compile(r"(1[89]|20)(\d0)'?s")
"""A decade in figures: "1990s"."""


@dataclass(frozen=True, slots=True)
class Years:
    """Which years are asked about: `how` is as-of, start, since, before or after; from `low` to `high`."""

    how: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that is compared with: `how` is more, less, least (at least), most (at most) or exactly."""

    how: str
    number: int

    def holds(self, count: int) -> bool:
        """Tell whether a count fits."""
        return {
            "more": count > self.number,
            "less": count < self.number,
            "least": count >= self.number,
            "most": count <= self.number,
        }.get(self.how, count == self.number)


_STATES = frozenset(("keep", "maintain", "hold", "possess", "enjoy", "count", "own", "boast", "run"))
"""Verbs of what lasts; what a town "did" by any other in a year began then."""


def joins(order: list[str], words: list[str]) -> bool:
    """Tell whether "twin" is the verb: "Who did Burlington twin with in 1991?" asks what began then."""
    if "did" not in words or "have" in order:
        return False
    entered = any(
        order[at] == "plain" and order[at - 1] == "CITY" and words[at] not in _STATES
        for at in range(1, len(order))
    )
    return entered or any(
        order[at] in ("rel", "partner")
        and words[at] in ("twin", "partner", "pair", "link")
        and order[at - 1] in ("CITY", "WHERE", "filler", "place", "do")
        and order[at + 1] not in ("CITY", "place")
        for at in range(1, len(order) - 1)
    )


def years_of(order: list[str], numbers: list[tuple[int, str]], *, joined: bool) -> Years | None:
    """Return the years asked about; the word beside a year says how, two of them are a span."""
    spans = _widest([(at, *_span(value)) for at, value in numbers])
    if not spans or len(spans) > 2 or any(not 1000 <= low <= 2999 for _, low, _ in spans):
        return None
    at, low, high = spans[0]
    before = next((sign for sign in reversed(order[:at]) if sign not in ("article", "filler", "when")), "")
    if len(spans) == 2:
        last, between = spans[1][2], order[at + 1 : spans[1][0]]
        inner = [sign for sign in between if sign not in ("article", "filler")]
        span = inner in ([], ["to"], ["until"]) and before not in ("before", "after", "until")
        span = span or (before in ("between", "in") and inner == ["and"])
        return Years("start", low, last) if span and last >= low else None
    started = joined or low != high or any(sign in order for sign in ("start", "found"))
    before = order[at + 1] if order[at + 1 : at + 2] in (["since"], ["until"]) else before
    by_word = {
        "before": Years("before", 0, low - 1),
        "until": Years("before", 0, high),
        "after": Years("after", high + 1, 9999),
        "since": Years("since", low, high),
    }
    return by_word.get(before, Years("start" if started else "as-of", low, high))


def _widest(spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Leave out years that only say another span again: "the sixties (1960 to 1969)"."""
    for at, low, high in spans:
        others = [one for one in spans if one[0] != at]
        if low < high and others and all(low <= first and last <= high for _, first, last in others):
            return [(at, low, high)]
    return spans


def aged(amount: Amount) -> Years:
    """Return the years in which began what is so many years old today."""
    then = datetime.datetime.now(datetime.UTC).year - amount.number
    return {
        "more": Years("before", 0, then - 1),
        "least": Years("before", 0, then),
        "less": Years("after", then + 1, 9999),
        "most": Years("since", then, then),
    }.get(amount.how, Years("start", then, then))


def _span(value: str) -> tuple[int, int]:
    decade = DECADE.fullmatch(value)
    low = int(decade[1] + decade[2]) if decade else int(value)
    return low, low + 9 if decade else low


def top_of(order: list[str], amounts: list[tuple[int, int]]) -> int | None:
    """Return how many are asked for ("top 5", "the 3 cities with the most …", "the four leading cities")."""
    if len(amounts) != 1 or not 0 < amounts[0][1] <= 50:
        return None
    at, number = amounts[0]
    most = "top" in order or "most" in order
    return number if most or not {"place", "country"}.isdisjoint(order[at + 1 : at + 4]) else None


def amount_of(order: list[str], words: Sequence[str], amounts: Sequence[tuple[int, int]]) -> Amount | None:
    """Return the number that is compared with: "more than 5", "at least one", "exactly two"."""
    if len(amounts) != 1:
        return None
    at, number = amounts[0]
    before = order[:at]
    said = [word for word, sign in zip(words, before, strict=False) if sign != "article"]
    end = at + 1
    while end < len(order) and order[end] in (*RELATED, "place"):
        end += 1
    if order[end : end + 1] == ["or"] and order[end + 1 : end + 2] in (["more"], ["less"]):
        how = "least" if order[end + 1] == "more" else "most"  # "5 or more", "three partners or fewer"
        order[end : end + 2] = ["filler", "filler"]
    elif before[-3:] in (["negated", "more", "than"], ["negated", "less", "than"]):
        how = "most" if before[-2] == "more" else "least"  # "no more than 5"
        order[at - 3 : at] = ["filler"] * 3
    elif before[-2:] in (["more", "than"], ["less", "than"]):
        how = before[-2]
    elif before[-2:] in (["most", "of"], ["least", "of"]):  # "plus de 5", "más de 5"
        how = "more" if before[-2] == "most" else "less"
        order[at - 2 : at] = [how, "than"]
    elif said[-2:] in (["at", "least"], ["at", "most"]):
        how = said[-1]
    elif said[-1:] in (["exactly"], ["only"], ["just"]):
        how = "exactly"
        before[-1:] = order[at - 1 : at] = ["filler"]
    elif said[-1:] in (["over"], ["above"]):
        how = "more"
    elif said[-1:] in (["under"], ["below"]):
        how = "less"
    elif _has(before) and of_places(before) and not set(RELATED).isdisjoint(order[at + 1 : at + 2]):
        how = "exactly"  # "Which cities have two partners?"
    else:
        return None
    return Amount(how, number)


def settle_bounds(order: list[str], words: Sequence[str]) -> None:
    """Count "at least" and "at most" for nothing before what is no number: "at least the biggest share"."""
    for at in range(1, len(order)):
        if words[at] in ("least", "most") and words[at - 1] == "at" and order[at + 1 : at + 2] != ["NUMBER"]:
            order[at] = "filler"


def is_age(order: list[str], at: int) -> bool:
    """Tell whether the number is an age: "more than 50 years old". Its words then count for nothing."""
    if order[at + 1 : at + 3] != ["when", "long"]:
        return False
    for spot in range(max(0, at - 2), at + 3):
        if order[spot] in ("more", "less", "least", "most", "than", "NUMBER", "when", "long"):
            order[spot] = "filler"
    order[at] = "YEAR"
    return True


def _has(before: Sequence[str]) -> bool:
    """Tell whether what stands before says that something has so many."""
    return next((sign for sign in reversed(before) if sign not in ("filler", "article")), "") in (
        "have",
        "with",
    )


def of_places(before: Sequence[str]) -> bool:
    """Tell whether it is places that are asked for, of which none is named."""
    return any(sign in ("place", "who") for sign in before) and "CITY" not in before
