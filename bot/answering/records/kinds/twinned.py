"""Are two places partners: now, or in a year."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.records import of_pair
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import Kind, signs
from bot.answering.records.query import began_by_some, in_year, relations
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records

_PAST = frozenset(("was", "were", "did", "had", "been", "ever"))


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Answer yes or no with what the pair is to each other."""
    bond = records.between(*places)
    if bond is None:
        return of_pair.no_bond(records, places, kind="check", value=False)
    draft = Draft(records)
    lead, value = _in_years(bond, reading) if reading.years else _now(bond, reading)
    of_pair.describe(draft, bond, places[0], lead)
    asked = () if reading.years else of_pair.asked_next(records, bond)
    return of_pair.answer("check", draft, places, value, follow_ups=asked)


def _in_years(bond: Bond, reading: Reading) -> tuple[str, bool | None]:
    assert reading.years is not None
    exact = reading.years.how == "since"  # "Are they twinned since 1988?" asks for that very year
    years = replace(reading.years, how="start") if exact else reading.years
    if began_by_some(bond, years):
        return "lead.by-some", True
    fits = in_year(bond, years)
    return "lead.open" if fits is None else "lead.yes." if fits else "lead.no.", fits


def _now(bond: Bond, reading: Reading) -> tuple[str, bool]:
    if bond.status == "ended" and _PAST.isdisjoint(reading.words):
        return "lead.not-any-more", False
    if bond.relation not in relations(reading):
        return "lead.not-as-twins" if reading.has("rel") else "lead.not-quite", False
    return "lead.yes-suspended" if bond.status == "suspended" else "lead.yes.", True


KIND = Kind(
    "twinned",
    answer,
    asks=("yes-no",),
    places=(2,),
    needs=(signs("rel partner friendship connected"),),
    allows=signs("reciprocal start found between both records tag other still") - {"still"},
    settles=True,
    examples=(
        "Are {A} and {B} partners?",
        "{A} {B} sister cities?",
        "Have {A} and {B} ever {partner:linked arms}?",
        "I wonder if {A} is {partner:allied} to {B}.",
        "do {A} and {B} have a thing going, twinning-wise?",
        "Could you tell me whether {A} {have:maintains} a partnership with {B}?",
        "Does any charter exist between {A} and {B}?",
        "Did {B} {partner:strike up a friendship} with {A}?",
        "Do you happen to know if {B} is one of {A}'s twins?",
        "Was {A} already {partner:paired} with {B} in {Y}?",
        "Does {A} count {B} among its {partner:siblings}?",
        "Is {B} on {A}'s partner list?",
        "Is there a pact in place linking {A} to {B}?",
        "Do {A} and {B} {partner:cooperate}?",
        "By any agreement, is {B} bound to {A}?",
        "Has {A} {partner:palled up} with {B}?",
        "Someone told me {A} and {B} were {partner:kin}. True?",
        "Would {B} be {A}'s {partner:counterpart}?",
        "Are the cities of {A} and {B} {partner:affiliated} with each other?",
        "Did {A} and {B} {partner:tie the knot} before {Y}?",
        "{A} isn't twinned with {B}, is it?",
        "Please check whether {A} has {partner:forged ties} with {B}.",
        "Have {A} and {B} been {partner:bonded} since {Y}?",
        "is {B} a twin of {A} y/n",
        "Between {A} and {B}, is there some sort of partnership?",
        "Is {A} twinned with {B}?",
        "Are {A} and {B} sister cities?",
        "Do {A} and {B} have a partnership?",
        "Is it true that {A} is partnered with {B}?",
        "Can you confirm that {A} and {B} are twin towns?",
        "Is {B} one of {A}'s sister cities?",
        "Did {A} link up with {B} in {Y}?",
        "{A} and {B} are sister cities, right?",
        "Does {A} cooperate with {B} as a sister city?",
        "Is there a twinning agreement between {A} and {B}?",
        "Is {A} {partner:hooked} up with {B}?",
        "Is {A} {partner:allied} with {B}?",
        "{A} {partner:teamed} up with {B}, right?",
        "Are {A} and {B} {partner:counterparts} in a twinning?",
        "Did {A} ever {partner:bond} with {B} as twin towns?",
        "Has {A} {start:entered} into a partnership with {B}?",
        "Does {A} count {B} among its sister cities?",
        "Is {B} listed as a sister city of {A}?",
        "Are {A} and {B} officially sistered?",
        "Does {A} belong to {B}'s twin towns?",
        "Do {A} and {B} {have:enjoy} a sister city relationship?",
        "Were {A} and {B} already sister cities in {Y}?",
    ),
    counter_examples=(
        "Are the zoos of {A} and {B} partnered?",
        "Will {A} twin with {B}?",
        "Should {A} become a sister city of {B}?",
        "Does {A} want to be twinned with {B}?",
        "Do people in {A} like their sister city {B}?",
        "Has {A} considered {B} as a sister city?",
        "Did {A} apologise to its sister city {B}?",
        "Is {A} bigger than its twin town {B}?",
        "Do {A} and its sister city {B} exchange students?",
        "Is the partnership of {A} and {B} useful?",
        "Did {A} sign a trade deal with its sister city {B}?",
        "Is {A} planning to twin with {B}?",
        "Did the mayor of {A} visit sister city {B}?",
    ),
)
