"""How many partners a place has on average: of all that are on record, or of those in an area."""

from __future__ import annotations

from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.of_place import areas_named, counted, noun, where
from bot.answering.records.query import Query, without_areas
from bot.answering.records.reading import Reading
from bot.answering.records.tally import Tally
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Divide the partnerships of the places by these, to one decimal; places without any do not count."""
    if places:
        return _of_named(records, reading, places)
    bonds = q.partnerships(records, without_areas(Query.of(reading)))
    tally = Tally(records, bonds, reading.areas)
    counts = tally.counts
    if not counts:
        return None
    mean = round(counts.total() / len(counts), 1)
    draft = Draft(records)
    most = tally.ranked(counts)[0]
    draft.say(
        "average",
        len(counts),
        cited=draft.cite(*tally.proof([most])[most][:1], compare=False),
        mean=mean,
        what=noun(reading, 2),
        where=areas_named(records, reading.areas),
    )
    return of_all.answer("average", draft, mean)


def _of_named(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Divide the partnerships of the places that are named by these, to one decimal."""
    query, draft = Query.of(reading), Draft(records)
    items, numbers = counted(draft, places, query)
    mean = round(sum(numbers) / len(numbers), 1)
    draft.list("average.named", items, mean=mean, what=noun(reading, 2), where=where(records, query))
    return draft.answer("average", mean)


