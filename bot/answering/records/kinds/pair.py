"""What two places are to each other."""

from __future__ import annotations

from bot.answering.records import of_pair
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Say their relation, since when, and its status."""
    bond = records.between(*places)
    if bond is None:
        return of_pair.no_bond(records, places, kind="pair", value=None)
    draft = Draft(records)
    of_pair.describe(draft, bond, places[0])
    return of_pair.answer("pair", draft, places, None, follow_ups=of_pair.asked_next(records, bond))


KIND = Kind(
    "pair",
    answer,
    asks=("list",),
    places=(2,),
    areas=(0, 0),
    needs=only("partner friendship", "which ask between"),
    allows=signs("between"),
    years=False,
    settles=True,
    fits=lambda reading: not reading.has("who", "where", "how", "many", "about", "country"),
    examples=(
        "What is the relationship between {A} and {B}?",
        "What ties do {A} and {B} have?",
        "What kind of link is there between {A} and {B}?",
    ),
    counter_examples=(
        "What kind of exchange do {A} and {B} have?",
        "What is the partnership between {A} and {B} like?",
        "What has the partnership of {A} and {B} achieved?",
    ),
)
