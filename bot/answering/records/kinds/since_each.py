"""Since when does a place have its partners, each with its year."""

from __future__ import annotations

from bot.answering.records.draft import RecordAnswer, date_asked
from bot.answering.records.kind import FILTERS, Kind
from bot.answering.records.of_place import OfPlace
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """List the partners whose start is known; a value where there is one alone."""
    found = OfPlace.ask(records, places[0], reading)
    known = [bond for bond in found.selection.main if bond.since]
    if not known:
        return None
    found.list("since-each", known, place=found.label, what=found.noun(2), where=found.where())
    undated = len(found.selection.main) - len(known)
    found.undated(undated)
    alone = len(known) == 1 and not undated
    return found.answer("since-all", date_asked(known[0].since or "", reading.words) if alone else None)


KIND = Kind(
    "since-each",
    answer,
    asks=("when",),
    allows=FILTERS - {"suspended", "ended", "stop"},
    fits=lambda reading: not reading.has("suspended", "ended", "stop"),
    examples=(
        "Since when does {A} have its sister cities?",
        "When did {A} become twinned with its partners in {X}?",
        "For how long has {A} had its sister cities?",
    ),
    counter_examples=(
        "When was {A} founded?",
        "When do {A}'s sister cities celebrate?",
        "How long does the trip to {A}'s sister city take?",
    ),
)
