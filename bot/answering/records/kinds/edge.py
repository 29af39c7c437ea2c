"""Which partnership of a place is the first or the latest, by its start or by its end, or when that was."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.records.draft import EXACT, RecordAnswer, Value, date_asked
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.of_place import OfPlace
from bot.answering.records.query import has_direction, over_at_edge, over_date, ranks_over, started_at_edge
from bot.answering.records.reading import Reading
from bot.answering.records.tally import one_or_all
from corpus.partnerships import Bond, Records

_CITED = 3  # partnerships cited where none has a date


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Name the partner whose partnership began (or was over) first or last.

    It is as sure as partnerships are dated: one without a date may be older, or newer.
    """
    over = ranks_over(reading)
    found = OfPlace.ask(records, places[0], reading)
    main = found.selection.main
    if not has_direction(reading) or (over and (reading.has("longest") or reading.asks == "when")):
        return None
    ends = (
        [False, True]
        if reading.has("latest") and reading.has("first", "longest")
        else [reading.has("latest", "newer")]
    )
    told = [_told(found, latest=latest, over=over) for latest in ends]
    if not any(told):
        return _without_dates(found) if main and not over else None
    undated = sum((over_date(bond) if over else bond.since) is None for bond in main)
    found.undated(undated, "undated.when" if over else "undated.start")
    name = "latest" if ends == [True] else "first"
    answered = found.answer(name, _value(found, [bond for same in told for bond in same], reading))
    return replace(answered, confidence=EXACT * (1 - undated / len(main)))


def _without_dates(found: OfPlace) -> RecordAnswer:
    """Say that no partnership that is asked about has a date, so that none can be told as the first."""
    main = found.selection.main
    found.draft.say(
        "edge.undated",
        len(main),
        cited=found.draft.cite(*main[:_CITED], compare=False),
        place=found.label,
        what=found.noun(len(main)),
        where=found.where(),
    )
    return found.answer("first", None)


def _told(found: OfPlace, *, latest: bool, over: bool) -> list[Bond]:
    """Say which partnership is the first or the latest, and return it; of one date all."""
    main = found.selection.main
    same = over_at_edge(main, latest=latest) if over else started_at_edge(main, latest=latest)
    if not same:
        return []
    order = "latest" if latest else "first"
    what = ("suspended" if "suspended" in found.query.over else "ended") if over else "began"
    items, more = found.items(same)
    found.draft.list(
        f"edge.{order}.{what}",
        items,
        len(same),
        more=more,
        place=found.label,
        what=found.noun(len(same)),
        where=found.where(),
    )
    return same


def _value(found: OfPlace, same: list[Bond], reading: Reading) -> Value:
    if reading.asks == "when":
        return date_asked(same[0].since or "", reading.words)
    labels = [found.partner(bond) for bond in same]
    return one_or_all(labels)


