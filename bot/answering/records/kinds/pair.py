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
        "{A} and {B} relation?",
        "What's the deal with {A} and {B}?",
        "Could you tell me in what relationship {A} stands to {B}?",
        "I wonder what ties {A} to {B}.",
        "Do you happen to know what links the towns of {A} and {B}?",
        "In what way is {B} related to {A}?",
        "Tell me everything on record about {A} and {B} together.",
        "What kind of partnership do {A} and {B} {have:entertain}?",
        "What sort of bond exists between {A} and {B}?",
        "{A} vs {B}: twins, friends, nothing?",
        "By what are {A} and {B} joined?",
        "Is there anything between {A} and {B}, and if so what?",
        "Details of the {A}–{B} partnership, please.",
        "What is {B} to {A}?",
        "Describe the tie between {A} and {B}.",
        "What form of agreement have {A} and {B} {partner:struck}?",
        "Info on {A} + {B}",
        "Which role does {B} play for {A}?",
        "What do we know about {A} and its {partner:opposite number} {B}?",
        "To what extent are {A} and {B} {partner:allied}?",
        "Give us the story of {A} and {B} in short.",
        "Whether as twins or friends, how do {A} and {B} {partner:cooperate}?",
        "so {A} and {B}, what are they, twins or what?",
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
