"""Which places of one area have partners, but none in another area."""

from __future__ import annotations

from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.draft import PAIRS_SHOWN, Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.lexicon import RELATED
from bot.answering.records.query import Query, without_areas
from bot.answering.records.reading import Reading
from bot.answering.records.tally import Tally, as_asked
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
    value = as_asked(labels, reading)
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
        "Which towns in {X} lack a partner in {X2}?",
        "Which places in {X} are without a twin in {X2}?",
        "What cities in {X} have no ties with {X2}?",
        "Which cities of {X} are not partnered with {X2}?",
        "How many places in {X} have no sister city in {X2}?",
        "Which towns of {X} have twins, but none in {X2}?",
        "Which cities in {X} have no links to {X2}?",
        "Name the towns in {X} without any partner town in {X2}.",
        "Which twinned towns of {X} don't have a twin in {X2}?",
        "What municipalities in {X} have not got a partner from {X2}?",
        "Are there cities in {X} with no sister in {X2}?",
        "Who in {X} has no twinning with {X2}?",
        "How many cities of {X} do without a partner city in {X2}?",
        "In {X}, which towns have no pact with a place in {X2}?",
        "towns in {X} without twin in {X2}",
        "{X} cities no sister city in {X2}",
        "which places in {X} arent twinned with {X2}",
        "nr of cities in {X} that have no twin in {X2}",
        "whats in {X} but has no partners in {X2}",
        "cities of {X} missing a {X2} partner",
        "which towns in {X} dont have any links with {X2}",
        "{X} places with zero twins in {X2}",
        "pls list cities in {X} not twinned to {X2}",
        "which {X} citys lack a sister in {X2}",
        "{X}: towns with no friendship town in {X2}",
        "who in {X} is not partnered with anyone in {X2}",
        "For our newsletter I need all towns in {X} which have no twin in {X2}.",
        "We seek new partners for {X2}: which towns in {X} have none there so far?",
        "My pupils ask which cities in {X} are still without a sister city in {X2}.",
        "Leave out every town in {X} that has a twin in {X2}. Which remain?",
        "For which cities in {X} is {X2} a blank spot on the partner map?",
        "Twinned, but not with {X2}: which towns of {X} are that?",
        "Settle a bet: is there any twinned city in {X} that has no partner in {X2}?",
        "Would you be so good as to list the towns of {X} that have no partner town in {X2}?",
        "Number of towns in {X} that never took a partner in {X2}.",
        "In {X2} they have no sister, though elsewhere they do: which cities in {X}?",
        "Which partner lists of towns in {X} do not contain a single name from {X2}?",
        "Some towns in {X} have no twinning with {X2}. Which ones?",
        "List: places in {X} having partners but nobody in {X2}.",
        "I search the cities from {X} which are not having a twin town in {X2}.",
        "Not one partner in {X2}: for which places in {X} is this true?",
        "Which {X} cities have no sister city in {X2}?",
        "Which cities in {X} have no partner in {X2}?",
        "How many {X} towns have no {X2} partner?",
        "Which towns in {X} are not twinned with any town in {X2}?",
        "What places in {X} do not have a sister city in {X2}?",
        "List the cities in {X} with no twin town in {X2}.",
        "How many cities in {X} have no twin in {X2}?",
        "Which {X} municipalities have never twinned with {X2}?",
        "which towns in {X} have sisters but nobody in {X2}",
        "who in {X} is twinned, just not with {X2}",
        "twinned {X} cities that lack a partner in {X2}",
        "{X} towns with twins but without one from {X2}",
        "which {X} cities have partners, none of them in {X2}",
        "which twinned places of {X} have nothing in {X2}",
        "places in {X} with no sister in {X2}",
        "{X}: who there lacks a counterpart in {X2}?",
        "Tick off every town of {X} with a twin in {X2}; who remains without a tick?",
        "wich towens of {X} arent hooked up with anyone in {X2}",
        "Kindly enumerate the municipalities of {X} which maintain no partnership in {X2}.",
        "Cities of {X} that with {X2} no twinning have, please.",
        "I wonder how many twinned towns of {X} steer clear of {X2}.",
        "Settle a bet: how many places in {X} have no friend city in {X2}?",
        "Put down the cities in {X} whose roster is empty as far as {X2} goes.",
        "By which towns of {X} has no town in {X2} been taken as a partner?",
        "Of the twinned places in {X}, those with no bond to {X2}, which ones are they?",
        "{X}'s cities – which never paired off with one in {X2}?",
        "Regarding {X} and {X2}: which towns of the former have no sister in the latter?",
        "The towns in {X} that do not own a single link to {X2} are how many?",
        "Plenty of twins, yet not one in {X2}: which cities of {X} fit that?",
        "What cities in {X} have yet to tie a knot with a place in {X2}?",
        "How many towns in {X} keep partners but none at all from {X2}?",
        "Tally the places in {X} lacking a sister city in {X2}.",
        "Who from {X} isn't an item with any town of {X2}?",
        "For what towns in {X} is there nobody in {X2} on the partner list?",
        "nobody in {X2} for these towns of {X}, name em",
        "Which cities of {X} had no partner in {X2} in {Y}?",
        "Up to {Y}, which towns in {X} had not made a pact with {X2}?",
        "{X} towns, zero bonds with {X2}, count",
        "Which places in {X} go without {X2} when it comes to partners?",
        "In {X}, what twinned towns do not count any place of {X2} as a friend?",
        "Name each city in {X} that {X2} has no twin for.",
        "List cities from {X} excluding any that have partners in {X2}.",
        "Twin towns of {X} never linked to {X2}, what are they called?",
        "how many in {X} never bothered to get a twin in {X2}",
        "Not every town in {X} has a partner in {X2}. Which ones have not?",
        "Which towns belonging to {X} have sisters all over but not in {X2}?",
        "Cities in {X} that have no counterpart over in {X2}: roster, please.",
        "What towns of {X} are missing from the list of those twinned with {X2}?",
        "Where in {X} would I find a twinned town without a link to {X2}?",
        "Which of the towns in {X} don't share a pact with anyone from {X2}?",
        "A partner in {X2} is what they lack: which cities in {X}?",
        "To which places in {X} does no partnership from {X2} lead?",
        "With {X2} they have nothing going. Which towns of {X} are meant?",
        "in {X} the citys without sister in {X2} are which",
        "Is it many towns in {X} that have no partner in {X2}, and how many exactly?",
        "Could I have the towns of {X} that are partnered, only not with any place in {X2}?",
        "Which municipalities of {X} do not figure among the partners of towns in {X2}?",
        "Out of {X}, who has no friendship city in {X2}?",
        "Subtract the towns twinned with {X2} from the twinned towns of {X}; who's left?",
        "Give me those places in {X} which haven't any ties, past or present, to {X2}.",
    ),
    counter_examples=(
        "Which towns in {X} have no consulate of {X2}?",
        "Which cities in {X} get no visitors from {X2}?",
        "Which twin towns in {X} cannot afford a trip to {X2}?",
        "towns in {X} with no direct flight to {X2}",
        "Who in {X} does not want a partner in {X2}?",
        "Which newspapers in {X} never report about {X2}?",
        "My pupils ask why no town in {X} likes {X2}.",
        "List the cities of {X} that send no teachers to {X2}.",
        "Which schools in {X} have no partner school in {X2}?",
        "Which cities in {X} have no airport near a twin in {X2}?",
        "Why do cities in {X} have no sister cities in {X2}?",
        "Which towns in {X} have no money for trips to their twins in {X2}?",
        "Which towns in {X} have no restaurant with food from {X2}?",
        "Which cities in {X} refuse to host teams from {X2}?",
        "How many people in {X} have never been to a twin town in {X2}?",
        "Which mayors in {X} do not speak the language of {X2}?",
        "towns in {X} w no train to {X2}",
        "Which twin towns in {X} do not celebrate the holidays of {X2}?",
        "Which cities in {X} never gave money to {X2}?",
        "Which schools of {X} have no exchange with {X2}?",
    ),
)
