"""Which partnership of all, or of a country, began or was over first or last."""

from __future__ import annotations

from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.draft import Draft, RecordAnswer, Value
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.of_place import areas_named, when
from bot.answering.records.query import Query, year_of
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Name the partnerships at the edge; the value is the places of each, or the year."""
    latest, over = reading.has("latest"), q.ranks_over(reading)
    bonds = q.touching(records, q.partnerships(records, q.without_areas(Query.of(reading))), reading.areas)
    if over and reading.has("longest"):
        return None
    best = q.over_at_edge(bonds, latest=latest) if over else q.started_at_edge(bonds, latest=latest)
    if not best:
        return None
    best = q.ordered(records, best)
    word = ("suspended" if "suspended" in q.over_signs(reading) else "ended") if over else "began"
    draft, order = Draft(records), "latest" if latest else "first"
    of_all.list_pairs(
        draft,
        f"edge-all.{order}.{word}",
        best,
        where=areas_named(records, reading.areas),
        when=f" {when(reading.years)}" if over and reading.years else "",
    )
    if over:
        undated = sum(q.over_date(bond) is None for bond in bonds)
        if undated:
            draft.say("undated.when", undated)
    return of_all.answer(f"{order}-all", draft, _value(records, reading, best, over=over))


def _value(records: Records, reading: Reading, best: list[Bond], *, over: bool) -> Value:
    if reading.asks in ("when", "until"):
        return year_of(min((q.over_date(bond) if over else bond.since) or "" for bond in best))
    return [records.label(number) for bond in best for number in (bond.a, bond.b)]


KIND = Kind(
    "edge-of-all",
    answer,
    asks=("list", "when", "until", "countries"),
    places=(0,),
    needs=only("rel partner friendship", "first latest longest"),
    allows=(FILTERS - {"every"}) | signs("every NUMBER they"),
    fits=lambda reading: (
        not (reading.has("latest") and reading.has("first", "longest")) and not reading.has("country")
    ),
    examples=(
        "Which twinning is the oldest in the world?",
        "Which two cities were twinned first?",
        "What's the newest partnership on record?",
        "Which sister city tie began first of all?",
        "What was the earliest twinning in {X}?",
        "Which partnership in {X} is the youngest?",
        "When did the very first town twinning begin?",
        "Which pact is the longest standing?",
        "Which twinning was the first one to end?",
        "Which partnership of {X} ended last?",
        "What's the latest twinning to have been formed?",
        "Who were the first twin towns in {X}?",
        "Which link between {X} and {X2} is the oldest?",
        "What was the first partnership to be dissolved?",
        "Which cities became sisters most recently?",
        "oldest twinning ever",
        "newest sister cities in {X}?",
        "first twin towns on record pls",
        "whats the most recent twinning",
        "earliest partnership in {X}",
        "which partnership ended first",
        "last twinning to be signed in {X}",
        "oldest link between {X} and {X2}",
        "who was twinned first worldwide",
        "whats the oldest sister city pair u have",
        "{X}: newest partnership?",
        "first ever sister citys?",
        "year of the earliest partnership on record",
        "latest pact of {X}",
        "most recently ended partnership?",
        "For our newsletter I need the oldest twinning that exists anywhere.",
        "My pupils ask which two towns began it all, being the first to twin.",
        "Settle a bet: which is the oldest sister city partnership in {X}?",
        "The grandmother of all twinnings: which one is it?",
        "Sort every twinning in {X} by its beginning. Which stands at the top?",
        "Of all partnerships that have ended, which was over first?",
        "The year that the first twinning in {X} was made.",
        "The last two towns to have become partners, please: which are they?",
        "At the very beginning of your list, by date, which pair of twins is found?",
        "Which was the first partnership after 1945?",
        "The oldest of the ties of {X}, when did it start and between whom?",
        "I look for the twinning in {X} which is existing since the longest time.",
        "What is the oldest partnership of all?",
        "newest twinning on record",
        "Which two towns were the first ever to twin?",
        "Which is the most recent partnership in your list?",
        "Could you tell me what the very first town twinning was?",
        "I wonder which pact goes back the furthest.",
        "who were the first twins ever?",
        "Do you happen to know the latest twinning to have been {start:sealed}?",
        "The longest-standing partnership in {X}, which is it?",
        "oldest sister cities in {X}?",
        "Who were the last to {partner:tie the knot}?",
        "What's the youngest partnership that is {active:in force}?",
        "By whom was the earliest charter signed?",
        "In {X}, between which towns was the first partnership {start:struck}?",
        "Which of all the partnerships {start:began} earliest?",
        "Name the five oldest twinnings.",
        "Which two towns have been {partner:allied} for the longest time?",
        "What was the first partnership {start:launched} after {Y}?",
        "When was the first ever twinning, and who was in it?",
        "most recent {partner:friendship accord} anywhere",
        "Which twins can look back on the longest history?",
        "What's the newest thing in twinning, the last pact signed?",
        "Between {X} and {X2}, which is the oldest partnership?",
        "Which partnership was {start:born} last?",
        "What two cities {partner:struck up a friendship} most recently?",
        "Show me where it all started: the first twinning.",
        "Which is the oldest partnership of all?",
        "What is the first sister city partnership on record?",
        "Which twinning in {X} is the most recent?",
        "When did the earliest partnership begin?",
        "Which partnership was suspended last?",
        "Which partnership has lasted longest?",
        "When was the very first partnership on record started?",
        "Which twinning goes back furthest of all, the oldest?",
        "Which two cities were the first to {partner:team} up?",
        "What is the newest twinning anybody {start:entered}?",
        "Which partnership is the oldest one?",
        "Which partnership is the oldest on record?",
        "Which partnership is the newest?",
        "Which partnership has been going the longest?",
        "Which partnership was the first of all?",
        "Which partnership came last?",
        "Which sister city tie is the oldest?",
        "Which twinning is the youngest of all?",
        "Which twinning came before all others, the very first one?",
        "Which sister cities have been together the longest?",
        "Which cities were the first to become sister cities?",
        "Which pair of cities has been twinned the longest?",
        "Which pair was the last to twin?",
        "Which two places were twinned first?",
        "Which two towns were the latest to become sister cities?",
        "Which two cities have the longest partnership?",
        "Who were the very first sister cities?",
        "Who twinned first?",
        "Who twinned last?",
        "Who were the most recent to become partners?",
        "What's the earliest partnership known to you?",
        "What's the first twinning in your records?",
        "What's the most recent twinning on record?",
        "What is the longest partnership of all?",
        "What is the latest sister city agreement?",
        "What was the first of all sister city agreements?",
        "What was the last partnership to be started?",
        "What were the first two cities to be twinned?",
        "oldest partnership in the database",
        "oldest twinning?",
        "first sister cities ever",
        "earliest partnership",
        "latest partnership?",
        "the newest sister cities",
        "the longest-lasting partnership of them all",
        "Name the oldest twinning in {X}.",
        "Name the most recent partnership.",
        "Tell me the oldest sister city partnership.",
        "Tell me which partnership is the newest one.",
        "Show me the earliest twinning on record.",
        "I'd like to know the oldest partnership there is.",
        "Of all twinnings, which is the oldest?",
        "Of all partnerships on record, which began last?",
        "Out of all the sister cities, who came first?",
        "In {X}, what is the oldest sister city partnership?",
        "Which {X} partnership is the oldest?",
        "Which {X} city has the oldest twinning?",
        "Which is the first partnership that involves {X}?",
        "Which is the newest partnership with a city in {X}?",
        "The oldest partnership between {X} and {X2}?",
        "When was the oldest partnership concluded?",
        "When did the newest partnership begin?",
        "When was the first sister city agreement of all signed?",
        "From what year is the oldest partnership?",
        "In which year did the earliest twinning start?",
        "In what year was the latest partnership begun?",
        "Since {Y}, which was the first partnership to be {start:started}?",
        "which two cities were twinned first of all",
        "who has been twinned the longest",
        "what's the latest twinning in the records",
        "the oldest link on record",
        "which partnership in {X} is the oldest",
        "the newest twinning of {X}",
        "first ever pair of sister cities?",
        "the last partnership to be signed anywhere",
        "who were the first to twin",
        "which is {X}'s oldest twinning",
        "the longest-lived pair of twins in your records",
        "the grandmother of all partnerships",
        "the mother of all twinnings, which is it",
        "what twinning started it all",
        "the freshest partnership on record",
    ),
    counter_examples=(
        "What is the oldest building in any sister city of {X}?",
        "Who was the first mayor in {X} to sign a twinning?",
        "Which twinning festival is the oldest of all?",
        "whats the newest museum in {X}",
        "Who had the idea for the first partnership in {X}?",
        "The first train between two twin towns: when did it run?",
        "Why did the first twinning in {X} end?",
        "Settle a bet: which town in {X} was the first to be granted city rights?",
        "What is the oldest sister city programme's office?",
        "Who wrote the first book about sister cities?",
        "Which is the oldest city in {X}?",
        "Which city in {X} was founded first?",
        "Who was the first person to think of sister cities?",
        "Who invented town twinning?",
        "What was the first sister city conference?",
        "What is the latest news about sister cities?",
        "What is the newest trend in town twinning?",
        "When was the first sister city congress held?",
        "When was Sister Cities International founded?",
        "Which newspaper first wrote about twin towns?",
        "Which was the first country to promote town twinning?",
        "What was the first language used in a twinning agreement?",
    ),
)
