"""Which partners do two or more places have, each for itself."""

from __future__ import annotations

from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind
from bot.answering.records.lexicon import RELATED
from bot.answering.records.of_place import OfPlace, where
from bot.answering.records.query import Query
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """List the partners of each place; the value is all of them, each once."""
    query, draft = Query.of(reading), Draft(records)
    found: dict[str, None] = {}
    for number in places:
        place = OfPlace.ask(records, number, reading, query, draft)
        bonds = place.selection.main
        what, there = place.noun(len(bonds) or 2), where(records, query)
        if not bonds:
            key = "none.certain" if records.complete(number) else "none.open"
            draft.say(key, place=place.label, what=f"{what}{there}")
            continue
        found |= dict.fromkeys(map(place.partner, bonds))
        place.list("partners.has", bonds, place=place.label, what=what, where=there)
        draft.completeness(number)
    return draft.answer("of-each", list(found))


def _each(reading: Reading) -> bool:
    """Tell whether the partners of each place are asked for: "the sister cities of Paris and of Rome"."""
    order = [sign for sign in reading.order if sign not in ("article", "filler", "place")]
    at = order.index("CITY")
    beside = order[at + 1 : at + 3] in (["and", "CITY"], ["and", "of"])
    return beside and order[at - 1] == "of" and order[at - 2] in RELATED


