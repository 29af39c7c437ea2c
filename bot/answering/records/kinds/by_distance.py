"""Which partner of a place is the nearest, or the farthest."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.blocks import Item
from bot.answering.language import figure
from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.of_place import OfPlace
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records
from corpus.places import distance


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Name the partner nearest or farthest by great circle, and how far it is; None where neither is said."""
    near = reading.has("near", "smallest") or (reading.has("close") and reading.has("most"))
    if not near and not reading.has("farthest", "far", "most", "largest", "longest"):
        return None
    found = OfPlace.ask(records, places[0], reading)
    here = records.place(places[0])
    apart = [(distance(here, records.place(b.other(places[0]))), b) for b in found.selection.main]
    known = sorted(((km, bond) for km, bond in apart if km is not None), key=lambda entry: entry[0])
    if not known:
        return None
    if reading.top:
        return _several(found, known if near else known[::-1], reading.top, near=near)
    km, bond = known[0] if near else known[-1]
    found.draft.say(
        "nearest" if near else "farthest",
        cited=found.draft.cite(bond),
        place=here.label,
        what=found.noun(1),
        where=found.where(),
        partner=found.partner(bond),
        km=figure(round(km)),
    )
    found.undated(len(apart) - len(known), "undated.coordinates")
    value = round(km) if reading.has("how", "unit") else found.partner(bond)
    return found.answer("nearest" if near else "farthest", value)


def _several(found: OfPlace, ranked: Sequence[tuple[float, Bond]], top: int, *, near: bool) -> RecordAnswer:
    """List so many of the nearest or farthest partners with their distances."""
    shown = ranked[:top]
    items = [
        Item(found.partner(bond), f"{figure(round(km))} km", found.draft.cite(bond)) for km, bond in shown
    ]
    key = "nearest.several" if near else "farthest.several"
    found.draft.list(key, items, len(shown), place=found.label, what=found.noun(2), where=found.where())
    return found.answer("nearest" if near else "farthest", [found.partner(bond) for _, bond in shown])