KIND = Kind(
    "edge",
    answer,
    asks=("list", "when", "countries"),
    needs=only("rel partner friendship", "first latest longest"),
    allows=FILTERS | signs("it"),
    fits=lambda reading: (
        not (reading.has("latest") and reading.has("first", "longest")) or reading.asks == "list"
    ),
    examples=(
        "which twin did {A} pick up last, going by the years you have",
        "The last city that has joined {A}'s partners, it is which?",
        "Of all the cities {A} is partnered with, which has been on board the longest?",
        "{A} latest twin?",
        "The newcomer in {A}'s circle of sisters, the very last one to join: name it.",
        "{A}: earliest partner, by the years on file",
        "With which town did {A} twin first?",
        "Who was {A}'s first sister city?",
        "Which partnership of {A} is the latest?",
        "Which of {A}'s twins joined last?",
        "When did {A} enter into its very first partnership?",
        "In what year did {A} get its newest twin?",
        "Which partner in {X} came to {A} first?",
        "What was the last place to be twinned with {A}?",
        "Which pact of {A} was the first to end?",
        "Which partnership of {A} ended most recently?",
        "Name the youngest twinning of {A}.",
        "Name {A}'s longest-standing sister in {X}.",
        "When was the latest link of {A} with a town in {X} made?",
        "Which was the first new partner of {A} after 1990?",
        "{A} first twin",
        "{A} oldest sister city which",
        "latest partner of {A}?",
        "whats the newest twinning {A} has",
        "{A} most recent partner in {X}",
        "1st partner city of {A} pls",
        "who did {A} twin with last",
        "year of first partnership {A}",
        "longest running twin of {A}",
        "{A} earliest link with {X}",
        "which sister did {A} get first tho",
        "{A} last ended twinning",
        "when was {A}s first twinning",
        "oldest pact {A} who with",
        "Of all the partners of {A}, which has been there longest?",
        "It all began for {A} with one twin town. Which one?",
        "Settle a bet: which came first among the sisters of {A}?",
        "My grandmother still remembers the very first partner town of {A}. Would you kindly name it?",
        "The year that {A} signed with its first partner, please.",
        "Sort the twins of {A} by how long they have been twins. Who is at the top?",
        "Which twin may call itself the eldest sister of {A}?",
        "The last entry, going by year of twinning: which partner of {A}?",
        "With who has {A} made partnership as the last one?",
        "What is {A}'s oldest partner?",
        "first twin town of {A}?",
        "Which city was the very first to {partner:link arms} with {A}?",
        "Who did {A} twin with last?",
        "Could you tell me the most recent addition to {A}'s partner list?",
        "newest {A} sister city",
        "With which town did {A} {partner:strike up} its earliest partnership?",
        "I wonder who {A}'s longest-standing {partner:ally} is.",
        "Do you happen to know the latest place to sign a charter with {A}?",
        "By whom was {A} first taken on as a twin?",
        "In {X}, which is {A}'s oldest {partner:counterpart}?",
        "Who's the new kid on {A}'s list of twins?",
        "The first {X} city {A} ever {partner:bonded} with, please.",
        "Which of {A}'s twinnings was {start:launched} first?",
        "After {Y}, which was the first partner {A} took?",
        "What was {A}'s most recent pact, and with whom?",
        "Among {A}'s partners, which has been one for the longest?",
        "Which {partner:sibling} came latest to {A}?",
        "For the jubilee speech: the earliest partner of {A}?",
        "what's the last city {A} {partner:teamed up} with",
        "Which {partner:affiliation} of {A} was {start:born} first?",
        "Before {Y}, who was the last to become a partner of {A}?",
        "Which town has {A} had as a twin for the shortest time?",
        "Name the town that {A} {partner:befriended} first in the eighties.",
        "What was {A}'s first sister city?",
        "Which is the oldest twin town of {A}?",
        "Which partner did {A} add most recently?",
        "Which city has been {A}'s partner for the longest time?",
        "When did {A} get its first sister city?",
        "What year did {A} gain its newest sister city?",
        "What is the latest addition to {A}'s sister cities in {X}?",
        "Which sister city did {A} {start:add} last?",
        "Who was the first to become {A}'s twin town?",
        "What is {A}'s most recently added sister city?",
        "Which sister city came first for {A}?",
        "Which city {start:joined} {A}'s sister cities last?",
        "Which twinning of {A} was {suspended:frozen} last?",
        "Who is the newcomer, the youngest, among {A}'s sister cities?",
        "Which sister city has {A} had the longest?",
        "Which sister city of {A} came last?",
        "Which sister city did {A} take on last?",
        "Which city did {A} twin with first?",
        "Which city did {A} twin with most recently?",
        "Which town became {A}'s partner last?",
        "Which town became {A}'s sister most recently?",
        "Which town was the earliest partner of {A}?",
        "Which one is the oldest of {A}'s sister cities?",
        "Which one is the newest among {A}'s twins?",
        "Which of {A}'s sister cities is the most recent?",
        "Which of {A}'s sister cities is the newest one?",
        "Which of {A}'s partnerships started first?",
        "Which of {A}'s partnerships is the oldest?",
        "Which of {A}'s twins came along first?",
        "Which was the first city {A} got twinned with?",
        "Which {X} partner of {A} is the oldest?",
        "Which {X} city was the last to become {A}'s twin?",
        "Who became {A}'s sister city first?",
        "Who was {A}'s first sister?",
        "Who was the latest to join {A}'s sister cities?",
        "Who is the newest of {A}'s partners?",
        "Who was {A} first twinned with?",
        "What's the newest twinning of {A}?",
        "What's {A}'s most recent partner city?",
        "What's {A}'s longest partnership?",
        "What is the oldest sister city tie of {A}?",
        "What was the first partner city that {A} ever had?",
        "What city was first to be a sister of {A}?",
        "What city is {A}'s latest partner?",
        "what town did {A} pair up with last",
        "first sister city of {A}",
        "oldest twin of {A} please",
        "most recent twin of {A}?",
        "{A}'s newest sister?",
        "{A}'s very first partner city?",
        "{A}'s latest sister city, which is it?",
        "The earliest sister city of {A} was which?",
        "The last city to become {A}'s twin, please",
        "Of all {A}'s partners, who came first?",
        "Of {A}'s sister cities, which is the latest?",
        "Of {A}'s twins, which joined most recently?",
        "With which city did {A} start its first partnership?",
        "With whom did {A} sign most recently?",
        "Name {A}'s oldest sister city.",
        "Name the newest partner of {A}.",
        "Tell me which sister city {A} got first.",
        "I'd like to know {A}'s most recently added twin.",
        "When did {A} get its first twin?",
        "When was {A}'s most recent partnership signed?",
        "In what year did {A} take on its latest sister city?",
        "which city became {A}'s sister last",
        "what town became {A}'s twin most recently",
        "what was the city that {A} twinned with most recently",
        "{A}'s first ever sister",
        "who has been {A}'s sister longest",
        "with whom did {A} begin its twinnings",
        "when did {A} twin for the first time",
        "who came last to {A}'s list of twins",
        "{A}'s most recent sister",
        "the year of {A}'s first twinning",
        "since when has {A} been twinning at all",
        "what twinning did {A} conclude last",
        "latest partner {A} has taken",
        "who was first in line as {A}'s twin",
        "which is the longest-lasting partnership of {A}",
        "what city became {A}'s sister most recently",
        "when did {A} add its latest partner",
        "the one {A} paired with before all others",
        "whom did {A} twin with ahead of all the rest",
        "{A}'s freshest link",
        "the freshest partnership of {A}",
        "{A}'s latest deal as a sister city",
        "most recent pact of {A}",
        "which city became {A}'s sister just now, most recently",
        "what town turned {A}'s twin last",
        "{A}: twin number one, who was it?",
        "Trace {A}'s circle of sisters back to the start; whose name stands there?",
        "what city did {A} hook up with before all the others",
        "Kindly indicate the counterpart with which {A} concluded its inaugural agreement.",
        "{A} has made its first partnership with which city?",
        "the eralier the better: {A}s very oldest freindship city?",
        "I wonder who broke the ice as {A}'s first partner.",
        "Settle a bet: {A}'s most senior twin is who?",
        "Name {A}'s freshest knot.",
        "Put down the year in which {A} was first paired off.",
        "By what town was {A} most recently adopted as a sister?",
        "Of the partners of {A}, the one with the most years behind it is …?",
        "{A}'s sisters – eldest one?",
        "Regarding {A}, which pact was concluded latest?",
        "The bond {A} has had going for longest leads to which place?",
        "{A} and {X}: the first link between them, with what town?",
        "{A}'s list of counterparts, newest entry only, which one is it?",
        "When did {A} last tie the knot with anybody?",
        "And the first twin of {A}, that came in what year?",
        "Who opened {A}'s roster, and in which year was that?",
        "Oldest and newest partner of {A}, both please.",
        "From what country came the first ever partner of {A}?",
        "latest twin of {A} is in which country",
        "The first of {A}'s twinnings to go under, which was it?",
        "{A} lost a sister most recently … which one did it lose?",
        "Out of those in {X}, with whom did {A} link up the soonest?",
        "Who's the baby of the family among {A}'s sisters?",
        "Is there a record of who came first among {A}'s partners? Name them.",
        "who was {A} first an item with, twinning wise",
        "dating from when is {A}'s oldest surviving tie",
        "{A} after {Y}: first new sister?",
        "Up to {Y}, which was the last city that {A} had taken on as a twin?",
        "Which friend city can say it has known {A} longest, by the date of the pact?",
        "{A}s inaugural twin, n since when",
        "Enter {A}'s history of twinning on page one: which partner is on it?",
        "Latest comer among the partner cities {A} keeps in {X}?",
        "Not the biggest, not the nearest, just the earliest: which twin has {A}?",
        "The most recent time a bond of {A} was dissolved, who was on the other end?",
        "To which town falls the honour of being {A}'s longest-serving sister?",
        "I know {A} has several twins; only the most recently added one interests me.",
        "{A} started twinning when, with its first partner?",
        "In which year joined the newest of the partners of {A}?",
        "Which of the links that {A} still keeps has the earliest date on it?",
        "Who did {A} begin with, and who did it add last, on its twin list?",
        "Bottom of {A}'s twin list when put in order of dates: which place?",
    ),
    counter_examples=(
        "Which twin town was the first to congratulate {A}?",
        "Who signed {A}'s first twinning?",
        "oldest school in {A}'s sister city",
        "When did the last bus from the partner town arrive in {A}?",
        "Which sister of {A} has the oldest inhabitants?",
        "The year that {A} held its first twinning ball, please.",
        "Which pupil was the first from {A} to go to the twin in {X}?",
        "What is the latest news from {A}'s partner town?",
        "Who was the first mayor of {A} to visit a sister city?",
        "When was the last visit of {A}'s twin town?",
        "What is the oldest building in {A}'s sister city?",
        "When did {A} hold its first sister city festival?",
        "Which is the oldest church in {A}?",
        "Which is the newest building in {A}?",
        "Which sister city was the first to send help to {A}?",
        "Which sister city visited {A} most recently?",
        "Which sister city did {A} visit first?",
        "Which sister city of {A} is the oldest town?",
        "Which sister city of {A} was founded last?",
        "Who was the first person from {A} to visit {X}?",
        "Who was the last mayor of {A} before the war?",
        "What was the first event of {A} and its sister city?",
        "What was the last gift that {A} received?",
        "What is the latest news from {A}'s sister cities?",
        "What is the oldest club in {A}?",
        "What is the most recent project of {A} in {X}?",
        "When did {A} hold its first twin town meeting?",
        "When did the first exchange student come to {A}?",
        "When was the first settlement in {A}?",
        "Who gave the speech when {A} got its first sister city?",
        "Which of {A}'s twins has the oldest cathedral?",
        "What did {A}'s latest twinning cost the taxpayer?",
        "When did {A}'s newest partner last win the cup?",
        "why did {A} pick that town as its first twin",
        "Which twin of {A} was the first to get electric light?",
        "When does the next delegation from {A}'s oldest partner arrive?",
        "Who was the first baby born to a couple from {A} and its twin town?",
    ),
)
