"""Which partner of a place has itself most, or fewest, partners."""

from __future__ import annotations

from collections import Counter

from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.of_place import OfPlace
from bot.answering.records.query import edge
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Name the partner with most partnerships, with their number."""
    found = OfPlace.ask(records, places[0], reading)
    bonds = {bond.other(places[0]): bond for bond in found.selection.main}
    counts = Counter({n: sum(b.status != "ended" for b in records.of[n]) for n in bonds})
    best = edge(counts, records.label, least=reading.has("least"), top=None)
    if not best:
        return None
    items, more = found.items([bonds[number] for number in best])
    key = "busiest.fewest" if reading.has("least") else "busiest.most"
    found.draft.list(
        key, items, len(best), more=more, place=found.label, what=found.noun(2), edge=counts[best[0]]
    )
    labels = [records.label(number) for number in best]
    return found.answer("busiest-partner", labels[0] if len(labels) == 1 else labels)


KIND = Kind(
    "busiest-partner",
    answer,
    asks=("list",),
    areas=(0, 0),
    needs=only("rel partner friendship", "most least"),
    allows=signs("it they every still"),
    fits=lambda reading: reading.has("of", "which", "who") and reading.amount is None,
    examples=(
        "Which of {A}'s sister cities has the most sister cities itself?",
        "Which twin town of {A} has the fewest partners?",
        "Of {A}'s partner cities, which one has the most partnerships?",
    ),
    counter_examples=(
        "Which of {A}'s sister cities is the largest?",
        "Which sister city of {A} has most inhabitants?",
    ),
)
