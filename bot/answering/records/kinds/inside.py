"""Which places of a country or region have partners, or which partnerships does it have."""

from __future__ import annotations

from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.areas import Area
from bot.answering.records.draft import PAIRS_SHOWN, Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, signs
from bot.answering.records.lexicon import RELATED
from bot.answering.records.of_place import how_many
from bot.answering.records.query import Query, without_areas
from bot.answering.records.reading import Reading
from bot.answering.records.tally import Tally, as_asked
from corpus import countries
from corpus.partnerships import Bond, Records

_ENCLOSED = frozenset(("within", "inside", "internal", "domestic", "itself"))
_WORLD = Area("the world", group=frozenset(countries.table()))


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """List places with how many partners each has, or pairs where partnerships are asked for.

    None where neither an area nor a number says which.
    """
    if not reading.areas and reading.amount is None:
        return None
    area = reading.areas[0] if reading.areas else _WORLD
    bonds = q.touching(records, q.partnerships(records, without_areas(Query.of(reading))), reading.areas)
    draft, outward = Draft(records), bonds
    if bonds and _is_of_partners(reading):
        return _with_partners(draft, bonds, area, reading)
    if _among(reading):
        bonds = q.between(records, bonds, area, area)
    if not bonds:
        cited = of_all.cite_nearest(draft, outward)
        if outward:
            draft.say("inside.none-among", len(outward), cited=cited, areas=area.label)
        else:
            draft.say("inside.none", areas=area.label)
        return of_all.answer("inside", draft, as_asked([], reading))
    pairs = of_all.asks_for_partnerships(reading) or reading.has("suspended", "ended") or _is_owner(reading)
    pairs = pairs and reading.amount is None  # which only places have
    found = (_pairs if pairs else _places)(draft, bonds, area, reading)
    return of_all.answer("inside", draft, as_asked(found, reading))


def _with_partners(draft: Draft, bonds: list[Bond], area: Area, reading: Reading) -> RecordAnswer:
    """List the places, wherever they lie, that have partners in the area."""
    tally = Tally(draft.records, bonds, (), (area,))
    return of_all.answer("inside", draft, as_asked(_listed(draft, tally, area, reading), reading))


def _is_of_partners(reading: Reading) -> bool:
    """Tell whether partners are to lie in the area: "Which cities have partners in Japan?"."""
    order = [sign for sign in reading.order if sign not in ("article", "filler", "NUMBER")]
    subject = next((at for at, sign in enumerate(order) if sign in ("place", "who")), None)
    if subject is None or "WHERE" not in order[subject:] or _among(reading):
        return False
    where = order.index("WHERE", subject)
    linking = [at for at in range(subject + 1, where) if order[at] in ("have", "with")]
    if not linking:
        return False
    if order[linking[-1]] == "with" and order[linking[-1] - 1] in RELATED:  # "twinned with somewhere Polish"
        return True
    between, after = order[linking[0] + 1 : where], order[where + 1 : where + 2]
    return any(sign in RELATED for sign in (*between, *after)) or order[where - 1] == "with"


def _is_owner(reading: Reading) -> bool:
    """Tell whether an area has what is asked for: "Which sister cities does Luxembourg have?"."""
    noun = next((sign for sign in reading.order if sign in ("place", *RELATED)), "")
    at = reading.order.index("WHERE") if "WHERE" in reading.order else 0
    near = (*reading.order[max(0, at - 2) : at], *reading.order[at + 1 : at + 2])
    return noun in RELATED and at > 0 and "have" in near and reading.order[at - 1] != "in"


def _among(reading: Reading) -> bool:
    """Tell whether both places are to lie there: "partnerships within Spain", "between German cities"."""
    enclosed = of_all.asks_for_partnerships(reading) and any(word in _ENCLOSED for word in reading.words)
    return bool(reading.areas) and (enclosed or reading.has("between", "reciprocal"))


def _pairs(draft: Draft, bonds: list[Bond], area: Area, reading: Reading) -> list[str]:
    ordered = q.ordered(draft.records, bonds)
    if _among(reading):
        of_all.list_pairs(draft, "between.some", ordered, areas=area.label)
    else:
        of_all.list_pairs(draft, "inside.pairs", ordered, first=area, area=area.label)
    of_all.say_standing(draft, Query.of(reading))
    return [of_all.pair_label(draft.records, bond, area) for bond in ordered]


def _places(draft: Draft, bonds: list[Bond], area: Area, reading: Reading) -> list[str]:
    return _listed(draft, Tally(draft.records, bonds, (area,)), area, reading)


