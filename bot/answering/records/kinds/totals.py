"""How many partnerships, places or countries do the records hold."""

from __future__ import annotations

from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind
from bot.answering.records.query import Query
from bot.answering.records.reading import RELATED, Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Say the three totals with an example; the value is the one asked for."""
    bonds, draft = q.partnerships(records, Query.of(reading)), Draft(records)
    if not bonds:
        return None
    towns = {n for bond in bonds for n in (bond.a, bond.b)}
    lands = {records.areas[n][0] for n in towns}
    of_all.list_pairs(
        draft,
        "totals",
        q.ordered(records, bonds)[:1],
        all=f"{len(bonds):,}",
        places=f"{len(towns):,}",
        countries=f"{len(lands):,}",
    )
    counted = _counted(reading)
    value = {"country": len(lands), "place": len(towns)}.get(counted, len(bonds))
    return of_all.answer("totals", draft, value)


def _counted(reading: Reading) -> str:
    """Return what is counted: the noun that "many" or "number of" leads to."""
    at = reading.order.index("many") + 1 if reading.has("many") else 0
    for sign in reading.order[at:]:
        if sign in ("country", "place", *RELATED):
            return sign
    return "partner"


KIND = Kind(
    "totals",
    answer,
    asks=("count",),
    places=(0,),
    areas=(0, 0),
    needs=(frozenset(("records",)), frozenset((*RELATED, "place", "country"))),
    allows=FILTERS,
    years=False,
    examples=(
        "How many partnerships are on record?",
        "total number of twinnings",
        "How many places do you know?",
        "How many countries are covered by your records?",
        "Could you tell me how many towns are listed altogether?",
        "I wonder how large your database of twin towns is.",
        "how many sister cities are there in total?",
        "Do you happen to know the overall number of partnerships?",
        "What's the grand total of pacts you {have:hold}?",
        "In all, how many countries have twin towns?",
        "By how many towns is your list made up?",
        "How many cities and countries does your data {have:contain}?",
        "Number of partnerships, places and countries, please.",
        "How much do you have on file?",
        "How many twinnings exist worldwide?",
        "Count all the partnerships.",
        "Altogether, how many charters are recorded?",
        "How many municipalities take part in twinning overall?",
        "What are the total figures?",
        "Of how many partnerships do you keep a record?",
        "How many town-to-town {partner:affiliations} have been registered?",
        "How big is this collection?",
        "For a newspaper piece: how many twin towns do you list all told?",
        "Over how many countries do the records stretch?",
        "How many pairs of {partner:allied} cities are known to you?",
        "How many entries do you {have:possess}?",
        "How many partnerships have you got on file?",
        "How many twinnings are listed in the database?",
        "How many partnerships do the records hold?",
        "How many cities are in the database?",
        "How many countries are covered by the records?",
        "What is the total number of twinnings recorded?",
        "How many sister city pairs do you know?",
        "How many cities appear in your records altogether?",
        "How many countries appear in the records?",
        "How many countries do the records cover?",
        "How many twinnings are there in your records?",
        "How many places do you have on record?",
    ),
    counter_examples=("How many pages does the database of records have?",),
)
