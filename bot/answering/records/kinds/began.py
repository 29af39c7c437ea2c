"""Which partnerships began in, before or after a year."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.amounts import Years
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind
from bot.answering.records.of_place import when
from bot.answering.records.query import Query
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """List the pairs that began then, or count them."""
    years = reading.years
    if years is None:
        return None
    if years.how == "as-of":  # "Which cities were twinned in 1988?" means that they were joined then
        years = Years("start", years.low, years.high)
    query = replace(Query.of(reading), years=years)
    bonds, draft = q.ordered(records, q.partnerships(records, query)), Draft(records)
    if bonds:
        of_all.list_pairs(draft, "began.some", bonds, when=when(years))
    else:
        draft.say("began.none", when=when(years))
    pairs = [of_all.pair_label(records, bond) for bond in bonds]
    return of_all.answer("years", draft, len(pairs) if reading.asks == "count" else pairs)


KIND = Kind(
    "began",
    answer,
    asks=("list", "count"),
    places=(0,),
    areas=(0, 0),
    allows=FILTERS - {"suspended", "ended", "stop"},
    years=True,
    examples=(
        "Which partnerships began in {Y}?",
        "twinnings {start:signed} {Y}",
        "Which partnerships were {start:launched} before {Y}?",
        "What pacts were {start:concluded} after {Y}?",
        "Could you list all twinnings that {start:came into being} in the eighties?",
        "I wonder who {partner:linked arms} in {Y}.",
        "who {partner:palled up} in {Y}?",
        "Do you happen to know which towns {partner:struck up} a partnership in {Y}?",
        "How many partnerships were {start:sealed} between {Y} and {Y2}?",
        "In {Y}, which cities became twins?",
        "Which partnerships date from {Y}?",
        "What twinnings {start:got going} in the nineties?",
        "Which cities {partner:tied the knot} in {Y}?",
        "new sister cities after {Y}",
        "Which charters go back to before {Y}?",
        "From {Y} to {Y2}, what partnerships were {start:set up}?",
        "What was {start:kicked off} in {Y} in the way of twinnings?",
        "Name the partnerships that {start:saw the light of day} in {Y}.",
        "What {partner:friendship accords} were {start:inked} in {Y}?",
        "Which partnerships have their roots in the seventies?",
        "Which partnerships started in {Y}?",
        "How many cities were twinned in {Y}?",
        "Which sister cities got together before {Y}?",
        "Name the partnerships formed between {Y} and {Y2}.",
        "Which partnerships were {start:launched} in {Y}?",
        "Which cities {start:paired} up in {Y}?",
        "Which cities {start:teamed} up between {Y} and {Y2}?",
        "What twinnings {start:came} about after {Y}?",
        "Which sister city agreements were {start:sealed} in {Y}?",
    ),
    counter_examples=("Which sister city events took place in {Y}?",),
)
