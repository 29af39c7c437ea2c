"""Which partnerships are there between two countries or regions, or which of their places have them."""

from __future__ import annotations

from bot.answering.language import joined, phrases
from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.amounts import Amount
from bot.answering.records.areas import members
from bot.answering.records.draft import PAIRS_SHOWN, Draft, RecordAnswer, Value
from bot.answering.records.kind import FILTERS, Kind, signs
from bot.answering.records.lexicon import RELATED
from bot.answering.records.of_place import how_many
from bot.answering.records.query import Query, without_areas
from bot.answering.records.reading import Reading
from bot.answering.records.tally import Tally, as_asked
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """List the pairs; the value is pairs, or places where the question asks for cities."""
    if len(reading.areas) > 2:
        return _with_several(records, reading)
    if reading.amount:
        return _with_so_many(records, reading, reading.amount)
    one, other = reading.areas
    query = without_areas(Query.of(reading))
    bonds = q.ordered(records, q.between(records, q.partnerships(records, query), one, other))
    draft, areas = Draft(records), phrases()("list.and").join((one.label, other.label))
    if bonds:
        of_all.list_pairs(draft, "between.some", bonds, first=one, areas=areas)
        of_all.say_standing(draft, query)
    else:
        every = q.partnerships(records, query)
        near = [bond for area in (one, other) for bond in q.touching(records, every, (area,))[:1]]
        key = "between.none-elsewhere" if near else "between.none"
        draft.say(key, cited=of_all.cite_nearest(draft, near), areas=areas)
    apart = q.between(records, q.partnerships(records, of_all.looser(query)), one, other)
    of_all.say_apart(draft, query, len(apart))
    here = members(records, (one,))
    sides = [n for bond in bonds for n in (bond.a, bond.b) if n in here]
    cities = list(dict.fromkeys(records.label(n) for n in sides))
    noun = next((sign for sign in reading.order if sign in ("place", *RELATED)), "partner")
    of_cities = noun == "place" and not reading.has("between")
    before = of_cities and "WHERE" in reading.order[reading.order.index("place") :]
    value: Value
    if reading.asks == "yes-no":
        value = bool(bonds)
    elif reading.asks == "count":
        value = len(cities) if before else len(bonds)
    else:
        value = cities if of_cities else [of_all.pair_label(records, bond, one) for bond in bonds]
    return of_all.answer("between", draft, value)


def _with_several(records: Records, reading: Reading) -> RecordAnswer:
    """List the cities of the first area that have partners in each, or in any, of the others."""
    home, *others = reading.areas
    bonds = q.partnerships(records, without_areas(Query.of(reading)))
    found = [q.ordered(records, q.between(records, bonds, home, other)) for other in others]
    here = members(records, (home,))
    sides = [{n for bond in pairs for n in (bond.a, bond.b) if n in here} for pairs in found]
    kept = set.union(*sides) if reading.has("or") else set.intersection(*sides)
    draft, areas = Draft(records), joined([other.label for other in others])
    proof = [bond for pairs in found for bond in pairs if bond.a in kept or bond.b in kept]
    if kept:
        of_all.list_pairs(
            draft, "between.some", proof, first=home, areas=f"{home.label}{phrases()('list.and')}{areas}"
        )
    else:
        cited = of_all.cite_nearest(draft, [pairs[0] for pairs in found if pairs])
        draft.say("between.none-of-all", cited=cited, home=home.label, areas=areas)
    cities = sorted(records.label(n) for n in kept)
    return of_all.answer("between", draft, as_asked(cities, reading))


def _with_so_many(records: Records, reading: Reading, amount: Amount) -> RecordAnswer:
    """List the places of the one area that have so many partners in the other."""
    home, other = reading.areas
    bonds = q.partnerships(records, without_areas(Query.of(reading)))
    tally, draft = Tally(records, bonds, (home,), (other,)), Draft(records)
    kept = tally.ranked([number for number, count in tally.counts.items() if amount.holds(count)])
    said = how_many(amount)
    if kept:
        items = tally.items(draft, kept[:PAIRS_SHOWN])
        more = max(0, len(kept) - PAIRS_SHOWN)
        draft.list(
            "between.amount", items, len(kept), more=more, home=home.label, area=other.label, amount=said
        )
    else:
        near = q.ordered(records, q.between(records, bonds, home, other))
        cited = of_all.cite_nearest(draft, near or bonds)
        draft.say("between.amount.none", cited=cited, home=home.label, area=other.label, amount=said)
    cities = [records.label(number) for number in kept]
    return of_all.answer("between", draft, as_asked(cities, reading))


