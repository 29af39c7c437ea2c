"""Which partners of one place are not those of another: "twinned with Vilnius but not with Riga"."""

from __future__ import annotations

from bot.answering.language import joined
from bot.answering.records.denials import bare, only_before
from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.lexicon import RELATED
from bot.answering.records.of_place import OfPlace
from bot.answering.records.reading import Reading
from bot.answering.records.tally import as_asked
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """List the partners of the one place without those that are on record for the others."""
    at = _whose(reading) or 0
    center, others = places[at], [number for spot, number in enumerate(places) if spot != at]
    found = OfPlace.ask(records, center, reading)
    theirs = {bond.other(other) for other in others for bond in records.of.get(other, ())}
    own = [bond for bond in found.selection.main if bond.other(center) not in {*theirs, *others}]
    proof = [bond for other in others for bond in records.of.get(other, ())[:1]]
    others_named = joined(list(map(records.label, others)))
    if own:
        found.list(
            "not-shared.some",
            own,
            place=found.label,
            what=found.noun(len(own)),
            where=found.where(),
            others=others_named,
        )
    else:
        cited = found.draft.cite(*found.selection.main[:3], *proof, compare=False)
        found.draft.say("not-shared.none", cited=cited, place=found.label, others=others_named)
    if not all(records.complete(number) for number in others):
        found.draft.say("not-shared.open", others=others_named)
    labels = [found.partner(bond) for bond in own]
    return found.answer("not-shared", as_asked(labels, reading))


def _whose(reading: Reading) -> int | None:
    """Return which of the places has the partners; None where the question denies something else."""
    order, cities = bare(reading)
    if "negated" not in order:  # "Which of Cologne's partners does Berlin lack?"
        beside = order[cities[0] - 1 : cities[0]] + order[cities[0] + 1 : cities[0] + 2]
        return None if set(beside).isdisjoint(RELATED) else 0
    denied = order.index("negated")
    if reading.has("common") or order[denied + 1 : denied + 2] != ["have"]:
        return only_before(reading)
    if order[denied - 2 : denied] != ["CITY", "do"]:  # "… that Riga does not have"
        return None
    named = cities.index(denied - 2)
    return next((which for which in range(len(cities)) if which != named), None)


