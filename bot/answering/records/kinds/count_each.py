"""How many partners each of several places has."""

from __future__ import annotations

from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only
from bot.answering.records.of_pair import complete
from bot.answering.records.of_place import counted, noun, where
from bot.answering.records.query import Query
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Give the number of each place, in the order in which they are named."""
    query, draft = Query.of(reading), Draft(records)
    items, numbers = counted(draft, places, query)
    draft.list("count-each", items, what=noun(reading, 2), where=where(records, query))
    for number in places:
        draft.completeness(number)
    return draft.answer("count-each", list(map(str, numbers)), complete=complete(records, *places[:2]))


KIND = Kind(
    "count-each",
    answer,
    asks=("count",),
    places=(2, 3, 4, 5),
    needs=only("rel partner friendship", "every"),
    allows=FILTERS,
    examples=(
        "For a table in our newsletter I require the number of twins of {A}, of {B} and of {B}, one by one.",
        "How many sisters are there for {A} and for {B}, respectively?",
        "Could I have the partner counts for {A}, {B} and {B}, one by one?",
        "{A} / {B} / {B} and twins each?",
        "How many are they respectively, the partners of {A}, of {B} and of {B}?",
        "{A} has how many partners, and {B} how many?",
        "{A}, {B}: the size of each one's partner list, in that order.",
        "How many twin towns does each of {A} and {B} have?",
        "Tally for {A}, {B} and {B}: how many twins apiece?",
        "Number of partners of {A} and of {B}, separately",
        "{A} how many sisters, {B} how many sisters?",
        "Give the count of twin towns for {A}, then the count for {B}.",
        "twin count {A}, {B}, {B}, {B} pls",
        "How many partners has {A} got, and how many has {B}?",
        "Kindly indicate the number of partnerships maintained by {A} and by {B} respectively.",
        "{A} has how much partner cities, and {B} how much?",
        "how manny freind citys do {A} n {B} have, each one",
        "I wonder how many towns {A} is linked to and how many {B} is.",
        "Settle a bet and give us both figures: the twins of {A}, the twins of {B}.",
        "Put down next to each name its number of sisters: {A}, {B}, {B}.",
        "With how many places is {A} twinned, and with how many is {B}?",
        "Of {A} and {B}, say for either one how many partners it has.",
        "{A} and {B} – number of counterparts, one figure each?",
        "Regarding {A}, {B} and {B}: partner totals, one by one, please.",
        "The bonds of {A} are how many, and those of {B} are how many?",
        "Don't add them up: how many sister cities for {A}, how many for {B}?",
        "How many knots has {A} tied, how many {B}, and how many {B}?",
        "By how many towns is {A} called a sister, and by how many {B}?",
        "Partner numbers for {A} / {B} / {B}, individually",
        "One number for {A} and one for {B}, both of them partner counts.",
        "what's {A} at for twins, and {B}?",
        "count {A} twins. count {B} twins. separate numbers",
        "How many twinnings does each of {A}, {B}, {B}, {B} and {B} own?",
        "For each of {A} and {B}, the total of its sister cities.",
        "I need figures for a table: {A} and {B}, with the number of partner towns of each.",
        "How long is {A}'s list of partners, and how long is {B}'s, in entries?",
        "Enumerate for {A}, {B} and {B} how many pacts each of them has.",
        "Count separately the friend cities of {A} and the friend cities of {B}.",
        "Each on its own, how many links do {A} and {B} have?",
        "How many partners in {X} does {A} have, and how many does {B} have there?",
        "In {X}, how many twins has {A} got and how many {B}?",
        "Number of sisters in {X}, for {A}, for {B} and for {B}",
        "{A} and {B}: partners in {X}, count each",
        "How many towns of {X} are paired off with {A}, and how many with {B}?",
        "Limited to {X}, tally {A}'s bonds and {B}'s bonds one after the other.",
        "With how many cities of {X} do {A}, {B} and {B} each have something going?",
        "how many in {X} for {A} and for {B}, sister cities that is",
        "How many partners did {A} and {B} each have in {Y}?",
        "Since {Y}, how many new twins for {A} and how many for {B}?",
        "How many suspended ties has {A}, and how many has {B}?",
        "The number of active partnerships of {A} and that of {B}, each for itself.",
        "Ended pacts: how many at {A}, how many at {B}?",
        "How many sisters do {A} and {B} have, respectively?",
        "Take {A}, {B} and {B} in turn: how many towns is each twinned with?",
        "{A} boasts how many partners? And {B}?",
        "{A} – twins: ? {B} – twins: ? Fill in the figures.",
        "Could you do a head count of the partners of {A}, and another one of those of {B}?",
        "How many is it for {A} and how many is it for {B}, speaking of twinnings?",
        "What number of counterparts does {A} keep, what number {B}?",
        "two figures pls, partners {A}, partners {B}",
        "quick tally, no sum: {A} {B} {B} sister cities each",
        "How big are the circles of partners round {A} and round {B}, each in numbers?",
        "How many partnerships are held by {A}, by {B} and by {B}?",
        "Say how many friendship towns there are to {A}'s name, and how many to {B}'s.",
        "{A}, {B}, {B}, {B}: a number behind every one, namely how many partners.",
        "Let me have the partner counts of {A} as well as of {B}.",
        "How many times has {A} been twinned, and how many times {B}?",
        "On {A}'s sign there are how many twin towns, and on {B}'s how many?",
        "For {A}: how many sisters? Same question for {B} and for {B}.",
        "How many places call {A} a partner and how many so call {B}?",
        "sister cities by number – {A}: … , {B}: … ?",
        "The size of {A}'s roster and, not combined, the size of {B}'s?",
        "Per city, how many twins: {A}, {B}, {B} and {B}.",
        "Separately for {A} and {B}, how numerous are the partner cities?",
        "How many twins have been taken on by {A}, and how many by {B}, all told for each?",
        "each of these, {A} and {B}, is hooked up with how many towns",
        "Sisters of {A}, number. Sisters of {B}, number. Thanks!",
        "twin counts for {A}, {B} and {B}, separately",
        "partner numbers of {A} and {B}, one each",
    ),
    counter_examples=(
        "How many people live in {A} and how many in its twin {B}?",
        "How many people live in {A} and in {B}, each?",
        "How many exchange pupils went to {A} and how many to {B}?",
        "What do {A} and {B} each spend on their partners?",
        "Tally for {A}, {B} and {B}: how many churches apiece?",
        "number of hotels in {A} and in {B} separately",
        "How many delegations did {A} and {B} each send to their sister cities?",
        "How many years did {A} and {B} each wait before they found a partner they liked?",
        "How many members do the twinning clubs of {A} and of {B} have?",
        "How many guests from {X} stayed in {A} and how many in {B}?",
        "How many flights a day go to {A}, and how many to {B}?",
        "how many twins were born in {A} and in {B} last year, babies I mean",
        "How many letters do {A} and its sister {B} write each other?",
    ),
)
