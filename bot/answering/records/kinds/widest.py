"""Which place has partners in most countries."""

from __future__ import annotations

from collections import Counter, defaultdict

from bot.answering.blocks import Item
from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.areas import within
from bot.answering.records.draft import PAIRS_SHOWN, Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.of_place import areas_named
from bot.answering.records.query import Query, without_areas
from bot.answering.records.reading import Reading
from bot.answering.records.tally import one_or_all
from corpus.partnerships import Records

_PROOF = 3


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Name the places whose partners lie in most countries, with how many these are."""
    here = within(records, reading.areas)
    bonds = q.partnerships(records, without_areas(Query.of(reading)))
    lands: defaultdict[int, set[str]] = defaultdict(set)
    for bond in bonds:
        for number, other in ((bond.a, bond.b), (bond.b, bond.a)):
            if here is None or number in here:
                lands[number].add(records.areas[other][0])
    counts = Counter({number: len(found) for number, found in lands.items()})
    best = q.edge(counts, records.label, least=False, top=reading.top)
    if not best:
        return None
    draft = Draft(records)
    items = [
        Item(records.label(n), str(counts[n]), draft.cite(*records.of[n][:_PROOF], compare=False))
        for n in best[:PAIRS_SHOWN]
    ]
    more = max(0, len(best) - PAIRS_SHOWN)
    draft.list("widest", items, len(best), more=more, where=areas_named(records, reading.areas))
    labels = [records.label(number) for number in best]
    return of_all.answer("widest", draft, one_or_all(labels))


def _in_most_countries(reading: Reading) -> bool:
    """Tell whether "most" is of countries, and not of partnerships."""
    order = [sign for sign in reading.order if sign not in ("article", "many", "of", "filler", "plain")]
    at = order.index("most")
    first = next((sign for sign in order if sign in ("place", "who", "country")), "")
    return order[at + 1 : at + 2] == ["country"] and first != "country"


KIND = Kind(
    "widest",
    answer,
    asks=("list", "countries"),
    places=(0,),
    areas=(0, 1),
    needs=only("rel partner friendship", "most", "country", "place who which"),
    allows=FILTERS | signs("most country"),
    fits=_in_most_countries,
    examples=(
        "Which city has partners in the most countries?",
        "Which city in {X} has sister cities in most countries?",
        "Whose sister cities are spread over the most countries?",
        "city with twin towns in the most countries",
        "Which city has partners in the largest number of countries?",
        "Which city has sister cities in the most countries?",
        "Which city has twins in the most countries?",
        "Which city is twinned with cities in the most countries?",
        "Which city in {X} has partners in the most countries?",
        "Which town in {X} has twins in the most countries?",
        "Which {X} city has sister cities in the most countries?",
        "Who has sister cities in the most countries?",
        "Who has partners in the most countries?",
        "What city has partners in the most countries?",
        "Whose partners are in the most countries?",
        "Whose twin towns are spread over the most countries?",
        "Name the city with sister cities in the most countries.",
        "Tell me which city has partners in the most countries.",
        "city with partners in most countries",
    ),
    counter_examples=(
        "Which country has partners in the most countries?",
        "Which city has offices in the most countries?",
        "Which city has visitors from the most countries?",
        "Who has been to the most countries?",
        "Which mayor visited the most countries?",
    ),
)
