"""Which places have one place as their only partner: "Which cities are twinned with Rome only?"."""

from __future__ import annotations

from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.of_place import OfPlace
from bot.answering.records.query import Query, partners, without_areas
from bot.answering.records.reading import Reading
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """List the partners of the place of which no other partner is on record."""
    found = OfPlace.ask(records, places[0], reading)
    everywhere = without_areas(Query.of(reading))
    alone = [
        bond
        for bond in found.selection.main
        if len(partners(records, bond.other(places[0]), everywhere).main) == 1
    ]
    if alone:
        found.list("sole-partner.some", alone, place=found.label, what=found.noun(1), where=found.where())
    else:
        cited = found.draft.cite(*found.selection.main[:3], compare=False)
        found.draft.say(
            "sole-partner.none", cited=cited, place=found.label, what=found.noun(1), where=found.where()
        )
    found.draft.say("complete.never")
    labels = [found.partner(bond) for bond in alone]
    return found.answer("sole-partner", len(labels) if reading.asks == "count" else labels)


def _of_others(reading: Reading) -> bool:
    """Tell whether it is the others that have no further partner: not in "the only partner of Rome"."""
    order = [sign for sign in reading.order if sign not in ("article", "filler", "still")]
    at = order.index("only")
    if not {"place", "who"} & set(order[: order.index("CITY")]):
        return False
    around = (order[at - 2 : at], order[at + 1 : at + 3], order[at - 1 : at], order[at + 1 : at + 2])
    with_it = around[0] == ["with", "CITY"] or around[1] == ["with", "CITY"] or around[2] == ["with"]
    return with_it or (around[2] in (["be"], ["have"]) and "with" in order[at:])


KIND = Kind(
    "sole-partner",
    answer,
    asks=("list", "count"),
    needs=only("rel partner friendship", "only"),
    allows=signs("only they"),
    years=False,
    fits=_of_others,
    examples=(
        "Which towns have {A} as their only partner?",
        "For which cities is {A} the only sister city?",
        "Who has just one twin, namely {A}?",
        "Whose only partner is {A}?",
        "Which towns are partnered with {A} and nobody else?",
        "Which towns in {X} have {A} as their one and only twin?",
        "Which sister cities of {A} have no other sister city?",
        "Which of {A}'s partners have no other partners?",
        "Name the cities whose single partner is {A}.",
        "Which twins of {A} are twinned with no other place?",
        "What places have a link with {A} alone?",
        "Which cities have one pact only, the one with {A}?",
        "towns twinned with {A} and nothing else",
        "who has only {A} as partner",
        "which cities got {A} as only sister city",
        "only twin = {A}, which towns?",
        "partners of {A} that have no other partners",
        "list towns whose sole twin is {A} pls",
        "nr of cities with {A} as only partner",
        "sole partner {A} list",
        "cities in {X} with {A} as their only twin",
        "which places hav only one partner and its {A}",
        "Faithful to one: which towns have {A} and no other as their sister city?",
        "Settle a bet: is there a town that has {A} for its only twin, and which?",
        "Take {A} away, and which towns have an empty list of partners?",
        "Would you be so good as to tell me which towns have {A} as their single partner?",
        "Those sister cities of {A} that never twinned with anyone else, please.",
        "{A} is all they have: which towns have no further twin?",
        "Which cities are having only {A} like partner town?",
        "List: all places for which {A} is the one and only friendship town.",
        "Some towns know only one partnership, and it is with {A}. Which are they?",
        "Which cities are twinned with {A} only?",
        "Which towns are twinned only with {A}?",
        "Which places are partnered exclusively with {A}?",
        "How many cities are twinned only with {A}?",
        "Which {X} towns are twinned only with {A}?",
        "Which cities are only twinned with {A}?",
        "Who is twinned with {A} only?",
        "List the towns twinned solely with {A}.",
        "who has {A} and nobody else as twin",
        "which towns are paired with {A} alone",
        "whose one sister is {A}",
        "for whom is {A} the sole partner",
        "which places have no twin but {A}",
        "cities with {A} as only sister",
        "who has just {A} for a sister",
        "which partners of {A} have no other partner",
        "who is twinned with {A} and no one besides",
        "towns that have {A} alone as a partner",
        "places whose only link is {A}",
        "who has got no sister other than {A}",
        "places which have only {A} as a twin",
        "towns having just {A} as their sister",
        "who has merely {A} as a partner",
    ),
    counter_examples=(
        "Which buses go to {A} only?",
        "Which sister cities of {A} have only one school?",
        "Which partner towns trust only {A}?",
        "who speaks only the language of {A}",
        "Which towns buy their wine from {A} alone?",
        "Which twins of {A} have just one bridge?",
        "My pupils ask which towns write letters to {A} only.",
        "Which mayors have visited nobody but {A}?",
        "Which cities send teachers only to {A}?",
        "Which clubs of its twin towns play with {A} only?",
        "Which flights go only to {A} and its sister cities?",
    ),
)
