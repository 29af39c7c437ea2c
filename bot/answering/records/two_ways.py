"""Questions that may be read in two ways, both of which are answered, apart.

"Georgia" is a country and a state: what is counted in one is not added to the other. "The sister cities of
Pori in Finland" are those of Pori, which is in Finland, or those of its sister cities that are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering.language import joined, phrases
from bot.answering.records.areas import Area, meanings, named_within
from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import Kind
from bot.answering.records.lexicon import RELATED
from bot.answering.records.reading import Reading
from bot.answering.records.unsettled import side_by_side
from corpus.partnerships import Records

SURE = 0.85
"""Confidence where both ways of reading a question have an answer."""

_PARTNERS = frozenset(RELATED)

Answering = Callable[[Reading], RecordAnswer | None]


def answer(kind: Kind, records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Return the answer to a question, to both ways of reading it where there are two."""

    def answering(one: Reading) -> RecordAnswer | None:
        return _by_area(one, records, lambda way: kind.answer(records, way, places))

    found = answering(reading)
    other = _of_partners(reading, records)
    if found is None or other is None or not kind.takes(other):
        return found
    return _also(found, answering(other), records.label(places[0]), other)


def _by_area(reading: Reading, records: Records, answering: Answering) -> RecordAnswer | None:
    """Answer for each area that one name means, those of which there is nothing to say left out.

    The value is that of the area that comes first.
    """
    meant = [meanings(records, area, reading.areas) for area in reading.areas]
    spot = next((at for at, areas in enumerate(meant) if len(areas) > 1), None)
    if spot is None:
        return answering(reading)
    told: list[tuple[Area, RecordAnswer]] = []
    for area in meant[spot]:
        areas = (*reading.areas[:spot], area, *reading.areas[spot + 1 :])
        if found := answering(replace(reading, areas=areas)):
            told.append((area, found))
    holding = [(area, found) for area, found in told if _holds_something(found)]
    if len(holding) < 2:  # one way of reading it
        return next((found for _, found in (*holding, *told)), None)
    said = phrases()
    named = [said("ways.country", name=area.label) if area.country else area.label for area, _ in holding]
    lead = said("ways.area", name=reading.areas[spot].label, areas=joined(named))
    return _apart([lead], [found for _, found in holding], holding[0][1])


def _holds_something(found: RecordAnswer) -> bool:
    """Tell whether an answer is more than that there is nothing."""
    return found.has_value and bool(found.value)


def _of_partners(reading: Reading, records: Records) -> Reading | None:
    """Return the question with what was named after its place taken as where the partners are to lie.

    None where it can be but the place's: "Is Pori in Finland twinned …?".
    """
    within = reading.cities[0].within if len(reading.cities) == 1 else None
    if within is None or reading.areas:
        return None
    at = reading.order.index("CITY") + 1 if "CITY" in reading.order else 0
    if _PARTNERS.isdisjoint(reading.order[:at]) or not _PARTNERS.isdisjoint(reading.order[at:]):
        return None
    city = reading.cities[0]
    end = (city.end, city.end)
    return replace(
        reading,
        cities=(replace(city, within=None),),
        areas=(named_within(*within, records.gazetteer),),
        order=(*reading.order[:at], "in", "WHERE", *reading.order[at:]),
        words=(*reading.words[:at], "in", "", *reading.words[at:]),
        spans=(*reading.spans[:at], end, end, *reading.spans[at:]),
    )


def _also(found: RecordAnswer, other: RecordAnswer | None, place: str, reading: Reading) -> RecordAnswer:
    """Return what is said of all partners of a place, and of those in the area."""
    if other is None or found.value == other.value:
        return found
    say, area = phrases(), reading.areas[0].label
    leads = [say("ways.all", place=place), say("ways.inside", area=area)]
    return _apart(leads, [found, other], None if isinstance(found.value, bool) else found)


def _apart(leads: Sequence[str], answers: Sequence[RecordAnswer], worth: RecordAnswer | None) -> RecordAnswer:
    """Set answers side by side, with the value of one of them."""
    filled = [*leads, *[""] * (len(answers) - len(leads))]
    whole = side_by_side(answers[0].kind, filled, answers, SURE)
    if worth is None:
        return whole
    return replace(
        whole,
        has_value=worth.has_value,
        value=worth.value,
        complete=worth.complete,
        follow_ups=worth.follow_ups,
    )
