"""How many partners do places have together, one that is a partner of several counted once."""

from __future__ import annotations

from bot.answering.blocks import Item
from bot.answering.records.draft import Draft, RecordAnswer, Value, names
from bot.answering.records.kind import FILTERS, Kind
from bot.answering.records.lexicon import RELATED
from bot.answering.records.of_pair import complete
from bot.answering.records.of_place import noun, where
from bot.answering.records.query import Query, partners
from bot.answering.records.reading import Reading
from corpus.partnerships import Records

_TOGETHER = frozenset(("together", "combined", "altogether", "total", "jointly"))
_PROOF = 3


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer:
    """Count the partners of all, and say how many each has and how many are counted once."""
    query, draft = Query.of(reading), Draft(records)
    bonds = {number: partners(records, number, query).main for number in places}
    found = [{bond.other(number) for bond in held} for number, held in bonds.items()]
    union = sorted(set().union(*found), key=records.label)
    items = [
        Item(records.label(number), str(len(held)), draft.cite(*held[:_PROOF], compare=False))
        for number, held in bonds.items()
    ]
    what = f"{noun(reading, len(union))}{where(records, query)}"
    draft.list("together", items, len(union), places=names(records, *places), what=what)
    twice = sum(map(len, found)) - len(union)
    if twice:
        draft.say("together.once", twice)
    for number in places:
        draft.completeness(number)
    value: Value = len(union) if reading.asks == "count" else [records.label(number) for number in union]
    return draft.answer("together", value, complete=complete(records, *places[:2]))


def _added(reading: Reading) -> bool:
    """Tell whether partners of places are added up: not "the total of Lyon", not "twinned together"."""
    words, order = reading.words, reading.order
    last = max((at for at, word in enumerate(words) if word in _TOGETHER), default=-1)
    beside = any(order[at : at + 3] == ("CITY", "and", "CITY") for at in range(len(order)))
    return last >= 0 and beside and not reading.has("common", "between")


