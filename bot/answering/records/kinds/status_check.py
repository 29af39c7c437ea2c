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
        "Are {A} and {B} still twinned?",
        "Is the partnership of {A} with {B} still active?",
        "Has {A} broken off with its sister city {B}?",
        "Is the twinning between {A} and {B} over?",
        "Are {A} and {B} no longer partners?",
        "Was the link of {A} and {B} ever cut?",
        "Is {B} still among the partners of {A}?",
        "Is {B} a former twin town of {A}?",
        "Are the ties between {A} and {B} on hold?",
        "Has {A} withdrawn from its twinning with {B}?",
        "Is the sister city agreement of {A} with {B} in force?",
        "Were {A} and {B} still partners in 1995?",
        "{A} {B} still twins?",
        "is {A} {B} twinning suspended",
        "{A} and {B} still partners or not",
        "{A} {B} ended?",
        "{A} still sister city of {B} in 2022?",
        "did {A} drop {B} as twin",
        "has {A} cut ties w {B}",
        "{A}-{B} dead or alive (twinning)",
        "are {A} n {B} ex sister citys now",
        "twinning {A} {B} paused?",
        "Is the flame between the twins {A} and {B} out, or does the partnership go on?",
        "Settle a bet: {A} has ended its partnership with {B}, hasn't it?",
        "My pupils ask whether the twinning of {A} and {B} was broken off or is still running.",
        "Would you kindly tell me if the friendship pact of {A} and {B} is still in effect?",
        "{A} and {B} used to be partners. Are they still?",
        "Have {A} and {B} been divorced as sister cities?",
        "Somebody told me that {A} has frozen its twinning with {B}. True?",
        "Was the partnership of {A} and {B} already at an end by 2010?",
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
        "Is the sister city relationship of {A} and {B} {active:alive and well}?",
        "Are {A} and {B} {still:to this day} sister cities?",
        "Is {A} at present twinned with {B}?",
        "Do {A} and {B} still have a partnership?",
        "Do {A} and {B} still keep up their twinning?",
        "Does {A}'s twinning with {B} still exist?",
        "Is {B} still a sister city of {A}?",
        "Is {B} still on {A}'s list of twins?",
        "{A} and {B} are still twinned, aren't they?",
        "{A} and {B} still sisters?",
        "Has {A} {ended:broken} up with {B}?",
        "Has the partnership between {A} and {B} ended?",
        "Has the twinning of {A} and {B} been {ended:discontinued}?",
        "Did {A} {ended:call off} the partnership with {B}?",
        "Did {A} {ended:cut} its ties to {B}?",
        "Did {A} and {B} end their partnership?",
        "Did the sister city tie of {A} and {B} come to an end?",
        "Did {A} {suspended:freeze} its partnership with {B}?",
        "Did {A} suspend the twinning with {B}?",
        "Has {A} {suspended:paused} its twinning with {B}?",
        "Has {A}'s partnership with {B} been suspended?",
        "Is the partnership between {A} and {B} {suspended:paused}?",
        "Is the partnership of {A} and {B} {suspended:inactive}?",
        "Is {A}'s tie with {B} {suspended:frozen}?",
        "Is the sister city agreement between {A} and {B} {active:in effect}?",
        "Is the partnership of {A} with {B} {active:current}?",
        "Is the agreement of {A} and {B} {active:valid}?",
        "Is it true that {A} has {ended:ended} its partnership with {B}?",
        "Is it true that the partnership of {A} and {B} is suspended?",
        "Can you confirm that {A} and {B} are still partners?",
        "Can you check whether {A} {ended:dropped} {B}?",
        "I'd like to know whether {A} and {B} are still twin towns.",
        "Do you know if {A} is still twinned to {B}?",
        "tell me if {A} and {B} are still sister cities",
        "So is the tie between {A} and {B} {ended:gone}?",
        "Was the agreement between {A} and {B} {ended:annulled}?",
        "Were {A} and {B} at some point {ended:separated} as sister cities?",
        "Has {B} {ended:stopped} being {A}'s twin?",
        "Are the sister city ties of {A} and {B} {suspended:on hold}?",
        "Are {A} and {B} {ended:no longer} partners?",
        "are {A} and {B} still together",
        "do {A} and {B} still have something going",
        "is the tie of {A} and {B} still in force",
        "did {A} drop {B}",
        "have {A} and {B} split",
        "is it over with {A} and {B}",
        "{A} and {B}: still twinned?",
        "{A} and {B}: frozen now?",
        "is the {A} and {B} thing on pause",
        "has {A} put {B} on ice",
        "does the link of {A} to {B} go on",
        "are {A} and {B} finished as sisters",
        "is {A} no longer with {B}",
        "is the pact of {A} and {B} alive and well",
        "are {A} and {B} an item still",
        "{A} & {B}: on hold at the moment?",
        "{A} and {B}: suspended at present?",
    ),
    counter_examples=(
        "Why did {A} end its twinning with {B}?",
        "Who decided to suspend the partnership of {A} and {B}?",
        "is {A} angry w {B} about the partnership",
        "Will the partnership of {A} and {B} survive the next election?",
        "Is the twinning committee of {A} still meeting guests from {B}?",
        "Did the break with {B} hurt {A}?",
        "Is the pen friend scheme of {A} and {B} still alive?",
        "How do the people of {A} feel about the suspended ties with {B}?",
        "Should {A} end its partnership with {B}?",
        "Will {A} suspend its ties with {B}?",
        "Can {A} cancel its twinning with {B}?",
        "Is the school exchange of {A} and {B} still going on?",
        "Is the flight from {A} to {B} still running?",
        "Is the mayor of {A} still friends with the mayor of {B}?",
        "Is the statue of {B} still standing in {A}?",
        "Is the {B} restaurant in {A} still open?",
        "Are the people of {A} still angry with {B}?",
        "Has {A} forgiven {B}?",
        "Has the trade between {A} and {B} stopped?",
        "Did the suspension hurt {A} or {B}?",
        "Did the council of {A} debate ending the partnership with {B}?",
        "Is {A} thinking about suspending {B}?",
        "Will {A} and {B} still be sister cities next year?",
        "Could {A} restart its partnership with {B}?",
        "Does {A} still owe {B} money?",
        "Do students of {A} still go to {B}?",
        "Do {A} and {B} still send each other gifts?",
        "Is the border between {A} and {B} still closed?",
        "Did {A} suspend the mayor over {B}?",
    ),
)
