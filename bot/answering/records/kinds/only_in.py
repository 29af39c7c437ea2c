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
        "Are {A}'s ties limited to {X}?",
        "Is {A} without partners beyond {X}?",
        "Are the links of {A} confined to {X}?",
        "Is {A} tied solely to places in {X}?",
        "Are {A}'s twinnings without exception with towns of {X}?",
        "Is {X} home to all the sisters of {A}?",
        "{A} twins only in {X}?",
        "only {X} for {A} partners?",
        "{A} twinned exclusively in {X} y/n",
        "does {A} have twins only from {X}",
        "is it only {X} where {A} has partners",
        "{A} just twinned with {X} or not",
        "{A} parnters solely in {X}?",
        "My pupils believe {A} never looked beyond {X} for a partner. Are they right?",
        "I see many towns in {X} among the twins of {A}. Are there no others?",
        "{X} and no other: does that describe where {A} has its partners?",
        "Has {A} partnerships with cities of {X} only and with no ones else?",
        "When it comes to twinning, does {A} keep entirely to {X}?",
        "In {X} or in {X2}, and nowhere else: is that where {A}'s partners are?",
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
        "are {A}'s sisters to be found in {X} alone",
        "does {A} twin with {X} towns and no others",
        "is {A} a partner of {X} cities only",
        "{A} has {X} partners only, right?",
        "is it just {X} where {A} has sisters",
        "are there no sisters of {A} beyond {X}",
        "does {A} stick to {X} for its partnerships",
        "has {A} twinned nowhere but in {X}",
        "are {A}'s partners confined to {X}",
    ),
    counter_examples=(
        "Does only one person in {A} look after the partner in {X}?",
        "Does {A} only like its partners in {X}?",
        "are {A} trips only to {X}",
        "Does {A} only pay for twins in {X}?",
        "Is {X} the only place where people know {A}?",
        "May I write that only guests of {X} come to the twinning feast of {A}?",
        "Does {A} trade with its partners in {X} only?",
        "Is {A} the only city in {X} with a twin?",
        "Does {A} only send delegations to its partners in {X}?",
        "Is the festival of {A} only for its partners in {X}?",
        "Are only {X} guests invited by {A} to the twinning?",
    ),
)
