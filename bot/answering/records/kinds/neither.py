"""Is a place a partner of neither of two others."""

from __future__ import annotations

from bot.answering.blocks import Item
from bot.answering.records.denials import only_undenied
from bot.answering.records.draft import Draft, RecordAnswer, bond_note, names
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.of_pair import complete
from bot.answering.records.query import Query
from bot.answering.records.reading import Reading
from corpus.partnerships import Records

_DENIED = 2  # places that are denied


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Answer yes where none of the others is a partner; name those that are."""
    at = only_undenied(reading) or 0
    center, others = places[at], [number for spot, number in enumerate(places) if spot != at]
    query, draft = Query.of(reading), Draft(records)
    bonds = [bond for other in others if (bond := records.between(center, other)) is not None]
    held = [bond for bond in bonds if bond.status in query.statuses and bond.relation in query.relations]
    draft.say("lead.no" if held else "lead.yes")
    if bonds:
        items = [Item(records.label(bond.other(center)), bond_note(bond), draft.cite(bond)) for bond in bonds]
        draft.list("pair.instead", items, place=records.place(center).name)
    linked = {bond.other(center) for bond in bonds}
    for other in others:
        if other not in linked:
            key = "neither.certain" if complete(records, center, other) else "pair.none-open"
            draft.say(key, places=names(records, center, other))
    if not bonds:
        proof = [bond for number in (center, *others) for bond in records.of.get(number, ())[:1]]
        draft.cite(*proof, compare=False)
    return draft.answer("neither", not held, complete=records.complete(center))


KIND = Kind(
    "neither",
    answer,
    asks=("yes-no",),
    places=(3,),
    areas=(0, 0),
    needs=only("rel partner friendship", "negated"),
    allows=signs("negated or it still"),
    years=False,
    fits=lambda reading: reading.order.count("negated") >= _DENIED and only_undenied(reading) is not None,
    examples=(
        "Is {A} twinned with neither {B} nor {B}?",
        "Are neither {A} nor {A} twinned with {B}?",
        "Is it true that {A} is a partner of neither {B} nor {B}?",
        "Is {A} neither a sister city of {B} nor of {B}?",
        "{A} is twinned neither with {B} nor with {B}, right?",
        "Is neither {A} nor {A} a partner of {B}?",
        "Are {A} and neither {B} nor {B} partners?",
        "Can you confirm that neither {A} nor {A} is twinned with {B}?",
    ),
    counter_examples=(
        "Has neither {A} nor {B} sent a delegation to {A}?",
        "Is {A} neither larger than {B} nor older than {B}?",
        "Why is {A} twinned with neither {B} nor {B}?",
        "Did neither the mayor of {A} nor that of {B} come to the twinning in {A}?",
    ),
)