KIND = Kind(
    "average",
    answer,
    asks=("average",),
    places=(0, 2, 3, 4, 5),
    areas=(0, 1),
    needs=only("rel partner friendship", "average"),
    allows=FILTERS | signs("average per"),
    years=False,
    examples=(
        "mean number of partners for {A}, {B}, {B}",
        "avg no of partners for the {X} places in the table?",
        "What's the mean number of partners per {X} place?",
        "If the {X} cities listed shared out their partners equally, how many would each get?",
        "How many partners has a {X} city got in the table on an average?",
        "The typical (arithmetic mean) count of partners, taking just {A}, {B} {B}",
        "Mean number of partners for {A}, {B} and {B}?",
        "On average, how many twins do {A} and {B} have?",
        "avg sister cities of {A}, {B}, {B}",
        "What do {A} and {B} have in sister cities on average?",
        "Average partner count across {A}, {B} and {B}, please.",
        "Taken together, {A} and {B} average how many partner towns each?",
        "How many twins does a city normally have, on average?",
        "What is the average partner count of towns in {X}?",
        "What does the typical city in {X} have in the way of sister cities, on average?",
        "How many twinned places are there per town on average?",
        "What's the mean number of sister cities?",
        "How many partnerships per town are there in {X} on average?",
        "Give the average number of links for places in {X}.",
        "How many ties does an average town keep?",
        "On average, a city in {X} has how many partner cities?",
        "What is the usual number of twins, averaged over all cities?",
        "What's the average for sister cities per place in {X}?",
        "How many friendship towns has an average place in {X}?",
        "Average number of pacts a city has?",
        "By and large, how many twin towns does one town have on average?",
        "avg nr of sister cities per city",
        "avg twins per town in {X}",
        "whats the average amount of partner cities in {X}",
        "mean number of twin towns {X}",
        "how many sister cities does a normal city have avg",
        "average twinnings per place pls",
        "sister cities per city in {X}, average?",
        "avg partner count {X}",
        "how many twins on averge does a {X} town have",
        "hows the average for {X}, how many twins each",
        "mean partners per city worldwide?",
        "partnerships per city average??",
        "avg number of links for towns of {X} pls",
        "per town in {X} how many sisters on average",
        "For our newsletter I need one figure: how many sister cities has the average town in {X}?",
        "Count the partners of each town in {X} and take the mean. What comes out?",
        "My pupils ask how many twin towns a city has as a rule. What is the mean?",
        "Average: twin towns per municipality of {X}.",
        "Take any town in {X}. How many partners may one expect it to have on average?",
        "Would you be so kind as to work out the mean number of partner towns for the places in {X}?",
        "The arithmetic mean of the number of sisters a city has, please.",
        "Statistically speaking, how many twins belong to one town in {X}?",
        "How many partner cities come on each city of {X} in the average?",
        "If partners were shared out evenly among the towns of {X}, how many would each have?",
        "I am curious about averages. How many sister cities per place in {X}?",
        "A town in {X} has about how many twinned places, taking the mean?",
        "The average city on your list, how many sisters does it have?",
        "What is the average number of sister cities of a city in {X}?",
        "How many partners does a town have on average?",
        "On average, how many twin towns do cities in {X} have?",
        "What's the mean number of partnerships per city?",
        "The average number of twins of {X} towns?",
        "How many sister cities does the average {X} city have?",
        "average number of partner towns in {X}",
        "Tell me how many twin towns a place in {X} has on average.",
        "what does the average city have in sister cities",
        "mean of partners per place",
        "how many sisters does the average town in {X} have",
        "average twin count",
        "how many partners has a typical {X} city",
        "per city, how many twinnings are there on average",
        "how many sister towns would a normal city have on average",
        "what's the average length of a city's list of twins",
        "mean twin tally {X}",
        "Partners per place in {X}: average is how many?",
        "Ballpark average please – how many sisters does your run-of-the-mill town keep?",
        "Regarding {X}, what average does one arrive at for partner cities per town?",
        "So on average a town in {X} has got how many twins going?",
        "Compute the mean of all twin tallies for towns in {X}.",
        "Of the cities in {X}, how many bonds does each have on average?",
        "How many knots has the average city tied?",
        "In {X} the average of sister city for one town, it is how much?",
        "Is it true that the average town has a good many twins, what's the mean?",
        "What does the roster of an average place in {X} come to in twins?",
        "averge number of pacts per town pls",
        "Dividing twinnings by towns in {X}, what do we end up with on average?",
        "I wonder what the per-town average of partner cities looks like across {X}.",
        "Kindly state the mean number of counterparts held by municipalities in {X}.",
        "Sister cities, averaged out over all places, is how many?",
        "When averaged, how many friend cities fall to one city of {X}?",
        "How many twins can an average Joe of a town boast?",
        "{X} avg links each",
        "By how many partners is a town of {X} accompanied on average?",
        "Work out for me, on average over {X}, how many sisters one place owns.",
        "Mean value of the partner counts in your records?",
        "How well supplied with twins is the average municipality in {X}, in number?",
        "Take every city, tot up its twins, average it: result?",
        "What average number of partnerships is kept by a place in {X}?",
        "Suppose I pick a random place in {X}; its expected number of partners, that is the mean?",
        "Would you hazard the average for twins per town in {X}, or better, look it up?",
        "For cities in {X} the mean of sister cities stands at what?",
        "How many pacts does a mid-sized list have, I mean the average list of a town?",
        "sister citys per place, mean, whole world",
        "Town twinning statistics {X}: average number of partners for one municipality?",
        "What is a city in {X} hooked up with on average, how many places?",
        "Let me have the average of how many partners there are to a town.",
        "Typically – I mean on average – how many sister towns sit on a place's list in {X}?",
        "Say a town is bang on the average, how many twins has it?",
        "I've a maths lesson on means. What is the mean number of twins of a town in {X}?",
        "on the whole how many partnr cities does a place in {X} average",
        "Cities of {X} average how many twinnings?",
        "Do you have the average handy, of links per city?",
        "An average town of {X}, how many counterparts will it list?",
        "What's par for the course in {X}, on average, by number of partner towns?",
        "What would you put as the mean count of bonds for a place?",
        "How many twins on average for the places in {X} with twins at all?",
        "Taken all together, what average of partnerships per city do {X}'s towns reach?",
        "The mean is what I'm after: how many sister cities has a city in {X}?",
    ),
    counter_examples=(
        "What is the average distance a delegation travels in {X}?",
        "How long does a twinning application take on average?",
        "What is the average population of a twin town in {X}?",
        "avg temperature in the sister cities of {X}",
        "On average, how many people attend a twinning ceremony?",
        "How much does the average town in {X} spend on its partners?",
        "The average height of sister city signs in {X}, please.",
        "How many letters does a twinning committee write per year on average?",
        "What is the average age of visitors from the sister cities of {X}?",
        "How much does a twinning cost on average in {X}?",
        "What is the average rent in the twin towns of {X}?",
        "On average, how old is a mayor who signs a pact in {X}?",
        "mean rainfall of partner cities in {X}",
        "How many kilometres of road does the average twin town in {X} have?",
        "How many speeches are held on average at a twinning party?",
        "What does an average exchange week in {X} cost per pupil?",
        "Average number of members in a twinning club of {X}?",
        "How much beer is drunk on average when sister cities meet?",
    ),
)
