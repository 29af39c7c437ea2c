"""Which partners do two places, or more, have in common."""

from __future__ import annotations

from bot.answering.blocks import Item
from bot.answering.records.areas import within
from bot.answering.records.draft import SHOWN, Draft, RecordAnswer, names
from bot.answering.records.kind import Kind, signs
from bot.answering.records.lexicon import RELATED
from bot.answering.records.of_place import areas_named
from bot.answering.records.query import Query, partners, without_areas
from bot.answering.records.reading import Reading
from bot.answering.records.tally import as_asked
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """List the partners of all of them, or say that there is none."""
    query = without_areas(Query.of(reading))
    found = [
        {bond.other(number): bond for bond in partners(records, number, query).main} for number in places
    ]
    inside = within(records, reading.areas)
    shared_by_all = set(found[0]).intersection(*found[1:])
    shared = [n for n in sorted(shared_by_all, key=records.label) if inside is None or n in inside]
    draft, both, there = Draft(records), names(records, *places), areas_named(records, reading.areas)
    if shared:
        items = [
            Item(
                records.label(n),
                "",
                draft.cite(*(held[n] for held in found), compare=False),
                records.place(n).country,
            )
            for n in shared[:SHOWN]
        ]
        more = max(0, len(shared) - SHOWN)
        draft.list("common.some", items, len(shared), more=more, places=both, where=there)
    else:
        bonds = list(dict.fromkeys(bond for held in found for bond in list(held.values())[:2]))
        draft.say("common.none", cited=draft.cite(*bonds, compare=False), places=both, where=there)
        if not all(records.complete(number) for number in places):
            draft.say("complete.open")
    value = as_asked([records.label(number) for number in shared], reading)
    return draft.answer("common", value, complete=_complete(records, places))


def _complete(records: Records, places: tuple[int, ...]) -> bool | None:
    claims = [records.complete(number) for number in places]
    return True if all(claims) else False if False in claims else None


def _wants_shared(reading: Reading) -> bool:
    """Tell whether "both" asks for shared partners: not in "Are both twinned?"."""
    if reading.has("common"):  # "What do the twins A and B have in common?" asks for no partners
        after = reading.order[reading.order.index("common") :]
        return reading.order[:2] != ("which", "do") or not set(RELATED).isdisjoint(after)
    order = [sign for sign in reading.order if sign not in ("filler", "article", "both")]
    at = order.index("CITY")
    last = at + len(reading.cities) - 2  # "with Kyiv, Riga and Warsaw"
    listed = order[at : last + 1] == ["CITY"] * (last - at + 1)
    beside = listed and order[last + 1 : last + 3] in (["and", "CITY"], ["and", "with"])
    joined = beside and order[at - 1] in ("with", "to")
    if reading.asks == "yes-no":  # "Is a town twinned with both Paris and Rome?"
        return joined and reading.has("both") and "place" in order[:at]
    return reading.has("both") or (reading.has("which", "who") and joined)


