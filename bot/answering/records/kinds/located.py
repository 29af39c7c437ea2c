"""Is a place in a country, a region, a continent."""

from __future__ import annotations

from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import Kind, signs
from bot.answering.records.kinds.country_of import placed
from bot.answering.records.reading import Reading
from corpus.partnerships import Records
from corpus.places import region_name


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Answer yes or no by where the records place it."""
    found = placed(records, places[0])
    if found is None:
        return None
    draft, where, cited = found
    place = records.place(places[0])
    area = reading.areas[0] if reading.areas else None
    inside = area is None or area.holds(place.country, region_name(place.region, place.country))
    if inside or area is None:
        draft.say("located.yes", cited=cited, place=place.name, where=where)
    else:
        draft.say("located.no", cited=cited, place=place.name, where=where, area=area.label)
    return draft.answer("country-check", inside)


KIND = Kind(
    "located",
    answer,
    asks=("yes-no",),
    areas=(0, 1),
    needs=(),
    allows=signs("put essay tag it"),
    fits=lambda reading: (
        not reading.related
        and reading.has("be", "put")
        and not reading.has("which", "who", "when", "how", "many")
        and bool(reading.areas or reading.cities[0].qualifier or reading.cities[0].mismatch)
    ),
    examples=(
        "{A} located in {X}?",
        "isn't {A} somewhere in {X}?",
        "Could you confirm that {A} belongs to {X}?",
        "I wonder whether {A} is situated in {X}.",
        "Is {A} a {X} city?",
        "Do you happen to know if {A} is to be found in {X}?",
        "Am I right in thinking {A} is in {X}?",
        "Would {A} count as part of {X}?",
        "Is it {X} that {A} lies in?",
        "Can I find {A} on a map of {X}?",
        "wait, {A} is in {X}??",
        "Does the town of {A} form part of {X}?",
        "Is {X} the country of {A}?",
        "They told me {A} was in {X}. Is that so?",
        "In {X}, is that where {A} is?",
        "Is {A} a place within {X}?",
        "Surely {A} isn't in {X}?",
        "Please check if {A} is inside {X}.",
        "Does {X} include {A}?",
        "Is there an {A} in {X}?",
        "{A}, is that one of the {X} towns?",
        "Was I mistaken when I put {A} in {X}?",
        "Does {A} count among the cities of {X}?",
        "Is {A} in {X}?",
        "Is {A} located in {X}?",
        "{A} is in {X}, right?",
        "Does {A} lie in {X}?",
        "Is {A} situated in {X}?",
        "Is {A} to be found in {X}?",
    ),
    counter_examples=("Is {A} cheaper than {X}?", "Is {A} popular in {X}?"),
)