KIND = Kind(
    "of-each",
    answer,
    asks=("list",),
    places=(2, 3),
    allows=FILTERS,
    fits=_each,
    examples=(
        "List {A}'s partners, then those of {B}.",
        "First the twin towns of {A}, then the twin towns of {B}, please.",
        "Give me the sister cities of {A}, followed by the sister cities of {B}.",
        "the partners of {A} and after that the ones of {B}",
        "Name the sister cities of {A}, and next those of {B}.",
        "Show {A}'s twins first, {B}'s twins second.",
        "Which twins does {A} have, and which {B}?",
        "Show both lists of partners, {A}'s and {B}'s.",
        "Who is {A} twinned with, and who is {B} twinned with?",
        "Which partner cities does {A} have and which does {B} have?",
        "What are {A}'s twin towns and {B}'s twin towns?",
        "Which places in {X} are partners of {A} and which of {B}?",
        "List the links of {A}, {A} and {B}, each separately.",
        "What friendship towns have {A} and {B} got, each for itself?",
        "What are the suspended ties of {A} and those of {B}?",
        "With whom are {A} and {B} each partnered?",
        "Which partners did {A} have in 1985, and which {B}?",
        "{A} and {B} partners list both",
        "partner towns for {A} and also for {B} pls",
        "whats {A}s twins and whats {B}s twins",
        "show twinnings {A} and {B} each",
        "list sisters of {A} and of {B} in {X}",
        "who are the partners of {A} n who of {B}",
        "gimme twins of {A} and twins of {B}",
        "partnes of {A} and {B} one after another",
        "{A}, {A} and {B} sister cities for each",
        "My pupils compare {A} and {B}. Which sister cities has the one, which the other?",
        "First tell me the twins of {A}, and after that the twins of {B}.",
        "Would you kindly set down for me the partner towns of {A}, and likewise of {B}?",
        "One half of the class does {A}, the other {B}. What are the partner cities for each half?",
        "Side by side, please: the sisters of {A} and the sisters of {B}.",
        "Please the partner cities from {A} and the ones from {B} to show.",
        "I am after the twinned places of {A}, and while you are at it, of {B} too.",
        "An overview of who is twinned with {A} and who with {B}.",
        "Separately for {A} and {B}: all partner towns, please.",
        "Take {A} and {B} in turn and name the places each is tied to.",
        "The towns on the twinning sign of {A}, and those on the sign of {B}: which partners are they?",
        "List the sister cities of {A} and of {B}",
        "Who are the twin towns of {A} and {B}?",
        "Show me the partners of {A} and {B} in {X}",
        "What are the sister cities of {A} and those of {B}?",
        "List the sister cities of {A} and those of {B}.",
        "List the partners of {A} and the partners of {B}.",
        "What are the sister cities of {A} and of {B}?",
        "What are the partner cities of {A} and {B}?",
        "Which sister cities do {A} and {B} each have?",
        "Who are the partners of {A} and of {B}?",
        "Who are the sister cities of {A} and {B}?",
        "Show the twin towns of {A} and of {B}.",
        "Give me the sister cities of {A} and {B}.",
        "Name the partners of {A} and {B}.",
        "sister cities of {A} and {B}",
        "Tell me the sister cities of {A} and those of {B}.",
        "with whom is {A} twinned, and with whom {B}",
        "who are {A}'s and {B}'s sisters, respectively",
        "{A} and {B}: the twins of each",
        "partners of {A} and partners of {B}, please",
        "list the sisters for {A} and for {B}",
        "which towns are {A} and {B} twinned with respectively",
        "what sisters do {A} and {B} have, one by one",
        "the sister lists of {A} and {B}",
        "show the partners of {A} as well as those of {B}",
        "whom have {A} and {B} twinned with, each of them",
        "{A}'s roster and {B}'s roster, one below the other",
        "Read me the partners of {A}; when done, do {B}.",
        "who all is {A} hooked up with and same for {B}",
        "Kindly provide, for {A} and for {B} respectively, the names of the partner municipalities.",
        "The sister cities from {A} and also from {B}, which are they each?",
        "pls lsit twins for {A}, n for {B} too",
        "I wonder who the twins of {A} are, and those of {B} as well.",
        "Settle a bet and give us both lists: partners of {A}, partners of {B}.",
        "Put down under {A} its sisters and under {B} its own.",
        "By which towns is {A} partnered, and by which is {B}?",
        "Of {A} and {B}, name for either one the friend cities.",
        "{A} and {B} – their counterparts, town by town?",
        "Regarding {A} and {B}: the bonds of each, please.",
        "The links of {A} are which ones, and the links of {B} are which ones?",
        "{A}, {B} and {B}: enumerate the twin towns of every one of them.",
        "What partners have {A} and {B} got, each taken alone?",
        "Two columns, please: sisters of {A} on the left, sisters of {B} on the right.",
        "Which cities does {A} call sisters, and which does {B}?",
        "Who does {A} have a pact with? And {B}, who with?",
        "Names of the twins of {A} as well as the names of the twins of {B}.",
        "Enumerate the knots {A} has tied and the knots {B} has tied.",
        "both {A} and {B}: show twin list",
        "Partners in {X}, first for {A} and then for {B}, which ones?",
        "In {X}, what sisters does {A} keep and what sisters does {B} keep?",
        "Who were {A}'s partners in {Y}, and who were {B}'s?",
        "After {Y}, what twins did {A} take on, and what twins {B}?",
        "Ended ties of {A} plus ended ties of {B}, listed apart",
        "Which active partners has {A} and which has {B}?",
        "Do {A} first, {B} next, {B} last: partner cities of each.",
        "I'm doing a table of {A} and {B} with all their friendship towns; fill it in for me.",
        "for {A} who are the sisters, for {B} who are the sisters",
        "Could you walk me through the twins of {A} and, separately, of {B}?",
        "Not only the partners of {A} but those of {B} too, please.",
        "What are they called, the twins of {A} and the twins of {B}?",
        "Partner lists wanted: {A}, {B}.",
        "Tell who's on the list of {A} and who's on that of {B}, partners I mean.",
        "{A}: partners? {B}: partners?",
        "Whose twin is {A}, and whose twin is {B}?",
        "With what places does {A} go together as a sister, and with what places {B}?",
        "Show the circle of partners around {A} and the one around {B}.",
        "Each on its own line, {A} and {B} with their sister cities.",
        "{A} has which twins, {B} has which twins and {B} has which?",
        "Give twin towns of {A}, likewise of {B}.",
        "The friend cities belonging to {A} and those belonging to {B}, what are they?",
        "sister city lists of {A} and {B} individually, not the ones in common",
    ),
    counter_examples=(
        "What do the twins of {A} and of {B} cost each year?",
        "Who runs the twinning clubs of {A} and of {B}?",
        "weather in {A} and in {B}",
        "List: mayors of {A}. Second list: mayors of {B}.",
        "How large are {A} and its sister {B}?",
        "Which festivals do {A} and {B} each hold for their partners?",
        "My pupils compare {A} and {B}. Which is the nicer town?",
        "Show me hotels in {A} and in {B}.",
        "What do the sister cities of {A} and {B} think?",
        "Who are the mayors of {A} and {B}?",
        "What are the names of the schools in {A} and {B}?",
        "List the sights of {A} and {B}.",
        "Show me the airports of {A} and {B}.",
        "What are the languages of {A} and {B}?",
        "What are the opening hours of the town halls of {A} and of {B}?",
        "Who won the twinning cup in {A} and who in {B}?",
        "Name the football clubs of {A} and those of its partner {B}.",
        "What languages are taught in {A} and in {B}?",
        "list the rivers of {A} and of {B}",
        "Which exchange pupils are in {A} now, and which in {B}?",
        "What presents did {A} and {B} each get from their twins?",
        "Show me photos of {A} and of {B}.",
    ),
)
