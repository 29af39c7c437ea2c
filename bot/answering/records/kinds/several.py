"""Is a place a partner of each of several others, or of any of them."""

from __future__ import annotations

from bot.answering.blocks import Item
from bot.answering.records.draft import Draft, RecordAnswer, Value, bond_note
from bot.answering.records.kind import Kind, signs
from bot.answering.records.of_pair import complete
from bot.answering.records.query import Query
from bot.answering.records.reading import Reading
from bot.answering.records.tally import one_or_all
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Answer for the first place against each of the others, with what is on record of each pair."""
    center, *others = places
    query, draft = Query.of(reading), Draft(records)
    bonds = {other: records.between(center, other) for other in others}
    held = [
        other
        for other, bond in bonds.items()
        if bond is not None and bond.status in query.statuses and bond.relation in query.relations
    ]
    any_of = reading.has("or")
    holds = bool(held) if any_of else len(held) == len(others)
    if reading.asks == "yes-no":
        draft.say("lead.yes" if holds else "lead.no")
    on_record = [bond for bond in bonds.values() if bond is not None]
    if on_record:
        items = [
            Item(records.label(bond.other(center)), bond_note(bond), draft.cite(bond)) for bond in on_record
        ]
        draft.list("pair.instead", items, place=records.place(center).name)
    missing = [other for other in others if bonds[other] is None]
    for other in missing:
        key = "pair.none-certain" if complete(records, center, other) else "pair.none-open"
        draft.say(key, places=f"{records.label(center)} and {records.label(other)}")
    if not on_record:
        proof = [bond for number in places for bond in records.of.get(number, [])[:1]]
        draft.cite(*proof, compare=False)
    labels = [records.label(other) for other in held]
    value: Value = holds
    if reading.asks != "yes-no":
        value = one_or_all(labels)
    return draft.answer("several", value, complete=records.complete(center))


KIND = Kind(
    "several",
    answer,
    asks=("yes-no", "list"),
    places=(3, 4, 5),
    areas=(0, 0),
    allows=signs("both or still other"),
    years=False,
    fits=lambda reading: reading.asks == "yes-no" or reading.has("or"),
    examples=(
        "Is {A} twinned with both {B} and {B}?",
        "Is {A} twinned with {B} or {B}?",
        "Is {A} a twin of {B} and of {B}?",
        "Which is {A} twinned with, {B} or {B}?",
    ),
    counter_examples=("Which of {A}, {B} and {B} is the best sister city?",),
)
