"""Which of several places have a partner in an area, or have none there."""

from __future__ import annotations

from bot.answering.language import joined
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.of_pair import complete
from bot.answering.records.of_place import OfPlace, noun, where
from bot.answering.records.query import Query
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Tell those that have partners there, each with them, and those that have none."""
    query, draft = Query.of(reading), Draft(records)
    asked = {number: OfPlace.ask(records, number, reading, query, draft) for number in places}
    having = [number for number in places if asked[number].selection.main]
    lacking = [number for number in places if number not in having]
    if not any(records.of.get(number) for number in places):
        return None
    there = where(records, query)
    for place in map(asked.__getitem__, having):
        bonds = place.selection.main
        place.list("partners.has", bonds, place=place.label, what=place.noun(len(bonds)), where=there)
    if lacking:
        proof = [bond for number in lacking for bond in records.of.get(number, ())[:1]]
        cited, named = draft.cite(*proof, compare=False), joined(list(map(records.label, lacking)))
        draft.say("which-of.none", cited=cited, places=named, what=noun(reading, 2), where=there)
    for number in places:
        draft.completeness(number)
    meant = lacking if reading.has("negated", "except") else having
    labels = list(map(records.label, meant))
    return draft.answer("which-of", labels, complete=complete(records, *places[:2]))


KIND = Kind(
    "which-of",
    answer,
    asks=("list", "yes-no"),
    places=(2, 3, 4, 5),
    areas=(1, 9),
    needs=only("rel partner friendship", "which who", "or and"),
    allows=FILTERS | signs("or negated except they it"),
    fits=lambda reading: reading.asks == "list",
    examples=(
        "Which of {A}, {B} and {B} have a partner in {X}?",
        "Out of {A}, {B} and {B}, which can boast a twin in {X}?",
        "{A}, {B}, {B}: who among these lacks partners in {X}?",
        "{A} or {B}: twin in {X}?",
        "Which of {A} and {B} has a sister city in {X}?",
        "{A} / {B} / {B} – partner in {X}, who",
        "Which of the towns {A}, {B} and {B} have no partner in {X}?",
        "Put down those of {A}, {B}, {B} and {B} that keep a friend city in {X}.",
        "Regarding {A} and {B}: which of them is hooked up with a place in {X}?",
        "So it's either {A} or {B} that has a sister in {X}, but which?",
        "Who's got something going in {X}, {A} or {B}?",
        "{A}, {B} and {B} – whose partner list has nobody from {X}?",
        "By which of these is a pact kept with a town in {X}: {A}, {B}, {B}?",
        "In {X}, who has a counterpart, {A} or {B}?",
        "Having a twin in {X}, is it {A}, {B} or {B}?",
        "Kindly indicate which of the municipalities {A}, {B} and {B} maintain a partnership in {X}.",
        "I wonder which of {A}, {B} and {B} go without a sister in {X}.",
        "My sister says {A} has a twin in {X}, I say it's {B}. Which one has?",
        "wich of {A} {B} and {B} hav a twin twon in {X}",
        "Name whichever of {A} and {B} is paired off with somewhere in {X}.",
        "Tick the ones with partners in {X}: {A}, {B}, {B}, {B}, {B}.",
        "Cross out those without a partner in {X}: {A}, {B}, {B}.",
        "Partners in {X}, which city have them, {A} or {B} or {B}?",
        "Is it {A} or {B} that is twinned with a town in {X}?",
        "Which one of {A} and {B} has never tied a knot in {X}?",
        "Of the cities {A}, {B}, {B} and {B}, which are linked with {X}?",
        "Among {A}, {B} and {B}, who has a bond with a municipality of {X}?",
        "Enumerate which of {A}, {B} and {B} are missing a twin in {X}.",
        "{A}, {B}, {B}: any with a sister in {X}, and if so which?",
        "Does {A}, or rather {B}, own a partner in {X}? Which of them?",
        "Who is an item with some town in {X}: {A}, {B} or {B}?",
        "If I look at {A}, {B} and {B}, whose roster includes a place in {X}?",
        "From {A}, {B} and {B} pick those having sister cities in {X} or {X2}.",
        "Which among {A}, {B} and {B} haven't got a link to {X}?",
        "twins in {X}: {A} yes? {B} yes? {B} yes?",
        "no {X} partner: {A} or {B}?",
        "On whose list of friend cities does {X} turn up, {A}'s or {B}'s?",
        "To which of {A} and {B} does a twin in {X} belong?",
        "A pact with {X} – which of the following have one: {A}, {B}, {B}, {B}?",
        "We compare {A} and {B}: which has partners in {X} and which has none?",
        "Say which of these places did find a partner in {X}: {A}, {B}, {B}.",
        "Whose sisters include a town from {X}: those of {A}, of {B} or of {B}?",
        "It's one of {A}, {B} and {B} that has no counterpart in {X}; which?",
        "Can you sort out who of {A}, {B} and {B} is partnered up in {X}?",
        "{A} and {B}, one has a twin in {X} and one doesn't, right? Which is which?",
        "For a leaflet I need to know which of {A}, {B}, {B} and {B} has town partners in {X}.",
        "Which of {A} or {B} did {X} get a sister city from?",
        "Neither? Both? Or which of {A} and {B} has a friend city in {X}?",
        "With a town of {X} is twinned who, {A} or {B}?",
        "Of {A}, {B} and {B}, the ones that are not partnered with {X}, please.",
        "Quiz: only some of {A}, {B}, {B} and {B} have a sister in {X}. Which ones?",
        "Between {A} and {B}, which one can point to a partner in {X}?",
        "Are there some among {A}, {B} and {B} lacking a pact in {X}, and who are they?",
        "Who can show a twin in {X}? Choices: {A}, {B}, {B}.",
        "pls check {A}, {B}, {B}, {B} for partners in {X} and give me the ones that do have some",
        "Whom of {A}, {B} and {B} would I cross off if it takes a partner in {X}?",
        "Which have links into {X} out of {A}, {B}, {B}, {B} and {B}?",
        "{X}: partnered with which of {A}, {B} and {B}?",
        "Bet with my dad: {B}, not {A}, is the one that has a partner in {X}. Which is it?",
        "Please to say me, from {A} and {B} which is having sister city in {X}?",
        "Where would I find a twin from {X}, at {A}, at {B} or at {B}?",
        "Which two towns out of {A}, {B} and {B} keep partners in {X}?",
        "Having nobody in {X}, that's {A} or {B} or both?",
        "Was a sister in {X} taken on by {A}, by {B} or by {B}?",
        "Which of {A}, {B} and {B} draw a blank in {X} when it comes to twins?",
        "Do tell: {A}, {B}, {B}, which ones cooperate as partner towns with somebody in {X}?",
        "Let me know who, {A} or {B}, is still missing a partner town in {X}.",
        'Filter {A}, {B}, {B} and {B} by "has a twin in {X}".',
        'Suppose {A}, {B} and {B} stand in a row; who raises a hand at "I have a sister in {X}"?',
        "{A}'s in, {B}'s in, {B}'s in? I mean who of them has a twin town in {X}.",
    ),
    counter_examples=(
        "Which of {A} and {B} is nearer to {X} by train?",
        "Which of {A}, {B} and {B} exports most to {X}?",
        "Out of {A} and {B}, which would get on better with a twin in {X}?",
        "{A}, {B}, {B}: who among these lacks the money for a partner in {X}?",
        "Which of {A} and {B} sent its mayor to {X}?",
        "Who has cheaper flights to {X}, {A} or its sister city {B}?",
        "Which of the twin towns {A} and {B} once belonged to {X}?",
        "Of {A}, {B} and {B}, which want a sister in {X} next year?",
        "In {A}, {B} or {B}, where do people from {X} live?",
        "Is it {A} or {B} that has a restaurant with food from {X}?",
        "Why does {A} have a partner in {X} and {B} none?",
        "Regarding {A} and {B}: which of them is better known in {X}?",
        "{A} / {B} / {B} – consulate of {X}, who",
    ),
)
