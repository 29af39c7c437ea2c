"""Which places of a country or region have partners, or which partnerships does it have."""

from __future__ import annotations

from collections import Counter

from bot.answering.blocks import Item
from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.areas import Area, members
from bot.answering.records.draft import PAIRS_SHOWN, Draft, RecordAnswer, Value
from bot.answering.records.kind import FILTERS, Kind, signs
from bot.answering.records.query import Query, without_areas
from bot.answering.records.reading import RELATED, Reading
from corpus.partnerships import Bond, Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """List places with how many partners each has, or pairs where partnerships are asked for."""
    area = reading.areas[0]
    bonds = q.touching(records, q.partnerships(records, without_areas(Query.of(reading))), (area,))
    draft = Draft(records)
    if not bonds:
        draft.say("inside.none", area=area.label)
        empty: Value = False if reading.asks == "yes-no" else 0 if reading.asks == "count" else []
        return of_all.answer("inside", draft, empty)
    noun = next((sign for sign in reading.order if sign in ("place", *RELATED)), "partner")
    pairs = noun == "partner" or reading.has("suspended", "ended") or reading.order[-1:] == ("have",)
    found = (_pairs if pairs else _places)(draft, bonds, area, reading)
    value: Value = found
    if reading.asks == "yes-no":
        value = bool(found)
    elif reading.asks == "count":
        value = len(found)
    return of_all.answer("inside", draft, value)


def _pairs(draft: Draft, bonds: list[Bond], area: Area, reading: Reading) -> list[str]:
    ordered = q.ordered(draft.records, bonds)
    of_all.list_pairs(draft, "inside.pairs", ordered, first=area, area=area.label)
    return [of_all.pair_label(draft.records, bond, area) for bond in ordered]


def _places(draft: Draft, bonds: list[Bond], area: Area, reading: Reading) -> list[str]:
    records, inside = draft.records, members(draft.records, (area,))
    counts = Counter(n for bond in bonds for n in (bond.a, bond.b) if n in inside)
    kept = [n for n in counts if reading.amount is None or reading.amount.holds(counts[n])]
    ranked = sorted(kept, key=lambda n: (-counts[n], records.label(n)))
    proof: dict[int, Bond] = {}
    for bond in bonds:
        proof.setdefault(bond.a, bond)
        proof.setdefault(bond.b, bond)
    items = [
        Item(records.label(n), str(counts[n]), draft.cite(proof[n], compare=False))
        for n in ranked[:PAIRS_SHOWN]
    ]
    more = max(0, len(ranked) - PAIRS_SHOWN)
    if ranked:
        draft.list("inside.places", items, len(ranked), more=more, area=area.label)
    else:
        draft.say("inside.none", area=area.label)
    return [records.label(n) for n in ranked]


def _inside(reading: Reading) -> bool:
    """Tell whether a country, or a place in a region, is meant: Washington alone may be the city."""
    before = [sign for sign in reading.order[: reading.order.index("WHERE")] if sign != "article"]
    named = bool(reading.areas[0].country or reading.areas[0].continent) or before[-1:] == ["in"]
    return named and (reading.amount is None or not reading.has("partner"))


KIND = Kind(
    "inside",
    answer,
    asks=("list", "count", "yes-no"),
    places=(0,),
    areas=(1, 1),
    allows=FILTERS | signs("NUMBER more less than least most"),
    fits=lambda reading: (
        _inside(reading)
        and not reading.has("country", "every")
        and (reading.amount is not None) == reading.has("NUMBER")
        and (reading.amount is not None or not reading.has("more", "less", "than", "least", "most"))
    ),
    examples=(
        "Which cities of {X} have partners?",
        "{X} cities with twins",
        "What towns in {X} are twinned with anyone?",
        "Could you list the places in {X} that {have:maintain} a partnership?",
        "I wonder which {X} municipalities {have:boast} a twin town.",
        "who in {X} does twinning at all?",
        "How many towns in {X} {have:possess} partners?",
        "Do you happen to know what {X} towns {have:entertain} sister cities?",
        "Name the {X} towns on record.",
        "Which cities from {X} appear in your list?",
        "What places within {X} have {partner:struck up} partnerships since {Y}?",
        "By which towns of {X} have twinning charters been signed?",
        "Twin towns in {X}: which are there?",
        "Are there any cities in {X} that {partner:cooperate} with a partner?",
        "All {X} municipalities with a {partner:sibling} somewhere, please.",
        "Who are the twinners of {X}?",
        "Which {X} cities {have:keep} partners abroad?",
        "Show me every city of {X} that has {partner:forged ties}.",
        "{X} list of partnered towns",
        "Of the towns in {X}, which have an {partner:ally}?",
        "What communities in {X} had found a partner before {Y}?",
        "I'm mapping {X}: what towns there are twinned?",
        "Across {X}, what cities {have:can show} at least one twinning?",
        'In which towns of {X} would I find a "twinned with" sign?',
        "Which cities in {X} have sister cities?",
        "How many towns in {X} are twinned?",
        "Which {X} cities have partners?",
        "Which partnerships in {X} are suspended?",
        "Which cities in {X} have more than ten sister cities?",
        "What {X} municipalities take part in twinning?",
        "Which {X} towns are engaged in twinning?",
        "Which places in {X} are on record with sister cities?",
        "What cities of {X} participate in partnerships?",
        "Which towns in {X} are {rel:sistered}?",
    ),
    counter_examples=(
        "Which cities in {X} are worth a visit?",
        "How many people in {X} live in twin towns?",
        "Which ministry in {X} looks after sister cities?",
    ),
)
