"""Which place has most, or fewest, partners: of all, of an area, or with partners in an area."""

from __future__ import annotations

from bot.answering.language import phrases
from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.areas import Area
from bot.answering.records.draft import PAIRS_SHOWN, Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.lexicon import RELATED
from bot.answering.records.of_place import areas_named, noun
from bot.answering.records.query import Query, without_areas
from bot.answering.records.reading import Reading
from bot.answering.records.tally import Tally, one_or_all
from corpus.partnerships import Records

_PROOF = 3


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Name the places at the top with how many partners each has."""
    sides = _sides(reading)
    if sides is None:
        return None
    bonds = q.partnerships(records, without_areas(Query.of(reading)))
    if Query.of(reading).active_only:
        bonds = [bond for bond in bonds if bond.status != "suspended"]
    tally = Tally(records, bonds, *sides)
    best = q.edge(tally.counts, records.label, least=reading.has("least"), top=reading.top, rank=reading.rank)
    if not best:
        return None
    draft, shown = Draft(records), best[:PAIRS_SHOWN]
    items = tally.items(draft, shown, _PROOF if len(best) <= _PROOF else 1)
    if reading.rank > 1:
        draft.say("most.ranked", rank=reading.rank)
    draft.list(
        "most.places.least" if reading.has("least") else "most.places",
        items,
        len(best),
        more=len(best) - len(shown),
        what=noun(reading, 2) + areas_named(records, sides[1]),
        where=phrases()("most.of-all", where=areas_named(records, sides[0])) if sides[0] else "",
    )
    labels = [records.label(number) for number in best]
    value = one_or_all(labels)
    if reading.asks == "count" and reading.top is None:
        value = tally.counts[best[0]]
    return of_all.answer("most", draft, value)


def _sides(reading: Reading) -> tuple[tuple[Area, ...], tuple[Area, ...]] | None:
    """Return the areas in which places and in which their partners are to lie, None when that is open.

    "Which city in Germany has the most partners in Japan?" has one of each; before "most" an area
    belongs to the places, unless a word for partners has come before it. "The most sister cities in Japan"
    are of the places there where it says of no others: "Which Russian city has …?".
    """
    order = reading.order
    places: list[Area] = []
    partners: list[Area] = []
    at = [position for position, sign in enumerate(order) if sign == "WHERE"]
    ranked = min((order.index(sign) for sign in ("most", "least") if sign in order), default=None)
    if ranked is None:
        ranked = order.index("top") if "top" in order else len(order)
    for position, area in zip(at, reading.areas, strict=True):
        related = any(sign in RELATED for sign in order[:position])
        whose = bool({*order[position + 1 : position + 2]} & {*RELATED})
        twinned_most = order[ranked + 1 : position] in (("rel", "place", "in"), ("partner", "place", "in"))
        # "Top 3 cities in Sweden …", but "… city in France has the most German partners"
        of_subject = "place" in order[:position] and not related and not (whose and position > ranked)
        if of_subject or (position < ranked and not related) or (twinned_most and not places):
            places.append(area)
        elif position > ranked and {"place", "who"} & set(order[:ranked]):
            if "of" in order[ranked:position]:  # "the most partners of all cities in Germany"
                return None
            partners.append(area)
        else:
            return None
    return tuple(places), tuple(partners)


KIND = Kind(
    "most-places",
    answer,
    asks=("list", "count", "person"),
    places=(0,),
    needs=only("rel partner friendship", "most least top"),
    allows=FILTERS | signs("NUMBER top most least it ordinal"),
    fits=lambda reading: (
        not reading.has("country", "latest", "first")
        and _sides(reading) is not None
        and (reading.top is not None) == reading.has("NUMBER")
    ),
    examples=(
        "Second place in the ranking by partner count goes to which city?",
        "Nobody else has as many partners as this city has. Its name?",
        "who's the champ, i mean most sister cities of anyone",
        "the {X} city w the most partners?",
        "Which place is twinned the most?",
        "What town has the fewest sister cities?",
        "Who holds the record for partner cities?",
        "Which city in {X} has the most twin towns?",
        "Which {X} town has the fewest partners?",
        "Which city has the most sister cities in {X}?",
        "Who tops the table of twinnings?",
        "Which place comes first by number of partnerships?",
        "Which city has the longest list of twins?",
        "Which municipality has the largest number of partner towns?",
        "What city in {X} is twinned most often?",
        "Which town is at the bottom when it comes to partners?",
        "Which ten cities have the most sister cities?",
        "Which city has the largest number of active partnerships?",
        "most sister cities",
        "top 10 cities by twins",
        "city w the most partners pls",
        "whats the city with most twin towns",
        "least partners which city",
        "whos got the most sister citys in {X}",
        "ranking sister cities top 5",
        "biggest nr of twinnings which place",
        "fewest twins {X}",
        "who has most partners from {X}",
        "top 3 {X} by partnerships",
        "wich town has most friendship towns",
        "record holder twin towns",
        "max partners any city",
        "The champion of town twinning, by number of twins: who is it?",
        "Settle a bet: what city in the world has more sister cities than any other?",
        "For our newsletter I need the town in {X} that has collected the most partners.",
        "My pupils ask who is the world champion in sister cities, counted by number.",
        "If twin towns were medals, which city would head the table?",
        "Would you be so good as to name the town in {X} having the largest number of friendship towns?",
        "Please, what city is having the most many partners?",
        "Largest family of sister cities: whose is it?",
        "List: the five places in {X} with most links.",
        "The town with the smallest number of twinnings in {X}",
        "Somebody must be on top in number of pacts. Who, and with how many?",
        "Which city found the most partners after 1990?",
        "Among all places of {X}, which is the best supplied with partner towns in numbers?",
        "Most ties with towns in {X}: which city can claim that?",
        "Which city has the most partners?",
        "top 5 cities by number of twins",
        "Who {have:boasts} the longest list of sister cities?",
        "Which town in {X} has most partners?",
        "Could you tell me which municipality {have:maintains} the greatest number of twinnings?",
        "I wonder which place is {partner:allied} to more towns than any other.",
        "who's the twinning champion?",
        "Do you happen to know what {X} city {have:possesses} the most twins?",
        "Which cities have the fewest partners?",
        "By which town have most charters been signed?",
        "The most twinned city in {X}, please?",
        "Which five towns {have:entertain} the most partnerships?",
        "Where are the most {partner:siblings} to be found, in what city?",
        "Which town {partner:cooperates} with the largest number of places abroad?",
        "What is the record holder among cities for twin towns?",
        "biggest collector of sister cities?",
        "Since {Y}, who has {partner:struck up} the most new partnerships?",
        "Which place is at the bottom of the table with the smallest number of twins?",
        "Name the three cities with the most {partner:counterparts}.",
        "In terms of partners, which city is number one?",
        "Which city has {partner:forged} most pacts in the eighties?",
        "Most popular twin town worldwide?",
        "Which cities {ended:dropped} the most partners?",
        "What three places rank highest with the most sister cities?",
        "Which are the {most:leading} cities by sister cities?",
        "Which city has the most sister cities?",
        "Who has the fewest twin towns?",
        "What are the top five cities by number of sister cities?",
        "Which town in {X} is twinned with the most cities?",
        "Which city has collected the most partners in {X}?",
        "How many sister cities does the city with the most have?",
        "Who leads the pack with the most sister cities?",
        "Which city comes out on top with most sister cities?",
        "Name the city boasting the most twins",
        "Which place {have:collected} the most partners?",
        "Which city racks up the most sister cities?",
        "Which city is the most {rel:twinned}?",
        "Which city tops the list by number of sister cities?",
        "Which city has got the most sister cities?",
        "Which city has the largest number of sister cities?",
        "Which city has the highest number of twins?",
        "Which city is twinned with the most cities?",
        "Which city holds the most partnerships?",
        "Which city leads in sister cities?",
        "Which city has gathered the most twins?",
        "Which city has the greatest number of partners in the world?",
        "Which city comes first in number of sister cities?",
        "Which city in {X} has the most sister cities?",
        "Which city in {X} has the most twins of all?",
        "Which city in {X} has the largest number of partners?",
        "Which city in {X} leads with the most partnerships?",
        "Which {X} city has the most sister cities?",
        "Which {X} city has the greatest number of twins?",
        "Which {X} town tops the others with the most partners?",
        "Which {X} municipality has the most twinnings?",
        "Which town has more twins than all others?",
        "Which town has the most partnerships in {X}?",
        "Which town has the fewest sister cities?",
        "Which place has the least partners?",
        "Which place in {X} has the highest number of sister cities?",
        "Which are the three cities with the most twins?",
        "Which five cities have the most sister cities?",
        "Which ten {X} cities have the most partners?",
        "Which four towns in {X} have the most sister cities?",
        "Which cities have the most sister cities?",
        "Which cities are {most:top} for sister cities?",
        "Who has the most sister cities?",
        "Who has the most twins in {X}?",
        "Who's got the largest number of partners?",
        "Who is in the lead with the most twin towns?",
        "Who tops the table with the most partners?",
        "What city has the most sister cities in {X}?",
        "What city has the most twins?",
        "What {X} city has the most partners?",
        "What town in {X} has the most twin towns?",
        "What are the top three cities in {X} by number of partners?",
        "What are the five cities with the most partnerships?",
        "What are the {most:leading} three cities by twins?",
        "city with the most sister cities",
        "city with most twins in {X}",
        "most sister cities?",
        "most twinned city",
        "most twinned town in {X}",
        "top ten cities by sister cities",
        "top three {X} cities by number of twins",
        "top 10 twinned cities",
        "the 4 cities with the most twins please",
        "the city with the most partners in {X}",
        "the two {X} towns with the most sister cities",
        "Name the city with the most sister cities.",
        "Name the five {X} cities with the most partners.",
        "Name the top 5 cities by partnerships.",
        "Tell me which city has the most twins.",
        "Tell me the city in {X} with the most partners.",
        "Show me the top 3 cities by number of twins.",
        "Give me the city that has the most sister cities in {X}.",
        "Give me the four cities with the largest number of twins.",
        "List the top 5 cities with the most sister cities.",
        "I'd like to know which city has the most twin towns.",
        "I want to know who has the most sister cities.",
        "Do you know which city has the most partners?",
        "In {X}, who has the most twin towns?",
        "In {X}, which town has the most partners?",
        "In {X}, what city has the most sister cities?",
        "Of all {X} cities, which has the most twins?",
        "Of all cities, which one has the most partners?",
        "Out of all towns in {X}, which has the most sister cities?",
        "Among {X} cities, which has the largest number of sister cities?",
        "When it comes to sister cities, which city has the most?",
        "How many sister cities does the city with the most twins in {X} have?",
        "How many partners does the city that has the most have?",
        "Which three cities come out ahead in number of partners?",
        "Which four {X} towns {most:rank} highest by number of twins?",
        "What two cities are at the very top when it comes to twinnings?",
        "The five leading cities by number of partners",
        "Which {X} cities are the three leaders in twinning?",
        "Which place ranks first for partnerships?",
        "Which {X} town comes first by number of sister cities?",
        "Which city is ahead of all others in sister cities?",
        "which city is the best connected",
        "the best connected town in {X}",
        "most twinned place in {X}?",
        "who has the longest list of sisters",
        "which town leads in number of twins",
        "the city with the largest number of partners",
        "top city by sister cities in {X}",
        "which {X} town has the most twins",
        "who in {X} leads in sister cities",
        "which place has the greatest number of links",
        "which city has the fewest sisters",
        "who is number one by partners",
        "top twinned cities",
        "top twin town in {X}",
        "who's the top sister city in {X}",
        "the champion of twinning among cities in {X}",
        "best connected town of {X} by sister cities",
        "most connected place in {X}",
        "Champion of sister cities, which town?",
        "No city outdoes it in twins: which one is that?",
        "Tally every town's partners and give me the leader.",
        "whos top dog for freind cities",
        "Kindly name the municipality possessing the greatest number of counterparts.",
        "The most partners has which city, please?",
        "I wonder what town has been paired off the most times.",
        "Settle a bet: the city with the most twins on the planet is …?",
        "Put down the {N} places with the longest rosters of sisters.",
        "By what city are the most partnerships maintained?",
        "Of the cities in {X}, the one with the most bonds is?",
        "{X}: twinning champion?",
        "Regarding {X}, which of its towns has gathered the most partners?",
        "{X}'s towns – who leads by number of links?",
        "The biggest circle of friend cities is kept by which place?",
        "Which town in {X} owns the most knots with other places?",
        "Who sits at the head of the twinning table in {X}?",
        "What city is level with nobody, being ahead of all in number of pacts?",
        "Which towns tie for the largest count of partners in {X}?",
        "Who trails the field in {X}, with fewer sisters than anyone else there?",
        "loneliest twinned town by number of partners",
        "In {X}, what place has to make do with the fewest counterparts?",
        "Which city of {X} is hooked up with the most places in {X2}?",
        "Who has the most friend cities in {X}?",
        "Which town keeps the greatest number of partners from {X}?",
        "Over in {X}, what city has the most twins that lie in {X2}?",
        "The top {N} towns of {X} by twins, which ones are they?",
        "bottom three cities in {X} for number of sisters",
        "Which city comes second in the world for number of partners?",
        "Who's runner-up in {X} by count of twin towns?",
        "The third most twinned town of all, name it.",
        "how many partners has the city with the most partners",
        "The record for twins in a single town stands at how many?",
        "Which city had the most partners in {Y}?",
        "Since {Y}, what town has picked up the most new sisters?",
        "Who has seen the most of its twinnings end?",
        "Which town in {X} has more pacts on ice than any other?",
        "A city with more partners than any other must exist; which?",
        "If each twin were a point, what town would score highest?",
        "Is any town in {X} ahead of all its neighbours by number of sister cities, and who?",
        "heaviest twinner among cities, go",
        "Which place never says no, judging by the sheer count of its partners?",
        "Name the town from {X} with the fullest list of sisters.",
        "Give the ten most paired-off cities of {X} in order.",
        "What town is the best connected of {X}, partnershipwise?",
    ),
    counter_examples=(
        "Which city takes its partnerships most seriously?",
        "Which mayor has signed the most twinning pacts?",
        "most beautiful sister city in {X}",
        "Which city in {X} hosts the most twinning festivals?",
        "Which town gets the most EU money for its partnerships?",
        "Which city most wants a new sister city?",
        "Which sister city has the most churches?",
        "Why does one city have the most twin towns of all?",
        "Which sister city has the most inhabitants?",
        "Which city spends the most on its sister cities?",
        "Which country in {X} benefits most from sister cities?",
        "Which partner city in {X} has the most partnerships of all cities in {X2}?",
        "Which city has the most inhabitants in {X}?",
        "Which city in {X} has the most visitors?",
        "Which city has the most schools with an exchange?",
        "Which city has the most active twinning committee?",
        "Which city has the most to gain from a sister city?",
        "Which city gets the most money for its partnerships?",
        "Which city has the most airports?",
        "Which town in {X} has the most churches?",
        "Which three cities in {X} are the largest?",
        "Which city is the most international?",
        "Which city in {X} is the most popular with tourists?",
        "Who has the most experience with town twinning?",
        "Who travels the most in sister cities?",
        "What are the top five sights in {X}?",
        "What are the most common problems of sister cities?",
        "What is the most important sister city?",
        "What is the best sister city in the world?",
        "Top ten reasons to twin?",
        "How many people live in the city with the most sister cities?",
        "Who is the mayor of the city with the most sister cities?",
        "Which town has the most loyal partners?",
        "Which city gets the most parcels from its twins?",
        "Who has visited the most sister cities in the world?",
        "Which twinned town in {X} has the most pubs?",
        "Which city regrets the most of its partnerships?",
        "What town makes the most money out of its sister cities?",
        "Which town in {X} has hosted the most exchange students?",
        "most expensive twinning trip of all, which town",
    ),
)
