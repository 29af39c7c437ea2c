"""Which places have one place as their only partner: "Which cities are twinned with Rome only?"."""

from __future__ import annotations

from bot.answering.records.draft import RecordAnswer
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.of_place import OfPlace
from bot.answering.records.query import Query, partners, without_areas
from bot.answering.records.reading import Reading
from bot.answering.records.tally import as_asked
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
    return found.answer("sole-partner", as_asked(labels, reading))


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
        "Who is hooked up with {A} and not with a single other town?",
        "{A}'s counterparts that have got nobody else, who are they?",
        "Of the partners of {A}, which ones lack any second partner?",
        "How many towns can call {A} alone their sister?",
        "name the towns whose roster reads {A} and then stops",
        "For whom is {A} the only friend city there is?",
        "In whose list of twins does {A} stand all by itself?",
        "Which twins of {A} never tied a knot with others?",
        "I wonder which cities are an item with {A} only.",
        "Regarding {A}: towns that are twinned with it and with it only, please.",
        "Which places keep {A} as their lone counterpart?",
        "who's got {A} as the one and only sister, no others",
        "Enumerate those {X} towns that are bound solely to {A}.",
        "Partner towns having {A} only, which are they?",
        "Tally the cities for which {A} is the sole twin.",
        "By which towns is {A} held as only partner?",
        "towns w just 1 twin, and that twin is {A}",
        "Are there cities that have no partner but {A}, and which would those be?",
        "Which towns put all their eggs in one basket, having {A} for only sister city?",
        "{A} only, no other pact: which municipalities?",
        "How many places own a single link, which is the one to {A}?",
        "Show me the exclusive partners of {A}, those that have it only and never anybody else.",
        "Whose single bond is that with {A}?",
        "Which {X} cities have no twin apart from {A}?",
        "which twns are only twinned with {A}",
        "Without {A}, which cities would be left with no partner whatsoever?",
        "Kindly list such municipalities as maintain a partnership with {A} exclusively.",
        "Who among the sisters of {A} has no more sisters than this one?",
        "What is the number of towns that are paired with {A} alone?",
        "Which towns in {X} or {X2} have {A} as single twin?",
        "Is there anyone that only has {A}, twinning-wise, and who is it?",
        "The ones with {A} as partner and otherwise an empty roster: who?",
        "Some places are twinned with {A} and that's all they've got. Name them.",
        "What towns are loyal to {A}, in that it is their only sister city?",
        "Cities which besides {A} don't have any friendship town, which ones?",
        "Which counterparts of {A} are counterparts of no one else?",
        "only sister = {A}, how many towns is that true for",
        "Single out those partners of {A} with zero other partnerships.",
        "Which places count one partner in all, with {A} being that one?",
        "Who'd be friendless among twin towns if not for {A}?",
        "Of {A}'s {X} twins, which are twinned with it only?",
        "Does any town have just {A} as partner, and if so, which towns?",
        "My guess is two towns have {A} as their only partner. How many have?",
        "Which cities share a pact with {A} and with none besides?",
        "{A} is the sole entry on the list of sisters of which towns?",
        "Which of {A}'s twins have {A} as their only twin?",
        "Which of {A}'s partners has no other partner than {A}?",
        "Whose only sister is {A}?",
        "Which twins of {A} have no further twin?",
        "partners of {A} that have just {A}",
        "Of {A}'s partner towns, which are not linked to anyone else?",
        "Which partners of {A} would be left without any if {A} went?",
        "name the sisters of {A} with nobody else as a sister",
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
        "Which shops sell only goods from {A}?",
        "Which of {A}'s twins has only one church?",
        "Which towns reply only to letters from {A}?",
        "Who trusts only the mayor of {A}?",
        "Which schools of the sister cities learn only the language of {A}?",
        "Which teams have lost only to {A}?",
        "Which trains stop only in {A}?",
        "Which of {A}'s partners have only one hotel?",
    ),
)
