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
    at = reading.order.index("many")
    for sign in reading.order[at + 1 :]:
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