KIND = Kind(
    "common",
    answer,
    asks=("list", "count", "yes-no"),
    places=(2, 3, 4),
    needs=(frozenset(RELATED),),
    allows=signs("reciprocal common both connected still active between every"),
    years=False,
    fits=_wants_shared,
    examples=(
        "What do {A} and {B} have in common, partner-wise?",
        "overlap {A} / {B} sister cities",
        "Where do {A}'s and {B}'s lists of partners overlap?",
        "shared twins of {A} and {B}?",
        "{A} has several, and so does {B} up in {X}; which partner have both got?",
        "Cities that can call themselves a twin of {A} and, at the same time, a twin of {B}: which are they?",
        "{A}, {B}... do they have any mutual partners and what are they called",
        "By which cities are both {A} and {B} claimed as partner?",
        "What place links {A} with {B}, in the sense that each of the two is partnered with it?",
        "Which twin towns are shared by {A} and {B}?",
        "Which cities are partners of {A} and of {B} at the same time?",
        "Who is twinned with {A} as well as with {B}?",
        "Which places are twinned with both {A} and {B}?",
        "What sister cities does {A} share with {B}?",
        "Are there any towns twinned with {A} and also with {B}?",
        "Which partner cities of {A} does {B} have as well?",
        "List the shared sister cities of {A} and {B}.",
        "Which cities have ties to {A} and to {B} alike?",
        "Name all joint friendship towns of {A} and {B}.",
        "Do {A} and {B} share any sister cities in {X}?",
        "Which towns in {X} are partners of both {A} and {B}?",
        "How many partners do {A} and {B} share?",
        "common twins of {A} and {B}",
        "{A} {B} shared sister cities",
        "what twin towns do {A} and {B} both have",
        "{A} & {B}: same partners?",
        "which towns r twinned with {A} and {B} both",
        "mutual partners {A} {B} pls",
        "any sister city {A} and {B} have in common?",
        "overlap between {A}s twins and {B}s twins",
        "who has {A} and {B} both as sister citys",
        "do {A} n {B} have the same twin anywhere",
        "partners in common: {A}, {B}",
        "whats the overlap of partner lists {A} and {B}",
        "{A} and {B} both twinned with who",
        "shared twinnings of {A} and {B} in {X}?",
        "list comon partners of {A} and {B}",
        "For our newsletter I need the towns that are partnered with {A} and with {B}.",
        "If you put the partner lists of {A} and {B} next to each other, which names appear twice?",
        "My pupils ask whether {A} and {B} have any twin town in common.",
        "Settle a bet: is there a city that is sister to {A} and sister to {B}, and which?",
        "Where do the circles of {A}'s twins and {B}'s twins intersect?",
        "{A} has many twins. Which of them does {B} also count among its own?",
        "Would you be so good as to name the partners which {A} has in common with {B}?",
        "Shared friends of {A} and {B}: which partner cities?",
        "I look for the sister cities that {A} and {B} are having both.",
        "Where {A} and {B} have chosen the very same sister city: which towns are these?",
        "Someone twinned with {A} and with {B} too: who is it?",
        "Which partners do {A} and {B} share?",
        "{A} {B} common twins",
        "What partners do {A} and {B} have in common?",
        "Who is twinned with both {A} and {B}?",
        "Where do the partner lists of {A} and {B} {common:overlap}?",
        "I wonder if {A} and {B} have any {common:mutual} friends.",
        "do {A} and {B} {common:both know} the same twin?",
        "Do you happen to know the {common:joint} partners of {A} and {B}?",
        "What {common:shared} {partner:siblings} do {A} and {B} {have:possess}?",
        "By which cities are both {A} and {B} claimed as partners?",
        "Is there a {X} town {partner:paired} with {A} and {B} {common:at once}?",
        "The {common:intersection} of {A}'s and {B}'s twins, please.",
        "How many partners of {A} are {common:also} partners of {B}?",
        "Which of {A}'s twins {have:maintain} a partnership with {B} {common:too}?",
        "Which cities turn up on {A}'s list and {common:likewise} on {B}'s?",
        "Name the places that {partner:link arms} with {A} and {common:equally} with {B}.",
        "who's friends with {A} and {B} {common:at the same time}?",
        "{common:mutual} sister cities {A} and {B} in {X}",
        "Do {A} and {B} have the same partner anywhere in {X}?",
        "Any {common:matches} between the twin lists of {A} and {B}?",
        "Whom do {A} and {B} {common:jointly} call their {partner:ally}?",
        "With which towns have {A} and {B} {common:alike} {partner:struck up} a partnership?",
        "In which partners do {A} and {B} {common:coincide}?",
        "What {partner:counterparts} are {common:common ground} for {A} and {B}?",
        "Which sister cities do {A} and {B} have in common?",
        "Which towns are twinned with both {A} and {B}?",
        "Do {A} and {B} share any partners in {X}?",
        "How many partner cities do {A} and {B} share?",
        "What are the mutual twin towns of {A} and {B}?",
        "Who is twinned with {A} and with {B} alike?",
        "Which city is sister to {A} as well as to {B}?",
        "Which partners crop up for both {A} and {B}?",
        "Where do the sister cities of {A} and {B} {common:coincide}?",
        "Which twin towns do {A} and {B} hold {common:jointly}?",
        "What partners are shared by {A} and {B}?",
        "What partner cities do both {A} and {B} have?",
        "Which sister cities belong to {A} and to {B} alike?",
        "Which cities are sisters of {A} and also of {B}?",
        "Which cities are partners to both {A} and {B}?",
        "Which twins of {A} are twins of {B} too?",
        "Which of {B}'s sister cities are shared with {A}?",
        "Which places are twinned with {A} and with {B}?",
        "Which town has both {A} and {B} as twins?",
        "Which city counts {A} and {B} among its sisters?",
        "Which sister city is common to {A} and {B}?",
        "{A} and {B}: shared twins?",
        "common partners of {A} and {B}",
        "shared sister cities of {A} and {B}?",
        "mutual partners {A} {B}",
        "What sisters do {A} and {B} share?",
        "What is the list of sister cities that {A} and {B} share?",
        "Who has a partnership with {A} as well as with {B}?",
        "Who is sister to both {A} and {B}?",
        "Are there cities twinned with both {A} and {B}?",
        "Are there any sister cities {A} and {B} share?",
        "Is any town twinned with {A} and {B} both?",
        "Do {A} and {B} have a sister city in common?",
        "Do {A} and {B} have any partners in common in {X}?",
        "Do {A} and {B} have common twins?",
        "Do {A} and {B} both have the same twin?",
        "How many sister cities do {A} and {B} have in common?",
        "How many towns are twinned with both {A} and {B}?",
        "How many twins are common to {A} and {B}?",
        "I'd like the sister cities that both {A} and {B} have.",
        "I'm looking for cities that are partners of {A} and of {B}.",
        "Name the sister cities common to {A} and {B}.",
        "List the twin towns that {A} and {B} both have.",
        "Show the shared partners of {A} and {B}.",
        "Give me the mutual sister cities of {A} and {B}.",
        "Tell me which partners {A} shares with {B}.",
        "With whom are both {A} and {B} in a partnership?",
        "Which {X} cities are twinned with both {A} and {B}?",
        "Where do {A} and {B} have the same sister city?",
        "who is a sister of {A} and {B} at once",
        "which twins do {A} and {B} both have",
        "same partners of {A} and {B}?",
        "who's on the list of {A} and on that of {B}",
        "which sisters are common to {A} and {B}",
        "joint partners of {A} and {B}",
        "who do {A} and {B} have as twin alike",
        "is anyone linked to {A} and also to {B}",
        "cities twinned with both {A} and {B}",
        "which names stand on both lists, {A}'s and {B}'s",
        "is there a shared sister of {A} and {B}, and which",
        "{A} and {B}: same sisters?",
        "does any city pair with {A} as well as {B}",
        "which city goes with both, {A} and {B}",
        "{A} ∩ {B} twins",
        "Put down each town that is on {A}'s roster and on {B}'s.",
        "Regarding {A} and {B}, which counterparts do they have in common?",
        "Of the partners of {A}, which ones are partnered with {B} likewise?",
        "So {A} and {B} fancy the same towns? Which twins are shared?",
        "Tally the sisters common to {A}, {B} and {B}.",
        "Sister cities which are of {A} and of {B} also, how much are they?",
        "Do {A} and {B} have even a single friend city in common?",
        "Is there any place that tied the knot with both {A} and {B}?",
        "{A}, {B} and {B}: who is twinned with each of them?",
        "By whom are {A} and {B} both claimed as sister cities?",
        "Towns shared as twins by {A} and {B}, which ones are they?",
        "My colleague claims {A} and {B} have some partner in common. True?",
        "Kindly indicate the municipalities partnered with {A} as well as {B}.",
        "any townes that {A} and {B} are both hooked up with as twins?",
        "Which city is an item with {A} and at the same time with {B}?",
        "I wonder how many pacts of {A} and {B} lead to one and the same town.",
        "Who has {A} for a partner and {B} for a partner too?",
        "Where do {A} and {B} double up on twins?",
        "In {X}, which counterparts do {A} and {B} hold in common?",
        "Which sisters fall to {A} and {B} both?",
        "Are there friend cities that {A}, {B} and {B} all keep?",
        "Name a town bonded to {A} that is bonded to {B} too, and the rest of such towns.",
        "Lay {A}'s twins over {B}'s twins: what's in the overlap?",
        "Twin to {A}, twin to {B}: which towns qualify as both?",
        "The joint sisters of {A} and {B}, how many in {X}?",
        "{A} & {B} same partners count",
        "Has {B} got partners that {A} also has, and which?",
        "Which towns have going a pact with {A} and another with {B}?",
        "Double partners, I mean of {A} and of {B}, are there some?",
        "Between {A} and {B}, what partner cities do they have in common?",
        "Both {A} and {B} boast it as a twin – which city is it?",
        "Compile those sister cities that {A} and {B} share with {B}.",
        "Do the twin lists of {A} and {B} cross anywhere?",
        "Which places call {A} a sister and do the same with {B}?",
        "How many names occur on the partner roll of {A} and again on that of {B}?",
        "With whom has {A} a bond that {B} has a bond with as well?",
        "Which partners do {A} and {B} have to share with each other?",
        "Could it be that some town is twinned with {A} and {B} at once? If so who?",
        "{A}'s sisters and {B}'s sisters – any in both camps?",
        "Is {X} home to a joint twin of {A} and {B}?",
        "Towns that went for {A} and for {B} alike as partner, please list.",
        "Do {A} and {B} overlap in counterparts, yes or no?",
        "What are the partner towns where signs would show both {A} and {B}?",
        "Pick out the mutual friend cities of {A}, {B} and {B}.",
    ),
    counter_examples=(
        "What language do {A} and {B} have in common?",
        "Which rivers do {A} and {B} share?",
        "Do {A} and its partner {B} share a fire brigade?",
        "what traditions do {A} and {B} have in common",
        "Which artists have worked in both {A} and {B}?",
        "My pupils ask what the twin towns {A} and {B} have in common besides a market square.",
        "Which common projects have {A} and {B} paid for?",
        "Shared worries of {A} and {B}: what are they?",
        "Who proposed the partnership of {A} and {B}?",
        "Who signed the agreement of {A} and {B}?",
        "Who came up with the twinning of {A} and {B}?",
        "What do the sister cities {A} and {B} have in common?",
        "Which problems do the twin towns {A} and {B} share?",
        "What do {A} and {B} share besides a border?",
        "What interests do {A} and {B} share?",
        "Which holidays do {A} and {B} have in common?",
        "Which companies are in both {A} and {B}?",
        "Which festival do both {A} and {B} celebrate?",
        "Which river do {A} and {B} share?",
        "Which projects did both {A} and {B} take part in?",
        "Which people lived in both {A} and {B}?",
        "Do {A} and {B} have a common history?",
        "Do {A} and {B} share the cost of the exchange?",
        "Who was mayor of both {A} and {B}?",
        "Who visited both {A} and {B}?",
        "Which bands have played in both {A} and {B}?",
        "Regarding {A} and {B}, what enemies do they have in common?",
        "Do {A} and its twin {B} share a birthday?",
        "Which dishes do the partners {A} and {B} both claim as theirs?",
        "Put down the debts {A} and {B} have in common.",
        "Who has a house in {A} and also one in its sister city {B}?",
        "Which bus company serves both {A} and {B}?",
        "What did {A} and {B} both learn from their twins?",
    ),
)
