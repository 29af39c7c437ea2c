"""In which country, or where, is a place."""

from __future__ import annotations

from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import Kind, signs
from bot.answering.records.query import ORDER
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Say where the records place it."""
    found = placed(records, places[0])
    if found is None:
        return None
    draft, where, cited = found
    place = records.place(places[0])
    draft.say("where.is", cited=cited, place=place.name, where=where)
    return draft.answer("country-of", place.country)


def placed(records: Records, number: int) -> tuple[Draft, str, tuple[int, ...]] | None:
    """Return where a place is, in words, and the citations of a record that says so."""
    bonds = records.of.get(number, [])
    if not bonds:
        return None
    draft, place = Draft(records), records.place(number)
    where = f"{place.region}, {place.country}" if place.region else place.country
    return draft, where, draft.cite(min(bonds, key=lambda bond: ORDER[bond.status]))


KIND = Kind(
    "country-of",
    answer,
    asks=("where", "countries", "list"),
    areas=(0, 0),
    needs=(signs("where country"),),
    allows=signs("put essay tag found"),
    fits=lambda reading: not reading.related and not reading.has("how", "many", "when"),
    examples=(
        "{A} country?",
        "Could you tell me what country {A} belongs to?",
        "where on earth is {A}",
        "Do you happen to know where {A} is situated?",
        "To what country does the town of {A} belong?",
        "{A} is located in which country?",
        "What nation would I have to travel to for a visit to {A}?",
        "In what land will I find {A}?",
        "whereabouts is {A}?",
        "Locate {A} for me, please.",
        "On which continent is {A} to be found?",
        "country of {A}",
        "{A} - where",
        "Under which flag is {A}?",
        "What's the country that {A} lies in, my pupils ask?",
        "Where do I have to look on the map for {A}?",
        "Please state the country in which {A} is registered.",
        "Which state is home to {A}?",
        "so {A} is in what country again?",
        "I can't place {A}. What country is it in?",
        "By which country is {A} governed?",
        "The city of {A}: location?",
        "If I send a letter to {A}, which country do I put on the envelope?",
        "Where is {A}?",
        "Which country is {A} in?",
        "In what country can you find {A}?",
        "What country does {A} belong to?",
        "What country does {A} belong to?",
        "Where can {A} be found?",
        "Where's {A} anyway?",
        "Where on the map is {A}?",
        "Where in the world would I find {A}?",
        "Which country is home to {A}?",
        "In which nation does {A} sit?",
        "What country is {A} located in?",
        "What country is {A} situated in?",
        "What country can {A} be found in?",
        "What country would {A} be in?",
        "What is the country of {A}?",
        "What's the country where {A} lies?",
        "What nation does {A} belong to?",
        "What part of the world is {A} in?",
        "In what country does {A} lie?",
        "In what country is {A} located?",
        "In which country is {A} situated?",
        "In which country does one find {A}?",
        "In which nation is {A} located?",
        "In which land is {A}?",
        "Which country is {A} located in?",
        "Which country is {A} part of?",
        "Which country is {A} from?",
        "Which country does {A} lie in?",
        "Which country do I find {A} in?",
        "Which country has {A} in it?",
        "Which nation is {A} in?",
        "To which country does {A} belong?",
        "Where in the world is {A}?",
        "Where in the world is {A} located?",
        "Where exactly is {A}?",
        "Where is {A} located?",
        "Where is {A} situated?",
        "Where's {A}?",
        "Where does {A} lie?",
        "Where do I find {A}?",
        "Where would I find {A} on a map?",
        "Where abouts is {A}",
        "where is {A} again",
        "{A}, where is that?",
        "{A}, which country is it in?",
        "{A}, what country?",
        "{A} is where?",
        "{A} is in which country?",
        "{A} lies in what country?",
        "country where {A} is located",
        "location of {A}",
        "Tell me where {A} is.",
        "Tell me which country {A} is in.",
        "Tell me the country of {A}.",
        "Can you tell me where {A} lies?",
        "Can you tell me in which country {A} is?",
        "Could you say which country {A} belongs to?",
        "Do you know where {A} is?",
        "Do you know in which country {A} lies?",
        "I'd like to know where {A} is.",
        "I don't know {A}. Where is it?",
        "I have no idea where {A} is. Which country is it in?",
        "I've never been to {A}. What country is that in?",
        "We got a letter from {A}. Which country is that?",
        "Please tell me what country {A} is in.",
        "Remind me where {A} is.",
        "Explain where {A} is located.",
        "I have never heard of {A}. What country is it in?",
        "{A} is new to me. Which country is that?",
    ),
    counter_examples=(
        "Where in {A} is the town hall?",
        "Where can I park in {A}?",
        "Which country invaded {A}?",
        "Where in {A} can I stay?",
        "Where in {A} do they sell stamps?",
        "Where did the people of {A} come from?",
        "Where does the name {A} come from?",
        "Where does the water of {A} come from?",
        "Where do most people in {A} work?",
        "Where is the best restaurant of {A}?",
        "Where is the mayor of {A}?",
        "Where is the river that {A} lies on?",
        "Where can I find out more about {A}?",
        "Where can I read about {A}?",
        "Where can I see pictures of {A}?",
        "Which country did {A} belong to before the war?",
        "Which country has the embassy in {A}?",
        "Which country won in {A}?",
        "What country are the tourists in {A} from?",
        "What is {A} like?",
        "What is {A} famous for?",
        "What is the population of {A}?",
        "What county is the mayor of {A} from?",
        "What is the country's economy like in {A}?",
        "How do I get to {A}?",
        "How big is {A}?",
        "Tell me about {A}.",
        "When was {A} bombed?",
    ),
)
