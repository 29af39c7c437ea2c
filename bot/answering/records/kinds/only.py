"""Is one place the only partner of another: of all, or in an area."""

from __future__ import annotations

from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.lexicon import RELATED
from bot.answering.records.of_place import OfPlace
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Answer yes where the partners of the one are the other alone; name them all where they are not."""
    at = _whose(reading)
    center, other = places[at], places[1 - at]
    found = OfPlace.ask(records, center, reading)
    bonds = found.selection.main
    alone = [bond.other(center) for bond in bonds] == [other]
    if not bonds:
        found.none()
        return found.answer("only", False)
    found.draft.say("lead.yes" if alone else "lead.no")
    found.list("partners.has", bonds, place=found.label, what=found.noun(len(bonds)), where=found.where())
    return found.answer("only", alone)


def _whose(reading: Reading) -> int:
    """Return which of the two places has the partners: the one after "of" or before the word for them."""
    order = [sign for sign in reading.order if sign != "filler"]
    cities = [at for at, sign in enumerate(order) if sign == "CITY"]
    for which, at in enumerate(cities):
        if order[max(0, at - 1) : at] in (["of"], *([sign] for sign in RELATED)) or order[
            at + 1 : at + 2
        ] in (
            ["only"],
            ["have"],
            *([sign] for sign in RELATED),
        ):
            return which
    return 0


KIND = Kind(
    "only",
    answer,
    asks=("yes-no",),
    places=(2,),
    needs=only("rel partner friendship", "only"),
    allows=signs("only still with"),
    years=False,
    examples=(
        "Has {B} got no other twin than {A}?",
        "Is {A} all that {B} has in the way of twin towns?",
        "Does {B} have {A} and nobody else as a partner?",
        "Is there just one sister city of {B}, namely {A}?",
        "Is {A} the one partner city that {B} has?",
        "Is {A} the only {X} partner of {B}?",
        "Is {A} the only town in {X} that {B} is twinned with?",
        "only {A} for {B}?",
        "{A} = the only one on {B}s twin list?",
        "{B} just has {A} as sister city?",
        "{B} only partner {A}, true?",
        "is {A} the only one {B} is twinned with",
        "{A} the only {X} twin of {B}?",
        "is {B} only twined with {A}",
        "no other partners for {B} than {A}?",
        "in {X}, is {A} the only partner {B} has",
        "{B} has one twin, {A}, correct?",
        "is {A} single sister of {B} or are there others",
        "{B}: only pact with {A}?",
        "For our newsletter: may I write that {A} is the only partner city of {B}?",
        "My pupils think {A} is the only sister that {B} has. Are they right?",
        "Is {A} an only child among the twins of {B}, with no others beside it?",
        "I read that {B} has exactly one partner, {A}. Is that so?",
        "Is it so that {B} is having only one partnership and this is {A}?",
        "Monogamous, is {B}? Only {A} as its twin?",
        "If I strike {A} from {B}'s partners, is none left?",
        "Of towns in {X}, is it {A} alone that is partnered with {B}?",
        "{A} stands alone on the partner list of {B}: true or false?",
        "One twin and one only: is this {A}, for {B}?",
        "Am I right that there are no other twinned places of {B} in {X} than {A}?",
        "Is {A} the only sister city of {B}?",
        "Is {A} twinned only with {B}?",
        "Is {A} {B}'s only partner in {X}?",
        "Is it true that {A} is the only twin town of {B}?",
        "Is {A} the only partner of {B}?",
        "Is {A} the only twin town of {B}?",
        "Is {A} the only sister city that {B} has?",
        "Is {A} {B}'s only sister city?",
        "Is {A} {B}'s only twin?",
        "Is {A} twinned with {B} only?",
        "Is {A} twinned exclusively with {B}?",
        "Is {B} the one and only partner of {A}?",
        "Does {A} have only {B} as a sister city?",
        "Does {A} only have {B} as a partner?",
        "Does {A} have {B} as its only twin?",
        "does {A} have no partner but {B}",
        "does {A} have any other sister than {B}",
        "is {B} all that {A} has got as twins",
        "has {A} no one except {B}",
        "is there nobody except {B} on {A}'s sister list",
        "{B} is the sole twin of {A}, isn't it",
        "did {A} never twin with anyone else than {B}",
        "is {B} the lone sister city of {A}",
        "apart from {B}, has {A} no partner?",
        "is {A} twinned with {B} and with no one else",
        "{A} has just the one partner, {B}?",
        "are there other partners of {A} besides {B}",
        "{B}: {A} and that's it for twins?",
        "Is {A} the lone entry on {B}'s roster?",
        "so {B}s hooked up w {A} and zero others?",
        "Kindly confirm that {B} maintains no partnership other than that with {A}.",
        "{B} has as sister city {A} only, yes?",
        "is {A} teh one and onyl freind city for {B}",
        "I wonder if {B} has anyone besides {A} as a twin.",
        "Settle a bet: {B} keeps a single partner and it is {A}.",
        "Tell me whether {A} makes up the whole of {B}'s partner list.",
        "Is {B} bound to {A} alone?",
        "Of the partners of {B}, is {A} the only one there is?",
        "{B}'s sisters – just {A}, or more?",
        "Regarding {B}: its only counterpart is {A}, right?",
        "That {B} is partnered with nobody but {A}, is it true?",
        "Has {B} never tied a knot except with {A}?",
        "Take {A} away and {B} has no twin left, correct?",
        "Does {B}'s circle of sisters consist of {A} and no other?",
        "{A} is the sum total of {B}'s twins, isn't it?",
        "Would I be right that {B} lacks any partner apart from {A}?",
        "Has {A} got {B} all to itself, being its only twin?",
        "Only the one link for {B}, to {A}: is that all of it?",
        "Is there nobody in {X} that {B} is twinned with except {A}?",
        "Within {X}, does {B} have {A} and no further partners?",
        "Is {A} the sole sister that {B} keeps in {X}?",
        "In {X} {B} only has {A}, right?",
        "Is {B}'s one and only bond in {X} the one with {A}?",
        "Is having {A} as a partner all the twinning that {B} does?",
        "Did {B} stop at {A} and take no second twin?",
        "{A}, single twin of {B}: yes/no?",
        "Is {A} without rivals among {B}'s partners, being the only one?",
        "Does the list of {B}'s friendship towns end after {A}?",
        "{B} has but one pact, which is with {A}, hasn't it?",
        "Isn't {A} the only city that {B} is an item with?",
        "does {B} own any twinning other than the {A} one",
        "Not one partner other than {A} for {B}, is that a fact?",
        "If {B} lost {A}, would it be without a single sister?",
        "Has {B} got more partners, or does it make do with {A} alone?",
        "Has nobody but {A} ever been paired off with {B}?",
        "Is {A} where {B}'s list of twins both begins and ends?",
        "Was {A} the only place that {B} took for a partner?",
        "Am I to understand that {A} is {B}'s solitary twin town?",
        "Is it the case that {B} has no further sisters, {A} being the only one?",
        "do i have it right that {B}'s twin list is {A}, full stop",
        "Besides {A}, does {B} still have other sister cities?",
        "{B} does twinning with {A} exclusively, true or false?",
    ),
    counter_examples=(
        "Is {A} the only partner that {B} can trust?",
        "Is {A} the only city the mayor of {B} has ever been to?",
        "is {A} the only twin of {B} that has an airport",
        "Why is {A} the only sister city of {B}?",
        "Should {A} remain the only partner of {B}?",
        "Is {A} only twinned with {B} because of the money?",
        "Is {A} the only one to celebrate the twinning with {B}?",
        "Is {A} the only city that pays for its sister city {B}?",
        "Is {A} the only city that {B} likes?",
        "Is {A} the only town near {B}?",
        "Is {A} the only sister city of {B} with a beach?",
        "Is the mayor of {A} the only one who visited {B}?",
        "Is {A} the only place where {B}'s cheese is sold?",
        "Is {A} the only twin of {B} that the mayor likes?",
        "Is {B} only polite to its sister city {A} at Christmas?",
        "Is {A} the only one of {B}'s partners with a harbour?",
        "is {A} the only reason people visit {B}",
        "Did {B} only choose {A} because they speak the same language?",
        "Is {A} the only twin that has ever let {B} down?",
        "Can one get to {B} only by way of {A}?",
    ),
)
