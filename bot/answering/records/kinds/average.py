"""How many partners a place has on average: of all that are on record, or of those in an area."""

from __future__ import annotations

from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.of_place import areas_named, noun
from bot.answering.records.query import Query, without_areas
from bot.answering.records.reading import Reading
from bot.answering.records.tally import Tally
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Divide the partnerships of the places by these, to one decimal; places without any do not count."""
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


KIND = Kind(
    "average",
    answer,
    asks=("average",),
    places=(0,),
    areas=(0, 1),
    needs=only("rel partner friendship", "average"),
    allows=FILTERS | signs("average per"),
    years=False,
    examples=(
        "What is the average number of sister cities of a city in {X}?",
        "How many partners does a town have on average?",
        "On average, how many twin towns do cities in {X} have?",
        "What's the mean number of partnerships per city?",
        "The average number of twins of {X} towns?",
        "How many sister cities does the average {X} city have?",
        "average number of partner towns in {X}",
        "Tell me how many twin towns a place in {X} has on average.",
    ),
    counter_examples=(
        "What is the average age of visitors from the sister cities of {X}?",
        "How much does a twinning cost on average in {X}?",
    ),
)
