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
        "Which city is linked to the largest number of different countries?",
        "Whose twins come from the most countries?",
        "What city has partners in more countries than any other?",
        "Which town's sister cities cover the most countries?",
        "Which place has the most international spread of twin towns, counted in countries?",
        "Who reaches the most nations through its twinnings?",
        "Which city in {X} has twinned with towns in the most countries?",
        "Which place collects the most countries with its partnerships?",
        "What town in {X} has its partners scattered over the most countries?",
        "Which municipality has ties to the greatest number of countries?",
        "Which city has sisters in the widest range of countries?",
        "Which city is twinned across the most borders, going by number of countries?",
        "Which town of {X} has links in the largest number of nations?",
        "Counted by countries, who has the widest network of partners?",
        "Whose partner list has the most different countries on it?",
        "most countries twinned which city",
        "city w partners in most countries pls",
        "most countries sister cities {X}",
        "which city in {X} has twins in most nations",
        "whats the city with the most partner countries",
        "twin towns most diff countries, who",
        "who has most countries in its sister citys",
        "nr of partner countries: top city",
        "{X} city with widest spread of countries",
        "which town has pacts in the most countrys",
        "top city by number of countries of its partners",
        "most partner countries of any place",
        "max nr of countries among twins, which place",
        "who is twined with the most countries",
        "widest network by countries, which city in {X}",
        "On whose town sign would one need the most different national flags, one per partner country?",
        "For our newsletter I need the town whose twins lie in the greatest number of countries.",
        "My pupils ask which city in {X} has partners in the largest number of different countries.",
        "Would you kindly tell me which town has friendship towns in the greatest variety of countries?",
        "Please, what city is having partners in the most many countries?",
        "Partners here, there and everywhere: which city has them in the most countries?",
        "Sister cities in the most nations: whose?",
        "The place in {X} that has spread its twinnings over the most countries",
        "Some towns twin with one country again and again, others with many. Who has the most countries?",
        "Champion of variety: the town with partnerships in the most different countries, please.",
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
        "whose partners come from most countries",
        "which town has twins in the most nations",
        "the city whose sisters come from most countries",
        "which place is twinned with most different countries",
        "the city with the greatest number of partner countries",
        "who has sisters from the largest number of nations",
        "which town's partners are spread over most countries",
        "whose sister list covers the most countries",
        "the most international place by partner countries",
        "from which city do twinnings lead to the most countries",
        "which city's sisters come from most different countries",
        "whose twins are from the most different lands",
        "which town's sisters represent the most countries",
        "Who has sisters under the most flags?",
        "Champion of partner countries: which city?",
        "Which town's bonds stretch into the most lands?",
        "What place keeps counterparts in the highest number of countries?",
        "Name the city whose roster of twins takes in the most nations.",
        "Regarding variety of partner countries, which town is the leader with the most?",
        "which city's hooked up with the most different countries",
        "In {X}, whose friend cities are spread across the most countries?",
        "By the number of countries of its partners, which place comes first?",
        "Of all towns, which one boasts twins in the most countries?",
        "I wonder what town is linked into the most nations.",
        "Towns having the partners in the most many countries, which one?",
        "Which {X} place outdoes the rest with partners in the most countries?",
        "The most partner nations belong to which city?",
        "whos got sister cities in the most countries",
        "Which city ties the knot in the most countries?",
        "Tell me the town of {X} that is paired off in the greatest number of nations.",
        "Nobody has partners in more countries than which town?",
        "Which town is an item with cities from the most countries?",
        "Tot up the countries per city: who has twins in the most?",
        "Which municipality maintains pacts in the maximum number of states, meaning countries?",
        "most countries on its list of twins: who?",
        "{X}: which town's sisters sit in the most countries?",
        "Whose circle of partner towns draws on the most countries?",
        "Could you identify the city whose partnerships reach into the largest count of countries?",
        "The record for sister cities in the most countries is held by whom?",
        "which town is twinnd in the most contries",
        "Settle a bet: which city has its twins in the most different nations?",
        "In the most countries has partners which city?",
        "What city of {X} collects the most partner countries?",
        "Who leads in nations covered by its twins, having the most of them?",
        "Which is the most globe-trotting city, judged by how many countries its twins lie in?",
        "Not the most partners, but partners in the most countries: which place?",
        "Whose ties cross into the most different countries?",
        "Leaderboard for partner countries, who's on top?",
        "Which place in {X} has the broadest mix of countries among its counterparts?",
        "A city with sisters in the most countries, which would that be?",
        "Find whoever is twinned in the most nations.",
        "Which town shows the largest diversity of countries on its list of partners?",
        "For most countries reached by twinning, who takes the crown in {X}?",
        "Partners from the most countries are owned by which town?",
        "top place for number of diff nations it has friend cities in",
        "Which city can say it has links to the most countries of the world?",
        "The widest net over countries was cast with its twinnings by what city?",
    ),
    counter_examples=(
        "Which city has sent delegations to the most countries?",
        "Which city sells its goods in the most countries?",
        "who speaks the languages of the most countries in our twin towns",
        "Which twinning committee in {X} has members from the most countries?",
        "Which city wants partners in the most countries?",
        "Which city in {X} has embassies of the most countries?",
        "Which festival brings together partners from the most countries?",
        "Why does one city have partners in the most countries?",
        "Which country has partners in the most countries?",
        "Which city has offices in the most countries?",
        "Which city has visitors from the most countries?",
        "Who has been to the most countries?",
        "Which mayor visited the most countries?",
        "Which city is known in the most countries?",
        "Which town has eaten dishes from the most partner countries?",
        "Who has travelled to the most countries on a twinning trip?",
        "Which city in {X} has immigrants from the most countries?",
        "Which town exports to the most countries?",
        "Which sister city is loved in the most countries?",
        "Which mayor has shaken hands in the most countries?",
        "Which airport serves the most countries?",
    ),
)
