"""Which partnerships began in, before or after a year."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.amounts import Years
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind
from bot.answering.records.of_place import when
from bot.answering.records.query import Query
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """List the pairs that began then, or count them."""
    years = reading.years
    if years is None:
        return None
    if years.how == "as-of":  # "Which cities were twinned in 1988?" means that they were joined then
        years = Years("start", years.low, years.high)
    query = replace(Query.of(reading), years=years)
    bonds, draft = q.ordered(records, q.partnerships(records, query)), Draft(records)
    if bonds:
        of_all.list_pairs(draft, "began.some", bonds, when=when(years))
    else:
        draft.say("began.none", when=when(years))
    of_all.say_apart(draft, query, len(q.partnerships(records, of_all.looser(query))))
    pairs = [of_all.pair_label(records, bond) for bond in bonds]
    return of_all.answer("years", draft, len(pairs) if reading.asks == "count" else pairs)


KIND = Kind(
    "began",
    answer,
    asks=("list", "count"),
    places=(0,),
    areas=(0, 0),
    allows=FILTERS - {"suspended", "ended", "stop"},
    years=True,
    examples=(
        "What twinnings date from 1985?",
        "Which pacts were signed in 1972?",
        "Which sister city links go back to 1961?",
        "Show the partnerships whose first year is 1994.",
        "Which twinnings are older than 1950?",
        "Which links are younger than 2010?",
        "Which partnerships were born in 1989?",
        "How many sister city pacts were concluded before 1960?",
        "Which cities became partners in 2003?",
        "Who became twins with whom in 1978?",
        "What new twinnings did 1999 bring?",
        "Which partnerships started later than 2015?",
        "Which towns joined hands as partners in 1966?",
        "How many twinnings began between 1990 and 2000?",
        "Which pairs of towns were first twinned in 1955?",
        "twinnings 1987",
        "new sister cities in 2012",
        "nr of partnerships started 1991",
        "whats been twinned since after 2018",
        "partnerships before 1950 pls",
        "start year 1975 twin towns",
        "any twinnings from before 1948?",
        "list sister city ties begun after 2005",
        "how many pacts signed 1996",
        "which towns got twined in 2001",
        "everything that started in 1969",
        "show links that begun in 1977",
        "For our newsletter I need all twinnings that took their start in the year 1970.",
        "My pupils ask which towns became twins in the year 1964.",
        "Settle a bet: were there any partnerships at all that started before 1930?",
        "The class of 1988: which partnerships belong to it?",
        "I was born in 1953. Which twinnings saw the light of day in that same year?",
        "Would you be so kind as to list the friendships between towns that were entered into in 1959?",
        "Please, which partnership have its beginning in the year 1998?",
        "Number of partnerships with a starting date after 1989",
        "List: twin towns, start no later than 1957.",
        "Turn the clock back to 1973: what twinnings started then?",
        "Partnerships whose life began in 1981, just the names of the cities",
        "There must be some links that were forged in 1992. Which?",
        "Which partnerships began in {Y}?",
        "twinnings {start:signed} {Y}",
        "Which partnerships were {start:launched} before {Y}?",
        "What pacts were {start:concluded} after {Y}?",
        "Could you list all twinnings that {start:came into being} in the eighties?",
        "I wonder who {partner:linked arms} in {Y}.",
        "who {partner:palled up} in {Y}?",
        "Do you happen to know which towns {partner:struck up} a partnership in {Y}?",
        "How many partnerships were {start:sealed} between {Y} and {Y2}?",
        "In {Y}, which cities became twins?",
        "Which partnerships date from {Y}?",
        "What twinnings {start:got going} in the nineties?",
        "Which cities {partner:tied the knot} in {Y}?",
        "new sister cities after {Y}",
        "Which charters go back to before {Y}?",
        "From {Y} to {Y2}, what partnerships were {start:set up}?",
        "What was {start:kicked off} in {Y} in the way of twinnings?",
        "Name the partnerships that {start:saw the light of day} in {Y}.",
        "What {partner:friendship accords} were {start:inked} in {Y}?",
        "Which partnerships have their roots in the seventies?",
        "Which partnerships started in {Y}?",
        "How many cities were twinned in {Y}?",
        "Which sister cities got together before {Y}?",
        "Name the partnerships formed between {Y} and {Y2}.",
        "Which partnerships were {start:launched} in {Y}?",
        "Which cities {start:paired} up in {Y}?",
        "Which cities {start:teamed} up between {Y} and {Y2}?",
        "What twinnings {start:came} about after {Y}?",
        "Which sister city agreements were {start:sealed} in {Y}?",
        "Which partnerships were started in {Y}?",
        "Which partnerships were begun in {Y}?",
        "Which partnerships were entered into in {Y}?",
        "Which partnerships came into being in {Y}?",
        "Which partnerships go back to {Y}?",
        "Which partnerships have existed since {Y}?",
        "Which partnerships are from {Y}?",
        "Which partnerships are older than {Y}, from before {Y}?",
        "Which partnerships have started since {Y}?",
        "Which partnerships have been formed since {Y}?",
        "Which partnerships have been added after {Y}?",
        "Which sister city ties were established in {Y}?",
        "Which sister city pacts were made in {Y}?",
        "Which twinnings started before {Y}?",
        "Which twinnings took place in {Y}?",
        "Which twinnings were agreed in {Y}?",
        "Which cities twinned in {Y}?",
        "Which cities became sister cities in {Y}?",
        "Which cities signed partnerships in {Y}?",
        "Which towns got together as twins in {Y}?",
        "Which towns were twinned between {Y} and {Y2}?",
        "What partnerships started in {Y}?",
        "What partnerships were concluded between {Y} and {Y2}?",
        "What sister city agreements date back to {Y}?",
        "What twinnings came along in the sixties?",
        "What new partnerships were there in {Y}?",
        "Who became sister cities in {Y}?",
        "Who twinned in {Y}?",
        "How many partnerships were started in {Y}?",
        "How many partnerships began in {Y}?",
        "How many twinnings were signed after {Y}?",
        "How many sister city agreements were concluded in the nineties?",
        "How many partnerships have started since {Y}?",
        "How many partnerships were established before {Y}?",
        "How many new twinnings came about in {Y}?",
        "partnerships from {Y}",
        "partnerships started in {Y}",
        "partnerships before {Y}",
        "twinnings since {Y}?",
        "new twinnings in {Y}",
        "sister cities since {Y}",
        "Show all partnerships that started in {Y}.",
        "Show me partnerships formed in the {Y}s.",
        "List partnerships that were established in {Y}.",
        "List every twinning that began after {Y}.",
        "List the sister city agreements signed in {Y}.",
        "Name the twinnings that were started in {Y}.",
        "Name all partnerships older than {Y}, begun before {Y}.",
        "Give me all the partnerships that were signed between {Y} and {Y2}.",
        "Tell me which partnerships started in {Y}.",
        "I'd like to see the partnerships that began in {Y}.",
        "Of the partnerships, which started after {Y}?",
        "In the fifties, which partnerships were established?",
        "In {Y}, which partnerships began?",
        "In {Y}, what twinnings were signed?",
        "During the seventies, which cities became sister cities?",
        "From {Y}, which partnerships are there?",
        "Are there partnerships that began in {Y}, and which?",
    ),
    counter_examples=(
        "Which mayors signed their last twinning in 1985?",
        "Why did so many twinnings begin in 1990?",
        "Which sister city conferences were held in 1999?",
        "who spoke at the twinning ceremony in 1972",
        "How much did the partnerships that began in 2003 cost?",
        "Which new twinnings are planned for 2030?",
        "Which town halls were built before 1950?",
        "What was the weather like at the twinning in 1966?",
        "Which sister city events took place in {Y}?",
        "Which events were there in {Y}?",
        "Which sister city festivals took place in {Y}?",
        "Which cities held elections in {Y}?",
        "Which cities were founded in {Y}?",
        "Which treaties ended the war in {Y}?",
        "Which laws on town twinning were passed in {Y}?",
        "How many exchanges were held in {Y}?",
        "How many people took part in twinning in {Y}?",
        "How many delegations travelled in {Y}?",
        "Who signed partnerships in {Y} on behalf of {X}?",
        "Which presidents supported sister cities in {Y}?",
        "What happened in {Y}?",
        "What did sister cities do in {Y}?",
    ),
)
