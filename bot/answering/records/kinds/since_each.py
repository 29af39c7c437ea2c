"""Since when does a place have its partners, each with its year."""

from __future__ import annotations

from bot.answering.records.draft import RecordAnswer, date_asked
from bot.answering.records.kind import FILTERS, Kind
from bot.answering.records.of_place import OfPlace
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """List the partners whose start is known; a value where there is one alone."""
    found = OfPlace.ask(records, places[0], reading)
    known = [bond for bond in found.selection.main if bond.since]
    if not known:
        return None
    found.list("since-each", known, place=found.label, what=found.noun(2), where=found.where())
    undated = len(found.selection.main) - len(known)
    found.undated(undated)
    alone = len(known) == 1 and not undated
    return found.answer("since-all", date_asked(known[0].since or "", reading.words) if alone else None)


KIND = Kind(
    "since-each",
    answer,
    asks=("when",),
    allows=FILTERS - {"suspended", "ended", "stop"},
    fits=lambda reading: not reading.has("suspended", "ended", "stop"),
    examples=(
        "Since when does {A} have each of its partners?",
        "{A} twins with years please",
        "From what year does each of {A}'s partnerships date?",
        "Could you list {A}'s sister cities together with the year they were {start:sealed}?",
        "When did {A} {partner:link up} with each of its twins?",
        "I wonder in which years {A}'s various pacts were {start:concluded}.",
        "starting dates of {A}'s twinnings",
        "How long has {A} been {partner:allied} to each one of its partners?",
        "For every partner of {A}, what is the year of signing?",
        "Do you happen to know when {A} {partner:struck up} its various partnerships?",
        "when did all of {A}'s twin towns come on board?",
        "In what year was each of {A}'s charters {start:signed}?",
        "{A}: partners + since when",
        "How old is each partnership that {A} {have:maintains}?",
        "Since when has {A} {have:entertained} partnerships with its {X} twins?",
        "Each of {A}'s {partner:siblings} joined when?",
        "The dates on which {A}'s twinnings {start:kicked off}, one by one?",
        "What are the founding years of the partnerships {A} {have:boasts}?",
        "Tell us year by year how {A} {partner:bonded} with its partners.",
        "By what year had each of {A}'s partners come on the list?",
        "For how many years has {A} {have:possessed} each of its partners?",
        "For our display board we need the partner towns of {A} and the year of each.",
        "When were {A}'s ties with its {partner:counterparts} {start:forged}?",
        "I need the start year for all partnerships of {A} in {X}.",
        "So when exactly did {A} {partner:pal up} with all those places?",
        "Year of {start:inception} for each {A} partnership",
        "Which partner joined {A} in which year?",
        "Since when does {A} have its sister cities?",
        "When did {A} become twinned with its partners in {X}?",
        "For how long has {A} had its sister cities?",
        "Since when has {A} had its partners?",
        "Since when have {A}'s sister cities been twinned with it?",
        "Since when is {A} twinned with each of its sister cities?",
        "When did {A} get its sister cities?",
        "When did {A} become partners with its sister cities?",
        "When did each of {A}'s partnerships begin?",
        "When did {A}'s partnerships start?",
        "When did {A}'s twinnings begin?",
        "When did {A} sign with its sister cities?",
        "When did the sister cities of {A} join?",
        "When were {A}'s partnerships established?",
        "When were the twinnings of {A} signed?",
        "When were {A}'s sister city ties started?",
        "When was each of {A}'s partnerships signed?",
        "When was every twinning of {A} started?",
        "In which year did each of {A}'s twinnings start?",
        "In which years did {A} get its sister cities?",
        "In what year did {A} get its twin in {X}?",
        "Since when has {A} had a sister city in {X}?",
        "Since when does {A} have partners in {X}?",
        "When did {A} get its partner in {X}?",
        "When did {A} twin with its {X} partners?",
        "How long has {A} had its sister cities?",
        "How long has {A} had its {X} partners?",
        "How long have {A}'s partnerships existed?",
        "For how many years has {A} had its sister cities?",
        "How old are {A}'s partnerships?",
        "How old is each of {A}'s partnerships?",
        "{A} sister cities since when",
        "{A} sister cities with dates",
        "{A}'s partnerships and their start years",
        "dates of {A}'s partnerships",
        "years of {A}'s twinnings",
        "start dates of {A}'s sister city ties",
        "List {A}'s sister cities with the year each began.",
        "List when each of {A}'s partnerships started.",
        "Tell me since when {A} has had each of its partners.",
        "Tell me the years in which {A}'s partnerships began.",
        "Show me when {A}'s twinnings started.",
        "Give me the dates of {A}'s sister city agreements.",
        "I'd like to know when {A}'s partnerships started.",
        "What are the dates of {A}'s partnerships?",
        "What are the start dates of {A}'s twinnings?",
        "What year did each of {A}'s partnerships begin?",
        "What years did {A}'s partnerships start?",
    ),
    counter_examples=(
        "When was {A} founded?",
        "When do {A}'s sister cities celebrate?",
        "How long does the trip to {A}'s sister city take?",
        "When do {A}'s sister cities meet?",
        "When did {A}'s sister cities visit it?",
        "When did {A} celebrate with its sister cities?",
        "When were {A}'s sister cities founded?",
        "When is sister city day in {A}?",
        "When did {A} start to plan its sister cities?",
        "How old are {A}'s sister cities?",
        "How long do guests from {A}'s sister cities stay?",
        "Since when has {A} been a city?",
        "In which year did the mayor of {A} visit its sister cities?",
    ),
)
