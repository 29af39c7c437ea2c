"""Answer questions exactly from partnership records, or say that they are not for the records.

Pure logic: a question, earlier questions and `Records` in, a `RecordAnswer` or None out. None means
that the records cannot answer this, so the passages are asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering.records import _city, _many, _pair
from bot.answering.records._ask import Ask, Reader
from bot.answering.records._decide import decide
from bot.answering.records._follow import decided_before, merge_all
from bot.answering.records._result import Dispute, RecordAnswer
from bot.answering.records._unsettled import choices, unknown, unknown_place
from corpus.countries import fold, named
from corpus.partnerships import Records

__all__ = ["Dispute", "RecordAnswer", "Records", "answer_from_records"]

_ONE: dict[str, Callable[[Records, int, Ask], RecordAnswer | None]] = {
    "list": lambda records, n, ask: _city.listing(records, n, ask, count=False),
    "count": lambda records, n, ask: _city.listing(records, n, ask, count=True),
    "check-any": _city.check_any,
    "check-all": _city.check_all,
    "countries": _city.countries,
    "most-countries": _city.most_countries,
    "most-of": _city.most_of,
    "first": lambda records, n, ask: _city.dated(records, n, ask, latest=False, when=False),
    "latest": lambda records, n, ask: _city.dated(records, n, ask, latest=True, when=False),
    "first-when": lambda records, n, ask: _city.dated(records, n, ask, latest=False, when=True),
    "latest-when": lambda records, n, ask: _city.dated(records, n, ask, latest=True, when=True),
    "since-all": _city.since_all,
    "farthest": lambda records, n, ask: _city.by_distance(records, n, ask, nearest=False),
    "nearest": lambda records, n, ask: _city.by_distance(records, n, ask, nearest=True),
    "country-of": lambda records, n, ask: _city.country_of(records, n),
    "country-check": _city.country_check,
}
_TWO: dict[str, Callable[[Records, int, int, Ask], RecordAnswer | None]] = {
    "check": _pair.check,
    "status-check": _pair.status_check,
    "status": lambda records, a, b, ask: _pair.status(records, a, b),
    "status-when": _pair.status_when,
    "since": _pair.since,
    "until": _pair.until,
    "pair": lambda records, a, b, ask: _pair.pair(records, a, b),
    "distance": _pair.how_far,
    "common": _pair.common,
    "chain": _pair.chain,
}
_ALL: dict[str, Callable[[Records, Ask], RecordAnswer | None]] = {
    "between": _many.between,
    "inside": _many.inside,
    "most": _many.most,
    "most-two": _many.most_two,
    "first-all": lambda records, ask: _many.edge_of_all(records, ask, latest=False),
    "latest-all": lambda records, ask: _many.edge_of_all(records, ask, latest=True),
    "standing": _many.standing,
    "years": _many.of_years,
    "count-all": _many.count_all,
}
_NEEDS_BOND = frozenset(("check", "status-check", "status", "status-when", "since", "until", "pair"))
_SURENESS = {"exact": 1.0, "alias": 0.98, "part": 0.95, "accents": 0.96, "typo": 0.9}
_POLITE = re.compile(r"[,\s]+(?:please|pls|plz|thanks|thank you|thx)[.!?\s]*$", re.IGNORECASE)
_LONGEST = 400  # characters: longer texts are no plain questions about records


def answer_from_records(
    question: str, records: Records, *, history: Sequence[str] = ()
) -> RecordAnswer | None:
    """Return the exact answer to a question, None when the records cannot answer it.

    `history` holds earlier questions, oldest first. An ambiguous name gives `choices`, a place
    that the records do not know `unknown`; both have `abstained` set.
    """
    if not question.strip() or len(question) > _LONGEST:
        return None
    question = _POLITE.sub("", question)
    reader = Reader(records.gazetteer)
    ask, before = merge_all(reader, history, question)
    kind = decide(ask)
    if kind is None:
        return unknown_place(ask, records)
    if kind in _ALL:
        answer = _ALL[kind](records, ask)
        return replace(answer, confidence=0.93) if answer else None
    ask = _placed(ask, records, kind)
    settled = _settle(ask, before, records, kind)
    if isinstance(settled, RecordAnswer):
        return settled
    if len(settled) == 2 and (settled[0] == settled[1] or _elsewhere(ask, settled, records, kind)):
        return None
    if kind in _ONE:
        answer = _ONE[kind](records, settled[0], ask)
    else:
        answer = _TWO[kind](records, settled[0], settled[1], ask)
    return _explained(answer, ask, settled, records) if answer else None


def _settle(ask: Ask, before: Ask | None, records: Records, kind: str) -> RecordAnswer | tuple[int, ...]:
    """Return which place each name means; choices when that is open, unknown when there is none."""
    options = []
    for mention in ask.cities:
        places = mention.places
        if len(places) > 1:
            places = decided_before(before, mention) or places
        options.append(places)
    if len(options) == 2 and any(len(places) > 1 for places in options):
        pairs = [(a, b) for a in options[0] for b in options[1] if a != b and records.between(a, b)]
        if len(pairs) == 1 and kind in _NEEDS_BOND:
            options = [(number,) for number in pairs[0]]
    numbers = tuple(places[0] for places in options)
    for mention in ask.cities:
        if mention.mismatch and not (
            len(numbers) == 2
            and kind in _NEEDS_BOND
            and records.between(numbers[0], numbers[1])
            and _corrected(mention.mismatch, records)
        ):
            return unknown(f"{mention.text}, {mention.mismatch}", records, known=mention.places)
    for mention, places in zip(ask.cities, options, strict=True):
        if len(places) > 1:
            return choices(mention, places, records)
    return numbers


def _corrected(mismatch: str, records: Records) -> bool:
    """Tell whether a slip is taken for what the records say: a country; a state means another place."""
    return named(mismatch) is not None and fold(mismatch) not in records.gazetteer.regions


def _placed(ask: Ask, records: Records, kind: str) -> Ask:
    """Return the question with "Paris in Texas" read as "Paris, Texas" where no place named lies there."""
    spots = [at for at in range(len(ask.order) - 2) if ask.order[at : at + 3] == ("CITY", "in", "WHERE")]
    if kind not in _NEEDS_BOND or len(ask.where) != 1 or len(spots) != 1 or ask.where[0].continent:
        return ask
    where = ask.where[0]
    if any(where.holds(*records.areas[number]) for mention in ask.cities for number in mention.places):
        return ask
    cities, which = list(ask.cities), ask.order[: spots[0]].count("CITY")
    cities[which] = replace(cities[which], mismatch=where.label)
    return replace(ask, cities=tuple(cities), where=())


def _elsewhere(ask: Ask, numbers: tuple[int, ...], records: Records, kind: str) -> bool:
    """Tell whether the question names an area that neither place lies in: "Paris in Texas"."""
    return kind in _NEEDS_BOND and any(
        not any(where.holds(*records.areas[number]) for number in numbers) for where in ask.where
    )


def _explained(answer: RecordAnswer, ask: Ask, numbers: tuple[int, ...], records: Records) -> RecordAnswer:
    """Say how names were understood, and rate how sure the answer is."""
    notes, sure = [], 0.98
    for mention, number in zip(ask.cities, numbers, strict=True):
        sure *= _SURENESS[mention.how]
        place = records.place(number)
        plain_name = fold(place.name) in fold(mention.text)  # "Burlington VT" needs no explanation
        if mention.how in ("alias", "typo", "accents") and not plain_name:
            notes.append(f"“{mention.text}” was understood as {place.label}.")
        if mention.mismatch:
            notes.append(f"The records place {place.name} in {place.country}, not in {mention.mismatch}.")
            sure *= 0.9
        if mention.vague:
            notes.append(
                f"The records name {place.label} without saying whether it is in {mention.qualifier}."
            )
            sure *= 0.7
    return replace(answer, text=" ".join([*notes, answer.text]), confidence=sure)
