"""Since when are two places partners, or for how long."""

from __future__ import annotations

import datetime

from bot.answering.records import of_pair
from bot.answering.records.draft import Draft, RecordAnswer, date_asked
from bot.answering.records.kind import Kind, signs
from bot.answering.records.query import year_of
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Say the start that most sources give."""
    bond = records.between(*places)
    if bond is None:
        return of_pair.no_bond(records, places, kind="since", value=None)
    draft, asked = Draft(records), of_pair.asked_next(records, bond)
    if bond.since is None:
        of_pair.describe(draft, bond, places[0], "since.unknown")
        return of_pair.answer("since", draft, places, None, follow_ups=asked)
    of_pair.describe(draft, bond, places[0])
    if reading.has("long") and bond.status != "ended":
        draft.say("since.ago", datetime.datetime.now(datetime.UTC).year - year_of(bond.since))
    value = date_asked(bond.since, reading.words)
    return of_pair.answer("since", draft, places, value, follow_ups=asked)


KIND = Kind(
    "since",
    answer,
    asks=("when",),
    places=(2,),
    areas=(0, 0),
    needs=(signs("rel partner friendship connected"),),
    allows=signs("reciprocal start found long first still active between it they every records both latest"),
    fits=lambda reading: not _about_the_town(reading),
    settles=True,
    examples=(
        "How long have {A} and {B} been twinned?",
        "When did {A} and {B} become sister cities?",
        "In which year were {A} and {B} twinned?",
        "What year did {A} join up with {B} as a twin?",
        "How old is the partnership between {A} and {B}?",
        "From what year on has {B} been a partner of {A}?",
        "When was the pact of {A} and {B} signed?",
        "How many years have {A} and {B} been partners now?",
        "When did {A} take {B} as a sister city?",
        "What is the starting year of the {A}–{B} twinning?",
        "For how many years has {A} been linked to {B}?",
        "When did {A} first have {B} as a partner town?",
        "In what year was the tie of {A} and {B} knotted?",
        "When were {A} and {B} made twins?",
        "since when {A} {B}",
        "{A} {B} twinned when",
        "start year {A} - {B}",
        "whats the year {A} and {B} became partners",
        "how long {A} {B} sister cities",
        "when did {A} twin w {B}",
        "year of twinning {A} {B} pls",
        "{A} and {B}, twins since?",
        "{A} sister city {B} since",
        "date of pact {A} {B}",
        "when was {A} twined with {B}",
        "since wich year is {B} partner of {A}",
        "how old is {A} {B} partnership",
        "When is the birthday of the twinning of {A} and {B}, that is, from which year does it date?",
        "Settle a bet: in what year did {A} and {B} start being sister cities?",
        "For our newsletter I need the year in which {A} and {B} became partners.",
        "My pupils ask how long {B} has already been our twin town; ours is {A}.",
        "Before I paint the sign: {A} is twinned with {B} since ...?",
        "Would you kindly tell me from what year the friendship of the towns {A} and {B} dates?",
        "Since how many years {A} is in partnership with {B}, please?",
        "The year that {A} and {B} became twins",
        'Which year should be engraved under "{A} and {B}, partners since"?',
        "Since when are {A} and {B} partners?",
        "How long have {A} and {B} been {partner:allied}?",
        "{A} {B} twinned since",
        "In what year did {A} {partner:link arms} with {B}?",
        "When was the charter between {A} and {B} {start:signed}?",
        "I wonder how old the partnership of {A} with {B} is.",
        "when did {A} and {B} {partner:pal up}?",
        "Do you happen to know when the {A}–{B} twinning was {start:launched}?",
        "Could you tell me for how long {A} has {have:maintained} its partnership with {B}?",
        "From which year does the pact between {A} and {B} date?",
        "By what year were {A} and {B} twins?",
        "At what time did {B} become {A}'s {partner:sibling}?",
        "How many years have {A} and {B} been {partner:bonded}?",
        "The accord of {A} and {B} goes back to when?",
        "start year {A} – {B}",
        "When did {A} {partner:strike up a friendship} with {B}?",
        "Which anniversary are {A} and {B} celebrating this year?",
        "{B} has been {A}'s {partner:counterpart} since what year?",
        "When was {A}'s twinning with {B} {start:inaugurated}?",
        "Was {A} twinned with {B} in the eighties, or later? When?",
        "When did {A} and {B} {partner:tie the knot}?",
        "Tell us when {A} first {partner:forged ties} with {B}.",
        "What is the founding date of the {A}–{B} partnership?",
        "Since when does {A} {have:entertain} a partnership with {B}?",
        "When did the {partner:cooperation} between {A} and {B} {start:begin}?",
        "Since when are {A} and {B} twinned?",
        "When did {A} become a sister city of {B}?",
        "How long have {A} and {B} been partners?",
        "In what year was the agreement between {A} and {B} signed?",
        "When did {A} and {B} tie the knot as twin towns?",
        "For how many years has {A} been linked with {B}?",
        "What year did {A} {partner:team} up with {B} as sister cities?",
        "When was the twinning of {A} and {B} formalised?",
        "When did {A} {partner:hook} up with {B}?",
        "When did {A} and {B} {partner:team} up?",
        "What year did {A} {partner:hook} up with {B}?",
        "When was the twinning between {A} and {B} {start:sealed}?",
        "When did {A} {start:take} on {B} as a sister city?",
        "When did {A} and {B} become sisters?",
        "How long already have {A} and {B} been sister cities?",
        "When did the bond between {A} and {B} come about?",
        "When was the pact between {A} and {B} inked?",
        "In what year was the partnership of {A} with {B} launched?",
        "When did {B} {start:join} the sister cities of {A}?",
        "What year did {A} and {B} pair off?",
        "For how many years have {A} and {B} been twins?",
        "What's the year that {A} and {B} got twinned?",
        "{A} and {B}: sisters since?",
        "Since which date have {A} and {B} been linked as sister cities?",
        "How many years is it that {A} and {B} have been partners?",
        "How long is it since {A} and {B} became twins?",
        "For what length of time have {A} and {B} been sister cities?",
        "How many years has the sister city tie between {A} and {B} lasted?",
        "When did {A} and {B} enter their partnership?",
        "When did the partnership of {A} and {B} come into existence?",
        "When did {A} establish sister city relations with {B}?",
        "What date was {A}'s partnership with {B} established?",
        "The twinning of {A} and {B} started in which year?",
        "From when does the tie between {A} and {B} date?",
        "when were {A} and {B} made sister cities",
        "{A} became {B}'s sister in which year?",
        "{A} + {B} sister cities since when",
        "How long have {A} and {B} had a twinning?",
        "When did {A} sign up with {B} as a twin?",
        "When did {B} get to be a twin town of {A}?",
        "how long has {B} been {A}'s twin",
        "Do you know the year in which {A} was twinned with {B}?",
        "Tell me when {A} and {B} joined hands as sister cities.",
        "Please look up when {A} began its partnership with {B}.",
        "I'd like the start date of {A}'s partnership with {B}.",
        "What was the beginning of the partnership of {A} and {B}, by date?",
        "Exactly how long ago did {A} and {B} become twin cities?",
        "How far back does the partnership of {A} and {B} go?",
        "How old is the sister city relationship of {A} and {B}?",
        "What's the age of the twinning between {A} and {B}?",
        "Date of the {A}–{B} sister city agreement?",
        "On which date did {A} and {B} become sister cities?",
        "The year of {A} and {B}'s twinning?",
        "In which year was {A} linked to {B}?",
        "In which year did the two cities of {A} and {B} partner?",
        "When was the twinning of {A} with {B} agreed?",
        "Was it a long time ago that {A} and {B} became sister cities? When was it?",
        "As sister cities, how long have {A} and {B} been together?",
        "Which year marks the start of the {A} and {B} partnership?",
        "Up to now, how many years have {A} and {B} been twinned?",
    ),
    counter_examples=(
        "How long does the exchange of {A} and {B} last each summer?",
        "When did people in {A} first hear of {B}?",
        "since when does {A} pay for the trips to {B}",
        "When will {A} and {B} celebrate their anniversary?",
        "When was the bridge between {A} and {B} built?",
        "Since when do the mayors of {A} and {B} dislike each other?",
        "How long did it take {A} to win over {B} as a partner?",
        "When did the choir of {A} sing in its twin town {B}?",
        "How long did negotiations between {A} and {B} last?",
        "When did delegates from {A} first visit twin town {B}?",
        "When was {B}, sister city of {A}, founded?",
        "When does the delegation of {A} leave for sister city {B}?",
        "How long did the ceremony of {A} and its sister city {B} last?",
        "When was {A}'s sister city {B} founded?",
        "When did the students of {A} travel to sister city {B}?",
        "How old is {A}'s twin town {B}?",
        "When did {A} and its sister city {B} hold their festival?",
        "When is the next visit of {A} to its twin town {B}?",
        "How long did the mayor of {A} stay in {B}?",
        "When did the first train run from {A} to {B}?",
        "When did {A} beat {B} in football?",
        "When did {A} apologise to {B}?",
        "When did {A} and {B} celebrate their anniversary?",
        "When do the committees of {A} and {B} meet again?",
        "When did the orchestra of {A} play in {B}?",
        "When was the {B} garden in {A} planted?",
        "When did {A} send the statue to {B}?",
        "When did {A} help {B} after the flood?",
        "How long do exchange students from {A} stay in {B}?",
        "How long does a letter from {A} to {B} take?",
        "In what year did {A} conquer {B}?",
        "In what year did students of {A} first go to {B}?",
        "Since when is there a ferry from {A} to {B}?",
        "Since when do pupils of {A} learn the language of {B}?",
        "How old was the mayor of {A} when the pact with {B} was signed?",
        "How many years older is {A} than {B}?",
        "In what year was the contract of {A} and {B} debated in parliament?",
        "What year did the mayors of {A} and {B} meet for the first time?",
    ),
)


def _about_the_town(reading: Reading) -> bool:
    """Tell whether a town is asked about that is named beside: "When was its sister city {B} founded?"."""
    order = reading.order
    beside = any(
        order[at] == "rel" and (order[at + 1] == "CITY" or order[at + 1 : at + 3] == ("place", "CITY"))
        for at in range(len(order) - 1)
    )
    return not reading.has("partner") and (reading.has("found") or (reading.has("long") and beside))
