"""In which country, or where, is a place."""

from __future__ import annotations

from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import Kind, signs
from bot.answering.records.query import ORDER
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Say where the records place it."""
    found = placed(records, places[0])
    if found is None:
        return None
    draft, where, cited = found
    place = records.place(places[0])
    draft.say("where.is", cited=cited, place=place.name, where=where)
    return draft.answer("country-of", place.country)


def placed(records: Records, number: int) -> tuple[Draft, str, tuple[int, ...]] | None:
    """Return where a place is, in words, and the citations of a record that says so."""
    bonds = records.of.get(number, [])
    if not bonds:
        return None
    draft, place = Draft(records), records.place(number)
    where = f"{place.region}, {place.country}" if place.region else place.country
    return draft, where, draft.cite(min(bonds, key=lambda bond: ORDER[bond.status]))


KIND = Kind(
    "country-of",
    answer,
    asks=("where", "countries", "list"),
    areas=(0, 0),
    needs=(signs("where country"),),
    allows=signs("put essay tag found"),
    fits=lambda reading: not reading.related and not reading.has("how", "many", "when"),
    examples=(
        "{A} country?",
        "Could you tell me what country {A} belongs to?",
        "where on earth is {A}",
        "I wonder in which part of the world {A} lies.",
        "Do you happen to know where {A} is situated?",
        "To what country does the town of {A} belong?",
        "{A} is located in which country?",
        "What nation would I have to travel to for a visit to {A}?",
        "In what land will I find {A}?",
        "whereabouts is {A}?",
        "Locate {A} for me, please.",
        "On which continent is {A} to be found?",
        "country of {A}",
        "{A} - where",
        "Under which flag is {A}?",
        "What's the country that {A} lies in, my pupils ask?",
        "Where do I have to look on the map for {A}?",
        "Please state the country in which {A} is registered.",
        "Which state is home to {A}?",
        "so {A} is in what country again?",
        "I can't place {A}. What country is it in?",
        "By which country is {A} governed?",
        "The city of {A}: location?",
        "If I send a letter to {A}, which country do I put on the envelope?",
        "Where is {A}?",
        "Which country is {A} in?",
        "In what country can you find {A}?",
        "What country does {A} belong to?",
        "What country does {A} belong to?",
        "Where can {A} be found?",
        "Where's {A} anyway?",
        "Where on the map is {A}?",
        "Where in the world would I find {A}?",
        "Which country is home to {A}?",
        "In which nation does {A} sit?",
    ),
    counter_examples=(
        "Where in {A} is the town hall?",
        "Where can I park in {A}?",
        "Which country invaded {A}?",
    ),
)
