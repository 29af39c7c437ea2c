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
        "What status does the partnership of {A} and {B} have?",
        "Is the twinning of {A} and {B} active or ended?",
        "What is the present status of the link between {A} and {B}?",
        "Which status has the pact of {A} with {B}?",
        "How is the partnership of {A} and {B} listed: active, suspended or ended?",
        "What's the current state of {A}'s partnership with {B}?",
        "In what state is the sister city tie of {A} and {B}?",
        "Has the partnership of {A} and {B} been suspended, ended, or is it active?",
        "What is the status of {B} as a twin of {A}?",
        "Give me the status of {A} and {B}.",
        "Under what status is the twinning {A}–{B} recorded?",
        "Does the pairing of {A} and {B} count as active, suspended or ended?",
        "What's the standing of the partnership {A} has with {B}?",
        "Which status do {A} and {B} currently have as partners?",
        "Where does the twinning between {A} and {B} stand now?",
        "{A} - {B} status?",
        "twinning {A} {B} active/suspended/ended?",
        "current status of {A}s link with {B} pls",
        "{A} & {B} still on, paused or over?",
        "whats the state of the {A} {B} partnership",
        "status check: {A} and {B}",
        "{A} {B} pact ended suspended or what",
        "is {A} {B} suspended or ended or active",
        "{A}/{B}: which status",
        "partnership {A} with {B} on hold or active",
        "tell me the status, {A} twin {B}",
        "For our newsletter I need the present status of the partnership between {A} and {B}.",
        "My pupils ask what status the twinning of {A} with {B} has nowadays.",
        "Settle a bet: is the partnership of {A} and {B} running, suspended or finished?",
        "Red, amber or green: what status for the tie of {A} and {B}?",
        "Would you be so kind as to tell me how matters stand officially between {A} and its partner {B}?",
        "One word is enough: the status of {A} and {B}'s partnership.",
        "I have to fill in a form. What goes under status for {A} and {B}?",
        "{A} was twinned with {B}. What is the status of that today?",
        "As active, as suspended or as ended: how is {B} entered under {A}?",
        "Status of partnership: {A} with {B}.",
        "In which status is finding itself the partnership of {A} and {B}?",
        "On paper, does the pact between {A} and {B} stand as active, suspended or over?",
        "What label does the partnership of {A} to {B} carry: active, suspended, ended?",
        "What's the status of the partnership between {A} and {B}?",
        "{A} {B} partnership status",
        "In what {status:shape} is the {A}–{B} twinning?",
        "How do things {status:stand} between {A} and {B}?",
        "Could you tell me the current {status:state} of the pact between {A} and {B}?",
        "how are {A} and {B} doing as twins?",
        "Do you happen to know the {status:standing} of the charter {A} signed with {B}?",
        "What is the present {status:condition} of the tie between {A} and {B}?",
        "What's {status:up} with {A} and {B}?",
        "The twinning of {A} with {B}: {active:alive}, {suspended:dormant} or {ended:dead}?",
        "Where does the {partner:friendship accord} of {A} and {B} {status:stand} today?",
        "How is the partnership of {A} and {B} listed at present?",
        "By what status is {B} marked on {A}'s list?",
        "What status does the agreement between {A} and {B} {have:hold}?",
        "What is the {status:situation} with {A}'s twin {B}?",
        "Under what status does {A} keep {B} on its books?",
        "What's the official status, {A} with {B}?",
        "With regard to {B}, what is the status of {A}'s partnership?",
        "How {status:healthy} is the bond between {A} and {B}?",
        "For the minutes, what {status:state} is the partnership of {A} and {B} in?",
        "Has anything changed in the status of {A} and {B}'s partnership?",
        "What is the status of the partnership between {A} and {B}?",
        "What's the current status of {A}'s twinning with {B}?",
        "What is the {status:state} of the partnership of {A} and {B}?",
        "How do things {status:stand} with the twinning of {A} and {B}?",
        "Could you look up the status of the twinning between {A} and {B}?",
        "What's the present state of affairs between the sister cities {A} and {B}?",
        "In what {status:condition} is the sister city tie of {A} and {B}?",
        "{A} and {B}: active, suspended or ended?",
        "Which status has the partnership of {A} with {B}?",
        "Do the records say whether {A} and {B} are active, suspended or ended?",
        "status {A} – {B}?",
        "What do the records give as the status of {A} and {B}?",
        "Tell me the status of {A}'s link with {B}.",
        "Give me the present status of {A} and {B} as sister cities.",
        "What is the partnership between {A} and {B} marked as?",
        "What is the current {status:condition} of {A} and {B}'s twinning?",
        "Where do {A} and {B} {status:stand} as partners?",
        "How do {A} and {B} {status:stand} at the moment?",
        "How is it {status:going} with the partnership of {A} and {B}, is it active?",
        "What has become of the {status:state} of the twinning between {A} and {B}?",
        "Please check the status of {A} and {B}.",
        "I need to know what status the twinning of {A} and {B} has.",
        "current status {A} {B}",
        "Is the partnership of {A} with {B} active, or suspended, or has it ended?",
        "Is {A}'s tie with {B} active or has it been suspended?",
    ),
    counter_examples=(
        "What is the social status of immigrants from {A} in {B}?",
        "What is the mood between {A} and {B}?",
        "What is the status of the planned bridge between {A} and {B}?",
        "whats the state of the train line {A} {B}",
        "Why was the partnership of {A} and {B} suspended?",
        "Who decides about the status of {A} and {B}'s twinning?",
        "In what condition is the statue which {A} gave to {B}?",
        "What state is {A}'s sister city in?",
        "What is the state of the roads between {A} and {B}?",
        "What is the legal status of {A}'s partnership office in {B}?",
        "What is the state of the exchange between {A} and {B}?",
        "What is the status of the peace talks between {A} and {B}?",
        "What is the state of the building that {A} gave to {B}?",
        "What status do visitors from {A} have in {B}?",
        "What is the order status of the flag of {A} for {B}?",
        "How do the people of {A} stand on {B}?",
    ),
)
