"""Is a place a partner of neither of two others."""

from __future__ import annotations

from bot.answering.blocks import Item
from bot.answering.records.denials import only_undenied
from bot.answering.records.draft import Draft, RecordAnswer, bond_note, names
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.of_pair import complete
from bot.answering.records.query import Query
from bot.answering.records.reading import Reading
from corpus.partnerships import Records

_DENIED = 2  # places that are denied


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Answer yes where none of the others is a partner; name those that are."""
    at = only_undenied(reading) or 0
    center, others = places[at], [number for spot, number in enumerate(places) if spot != at]
    query, draft = Query.of(reading), Draft(records)
    bonds = [bond for other in others if (bond := records.between(center, other)) is not None]
    held = [bond for bond in bonds if bond.status in query.statuses and bond.relation in query.relations]
    draft.say("lead.no" if held else "lead.yes")
    if bonds:
        items = [Item(records.label(bond.other(center)), bond_note(bond), draft.cite(bond)) for bond in bonds]
        draft.list("pair.instead", items, place=records.place(center).name)
    linked = {bond.other(center) for bond in bonds}
    for other in others:
        if other not in linked:
            key = "neither.certain" if complete(records, center, other) else "pair.none-open"
            draft.say(key, places=names(records, center, other))
    if not bonds:
        proof = [bond for number in (center, *others) for bond in records.of.get(number, ())[:1]]
        draft.cite(*proof, compare=False)
    return draft.answer("neither", not held, complete=records.complete(center))


KIND = Kind(
    "neither",
    answer,
    asks=("yes-no",),
    places=(3,),
    areas=(0, 0),
    needs=only("rel partner friendship", "negated"),
    allows=signs("negated or it still"),
    years=False,
    fits=lambda reading: reading.order.count("negated") >= _DENIED and only_undenied(reading) is not None,
    examples=(
        "Is {A} a twin of neither {B} nor {B}?",
        "Has {A} a partnership with neither {B} nor {B}?",
        "Is neither {B} nor {B} among the partners of {A}?",
        "Does {A} have ties with neither {B} nor {B}?",
        "Is {A} linked neither to {B} nor to {B}?",
        "Are {B} and {B} both missing from {A}'s twin list?",
        "Do neither {A} nor {A} belong to {B}'s sister cities?",
        "Is it correct that {A} has neither {B} nor {B} as a sister?",
        "Neither {A} nor {A} is partnered with {B}, correct?",
        "Does {A} count neither {B} nor {B} among its friendship towns?",
        "Is {B} sister to neither {A} nor {A}?",
        "Is there no pact of {A} with either {B} or {B}?",
        "Is {A} not twinned with {B} and not with {B} either?",
        "Have neither {A} nor {A} twinned with {B}?",
        "{A} neither {B} nor {B} twinned?",
        "neither {B} nor {B} is a sister of {A} right",
        "{A} not twinned w {B} or {B}, correct?",
        "is {A} partners with neither {B} nor {B}",
        "neither {A} nor {A} partner of {B} y/n",
        "{A} has no tie to {B} nor {B} true?",
        "so {A} isnt twinned with {B} nor with {B}?",
        "{A} nor {A} twin of {B}, neither, right?",
        "pls confirm {A} twinned with neither {B} nor {B}",
        "is niether {B} nor {B} a twin of {A}",
        "{A} partner cities: no {B}, no {B}, neither one?",
        "{B} neither twinned with {A} nor {A}?",
        "true or false: {A} sister city of neither {B} nor {B}",
        "no link {A} to {B} and none to {B} either?",
        "not {B} and not {B} as partners of {A}, is that so",
        "For our newsletter I want to be sure that neither {A} nor {A} is a partner of {B}.",
        "Am I right in thinking that {A} is tied to neither {B} nor {B}?",
        "I looked for {B} and for {B} in {A}'s list of sisters. Is it true that neither is there?",
        "Could it be that neither {A} nor {A} ever became a partner city of {B}?",
        "{B} and {B}: is neither of them a twin town of {A}?",
        "Would it be accurate to write that {A} is the partner of neither {B} nor {B}?",
        "Of {B} and {B}, is not one twinned with {A}?",
        "Please, is it so that {A} has partnership not with {B} and also not with {B}?",
        "Kindly verify: {A} twinned neither to {B} nor to {B}.",
        "It is neither {B} nor {B} that {A} is partnered with, is it?",
        "Does the statement hold that neither {A} nor {A} has a twinning with {B}?",
        "Both are out, {B} as well as {B}: no partner of {A}. Right?",
        "Is {A} twinned with neither {B} nor {B}?",
        "Are neither {A} nor {A} twinned with {B}?",
        "Is it true that {A} is a partner of neither {B} nor {B}?",
        "Is {A} neither a sister city of {B} nor of {B}?",
        "{A} is twinned neither with {B} nor with {B}, right?",
        "Is neither {A} nor {A} a partner of {B}?",
        "Are {A} and neither {B} nor {B} partners?",
        "Can you confirm that neither {A} nor {A} is twinned with {B}?",
        "is {A} twinned with neither {B} nor {B}",
        "{A} has no link to {B} or {B}, right?",
        "is neither {B} nor {B} a sister of {A}",
        "neither {B} nor {B} is twinned with {A}, true?",
        "does {A} have nothing with {B} nor with {B}",
        "are {B} and {B} both no partners of {A}",
        "{A}: with {B} no pact, with {B} no pact either, is that the state of things?",
        "Does {A} lack both {B} and {B} as partners?",
        "Neither {B} nor {B} is hooked up with {A}, is it?",
        "so neither {A} nor {A} ever tied the knot with {B}??",
        "Kindly confirm that {A} maintains no partnership with {B} nor with {B}.",
        "{A} is with not {B} and not {B} sister, true?",
        "is it ture that {A} is freinds with niether {B} nor {B}",
        "I wonder if {A} is an item with neither {B} nor {B}.",
        "Settle a bet: {A} has neither {B} nor {B} for a twin.",
        "Check {A}'s roster for me: is it without {B} and without {B}?",
        "Is {A} claimed as a partner by neither {B} nor {B}?",
        "Of the partners of {A}, is none called {B} and none called {B}?",
        "{A}'s sisters – neither {B} nor {B} among them?",
        "Regarding {A}: no bond with {B}, nor one with {B}, correct?",
        "That neither {A} nor {A} is a counterpart of {B}, is that right?",
        "Was {A} never paired off with {B}, nor with {B}?",
        "Are {A} and {A} both strangers to {B} when it comes to twinning?",
        "Would I look in vain for both {B} and {B} among {A}'s friend cities?",
        "Can it be said that not {A}, nor yet {A}, is a sister to {B}?",
        "{B}, {B}: neither one a twin of {A}, yes?",
        "{A} isn't linked to either of {B} and {B}, I take it?",
        "{A} hasn't got {B} and hasn't got {B} on its twin list, has it?",
        "Do both {A} and {A} do without {B} as a partner?",
        "nothing going between {A} and {B}, nor anything with {B}, right",
        "Does it hold for {B} as for {B} that {A} has no tie with it?",
        "neither of the two, {B} or {B}, has a knot with {A}, tru or not",
        "Has {A} left both {B} and {B} off its list of sisters?",
        "You don't have {A} down as a partner of {B} or of {B}, do you?",
        "Is {A} free of any link to {B} as well as to {B}?",
        "I'd say {A} is a twin neither of {B} nor of {B}; am I right?",
        "No {B}, no {B} in {A}'s circle of partners, is it so?",
        "Both {A} and {A} not twinned with {B}?",
        "Does the list of {A}'s counterparts mention neither {B} nor {B}?",
        "Neither with {B} nor with {B} has {A} got anything going, true or false?",
        "Have {B} and {B} both never been friend cities of {A}?",
        'Would "neither" be the right answer to whether {B} or {B} is {A}\'s twin?',
        "Is there not one partnership that ties {A} to {B} or to {B}?",
        "Are we sure that {A} isn't sister to {B} and isn't sister to {B}?",
        "{A} no {B} no {B} partnership both absent?",
        "Tell me if {A} and {A} are each without a pact with {B}.",
        "{B} isn't a partner of {A}, and {B} isn't either, isn't that so?",
        "Is it the case that {A} entered an agreement with neither {B} nor {B}?",
        "Does neither {A} nor {A} own a twinning with {B}?",
        "As far as your records go, is {A} tied to not a one of {B} and {B}?",
        "A friend claims {A} twins with neither {B} nor {B}; does the claim stand?",
    ),
    counter_examples=(
        "Does {A} like neither {B} nor {B}?",
        "Is {A} richer than neither {B} nor {B}?",
        "neither {A} nor {A} has invited {B} right",
        "Settle a bet: neither {A} nor {A} has a bigger church than {B}.",
        "Did neither {B} nor {B} pay for the festival in {A}?",
        "Is there a train from {A} to neither {B} nor {B}?",
        "My pupils say neither {A} nor {A} is as old as {B}. Are they right?",
        "Has neither {A} nor {B} sent a delegation to {A}?",
        "Is {A} neither larger than {B} nor older than {B}?",
        "Why is {A} twinned with neither {B} nor {B}?",
        "Did neither the mayor of {A} nor that of {B} come to the twinning in {A}?",
        "Is {A} neither as rainy as {B} nor as hot as {B}?",
        "Can one fly to neither {B} nor {B} from {A}?",
        "Did neither {A} nor {A} thank {B} for the gift?",
        "Is {A} rivals with neither {B} nor {B}?",
        "Is neither {A} nor {A} mentioned in the songs of {B}?",
        "Would neither {B} nor {B} make a good partner for {A}?",
        "does {A} borrow money from neither {B} nor {B}",
        "Do they speak neither the language of {B} nor that of {B} in {A}?",
    ),
)
