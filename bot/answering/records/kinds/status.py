"""Which status does a partnership have."""

from __future__ import annotations

from bot.answering.records import of_pair
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import Kind, signs
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Say the status that the latest word gives it."""
    bond = records.between(*places)
    if bond is None:
        return of_pair.no_bond(records, places, kind="status", value=None)
    draft = Draft(records)
    if bond.status == "unknown":
        of_pair.describe(draft, bond, places[0], "lead.no-status")
        return of_pair.answer("status", draft, places, "unknown")
    of_pair.describe(draft, bond, places[0])
    asked = of_pair.asked_next(records, bond)
    return of_pair.answer("status", draft, places, bond.status, follow_ups=asked)


KIND = Kind(
    "status",
    answer,
    asks=("status", "list", "yes-no"),
    places=(2,),
    areas=(0, 0),
    needs=(signs("status suspended active"),),
    allows=signs("still active suspended ended stop or connected between it they records"),
    years=False,
    settles=True,
    fits=lambda reading: (reading.asks == "yes-no") == (reading.has("or") and not reading.has("negated")),
    examples=(
        "What is the status of the partnership between {A} and {B}?",
        "What's the current status of {A}'s twinning with {B}?",
        "What is the {status:state} of the partnership of {A} and {B}?",
        "How do things {status:stand} with the twinning of {A} and {B}?",
        "Could you look up the status of the twinning between {A} and {B}?",
        "What has become of the {status:standing} of {A}'s partnership with {B}?",
    ),
    counter_examples=(
        "What state is {A}'s sister city in?",
        "What is the state of the roads between {A} and {B}?",
        "What is the legal status of {A}'s partnership office in {B}?",
    ),
)