KIND = Kind(
    "not-shared",
    answer,
    asks=("list", "count"),
    places=(2, 3),
    needs=only("rel partner friendship", "negated"),
    allows=FILTERS | signs("negated except common they other"),
    fits=lambda reading: _whose(reading) is not None,
    examples=(
        "{A}'s twins, minus any that {B} has too",
        "What does {A} have that {B} doesn't? In sister cities, I mean.",
        "partners {A} has still got that {B} hasnt",
        "{A} can boast some twins that {B} can't. I don't mean {B} itself and which ones apart from it?",
        "Compare {A} to {B}: what partners does the latter lack that the former has?",
        "Missing from {A}'s collection of partners but present in that of {B}: ?",
        "list such partners of {A} as are not at the same time partners of {B}.",
        "Which twin towns belong to {A} alone and not to {B}?",
        "Partners of {A} minus partners of {B}?",
        "Which of {A}'s sister cities are missing from {B}'s list?",
        "Who is a sister of {A} without being a sister of {B}?",
        "Which places are tied to {A} yet not to {B}?",
        "Which cities does {A} have as partners while {B} does not?",
        "Which of {A}'s links has {B} not got?",
        "Which towns have a pact with {A} but none with {B}?",
        "Leave out {B}'s partners: who is left of {A}'s?",
        "Which twins of {A} are unknown to {B} as twins?",
        "Name {A}'s partners in {X} that are not partnered with {B}.",
        "Which friendship towns of {A} are no friendship towns of {B}?",
        "Which of the cities twinned with {A} have no twinning with {B}?",
        "{A} but not {B} sister cities",
        "twins of {A} not {B}",
        "partners {A} has and {B} doesnt",
        "sister citys of {A} that arent {B}s",
        "nr of {A} twins that {B} doesnt have",
        "{A} partners excl. those of {B}",
        "who is w {A} but not w {B} (twin towns)",
        "list twins {A} without twins {B} pls",
        "{X} cities twinned with {A}, not {B}",
        "which partner of {A} is not partner of {B}",
        "{A} yes {B} no: which sister cities",
        "not in common: partners of {A} that {B} hasnt got",
        "Settle a bet: {A} has twins that {B} does not have, right? Which?",
        "Would you kindly name those twin towns of {A} with which {B} has no partnership?",
        "Please, which cities are sister from {A} and are not sister from {B}?",
        "The towns that chose {A} as a twin, but not {B}",
        "Partners on one side: with {A}, never with {B}",
        "We share some twins with {A}, we being {B}. Which of theirs do we not have?",
        "I'd like the sisters that {A} does not share with {B}.",
        "Which cities are twinned with {A} but not with {B}?",
        "Which sister cities has {A} that {B} does not have?",
        "Which sister cities does {A} not have in common with {B}?",
        "Which partners of {A} are not partners of {B}?",
        "Who is twinned with {A} and not with {B}?",
        "Which of {A}'s twin towns are not twinned with {B}?",
        "How many of {A}'s partners are not twinned with {B}?",
        "List the partners of {A} that {B} doesn't have.",
        "Name the towns twinned with {A} but not twinned with {B}.",
        "Which of {A}'s partners are twinned neither with {B} nor with {B}?",
        "What twins does {A} have which {B} does not have?",
        "Which sister cities of {A} does {B} not have?",
        "Which {X} cities are partners of {A} but not of {B}?",
        "How many twin towns has {A} that {B} does not have?",
        "Who are the partners of {A} that are not also partners of {B}?",
        "Which cities partnered with {A} are not partnered with {B}?",
        "Show the twins of {A} that are no twins of {B}.",
        "Which twin towns does {A} not share with {B}?",
        "What partners of {A} are not shared with {B}?",
        "Give me the sister cities of {A} not in common with {B}.",
        "which sisters of {A} does {B} not have",
        "which partners has {A} got that {B} lacks",
        "whom is {A} twinned with that {B} isn't",
        "{A}'s list without those of {B}",
        "who's on {A}'s list and missing on {B}'s",
        "sisters of {A} but not of {B}",
        "which twins does {A} have that are none of {B}'s",
        "what partners are {A}'s and not {B}'s",
        "which of {A}'s twins has {B} not got",
        "whom does {B} lack that {A} has as a sister",
        "{A}'s circle without {B}'s circle: who is left?",
        "Strike from {A}'s roster all that {B} has as well; what remains?",
        "twins {A} has goin that {B} hasnt, list em",
        "Kindly indicate the counterparts of {A} with which {B} maintains no agreement.",
        "Sister of {A} but of {B} no sister, which cities are it?",
        "wich freind cities are {A}s only n not {B}s",
        "I wonder how many of {A}'s knots are not tied to {B} too.",
        "Settle a bet: how many twins does {A} have which aren't twins of {B}?",
        "Name the bonds {A} keeps that {B} lacks.",
        "Put down those partners of {A} that {B} cannot claim.",
        "By which towns is {A} called a sister while {B} is not?",
        "Of the partners of {A}, the ones {B} has nothing to do with?",
        "{A}'s sisters – which are not {B}'s too?",
        "Regarding {A} and {B}: which twins of the first are not twins of the second?",
        "The partners that {A} does not have in common with {B} are how many?",
        "What cities are hooked up with {A} and not hooked up with {B}?",
        "Which towns would be at {A}'s party of partners but not at {B}'s?",
        "Who is an item with {A}, yet never was with {B}?",
        "Which friendship towns are peculiar to {A}, {B} not having them?",
        "{A} counts them as sisters, {B} doesn't: name them.",
        "Tally the twins found on {A}'s list and absent from {B}'s.",
        "Which partners of {A} are no partners of {B} or {B}?",
        "{A}'s twins, leaving out any of {B}'s and any of {B}'s",
        "Who has a pact with {A} but with neither {B} nor {B}?",
        "In {X}, what towns are linked to {A} but not to {B}?",
        "How many partners in {X} has {A} got that aren't {B}'s as well?",
        "Which of the twins that {A} took on after {Y} are not twinned with {B}?",
        "what does {A} have over {B} in the way of sister cities, i mean names not on both lists",
        "Which of {A}'s active partners has {B} never partnered with?",
        "Exclusive to {A} when set against {B}: which partners?",
        "Which towns did {A} pick for a partner that {B} did not pick?",
        "On {A}'s sign but not on {B}'s sign: which partner towns?",
        "Whose sister is {A}, but not {B}?",
        "{B} lacks some of the twins {A} boasts. Which ones would those be?",
        "Take {A}'s links, cross out those to partners of {B}, and show me the rest.",
        "Show partners of {A} except such as are partners of {B} too.",
        "list diff: partners({A}) - partners({B})",
        "Which counterparts would {A} not have to share with {B}?",
        "Not twinned with {B}, though twinned with {A}: how many places is that?",
        "Which cities know {A} as their partner, and {B} not at all as one?",
        "Of {A}'s friend cities, which ones don't also belong to {B}?",
        "who's sister to {A} n not to {B} tho",
        "{A} has ties to certain places in {X}; which of these does {B} have no tie to?",
        "Any twins {A} can call its own that {B} can't? Name them.",
    ),
    counter_examples=(
        "Which holidays does {A} celebrate but not its twin {B}?",
        "Who likes {A} but not its sister city {B}?",
        "why is our school partnered with {A} and not with {B}",
        "Which delegates came to {A} but did not go on to {B}?",
        "Which airlines fly to {A} but not to {B}?",
        "Which costs are borne by {A} and not by its partner {B}?",
        "What secrets does {A} not share with {B}?",
        "Which bands have played in {A} but not in twin town {B}?",
        "Which festivals of {A} does {B} not have?",
        "Which museums are in {A} but not in {B}?",
        "Why is {A} twinned with {B} and not with its neighbour?",
        "Which languages are spoken in {A} but not in {B}?",
        "Which school of {A} has no partner school in {B}?",
        "What does {A} have that its twin {B} does not?",
        "Which companies of {A} are not active in its sister city {B}?",
        "Which jokes are told in {A} but not in its twin {B}?",
        "Who moved to {A} instead of to its sister city {B}?",
        "Which companies have an office in {A} but none in {B}?",
        "What can you buy in {A} that its partner {B} doesn't sell?",
        "why did the band play {A} but not its twin {B}",
        "Which laws apply in {A} and do not apply in {B}?",
        "Which pupils of {A} were not allowed to go to {B}?",
        "What does {A} get from its twins that {B} doesn't get?",
    ),
)
