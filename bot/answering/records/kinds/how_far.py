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
        "How far off is {A} from {B}?",
        "How far away from {A} is {B}?",
        "How far apart do {A} and {B} lie?",
        "How far is it between {A} and {B}?",
        "How far would one travel from {A} to {B} in a straight line?",
        "How many km separate {A} and {B}?",
        "How many km from {A} to {B}?",
        "How many miles apart are {A} and {B}?",
        "How many miles separate the sister cities {A} and {B}?",
        "How great is the distance between {A} and {B}?",
        "How large is the distance from {A} to {B} in kilometres?",
        "How much distance lies between {A} and {B}?",
        "What's the distance that separates {A} and {B}?",
        "What is the distance in km between {A} and {B}?",
        "What's the air distance from {A} to {B}?",
        "What is the mileage between {A} and {B}?",
        "{A} – {B}, how far?",
        "{A} to {B} distance",
        "{A} and {B} how many km",
        "distance from {A} to {B} please",
        "how far {A} {B}",
        "km between {A} and {B}?",
        "Could you give me the distance between {A} and {B}?",
        "Can you work out how far it is from {A} to {B}?",
        "Tell me the distance of {A} from {B}.",
        "Give me the number of kilometres from {A} to {B}.",
        "I want to know the distance between {A} and {B}.",
        "I'd like to know how many kilometres lie between {A} and {B}.",
        "By what distance are {A} and {B} separated?",
        "In kilometres, how far apart are {A} and {B}?",
        "From {A} to {B} it is how many kilometres?",
        "Is {A} far away from {B}?",
        "Are {A} and {B} far apart?",
        "How close is {A} to {B}?",
        "How close to each other are {A} and {B}?",
        "At how many miles from {A} does {B} lie?",
        "The distance {A} to {B}, as the crow flies?",
    ),
    counter_examples=(
        "How long is the flight from {A} to {B}?",
        "How close are the ties between {A} and {B}?",
        "How far has the partnership of {A} and {B} come?",
        "How far is the train station of {A} from {B}?",
        "How far did the delegation of {A} walk in {B}?",
        "How far is the airport from the centre of {A}?",
        "How far will {A} go to help {B}?",
        "How far along are the talks between {A} and {B}?",
        "How many hours is it from {A} to {B}?",
        "How many hours of time difference are there between {A} and {B}?",
        "How many stops are there between {A} and {B}?",
        "How many trains run between {A} and {B}?",
        "How much is a ticket from {A} to {B}?",
        "How long does it take to drive from {A} to {B}?",
        "How long is the wall between {A} and {B}?",
        "How long is the border of {A} and {B}?",
        "How close are the mayors of {A} and {B}?",
        "How do I drive from {A} to {B}?",
        "What is the time difference between {A} and {B}?",
        "What is the difference in size between {A} and {B}?",
        "What is the fastest way from {A} to {B}?",
        "Is it easy to get from {A} to {B}?",
    ),
)
