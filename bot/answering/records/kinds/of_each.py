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
        "List {A}'s partners, then those of {B}.",
        "First the twin towns of {A}, then the twin towns of {B}, please.",
        "Give me the sister cities of {A}, followed by the sister cities of {B}.",
        "the partners of {A} and after that the ones of {B}",
        "Name the sister cities of {A}, and next those of {B}.",
        "Show {A}'s twins first, {B}'s twins second.",
        "Which twins does {A} have, and which {B}?",
        "Show both lists of partners, {A}'s and {B}'s.",
        "Who is {A} twinned with, and who is {B} twinned with?",
        "Which partner cities does {A} have and which does {B} have?",
        "What are {A}'s twin towns and {B}'s twin towns?",
        "Which places in {X} are partners of {A} and which of {B}?",
        "List the links of {A}, {A} and {B}, each separately.",
        "What friendship towns have {A} and {B} got, each for itself?",
        "What are the suspended ties of {A} and those of {B}?",
        "With whom are {A} and {B} each partnered?",
        "Which partners did {A} have in 1985, and which {B}?",
        "{A} and {B} partners list both",
        "partner towns for {A} and also for {B} pls",
        "whats {A}s twins and whats {B}s twins",
        "show twinnings {A} and {B} each",
        "list sisters of {A} and of {B} in {X}",
        "who are the partners of {A} n who of {B}",
        "gimme twins of {A} and twins of {B}",
        "partnes of {A} and {B} one after another",
        "{A}, {A} and {B} sister cities for each",
        "My pupils compare {A} and {B}. Which sister cities has the one, which the other?",
        "First tell me the twins of {A}, and after that the twins of {B}.",
        "Would you kindly set down for me the partner towns of {A}, and likewise of {B}?",
        "One half of the class does {A}, the other {B}. What are the partner cities for each half?",
        "Side by side, please: the sisters of {A} and the sisters of {B}.",
        "Please the partner cities from {A} and the ones from {B} to show.",
        "I am after the twinned places of {A}, and while you are at it, of {B} too.",
        "An overview of who is twinned with {A} and who with {B}.",
        "Separately for {A} and {B}: all partner towns, please.",
        "Take {A} and {B} in turn and name the places each is tied to.",
        "The towns on the twinning sign of {A}, and those on the sign of {B}: which partners are they?",
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
        "with whom is {A} twinned, and with whom {B}",
        "who are {A}'s and {B}'s sisters, respectively",
        "{A} and {B}: the twins of each",
        "partners of {A} and partners of {B}, please",
        "list the sisters for {A} and for {B}",
        "which towns are {A} and {B} twinned with respectively",
        "what sisters do {A} and {B} have, one by one",
        "the sister lists of {A} and {B}",
        "show the partners of {A} as well as those of {B}",
        "whom have {A} and {B} twinned with, each of them",
    ),
    counter_examples=(
        "What do the twins of {A} and of {B} cost each year?",
        "Who runs the twinning clubs of {A} and of {B}?",
        "weather in {A} and in {B}",
        "List: mayors of {A}. Second list: mayors of {B}.",
        "How large are {A} and its sister {B}?",
        "Which festivals do {A} and {B} each hold for their partners?",
        "My pupils compare {A} and {B}. Which is the nicer town?",
        "Show me hotels in {A} and in {B}.",
        "What do the sister cities of {A} and {B} think?",
        "Who are the mayors of {A} and {B}?",
        "What are the names of the schools in {A} and {B}?",
        "List the sights of {A} and {B}.",
        "Show me the airports of {A} and {B}.",
        "What are the languages of {A} and {B}?",
    ),
)
