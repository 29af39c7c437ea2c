"""Is a place a partner of each of several others, or of any of them."""

from __future__ import annotations

from bot.answering.blocks import Item
from bot.answering.records import of_pair
from bot.answering.records.draft import Draft, RecordAnswer, Value, bond_note, names
from bot.answering.records.kind import Kind, signs
from bot.answering.records.query import Query
from bot.answering.records.reading import Reading
from bot.answering.records.tally import one_or_all
from corpus.partnerships import Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Answer for one place against each of the others, with what is on record of each pair.

    Nothing is said of a place and itself.
    """
    if len(set(places)) < len(places):
        return None
    at = of_pair.center(reading)
    center, others = places[at], [*places[:at], *places[at + 1 :]]
    query, draft = Query.of(reading), Draft(records)
    bonds = {other: records.between(center, other) for other in others}
    held = [
        other
        for other, bond in bonds.items()
        if bond is not None and bond.status in query.statuses and bond.relation in query.relations
    ]
    any_of = reading.has("or")
    holds = bool(held) if any_of else len(held) == len(others)
    if reading.asks == "yes-no":
        draft.say("lead.yes" if holds else "lead.no")
    on_record = [bond for bond in bonds.values() if bond is not None]
    if on_record:
        items = [
            Item(records.label(bond.other(center)), bond_note(bond), draft.cite(bond)) for bond in on_record
        ]
        draft.list("pair.instead", items, place=records.place(center).name)
    missing = [other for other in others if bonds[other] is None]
    for other in missing:
        key = "pair.none-certain" if of_pair.complete(records, center, other) else "pair.none-open"
        draft.say(key, places=names(records, center, other))
    if not on_record:
        proof = [bond for number in places for bond in records.of.get(number, [])[:1]]
        draft.cite(*proof, compare=False)
    labels = [records.label(other) for other in held]
    value: Value = holds
    if reading.asks != "yes-no":
        value = one_or_all(labels)
    return draft.answer("several", value, complete=records.complete(center))


KIND = Kind(
    "several",
    answer,
    asks=("yes-no", "list"),
    places=(3, 4, 5),
    areas=(0, 0),
    allows=signs("both or still other they"),
    years=False,
    fits=lambda reading: (
        reading.asks == "yes-no" or reading.has("or") or (reading.has("which") and not reading.has("common"))
    ),
    examples=(
        "{A}, {B}, {B}, {B}... which of those are {B}'s sisters?",
        "of {A}, {B} and {B} who is twinned with {B}?",
        "go through {A}, {B}, {B} and {B} and tell me which ones {B} is partnered with?",
        "Tick the right ones: is {A} tied to (a) {B}, (b) {B}, (c) {B}, (d) {B}?",
        "{A}, {B}, {B} and among these {N}, what are the partners of the English {B}?",
        "{A} has partnered with what city out of {B}, {B} or {B}?",
        "Are both {B} and {B} partners of {A}?",
        "Are {B} and {B} sister cities of {A}?",
        "Does {A} have {B} and {B} as twin towns?",
        "Is {A} a partner of {B}, {B} and {B}?",
        "Has {A} ties with {B} as well as {B}?",
        "Is either {B} or {B} a twin of {A}?",
        "Are any of {B}, {B} and {B} twinned with {A}?",
        "Is {A} partnered with {B} or with {B}, or both?",
        "Do {B}, {B} and {B} all count among {A}'s partners?",
        "Which of these is a sister city of {A}: {B}, {B} or {B}?",
        "Which of {B} and {B} is {A}'s twin?",
        "Who is {A}'s partner, {B}, {B}, {B} or {B}?",
        "Does {A} have a pact with {B} and one with {B} too?",
        "Is {A} linked to {B} and to {B} and to {B}?",
        "Is {B} a partner of {A}, and is {B}?",
        "is {A} twinned with {B} and {B}",
        "{A} twin of {B} or {B}?",
        "{A} partners: {B}? {B}? {B}?",
        "are {B} n {B} both sisters of {A}",
        "which one is twinned w {A}, {B} or {B}",
        "{A} twinned with {B} AND {B}??",
        "check {A} with {B}, {B} and {B} pls",
        "any of {B} {B} {B} a sister city of {A}",
        "is {A} parnter of {B} and also {B}",
        "{B} and {B} on {A}s list of twins?",
        "does {A} have links w {B} or {B}",
        "whats {A}s sister city, {B} or {B}",
        "are {B}, {B}, {B} and {B} all twins of {A}",
        "tell me if {A} is twinned to either {B} or {B}",
        "For our newsletter I need to know whether {B} and {B} are both partners of {A}.",
        "My pupils ask which is the twin town of {A}: {B}, {B} or perhaps {B}?",
        "Do I remember correctly that {A} has a partnership with {B} and with {B}?",
        "Among {B}, {B} and {B}, is there any sister of {A}?",
        "On {A}'s list of partners, do {B} and {B} both appear?",
        "Does {A} call both {B} and {B} its sisters?",
        "Twins of {A}, true or false: {B}, {B}, {B}.",
        "Has {A} partnerships with the towns {B}, {B} and {B}, with each of them?",
        "Are there partnership records for {A} with {B} and also for {A} with {B}?",
        "Is it {B} or is it {B} that is being twin town with {A}?",
        "Is {A} twinned with both {B} and {B}?",
        "Is {A} twinned with {B} or {B}?",
        "Is {A} a twin of {B} and of {B}?",
        "Which is {A} twinned with, {B} or {B}?",
        "is {A} a twin of {B} and {B} alike",
        "{A}: sister of {B} and {B}?",
        "{A} – partner of {B} and of {B}?",
        "is {A} partner to {B} and also to {B}",
        "does {A} go with {B} and with {B} as a sister",
        "is {A} linked with both {B} and {B}",
        "are {B} and also {B} linked to {A}",
        "{A} – a twin of {B} as well as {B}?",
        "{A}: a partner of {B} and likewise of {B}?",
        "{B} and {B}: sisters of {A}, the pair of them?",
        "Out of {B}, {B} or {B}, is there one that {A} is paired off with?",
        "Can {A} boast both {B} and {B} as counterparts?",
        "Does the roster of {A} feature {B}, {B} and {B}?",
        "Who is hooked up with {A}: is it {B} or is it {B}?",
        "i bet {A} is twinned with {B} and {B}, am i right",
        "Regarding {A}, do {B} and {B} each hold a pact with it?",
        "Whether {B} or {B} is the friend city of {A}, which one is it?",
        "Has a knot been tied by {A} with {B} and with {B}?",
        "tell me quick: {B}, {B}, {B} or {B}, which is {A}'s counterpart",
        "{A} has as sisters {B} and {B}, yes?",
        "Could either of {B} and {B} be a sister of {A}?",
        "Is it true that {A} is an item with {B} and with {B} alike?",
        "{A} x {B} / x {B}: do both twinnings exist?",
        "Were {B} and {B} each made a partner of {A}?",
        "Which town has {A} got as partner, {B} or {B}?",
        "Do {B} and {B} both have {A} for a sister?",
        "Is {A} in partnership with {B}, {B} or {B}, even if it's just one?",
        "did {A} sign pacts w {B} and {B} or am i making that up",
        "I wonder if {B} plus {B} plus {B} are all friends of {A}.",
        "Pick the twin of {A}: is it {B}, {B}, or {B}?",
        "Between {B} or {B}, which one is bonded with {A}?",
        "Please confirm that {B} and {B} alike are partner municipalities of {A}.",
        "Does {A} keep a link to {B}, and does it keep one to {B} as well?",
        "Not just {B} but {B} too is twinned with {A}, isn't it?",
        "Would {B} and {B} both turn up among the partners of {A}?",
        "Isn't {A} twinned with {B}, {B} and {B}?",
        "{B} or {B}, who is it that {A} is linked up with?",
        "Check all of these against {A}'s sister cities: {B}, {B}, {B}. All in there?",
        "Do both {B} and {B} call {A} their twin?",
        "{A} partnerd with any at all, {B} or {B} or {B}",
        "Three twins of {A} are {B}, {B} and {B}, correct?",
        "Is there a bond from {A} to {B} and likewise to {B}?",
        "Our teacher named {B} and {B} as partner towns of {A}; was she right about both?",
        "Is {A} at one and the same time sister of {B} and sister of {B}?",
        "Are {B}, {B} and {B} in the circle of {A}'s friend cities?",
        "Which of the two does {A} own a partnership with, {B} or {B}?",
        "{A}'s counterpart – {B} or {B}, which?",
        "Have {B} and also {B} got a twinning going with {A}?",
        "Does {B}, or else {B}, count as a partner of {A}?",
        "As partners of {A}, are {B} and {B} recorded, the two of them?",
        "{A}: any tie with {B}, or with {B} if not?",
        "Is it with {B} and {B} that {A} shares a sister city agreement?",
        "quiz: {A} is twinned with (a) {B} (b) {B} (c) {B}, or which one is right?",
        "Does {A} have one of these for a twin: {B}, or {B}, or {B}?",
    ),
    counter_examples=(
        "Which of {B} and {B} does {A} like better as a partner?",
        "Do {A}, {B} and {B} hold a joint festival?",
        "Who is the bigger partner of {A}, {B} or {B}?",
        "is the bus from {A} going to {B} and {B}",
        "Did the mayor of {A} visit both {B} and {B}?",
        "Should {A} twin with {B} or rather with {B}?",
        "My pupils ask if the people of {A}, {B} and {B} understand each other.",
        "Does {A} share the costs with its partners {B} and {B}?",
        "Which of {A}, {B} and {B} is the best sister city?",
        "Does {A} play against {B} or {B} in the final?",
        "Is {A} richer than its twins {B} and {B}?",
        "Do {B} and {B} both send a choir to their partner {A}?",
        "Which airport is closer to {A}'s twin, the one of {B} or of {B}?",
        "Are {B} and {B} jealous of {A}'s sister cities?",
        "Is {A} going to sign with {B} or {B} next year?",
        "Did {B} and {B} both help {A} after the flood?",
        "Which is nicer to visit from {A}: {B} or {B}?",
    ),
)
