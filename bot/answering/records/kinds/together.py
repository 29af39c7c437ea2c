"""How many partners do places have together, one that is a partner of several counted once."""

from __future__ import annotations

from bot.answering.blocks import Item
from bot.answering.records.draft import Draft, RecordAnswer, Value, names
from bot.answering.records.kind import FILTERS, Kind
from bot.answering.records.of_pair import complete
from bot.answering.records.of_place import noun, where
from bot.answering.records.query import Query, partners
from bot.answering.records.reading import RELATED, Reading
from corpus.partnerships import Records

_TOGETHER = frozenset(("together", "combined", "altogether", "total", "jointly"))
_PROOF = 3


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Count the partners of all, and say how many each has and how many are counted once."""
    query, draft = Query.of(reading), Draft(records)
    bonds = {number: partners(records, number, query).main for number in places}
    found = [{bond.other(number) for bond in held} for number, held in bonds.items()]
    union = sorted(set().union(*found), key=records.label)
    items = [
        Item(records.label(number), str(len(held)), draft.cite(*held[:_PROOF], compare=False))
        for number, held in bonds.items()
    ]
    what = f"{noun(reading, len(union))}{where(records, query)}"
    draft.list("together", items, len(union), places=names(records, *places), what=what)
    twice = sum(map(len, found)) - len(union)
    if twice:
        draft.say("together.once", twice)
    for number in places:
        draft.completeness(number)
    value: Value = len(union) if reading.asks == "count" else [records.label(number) for number in union]
    return draft.answer("together", value, complete=complete(records, *places[:2]))


def _added(reading: Reading) -> bool:
    """Tell whether partners of places are added up: not "the total of Lyon", not "twinned together"."""
    words, order = reading.words, reading.order
    last = max((at for at, word in enumerate(words) if word in _TOGETHER), default=-1)
    beside = any(order[at : at + 3] == ("CITY", "and", "CITY") for at in range(len(order)))
    return last >= 0 and beside and not reading.has("common", "between")


KIND = Kind(
    "together",
    answer,
    asks=("count",),
    places=(2, 3, 4),
    needs=(frozenset(RELATED),),
    allows=FILTERS - {"between"},
    fits=_added,
    examples=(
        "How many sister cities do {A} and {B} have together?",
        "How many partners have {A} and {B} together?",
        "How many twin towns do {A} and {B} have in total?",
        "What is the combined number of partners of {A} and {B}?",
        "How many partners do {A} and {B} have combined?",
        "How many sister cities have {A} and {B} altogether?",
        "Together, how many twins do {A} and {B} have?",
        "How many partners in {X} do {A} and {B} have together?",
        "Number of sister cities of {A} and {B} together?",
        "How many twinnings do {A} and {B} have in total?",
    ),
    counter_examples=(
        "How many inhabitants do {A} and its twin {B} have together?",
        "How many pupils of {A} and {B} went to school together?",
        "How often did {A} and {B} celebrate together?",
        "How much do {A} and {B} spend together on their partnership?",
    ),
)
