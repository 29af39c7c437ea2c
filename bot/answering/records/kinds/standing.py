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


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """List the pairs; of those without a date say how many they are.

    None where no word says which are meant.
    """
    if not reading.has("suspended", "ended", "stop"):
        return None
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
        "Which partnerships are {suspended:frozen}?",
        "Which partnerships are {suspended:paused} at the moment?",
        "Which partnerships are currently suspended?",
        "Which partnerships are no longer {active:active}, {ended:ended}?",
        "Which partnerships have ended?",
        "Which partnerships have been ended?",
        "Which partnerships have been suspended?",
        "Which partnerships have been suspended since {Y}?",
        "Which partnerships have been {ended:terminated}?",
        "Which partnerships have been {ended:dissolved}?",
        "Which partnerships have been {ended:discontinued}?",
        "Which partnerships have been {suspended:paused}?",
        "Which partnerships have {ended:broken down}?",
        "Which partnerships were {ended:ended} in {Y}?",
        "Which partnerships were suspended in {Y}?",
        "Which partnerships were {ended:cancelled} after {Y}?",
        "Which partnerships ended before {Y}?",
        "Which partnerships ended between {Y} and {Y2}?",
        "Which partnerships do not exist any more and have {ended:ended}?",
        "Which partnerships does the database list as suspended?",
        "Which partnerships are listed as {ended:ended}?",
        "Which partnerships are marked as suspended?",
        "Which sister cities have {ended:split up}?",
        "Which sister cities have {ended:parted}?",
        "Which sister cities are no longer sister cities, {ended:ended}?",
        "Which sister city agreements have been {ended:cancelled}?",
        "Which sister city agreements are {suspended:on hold}?",
        "Which sister city ties are suspended?",
        "Which sister city ties have been {ended:cut}?",
        "Which twinnings are suspended?",
        "Which twinnings have ended?",
        "Which twinnings have been {ended:ended} since {Y}?",
        "Which twinnings have been {suspended:frozen}?",
        "Which cities have ended a partnership?",
        "Which cities have suspended a partnership?",
        "Which cities {ended:gave up} a partnership?",
        "Which pairs of sister cities have {ended:broken up}?",
        "What partnerships are suspended?",
        "What partnerships have ended?",
        "What partnerships were {suspended:put on hold} in {Y}?",
        "What sister city ties have been {suspended:frozen}?",
        "How many partnerships are suspended?",
        "How many partnerships are {ended:over}?",
        "How many partnerships have ended?",
        "How many partnerships have been suspended?",
        "How many partnerships have been {ended:ended} since {Y}?",
        "How many partnerships were {ended:terminated} in {Y}?",
        "How many twinnings are {suspended:on ice}?",
        "How many sister city ties have been {ended:cut}?",
        "suspended partnerships",
        "ended partnerships",
        "former sister cities list",
        "partnerships that ended in {Y}",
        "partnerships {suspended:on hold}",
        "twinnings that have ended",
        "List suspended partnerships.",
        "List all partnerships that have ended.",
        "List every suspended twinning.",
        "Show me the suspended partnerships.",
        "Show all partnerships that were {ended:cancelled}.",
        "Show partnerships with status suspended.",
        "Show me partnerships whose status is {ended:ended}.",
        "Name the partnerships that are suspended.",
        "Name the twinnings that ended in {Y}.",
        "Give me all suspended sister city ties.",
        "Give me a list of ended partnerships.",
        "Tell me which partnerships are suspended.",
        "Tell me which twinnings have ended.",
        "I'd like to see all suspended partnerships.",
        "I want to know which partnerships have ended.",
        "Who has suspended a partnership?",
        "Who has ended a partnership?",
        "Are there any suspended partnerships, and which?",
        "Are there any partnerships that have ended?",
        "Since {Y}, which partnerships have been suspended?",
        "In {Y}, which partnerships ended?",
        "All partnerships that are marked suspended, please",
        "Which partnerships have the status ended?",
        "Which partnerships have a status of suspended?",
        "Partnerships of status suspended",
    ),
    counter_examples=(
        "Which partnerships are about to be suspended?",
        "Which war ended partnerships?",
        "Which mayor suspended partnerships?",
        "Why were partnerships suspended?",
        "Who suspended the partnerships?",
        "Which law ended sister city partnerships?",
        "Which partnerships are in danger?",
        "Which partnerships are controversial?",
        "Which partnerships are going to end?",
        "Which partnerships will be suspended next?",
        "Which partnerships should be ended?",
        "Which partnerships are inactive because of money?",
        "Which partnerships are the strongest?",
        "Which partnerships failed, and why?",
        "Which council ended the most partnerships?",
        "Which mayors have ended partnerships?",
        "Which flights were suspended?",
        "Which exchanges have been suspended?",
        "How do you suspend a partnership?",
        "How many partnerships are at risk?",
        "What happens when a partnership is suspended?",
        "Who decides that a partnership is suspended?",
        "Who was suspended?",
        "When will suspended partnerships be resumed?",
    ),
)
