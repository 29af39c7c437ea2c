"""Is one place the only partner of another: of all, or in an area."""

from __future__ import annotations

from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.of_place import OfPlace
from bot.answering.records.reading import RELATED, Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Answer yes where the partners of the one are the other alone; name them all where they are not."""
    at = _whose(reading)
    center, other = places[at], places[1 - at]
    found = OfPlace.ask(records, center, reading)
    bonds = found.selection.main
    alone = [bond.other(center) for bond in bonds] == [other]
    if not bonds:
        found.none()
        return found.answer("only", False)
    found.draft.say("lead.yes" if alone else "lead.no")
    found.list("partners.has", bonds, place=found.label, what=found.noun(len(bonds)), where=found.where())
    return found.answer("only", alone)


def _whose(reading: Reading) -> int:
    """Return which of the two places has the partners: the one after "of" or before the word for them."""
    order = [sign for sign in reading.order if sign != "filler"]
    cities = [at for at, sign in enumerate(order) if sign == "CITY"]
    for which, at in enumerate(cities):
        if order[max(0, at - 1) : at] in (["of"], *([sign] for sign in RELATED)) or order[
            at + 1 : at + 2
        ] in (
            ["only"],
            *([sign] for sign in RELATED),
        ):
            return which
    return 0


KIND = Kind(
    "only",
    answer,
    asks=("yes-no",),
    places=(2,),
    needs=only("rel partner friendship", "only"),
    allows=signs("only still with"),
    years=False,
    examples=(
        "Is {A} the only sister city of {B}?",
        "Is {A} twinned only with {B}?",
        "Is {A} {B}'s only partner in {X}?",
        "Is it true that {A} is the only twin town of {B}?",
        "Is {A} the only partner of {B}?",
        "Is {A} the only twin town of {B}?",
        "Is {A} the only sister city that {B} has?",
        "Is {A} {B}'s only sister city?",
        "Is {A} {B}'s only twin?",
        "Is {A} twinned with {B} only?",
        "Is {A} twinned exclusively with {B}?",
        "Is {B} the one and only partner of {A}?",
        "Does {A} have only {B} as a sister city?",
        "Does {A} only have {B} as a partner?",
        "Does {A} have {B} as its only twin?",
    ),
    counter_examples=(
        "Is {A} the only city that pays for its sister city {B}?",
        "Is {A} the only city that {B} likes?",
        "Is {A} the only town near {B}?",
        "Is {A} the only sister city of {B} with a beach?",
        "Is the mayor of {A} the only one who visited {B}?",
    ),
)
