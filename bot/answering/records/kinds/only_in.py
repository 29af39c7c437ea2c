"""Do all partners of a place lie in an area: "Is Siena twinned only with cities in Europe?"."""

from __future__ import annotations

from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.kinds import all as of_all_partners
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Answer whether all lie there; name those that do not."""
    return of_all_partners.answer(records, reading, places)


def _narrows(reading: Reading) -> bool:
    """Tell whether "only" stands with the area: not in "Is it the only city twinned with France?"."""
    order = [sign for sign in reading.order if sign not in ("article", "filler", "place", "in", "with", "of")]
    at = order.index("only")
    return order[:1] in (["be"], ["have"], ["do"], ["can"], ["CITY"]) and "CITY" in order[:at]


KIND = Kind(
    "only-in",
    answer,
    asks=("yes-no",),
    areas=(1, 9),
    needs=only("rel partner friendship", "only"),
    allows=signs("only still foreign put it"),
    years=False,
    fits=_narrows,
    examples=(
        "Is {A} twinned only with cities in {X}?",
        "Does {A} only have partners in {X}?",
        "Does {A} have sister cities only in {X}?",
        "Is {A} only twinned with {X} towns?",
        "Are {A}'s sister cities only in {X}?",
        "Is it true that {A} has only {X} partners?",
        "Has {A} only {X} twin towns?",
        "Are the partners of {A} exclusively in {X}?",
        "{A} only has twins in {X}, right?",
        "Is {A} partnered exclusively with towns in {X}?",
    ),
    counter_examples=(
        "Is {A} the only city in {X} with a twin?",
        "Does {A} only send delegations to its partners in {X}?",
        "Is the festival of {A} only for its partners in {X}?",
        "Are only {X} guests invited by {A} to the twinning?",
    ),
)
