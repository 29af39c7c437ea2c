"""Is a place in a country, a region, a continent."""

from __future__ import annotations

from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import Kind, signs
from bot.answering.records.kinds.country_of import placed
from bot.answering.records.reading import Reading
from corpus.partnerships import Records
from corpus.places import region_name


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Answer yes or no by where the records place it."""
    found = placed(records, places[0])
    if found is None:
        return None
    draft, where, cited = found
    place = records.place(places[0])
    area = reading.areas[0] if reading.areas else None
    inside = area is None or area.holds(place.country, region_name(place.region, place.country))
    if inside or area is None:
        draft.say("located.yes", cited=cited, place=place.name, where=where)
    else:
        draft.say("located.no", cited=cited, place=place.name, where=where, area=area.label)
    return draft.answer("country-check", inside)


KIND = Kind(
    "located",
    answer,
    asks=("yes-no",),
    areas=(0, 1),
    needs=(),
    allows=signs("put essay tag it"),
    fits=lambda reading: (
        not reading.related
        and reading.has("be", "put")
        and not reading.has("which", "who", "when", "how", "many")
        and bool(reading.areas or reading.cities[0].qualifier or reading.cities[0].mismatch)
    ),
    examples=(
        "Is {A} a place in {X}?",
        "Is {A} one of the cities of {X}?",
        "Do you find {A} in {X}?",
        "Is {A} inside {X}?",
        "Has {A} its place in {X}?",
        "Does the town of {A} lie somewhere in {X}?",
        "Is {X} where {A} lies?",
        "Is {A} within the borders of {X}?",
        "hey is {A} over in {X}",
        "{A} is in {X} right",
        "{A}, is that in {X}",
        "isnt {A} somewhere in {X}",
        "town {A}, country {X}, correct?",
        "is {A} a city in {X} or not",
        "pls check: {A} in {X} yes/no",
        "{A} located in {X} true or false",
        "wait is {A} even in {X}",
        "is {A} sitauted in {X}",
        "location of {A}: {X}?",
        "does {A} count as being in {X}",
        "{A} lies in {X}, y/n",
        "Settle a bet: {A} lies in {X}, yes or no?",
        "My pupils ask whether {A} is in {X}.",
        "If I want to see {A} on the map, do I have to look in {X}?",
        "For our newsletter I need to be sure that {A} lies in {X}. Does it?",
        "Would I be correct to look for {A} in {X}?",
        "When standing in {A}, is one standing in {X}?",
        "I believe {A} to be a town of {X}. Am I mistaken?",
        "Geographically speaking, is it {X} that {A} lies in?",
        "Somebody told me {A} was in {X}. Is that so?",
        "Is it in {X} that we find {A}?",
        "{X} is the home of {A}, no?",
        "Is {A} on the soil of {X}?",
        "True or false? {A} lies in {X}.",
        "Please tell me if {A} is lying in {X} or not.",
        "{A} located in {X}?",
        "isn't {A} somewhere in {X}?",
        "Could you confirm that {A} belongs to {X}?",
        "I wonder whether {A} is situated in {X}.",
        "Is {A} a {X} city?",
        "Do you happen to know if {A} is to be found in {X}?",
        "Am I right in thinking {A} is in {X}?",
        "Is it {X} that {A} lies in?",
        "Can I find {A} on a map of {X}?",
        "wait, {A} is in {X}??",
        "Is {X} the country of {A}?",
        "They told me {A} was in {X}. Is that so?",
        "In {X}, is that where {A} is?",
        "Is {A} a place within {X}?",
        "Surely {A} isn't in {X}?",
        "Please check if {A} is inside {X}.",
        "Does {X} include {A}?",
        "Is there an {A} in {X}?",
        "{A}, is that one of the {X} towns?",
        "Was I mistaken when I put {A} in {X}?",
        "Does {A} count among the cities of {X}?",
        "Is {A} in {X}?",
        "Is {A} located in {X}?",
        "{A} is in {X}, right?",
        "Does {A} lie in {X}?",
        "Is {A} situated in {X}?",
        "Is {A} to be found in {X}?",
        "Is {A} located within {X}?",
        "Is {A} in the country of {X}?",
        "Is {A} one of the cities in {X}?",
        "Is {A} a town in {X}?",
        "Is {A} a city of {X}?",
        "Is {A} somewhere in {X}?",
        "Is {A} anywhere in {X}?",
        "Is {A} really in {X}?",
        "Is {A} part of {X}?",
        "Is the city of {A} in {X}?",
        "Is the town of {A} located in {X}?",
        "Is it true that {A} is in {X}?",
        "Is it correct that {A} lies in {X}?",
        "Is it right that {A} is located in {X}?",
        "Does {A} belong to {X}?",
        "Does {A} lie within {X}?",
        "Does the city of {A} lie in {X}?",
        "Can {A} be found in {X}?",
        "Can you confirm that {A} is in {X}?",
        "Can you tell me if {A} is in {X}?",
        "Could {A} be in {X}?",
        "Would {A} be in {X}?",
        "Do you know if {A} is in {X}?",
        "I'd like to know whether {A} is in {X}.",
        "I think {A} is in {X}, is that right?",
        "Tell me if {A} lies in {X}.",
        "{A} is in {X}?",
        "{A} is located in {X}, isn't it?",
        "{A} lies in {X}, doesn't it?",
        "{A} is a city in {X}, correct?",
        "{A} in {X}?",
        "{A} belongs to {X}, right?",
        "So {A} is in {X}, is it?",
        "Isn't {A} in {X}?",
        "Am I correct that {A} is in {X}?",
        "is {A} a town in {X}",
        "{A} belongs to {X}, doesn't it",
        "does {A} lie in {X}",
        "is {A} to be found in {X}",
        "would I find {A} in {X}",
        "am I in {X} when I stand in {A}",
        "is {A} a {X} city",
        "{A}, is it part of {X}",
        "is the city of {A} situated in {X}",
    ),
    counter_examples=(
        "Is {A} the coldest place in {X}?",
        "Is {A} loved by the people of {X}?",
        "Does {A} sell its wine in {X}?",
        "is {A} safer than the rest of {X}",
        "Is {A} bigger than the whole of {X}?",
        "{A} was bombed by {X}, right?",
        "My pupils ask if {A} has its own consulate in {X}.",
        "Has the mayor of {A} ever been to {X}?",
        "Is {A} cheaper than {X}?",
        "Is {A} popular in {X}?",
        "Is {A} better than {X}?",
        "Is {A} the capital of {X}?",
        "Is {A} the largest city in {X}?",
        "Is {A} at war with {X}?",
        "Is {A} the oldest town in {X}?",
        "Is {A} well known in {X}?",
        "Is {A} close to the border of {X}?",
        "Is {A} governed from {X}?",
        "Is the mayor of {A} from {X}?",
        "Is the food of {A} like that of {X}?",
        "Does {A} have people from {X}?",
        "Does {A} trade with {X}?",
        "Did {A} fight against {X}?",
        "Was {A} occupied by {X}?",
        "Did {A} once belong to {X}?",
        "Can I fly from {A} to {X}?",
        "Will {A} become part of {X}?",
    ),
)
