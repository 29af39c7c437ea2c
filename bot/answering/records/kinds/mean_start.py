"""When partnerships began on average, or how old they are: of a place, of areas, or of all."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Sequence

from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.of_place import OfPlace, areas_named
from bot.answering.records.query import Query, without_areas, year_of
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records

_AGE = ("long", "older", "newer", "first", "latest")
"""Signs of words that ask how old something is, and not for its year."""


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Say the mean year and the mean age, and list what they are the mean of; the value is the one asked for.

    A partnership whose start is not known does not count.
    """
    of_age = reading.has(*_AGE)
    if places:
        found = OfPlace.ask(records, places[0], reading)
        known = [bond for bond in found.selection.main if bond.since]
        if not known:
            return None
        year, age = _mean(known)
        slots = {"what": found.noun(len(known)), "where": found.where(), "year": year, "age": age}
        found.list("mean-start.of", known, place=found.label, **slots)
        found.undated(len(found.selection.main) - len(known))
        return found.answer("mean-start", age if of_age else year)
    known = q.ordered(records, [bond for bond in _bonds(records, reading) if bond.since])
    if not known:
        return None
    year, age = _mean(known)
    draft = Draft(records)
    where = areas_named(records, reading.areas)
    of_all.list_pairs(draft, "mean-start.all", known, where=where, year=year, age=age)
    return of_all.answer("mean-start", draft, age if of_age else year)


def _bonds(records: Records, reading: Reading) -> list[Bond]:
    """Return the partnerships that a question without a place is about: of an area, between two, or all."""
    bonds = q.partnerships(records, without_areas(Query.of(reading)))
    if len(reading.areas) == 2:
        return q.between(records, bonds, *reading.areas)
    return q.touching(records, bonds, reading.areas)


def _mean(bonds: Sequence[Bond]) -> tuple[int, int]:
    """Return the mean year in which partnerships began, and how many years ago that was."""
    mean = statistics.fmean(year_of(bond.since) for bond in bonds if bond.since)
    return round(mean), round(datetime.datetime.now(datetime.UTC).year - mean)


KIND = Kind(
    "mean-start",
    answer,
    asks=("average",),
    places=(0, 1),
    areas=(0, 2),
    needs=only("rel partner friendship", "average", "when since start long older"),
    allows=FILTERS | signs("average long older newer since"),
    years=False,
    examples=(
        "On average, in which year did {X} cities and {X2} cities join up?",
        "What's the mean year {A} got twinned with its partners?",
        "If you average the founding years of {A}'s ties, what do you get?",
        "wanna know when {A}'s links kicked off on average",
        "In {X}, twinnings began in which year on average?",
        "On average, for how many years have {A} and its twins been linked?",
        "How many years old are partnerships on average, taking everything you have?",
        "On average what year did {A} seal its deals with sister cities",
        "how many years, on avg, have {X} and {X2} places been partners",
        "When were the sister city ties of {X} formed on average?",
        "start year average for {A} pls",
        "Averaged across its partners, how long has {A} been in partnership?",
        "How old are the partnerships between {X} and {X2} on average?",
        "{X} sister cities: mean year of the beginnings",
        "Could I have the mean year of inception for the partnerships held by {A}?",
        "My pen pal lives in {X}, how old are {A}'s links there on average?",
        "I have a pub quiz on this: how old are town twinnings on average?",
        "{A}'s pairings started on average in what year",
        "For my thesis I need the mean year of establishment of {X} cities' partnerships.",
        "How old on average, all the twinnings?",
        "avg start year, {X} places",
        "Give the mean year in which partnerships of {X} municipalities began.",
        "Tell me when {A}'s partner towns teamed up with it, on average.",
        "For how long have {X} towns been paired with {X2} towns, on average?",
        "My boss wants the average starting year of the links {A} has, can you calculate it?",
        "For how many years on average has {A} been linked with its {X} partners?",
        "I wonder how many years the partnerships of {A} have been going on average.",
        "What mean age do the ties of {A} to towns in {X} have?",
        "What is the mean age of {A}'s sister city links?",
        "I'm told {A}'s twinnings are rather old, so what's their average age?",
        "the mean of all start years in your data pls",
        "Mean age of the bonds between {X} cities and {X2} cities?",
        "If I average when all these links were set up, which year is it?",
        "On average, when did {A} and its sister cities first join hands?",
        "I'm guessing most are post-war, but what's the average year partnerships started?",
        "averge year {A} began its twinnings",
        "So how long have {A}'s twins been with it on average, any idea?",
        "Since which year do twinnings of {X} with {X2} exist, on average?",
        "Can you say how aged {A}'s partnerships are on average?",
        "Take every twinning you know of: what's their mean starting year?",
        "how many yrs has {A} been twinned with its twins, average",
        "Take all the start years of {A}'s twinnings and tell me their mean.",
        "Take the links from {X} to {X2} and average their start years for me.",
        "In which year, on average, did {A} start its partnerships?",
        "How many years ago did partnerships begin on average?",
        "When, on average, were the ties between places in {X} and places in {X2} made?",
        "Overall mean year of signing, all partnerships together?",
        "When, taking the mean over all partners, did {A} get its twins?",
        "avg year that {X} towns hooked up with {X2} towns",
        "What is the average start year of partnerships between {X} and {X2}?",
    ),
    counter_examples=(
        "mean age of host families",
        "avg age of a town hall",
        "How many years old are town charters on average?",
        "avg cost of a sister city link",
        "How old are the visitors to {A}'s twin towns on average?",
        "How many years ago, on average, were {A}'s bridges built?",
        "What time do twinning meetings start on average?",
        "On average, when did {A} begin its trade with {X} firms?",
        "How old are the trees {A} got from its partners on average?",
        "avg age of {X} town walls?",
        "How long is a flight between {X} and {X2} on average?",
        "avg opening year, {X} museums",
        "mean founding year, {X} and {X2} orchestras",
        "What's the mean age of a marriage in {X}?",
        "In which year, on average, were {A}'s houses built?",
        "Average length of {A}'s twinning contracts in pages?",
        "The average closing date of grant applications, year only?",
        "How old, on average, are {A}'s tourists from {X}?",
        "How many years old are {A}'s buses on average?",
        "{A} twinnings: mean budget?",
    ),
)
