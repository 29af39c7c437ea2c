"""Which partners do two or more places have, each for itself."""

from __future__ import annotations

from bot.answering.blocks import Item
from bot.answering.records.draft import SHOWN, Draft, RecordAnswer, bond_note
from bot.answering.records.kind import FILTERS, Kind
from bot.answering.records.of_place import noun, where
from bot.answering.records.query import Query, partners
from bot.answering.records.reading import RELATED, Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """List the partners of each place; the value is all of them, each once."""
    query, draft = Query.of(reading), Draft(records)
    found: dict[str, None] = {}
    for number in places:
        bonds = partners(records, number, query).main
        what, there = noun(reading, len(bonds) or 2), where(records, query)
        if not bonds:
            key = "none.certain" if records.complete(number) else "none.open"
            draft.say(key, place=records.label(number), what=f"{what}{there}")
            continue
        labels = [records.label(bond.other(number)) for bond in bonds]
        found |= dict.fromkeys(labels)
        items = [
            Item(label, bond_note(bond), draft.cite(bond), records.place(bond.other(number)).country)
            for label, bond in zip(labels[:SHOWN], bonds, strict=False)
        ]
        more = max(0, len(bonds) - SHOWN)
        place = records.label(number)
        draft.list("partners.has", items, len(bonds), more=more, place=place, what=what, where=there)
        draft.completeness(number)
    return draft.answer("of-each", list(found))


def _each(reading: Reading) -> bool:
    """Tell whether the partners of each place are asked for: "the sister cities of Paris and of Rome"."""
    order = [sign for sign in reading.order if sign not in ("article", "filler", "place")]
    at = order.index("CITY")
    beside = order[at + 1 : at + 3] in (["and", "CITY"], ["and", "of"])
    return beside and order[at - 1] == "of" and order[at - 2] in RELATED


KIND = Kind(
    "of-each",
    answer,
    asks=("list",),
    places=(2, 3),
    allows=FILTERS,
    fits=_each,
    examples=(
        "List the sister cities of {A} and of {B}",
        "Who are the twin towns of {A} and {B}?",
        "Show me the partners of {A} and {B} in {X}",
        "What are the sister cities of {A} and those of {B}?",
        "List the sister cities of {A} and those of {B}.",
        "List the partners of {A} and the partners of {B}.",
        "What are the sister cities of {A} and of {B}?",
        "What are the partner cities of {A} and {B}?",
        "Which sister cities do {A} and {B} each have?",
        "Who are the partners of {A} and of {B}?",
        "Who are the sister cities of {A} and {B}?",
        "Show the twin towns of {A} and of {B}.",
        "Give me the sister cities of {A} and {B}.",
        "Name the partners of {A} and {B}.",
        "sister cities of {A} and {B}",
        "Tell me the sister cities of {A} and those of {B}.",
    ),
    counter_examples=(
        "What do the sister cities of {A} and {B} think?",
        "Who are the mayors of {A} and {B}?",
        "What are the names of the schools in {A} and {B}?",
        "List the sights of {A} and {B}.",
        "Show me the airports of {A} and {B}.",
        "What are the languages of {A} and {B}?",
    ),
)
