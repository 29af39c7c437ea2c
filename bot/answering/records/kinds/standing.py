"""Which partnerships are suspended or have ended: at all, or in, before or after a year."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only
from bot.answering.records.of_place import when
from bot.answering.records.query import Query
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """List the pairs; of those without a date say how many they are."""
    years = reading.years
    query = replace(Query.of(reading), years=None, statuses=q.over_signs(reading))
    bonds, draft = q.ordered(records, q.partnerships(records, query)), Draft(records)
    word = "suspended" if "suspended" in query.over else "ended"
    undated = sum(q.over_date(bond) is None for bond in bonds) if years else 0
    if years:
        bonds = [bond for bond in bonds if q.over_in(bond, years)]
    timed = f"{word}-when" if years else word
    said = when(years) if years else ""
    if bonds:
        of_all.list_pairs(draft, f"standing.{timed}", bonds, when=said)
    else:
        draft.say(f"standing.none.{timed}", when=said)
    if undated:
        draft.say("undated.start", undated)
    pairs = [of_all.pair_label(records, bond) for bond in bonds]
    return of_all.answer("standing", draft, len(pairs) if reading.asks == "count" else pairs)


KIND = Kind(
    "standing",
    answer,
    asks=("list", "count"),
    places=(0,),
    areas=(0, 0),
    needs=only("rel partner friendship", "suspended ended stop"),
    allows=FILTERS,
    fits=lambda reading: not reading.has("country"),
    examples=(
        "ended twinnings list",
        "Which twinnings have been {ended:axed}?",
        "Could you list all pacts that have been {suspended:shelved}?",
        "I wonder which towns have {ended:parted ways}.",
        "who {ended:broke up} with whom?",
        "Do you happen to know which charters were {ended:revoked} since {Y}?",
        "How many partnerships are {suspended:dormant} at present?",
        "Which cities have {ended:cut ties} with a partner?",
        "By which towns have partnerships been {suspended:frozen}?",
        "{suspended:paused} partnerships, please",
        "Are there partnerships that have {ended:lapsed}?",
        "In the eighties, which partnerships were {ended:dissolved}?",
        "All twinnings that have been {suspended:put on hold} since {Y}.",
        "Which pairs are no longer {partner:allied}?",
        "show {ended:dead} partnerships",
        "How many accords have {ended:fizzled out} so far?",
        "Which partnerships are {suspended:in limbo}?",
        "Which friendships between cities have been {ended:called off}?",
        "Which twinnings {ended:went under} before {Y}?",
        "What {partner:affiliations} have been {ended:severed}, and by whom?",
        "Which partnerships have come to an end for good?",
        "Which partnerships are suspended?",
        "How many partnerships ended in {Y}?",
        "Which sister cities have broken off their relations?",
        "List the twinnings that were put on ice after {Y}.",
        "Which partnerships have been cancelled?",
        "Which partnerships have been put on {suspended:ice}?",
        "Which twinnings were {ended:called} off in {Y}?",
        "Which partnerships are on {suspended:hold}?",
        "Which sister city links have been {ended:severed}?",
        "Which twinnings fell {ended:apart}?",
        "Which partnerships are {ended:over}?",
        "Which partnerships were {ended:axed} after {Y}?",
        "How many partnerships have been {ended:broken} off?",
        "Which partnerships have been {ended:scrapped}?",
    ),
    counter_examples=(
        "Which partnerships are about to be suspended?",
        "Which war ended partnerships?",
        "Which mayor suspended partnerships?",
        "Why were partnerships suspended?",
        "Who suspended the partnerships?",
        "Which law ended sister city partnerships?",
    ),
)
