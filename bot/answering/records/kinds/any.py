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
    ),
)