def _listed(draft: Draft, tally: Tally, area: Area, reading: Reading) -> list[str]:
    """List the places whose number of partners is as asked for, and return them."""
    records, counts = draft.records, tally.counts
    key = "inside.with" if _is_of_partners(reading) else "inside.places"
    kept = [n for n in counts if reading.amount is None or reading.amount.holds(counts[n])]
    ranked = tally.ranked(kept)
    if ranked:
        items = tally.items(draft, ranked[:PAIRS_SHOWN])
        more = max(0, len(ranked) - PAIRS_SHOWN)
        said = how_many(reading.amount)
        draft.list(
            f"{key}.amount" if said else key, items, len(ranked), more=more, area=area.label, amount=said
        )
    else:
        best = tally.ranked(counts)[0]
        cited = draft.cite(*tally.proof([best])[best][:1], compare=False)
        draft.say(
            "inside.none-amount", counts[best], cited=cited, areas=area.label, place=records.label(best)
        )
    return [records.label(n) for n in ranked]


def _inside(reading: Reading) -> bool:
    """Tell whether an area is meant; without one, places are told apart by an amount."""
    return bool(reading.areas) or (reading.amount is not None and reading.has("place", "who"))


KIND = Kind(
    "inside",
    answer,
    asks=("list", "count", "yes-no"),
    places=(0,),
    areas=(0, 1),
    allows=FILTERS | signs("NUMBER more less than least most reciprocal"),
    amounts=True,
    fits=lambda reading: (
        _inside(reading)
        and not reading.has("country", "every")
        and (reading.amount is not None) == reading.has("NUMBER")
        and (reading.amount is not None or not reading.has("more", "less", "than", "least", "most"))
    ),
    examples=(
        "Which places are twinned with somewhere {X}?",
        "{X} and what cities are twinned with somewhere over there?",
        "List every place that's got at least {N} {X} partner.",
        "{X} is represented among the twins of which cities?",
        "{X} partners: whose are they, i.e. which cities have any?",
        "wich places hav exactly {N} partners",
        "More than {N} partners: what cities can claim that?",
        "I'm looking for cities having precisely {N} partners, neither more nor less; which ones fit?",
        "How many places are there with {N} or more partners?",
        "{N} partners on the dot: who's got that?",
        "Which cities have exactly {N} sister cities?",
        "Which places have {N} twins?",
        "Towns with precisely {N} partners?",
        "Which city has {N} partner towns, no more and no fewer?",
        "Who is twinned with exactly {N} places?",
        "Which places in {X} are twinned?",
        "Name all towns in {X} with a sister.",
        "What partnerships do the cities of {X} have?",
        "How many towns of {X} are in a partnership?",
        "Is there a twinned town in {X}?",
        "Where in {X} are there sister cities?",
        "Which municipalities of {X} keep partners?",
        "Show me everything in {X} that is twinned.",
        "Which twinnings of {X} have ended?",
        "Which places in {X} had a partner in 1985?",
        "What links do towns in {X} maintain?",
        "Which cities in {X} found a new partner after 2003?",
        "How many partnerships does {X} have in all?",
        "Which towns of {X} do your records hold?",
        "List {X}'s twin towns.",
        "{X} sister cities",
        "twinned towns in {X} list pls",
        "cities in {X} w partners",
        "all partnerships {X}",
        "how many twinned places in {X}",
        "whats on file for {X}, which towns",
        "{X} towns that have twins",
        "nr of twinnings in {X}",
        "any twinned cities in {X}?",
        "which places in {X} got sisters",
        "ended partnerships {X}",
        "{X} municipalites with partner towns",
        "partnered cities located in {X} show all",
        "towns {X} twinned before 1970",
        "give list of {X} citys having a twin",
        "For our newsletter I need the towns of {X} that are somebody's sister.",
        "My pupils are colouring a map of {X}. Which cities with partners should they mark?",
        "Suppose I drive through {X}: in which towns would I find a partnership on record?",
        "I should be glad to learn which communities in {X} have a friendship town.",
        "Please to list the cities from {X} which are having partner cities.",
        "Within the borders of {X}, whose partnerships do you know of?",
        "Open the drawer marked {X}. Which twinned towns are in it?",
        "An overview of town twinning in {X}, please, place by place.",
        "Which of the cities lying in {X} take part in sister city ties?",
        "Partner towns wanted, home side in {X}: names?",
        "Number of places in {X} that have at least one sister.",
        "I come from {X} and wonder which of our cities are partnered with anyone.",
        "Which cities of {X} have partners?",
        "{X} cities with twins",
        "What towns in {X} are twinned with anyone?",
        "Could you list the places in {X} that {have:maintain} a partnership?",
        "I wonder which {X} municipalities {have:boast} a twin town.",
        "who in {X} does twinning at all?",
        "How many towns in {X} {have:possess} partners?",
        "Do you happen to know what {X} towns {have:entertain} sister cities?",
        "Name the {X} towns on record.",
        "Which cities from {X} appear in your list?",
        "What places within {X} have {partner:struck up} partnerships since {Y}?",
        "By which towns of {X} have twinning charters been signed?",
        "Twin towns in {X}: which are there?",
        "Are there any cities in {X} that {partner:cooperate} with a partner?",
        "All {X} municipalities with a {partner:sibling} somewhere, please.",
        "Who are the twinners of {X}?",
        "Which {X} cities {have:keep} partners abroad?",
        "Show me every city of {X} that has {partner:forged ties}.",
        "{X} list of partnered towns",
        "Of the towns in {X}, which have an {partner:ally}?",
        "What communities in {X} had found a partner before {Y}?",
        "I'm mapping {X}: what towns there are twinned?",
        "Across {X}, what cities {have:can show} at least one twinning?",
        'In which towns of {X} would I find a "twinned with" sign?',
        "Which cities in {X} have sister cities?",
        "How many towns in {X} are twinned?",
        "Which {X} cities have partners?",
        "Which partnerships in {X} are suspended?",
        "Which cities in {X} have more than ten sister cities?",
        "Which {X} towns are engaged in twinning?",
        "Which places in {X} are on record with sister cities?",
        "What cities of {X} participate in partnerships?",
        "Which towns in {X} are {rel:sistered}?",
        "Which cities in {X} are there with twins?",
        "Which cities in {X} are twinned?",
        "Which cities in {X} have a partner?",
        "Which cities in {X} are on record?",
        "Which cities in {X} have any sister city?",
        "Which cities in {X} do you know partnerships of?",
        "Which towns in {X} have sister cities?",
        "Which towns in {X} have got a twin?",
        "Which towns in {X} are partnered with another?",
        "Which towns of {X} are in the records?",
        "Which places in {X} have partnerships?",
        "Which places in {X} have found twins?",
        "Which {X} cities have sister cities?",
        "Which {X} cities are twinned with some place?",
        "Which {X} municipalities are in a partnership?",
        "Which {X} towns hold a partnership?",
        "What cities in {X} have twin towns?",
        "What {X} towns have sister cities?",
        "What places in {X} are twinned?",
        "Who in {X} has a sister city?",
        "Who in {X} is in a partnership?",
        "How many cities in {X} have a partner?",
        "How many cities in {X} have sister cities?",
        "How many cities in {X} are in a partnership?",
        "How many cities of {X} are twinned?",
        "How many {X} cities have a twin?",
        "How many {X} towns are in partnerships?",
        "How many places in {X} have got a sister city?",
        "How many places in {X} are on record with partners?",
        "How many municipalities in {X} have at least one twin?",
        "number of {X} cities with sister cities",
        "number of towns in {X} that have a twin",
        "{X} towns with partners",
        "cities in {X} with sister cities",
        "sister cities in {X}",
        "twinned towns in {X}?",
        "twinned {X} cities",
        "List {X} cities that are twinned.",
        "List all cities in {X} which have a sister city.",
        "List the towns of {X} that have partnerships.",
        "Show me the cities in {X} with twins.",
        "Show the {X} towns that are twinned.",
        "Name cities in {X} that have partners.",
        "Name all {X} towns with a partnership.",
        "Give me the cities in {X} that have a sister city.",
        "Tell me which towns in {X} are twinned.",
        "I'd like to know which cities of {X} have sister cities.",
        "Do any cities in {X} have sister cities?",
        "Do any towns in {X} have partners?",
        "Does any {X} town have a twin?",
        "Does any city in {X} have a partnership?",
        "Are any towns in {X} twinned?",
        "Are there any twin towns in {X}?",
        "Are there {X} cities with partners?",
        "Is any city in {X} twinned at all?",
        "Is there a city in {X} that has a sister city?",
        "Is there any town in {X} with a partnership?",
        "Has any {X} city got a twin town?",
        "In {X}, which cities have sister cities?",
        "In {X}, how many towns are twinned?",
        "Across {X}, how many cities have partners?",
        "which towns in {X} are into twinning",
        "who has partners in {X}, among its towns",
        "list the {X} cities that have sisters",
        "{X} towns that are twinned",
        "cities of {X} in the records",
        "how many {X} cities are twinned",
        "how many towns does {X} have with a partner",
        "which places of {X} do you have",
        "what twinned towns are there in {X}",
        "all twinnings of {X}",
        "how many partnerships does {X} have",
        "who in {X} is twinned",
        "{X}, twin towns there, the lot",
        "Go through {X} for me and put down every place that has a counterpart somewhere.",
        "anybody in {X} hooked up with anybody?",
        "Kindly enumerate the municipalities of {X} that are party to a partnership.",
        "In {X} the cities with partnership, which are they?",
        "pleas show towens in {X} which have a partner city",
        "I wonder how many places of {X} have a sister at all.",
        "Settle a bet: there's a twinned town in {X}, at least one, yes or no?",
        "Tally the pacts that {X} has to its name.",
        "By how many towns of {X} is a friend city kept?",
        "Of all the places in {X}, the paired-off ones, please.",
        "Regarding {X}: what links are on file?",
        "{X}'s cities – who among them has something going with another town?",
        "The towns of {X} that appear with partners in your books are how many?",
        "Which communities in {X} can boast of more than ten counterparts?",
        "Exactly one twin and no more: which towns in {X} are in that position?",
        "Does {X} own any twinned place with at least twenty partners?",
        "How many cities of {X} keep fewer than three sisters?",
        "Where in {X} would one meet towns with five or more bonds?",
        "Which cities anywhere have over fifty partners?",
        "who on earth has at least {N} sister cities, list them",
        "Which towns, wherever they lie, count somebody in {X} as a partner?",
        "Who's got a friend city in {X}?",
        "Cities tied to {X}, please, from all over.",
        "Is there anyone whose twin lies in {X}?",
        "how many towns worldwide have a partner in {X}",
        "Are there pacts among the towns of {X} themselves?",
        "Domestic bonds within {X}: name each pair.",
        "Do any two cities of {X} have each other as sisters?",
        "How many knots have been tied inside {X}, both ends lying there?",
        "What partnerships did {X} have running in {Y}?",
        "Which places of {X} were not alone any more by {Y}, having found a twin?",
        "{X} after {Y}: which towns there took on partners?",
        "The dormant links of {X}, all of those on ice, which ones are they?",
        "Is any tie of {X} currently suspended?",
        "How many bonds of towns in {X} have been cut off for good?",
        "Sister-city-wise, what does {X} have to show?",
        "Go ahead, read me the whole roster for {X}.",
        "{X} and its twin towns, I'd like to see what you have",
        "towns wit a sister, {X} only, how much of them",
        "Do you have anything at all on partnerships in {X}?",
        "My nephew collects signs of twin towns; in what places of {X} should he look?",
        "Between {Y} and {Y2}, which cities in {X} entered a pact?",
        "Out of curiosity: lone wolves aside, which towns of {X} have a counterpart?",
        "Are some towns in {X} in more than thirty partnerships at once?",
    ),
    counter_examples=(
        "Which twinned towns of {X} are the prettiest?",
        "Who founded the first partnership in {X}?",
        "What do towns in {X} expect from a twin?",
        "cities in {X} with cheap hotels",
        "How many people in {X} are for town twinning?",
        "For our newsletter I need the towns of {X} that hold a twinning fair.",
        "Which towns in {X} are looking for a partner at the moment?",
        "Is there a law on sister cities in {X}?",
        "Which cities in {X} are worth a visit?",
        "How many people in {X} live in twin towns?",
        "Which ministry in {X} looks after sister cities?",
        "Which cities in {X} are the most beautiful?",
        "Which cities in {X} are ruled by a woman?",
        "Which cities in {X} have an airport?",
        "Which cities in {X} have a university?",
        "Which cities in {X} would like a sister city?",
        "Which cities in {X} pay for town twinning?",
        "Which cities in {X} lie by the sea?",
        "Which towns in {X} hold a twin town festival?",
        "Which towns in {X} have fewer than a thousand people?",
        "Which people in {X} work on partnerships?",
        "How many cities are there in {X}?",
        "How many people in {X} know their sister cities?",
        "How many sister city associations are there in {X}?",
        "How many twins are born in {X}?",
        "How many schools in {X} have partner schools?",
        "Who runs the sister city network of {X}?",
        "Who is the president of {X}?",
        "What is the capital of {X}?",
        "Are there any nice towns in {X}?",
        "Is there a law on town twinning in {X}?",
        "Is there a sister city museum in {X}?",
        "Do towns in {X} get money for their partnerships?",
        "Do people in {X} care about twinning?",
        "Which twinned town in {X} throws the best street party?",
        "How many town halls in {X} fly the flag of a twin?",
        "Do cities in {X} get a grant for keeping a sister?",
        "who is in charge of twinning in {X}",
        "Which towns of {X} are unhappy with their partners?",
        "How many trains run between twinned towns in {X}?",
        "Are the people of {X} fond of their twin towns?",
        "In which towns of {X} can I learn the language of the partner city?",
    ),
)
