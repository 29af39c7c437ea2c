"""Places that a question describes by their rank instead of naming them: "the city with most partners"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering.blocks import Statement
from bot.answering.language import phrases
from bot.answering.records.draft import RecordAnswer
from bot.answering.records.lexicon import RELATED
from bot.answering.records.reading import Reading
from bot.answering.records.unsettled import side_by_side
from corpus.countries import fold
from corpus.partnerships import Records

_EDGES = ("most", "least")
_NOTHING = frozenset(("article", "filler"))
_BARE = frozenset(("which", "who", "be", "place", "me", "ask", "it", "and", *_NOTHING))
"""Signs of a question that asks for the place described, and nothing of it."""

_LEVEL = 3  # places level at the top of each of which is told
_SURE = 0.88
"""Confidence in an answer about a place that was described: what "most" is of may be read in two ways."""

Ask = Callable[[str], RecordAnswer | None]


def span(reading: Reading) -> tuple[int, int] | None:
    """Return between which words a question describes a place of which it asks something, None where not."""
    order = reading.order
    for at, sign in enumerate(order):
        first, lead = at, _before(order, at)
        if sign != "place" or lead in ("which", "top", "NUMBER", "ordinal", *_EDGES, *RELATED):
            continue
        end = _described_until(order, at + 1)
        if end is None:
            continue
        while first and order[first - 1] in ("article", "WHERE"):
            first -= 1
        rest = {*order[:first], *order[end:]}
        return (first, end) if rest - _BARE and order[:first] != () else None
    return None


def _before(order: Sequence[str], at: int) -> str:
    """Return the last sign before a word that says anything."""
    return next((sign for sign in reversed(order[:at]) if sign not in {*_NOTHING, "WHERE"}), "")


def _described_until(order: Sequence[str], at: int) -> int | None:
    """Return where "[in Spain] with the most partners [in Italy]" ends; None where no such words stand."""
    needed = (("with", "have"), _EDGES, RELATED)
    steps = (("in", "WHERE"), ("which", "who"), *needed, ("place",), ("in",), ("WHERE",))
    for signs in steps:
        found = False
        while at < len(order) and (order[at] in signs or (order[at] in _NOTHING and signs != ("in",))):
            found = found or order[at] in signs
            at += 1
            if found and signs in needed:
                break
        if signs in needed and not found:
            return None
    return at


def answered(reading: Reading, records: Records, ask: Ask) -> RecordAnswer | None:
    """Answer a question about a place that it describes: first which place that is, then the question."""
    words = span(reading)
    if words is None or reading.language != "en":
        return None
    start, end = reading.spans[words[0]][0], reading.spans[words[1] - 1][1]
    described = reading.text[start:end].removeprefix("the ").removeprefix("The ")
    ranking = ask(f"Which {described}?")
    labels = labels_of(ranking, records)
    if ranking is None or not labels:
        return None
    if len(labels) > _LEVEL:
        return _only(ranking, "described.level")
    told = [ask(f"{reading.text[:start]}{label}{reading.text[end:]}") for label in labels]
    answers = [one for one in told if one is not None and not one.abstained]
    if len(answers) < len(labels):
        return _only(ranking, "described.only")
    whole = side_by_side("described", [""] * (1 + len(answers)), [ranking, *answers], _SURE)
    if len(answers) > 1:
        return whole
    told_of = answers[0]
    return replace(whole, has_value=told_of.has_value, value=told_of.value, follow_ups=told_of.follow_ups)


def _only(ranking: RecordAnswer, why: str) -> RecordAnswer:
    """Tell which place is described, and why no more is."""
    blocks = (*ranking.blocks, Statement(phrases()(why)))
    return replace(ranking, kind="described", blocks=blocks, has_value=False, value=None, confidence=_SURE)


def labels_of(answer: RecordAnswer | None, records: Records) -> list[str]:
    """Return the places that an answer gives as its value."""
    if answer is None or answer.abstained:
        return []
    values = answer.value if isinstance(answer.value, list) else [answer.value]
    told = [value for value in values if isinstance(value, str) and fold(value) in records.gazetteer.labels]
    return told if len(told) == len(values) else []
