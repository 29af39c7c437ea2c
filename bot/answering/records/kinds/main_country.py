"""In which country does a place have most partners."""

from __future__ import annotations

from bot.answering.language import joined
from bot.answering.records.draft import SHOWN, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only
from bot.answering.records.kinds.countries import by_country
from bot.answering.records.of_place import OfPlace
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Name the country with most partners, and those partners."""
    found = OfPlace.ask(records, places[0], reading)
    groups = by_country(found)
    if not groups:
        return None
    figures = [len(bonds) for bonds in groups.values()]
    edge = min(figures) if reading.has("least") else max(figures)
    best = [country for country, bonds in groups.items() if len(bonds) == edge]
    bonds = [bond for country in best for bond in groups[country]]
    items, more = found.items(bonds, SHOWN)
    key = "main-country.fewest" if reading.has("least") else "main-country.most"
    found.draft.list(
        key,
        items,
        len(best),
        more=more,
        place=found.label,
        what=found.noun(2),
        countries=joined(best),
        edge=edge,
    )
    return found.answer("main-country", best[0] if len(best) == 1 else best)


KIND = Kind(
    "main-country",
    answer,
    asks=("countries", "list"),
    areas=(0, 0),
    needs=only("rel partner friendship", "country", "most least"),
    allows=FILTERS,
    examples=(
        "Which country comes top among {A}'s partners?",
        "Where are most of {A}'s twin towns?",
        "Which country is the home of the most twins of {A}?",
        "With which country's cities is {A} twinned most often?",
        "Which country accounts for most of {A}'s partnerships?",
        "Which country holds the largest share of {A}'s sister cities?",
        "Which country is number one in the list of {A}'s twins?",
        "What nation supplies most of the partner cities of {A}?",
        "In which country is {A} best represented with twin towns?",
        "Which country turns up most often among {A}'s partners?",
        "Which country has the biggest number of places twinned with {A}?",
        "Into which country do most of {A}'s links lead?",
        "top country {A} partners",
        "{A} most twins which country",
        "whats the main country of {A}s twin towns",
        "which country has {A} the most partners in",
        "most frequent country in {A}'s twinnings",
        "{A} sister cities by country, just the biggest",
        "in wich country are the most twins of {A}",
        "where does {A} have most of its sister citys",
        "{A}: country w the most ties",
        "{A} twin towns biggest group by country",
        "which nation leads in {A}s partnerships",
        "Count {A}'s sister cities country by country: which country wins?",
        "Settle a bet: which country do the largest number of {A}'s partners come from?",
        "For our newsletter I need the one country where {A} has the most partner cities.",
        "My pupils coloured the countries of our twin towns. Which country gets the most dots for {A}?",
        "Please, in what country has {A} the biggest number of partnership?",
        "Country most strongly represented among the partners: {A}",
        "The country that {A} has picked most often when counting its sister cities",
        "{A} has friends in many countries. In which has it the most partner towns?",
        "If I stuck a flag on each twin of {A}, which country's flag would I need most?",
        "In which country does {A} have the most partners?",
        "Most of {A}'s twins are where, in which country?",
        "country with most sister cities of {A}",
        "Which nation {have:boasts} the largest share of {A}'s partner towns?",
        "I wonder which country {A} {partner:cooperates} with most through its towns.",
        "Where does {A} {have:maintain} the greatest number of twinnings, country-wise?",
        "Do you happen to know the country that {have:supplies} most of {A}'s twins?",
        "{A} top partner country",
        "Since {Y}, in which country has {A} {partner:struck up} the most partnerships?",
        "With towns of what country has {A} {partner:linked arms} most often?",
        "If I sort {A}'s twins by country, which comes first?",
        "what country does {A} {partner:pal up} with the most",
        "Before {Y}, which country {have:provided} most partners for {A}?",
        "The most frequent country among the twins of {A} is?",
        "In the eighties, towns of which country {partner:bonded} with {A} the most?",
        "What country has more towns twinned with {A} than any other?",
        "In which country does {A} have the most sister cities?",
        "Which nation is home to most of {A}'s twin towns?",
        "In what country are the fewest partner cities of {A}?",
        "In which country are most of {A}'s sister cities?",
        "In which country are the most partners of {A}?",
        "In which country does {A} have most of its twins?",
        "In which country does {A} have the largest number of sister cities?",
        "In which country does {A} have the fewest twins?",
        "In what country does {A} have the most partners?",
        "Which country has the most sister cities of {A}?",
        "Which country has the most twins of {A}?",
        "Which country hosts the most partners of {A}?",
        "Which country is home to most of {A}'s sister cities?",
        "Which country holds the largest number of {A}'s twins?",
        "Which country do most of {A}'s sister cities belong to?",
        "Which country do most of {A}'s partners come from?",
        "Which country has {A} twinned with the most?",
        "Which country does {A} have the most partnerships with?",
        "Which country does {A} have the most sister cities in?",
        "Which nation has the most of {A}'s twin towns?",
        "Which nation do most of {A}'s partners lie in?",
        "What country has most of the sister cities of {A}?",
        "What country are most of {A}'s sisters in?",
        "What country is most often found among {A}'s twins?",
        "With which country does {A} have the most twinnings?",
        "With which country has {A} the most partnerships?",
        "With cities of which country is {A} twinned most?",
        "From which country are most of {A}'s partners?",
        "From which country do the most sister cities of {A} come?",
        "most of {A}'s sister cities are in which country",
        "{A} country with most partners",
        "country where {A} has the most twins",
        "country with most of {A}'s twins?",
        "Name the country in which {A} has the most sister cities.",
        "Tell me the country with the most partners of {A}.",
        "I'd like to know in which country {A} has the most twins.",
        "Of which country are most of {A}'s sister cities?",
        "Most of {A}'s partners belong to which country?",
        "which country is the most frequent among {A}'s sisters",
        "from which nation does {A} have most sisters",
        "what country dominates {A}'s list of twins",
        "which country does {A} prefer for twinning",
        "{A}'s number one partner country",
        "to which country does {A} have most links",
        "what's the main country of {A}'s partners",
        "in what nation are most of {A}'s sisters",
        "{A} twins mostly with which country",
        "which country has the greatest share of {A}'s twins",
    ),
    counter_examples=(
        "Which country do most exchange pupils of {A} prefer?",
        "Which country is the mayor of {A} most interested in?",
        "what country does {A} import most from",
        "Which country has shown most gratitude to {A}?",
        "Which country do most of the foreigners in {A} come from?",
        "Why does {A} have most of its sister cities in one country?",
        "From which country did most guests come to {A}'s twinning party?",
        "In which country is {A} best known?",
        "Which country sends most visitors to {A}?",
        "Which country do most people in {A} come from?",
        "Which country do most tourists visit from {A}?",
        "Which country gives the most money to {A}?",
        "Which country is most important to {A}?",
        "Which country has the most restaurants in {A}?",
        "Which country does {A} trade with most?",
        "In which country do most students of {A} spend their year?",
    ),
)
