"""When did a partnership get the status that it has."""

from __future__ import annotations

from bot.answering.language import dated, phrases
from bot.answering.records import of_pair
from bot.answering.records.draft import Draft, RecordAnswer, date_asked, names
from bot.answering.records.kind import Kind, signs
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Say the date, or that there is none on record."""
    bond = records.between(*places)
    if bond is None:
        return of_pair.no_bond(records, places, kind="status-when", value=None)
    draft = Draft(records)
    asked = "suspended" if reading.has("suspended") else bond.status
    date = bond.status_date if bond.status == asked else None
    if date is None:
        draft.say("status-when.unknown", status=phrases()(f"value.{asked}"))
        of_pair.describe(draft, bond, places[0])
        return of_pair.answer("status-when", draft, places, None)
    draft.say(
        "status-when.known",
        cited=draft.cite(bond),
        places=names(records, bond.a, bond.b),
        status=phrases()(f"value.{asked}"),
        date=dated(date),
    )
    return of_pair.answer("status-when", draft, places, date_asked(date, reading.words))


KIND = Kind(
    "status-when",
    answer,
    asks=("when",),
    places=(2,),
    areas=(0, 0),
    needs=(signs("suspended status"),),
    allows=signs("still active between it they connected"),
    settles=True,
    examples=(
        "When was the twinning between {A} and {B} suspended?",
        "In which year was the {A} and {B} partnership frozen?",
        "Since when have {A} and {B} been suspended as partners?",
        "Since what year has the link between {A} and {B} been on hold?",
        "What is the date of the suspension of {A}'s pact with {B}?",
        "When did {A} and {B} put their partnership on ice?",
        "In what year did {B} get suspended as a twin of {A}?",
        "When did the sister city tie of {A} with {B} go dormant?",
        "How long has {B} been a suspended partner of {A}?",
        "What year did {A} pause its friendship with sister city {B}?",
        "When was {B} put on hold by its twin {A}?",
        "Since when does the partnership of {A} and {B} have its present status?",
        "For how long have {A} and {B} had their twinning frozen?",
        "{A} {B} suspended when",
        "year of suspension {A} {B}",
        "when did {A} pause the twinning w {B}",
        "whats the year {A} froze {B}",
        "since when is {A} x {B} suspended",
        "{A} put {B} on ice what year",
        "when was {B} supended as partner of {A}",
        "how long {A} {B} twinning frozen already",
        "{A} and {B} twins paused, when was that",
        "date {A} stopped the {B} link for now",
        "which year did sisters {A} and {B} go on hold",
        "when exactly did {A} suspend {B}",
        "The twinning of {A} with {B} is suspended. Since which year?",
        "Settle a bet: in which year did {A} freeze its sister city {B}?",
        "For our newsletter I need the year that the {A} and {B} tie was put on hold.",
        "My pupils ask when the friendship of the partner towns {A} and {B} was laid to rest for now.",
        "May I trouble you for the date on which {A} suspended its partnership with {B}?",
        "The ice between the sister cities {A} and {B}: from what year does it date?",
        "At what time did the pact of {A} and {B} pass from active to suspended?",
        "Number of years that the twins {A} and {B} have been on hold.",
        "One day the link from {A} to {B} was switched to suspended. When?",
        "How many years ago was {A}'s partnership with {B} suspended?",
        "I believe {A} and {B} have suspended their ties as twins. In what year did that happen?",
        "In what year did {A} {suspended:freeze} its twinning with {B}?",
        "{A} {B} suspended since when?",
        "When did {A} put {B} {suspended:on ice}?",
        "Could you tell me the date on which {A} {suspended:shelved} the pact with {B}?",
        "I wonder when the {A}–{B} link was {suspended:paused}.",
        "Do you happen to know in which year the charter of {A} and {B} was {suspended:put on hold}?",
        "how long have {A} and {B} been {suspended:on a break}?",
        "By when had {A} suspended its ties with {B}?",
        "What year was the {A}-{B} accord {suspended:mothballed}?",
        "Date of suspension, {A} and {B}?",
        "When was it decided by {A} to {suspended:stay} the agreement with {B}?",
        "Exactly when did {B} {suspended:halt} its partnership with {A}?",
        "For how many years has the bond between {A} and {B} lain {suspended:idle}?",
        "When did the {partner:cooperation} of {A} with {B} come to a {suspended:standstill}?",
        "what month did {A} {suspended:pause} things with {B}",
        "{suspended:frozen} when: {A} and {B}",
        "In which year did {A} and {B} {suspended:park} their partnership?",
        "Was it in {Y} that {A} suspended its partnership with {B}, or when?",
        "When did the council of {A} {suspended:pull the plug for now} on {B}?",
        "How recently was {B} suspended as a partner of {A}?",
        "I need the year in which {A}'s pact with {B} was {suspended:stalled}.",
        "When was the partnership between {A} and {B} suspended?",
        "In what year did {A} suspend its ties with {B}?",
        "Since when has the twinning of {A} and {B} been frozen?",
        "When did {A} put its twinning with {B} on {suspended:hold}?",
        "When was {B} put on {suspended:hold} by {A}?",
        "Since when has the partnership with {B} been {suspended:halted} by {A}?",
        "When did {A} {suspended:pause} its relations with {B}?",
        "When did {A} {suspended:freeze} ties with {B}?",
        "On what date was the twinning of {A} and {B} suspended?",
        "When did the sister city tie of {A} and {B} get {suspended:frozen}?",
        "Which year did {A} {suspended:suspend} {B}?",
        "In which year was the partnership with {B} {suspended:put on hold} by {A}?",
        "From what date has {A}'s partnership with {B} been suspended?",
        "{A} suspended {B}: date?",
        "What's the date {A} {suspended:froze} relations with {B}?",
        "When exactly was {A}'s link to {B} {suspended:put on ice}?",
        "Since what year are the ties of {A} and {B} {suspended:on hold}?",
        "Since when are {A} and {B} {suspended:on pause}?",
        "When were relations between {A} and {B} {suspended:frozen}?",
        "How long has the partnership of {A} and {B} been suspended?",
        "I'd like to know when {A} suspended its agreement with {B}.",
        "The suspension of the {A}–{B} partnership happened when?",
        "When did {A} decide to suspend its sister city {B}?",
        "When did {A} {suspended:halt} its twinning with {B}?",
        "What day was the sister city agreement of {A} with {B} suspended?",
        "In what year did {A} {suspended:pause} its sister city relationship with {B}?",
        "For how long already has {A}'s twinning with {B} been {suspended:frozen}?",
        "when did {A} {suspended:stop for now} with {B}",
        "on which date did {A} pause the link with {B}",
        "from when on was {A}'s partnership with {B} frozen",
        "when did {A} freeze its twinning with {B}",
        "the day that {A} put {B} on hold",
        "since when are {A} and {B} on pause",
        "what year were {A} and {B} suspended",
        "the date of suspension for {A} and {B}",
        "when was {B} put on ice by {A}",
        "how long has the link of {A} and {B} been frozen",
        "date on which {A} suspended its ties with {B}",
        "when did the pause between {A} and {B} begin",
        "{A} {B} suspension date",
        "date of the freeze between {A} and {B}",
        "from which day is {A} on hold with {B}",
        "when was the suspension of {A} and {B}",
    ),
    counter_examples=(
        "Why and on whose wish did {A} suspend {B}?",
        "When did people in {A} hear of the suspension of {B}?",
        "when was the train {A} {B} suspended",
        "When was the football match of {A} and {B} put on hold?",
        "For our newsletter I need the name of who froze the {A} and {B} tie.",
        "When was the student exchange between {A} and {B} frozen?",
        "When will {A} and {B} talk about their suspended twinning?",
        "How long did the council of {A} debate before suspending {B}?",
        "When will the suspension of {A} and {B} be lifted?",
        "When was the vote in {A} on suspending {B} announced?",
        "When did the mayor of {A} criticise {B}?",
        "When was the bus line from {A} to {B} suspended?",
        "When were flights between {A} and {B} suspended?",
        "When did the school in {A} suspend its exchange with {B}?",
    ),
)
