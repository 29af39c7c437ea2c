"""Is a partnership still there, active, suspended or ended: now, or in a year."""

from __future__ import annotations

from bot.answering.records import of_pair
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.reading import Reading
from bot.answering.records.then import status_then
from corpus.partnerships import Bond, Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Answer yes or no with what the pair is to each other."""
    bond = records.between(*places)
    if bond is None:
        return of_pair.no_bond(records, places, kind="status-check", value=False)
    draft = Draft(records)
    if reading.years:
        value = status_then(bond, reading, reading.years)
        lead = "lead.open" if value is None else "lead.yes." if value else "lead.no."
        of_pair.describe(draft, bond, places[0], lead)
        return of_pair.answer("status-check", draft, places, value)
    lead, value = _now(bond, reading)
    of_pair.describe(draft, bond, places[0], lead)
    asked = of_pair.asked_next(records, bond)
    return of_pair.answer("status-check", draft, places, value, follow_ups=asked)


def _now(bond: Bond, reading: Reading) -> tuple[str, bool | None]:
    if bond.status == "unknown":
        return "lead.no-status", None
    if reading.has("suspended"):
        value = bond.status == "suspended"
    elif reading.has("ended", "stop"):
        value = bond.status == "ended"
    elif reading.has("active"):
        value = bond.status == "active"
    else:
        value = bond.status != "ended"
    if value and bond.status == "suspended" and not reading.has("suspended"):
        return "lead.yes-suspended", value
    return "lead.yes." if value else "lead.no.", value


KIND = Kind(
    "status-check",
    answer,
    asks=("yes-no",),
    places=(2,),
    areas=(0, 0),
    needs=only("rel partner friendship connected", "still active suspended ended stop"),
    allows=signs("reciprocal still active suspended ended stop start between records tag it they"),
    settles=True,
    examples=(
        "Has the {A}–{B} twinning been {ended:axed}?",
        "are {A} and {B} still partners or did they {ended:split up}?",
        "Was the pact of {A} with {B} {suspended:shelved}?",
        "I wonder if {A} and {B} have {ended:parted ways}.",
        "Did {A} put its partnership with {B} {suspended:on hold}?",
        "Does the agreement between {A} and {B} {still:remain} {active:in force}?",
        "Could you confirm that the {A}-{B} charter is {still:as of today} {active:valid}?",
        "Is it over between {A} and {B}?",
        "Is the link with {B} {suspended:dormant}, seen from {A}?",
        "Are {A} and {B} {active:going strong}?",
        "Have {A} and {B} called it {ended:quits}?",
        "so did {A} {ended:ditch} {B}?",
        "Is the friendship of {A} and {B} {suspended:on ice}?",
        "Was the partnership with {B} ever {suspended:frozen} by {A}?",
        "Is the twinning between {A} and {B} {active:up and running}?",
        "Are the ties between {A} and {B} {suspended:paused} at the moment?",
        "Does {A} {still:continue} to be twinned with {B}?",
        "Has the agreement with {B} been {ended:revoked} by the council of {A}?",
        "Is {B} {still:yet} {partner:allied} with {A}, or has that {ended:fizzled out}?",
        "Can it be that {A} {ended:walked away} from {B}?",
        "Do {A} and {B} {still:keep on} {partner:cooperating}?",
        "Has the cooperation of {A} and {B} been {suspended:mothballed}?",
        "Is the partnership between {A} and {B} still active?",
        "Are {A} and {B} still sister cities?",
        "Has {A} suspended its ties with {B}?",
        "Did {A} end its twinning with {B}?",
        "Has the sister city agreement of {A} and {B} been cancelled?",
        "Is the link between {A} and {B} still alive?",
        "Were {A} and {B} still twinned in {Y}?",
        "Has {A} cut its partnership with {B}?",
        "Has {A} {ended:cut} its partnership with {B}?",
        "Did {A} {ended:break} off its tie with {B}?",
        "Did {A} {ended:axe} its twinning with {B}?",
        "Has {A} {ended:severed} its ties with {B}?",
        "Has {A} {ended:dropped} {B} as a sister city?",
        "Did {A} {ended:scrap} the partnership with {B}?",
        "Has {A} {ended:withdrawn} from its twinning with {B}?",
        "Is the twinning of {A} and {B} {ended:over}?",
        "Does the twinning of {A} and {B} {still:remain} suspended?",
        "Is the link of {A} and {B} {still:going} on?",
        "Did {A} put the partnership with {B} on {suspended:ice}?",
        "Is the partnership of {A} and {B} on {suspended:hold}?",
        "Is the twinning of {A} and {B} {active:intact}?",
        "Does the partnership between {A} and {B} {active:persist}?",
    ),
    counter_examples=(
        "Should {A} end its partnership with {B}?",
        "Will {A} suspend its ties with {B}?",
        "Can {A} cancel its twinning with {B}?",
    ),
)
