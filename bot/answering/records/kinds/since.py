"""Since when are two places partners, or for how long."""

from __future__ import annotations

import datetime

from bot.answering.records import of_pair
from bot.answering.records.draft import Draft, RecordAnswer, date_asked
from bot.answering.records.kind import Kind, signs
from bot.answering.records.query import year_of
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Say the start that most sources give."""
    bond = records.between(*places)
    if bond is None:
        return of_pair.no_bond(records, places, kind="since", value=None)
    draft, asked = Draft(records), of_pair.asked_next(records, bond)
    if bond.since is None:
        of_pair.describe(draft, bond, places[0], "since.unknown")
        return of_pair.answer("since", draft, places, None, follow_ups=asked)
    of_pair.describe(draft, bond, places[0])
    if reading.has("long") and bond.status != "ended":
        draft.say("since.ago", datetime.datetime.now(datetime.UTC).year - year_of(bond.since))
    value = date_asked(bond.since, reading.words)
    return of_pair.answer("since", draft, places, value, follow_ups=asked)


KIND = Kind(
    "since",
    answer,
    asks=("when",),
    places=(2,),
    areas=(0, 0),
    needs=(signs("rel partner friendship connected"),),
    allows=signs("reciprocal start found long first still active between it they every records both latest"),
    fits=lambda reading: not _about_the_town(reading),
    settles=True,
    examples=(
        "Since when are {A} and {B} partners?",
        "How long have {A} and {B} been {partner:allied}?",
        "{A} {B} twinned since",
        "In what year did {A} {partner:link arms} with {B}?",
        "When was the charter between {A} and {B} {start:signed}?",
        "I wonder how old the partnership of {A} with {B} is.",
        "when did {A} and {B} {partner:pal up}?",
        "Do you happen to know when the {A}–{B} twinning was {start:launched}?",
        "Could you tell me for how long {A} has {have:maintained} its partnership with {B}?",
        "From which year does the pact between {A} and {B} date?",
        "By what year were {A} and {B} twins?",
        "At what time did {B} become {A}'s {partner:sibling}?",
        "When did the {A}/{B} partnership get {start:off the ground}?",
        "How many years have {A} and {B} been {partner:bonded}?",
        "The accord of {A} and {B} goes back to when?",
        "start year {A} – {B}",
        "When did {A} {partner:strike up a friendship} with {B}?",
        "Which anniversary are {A} and {B} celebrating this year?",
        "{B} has been {A}'s {partner:counterpart} since what year?",
        "When was {A}'s twinning with {B} {start:inaugurated}?",
        "Was {A} twinned with {B} in the eighties, or later? When?",
        "When did {A} and {B} {partner:tie the knot}?",
        "Tell us when {A} first {partner:forged ties} with {B}.",
        "What is the founding date of the {A}–{B} partnership?",
        "Since when does {A} {have:entertain} a partnership with {B}?",
        "When did the {partner:cooperation} between {A} and {B} {start:begin}?",
        "Since when are {A} and {B} twinned?",
        "When did {A} become a sister city of {B}?",
        "How long have {A} and {B} been partners?",
        "In what year was the agreement between {A} and {B} signed?",
        "When did {A} and {B} tie the knot as twin towns?",
        "For how many years has {A} been linked with {B}?",
        "What year did {A} {partner:team} up with {B} as sister cities?",
        "When was the twinning of {A} and {B} formalised?",
        "When did {A} {partner:hook} up with {B}?",
        "When did {A} and {B} {partner:team} up?",
        "What year did {A} {partner:hook} up with {B}?",
        "When was the twinning between {A} and {B} {start:sealed}?",
        "When did {A} {start:take} on {B} as a sister city?",
        "When did {A} and {B} become sisters?",
        "How long already have {A} and {B} been sister cities?",
        "When did the bond between {A} and {B} come about?",
        "When was the pact between {A} and {B} inked?",
        "In what year was the partnership of {A} with {B} launched?",
        "When did {B} {start:join} the sister cities of {A}?",
        "What year did {A} and {B} pair off?",
        "For how many years have {A} and {B} been twins?",
    ),
    counter_examples=(
        "How long did negotiations between {A} and {B} last?",
        "When did delegates from {A} first visit twin town {B}?",
        "When was {B}, sister city of {A}, founded?",
        "When does the delegation of {A} leave for sister city {B}?",
        "How long did the ceremony of {A} and its sister city {B} last?",
        "When was {A}'s sister city {B} founded?",
        "When did the students of {A} travel to sister city {B}?",
        "How old is {A}'s twin town {B}?",
        "When did {A} and its sister city {B} hold their festival?",
        "When is the next visit of {A} to its twin town {B}?",
    ),
)


def _about_the_town(reading: Reading) -> bool:
    """Tell whether a town is asked about that is named beside: "When was its sister city {B} founded?"."""
    order = reading.order
    beside = any(
        order[at] == "rel" and (order[at + 1] == "CITY" or order[at + 1 : at + 3] == ("place", "CITY"))
        for at in range(len(order) - 1)
    )
    return not reading.has("partner") and (reading.has("found") or (reading.has("long") and beside))
