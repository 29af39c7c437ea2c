"""Does a place have any partner: at all, or in an area, a time, of a status."""

from __future__ import annotations

from bot.answering.language import joined
from bot.answering.records.areas import empty
from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, signs
from bot.answering.records.of_place import OfPlace
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Answer yes with the partners, no where there are none in one of the areas asked about."""
    found = OfPlace.ask(records, places[0], reading)
    bonds = found.selection.main
    without = empty(records, found.query.areas, [bond.other(places[0]) for bond in bonds])
    fits = reading.amount.holds(len(bonds)) if reading.amount else bool(bonds) and not without
    if not bonds:
        found.none()
        return found.answer("any", fits, follow_ups=found.asked_next())
    if without:
        found.draft.say("any.without", areas=joined(without))
    elif reading.amount and not fits:
        found.draft.say("lead.no")
    else:
        found.draft.say("lead.yes")
    found.list("partners.has", bonds, place=found.label, what=found.noun(len(bonds)), where=found.where())
    return found.answer("any", fits, follow_ups=found.asked_next())


KIND = Kind(
    "any",
    answer,
    asks=("yes-no",),
    allows=(FILTERS - {"every"}) | signs("NUMBER more less than least most tag"),
    fits=lambda reading: (
        (reading.amount is not None) == reading.has("NUMBER")
        and (reading.amount is not None or not reading.has("more", "less", "than", "least", "most"))
        and not (reading.has("country") and not reading.areas)
    ),
    examples=(
        "Does {A} have any partner in {X}?",
        "Has {A} got a twin at all?",
        "I wonder whether {A} {have:entertains} any partnership with a town in {X}.",
        "Is {A} {partner:allied} to anybody abroad?",
        "Does {A} {have:boast} more than five twin towns?",
        "Are there towns in {X} that {A} {partner:cooperates} with?",
        "Was any partnership entered into by {A} before {Y}?",
        "So is {A} {partner:paired off} with anywhere or is it all alone?",
        "Could you check if at least one of {A}'s partners lies in {X}?",
        "Would {A} happen to {have:possess} a {partner:sibling} city outside {X}?",
        "Did {A} find itself a partner in the eighties?",
        "Does there exist any charter between {A} and a municipality in {X}?",
        "Has {A} {partner:forged a bond} with any city since {Y}?",
        "does {A} {partner:pal up} with more than ten places?",
        "Can {A} point to at least three partners in {X}?",
        "In {X}, does {A} {have:maintain} any ties of partnership?",
        "Please let me know if {A} is {partner:affiliated} with some {X} town.",
        "Are any of {A}'s partnerships {suspended:on ice}?",
        "One of my pupils asks if {A} has a twin in {X}. Has it?",
        "Has {A} ever {ended:broken off} a twinning?",
        "Any {partner:kin} of {A} to be found in {X}?",
        "Does {A} {have:hold} a pact with any place in {X} or {X2}?",
        "Does {A} have a sister city in {X}?",
        "Has {A} got any twin towns?",
        "Is there a partner city of {A} in {X}?",
        "Does {A} possess a sister city in {X}?",
        "Is {A} in a partnership with any city in {X}?",
        "Does {A} have more than five sister cities?",
        "Did {A} twin with a town in {X} before {Y}?",
        "Is it true that {A} has sister cities in {X}?",
        "Does {A} happen to have a sister city in {X}?",
        "Can {A} boast a twin town in {X}?",
        "Does {A} {have:enjoy} any partnership with a town in {X}?",
        "Has {A} {partner:teamed} up with any city in {X}?",
        "Does any of {A}'s sister cities lie in {X}?",
        "Is any twin of {A} located in {X}?",
        "Has any partnership of {A} been {ended:scrapped}?",
        "Has {A} {ended:broken} off any of its partnerships?",
        "Is {A} twinned with anything in {X}?",
        "Is {A} twinned with any place at all?",
        "Is at least one of {A}'s sister cities in {X}?",
        "Is there any {X} city with which {A} is partnered?",
        "Is there some town in {X} which is a twin of {A}?",
        "Is there even one sister city of {A} in {X}?",
        "Is one of {A}'s partner cities a {X} one?",
        "Are any {X} towns sister cities of {A}?",
        "Are any of {A}'s twins located in {X}?",
        "Are there any {X} cities among {A}'s partners?",
        "Are there sister cities of {A} in {X}?",
        "Does {A} have sisters in {X}?",
        "Does {A} count a {X} town among its partners?",
        "Does {A} have even a single twin in {X}?",
        "Does {A} own a twin in {X}?",
        "Does {A} keep a partnership with some {X} city?",
        "Does any {X} city have a partnership with {A}?",
        "Does any town in {X} call {A} its sister?",
        "Does {A}'s list of twins hold a town in {X}?",
        "Do any of {A}'s partners come from {X}?",
        "Do any {X} municipalities have {A} as a twin?",
        "Has {A} a partner town in {X}?",
        "Has {A} got so much as one sister city in {X}?",
        "Has {A} found a partner in {X}?",
        "Has {A} ever been twinned with a {X} city?",
        "Has any place in {X} become {A}'s twin?",
        "Have any cities in {X} twinned with {A}?",
        "Can {A} lay claim to a twin in {X}?",
        "I'd love to know if {A} has a twin in {X}.",
        "Would you know if {A} is linked with any city in {X}?",
        "Did {A} take on a {X} sister city?",
        "Did {A} gain any twin in {Y}?",
        "Did {A} have any partner by {Y}?",
        "Were there any twins of {A} in {X} in {Y}?",
        "Does {A} have at least two sister cities?",
        "Does {A} have fewer than four twins?",
        "Has {A} got over ten partners?",
        "Are any of {A}'s sister cities abroad?",
        "Is any of {A}'s partnerships {suspended:frozen}?",
        "Has {A} suspended a twinning?",
        "Has {A} ever ended a partnership?",
        "Did {A} ever {ended:lose} a sister city?",
    ),
    counter_examples=(
        "Is any official of {A} responsible for its sister cities?",
        "Does {A} pay for its sister cities?",
        "Does {A} have a mayor?",
        "Does {A} have a sister city committee?",
        "Is there a festival in {A} for its sister cities?",
        "Does {A} plan to have a sister city in {X}?",
        "Has {A} ever refused a sister city in {X}?",
        "Does {A} have a street named after its sister city?",
        "Is there any university in {A} with a partner in {X}?",
        "Is there any {X} restaurant in {A}?",
        "Is there any museum about {X} in {A}?",
        "Is any street in {A} named after a town in {X}?",
        "Are any people from {X} living in {A}?",
        "Are there any cheap flights from {A} to {X}?",
        "Are any of {A}'s sister cities rich?",
        "Are there any pupils from {X} in {A} at the moment?",
        "Are there any events in {A} on twin town day?",
        "Does {A} have a {X} consulate?",
        "Does {A} have a {X} garden?",
        "Does {A} export anything to {X}?",
        "Does {A} get money from {X}?",
        "Does any school in {A} teach the language of {X}?",
        "Does {A} have a person in charge of its sister cities?",
        "Does {A} have an airport?",
        "Does {A} have more than one train station?",
        "Has {A} invited anybody from {X}?",
        "Has {A} had offers from towns in {X}?",
        "Has {A} ever belonged to {X}?",
        "Did {A} ever look for a sister city in {X}?",
        "Did any mayor of {A} visit {X}?",
        "Can {A} get another sister city in {X}?",
        "Can I meet somebody from {A}'s sister city in {X}?",
        "Will {A} ever have a twin in {X}?",
        "Would a town in {X} want {A} as a partner?",
        "Is {A} applying for a partner in {X}?",
        "Is it worth it for {A} to have a sister city in {X}?",
    ),
)
