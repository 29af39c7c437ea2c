"""Places that a question describes by their rank instead of naming them.

Among all places: "the city with the most partners". Among the partners of one: "Cologne's oldest twin", and
"Lyon's partner" where it has but one.
"""

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

_RANKS = frozenset(
    ("first", "latest", "longest", "near", "farthest", "ordinal", "most", "far", "close", "WHERE")
)
"""Signs of a rank among the partners of a place, or of where the only one of them lies that is meant."""

_UNRANKED = frozenset(("CITY", "WHERE", "place", "of", *RELATED, *_NOTHING))
"""Signs of a description that fits several partners, and describes one where there is but one."""

_LEADING_TO = frozenset(("of", "with", "to", "do", "have", "than", "and", "between"))
"""Signs before a place of which, or with which, something is asked."""

_COUNTED = frozenset(("most", "WHERE"))
"""Signs that say how many there are, not which one is meant."""

_LOCATING = frozenset(("country", "where", "state"))
"""Signs of a question that asks where a place lies."""

_OF_PARTNER = "Which is {}?"
"""How it is asked which partner is described."""

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


def span_of_partner(reading: Reading) -> tuple[int, int] | None:
    """Return between which words a partner is described of whose own partners something is asked, else None.

    "How many partners has Cologne's oldest twin?" asks that; "When did Cologne's oldest twin become its
    partner?" asks of Cologne.
    """
    order = reading.order
    for at in range(len(order)):
        end = _partner_until(reading, at)
        if end is None:
            continue
        before, after = order[:at], order[end:]
        asks = not {*before, *after}.isdisjoint(RELATED) or {"many", "have"} <= {*before, *after}
        located = not _LOCATING.isdisjoint((*before, *after))
        of_pair = not {"when", "since"}.isdisjoint((*before, *after)) and "CITY" not in (*before, *after)
        of_it = _before(order, at) in _LEADING_TO or "have" in after or not set(after).isdisjoint(RELATED)
        return (at, end) if located or (asks and of_it and not of_pair) else None
    return None


def _partner_until(reading: Reading, at: int) -> int | None:
    """Return where "Cologne's oldest twin" or "oldest twin of Cologne" ends that begins there, else None.

    Without a rank, or where it lies, one partner alone is described: "Lyon's partner", but not "partners".
    """
    order, named_first = reading.order, reading.order[at] == "CITY"
    ranks = at + named_first
    at = end = _past(order, ranks, _RANKS)
    while end < len(order) and order[end] in RELATED and not reading.words[end].endswith("ed"):
        end += 1  # "oldest sister city", but "oldest twin | twinned with"
    alone = at == ranks or "WHERE" in order[ranks:at]
    counted = "most" in order[ranks:at] and _COUNTED.issuperset(order[ranks:at])
    if at == end or counted or (alone and reading.words[end - 1].endswith("s")):
        return None
    end += order[end : end + 1] == ("place",)
    if at == ranks and (reading.words[end - 1].endswith("s") or not _owns(reading, at - 1)):
        return None
    if named_first:
        return end
    if order[end : end + 1] == ("CITY",):  # "oldest sister [City of Cologne]"
        name = reading.cities[order[:end].count("CITY")].text.casefold()
        return end + 1 if " of " in name else None
    return end + 2 if order[end : end + 2] == ("of", "CITY") else None


def _owns(reading: Reading, at: int) -> bool:
    """Tell whether what stands there is a place that something is said to be of: "Lyon's"."""
    end = reading.spans[at][1]
    return at >= 0 and reading.order[at] == "CITY" and reading.text[end : end + 2] in ("'s", "’s")


def _past(order: Sequence[str], at: int, signs: frozenset[str]) -> int:
    """Return where the words of these signs that begin there end."""
    while at < len(order) and order[at] in signs:
        at += 1
    return at


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
    found = _described(reading) if reading.language == "en" else None
    return found and _answered_of(found, reading, records, ask)


def _described(reading: Reading) -> tuple[tuple[int, int], str] | None:
    """Return between which words a question describes a place, and how to ask which one that is."""
    words = span(reading)
    if words is not None:
        return words, "Which {}?"
    words = span_of_partner(reading)
    return (words, _OF_PARTNER) if words is not None else None


def _answered_of(
    found: tuple[tuple[int, int], str], reading: Reading, records: Records, ask: Ask
) -> RecordAnswer | None:
    words, asking = found
    start, end = reading.spans[words[0]][0], reading.spans[words[1] - 1][1]
    described = reading.text[start:end].removeprefix("the ").removeprefix("The ")
    ranking = ask(asking.format(described))
    labels = labels_of(ranking, records)
    ranked = asking != _OF_PARTNER or not _UNRANKED.issuperset(reading.order[slice(*words)])
    if ranking is None or not labels or (not ranked and len(labels) > 1):
        return None
    if len(labels) > _LEVEL:
        return _only(ranking, "described.level")
    besides = _besides(reading, words)
    told = [
        ask(f"{reading.text[:start]}{label}{reading.text[end:].rstrip(' ?.!')}{besides}?") for label in labels
    ]
    answers = [one for one in told if one is not None and not one.abstained]
    if len(answers) < len(labels):
        return _only(ranking, "described.only") if ranked else None
    sure = min(_SURE, *(one.confidence for one in (ranking, *answers)))
    whole = side_by_side("described", [""] * (1 + len(answers)), [ranking, *answers], sure)
    if len(answers) > 1:
        return whole
    told_of = answers[0]
    return replace(whole, has_value=told_of.has_value, value=told_of.value, follow_ups=told_of.follow_ups)


def _besides(reading: Reading, words: tuple[int, int]) -> str:
    """Return what leaves the place out by which a partner is described, where others are asked for."""
    before = reading.order[: words[0]].count("CITY")
    named = reading.cities[before : before + reading.order[slice(*words)].count("CITY")]
    if not named or not reading.has("other"):
        return ""
    return f" besides {reading.text[named[0].start : named[0].end]}"


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
