"""Which state, province or prefecture has most, or fewest, partnerships: of all, or of a country."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from bot.answering.blocks import Item
from bot.answering.language import figure
from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.areas import region_label, within
from bot.answering.records.draft import PAIRS_SHOWN, Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.of_place import areas_named
from bot.answering.records.query import Query, without_areas
from bot.answering.records.reading import Reading
from bot.answering.records.tally import one_or_all
from corpus.divisions import lands_with
from corpus.partnerships import Bond, Records

_PROOF = 3
_SURE = 0.88  # the regions of some places are not known

_BESIDE = frozenset(("article", "filler", "WHERE", "top", "NUMBER", "in"))

Region = tuple[str, str]
"""A country, and the folded name of a region of it."""


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Name the regions at the top with how many partnerships each has, of places whose region is known."""
    if not reading.has("most", "least", "top"):
        return None
    here = within(records, reading.areas)
    lands = _lands(reading)
    groups: dict[Region, list[Bond]] = {}
    for bond in q.partnerships(records, without_areas(Query.of(reading))):
        inside = [number for number in (bond.a, bond.b) if here is None or number in here]
        for region in {records.areas[number] for number in inside}:
            if region[1] and (not lands or region[0] in lands):
                groups.setdefault(region, []).append(bond)
    counts = Counter({region: len(bonds) for region, bonds in groups.items()})
    best = q.edge(counts, " ".join, least=reading.has("least"), top=reading.top, rank=reading.rank)
    if not best:
        return None
    draft = Draft(records)
    labels = [f"{region_label(name, records.gazetteer)}, {land}" for land, name in best]
    items = [
        Item(label, figure(counts[region]), draft.cite(*groups[region][:_PROOF], compare=False))
        for label, region in zip(labels[:PAIRS_SHOWN], best, strict=False)
    ]
    if reading.rank > 1:
        draft.say("most.ranked", rank=reading.rank)
    key = "most.regions.least" if reading.has("least") else "most.regions"
    more = max(0, len(best) - PAIRS_SHOWN)
    draft.list(key, items, len(best), more=more, where=areas_named(records, reading.areas))
    draft.say("most.regions.known")
    found = of_all.answer("most", draft, one_or_all(labels))
    return replace(found, confidence=_SURE)


def _lands(reading: Reading) -> frozenset[str]:
    """Return the countries whose regions are called as the question calls them; none where it names areas."""
    if reading.areas:
        return frozenset()
    said = [word for word, sign in zip(reading.words, reading.order, strict=True) if sign == "state"]
    return frozenset().union(*map(lands_with, said))


def _of_regions(reading: Reading) -> bool:
    """Tell whether it is regions that are ranked: "which state", not "which city in the state of Texas"."""
    order = [sign for sign in reading.order if sign not in _BESIDE]
    at = order.index("state")
    asked = order[max(0, at - 1) : at] in ([], ["which"], ["ask"], ["who"], ["most"], ["least"], ["ordinal"])
    return asked and not reading.has("country", "latest", "first")


KIND = Kind(
    "most-regions",
    answer,
    asks=("list", "person"),
    places=(0,),
    areas=(0, 1),
    needs=only("rel partner friendship", "most least top", "state"),
    allows=FILTERS | signs("NUMBER top most least ordinal"),
    fits=lambda reading: _of_regions(reading) and (reading.top is not None) == reading.has("NUMBER"),
    examples=(
        "Which state has the most sister cities?",
        "Which prefecture has most partnerships?",
        "Which {X} province has the most twin towns?",
        "What state in {X} has the most sister cities?",
        "Which province of {X} has the fewest twinnings?",
        "top 5 states in {X} by number of sister cities",
        "The state with the most sister cities?",
        "Which states have the most partner cities?",
        "Name the {X} prefecture with the most sister cities.",
        "Which state of {X} {have:boasts} the largest number of twinnings?",
        "Which three provinces of {X} have the most partnerships?",
        "top state by twinnings",
        "which prefecture is the most twinned",
        "which state does the most twinning",
        "what prefecture of {X} has the greatest number of sister cities",
        "{X}'s most twinned state",
        "{X} state with the most partnerships",
        "in which province of {X} are there most twin towns",
        "which region by state leads in sister cities",
        "which state is number one in partnerships",
        "what state has the largest number of twinnings",
        "which prefecture leads in twin towns",
        "in which state of {X} do most twinnings lie",
        "what is {X}'s top prefecture for twinning",
        "the province of {X} that is twinned most",
        "which state has the fewest partnerships",
        "best connected prefecture in {X}",
        "the state in {X} with the longest list of partners",
        "Champion state for sister cities?",
        "Which prefecture of {X} outdoes the others in partner towns?",
        "Tally the twinnings state by state and tell me who's on top.",
        "wich provnce is the leader in twin towns",
        "Kindly identify the province of {X} in which partnerships are most numerous.",
        "The most of partnerships in {X} has which province?",
        "I wonder which state in {X} keeps the largest number of bonds.",
        "Settle a bet: what state is ahead of all others in twinning?",
        "Name the {N} prefectures with the most links.",
        "By towns of which state were the most pacts concluded?",
        "Of the provinces of {X}, the one with the most friend cities is which?",
        "{X}: which of its states comes top for sister cities?",
        "Regarding {X}, the prefecture at the head of the twinning list, please.",
        "{X}'s provinces – who has the most counterparts?",
        "The state boasting the greatest count of twins is called what?",
        "Which state trails the rest in number of twinnings?",
        "Bottom of the table for partnerships: what province of {X}?",
        "In which prefecture are sister cities thinnest on the ground?",
        "Which state of {X} has to make do with the smallest number of partner towns?",
        "second most twinned state in {X}",
        "Which province is runner-up by number of partnerships?",
        "Who's third among the prefectures, counting sister cities?",
        "Put the states in order of partnerships and read me the first five.",
        "top three prefectures, partner cities, {X}",
        "most paired-off province anywhere",
        "In {X}, towns of which state are hooked up the most?",
        "Which states are level at the top for twin towns?",
        "The state whose towns own the most knots with other towns?",
        "What province had the most partnerships in {Y}?",
        "After {Y}, which state took on the most twins?",
        "which state of {X} has lost the most twinnings to endings",
        "Province with the most suspended ties, please.",
        "Is there a state with more sister cities than every other, and which is it?",
        "Not the city but the state: who has the most partners?",
        "Which of the states in {X} does best by number of partner cities?",
        "Going by count of pacts, what prefecture wins?",
        "Going province by province in {X}, where is the tally of twins highest?",
        "Which prefecture in {X} can't be beaten for friendship towns?",
        "leaderboard of states by sister cities pls",
        "Which {N} states of {X} have the fewest partnerships?",
        "To what state belong the most twinned towns in {X}, all their links counted?",
        "What state is number two for twinnings, after the leader?",
        "Within {X}, name the province with the longest roster of sisters.",
        "state w fewest partner towns {X}",
        "The prefecture in which most pacts of {X} are held, which one is it?",
    ),
    counter_examples=(
        "Which state pays most for its sister cities?",
        "Which state has the most visitors from sister cities?",
        "Which province has the most inhabitants?",
        "Which state invented sister cities?",
        "Which state has the strictest rules for twinning?",
        "Which province gives its towns the most money for partnerships?",
        "Which prefecture has the prettiest twin towns?",
        "Which state has the most governors who visited a sister city?",
        "What province of {X} has the most lakes?",
        "Which state is proudest of its sister cities?",
        "Which prefecture sends the most pupils to partner towns?",
        "state with the most twinning festivals",
    ),
)
