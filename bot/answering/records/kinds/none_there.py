"""Which places of one area have partners, but none in another area."""

from __future__ import annotations

from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.draft import PAIRS_SHOWN, Draft, RecordAnswer, Value
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.query import Query, without_areas
from bot.answering.records.reading import RELATED, Reading
from bot.answering.records.tally import Tally
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """List the places that have partners elsewhere alone, with how many each has."""
    here, there = reading.areas
    bonds = q.partnerships(records, without_areas(Query.of(reading)))
    every, linked = Tally(records, bonds, (here,)), q.tally(records, bonds, (here,), (there,))
    without = every.ranked(every.counts.keys() - linked.keys())
    draft = Draft(records)
    if without:
        items = every.items(draft, without[:PAIRS_SHOWN])
        more = max(0, len(without) - PAIRS_SHOWN)
        draft.list("none-there", items, len(without), more=more, area=here.label, other=there.label)
    else:
        proof = every.proof(sorted(linked))
        cited = of_all.cite_nearest(draft, [bonds[0] for bonds in proof.values()])
        draft.say("none-there.none", cited=cited, area=here.label, other=there.label)
    labels = [records.label(number) for number in without]
    value: Value = len(labels) if reading.asks == "count" else labels
    return of_all.answer("none-there", draft, value)


def _denies(reading: Reading) -> bool:
    """Tell whether partners in the second area are denied: "Which cities in A have no partner in B?"."""
    order = [sign for sign in reading.order if sign not in ("article", "filler")]
    areas = [at for at, sign in enumerate(order) if sign == "WHERE"]
    denied = order.index("negated")
    related = any(sign in RELATED for sign in order[denied:])
    return len(areas) == 2 and areas[0] < denied < areas[1] and related and "place" in order[:denied]


KIND = Kind(
    "none-there",
    answer,
    asks=("list", "count"),
    places=(0,),
    areas=(2, 2),
    needs=only("rel partner friendship", "negated"),
    allows=FILTERS | signs("negated"),
    fits=_denies,
    examples=(
        "Which {X} cities have no sister city in {X2}?",
        "Which cities in {X} have no partner in {X2}?",
        "How many {X} towns have no {X2} partner?",
        "Which towns in {X} are not twinned with any town in {X2}?",
        "What places in {X} do not have a sister city in {X2}?",
        "List the cities in {X} with no twin town in {X2}.",
        "How many cities in {X} have no twin in {X2}?",
        "Which {X} municipalities have never twinned with {X2}?",
    ),
    counter_examples=(
        "Which schools in {X} have no partner school in {X2}?",
        "Which cities in {X} have no airport near a twin in {X2}?",
        "Why do cities in {X} have no sister cities in {X2}?",
        "Which towns in {X} have no money for trips to their twins in {X2}?",
    ),
)
