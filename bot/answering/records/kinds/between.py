"""Which partnerships are there between two countries or regions, or which of their places have them."""

from __future__ import annotations

from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.areas import members
from bot.answering.records.draft import Draft, RecordAnswer, Value
from bot.answering.records.kind import FILTERS, Kind
from bot.answering.records.query import Query, without_areas
from bot.answering.records.reading import RELATED, Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """List the pairs; the value is pairs, or places where the question asks for cities."""
    one, other = reading.areas
    query = without_areas(Query.of(reading))
    bonds = q.ordered(records, q.between(records, q.partnerships(records, query), one, other))
    draft, areas = Draft(records), f"{one.label} and {other.label}"
    if bonds:
        of_all.list_pairs(draft, "between.some", bonds, first=one, areas=areas)
    else:
        draft.say("between.none", areas=areas)
    here = members(records, (one,))
    sides = [n for bond in bonds for n in (bond.a, bond.b) if n in here]
    cities = list(dict.fromkeys(records.label(n) for n in sides))
    noun = next(sign for sign in reading.order if sign in ("place", *RELATED))
    of_cities = noun == "place" and not reading.has("between")
    before = of_cities and reading.order.index("place") < reading.order.index("WHERE")
    value: Value
    if reading.asks == "yes-no":
        value = bool(bonds)
    elif reading.asks == "count":
        value = len(cities) if before else len(bonds)
    else:
        value = cities if of_cities else [of_all.pair_label(records, bond, one) for bond in bonds]
    return of_all.answer("between", draft, value)


KIND = Kind(
    "between",
    answer,
    asks=("list", "count", "yes-no"),
    places=(0,),
    areas=(2, 2),
    allows=FILTERS | {"connected"},
    fits=lambda reading: not (reading.has("every") and reading.asks == "yes-no"),
    examples=(
        "Which partnerships run between {X} and {X2}?",
        "How many partnerships are there between {X} and {X2}?",
        "Which {X} cities are twinned with {X2} cities?",
        "Which cities in {X} have suspended their {X2} partners?",
        "List the twinnings of {X} with {X2}.",
        "Are there sister city links between {X} and {X2}?",
        "Which towns in {X} cooperate with towns in {X2}?",
        "Which sister city partnerships connect {X} with {X2}?",
        "Which {X} towns have {partner:teamed} up with {X2} ones?",
        "What twinnings tie {X} to {X2}?",
        "Which {X} cities have {suspended:frozen} their {X2} partnerships?",
        "Which {X} cities have {ended:cut} ties with {X2}?",
    ),
    counter_examples=(
        "How much trade do the sister cities of {X} and {X2} do?",
        "Why did cities in {X} twin with cities in {X2}?",
    ),
)