KIND = Kind(
    "by-distance",
    answer,
    asks=("list", "distance", "countries"),
    needs=only("rel partner friendship", "near farthest far close"),
    allows=FILTERS | signs("most unit NUMBER it top smallest largest longest"),
    fits=lambda reading: (
        (reading.has("near", "farthest") or reading.has("most"))
        and (reading.top is not None) == reading.has("NUMBER")
    ),
    examples=(
        "nearest sister {A}",
        "Which partner of {A} is the furthest away?",
        "Whose trip to {A} is the shortest among its sister cities?",
        "{A} most far away partner",
        "what twin of {A} lies at the greatest distance from it.",
        "Nearest sibling to {A} and go.",
        "Of the cities that {A} has as partners, none is nearer than which?",
        "Geographically the remotest of {A}'s present-day counterparts",
        "Which sister city of {A} lies the farthest away?",
        "Which partner city is the remotest from {A}?",
        "How far away is the nearest twin of {A}?",
        "Which twinned town does {A} have closest by?",
        "Which of the partners of {A} is at the greatest distance?",
        "What is the shortest distance from {A} to one of its twin towns?",
        "Which sister city is the least far from {A}?",
        "To which of its partner towns does {A} have the longest way?",
        "Which partner in {X} is nearest to {A}?",
        "Which of {A}'s twin towns in {X} is farthest off?",
        "Rank {A}'s partners by distance and give me the first.",
        "Name the twin of {A} that is closest on the map.",
        "Of all places partnered with {A}, which one is the furthest?",
        "Which of {A}'s friendship towns is next door, relatively speaking, so the nearest of them?",
        "nearest twin {A}",
        "{A} furthest sister city",
        "closest partner to {A} pls",
        "whats {A}s most remote twin town",
        "{A} partner min distance",
        "which sister city of {A} is furthest away",
        "{A} sister city closest in km",
        "nearest {X} twin of {A}",
        "the closest of {A}s sisters??",
        "max distance partner of {A}",
        "whos the nearest sister to {A}",
        "{A} twins sorted by distance, top one",
        "far away twin of {A}, the farthest",
        "which is closer to {A} than all its other partners",
        "{A} has many sister cities: which is the shortest trip in kilometres as the crow flies?",
        "With a ruler on the map, which partner of {A} would be the nearest?",
        "Settle a bet: what is the farthest town that {A} is twinned with?",
        "For a bicycle tour I need the partner town that lies nearest to {A}.",
        "Would you be so good as to tell me which of the twin towns of {A} is the least distant?",
        "Please, what partner is the most far from {A}?",
        "The partner city with the greatest number of kilometres between itself and {A}",
        "Nearest of the sister cities: which one, for {A}?",
        "Draw a circle round {A} and let it grow. Which of its twins does it reach first?",
        "And which does it reach last, of the partner cities of {A}, if a circle spreads out from it?",
        "Twin town farthest from {A}: name and distance.",
        "One partner of {A} is farther off than the rest; I want its name.",
        "If {A} wished to stay as near home as possible, which of its existing twin towns would that be?",
        "Which of {A}'s partners is the nearest?",
        "farthest sister city of {A}",
        "What twin of {A} lies furthest away?",
        "Could you tell me the closest partner town to {A} as the crow flies?",
        "who's {A}'s most remote twin?",
        "I wonder which {partner:ally} of {A} is at the greatest distance.",
        "Sort {A}'s partners by distance, please.",
        "Do you happen to know {A}'s most distant {partner:counterpart}?",
        "nearest {A} twin in {X}?",
        "Among the partners {A} {have:maintains} in {X}, which is farthest off?",
        "Which {partner:sibling} is {A}'s next-door neighbour, so to speak?",
        "How far-flung is {A}'s list of twins: who is the farthest?",
        "What's the shortest trip from {A} to one of its twins?",
        "By distance, who comes last among {A}'s partner cities?",
        "Out of the partners gained since {Y}, which is nearest to {A}?",
        "Name the town furthest from {A} that {partner:cooperates} with it.",
        "Is there a partner of {A} nearby, and which is the nearest?",
        "Which twin of {A} would take the most miles to get to?",
        "Closest and remotest twin of {A}?",
        "Who did {A} {partner:strike up a friendship} with farthest from home?",
        "Which sister city is farthest from {A}?",
        "What is {A}'s nearest twin town?",
        "Which of {A}'s partners lies the furthest away?",
        "Which partner city of {A} is closest to it in {X}?",
        "Which sister city of {A} is the most distant?",
        "Which of {A}'s sister cities lies farthest off?",
        "Which sister city is the most {far:remote} from {A}?",
        "{A}'s closest counterpart among its sister cities",
        "Which twin town sits nearest to {A}?",
        "Which partner city is a stone's throw from {A}, the nearest one?",
        "Which of the sister cities of {A} is nearest to it?",
        "Which of {A}'s twins is the closest one?",
        "Which sister of {A} is the closest by?",
        "Which sister city of {A} is nearest?",
        "Which partner town lies nearest to {A}?",
        "Which city is the closest twin of {A}?",
        "Which {X} twin is nearest to {A}?",
        "Which one of {A}'s partners in {X} is the closest?",
        "Which of {A}'s partner cities is the farthest away?",
        "Which twin lies the farthest from {A}?",
        "Which of {A}'s sisters is furthest off?",
        "Which sister city is {A}'s most distant one?",
        "What's the closest sister city to {A}?",
        "What's {A}'s closest partner?",
        "What's the nearest city that {A} is twinned with?",
        "What's the farthest place that {A} is twinned with?",
        "What is the most faraway twin of {A}?",
        "What is {A}'s furthest sister city?",
        "Who's the closest twin of {A}?",
        "Who is {A}'s farthest partner?",
        "Who among {A}'s sister cities is nearest?",
        "nearest sister city to {A}?",
        "closest twin town {A}",
        "farthest twin of {A}",
        "{A}'s nearest partner city",
        "{A}'s most remote sister city?",
        "Of {A}'s sister cities, which is the closest to it?",
        "Of all {A}'s partners, which lies furthest away?",
        "Among {A}'s twins, which is the farthest?",
        "Out of {A}'s sister cities, which one is the farthest away?",
        "Name the sister city nearest to {A}.",
        "Tell me {A}'s closest sister city.",
        "Tell me which twin is farthest from {A}.",
        "I want to know the nearest partner of {A}.",
        "I'd like to know {A}'s farthest twin town.",
        "Can you tell me which partner is closest to {A}?",
        "The sister city that is closest to {A} is which?",
        "Does {A} have a twin nearby, and which one is the closest?",
        "How far away is {A}'s farthest sister city?",
        "How far is it from {A} to its nearest twin?",
        "In terms of distance, which of {A}'s twins is closest?",
        "which sister of {A} is the most distant",
        "who is the farthest off of {A}'s partners",
        "from {A}, which sister is the shortest way",
        "{A}'s nearest sister?",
        "which of {A}'s twins is at the other end of the world",
        "who lives closest among {A}'s partners",
        "the twin that's most miles away from {A}",
        "which partner is it the least distance to from {A}",
        "most far-off twin of {A}",
        "least distant sister of {A}",
        "who among {A}'s sisters is just round the corner",
        "of {A}'s twins, which is the most remote",
        "which one of {A}'s sisters is the least remote",
        "who of {A}'s sisters is the furthest out",
        "{A} partners, nearest first, just the top one",
        "Of the partners of {A}, which has the fewest kilometres to it?",
        "{A}'s sisters – who lives at the far end?",
        "Regarding {A}, which counterpart is the most distant?",
        "So which twin could I walk to from {A} if I had to, i.e. the nearest?",
        "Put down the name of the partner that lies remotest from {A}.",
        "Measured from {A}, the nearest friend city is which one?",
        "From {A} the partner most far, what is its name?",
        "Which bond of {A} spans the greatest distance?",
        "Which pact took {A} the farthest from home?",
        "We have a bet about the nearest twin of {A} in {X}. Which one is it?",
        "By how many kilometres is {A} parted from its farthest counterpart?",
        "Kindly indicate the partner municipality situated at the least distance from {A}.",
        "wich sister of {A} is neerest",
        "I wonder which of {A}'s links stretches the longest way in miles.",
        "Who among the towns paired off with {A} is its closest neighbour?",
        "How near is the nearest partner of {A}?",
        "Name the three nearest twins of {A}.",
        "Which two partners of {A} are farthest away?",
        "Enumerate {A}'s five most distant sister cities.",
        "In which country does the farthest twin of {A} lie?",
        "Which partner of {A} lies beyond all the rest, being the furthest?",
        "Top twin by distance from {A}, I mean the far end of the list",
        "What's the longest stretch between {A} and any of its sisters?",
        "Of those in {X}, which friend city is the closest to {A}?",
        "If you sort {A}'s roster by miles, who tops it as the nearest?",
        "{A} nearest sister km?",
        "Go right to the edge of the map: what is the farthest town {A} is twinned with?",
        "Which one of {A}'s twins could be called a neighbour, being the nearest of all?",
        "How far does one have to go for the remotest of {A}'s partners?",
        "Which active partner of {A} is nearest to home?",
        "To which twin is it the shortest hop from {A}?",
        "Is {A}'s farthest sister in {X}, and what town is it?",
        "At what distance does {A} have its nearest counterpart?",
        "Which twin of {A} is the one over the hill, so to speak the closest?",
        "On the globe, which town partnered with {A} lies at the greatest remove from it?",
        "The crow leaves {A} for the farthest of its twins; where does it land?",
        "Which twins lie closest to {A}, the top four?",
        "furthest partner {A} has in {X} and how far",
        "Give the ranking's last: which of {A}'s sisters is the farthest?",
        "What nation is the nearest partner of {A} in?",
        "In miles, how distant is the most distant twin that {A} has going?",
        "Which of the places {A} is an item with is the least far off?",
        "Among {A}'s ended partnerships, which was with the farthest town?",
        "{A} is twinned near and far – who's the nearest?",
    ),
    counter_examples=(
        "Which sister city of {A} can be reached fastest by train?",
        "Which of {A}'s twins feels the most distant these days?",
        "What is the nearest petrol station to {A}?",
        "which partner of {A} is the closest friend of the mayor",
        "Which partner of {A} has grown furthest apart from it politically?",
        "Why did {A} choose such a far away twin town?",
        "Which of {A}'s partners is the cheapest to fly to?",
        "Which delegation travelled farthest to {A}?",
        "Which airport is nearest to {A}?",
        "Which sister city has the closest ties with {A}?",
        "What is the nearest hotel in {A}'s sister city?",
        "Which city is nearest to {A}?",
        "Which beach is closest to {A}?",
        "Which town near {A} has a sister city programme?",
        "Which sister city is closest to the heart of {A}?",
        "Which partner works most closely with {A}?",
        "Which sister city of {A} is closest in size?",
        "Which sister city of {A} came closest to winning the prize?",
        "What is the nearest airport to {A}'s sister city?",
        "What is the farthest that students of {A} have travelled?",
        "Who lives closest to the town hall of {A}?",
        "Which twin of {A} is nearest to bankruptcy?",
        "Of the partners of {A}, who has the longest drive to work?",
        "Regarding {A}, which sister city feels closest at heart?",
        "How near did {A} come to losing its partner in {X}?",
        "What's the nearest pub to the twinning office in {A}?",
        "Which runner from {A} ran farthest in its sister city?",
        "How far did the twinning talks of {A} get?",
        "Which twin of {A} goes the furthest in saving energy?",
    ),
)
