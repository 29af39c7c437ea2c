"""How far apart are two places."""

from __future__ import annotations

from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import Kind, signs
from bot.answering.records.reading import Reading
from corpus.partnerships import Records
from corpus.places import distance

_KM_A_MILE = 1.609344


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Say the great-circle distance in kilometres and miles."""
    one, other = places
    a, b = records.place(one), records.place(other)
    km = distance(a, b)
    bond = records.between(one, other)
    proof = [bond] if bond else [held for n in places for held in records.of.get(n, [])[:1]]
    if km is None or not proof:
        return None
    draft, miles = Draft(records), round(km / _KM_A_MILE)
    cited = draft.cite(*proof, compare=False)
    draft.say("distance", cited=cited, one=a.label, other=b.label, km=f"{round(km):,}", miles=f"{miles:,}")
    in_miles = any(word in ("mile", "miles") for word in reading.words)
    return draft.answer("distance", miles if in_miles else round(km))


KIND = Kind(
    "how-far",
    answer,
    asks=("distance",),
    places=(2,),
    areas=(0, 0),
    needs=(),
    allows=signs("reciprocal far unit close between every it they still") | {"start"} - {"start"},
    fits=lambda reading: not (reading.has("close") and reading.has("partner")),
    examples=(
        "distance {A} {B}",
        "How many kilometres separate {A} and {B}?",
        "What is the distance between {A} and {B}?",
        "Is it far from {A} to {B}?",
        "Could you tell me how many miles lie between {A} and {B}?",
        "I wonder how far apart {A} and {B} are.",
        "how long a trip is it from {A} to {B} in km?",
        "Do you happen to know the distance from {A} to {B} as the crow flies?",
        "{A} to {B} in km",
        "By how many kilometres is {A} away from {B}?",
        "What distance would our cyclists have to cover from {A} to {B}?",
        "From {A} to {B}, how many miles?",
        "How near to {A} is {B}?",
        "Are {A} and {B} close to each other?",
        "How much of a distance is there between the twins {A} and {B}?",
        "{B} lies how far from {A}?",
        "Tell me the air-line distance of {A} and {B}.",
        "How many km must a delegation from {A} travel to {B}?",
        "Just how remote is {B}, seen from {A}?",
        "Measure the stretch between {A} and {B} for me.",
        "what's the gap between {A} and {B} on the map",
        "In a straight line, how far off is {B} from {A}?",
        "At what distance from {A} do I find {B}?",
        "The number of miles {A}–{B}, please.",
        "How many kilometres would a carrier pigeon fly from {A} to {B}?",
        "How far is {A} from {B}?",
        "How many kilometers lie between {A} and {B}?",
        "What's the distance from {A} to {B} in miles?",
        "How far apart are the sister cities {A} and {B}?",
        "How many kilometres separate {A} from {B}?",
        "As the crow flies, how far is {A} from {B}?",
        "How many miles is it from {A} to {B}?",
        "What distance lies between {A} and {B}?",
    ),
    counter_examples=(
        "How long is the flight from {A} to {B}?",
        "How close are the ties between {A} and {B}?",
        "How far has the partnership of {A} and {B} come?",
        "How far is the train station of {A} from {B}?",
    ),
)
