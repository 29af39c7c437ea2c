"""Are two places partners: now, or in a year."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.records import of_pair
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import Kind, signs
from bot.answering.records.query import began_by_some, in_year, relations
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records

_BARE = signs("CITY and with rel partner friendship place filler article")
"""What a question without a verb holds: "konya kulob twinned?"."""

_PAST = frozenset(("was", "were", "did", "had", "been", "ever"))


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Answer yes or no with what the pair is to each other."""
    bond = records.between(*places)
    if bond is None:
        return of_pair.no_bond(records, places, kind="check", value=False)
    draft = Draft(records)
    lead, value = _in_years(bond, reading) if reading.years else _now(bond, reading)
    of_pair.describe(draft, bond, places[0], "" if _asks_which(reading) else lead)
    if _asks_which(reading):
        return of_pair.answer("check", draft, places, records.label(places[0]))
    asked = () if reading.years else of_pair.asked_next(records, bond)
    return of_pair.answer("check", draft, places, value, follow_ups=asked)


def _asks_which(reading: Reading) -> bool:
    """Tell whether it is asked which place of one name is the partner: "Which Portland is …?"."""
    return reading.order[:2] == ("which", "CITY")


def _in_years(bond: Bond, reading: Reading) -> tuple[str, bool | None]:
    assert reading.years is not None
    exact = reading.years.how == "since"  # "Are they twinned since 1988?" asks for that very year
    years = replace(reading.years, how="start") if exact else reading.years
    if began_by_some(bond, years):
        return "lead.by-some", True
    fits = in_year(bond, years)
    return "lead.open" if fits is None else "lead.yes." if fits else "lead.no.", fits


def _now(bond: Bond, reading: Reading) -> tuple[str, bool]:
    if bond.status == "ended" and _PAST.isdisjoint(reading.words):
        return "lead.not-any-more", False
    if bond.relation not in relations(reading):
        return "lead.not-as-twins" if reading.has("rel") else "lead.not-quite", False
    return "lead.yes-suspended" if bond.status == "suspended" else "lead.yes.", True


