"""Between which two countries are there most partnerships."""

from __future__ import annotations

from bot.answering.blocks import Item
from bot.answering.language import figure
from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.draft import PAIRS_SHOWN, Draft, RecordAnswer
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.query import Query
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records

_PROOF = 3


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Name the two countries with the number of partnerships between them, or as many pairs as asked for."""
    groups: dict[tuple[str, str], list[Bond]] = {}
    for bond in q.partnerships(records, Query.of(reading)):
        one, other = sorted((records.areas[bond.a][0], records.areas[bond.b][0]))
        if one != other:
            groups.setdefault((one, other), []).append(bond)
    if not groups:
        return None
    draft, ranked = Draft(records), sorted(groups, key=lambda key: (-len(groups[key]), key))
    best = ranked[: min(_top(reading), PAIRS_SHOWN)]
    if len(best) == 1:
        one, other = best[0]
        cited = draft.cite(*groups[one, other][:_PROOF], compare=False)
        draft.say("most.pairs", cited=cited, one=one, other=other, edge=len(groups[one, other]))
        return of_all.answer("most-two", draft, [one, other])
    items = [
        Item(" – ".join(pair), figure(len(groups[pair])), draft.cite(*groups[pair][:1], compare=False))
        for pair in best
    ]
    draft.list("most.pairs.several", items, len(best))
    return of_all.answer("most-two", draft, [country for pair in best for country in pair])


def _top(reading: Reading) -> int:
    """Return how many pairs are asked for: "the two countries" are one, "3 country pairs" three."""
    at = reading.order.index("NUMBER") if "NUMBER" in reading.order else -1
    of_countries = reading.order[at + 1 : at + 2] == ("country",) and reading.words[at + 2 : at + 3] != (
        "pairs",
    )
    return reading.top if reading.top and at >= 0 and not of_countries else 1


def of_two(reading: Reading) -> bool:
    """Tell whether two countries are asked for: "which two countries", "which pair of countries"."""
    order, words = reading.order, reading.words
    at = order.index("country")
    counted = order[max(0, at - 1) : at] == ("NUMBER",) and words[at - 1] in ("two", "2")
    paired = any(
        word in ("pair", "pairs") for word in words[: at + 2]
    )  # "pairs of countries", "country pairs"
    return (counted or paired) and order.count("NUMBER") <= 1


KIND = Kind(
    "most-pairs",
    answer,
    asks=("list", "countries"),
    places=(0,),
    areas=(0, 0),
    needs=only("rel partner friendship", "most top", "country"),
    allows=signs("NUMBER reciprocal between active still both connected suspended ended"),
    fits=of_two,
    examples=(
        "Which two countries have the largest number of twinnings with each other?",
        "Which two countries share the greatest number of partnerships?",
        "What two nations are linked by the most sister cities?",
        "Between which pair of countries do most twin towns exist?",
        "Which countries are twinned with each other most often?",
        "Which pair of countries tops the list for partnerships?",
        "What combination of two countries has the most ties?",
        "Which country pair counts the most links?",
        "Which two countries have made the most pacts between their towns?",
        "Which two countries lead in joint town twinnings?",
        "The most partnerships exist between which two countries?",
        "Which two nations have paired up the most towns?",
        "Which two countries are joined by more twin towns than any other two?",
        "Which pair of countries had the most partnerships in 1990?",
        "country pair with most twinnings",
        "which 2 countries have most sister cities together",
        "top country pairs by number of partnerships",
        "most twinned pair of nations?",
        "whats the pair of countries with the most twin towns",
        "2 countries most links between their cities pls",
        "which countries are twinned the most w each other",
        "nr 1 country pair for sister cities",
        "most common country combo in twinnings",
        "ranking of country pairs by twin towns",
        "which two contries share most partner cities",
        "biggest number of twinnings between two countries, which ones",
        "list country pairs with most friendship towns",
        "which countries pair up the most in the twinning list",
        "For our newsletter I need the two countries with the most twinnings between them.",
        "My pupils ask which two countries have the most twin towns with one another.",
        "Settle a bet: which two countries hold the record for mutual town partnerships?",
        "The closest couple among countries, measured in twinned towns: who?",
        "If every twinning were a thread, between which two countries would there be the most threads?",
        "Would you kindly name the two nations joined by the greatest number of town partnerships?",
        "Take every partnership and note both countries. Which combination comes up most?",
        "Pairs of countries, ordered by the number of their twinnings, please.",
        "The thickest bundle of partnerships runs from which country to which?",
        "What are the two countries whose cities have most often become sisters?",
        "Between which nations do we count the highest number of twin towns?",
        "I would like to know the two countries which are having the most partnerships between them.",
        "What pair of countries is most closely {partner:linked} by twin towns?",
        "Could you tell me which two nations share the largest number of town partnerships?",
        "Do you happen to know the most frequent combination of countries?",
        "Which two lands {have:maintain} the greatest number of partnerships between them?",
        "Most common pairing of countries among twin towns?",
        "By the towns of which two countries have most charters been signed?",
        "Rank the pairs of countries by twinnings.",
        "Which countries are {partner:allied} most often via their towns?",
        "The two countries with the most joint twinnings, please.",
        "Whose towns {partner:bond} most with whose, by country?",
        "Which country duo leads the table?",
        "Which two countries come out on top as a pair?",
        "Sort the country pairs by how many partnerships they {have:hold}.",
        "Between which two countries are there most twinnings?",
        "Which pair of countries has the most sister cities?",
        "Which two countries have the most partnerships?",
        "Which two countries have the most sister cities between them?",
        "Which two countries are linked by the most partnerships?",
        "Which two countries share the most twinnings?",
        "Which two nations have the most partnerships with each other?",
        "Which two nations are twinned the most?",
        "Which pair of countries has the most partnerships?",
        "Which pair of countries has the most twinnings?",
        "Which pair of countries is connected by the most sister cities?",
        "Which pair of nations has the most sister city ties?",
        "Which pairs of countries have the most partnerships?",
        "What pair of countries has the most twin towns?",
        "What two countries have the most partnerships between them?",
        "What two countries share the most sister cities?",
        "Between which two countries are there the most partnerships?",
        "Between which two countries do the most partnerships exist?",
        "Between which countries are there the most sister city partnerships?",
        "Between what two nations are there the most twinnings?",
        "pair of countries with the most partnerships",
        "the two countries with the most partnerships between them",
        "Name the two countries with the most sister cities between them.",
        "Name the pair of countries with the most partnerships.",
        "Tell me which two countries have the most partnerships.",
        "Tell me between which two countries there are the most twinnings.",
        "I'd like to know which two countries have the most partnerships.",
        "which two countries have the most links",
        "between what two nations is twinning strongest",
        "which country pair leads in twinnings",
        "the two countries with the most twinnings between them",
        "what two countries are twinned the most",
        "top pair of countries by partnerships",
        "which couple of countries shares most sister cities",
        "what pair of nations has the most twin towns",
        "which countries are best linked with each other by sister cities",
        "strongest country pair for twinning",
        "two countries, most twinnings with one another?",
        "top duo of countries for twinning",
        "the top two countries twinned with one another",
        "strongest duo of nations by partnerships",
        "which duo of countries leads",
    ),
    counter_examples=(
        "Which two countries exchange the most pupils?",
        "Which two countries have the most similar flags?",
        "Between which two countries do most trains run?",
        "what 2 countries hate each other the most",
        "Which two nations have the most marriages with each other?",
        "Which pair of countries has spent the most on twinning?",
        "My pupils ask which two countries have played most football matches.",
        "The two countries with the best relations: which are they?",
        "Which two countries trade the most?",
        "Which two countries are the best of friends?",
        "Which two countries have the longest border?",
        "Which two countries fight the most?",
        "Between which two countries are the most flights?",
    ),
)
