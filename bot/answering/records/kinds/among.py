"""Which partners of a place are partners of each other."""

from __future__ import annotations

from itertools import combinations

from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.draft import Draft, RecordAnswer, Value
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.query import Query
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """List the pairs among the partners of a place that are partners themselves."""
    query = Query.of(reading)
    partners = [bond.other(places[0]) for bond in q.partners(records, places[0], query).main]
    if not partners:
        return None
    found = (records.between(one, other) for one, other in combinations(partners, 2))
    bonds = q.ordered(
        records, (b for b in found if b and b.status in query.statuses and b.relation in query.relations)
    )
    draft = Draft(records)
    if bonds:
        of_all.list_pairs(draft, "among.some", bonds, place=records.label(places[0]))
    else:
        proof = records.of[places[0]][:3]
        draft.say("among.none", cited=draft.cite(*proof, compare=False), place=records.label(places[0]))
    pairs = [of_all.pair_label(records, bond) for bond in bonds]
    value: Value = pairs
    if reading.asks == "yes-no":
        value = bool(pairs)
    elif reading.asks == "count":
        value = len(pairs)
    return of_all.answer("among", draft, value)


KIND = Kind(
    "among",
    answer,
    asks=("list", "yes-no", "count"),
    needs=only("rel partner friendship", "reciprocal"),
    allows=(FILTERS - {"every"}) | signs("reciprocal connected"),
    examples=(
        "Which of {A}'s sister cities are twinned with each other?",
        "Are any of {A}'s partners partners of one another?",
        "How many of {A}'s twin towns are linked to each other?",
        "Which twin towns of {A} are also twinned with each other?",
        "Which of {A}'s sister cities are sister cities of each other?",
        "Which of {A}'s partners are partnered with each other?",
        "Which of {A}'s twins are twinned with one another?",
        "Which of {A}'s partners are linked to each other?",
        "Which partners of {A} are partners of each other?",
        "Which sister cities of {A} are twinned with one another?",
        "Are any of {A}'s sister cities twinned with each other?",
        "Are any of {A}'s twins linked with one another?",
        "Are {A}'s partners partnered with each other?",
        "How many of {A}'s sister cities are sisters of each other?",
        "Do any of {A}'s twins have a partnership with each other?",
    ),
    counter_examples=(
        "Do {A}'s sister cities like each other?",
        "Which of {A}'s sister cities are near each other?",
        "Which of {A}'s sister cities visit one another?",
        "Do {A}'s sister cities know each other?",
        "Do {A}'s sister cities compete with each other?",
    ),
)
