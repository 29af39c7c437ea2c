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
        "How many partnerships are there in your records?",
        "How many partnerships are there altogether?",
        "How many partnerships are there in total?",
        "How many partnerships do you know of?",
        "How many partnerships do you have on record?",
        "How many partnerships have you recorded?",
        "How many partnerships does the database hold?",
        "How many partnerships are in the corpus?",
        "How many partnerships are known?",
        "How many sister city partnerships are recorded?",
        "How many sister city relationships are on record?",
        "How many sister cities are in the records?",
        "How many sister cities do you have in your database?",
        "How many sister cities do you know?",
        "How many twin towns do you know about?",
        "How many twinnings do you know?",
        "How many twinnings are in your records in total?",
        "How many twinnings are there in all?",
        "How many cities do you know?",
        "How many cities do you have in your records?",
        "How many cities do the records name?",
        "How many cities are there in the records?",
        "How many cities are recorded altogether?",
        "How many towns are in your database?",
        "How many towns do your records hold?",
        "How many places are in the records?",
        "How many places are there on record?",
        "How many places does the database know?",
        "How many countries are in the database?",
        "How many countries do you know?",
        "How many countries do your records cover?",
        "How many countries are there in the records altogether?",
        "How many nations are in your records?",
        "How many nations appear in the database?",
        "How many pairs of sister cities do you have on record?",
        "How many pairs of cities are recorded?",
        "What is the total of partnerships in your records?",
        "What's the total number of partnerships?",
        "What's the number of cities in the records?",
        "What is the number of countries in your database?",
        "How large is the number of partnerships that you know?",
        "number of partnerships in the database",
        "number of cities on record",
        "number of countries in the records",
        "total partnerships",
        "total number of sister cities in the records",
        "how many partnerships u know",
        "how many cities in ur database",
        "Tell me how many partnerships you know.",
        "Tell me how many countries are on record.",
        "I'd like to know how many partnerships are recorded.",
        "I want to know how many cities are in your records.",
        "Do you know how many partnerships there are?",
        "Can you tell me how many sister cities you know?",
        "Could you count the partnerships in your records?",
        "In total, how many partnerships do the records hold?",
        "In all your records, how many cities are there?",
        "Altogether how many sister cities are on record?",
        "How many partnerships on record are still active?",
        "How many partnerships do you have that have not {ended:ended}?",
        "How many active partnerships are in your records?",
        "How many partnerships on file are not {suspended:suspended}?",
    ),
    counter_examples=(
        "How many pages does the database of records have?",
        "How many documents do you have?",
        "How many questions have you answered?",
        "How many people use this bot?",
        "How many servers are you on?",
        "How many sources do your records have?",
        "How many members does Sister Cities International have?",
        "How many cities are there in the world?",
        "How many countries are there in the world?",
        "How many sister cities does the average city have?",
        "How many sister city partnerships fail?",
        "How many partnerships should a city have?",
        "How many languages do you speak?",
        "How many words does the essay have?",
        "How many years does a partnership last?",
        "How many cities want a sister city?",
        "What's the total cost of a partnership?",
    ),
)
