"""Do all partners of a place lie in an area: "Is Siena twinned only with cities in Europe?"."""

from __future__ import annotations

from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.kinds import all as of_all_partners
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Answer whether all lie there; name those that do not."""
    return of_all_partners.answer(records, reading, places)


def _narrows(reading: Reading) -> bool:
    """Tell whether "only" stands with the area: not in "Is it the only city twinned with France?"."""
    order = [sign for sign in reading.order if sign not in ("article", "filler", "place", "in", "with", "of")]
    at = order.index("only")
    return order[:1] in (["be"], ["have"], ["do"], ["can"], ["CITY"]) and "CITY" in order[:at]


KIND = Kind(
    "only-in",
    answer,
    asks=("yes-no",),
    areas=(1, 9),
    needs=only("rel partner friendship", "only"),
    allows=signs("only still foreign put it"),
    years=False,
    fits=_narrows,
    examples=(
        "Are {A}'s ties limited to {X}?",
        "Is {A} without partners beyond {X}?",
        "Are the links of {A} confined to {X}?",
        "Is {A} tied solely to places in {X}?",
        "Are {A}'s twinnings without exception with towns of {X}?",
        "Is {X} home to all the sisters of {A}?",
        "{A} twins only in {X}?",
        "only {X} for {A} partners?",
        "{A} twinned exclusively in {X} y/n",
        "does {A} have twins only from {X}",
        "is it only {X} where {A} has partners",
        "{A} just twinned with {X} or not",
        "{A} parnters solely in {X}?",
        "My pupils believe {A} never looked beyond {X} for a partner. Are they right?",
        "I see many towns in {X} among the twins of {A}. Are there no others?",
        "{X} and no other: does that describe where {A} has its partners?",
        "Has {A} partnerships with cities of {X} only and with no ones else?",
        "When it comes to twinning, does {A} keep entirely to {X}?",
        "In {X} or in {X2}, and nowhere else: is that where {A}'s partners are?",
        "Is {A} twinned only with cities in {X}?",
        "Does {A} only have partners in {X}?",
        "Does {A} have sister cities only in {X}?",
        "Is {A} only twinned with {X} towns?",
        "Are {A}'s sister cities only in {X}?",
        "Is it true that {A} has only {X} partners?",
        "Has {A} only {X} twin towns?",
        "Are the partners of {A} exclusively in {X}?",
        "{A} only has twins in {X}, right?",
        "Is {A} partnered exclusively with towns in {X}?",
        "are {A}'s sisters to be found in {X} alone",
        "does {A} twin with {X} towns and no others",
        "is {A} a partner of {X} cities only",
        "{A} has {X} partners only, right?",
        "is it just {X} where {A} has sisters",
        "are there no sisters of {A} beyond {X}",
        "does {A} stick to {X} for its partnerships",
        "has {A} twinned nowhere but in {X}",
        "are {A}'s partners confined to {X}",
        "Outside {X}, does {A} have nobody at all on its roster?",
        "{A}: {X} twins and zero others, correct?",
        "Would it be fair to say that {A} sticks to {X} when picking friend cities?",
        "no twins of {A} outside {X}, true?",
        "Regarding {A}, are {X} places the sole ones it is bound to?",
        "Do {A}'s bonds all stay inside {X}?",
        "Tell me whether {A} has every last one of its counterparts in {X} and none elsewhere.",
        "I bet {A} has never gone past {X} for a sister city, am I right?",
        "Seek as one may, is {X} the sole place where pacts of {A} can be found?",
        "{A} sister cities = {X} only?",
        "Is the circle of friends around {A} purely made up of {X} towns?",
        "Of the partners of {A}, is there not a single one that sits outside {X}?",
        "Is {X} the one and only part of the world {A} is hooked up with?",
        "Was it exclusively with towns of {X} that {A} signed pacts?",
        "My dad claims {A} only does twinning within {X}. Is he right?",
        "Has {A} tied its knots in {X} and in no second land?",
        "confirm pls: {A} links never leave {X}",
        "{A} has in {X} all its partners and in other lands none, yes?",
        "Does the sister roster of {A} stop at the borders of {X}?",
        "Through and through {X}, with nothing from elsewhere: are {A}'s twins like that?",
        "so {A} is basicly twinned w nothing but {X} cities?",
        "Is there nothing but {X} on {A}'s list of partners?",
        "Is the network of {A} restricted to {X} and {X2}?",
        "Apart from those in {X}, {A} lacks partners altogether, doesn't it?",
        "Kindly verify that {A} maintains partnerships in {X} and in no other part of the world.",
        "Is it the case that {A}'s friend cities without fail belong to {X}?",
        "Only {X} towns as twins, is that so with {A}?",
        "the pacts {A} has going, is that with {X} towns only",
        "Does {A} partner up strictly with {X} cities?",
        "{A} and its twins: {X}, full stop?",
        "Did {A} pick its sister towns from {X} and from nowhere else?",
        "Am I right in thinking that {A} possesses no friend city but those in {X}?",
        "is {A}'s whole set of sisters in {X}, nothing abroad of it",
        "Have {A}'s counterparts got {X} in common, each of them, with no outlier?",
        'Quiz night: "{A} is paired off with {X} towns alone." True or false?',
        "Are {X} and {X2} the only two places where {A} keeps twin towns?",
        "Did {A} leave all lands except {X} aside when it chose its partners?",
        "Check {A} for me: solely {X} partners, yes or no.",
        "{A} its sister cities, they are being just from {X}?",
        "Not even one link to a town that isn't in {X}: does that hold for {A}?",
        "Is a twin of {A} always a town in {X} and never one from another part of the world?",
        "Could you rule out that {A} has a partner beyond {X}?",
        "Does it hold that whoever is twinned with {A} lies in {X}, no ifs or buts?",
        "{X} or bust for {A}'s twinnings?",
        "do {A}s partnerhips only ever involve {X}, nobody from further away",
    ),
    counter_examples=(
        "Does only one person in {A} look after the partner in {X}?",
        "Does {A} only like its partners in {X}?",
        "are {A} trips only to {X}",
        "Does {A} only pay for twins in {X}?",
        "Is {X} the only place where people know {A}?",
        "May I write that only guests of {X} come to the twinning feast of {A}?",
        "Does {A} trade with its partners in {X} only?",
        "Is {A} the only city in {X} with a twin?",
        "Does {A} only send delegations to its partners in {X}?",
        "Is the festival of {A} only for its partners in {X}?",
        "Are only {X} guests invited by {A} to the twinning?",
        "Does {A} only accept exchange pupils from {X}?",
        "Are the restaurants in {A} run only by people from {X}?",
        "Does {A} speak only with the mayors of its {X} twins?",
        "Is {A} allowed to twin only with towns in {X}?",
        "Should {A} look for twins only in {X}?",
        "Do flights from {A} go only to its sister cities in {X}?",
        "Is it only in {X} that {A} celebrates its partnerships?",
        "Does the twinning club of {A} take members from {X} only?",
    ),
)
