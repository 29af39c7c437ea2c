"""Which partners do the partners of a place have: two steps away."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bot.answering.blocks import Item
from bot.answering.language import phrases
from bot.answering.records.areas import Area
from bot.answering.records.draft import SHOWN, RecordAnswer
from bot.answering.records.kind import FILTERS, Kind
from bot.answering.records.lexicon import RELATED, known
from bot.answering.records.of_place import OfPlace, areas_named, where
from bot.answering.records.query import Query
from bot.answering.records.reading import Reading
from bot.answering.records.tally import as_asked
from corpus.partnerships import Bond, Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """List the partners of the partners, each with the partner that leads to it."""
    between, beyond_it = _areas(reading)
    query = replace(Query.of(reading), areas=beyond_it)
    found = OfPlace.ask(records, places[0], reading, replace(query, areas=between))
    reached: dict[int, tuple[Bond, Bond]] = {}
    for bond in found.selection.main:
        middle = bond.other(places[0])
        beyond = OfPlace.ask(records, middle, reading, query)
        for further in beyond.selection.main:
            reached.setdefault(further.other(middle), (bond, further))
    reached.pop(places[0], None)
    if not reached:
        found.none()
        return found.answer("second-degree", as_asked([], reading))
    numbers = sorted(reached, key=records.label)
    items = [
        Item(
            records.label(number),
            phrases()("note.via", place=records.place(reached[number][0].other(places[0])).name),
            found.draft.cite(*reached[number], compare=False),
            records.place(number).country,
        )
        for number in numbers[:SHOWN]
    ]
    more = max(0, len(numbers) - SHOWN)
    found.draft.list(
        "second-degree",
        items,
        len(numbers),
        more=more,
        place=found.label,
        what=found.noun(2) + areas_named(records, between),
        where=where(records, query),
    )
    labels = [records.label(number) for number in numbers]
    return found.answer("second-degree", as_asked(labels, reading))


def _areas(reading: Reading) -> tuple[tuple[Area, ...], tuple[Area, ...]]:
    """Return where the partners, and where their partners, are to lie: "A's partners in X have in Y".

    What ends the question is of those that are asked for, unless another area was named of them before.
    """
    order = [sign for sign in reading.order if sign not in ("article", "filler", "place", "in")]
    spots = [at for at, sign in enumerate(order) if sign == "WHERE"]
    if len(spots) != len(reading.areas):
        return (), reading.areas
    inner = {
        at
        for at in spots
        if (order[at - 1] == "CITY" or (order[at - 1] in RELATED and "CITY" in order[at - 2 : at - 1]))
        and (at > spots[0] or {"be", "do", "have", *RELATED} & {*order[at + 1 :]})
    }
    between = tuple(area for at, area in zip(spots, reading.areas, strict=True) if at in inner)
    return between, tuple(area for area in reading.areas if area not in between)


_WORDS = tuple([sign] for sign in RELATED)


def _twice(reading: Reading) -> bool:
    """Tell whether partners of partners are asked for: the word stands twice, and nothing counts them."""
    order = [sign for sign in reading.order if sign not in ("article", "place", "filler")]
    beside = any(
        ({one, other} & {*RELATED} and "CITY" in (one, other))
        or (one in RELATED and order[at + 1 : at + 3] == ["of", "CITY"])
        or (one in RELATED and order[at + 1 : at + 2] == ["of"] and order[at + 2 : at + 3][:1] in _WORDS)
        for at, (one, other) in enumerate(pairwise(order))
    )
    if not beside or not {"as", "through", "via"}.isdisjoint(reading.words):
        return False
    words = [word for word, sign in zip(reading.words, reading.order, strict=True) if sign in RELATED]
    if not all(
        known(word) for word in words
    ):  # a word of no list may be a verb: "Paris teamed up with how many?"
        return False
    verbs = ("twinned", "paired", "linked", "partnered", "tied")
    runs = sum(
        sign in RELATED and (at == 0 or before not in (*RELATED, "place") or word in verbs)
        for at, (sign, word, before) in enumerate(
            zip(reading.order, reading.words, ("", *reading.order), strict=False)
        )
    )
    return (
        runs >= 2
        and not any(word in ("pair", "pairs") for word in words)
        and (sum(word not in verbs for word in words) >= 2 or any(word in verbs for word in words))
    )


KIND = Kind(
    "second-degree",
    answer,
    asks=("list", "count"),
    needs=(frozenset(RELATED), frozenset(RELATED)),  # twice: it is more particular than what needs one
    allows=FILTERS | {"it", "they"},
    fits=_twice,
    partnerships=2,
    examples=(
        "If you go {N} hops from {A}, twin to twin, without coming back to it, in which cities do you land?",
        "Who're the other partners of {A}'s partner?",
        "Which other cities are {A}'s twins twinned with?",
        "What other partners do {A}'s partners have?",
        "Who else are {A}'s sister cities twinned with?",
        "With what other towns are the partners of {A} partnered?",
        "Which towns are twinned with {A}'s twins?",
        "What are the sisters of the sisters of {A}?",
        "With whom are the partner towns of {A} twinned in turn?",
        "Which links do {A}'s sister cities have themselves?",
        "What partner cities does each twin of {A} have?",
        "List the places tied to the partner cities of {A}.",
        "How many partners do the partners of {A} have?",
        "Which towns in {X} are partners of {A}'s partners?",
        "What further twinnings have the friendship towns of {A}?",
        "Which cities does one reach from {A} in two steps of partnership?",
        "What pacts do {A}'s partners hold with other towns?",
        "Show the twin lists of all {A}'s twins.",
        "To which places are the twins of {A} themselves tied?",
        "partners of partners of {A}",
        "{A} twins of twins",
        "who do {A}s sister cities partner with",
        "{A} 2 hops partners",
        "sisters of {A}s sisters pls",
        "other partners of {A}'s partners",
        "twin towns of the twin towns of {A} list",
        "whats {A}'s partner cities' partners",
        "friends of friends {A} twinning",
        "{A} partners -> their partners",
        "all twins that {A}'s twins have",
        "which towns are twined with {A}'s twins",
        "partner lists of every partner of {A}",
        "Our sisters' sisters: who are they, if we are {A}?",
        "For our newsletter I need the towns with which the partners of {A} are partnered in their turn.",
        "If a friend of a friend counted, whom would {A} know by way of its twins?",
        "My pupils ask with whom the sister cities of {A} are twinned, apart from {A} itself.",
        "One step from {A} are its twins. Who is two steps away?",
        "The cousins of {A}, that is, the sisters of its sister cities: who are they?",
        "Follow the twinnings of {A} one town further. Where do they lead?",
        "Please tell the partner cities from the partner cities from {A}.",
        "Go to each partner of {A} and read me its list of twins.",
        "Whom do we find behind the sister cities of {A}, one twinning further on?",
        "Places twinned with somebody who is twinned with {A}: which?",
        "twins of {A}'s twins",
        "I wonder with whom {A}'s {partner:allies} are {partner:allied} in turn.",
        "Which places can {A} reach through its partners?",
        "What twins do {A}'s twins {have:possess}?",
        "With which municipalities do the partners of {A} {have:maintain} partnerships?",
        "Do you happen to know the sister cities of the sister cities of {A}?",
        "Whom have {A}'s {partner:counterparts} {partner:struck up} partnerships with?",
        "Show me everybody who {partner:pals up} with {A}'s pals.",
        "By way of its partners, which {X} cities is {A} connected to?",
        "Which {partner:siblings} of {A}'s siblings are there?",
        "Via a twin in {X}, which towns are tied to {A}?",
        "For a network map: {A}, its partners, and their partners.",
        "what do {A}'s twins' partner lists look like",
        "Through one go-between, whom does {A} know in {X}?",
        "Which cities are sister cities of {A}'s sister cities?",
        "Who are the partners of {A}'s partners?",
        "What twin towns do the twin towns of {A} have?",
        "Which towns are twinned with the twins of {A}?",
        "Which cities are twinned with sister cities of {A}?",
        "Which cities are partners of the partners of {A}?",
        "Which cities are partners of {A}'s partners?",
        "Which cities are sisters of the sisters of {A}?",
        "Which sister cities do {A}'s sister cities have?",
        "Which sister cities do the sister cities of {A} have?",
        "Which partners do {A}'s twin towns have?",
        "Which twins do the twins of {A} have?",
        "Which towns are the twins of {A}'s twins twinned with?",
        "Which places are partnered with the partners of {A}?",
        "What are the sister cities of {A}'s sister cities?",
        "What are the partners of {A}'s partners?",
        "What partners do the partners of {A} have?",
        "What cities are {A}'s sister cities twinned with?",
        "Who are the twins of {A}'s twins?",
        "Who are the sister cities of {A}'s sister cities?",
        "Who are {A}'s partners partnered with?",
        "Who are {A}'s sister cities twinned with?",
        "Who are the partners of the sister cities of {A}?",
        "With whom are {A}'s sister cities twinned?",
        "With which cities are the partners of {A} twinned?",
        "How many partners do {A}'s partners have?",
        "How many cities are twinned with a sister city of {A}?",
        "How many sister cities do {A}'s sister cities have?",
        "sister cities of {A}'s sister cities",
        "partners of {A}'s partners",
        "partners of the partners of {A}",
        "twin towns of the twin towns of {A}",
        "{A}'s sister cities' sister cities",
        "{A}'s partners' partners?",
        "List the sister cities of {A}'s sister cities.",
        "List the partners of {A}'s twins.",
        "Name the twins of {A}'s twins.",
        "Name the partners of the partners of {A}.",
        "Show the partners of {A}'s partners.",
        "Give me the twin towns of {A}'s twin towns.",
        "Tell me who the twins of {A}'s twins are.",
        "I'd like the partners of {A}'s partners.",
        "In {X}, who are the partners of {A}'s partners?",
        "Which {X} cities are partners of {A}'s partners?",
        "Which cities in {X} are twinned with twins of {A}?",
        "Which cities are partners of {A}'s partners, leaving out {A} itself?",
        "Who are the twins of {A}'s twins, {A} itself not counted?",
        "Apart from {A}, which cities are twinned with {A}'s sister cities?",
        "List the partners of {A}'s partner, {A} aside.",
        "Sister cities of the sister cities of {A}, {A} excluded",
        "Besides {A} itself, which sister cities do {A}'s sister cities have?",
        "Which other cities are the partners of {A} partnered with, {A} not among them?",
        "Twins of a twin of {A}, {A} itself left aside",
        "who are the twins of {A}'s partners",
        "which cities do {A}'s sisters have as sisters",
        "what towns are the partners of {A} paired with",
        "whom are {A}'s twins twinned with themselves",
        "sisters of {A}'s sisters please",
        "{A}'s friends of friends",
        "who is twinned with the towns that {A} is twinned with",
        "cities two steps away from {A}",
        "which towns are reached from {A} in two steps",
        "with whom do {A}'s partners have partnerships on their side",
        "which places are twins of a twin of {A}",
        "whom does one find two links from {A}",
        "with whom are the towns paired that {A} is paired with",
        "the towns {A} is twinned with: whom are they twinned with themselves",
        "Where do the ties of {A}'s counterparts lead to?",
        "Whom have the friend cities of {A} got as friends of their own?",
        "{A}'s sisters – and their sisters, who are they?",
        "Go one step past {A}'s twins: which twins do those have?",
        "Name every town that is hooked up with a town hooked up with {A}.",
        "Of the partners of {A}, what other partners does each one keep?",
        "Twins of {A}'s twins – how many are those?",
        "my nan's town is {A}, who are its sister cities sistered with",
        "By which towns are the counterparts of {A} claimed as twins?",
        "Regarding {A}: the partners that its partners boast, please.",
        "Which bonds do {A}'s twin towns have going elsewhere?",
        "The towns paired with {A} are themselves paired with which ones?",
        "Enumerate those cities that share a pact with some twin of {A}.",
        "tally the partners that {A}'s partner cities have",
        "Not {A}'s own sisters but the sisters of those, which are they?",
        "I wonder who the partners of {A} partner up with besides.",
        "{A} - twins - their twins?",
        "Friends of {A}'s friend cities in {X}, name them",
        "Which {X} towns are twinned with one of the twin cities of {A}?",
        "The partners of {A}, what partners are they having?",
        "partners of the partnres of {A} plz",
        "How many sister towns do the sisters of {A} have in {X}?",
        "What towns would be cousins of {A}, as sisters of its sisters?",
        "Which cities besides did the twins of {A} tie a knot with?",
        "Look at {A}'s partners in {X}: with whom else are those partnered?",
        "Put together the towns that the counterparts of {A} count as counterparts.",
        "If a friend's friend is a friend, which partners of {A}'s partners does that give?",
        "Give me the circle around {A}'s circle: the partner towns of its partner towns.",
        "Could you tell what further pacts bind the pact towns of {A}?",
        "{A} links, second level: partners of the partners",
        "To whom besides are {A}'s sister towns sisters?",
        "Having listed {A}'s twins, list the twins of each of these as well.",
        "What partnerships are owned by the partners of {A} in {X}?",
        "so {A} has twins, cool, but who do those twins twin with",
        "The roster of sisters for each sister of {A}, if I may ask.",
        "With which towns have the partner cities of {A} entered into a partnership of their own?",
        "Settle this: how many towns in all are partners to partners of {A}?",
        "What links sit on the lists of the towns linked with {A}?",
        "Partner towns of {A} have got partner towns too, which ones?",
        "Show whom the twins of {A} call their twins.",
        "The friendship cities held by friendship cities of {A} number how many?",
        "The partners in {X} of the partners of {A}, which are they?",
        "Who is an item with the cities {A} is twinned with?",
        "Do show me twins once removed for {A}, the twins of its twins that is.",
        "Which places, being no twins of {A} itself, are twins of a twin of it?",
    ),
    counter_examples=(
        "What do the partners of {A} say about their other partners?",
        "Which of {A}'s sister cities has the most people?",
        "food of {A}'s twin towns",
        "Who are the mayors of the partners of {A}'s partners?",
        "Which clubs are twinned with clubs in {A}?",
        "How far do people from {A}'s twins travel for a visit?",
        "My pupils ask with whom the sister cities of {A} trade.",
        "Which rivers flow through the partner towns of {A}?",
        "What do the partners of {A}'s sister cities think?",
        "What are the names of the mayors of {A}'s sister cities?",
        "What do {A}'s sister cities think of {A}?",
        "What are {A}'s sister cities known for?",
        "Which companies do {A}'s sister cities have?",
        "Which festivals do {A}'s sister cities have?",
        "Which schools do the partners of {A} have?",
        "How many airports do {A}'s sister cities have?",
        "How many people do {A}'s sister cities have?",
        "Who are the mayors of {A}'s sister cities?",
        "Who are the most famous people of {A}'s twins?",
        "Which partners do the schools of {A}'s partner cities have?",
        "Which hospitals in {A}'s twins work with partners of theirs?",
        "What do the twins of {A}'s twins produce?",
        "Why do {A}'s partners have so many other partners?",
        "Which of the partners of {A}'s partners would welcome our choir?",
        "How do the sisters of {A} treat their other sisters?",
        "Who pays for the partners that {A}'s partners have?",
        "Which friends of mine live in the twin towns of {A}?",
    ),
)