KIND = Kind(
    "twinned",
    answer,
    asks=("yes-no", "list"),
    places=(2,),
    needs=(signs("rel partner friendship connected"),),
    allows=signs("reciprocal start found between both records tag other still") - {"still"},
    settles=True,
    fits=lambda reading: (
        reading.asks == "yes-no"
        or (reading.signs <= _BARE and reading.order[-1] != "CITY")
        or _asks_which(reading)
    ),
    examples=(
        "Is {A} a twin of {B}?",
        "Is there a partnership between {A} and {B}?",
        "Do {A} and {B} have a pact with each other?",
        "Is {B} on {A}'s list of partner cities?",
        "Were {A} and {B} already twinned in 1985?",
        "Does a twinning link {A} with {B}?",
        "Has {A} ever been twinned with {B}?",
        "Can {B} be called a friendship town of {A}?",
        "Are {A} and {B} joined by a sister city tie?",
        "Did {A} and {B} have a partnership in 2003?",
        "Is {B} among the sisters of {A}?",
        "Is the {A} in {X} twinned with {B}?",
        "{A} {B} twinned?",
        "are {A} and {B} sisters",
        "is {A} partner city w {B}",
        "{A} + {B} sister cities?",
        "{A} and {B} partners in 1990?",
        "pls check {A} {B} partnership",
        "do {A} n {B} have a twinning",
        "{A} & {B} linked as twin towns or not",
        "is {B} {A}s partner town",
        "were {A} and {B} ever sister citys",
        "twinned or not: {A}, {B}",
        "so {A} is twinned with {B} right",
        "{A} and {B} not twinned are they",
        "Settle a bet: {A} and {B} are twin towns. Yes or no?",
        "My pupils ask if {A} is the sister of {B}.",
        "For our newsletter I must know whether {A} and {B} are partnered.",
        "I have read that {A} is twinned with {B}. Is that correct?",
        "Would you kindly tell me whether a partnership exists from {A} to {B}?",
        "Just yes or no: partner towns, {A} and {B}?",
        "Is it with {B} that {A} is twinned?",
        "Please, has {A} partnership together with {B}?",
        "Someone told me {B} is no twin of {A}. True?",
        "Could one find {B} if one searched the partners of {A}?",
        "{A} calls itself a sister of {B}. Rightly so?",
        "Which {A} is twinned with {B}?",
        "Are {A} and {B} partners?",
        "{A} {B} sister cities?",
        "Have {A} and {B} ever {partner:linked arms}?",
        "I wonder if {A} is {partner:allied} to {B}.",
        "do {A} and {B} have a thing going, twinning-wise?",
        "Could you tell me whether {A} {have:maintains} a partnership with {B}?",
        "Does any charter exist between {A} and {B}?",
        "Did {B} {partner:strike up a friendship} with {A}?",
        "Do you happen to know if {B} is one of {A}'s twins?",
        "Was {A} already {partner:paired} with {B} in {Y}?",
        "Does {A} count {B} among its {partner:siblings}?",
        "Is {B} on {A}'s partner list?",
        "Is there a pact in place linking {A} to {B}?",
        "Do {A} and {B} {partner:cooperate}?",
        "By any agreement, is {B} bound to {A}?",
        "Has {A} {partner:palled up} with {B}?",
        "Someone told me {A} and {B} were {partner:kin}. True?",
        "Would {B} be {A}'s {partner:counterpart}?",
        "Are the cities of {A} and {B} {partner:affiliated} with each other?",
        "Did {A} and {B} {partner:tie the knot} before {Y}?",
        "{A} isn't twinned with {B}, is it?",
        "Please check whether {A} has {partner:forged ties} with {B}.",
        "Have {A} and {B} been {partner:bonded} since {Y}?",
        "is {B} a twin of {A} y/n",
        "Between {A} and {B}, is there some sort of partnership?",
        "Is {A} twinned with {B}?",
        "Are {A} and {B} sister cities?",
        "Do {A} and {B} have a partnership?",
        "Is it true that {A} is partnered with {B}?",
        "Can you confirm that {A} and {B} are twin towns?",
        "Is {B} one of {A}'s sister cities?",
        "Did {A} link up with {B} in {Y}?",
        "{A} and {B} are sister cities, right?",
        "Does {A} cooperate with {B} as a sister city?",
        "Is there a twinning agreement between {A} and {B}?",
        "Is {A} {partner:hooked} up with {B}?",
        "Is {A} {partner:allied} with {B}?",
        "{A} {partner:teamed} up with {B}, right?",
        "Are {A} and {B} {partner:counterparts} in a twinning?",
        "Did {A} ever {partner:bond} with {B} as twin towns?",
        "Has {A} {start:entered} into a partnership with {B}?",
        "Does {A} count {B} among its sister cities?",
        "Is {B} listed as a sister city of {A}?",
        "Are {A} and {B} officially sistered?",
        "Does {A} belong to {B}'s twin towns?",
        "Do {A} and {B} {have:enjoy} a sister city relationship?",
        "Were {A} and {B} already sister cities in {Y}?",
        "Are {A} and {B} twin cities?",
        "Is there a sister city tie between {A} and {B}?",
        "Is {A} one of the partners of {B}?",
        "{A}'s twin {B}: yes or no?",
        "{A} – {B} partners?",
        "is {A} sistered with {B}",
        "Are {A} and {B} twinned at all?",
        "Is {B} a partner municipality of {A}?",
        "Have {A} and {B} got a twinning?",
        "Have {A} and {B} partnered up?",
        "Have {A} and {B} become sister cities?",
        "Did {A} and {B} ever become twins?",
        "Did {A} enter into a twinning with {B}?",
        "Does {A} have {B} as a sister city?",
        "Does {A} have a twinning with {B}?",
        "Does {A} possess a partnership with {B}?",
        "Does a partnership link {A} and {B}?",
        "Does the list of {A}'s sister cities name {B}?",
        "Do {A} and {B} form a pair of twin towns?",
        "Do {A} and {B} count as sister cities?",
        "Do the records know of a partnership between {A} and {B}?",
        "Do you have a partnership of {A} and {B} on record?",
        "Can {A} call {B} its sister?",
        "Is it correct that {A} is a twin town of {B}?",
        "Is it so that {A} and {B} are sisters?",
        "Is it a fact that {A} and {B} are twinned?",
        "I was told that {A} is twinned with {B}, is that right?",
        "I'd like to know if {A} and {B} are sister cities.",
        "Tell me whether {A} and {B} are partnered.",
        "Let me know if {A} is a sister city of {B}.",
        "Just checking: are {A} and {B} sister cities?",
        "So {A} is twinned with {B}?",
        "{A} is {B}'s sister city, correct?",
        "{A} and {B} are twins, no?",
        "Would it be right to say that {A} and {B} are sister cities?",
        "Might {A} and {B} be twinned?",
        "Is a sister city agreement in place between {A} and {B}?",
        "Is any twinning recorded for {A} and {B}?",
        "Were {A} and {B} twinned in {Y}?",
        "Was {B} a partner of {A} back in {Y}?",
        "Was there a partnership between {A} and {B} before {Y}?",
        "By {Y}, had {A} and {B} become twins?",
        "As of {Y}, were {A} and {B} sister cities?",
        "do {A} and {B} count as twins",
        "any official tie between {A} and {B}?",
        "would you say that {A} is a sister of {B}",
        "{B} – is that one of {A}'s twins?",
        "is there a sister cities deal linking {A} with {B}",
        "did {A} ever get together with {B} as sister cities",
        "Is {B} to be found on {A}'s list of partner towns?",
        "so {A} is partnered with {B}, or is it not",
        "Were {A} and {B} a pair of twins in {Y}?",
        "yo is {A} sisters with {B}",
        "Have {A} and {B} sealed a twinning?",
        "Could it be that {A} and {B} are in a partnership?",
        "had {A} and {B} twinned by {Y}",
        "{A} and {B}, sisters already in {Y}?",
        "were {A} and {B} together in {Y}",
        "by {Y}, was {A} a twin of {B}",
        "was {B} already with {A} as a partner in {Y}",
        "is something official going on with {A} and {B}",
    ),
    counter_examples=(
        "Are the mayors of {A} and {B} friends?",
        "Is {A} happy with its twin {B}?",
        "{A} and {B} same weather?",
        "Settle a bet: {A} is older than its sister {B}. Yes or no?",
        "Do schools in {A} and {B} have an exchange?",
        "Is it worth it for {A} to be twinned with {B}?",
        "Did anyone from {A} visit the partner town {B} in 2003?",
        "Are football clubs of {A} and {B} partnered?",
        "Are the zoos of {A} and {B} partnered?",
        "Will {A} twin with {B}?",
        "Should {A} become a sister city of {B}?",
        "Does {A} want to be twinned with {B}?",
        "Do people in {A} like their sister city {B}?",
        "Has {A} considered {B} as a sister city?",
        "Did {A} apologise to its sister city {B}?",
        "Is {A} bigger than its twin town {B}?",
        "Do {A} and its sister city {B} exchange students?",
        "Is the partnership of {A} and {B} useful?",
        "Did {A} sign a trade deal with its sister city {B}?",
        "Is {A} planning to twin with {B}?",
        "Did the mayor of {A} visit sister city {B}?",
        "Are {A} and {B} on the same river?",
        "Are {A} and {B} in the same time zone?",
        "Are {A} and {B} linked by train?",
        "Are {A} and {B} at war?",
        "Are {A} and {B} equally large?",
        "Are the museums of {A} and {B} partners?",
        "Are the police of {A} and {B} in touch?",
        "Do {A} and {B} play in the same league?",
        "Do {A} and {B} have the same mayor?",
        "Do {A} and {B} trade with each other?",
        "Do the schools of {A} and {B} work together?",
        "Do the people of {A} and {B} get on?",
        "Does {A} look like {B}?",
        "Does {A} sell water to {B}?",
        "Does {A} have a direct flight to {B}?",
        "Does the university of {A} have a partnership with {B}?",
        "Does the mayor of {A} like {B}?",
        "Is {A} nicer than {B}?",
        "Is {A} older than {B}?",
        "Is there a train from {A} to {B}?",
        "Is there a student exchange from {A} to {B}?",
        "Is there a statue of {B} in {A}?",
        "Is the bishop of {A} from {B}?",
        "Is {B} named after {A}?",
        "Is {A} a suburb of {B}?",
        "Has {A} ever played against {B}?",
        "Has {A} ever sent aid to {B}?",
        "Has the council of {A} been to {B}?",
        "Did {A} ever fight a war with {B}?",
        "Did {A} give {B} a bell?",
        "Did somebody from {A} found {B}?",
        "Can {A} get a partnership with {B}?",
        "Would {A} like to twin with {B}?",
        "Were {A} and {B} bombed in the war?",
        "Was {A} founded by people from {B}?",
        "Was the twinning of {A} and {B} a good idea?",
        "Was the agreement of {A} and {B} signed in the town hall?",
    ),
)