KIND = Kind(
    "together",
    answer,
    asks=("count",),
    places=(2, 3, 4),
    needs=(frozenset(RELATED),),
    allows=FILTERS - {"between"},
    fits=_added,
    examples=(
        "What is the total number of twin towns of {A} and {B}?",
        "How many partners do {A}, {B} and {B} have in all?",
        "How many twins have {A} and {B} between them?",
        "How many links do {A} and {B} have taken together?",
        "How many different sister cities do {A} and {B} have altogether?",
        "What's the joint number of partners of {A} and {B}?",
        "How many partner cities in {X} have {A} and {B} altogether?",
        "Counting {A} and {B} together, how many sisters are there?",
        "How many twinned places do {A}, {B}, {B} and {B} have together?",
        "How many pacts did {A} and {B} have together in 1990?",
        "What is the sum of {A}'s and {B}'s partners, each counted once?",
        "In total, how many friendship towns do {A} and {B} have?",
        "How many partnerships do {A} and {B} hold jointly?",
        "total twins {A} and {B}",
        "{A} + {B} how many partners combined",
        "how many twins do {A} {B} and {B} have total",
        "whats the total number of links of {A} and {B}",
        "how many sisters altogther {A} and {B}",
        "{A} plus {B} = how many twin towns",
        "total partners of {A}, {B}, {B} in {X}",
        "combined twin count {A} {B}",
        "how many different partners {A} and {B} all in all",
        "count partners of {A} and {B} together no doubles",
        "{A} and {B} overall number of sister citys",
        "My pupils ask how many twin towns {A} and {B} have when you add them up.",
        "Settle a bet: how many sister cities do {A} and {B} have if one counts both lists as one?",
        "If {A} and {B} merged, how many partner cities would the new town have?",
        "Put the lists of {A} and {B} into one and strike out doubles. How many towns remain?",
        "Number of partners, {A} and {B} taken as one.",
        "The twins of {A} and those of {B}: how many in all?",
        "How large is the circle of partners around {A} and {B} together, in number of towns?",
        "{A} has some, {B} has some. How many twins does that make in all?",
        "Throw the sisters of {A} and {B} in one pot; how many are in it?",
        "How many partners are {A} and {B} having in the sum?",
        "All told, {A} and {B} and {B} can count on how many partner towns in {X}?",
        "With {A} and {B} put together, what number of twinnings do we reach?",
        "How many sister cities do {A} and {B} have together?",
        "How many partners have {A} and {B} together?",
        "How many twin towns do {A} and {B} have in total?",
        "What is the combined number of partners of {A} and {B}?",
        "How many partners do {A} and {B} have combined?",
        "How many sister cities have {A} and {B} altogether?",
        "Together, how many twins do {A} and {B} have?",
        "How many partners in {X} do {A} and {B} have together?",
        "Number of sister cities of {A} and {B} together?",
        "How many twinnings do {A} and {B} have in total?",
        "how many sisters do {A} and {B} have between them",
        "how many twins in sum do {A} and {B} have",
        "{A} and {B} combined: how many partners",
        "total of partners of {A} and {B}",
        "put together, how many towns are {A} and {B} twinned with",
        "how many different partners do {A} and {B} come to",
        "{A} and {B} jointly have how many sisters",
        "Pool {A}'s and {B}'s twins: how many towns is that?",
        "What do {A} and {B} come to jointly, in partner cities?",
        "{A} & {B} & {B}, sister cities in sum?",
        "How big would the roster be if {A} and {B} shared one for all their twins together?",
        "Tally the counterparts of {A} and {B} combined.",
        "Regarding {A} and {B}: the overall tally of their friend cities, each town only once?",
        "I bet {A} and {B} combined boast fifty twins, how many is it really?",
        "Between the two of them, {A} and {B} own how many twinnings in total?",
        "By {A} and {B} together, how many towns are called sister?",
        "how many towns in total are hooked up with {A} and {B}, both lists added",
        "Of partners, {A} with {B} have together how many?",
        "The number of bonds {A} and {B} have altogether is what?",
        "{A} and {B} their twins added is how many?",
        "Taken as a pair, {A} and {B} have how many sister towns in total?",
        "Lump {A} and {B} together and count the partners.",
        "Add up the pacts of {A}, {B} and {B} for me, what total do you get?",
        "Sum of partners: {A}, {B}, {B} and {B}?",
        "How many twin towns in {X} do {A} and {B} have put together?",
        "grand total of links for {A} and {B} in {X}",
        "I wonder how many partner cities {A} and {B} would have if they joined forces.",
        "If you merge the circles of {A} and {B}, how many friend towns do you get altogether?",
        "Jointly, {A} and {B} keep how many partners in {X}?",
        "Kindly compute the aggregate number of partnerships held by {A} and {B} together.",
        "{A} with {B} togehter how many twinns",
        "Not one by one but together: how many sisters have {A} and {B}?",
        "What figure do {A} and {B} reach in total when their counterparts are added together?",
        "How many knots have been tied by {A} and {B} in total?",
        "Both towns, {A} and {B}, combined: partner count?",
        "So {A} has some sisters and {B} has some; all told, how many different ones?",
        "Together {A}, {B} and {B} can boast what number of partner towns?",
        "number of friend cities {A} and {B} taken both together",
        "When the partner lists of {A} and {B} are stapled together, how many towns stand on them?",
        "In all, {A} and {B} had how many twins by {Y}?",
        "Altogether, with how many cities are {A} and {B} partnered?",
        "Settle it: the twins of {A} and {B} added up, over or under thirty, how many in total?",
        "What's {A}'s and {B}'s sister city haul, in total?",
        "Do the sum please: partners {A} plus partners {B}, total without repeats.",
        "How many towns would {A} and {B} invite in total if each asked all its partners?",
        "{A}, {B}: sisters in {X} altogether, how many?",
        "All twins of {A} and all twins of {B} together make how many?",
        "Joint total of counterparts for {A} and {B}, please.",
        "How many ties do {A} and {B} and {B} have all together in {X}?",
        "Count once whoever is twinned with {A} or {B} and give the total.",
        "What is the combined strength of {A} and {B} in numbers of twin cities?",
    ),
    counter_examples=(
        "How many schools do the partners {A} and {B} have in total?",
        "How long have the choirs of {A} and {B} been singing together?",
        "How many square miles are {A} and {B} together?",
        "total cost of the visits from {A} to {B}",
        "How many trees did {A} and {B} plant together?",
        "What do {A} and {B} do together in {X}?",
        "My pupils ask how many languages are spoken in {A} and {B} taken together.",
        "How many firms from {A} and {B} work together?",
        "How many inhabitants do {A} and its twin {B} have together?",
        "How many pupils of {A} and {B} went to school together?",
        "How often did {A} and {B} celebrate together?",
        "How much do {A} and {B} spend together on their partnership?",
        "How many goals have {A} and {B} scored in total?",
        "How many kilometres of road do {A} and {B} have together?",
        "How many guests from both {A} and {B} came in total?",
        "What do {A} and {B} spend on their partners altogether?",
        "How many students do {A} and its partner {B} exchange in total?",
        "How many churches do {A} and {B} have combined?",
        "How many votes did {A} and {B} get together?",
        "How many weeks did {A} and {B} build houses together in {X}?",
    ),
)
