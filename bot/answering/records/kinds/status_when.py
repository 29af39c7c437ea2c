"""When did a partnership get the status that it has."""

from __future__ import annotations

from bot.answering.language import dated
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
        draft.say("status-when.unknown", status=asked)
        of_pair.describe(draft, bond, places[0])
        return of_pair.answer("status-when", draft, places, None)
    draft.say(
        "status-when.known",
        cited=draft.cite(bond),
        places=names(records, bond.a, bond.b),
        status=asked,
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
    ),
    counter_examples=(
        "When will the suspension of {A} and {B} be lifted?",
        "When was the vote in {A} on suspending {B} announced?",
        "When did the mayor of {A} criticise {B}?",
        "When was the bus line from {A} to {B} suspended?",
        "When were flights between {A} and {B} suspended?",
        "When did the school in {A} suspend its exchange with {B}?",
    ),
)
