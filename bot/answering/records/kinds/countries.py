"""In which countries does a place have partners, or in how many."""

from __future__ import annotations

from bot.answering.blocks import Item
from bot.answering.records.draft import SHOWN, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only
from bot.answering.records.of_place import OfPlace
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """List the countries with the partners in each, most first."""
    found = OfPlace.ask(records, places[0], reading)
    groups = by_country(found)
    if not groups:
        found.none()
    else:
        items = [
            Item(
                country,
                ", ".join(records.place(bond.other(places[0])).name for bond in bonds),
                found.draft.cite(*bonds),
            )
            for country, bonds in list(groups.items())[:SHOWN]
        ]
        found.draft.list("countries.has", items, len(groups), place=found.label, what=found.noun(2))
    value = len(groups) if reading.asks == "count" else list(groups)
    return found.answer("countries", value)


def by_country(found: OfPlace) -> dict[str, list[Bond]]:
    """Group partners by country, most first."""
    groups: dict[str, list[Bond]] = {}
    for bond in found.selection.main:
        groups.setdefault(found.records.place(bond.other(found.number)).country, []).append(bond)
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))


KIND = Kind(
    "countries",
    answer,
    asks=("countries", "count", "list"),
    areas=(0, 0),
    needs=only("rel partner friendship", "country"),
    allows=FILTERS,
    examples=(
        "To which countries do the twin towns of {A} belong?",
        "Which nations are {A}'s partners in?",
        "In how many countries has {A} got sister cities?",
        "What countries are {A}'s twins from?",
        "Which countries does {A} have links with through its twinnings?",
        "From which countries are the sister cities of {A}?",
        "How many nations are there among {A}'s partners?",
        "Which are the countries of {A}'s twinned places?",
        "In which countries are {A}'s friendship towns located?",
        "What nations does {A} have twin towns in?",
        "Name the countries where {A} has a partner city.",
        "Over how many countries are {A}'s partners spread?",
        "{A}'s sister cities are in which countries?",
        "In which countries did {A} have partners in 1995?",
        "With towns of which countries did {A} form ties in 2004?",
        "countries of {A}'s twins",
        "what countries are {A}s sister cities in",
        "{A} partner countries?",
        "nr of countries {A} has twin towns in",
        "list countries where {A} has partners pls",
        "which countrys does {A} have sister cities in",
        "{A} twins just the countries",
        "in how many differnt countries are the twins of {A}",
        "whats the list of countries for {A}'s links",
        "countries {A} is twinned with in 2010",
        "how many countries has {A} sisters in",
        "{A} sister city countries pls",
        "which nations are on {A}s partner list",
        "country count of {A} twins?",
        "For our newsletter I need the countries in which {A} has partner towns.",
        "My pupils want to colour on a map every country with a sister city of {A}. Which ones?",
        "Settle a bet: in how many different countries does {A} have twin towns?",
        "If I raised a flag for every country with a twin of {A}, which flags would I need?",
        "Number of countries represented among the partners of {A}.",
        "Could you be so kind as to tell me in what countries the partner towns of {A} lie?",
        "{A} has sisters all over the world. In which countries exactly?",
        "The countries, please, in which {A} is having its partnerships.",
        "I have the towns already; I still lack the countries of {A}'s partners.",
        "By nation, where does one find the twins of {A}?",
        "How international are the ties of {A}, counted in countries?",
        "In which countries does {A} have partners?",
        "How many different countries are {A}'s twin towns spread over?",
        "countries of {A} sister cities",
        "Which nations has {A} {partner:forged links} with?",
        "Over how many countries do the partnerships of {A} stretch?",
        "I wonder in what countries {A} {have:possesses} a {partner:sibling} town.",
        "what countries is {A} {partner:hooked up} with through twinning?",
        "Could you list the countries where {A} {have:entertains} partnerships?",
        "{A} partners by country please",
        "What's the number of countries represented among {A}'s twins?",
        "To what countries would a tour of {A}'s partners take us?",
        "How international is {A}, i.e. how many countries does it {have:count} twins in?",
        "Across what countries are {A}'s {partner:counterparts} scattered?",
        "Before {Y}, in which countries was {A} represented by a partner?",
        "The countries that {A}'s partners belong to, please.",
        "Name me each country with an {partner:ally} of {A} in it.",
        "where abroad does {A} have twins? just the countries",
        "By how many countries is the partner list of {A} made up?",
        "In the eighties {A} {partner:bonded} with towns in which countries?",
        "{A}: number of partner countries",
        "What countries did {A} pick for its {partner:affiliations} between {Y} and {Y2}?",
        "In which countries does {A} have sister cities?",
        "How many countries are {A}'s twin towns in?",
        "Across which nations are {A}'s partner cities spread?",
        "Which countries do {A}'s sister cities belong to?",
        "From how many different nations does {A} have partner towns?",
        "Over which countries are {A}'s twin cities spread?",
        "From which countries do {A}'s sister cities come?",
        "How many countries are represented among {A}'s sister cities?",
        "How many different nations do {A}'s twins come from?",
        "How many countries do {A}'s twins represent?",
        "{A}'s sister cities span how many countries?",
        "Which nations host a sister city of {A}?",
        "In what countries can {A}'s partners be found?",
        "What countries is {A} linked to through its twin cities?",
        "Across how many nations is {A}'s network of sister cities scattered?",
        "Where in the world, country by country, are {A}'s sisters?",
        "How many countries has {A} got twins in?",
        "Which countries are home to partners of {A}?",
        "{A}'s twins are in which countries?",
        "In what nations can one find sister cities of {A}?",
        "What countries are on {A}'s twinning map?",
        "Tell me which countries are represented in {A}'s sister city list.",
        "Which countries has {A} reached with its partnerships?",
        "The sister cities of {A} belong to how many countries?",
        "In how many nations is {A} twinned?",
        "Count the countries in which {A} has a partner.",
        "number of nations where {A} has a twin",
        "How many countries do you get if you go through {A}'s twins?",
        "countries with a {A} sister city",
        "Which nations does {A} maintain sister city ties with?",
        "To which countries do the twinnings of {A} lead?",
        "What nations are {A}'s twin towns from?",
        "I want to know the countries {A}'s partner cities are located in.",
        "Please give me the countries of {A}'s partners.",
        "{A} twin countries list",
        "With cities from which countries does {A} have partnerships?",
        "With towns of how many countries is {A} twinned?",
        "A list of countries holding a twin of {A}, please",
        "How many different lands host a sister of {A}?",
        "How widely spread is {A}'s network, in countries?",
        "What is the number of nations {A} is linked to by sister cities?",
        "Which countries did {A} have partners in in {Y}?",
        "In which countries did {A} find partners after {Y}?",
        "Has {A} got twins in many countries, and in which?",
        "All nations where {A} keeps a sister city",
        "For each twin of {A}, what country is it in?",
        "which nations do {A}'s sisters come from",
        "{A}'s twins are from which countries",
        "across how many nations are {A}'s partners",
        "how many countries do {A}'s sisters come from",
        "in what lands has {A} got partners",
        "the countries {A} is linked to",
        "which countries appear on {A}'s list",
        "how many nations stand on {A}'s list of twins",
        "which flags would fly for {A}'s partners",
        "how international is {A}: number of partner countries",
        "where in the world, by country, are {A}'s twins",
    ),
    counter_examples=(
        "Which countries have tourists from {A} visited most?",
        "Which countries' dishes are cooked at the twinning party of {A}?",
        "In how many countries does the mayor of {A} have relatives?",
        "what countries can the citizens of {A} travel to without visa",
        "To which countries does {A} export its beer?",
        "Which countries does {A} hope to find new partners in?",
        "My pupils ask from which countries the refugees in {A} came.",
        "Which countries did the mayor of {A} visit?",
        "From which countries do immigrants in {A} come?",
        "Which countries support {A}'s sister city programme?",
        "Which countries do most tourists in {A} come from?",
        "Which countries can I fly to from {A}?",
        "Which countries have an embassy in {A}?",
        "In how many countries is {A} known?",
        "Which countries border {A}?",
        "Which countries trade with {A}?",
        "To which countries does {A} export?",
        "Which countries gave money to {A}?",
        "In which countries do people support the twinning of {A}?",
        "Which countries sent students to {A}?",
        "How many nationalities live in {A}?",
        "Which countries sent teams to the twin town games in {A}?",
        "Which country ruled {A}?",
        "Which country has the best sister city of {A}?",
        "Which countries forbid partnerships with {A}?",
    ),
)
