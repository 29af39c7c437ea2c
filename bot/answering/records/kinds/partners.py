"""Which partners does a place have: all of them, or those of an area, a time, a status."""

from __future__ import annotations

from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, signs
from bot.answering.records.of_place import OfPlace
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """List the partners."""
    found = list_partners(records, places[0], reading)
    return found.answer(
        "list", [found.partner(b) for b in found.selection.main], follow_ups=found.asked_next()
    )


def list_partners(records: Records, number: int, reading: Reading) -> OfPlace:
    """Put the partners that count into a list, or say that there are none."""
    found = OfPlace.ask(records, number, reading)
    bonds = found.selection.main
    if not bonds:
        found.none()
        return found
    past = reading.years is not None and reading.years.how == "as-of"
    found.list(
        "partners.had" if past else "partners.has",
        bonds,
        place=found.label,
        what=found.noun(len(bonds)),
        where=found.where(),
    )
    return found


KIND = Kind(
    "list",
    answer,
    asks=("list", "where"),
    allows=FILTERS | signs("except"),
    examples=(
        "Could you please give me the full list of towns that {A} is twinned with?",
        "hey, who's {A} {partner:paired up} with these days?",
        "{A} twin towns list",
        "Name every {partner:sibling} city of {A} in {X}.",
        "I wonder which municipalities {A} counts among its partners.",
        "Do you happen to know what {partner:counterparts} {A} {have:possesses} abroad?",
        "Which towns signed a twinning charter with {A} before {Y}?",
        "With whom does {A} {have:entertain} official relations?",
        "By which towns has {A} been taken on as a partner?",
        "To what cities is {A} {partner:affiliated}?",
        "For our school project we need all the places {A} {partner:links arms} with.",
        "Remind me who {A} {partner:palled up} with in the eighties?",
        "Any chance of a rundown of {A}'s twins in {X}?",
        "{A}'s {partner:kin} across {X}: who are they?",
        "What communities {have:enjoy} a partnership with {A}?",
        "Twinned with {A}: which towns?",
        "Show me everyone {A} {partner:cooperates} with, the {ended:defunct} ones included.",
        "Which {X} cities did {A} {partner:forge ties} with after {Y}?",
        "I'm the clerk preparing the anniversary booklet and I'd like to see {A}'s partner municipalities.",
        "Which cities {have:maintain} a pact with {A}?",
        "{A} – partners outside {X}",
        "Tell us the names of the towns {partner:allied} to {A}, would you?",
        "Whom did {A} choose as its {partner:opposite number} in {X}?",
        "The towns that have {partner:bonded} with {A} are which, exactly?",
        "Can u list the cities that {A} {partner:teamed up} with between {Y} and {Y2}?",
        "On {X} soil, who is {A} twinned with?",
        "Which cities make up {A}'s family of sister cities?",
        "Who are {A}'s sister cities?",
        "Which towns is {A} twinned with?",
        "Name all the partner cities {A} has got.",
        "I'd like a list of the places that {A} has {partner:teamed} up with.",
        "Show me which municipalities {A} keeps up a partnership with",
        "{A} sister cities in {X}",
        "What twin towns did {A} pick up after {Y}?",
        "Which of {A}'s partnerships are on hold?",
        "With which foreign towns does {A} maintain official ties?",
        "Which cities have a twinning arrangement with {A}?",
        "Which communities cooperate with {A} as sister cities?",
        "who is {A} paired up with these days",
        "Which sister cities does {A} have except those in {X}?",
        "Which sister cities has {A} acquired?",
        "I need to know every twin town {A} {have:possesses}.",
        "Could somebody post {A}'s counterpart cities?",
        "Give me the full rundown of {A}'s sister cities",
        "Who does {A} call a sister city?",
        "What places has {A} {partner:teamed} up with?",
        "Which towns did {A} {partner:hook} up with?",
        "Which cities are {partner:yoked} to {A} in a twinning?",
        "Which sister cities can {A} boast?",
        "Who has {A} {partner:buddied} up with as twin towns?",
        "What {partner:sibling} cities does {A} look after?",
        "Which sister city did {A} {ended:drop}?",
        "With which cities did {A} {ended:sever} its ties?",
        "Which of {A}'s partnerships are {ended:over}?",
        "Which twinnings of {A} are on {suspended:hold}?",
        "Which sister cities has {A} {ended:lost}?",
        "By which city was {A} {ended:dumped} as a sister city?",
        "{A} {ended:ex} sister cities",
        "Which sister cities did {A} take on in {Y}?",
        "{A} sister cities {start:added} in {Y}",
        "Which partners has {A} {stop:given} up since {Y}?",
        "Who is {A} in a sister city relationship with?",
        "Please {ask:enumerate} the twin towns that {A} can claim.",
        "Which {foreign:overseas} municipalities does {A} entertain links with?",
        "Where are {A}'s partner cities?",
        "Which cities does {A} cooperate with?",
        "Which partner cities of {A} lie in {X}?",
        "Which cities in {X} is {A} allied with?",
        "Which towns collaborate with {A} as sister cities?",
        "Which place serves as {A}'s sister city in {X}?",
        "Tell me whom {A} is {rel:sistered} with.",
    ),
    counter_examples=(
        "Which business partners does {A} have in {X}?",
        "What does {A} get out of its partnerships?",
        "Which officials travelled to {A}'s sister cities?",
        "Which committee of {A} runs the sister city programme?",
        "What do people in {A} like about their sister cities?",
        "Which festivals celebrate {A}'s twinning?",
        "What languages do they speak in {A}'s sister cities?",
        "Which airport serves {A}'s twin town?",
        "Which budget does {A} spend on partnerships?",
        "Which benefits does {A} draw from its sister cities?",
        "Which events did {A}'s sister cities organise?",
        "Which projects do {A} and its sister cities run?",
        "Who looks after {A}'s sister cities?",
        "Which schools in {A} have partner schools?",
        "What do visitors think of {A}'s twin towns?",
        "Which sister city of {A} is the most beautiful?",
        "What gifts did {A} receive from its sister cities?",
        "Which sister cities does {A} plan to visit?",
        "Which mayors of {A} visited its twin towns?",
    ),
)
