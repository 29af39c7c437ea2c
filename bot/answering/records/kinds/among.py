"""Which partners of a place are partners of each other."""

from __future__ import annotations

from itertools import combinations

from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.draft import Draft, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.query import Query
from bot.answering.records.reading import Reading
from bot.answering.records.tally import as_asked
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """List the pairs among the partners of a place that are partners themselves."""
    query = Query.of(reading)
    partners = [bond.other(places[0]) for bond in q.partners(records, places[0], query).main]
    if not partners:
        return None
    found = (records.between(one, other) for one, other in combinations(partners, 2))
    bonds = q.ordered(
        records, (b for b in found if b and b.status in query.statuses and b.relation in query.relations)
    )
    draft = Draft(records)
    if bonds:
        of_all.list_pairs(draft, "among.some", bonds, place=records.label(places[0]))
    else:
        proof = records.of[places[0]][:3]
        draft.say("among.none", cited=draft.cite(*proof, compare=False), place=records.label(places[0]))
    pairs = [of_all.pair_label(records, bond) for bond in bonds]
    return of_all.answer("among", draft, as_asked(pairs, reading))


KIND = Kind(
    "among",
    answer,
    asks=("list", "yes-no", "count"),
    needs=only("rel partner friendship", "reciprocal"),
    allows=(FILTERS - {"every"}) | signs("reciprocal connected"),
    examples=(
        "Which partners of {A} have a pact between themselves?",
        "Are there twinnings among {A}'s own twin towns?",
        "Find pairs of {A}'s sister cities that are sister cities too.",
        "Do {A}'s partner cities also have ties amongst themselves?",
        "Which two partners of {A} are twinned as well?",
        "Is there any link within the circle of {A}'s twins?",
        "Which of the towns twinned with {A} form a triangle with it?",
        "List the partnerships that exist between partners of {A}.",
        "How many pairs among {A}'s partner cities are themselves twinned?",
        "Who of {A}'s sisters is sister to another of {A}'s sisters?",
        "Do two or more of {A}'s friendship towns share a twinning?",
        "Which twins of {A} in {X} are twinned with one another?",
        "Are the {X} partners of {A} partnered among themselves?",
        "What partnerships are there from one sister city of {A} to another?",
        "Have any of {A}'s partner towns signed pacts with one another?",
        "{A} partners linked to each other",
        "twins of {A} that are twins of each other pls",
        "nr of {A} partners partnered w each other",
        "{A} twins twinned among themselves list",
        "which of {A} partners r also connected to one another",
        "{A}: mutual ties between its partners?",
        "show me wich partners of {A} are twined together",
        "is anyone of {A}'s sisters twinned w another one of them",
        "ring partnerships around {A}",
        "are {A}s partners in {X} also partners of each other?",
        "My twin's twin is my twin: for which of {A}'s partners is that so?",
        "For a diagram I need every tie that joins two partners of {A}.",
        "We know {A} has partners. Which of those are partners among themselves?",
        "Pairs of twinned towns, both of them partners of {A}, please.",
        "Three-cornered twinnings that include {A}: which are they?",
        "Leaving {A} itself out, which twinnings remain inside its circle of partners?",
        "The number of twinnings between any two of the partners of {A}",
        "I suppose some of {A}'s partner cities are twinned with each other. Which ones?",
        "For our newsletter: which of the towns on {A}'s list of partners are also on each other's lists?",
        "Two sister cities that share both {A} and a pact with one another, which would those be?",
        "Which of {A}'s sister cities are twinned with each other?",
        "Are any of {A}'s partners partners of one another?",
        "How many of {A}'s twin towns are linked to each other?",
        "Which twin towns of {A} are also twinned with each other?",
        "Which of {A}'s sister cities are sister cities of each other?",
        "Which of {A}'s partners are partnered with each other?",
        "Which of {A}'s twins are twinned with one another?",
        "Which of {A}'s partners are linked to each other?",
        "Which partners of {A} are partners of each other?",
        "Which sister cities of {A} are twinned with one another?",
        "Are any of {A}'s sister cities twinned with each other?",
        "Are any of {A}'s twins linked with one another?",
        "Are {A}'s partners partnered with each other?",
        "How many of {A}'s sister cities are sisters of each other?",
        "Do any of {A}'s twins have a partnership with each other?",
        "which sisters of {A} are also sisters of one another",
        "which of {A}'s partners are linked among themselves",
        "do any two of {A}'s twins have a partnership with each other",
        "which two twins of {A} are twins too",
        "are there links between the partners of {A}",
        "triangles with {A}: which of its sisters are paired",
        "who of {A}'s partners is paired with another partner of {A}",
        "pairs inside the circle of {A}'s sisters",
        "are some of {A}'s twins twinned with each other",
        "which partnerships exist between {A}'s partners",
        "do {A}'s sisters twin with one another",
        "{A}: partners paired with fellow partners",
        "Of the partners of {A}, which ones have a knot tied with each other as well?",
        "Do {A}'s sisters go steady with one another too, or just with {A}?",
        "Put down each pair of {A}'s twins that is bonded as well.",
        "{A}'s sisters – any two of them sisters in their own right?",
        "Regarding {A}, are its counterparts hooked up amongst each other?",
        "Enumerate the pacts concluded by one partner of {A} with some fellow partner of {A}.",
        "Inside the roster of {A}'s friend cities, how many twinnings are to be found?",
        "Between themselves the partners of {A} are twinned, which ones are they?",
        "Is it true that a few of {A}'s twins are also an item with each other?",
        "Which pairs from {A}'s partner list make partners for each other as well as for {A}?",
        "tell me wich of {A}'s twins r twinned betwen them",
        "The twin towns of {A}, how many of them form couples among themselves?",
        "{A}'s twins x {A}'s twins: existing links?",
        "Who out of {A}'s partners has going a partnership with a fellow partner of {A}?",
        "Does the circle of {A}'s sister cities contain ties from member to member?",
        "Show the bonds that run from twin to twin around {A}.",
        "I wonder if the friend cities of {A} are friend cities with each other, and which.",
        "Is there a pair of {A}'s partners in {X} that keeps a pact of its own?",
        "How often does it happen that two twins of {A} are twinned with each other?",
        "By whom among {A}'s partners is another one of its partners counted as a sister?",
        "Tally the twinnings that have both ends in {A}'s list of partners.",
        "Has it happened that twin towns of {A} got linked to one another?",
        "Triangles made of sister cities, {A} as one corner, give me the other two corners.",
        "Take two of {A}'s sisters: for which twos is there a tie between them?",
        "Cross links within {A}'s twin family?",
        "Have some of the cities that {A} is paired off with paired off together as well?",
        "Which couples are there in {A}'s set of counterparts?",
        "{A} twins mutual pacts count",
        "Which of the partner towns of {A} own partners off the very same list, one another that is?",
        "Does any partner of {A} figure on the list of a fellow partner, too?",
        "Name two sister cities of {A} that share a twinning, and all further such twos.",
        "Partner of {A} with partner of {A}, what twinnings like this are existing?",
        "We have {A}'s twins. Now, which of these go together as twins amongst themselves?",
        "How many knots have been tied inside the group of towns partnered with {A}?",
        "Do at least some of {A}'s links also link up with one another?",
        "Which twinnings does the ring of towns round {A} have within it?",
        "From the list of {A}'s sisters, pick those that are each other's sisters.",
        "friend cities of {A} that befriended each other officialy as partners",
        "It would help me to know which two of {A}'s partners are joined by a pact as well.",
        "Are the ones {A} is twinned with also, some of them, twinned to each other?",
        "Amongst the active partners of {A}, where do we see active partnerships from one to another?",
    ),
    counter_examples=(
        "Which of {A}'s sister cities have quarrelled with each other?",
        "Do the mayors of {A}'s twin towns phone each other?",
        "Which of {A}'s partners speak each other's language?",
        "Should {A}'s sister cities be twinned with each other?",
        "why dont {A}s twin towns twin with each other",
        "Which of {A}'s partners play football against one another?",
        "Are there direct flights between {A}'s sister cities?",
        "Which of {A}'s twins resemble each other most?",
        "Do {A}'s sister cities like each other?",
        "Which of {A}'s sister cities are near each other?",
        "Which of {A}'s sister cities visit one another?",
        "Do {A}'s sister cities know each other?",
        "Do {A}'s sister cities compete with each other?",
        "Do the partners of {A} envy each other?",
        "Which of {A}'s twins send their pupils to one another?",
        "Of the partners of {A}, which ones were at war with each other?",
        "Are {A}'s sister cities in the same football league as each other?",
        "How many phone calls do {A}'s twins make to one another?",
        "Which two twin towns of {A} have the same coat of arms?",
        "Do the twin towns of {A} share the costs of the party among themselves?",
        "{A}'s sisters – do they trade with each other?",
    ),
)
