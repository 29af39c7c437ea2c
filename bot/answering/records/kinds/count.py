"""How many partners does a place have: in all, or in an area, a time, a status."""

from __future__ import annotations

from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, signs
from bot.answering.records.kinds.partners import list_partners
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Count the partners, and name them."""
    found = list_partners(records, places[0], reading)
    return found.answer("count", len(found.selection.main), follow_ups=found.asked_next())


KIND = Kind(
    "count",
    answer,
    asks=("count",),
    allows=FILTERS | signs("except"),
    fits=lambda reading: not reading.has("country") or bool(reading.areas),
    examples=(
        "How many twin towns does {A} {have:boast}?",
        "number of partners {A}",
        "Could you tell me how many cities {A} is {partner:allied} with in {X}?",
        "how many sister cities has {A} got altogether?",
        "Since {Y}, how many new partners has {A} taken on?",
        "{A} is {partner:hitched} to how many towns now?",
        "What is the total of {A}'s twinnings abroad?",
        "Count the {X} cities twinned with {A}.",
        "With how many municipalities does {A} {have:maintain} a partnership?",
        "Do you happen to know how many {partner:siblings} {A} {have:possesses}?",
        "How large a circle of partner towns did {A} {have:keep} in {Y}?",
        "Just the number please: {A}'s {active:running} partnerships.",
        "How many communities can {A} call its {partner:kin}?",
        "How many of {A}'s partners are in {X}?",
        "partners of {A} in {X}, how many",
        "Roughly how many places is {A} {partner:in cahoots} with?",
        "For the annual report: the number of {A}'s partners before {Y}.",
        "How many twinning agreements bear the signature of {A}?",
        "How many {partner:counterparts} outside {X} does {A} {have:entertain}?",
        "I wonder how many partners {A} {have:can claim} in {X} and {X2}.",
        "How many {partner:friendship accords} did {A} conclude between {Y} and {Y2}?",
        "And how many of {A}'s twinnings have {ended:fizzled out}?",
        "What's the tally of {A}'s sister cities?",
        "How many sister cities does {A} have?",
        "How many twin towns does {A} currently possess?",
        "How many partner cities has {A} acquired in {X}?",
        "With how many cities does {A} cooperate as a sister city?",
        "What is the number of {A}'s twin towns?",
        "How many of {A}'s partnerships have been frozen?",
        "How many towns did {A} twin with before {Y}?",
        "What's the total of {A}'s sister cities?",
        "How many friendship cities are linked to {A}?",
        "How many sister cities can {A} boast in {X}?",
        "How many towns does {A} call its sisters?",
        "How many twin towns does {A} {have:own}?",
        "How many places has {A} paired up with?",
        "How many partnerships does {A} keep going?",
        "How many sister cities did {A} {ended:drop}?",
        "How many partnerships has {A} {ended:called} off?",
        "How many sister cities has {A} {have:amassed} so far?",
        "How big is the number of {A}'s partner towns?",
        "How many twins does {A} {have:enjoy} in {X}?",
        "How many sister cities has {A} {start:taken} on since {Y}?",
        "In how many twinnings does {A} take part?",
    ),
    counter_examples=(
        "How many host families are there in {A}?",
        "How many volunteers help with {A}'s twinning?",
        "How many euros does {A} spend on its sister cities?",
        "How many delegations has {A} sent to its sister cities?",
        "How many inhabitants does {A}'s twin town have?",
        "How many pupils took part in {A}'s exchange with its partner cities?",
        "How many staff work for {A}'s sister city office?",
        "How many people live in {A}'s sister cities?",
        "How many students from {A} visited its sister cities?",
        "How many exchanges did {A} hold with its twin towns?",
        "How many visitors come to {A} from its sister cities each year?",
        "How many members does the sister city committee of {A} have?",
        "How many languages are spoken in {A}'s partner cities?",
    ),
)