def _has_several(reading: Reading) -> bool:
    """Tell whether cities of an area are asked for that have partners in each of some others."""
    order = [sign for sign in reading.order if sign != "article"]
    places = "place" in order[: order.index("WHERE") + 3]
    if len(set(reading.areas)) < len(reading.areas):
        return False
    return len(reading.areas) == 2 or (places and reading.has("both", "and", "or"))


KIND = Kind(
    "between",
    answer,
    asks=("list", "count", "yes-no"),
    places=(0,),
    areas=(2, 4),
    allows=FILTERS | signs("connected both or NUMBER more less than least most"),
    amounts=True,
    fits=lambda reading: (
        not (reading.has("every") and reading.asks == "yes-no")
        and _has_several(reading)
        and not (len(reading.areas) == 2 and reading.has("both", "or"))
        and (reading.amount is not None) == reading.has("NUMBER")
        and (reading.amount is not None or not reading.has("more", "less", "than", "least", "most"))
    ),
    examples=(
        "Which towns link {X} with {X2} through twinning?",
        "What pacts are there between places in {X} and places in {X2}?",
        "Show the pairs of twin towns from {X} and {X2}.",
        "How many sister city ties join {X} and {X2}?",
        "Which cities in {X2} are partnered with cities in {X}?",
        "List every partnership of {X} with {X2}.",
        "Who in {X} is twinned with someone in {X2}?",
        "Between {X} and {X2}, which partnerships are suspended?",
        "Which partnerships between {X} and {X2} began before 1970?",
        "What friendship towns do {X} and {X2} share?",
        "Which places in {X} keep a sister in {X2}?",
        "Did {X} and {X2} have any town twinnings in 1985?",
        "What is the total of twinnings joining {X} to {X2}?",
        "Give me the town partnerships across {X} and {X2}.",
        "{X} {X2} sister cities list",
        "{X} - {X2} twinnings",
        "twin towns {X} and {X2} all pairs pls",
        "how many partner cities between {X} and {X2}",
        "any {X} towns twinned with {X2} towns?",
        "whats linked between {X} and {X2} sister city wise",
        "nr of pacts {X} {X2}",
        "partnerhips from {X} to {X2}",
        "which {X} cities got sisters in {X2}",
        "ended twinnings {X} vs {X2}",
        "need all town pairs {X}/{X2}",
        "new partnerships {X} {X2} since 2003",
        "show links {X} <-> {X2}",
        "{X} cities w partners in {X2} go",
        "frozen ties between {X} and {X2}, which ones",
        "For our newsletter I need every town in {X} that has a twin in {X2}.",
        "Draw up a table for me: on the left the city in {X}, on the right its sister in {X2}.",
        "My pupils ask how {X} and {X2} are tied together by twin towns.",
        "Think of a bridge from {X} to {X2} made of sister cities. Which pairs carry it?",
        "Take the towns of {X}. Which ones are partnered with a town in {X2}?",
        "Please to show which city of {X} is with which city of {X2} in partnership.",
        "Town twinning, {X} meets {X2}: who with whom?",
        "Across the border from {X} to {X2}, which partner cities are there?",
        "Which partnerships are there between {X} and {X2}?",
        "{X} {X2} twin towns",
        "How many twinnings link {X} with {X2}?",
        "Which {X} cities are {partner:allied} with {X2} cities?",
        "Could you list all the pacts between towns in {X} and towns in {X2}?",
        "I wonder how many {X} towns {have:entertain} a partner in {X2}.",
        "who in {X} is {partner:paired up} with someone in {X2}?",
        "Between {X} and {X2}, what partnerships {still:remain} {active:in force}?",
        "Are there any twins across {X} and {X2}?",
        "What municipal ties bind {X} to {X2}?",
        "Which towns of {X2} were {partner:taken to heart} by towns of {X}?",
        "In the eighties, what partnerships were {start:sealed} between {X} and {X2}?",
        "Number of partnerships {X}–{X2}?",
        "Which cities from {X} {partner:cooperate} with cities from {X2}?",
        "By what twinnings are {X} and {X2} connected since {Y}?",
        "Have towns in {X} ever {partner:linked arms} with towns in {X2}?",
        "Show me the {X} towns with {partner:counterparts} in {X2}.",
        "What charters exist that join a {X} town and a {X2} one?",
        "Partnerships from {X} into {X2}, please.",
        "Of the twinnings between {X} and {X2}, which are {suspended:on hold}?",
        "How many {partner:friendship accords} have been {partner:struck} between {X} and {X2}?",
        "any {X} places that {partner:palled up} with {X2} ones before {Y}?",
        "To which {X2} towns are {X} towns twinned?",
        "What have {X} and {X2} got going in terms of town twinning?",
        "Which {partner:siblings} across the border do {X} and {X2} {have:share}?",
        "For a conference I need every {X}/{X2} town partnership.",
        "How closely are {X} and {X2} twinned, in numbers?",
        "Which partnerships run between {X} and {X2}?",
        "How many partnerships are there between {X} and {X2}?",
        "Which {X} cities are twinned with {X2} cities?",
        "Which cities in {X} have suspended their {X2} partners?",
        "List the twinnings of {X} with {X2}.",
        "Are there sister city links between {X} and {X2}?",
        "Which towns in {X} cooperate with towns in {X2}?",
        "Which sister city partnerships connect {X} with {X2}?",
        "Which {X} towns have {partner:teamed} up with {X2} ones?",
        "What twinnings tie {X} to {X2}?",
        "Which {X} cities have {suspended:frozen} their {X2} partnerships?",
        "Which {X} cities have {ended:cut} ties with {X2}?",
        "Which partnerships does {X} have with {X2}?",
        "Which partnerships exist between {X} and {X2}?",
        "Which partnerships are on record for {X} and {X2}?",
        "Which sister cities are there between {X} and {X2}?",
        "Which twinnings have {X} and {X2} between them?",
        "Which twinnings join {X} to {X2}?",
        "Which cities of {X} have a partner in {X2}?",
        "Which cities in {X} are sisters of cities in {X2}?",
        "Which cities in {X} have {X2} sister cities?",
        "Which towns in {X} have twins in {X2}?",
        "Which towns in {X} are partnered with {X2} towns?",
        "Which {X} towns have got {X2} partners?",
        "Which {X} cities are linked with a city in {X2}?",
        "Which {X} and {X2} cities are twinned?",
        "What partnerships are there of {X} cities with {X2} cities?",
        "What sister city ties does {X} have to {X2}?",
        "What {X} places are twinned with places in {X2}?",
        "How many partnerships does {X} share with {X2}?",
        "How many partnerships are there of {X} with {X2}?",
        "How many {X} cities have a sister city in {X2}?",
        "How many {X} towns are twinned with {X2} ones?",
        "How many sister city pairs do {X} and {X2} have?",
        "How many twin towns are there between {X} and {X2}?",
        "How many of {X}'s partnerships are with {X2}?",
        "number of twinnings between {X} and {X2}",
        "partnerships between {X} and {X2}",
        "partnerships of {X} with {X2}",
        "{X} and {X2} sister cities",
        "{X} – {X2} partnerships?",
        "twin towns of {X} and {X2}",
        "Show me partnerships between {X} and {X2}.",
        "List all sister cities between {X} and {X2}.",
        "List the cities in {X} that are twinned with cities in {X2}.",
        "Name the {X} cities with {X2} twins.",
        "Tell me which {X} cities have partners in {X2}.",
        "I need the partnerships between towns in {X} and {X2}.",
        "Is there any twinning between {X} and {X2}?",
        "Is there a partnership between a {X} town and a {X2} town?",
        "Is any city in {X} twinned with a city in {X2}?",
        "Are {X} and {X2} linked by any partnership?",
        "Are there {X} towns with a {X2} partner?",
        "Does any {X} city have a sister city in {X2}?",
        "Do {X} and {X2} have sister cities with one another?",
        "Do any cities in {X} have partners in {X2}?",
        "Has any town in {X} a twin in {X2}?",
        "Between towns in {X} and {X2}, what partnerships are there?",
        "From {X} to {X2}, which partnerships run?",
        "In {X}, which towns are twinned with {X2}?",
        "Who in {X} has a twin in {X2}?",
        "Which partnerships between {X} and {X2} have {ended:ended}?",
        "Which partnerships between {X} and {X2} began in {Y}?",
        "which cities link {X} to {X2}",
        "{X} and {X2}: what twinnings are there",
        "{X}–{X2} twinnings?",
        "what ties do towns of {X} have with towns of {X2}",
        "number of city links that {X} shares with {X2}",
        "how many times are {X} and {X2} twinned",
        "{X} with {X2}: how many partnerships?",
        "how many twinnings run from {X} to {X2}",
        "which pairs consist of a {X} and a {X2} town",
        "who from {X} has a sister in {X2}",
        "what city pairs do {X} and {X2} have",
        "are there twinnings from {X} to {X2}",
        "{X} & {X2}: roster of pacts",
        "Put down who in {X} is paired off with whom in {X2}.",
        "Regarding {X} and {X2}, what bonds between their towns are on file?",
        "Of the towns in {X}, which ones have a counterpart in {X2}?",
        "So what's going on between {X} and {X2}, twin-wise?",
        "Tally the knots tied by places in {X} with places in {X2}.",
        "From {X} to {X2} partnerships of cities are existing how many?",
        "Is there so much as one sister pact between {X} and {X2}?",
        "Towns of {X} having a twin in {X2}, which ones are they?",
        "I wonder if {X} and {X2} share twin towns at all.",
        "Which places in {X} are hooked up with three or more towns in {X2}?",
        "By which cities of {X} are sisters kept in {X2}?",
        "Do {X} and {X2} have a thing between them in the way of town partnerships?",
        "Kindly enumerate the municipalities in {X} that maintain links with municipalities in {X2}.",
        "pairs betwen {X} and {X2} please, with twin names",
        "Which cities in {X} boast partners both in {X2} and in {X2}?",
        "How many places in {X} keep friend cities over in {X2}?",
        "Is it true that some city of {X} is twinned with one in {X2}?",
        "Which pacts bring {X} and {X2} together?",
        "We've a bet on the twinnings joining {X} and {X2}. How many really?",
        "One end in {X}, the other in {X2}: which partnerships?",
        "Who from {X} is an item with someone from {X2}?",
        "Name each tie that has a foot in {X} and a foot in {X2}.",
        "How many partnerships cross from {X} into {X2}?",
        "What has been agreed in twinnings between towns of {X} and of {X2} since {Y}?",
        "In {X} some towns are partnered to {X2}; I would like their names.",
        "{X}/{X2} bond count",
        "Are towns in {X} and towns in {X2} bound up by twinning?",
        "Which sisters does {X} own in {X2} and for which of its towns?",
        "Which city of {X} got together with which city of {X2}?",
        "Towns in {X} with links to {X2} or to {X2}, list.",
        "show twinings that connect {X} w/ {X2}",
        "{X}'s cities and their opposite numbers in {X2}, please.",
        "The towns of {X} matched up with those of {X2} as twins, pair by pair?",
        "Did places in {X} twin with places in {X2} before {Y}, and which?",
        "Tell me the partner cities that {X} and {X2} have with each other.",
        "Which former links were there of towns in {X} with {X2}?",
        "What are the couples, a town of {X} and a town of {X2}, that are twinned?",
        "Do you have partnerships where {X} is on one side and {X2} on the other?",
        "Number of places in {X} that can point to a partner in {X2}?",
        "Any knots still tied between {X} and {X2}?",
        "Let me know all that is twinned from {X} with {X2}.",
        "Which towns in {X} count at least two twins in {X2}?",
        "How numerous are the pacts {X} holds with {X2}?",
        "If I live in {X}, which towns here are sistered with {X2}?",
    ),
    counter_examples=(
        "How did the twinnings between {X} and {X2} come about?",
        "who pays for the sister city ties of {X} and {X2}",
        "Which twin towns of {X} and {X2} are the largest in population?",
        "My pupils ask what {X} and {X2} quarrel about.",
        "What do towns in {X} gain from their partners in {X2}?",
        "Number of tourists between {X} and {X2}, please.",
        "Is a sister city conference of {X} and {X2} planned?",
        "Which clubs in {X} travel to their twin towns in {X2}?",
        "How much trade do the sister cities of {X} and {X2} do?",
        "Why did cities in {X} twin with cities in {X2}?",
        "Which wars were there between {X} and {X2}?",
        "Which treaties exist between the governments of {X} and {X2}?",
        "Which flights go from {X} to {X2}?",
        "Which companies in {X} trade with {X2}?",
        "How many people from {X} live in {X2}?",
        "How many exchange students go from {X} to {X2}?",
        "How is the relationship between {X} and {X2}?",
        "What do {X} and {X2} have in common?",
        "What is the distance between {X} and {X2}?",
        "Are {X} and {X2} allies?",
        "Does {X} border {X2}?",
        "Is {X} richer than {X2}?",
        "Who negotiates between {X} and {X2}?",
        "Does {X} allow its towns to twin with {X2}?",
        "How many trade pacts are there between {X} and {X2}?",
        "Which families in {X} host pupils from twins in {X2}?",
        "Regarding {X} and {X2}, who began the quarrel?",
        "What do towns in {X} gain from twins in {X2}?",
        "Which singers from {X} toured the partner cities in {X2}?",
        "Which towns in {X} would like a sister in {X2}?",
        "{X} {X2} border crossing times",
        "How do people in {X} feel about partner towns in {X2}?",
    ),
)
