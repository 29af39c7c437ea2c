"""Which country has most, or fewest, partnerships; or with which country a country has most."""

from __future__ import annotations

from collections import Counter

from bot.answering.blocks import Item
from bot.answering.language import figure, joined
from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.areas import members
from bot.answering.records.draft import PAIRS_SHOWN, Draft, RecordAnswer, Value
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.kinds.most_pairs import of_two
from bot.answering.records.lexicon import RELATED
from bot.answering.records.query import Query, without_areas
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records

_PROOF = 3


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Name the countries at the top with how many partnerships each has."""
    bonds = q.partnerships(records, without_areas(Query.of(reading)))
    if reading.areas:
        return _with(records, reading, bonds)
    counts = q.tally_countries(records, bonds)
    best = q.edge(counts, str, least=reading.has("least"), top=reading.top, rank=reading.rank)
    if not best:
        return None
    draft = Draft(records)
    items = [
        Item(country, figure(counts[country]), draft.cite(*_some(records, bonds, country), compare=False))
        for country in best[:PAIRS_SHOWN]
    ]
    key = "most.countries.least" if reading.has("least") else "most.countries"
    if reading.rank > 1:
        draft.say("most.ranked", rank=reading.rank)
    draft.list(key, items, len(best), more=max(0, len(best) - PAIRS_SHOWN))
    value: Value = best[0] if len(best) == 1 else best
    if reading.asks == "count":
        value = counts[best[0]]
    return of_all.answer("most", draft, value)


def _some(records: Records, bonds: list[Bond], country: str) -> list[Bond]:
    ordered = q.ordered(
        records, (b for b in bonds if country in (records.areas[b.a][0], records.areas[b.b][0]))
    )
    return ordered[:_PROOF]


def _with(records: Records, reading: Reading, bonds: list[Bond]) -> RecordAnswer | None:
    """Answer with which country a country has most partnerships."""
    area = reading.areas[0]
    inside = members(records, (area,))
    groups: dict[str, list[Bond]] = {}
    for bond in bonds:
        for one, other in ((bond.a, bond.b), (bond.b, bond.a)):
            if one in inside and other not in inside:
                groups.setdefault(records.areas[other][0], []).append(bond)
    if not groups:
        return None
    counts = Counter({country: len(group) for country, group in groups.items()})
    best = q.edge(counts, str, least=False, top=reading.top, rank=reading.rank)
    if not best:
        return None
    edge = joined([figure(one) for one in dict.fromkeys(counts[country] for country in best)])
    draft = Draft(records)
    cited = draft.cite(*groups[best[0]][:_PROOF], compare=False)
    if reading.rank > 1:
        draft.say("most.ranked", rank=reading.rank)
    draft.say("most.with", cited=cited, area=area.label, edge=edge, countries=joined(best))
    return of_all.answer("most", draft, best[0] if len(best) == 1 else best)


def _countries_counted(reading: Reading) -> bool:
    """Tell whether countries are to be counted: not in "Which city has partners in the most countries?"."""
    order = reading.order
    first = next(s for s in order if s in ("country", "place", "rel", "partner", "friendship", "who"))
    if first != "country" or order.count("country") != 1 or of_two(reading):
        return False
    if (reading.top is not None) != reading.has("NUMBER") or reading.top == 2:  # two are a pair
        return False
    if not reading.areas:
        return True
    before = [sign for sign in order[: order.index("WHERE")] if sign != "article"]
    asked = before[-1:] in (["do"], ["have"], ["be"]) or (
        before[-1:] == ["with"] and "most" in before and before[-2:-1] in ([sign] for sign in RELATED)
    )
    return asked and not reading.has("least")


KIND = Kind(
    "most-countries",
    answer,
    asks=("list", "countries", "count"),
    places=(0,),
    areas=(0, 1),
    needs=only("rel partner friendship", "most least top", "country"),
    allows=FILTERS | signs("NUMBER top most least ordinal"),
    fits=lambda reading: not reading.has("latest", "first") and _countries_counted(reading),
    examples=(
        "Which country leads in town twinning?",
        "In which country are there most sister cities?",
        "Which country holds the record for twin towns?",
        "Which country is {X}'s most frequent partner in twinning?",
        "What country has the smallest number of twinnings?",
        "Rank the countries by number of sister city ties.",
        "Which nation has the greatest number of twinned towns?",
        "From which country do most of {X}'s partners come?",
        "Which ten countries have the most pacts?",
        "Which country comes last in partnerships?",
        "Where do towns of {X} most often find their twins, by country?",
        "Which country tops the list of town partnerships?",
        "most sister cities country?",
        "top 10 countries twinning",
        "country ranking partnerships pls",
        "whats the country with the fewest sister cities",
        "{X} most partnerships with which country",
        "which country has most twinnings overall",
        "least twinned country",
        "countrys by number of partner cities",
        "top partner country of {X}",
        "which country got the most sisters lol",
        "country leaderboard sister cities",
        "no 1 country for twinning?",
        "{X} twins mostly with what country",
        "wich nation has most partner towns",
        "If twinnings were medals, which country would win?",
        "Settle a bet: which country has the biggest pile of sister city ties?",
        "For our newsletter I need the countries in order of their partnerships, largest first.",
        "Just the country, not the towns: where are there most partnerships?",
        "Which country do the cities of {X} choose as partner more than any other?",
        "At the very bottom of the table of twinnings, which country do we find?",
        "Might you tell me in what country partnerships between towns are most numerous?",
        "The country that appears in the greatest number of twinnings is which?",
        "Second place among countries for sister cities: who holds it?",
        "{X} looks for its twins chiefly in one country. Which one?",
        "Please, which country has the most much sister cities in your data?",
        "Which country has the most partnerships?",
        "country with most twin towns",
        "What nation is keenest on twinning?",
        "Which countries {have:boast} the greatest number of twinned towns?",
        "Could you tell me which country {have:possesses} the most sister cities?",
        "I wonder what country is at the top in town partnerships.",
        "top 5 countries for twinning?",
        "Do you happen to know in which country the most partner towns lie?",
        "Where in the world, by country, are there most twinnings?",
        "Rank the countries by number of partnerships.",
        "Which country of {X} {have:maintains} the most partnerships?",
        "By what country are most twins {have:supplied}?",
        "What's the least twinned country on record?",
        "From which country do most of the partner towns come?",
        "Who leads the table of countries?",
        "Which country has the fewest partnerships?",
        "Most twin towns: which country?",
        "what country {partner:pals up} the most",
        "Which countries are best represented in your records?",
        "Since {Y}, towns of what country have {partner:struck up} the most partnerships?",
        "What country tops {X} for {partner:friendship pacts}?",
        "In the eighties, which country was the most eager to twin?",
        "Which country's towns {partner:cooperate} the most?",
        "countries sorted by number of twins",
        "Which country has the most sister cities?",
        "Which nation takes part in the fewest partnerships?",
        "With which country does {X} have the most partnerships?",
        "What are the top 5 countries by twinnings?",
        "What country racks up the most twinnings?",
        "Which country leads with the most partnerships?",
        "Which nation comes first with most sister cities?",
        "What country {have:boasts} the most twin towns?",
        "Which country has the most twin towns?",
        "Which country has the largest number of sister cities?",
        "Which country has the highest number of partnerships?",
        "Which country takes part in the most partnerships?",
        "Which country comes top in sister cities, with the most?",
        "Which country is first by number of partnerships, with the most?",
        "Which country is involved in the most twinnings?",
        "Which country has the fewest sister cities?",
        "Which country appears most in the records of partnerships?",
        "Which country's cities have the most sister cities?",
        "Which country does {X} have the most partnerships with?",
        "Which country does {X} twin with the most?",
        "Which country has the most sister cities with {X}?",
        "Which country is {X} twinned with most?",
        "Which countries have the most sister cities?",
        "Which three countries have the most partnerships?",
        "Which five countries are at the top with the most twinnings?",
        "Which nation has the most sister cities?",
        "Which nation has the most twins on record?",
        "Which nation leads with the largest number of partnerships?",
        "What country has the most sister cities?",
        "What country has the most partnerships with {X}?",
        "What country is in the most partnerships?",
        "What are the top three countries by number of sister cities?",
        "What are the countries with the most partnerships?",
        "With what country do {X} towns have the most twinnings?",
        "With which country do cities in {X} have the most partnerships?",
        "With which nation does {X} have the most sister cities?",
        "In which country are the most sister cities?",
        "In which country are there the most twinned cities?",
        "country with the most partnerships",
        "country with the most sister cities?",
        "top 3 countries by partnerships",
        "top ten countries with the most twin towns",
        "the country with the most sister cities, please",
        "Name the country with the most partnerships.",
        "Name the five countries with the most sister cities.",
        "Tell me which country has the most twinnings.",
        "Show the top 5 countries by number of partnerships.",
        "Give me the country with the largest number of twin towns.",
        "I'd like to know which country has the most sister cities.",
        "Do you know what country has the most partnerships?",
        "Of all countries, which has the most sister cities?",
        "Most partnerships: which country?",
        "Cities of which country have the most sister cities?",
        "Where are there more partnerships than anywhere else, in which country?",
        "Which country ranks first by number of partnerships?",
        "What country comes out first in partnerships?",
        "Which country is number one in sister cities?",
        "the country with the greatest number of twinnings",
        "what country comes out on top in twinning",
        "top country in number of partnerships",
        "which country does the most twinning",
        "which country is number one in sister cities",
        "which nation has the fewest twinnings",
        "the most twinned country",
        "which country heads the list by twinnings",
        "with which nation is {X} twinned most",
        "which is the top partner country of {X}",
        "which country has the least sister cities",
        "who leads the world in sister cities, by country",
        "what country comes first by number of sister cities",
        "which land is the champion of twinning",
        "the country of most partnerships",
        "what's the twinning champion among countries",
        "which nation is the most eager twinner",
        "the land with the most sister cities",
        "Champion country of town twinning?",
        "Countries ranked, sister cities, who's in front",
        "Which nation ties the greatest number of knots between towns?",
        "I wonder what country nobody can outdo in partner towns.",
        "Settle a bet: no country has more twinnings than … which one?",
        "Name the country that boasts the longest roster of pacts.",
        "Kindly list the {N} countries possessing the largest number of partnerships.",
        "The most of twin towns has what country?",
        "wat contry has teh most sister citys",
        "By which nation are the most partnerships kept up?",
        "Of all countries, the one with the most bonds is which?",
        "{X}: its number one country for twinning with?",
        "Regarding {X}: with which country does it have the most links?",
        "{X}'s twinnings – which country is at the other end most often?",
        "Towns of {X} are hooked up the most with what country?",
        "To which country do more of {X}'s ties lead than to any other?",
        "Country trailing all others in number of sister cities?",
        "In which country are twinnings scarcest?",
        "Which country lags behind the rest of the world in partnerships between towns?",
        "The three countries leading the field in partner cities, please.",
        "What countries make up the top ten for twinning?",
        "Second to none in friendship towns: what country?",
        "Which country comes third by number of partnerships?",
        "runner-up country for sister cities?",
        "Who's the leader among nations when you tally all the twin towns?",
        "how many twinnings does the country with the most have",
        "Count the bonds of every country and tell me who wins.",
        "In the table of nations, by number of pacts, who sits in first place?",
        "Which country was most twinned in {Y}?",
        "Since {Y} what country has added the most partnerships?",
        "country that lost the most twinnings, ended ones I mean",
        "With the towns of which country has {X} paired off most frequently?",
        "Most popular partner nation for {X}, going by count of pacts",
        "Is there a country ahead of all others in sister city ties, and what is it?",
        "Which nation's name turns up most across your records of partnerships?",
        "The five countries with the fewest partner towns, which are they?",
        "Whose towns, nation by nation, are the most twinned?",
        "What country is unrivalled when it comes to number of friend cities?",
        "biggest country in your data by partnerships count",
        "Pick the nation with the heaviest stack of twinning charters.",
        "Which countries are neck and neck at the head of the twinning table?",
        "With {X}, which country has a partnership most often?",
        "Number of links per country, only the best one, go",
        "Do me a favour and name the country that has the most towns paired off.",
        "Any idea what nation is least into having sister cities, by count?",
    ),
    counter_examples=(
        "Which country likes town twinning the most?",
        "Which country had the idea of sister cities first, and why?",
        "country with the best twinning festivals",
        "With which country does {X} trade the most?",
        "Which country sends the most pupils to its twin towns?",
        "Settle a bet: which country has the most mayors?",
        "Which country gives most grants for partnerships?",
        "Which country does {X} like best?",
        "Which country in {X} has the most sister cities?",
        "Which country has partners in the most countries?",
        "Which country has the most inhabitants?",
        "Which country invented sister cities?",
        "Which country spends the most on town twinning?",
        "Which country has the most tourists?",
        "Which country has the most beautiful sister cities?",
        "Which country is the largest?",
        "Which country is the best for twinning?",
        "Which country does {X} trade with the most?",
        "Which country supports sister cities the most?",
        "Which country benefits the most from partnerships?",
        "What are the top five countries to visit?",
        "Which country has the friendliest twin towns?",
        "Which country passed a law on sister cities first?",
        "What country gets the most tourists thanks to its twinnings?",
        "Which country quarrels most with the partner towns of {X}?",
        "Which nation spends most per head on its twin towns?",
        "country with most twinning songs",
        "Which country's mayors travel to partner cities most often?",
        "Why does one country have so many more sister cities than {X}?",
    ),
)
