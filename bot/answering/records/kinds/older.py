"""Which of two partnerships is the older, or the newer one."""

from __future__ import annotations

from bot.answering.records import of_pair
from bot.answering.records.draft import Draft, RecordAnswer, Value, names
from bot.answering.records.kind import Kind, only, signs
from bot.answering.records.of_all import pair_label
from bot.answering.records.query import year_of
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records

_TWO_PAIRS = 4


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Compare when they began; None where the records do not have both."""
    first, last = _pairs(reading, places)
    if first[0] == first[1] or last[0] == last[1]:
        return None
    bonds = [records.between(*pair) for pair in (first, last)]
    for pair, bond in zip((first, last), bonds, strict=True):
        if bond is None:
            return of_pair.no_bond(records, pair, kind="older", value=None)
    held = [bond for bond in bonds if bond is not None]
    draft = Draft(records)
    ahead = _ahead(held, newer=reading.has("newer", "latest"))
    if reading.asks == "yes-no" and ahead is not None:
        draft.say("lead.yes" if ahead == 0 else "lead.no")
    for bond, pair in zip(held, (first, last), strict=True):
        of_pair.describe(draft, bond, pair[0])
    if ahead is None:
        draft.say("older.open" if None in (bond.since for bond in held) else "older.level")
    elif reading.asks != "yes-no":
        key = "older.newer" if reading.has("newer", "latest") else "older.older"
        draft.say(key, places=names(records, *(first, last)[ahead]), cited=draft.cite(held[ahead]))
    if ahead is not None and reading.asks != "yes-no" and len(places) < _TWO_PAIRS:
        return draft.answer("older", records.label((first, last)[ahead][1]))
    return draft.answer("older", _value(records, reading, held, ahead))


def _pairs(reading: Reading, places: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the two partnerships: those that four places name, or those of one place with two others."""
    if len(places) == _TWO_PAIRS:
        return places[:2], places[2:]
    at = of_pair.center(reading)
    one, other = (place for number, place in enumerate(places) if number != at)
    return (places[at], one), (places[at], other)


def _ahead(bonds: list[Bond], *, newer: bool) -> int | None:
    """Return which began first, or last; None where they began in one year or one has no date."""
    starts = [year_of(bond.since) if bond.since else None for bond in bonds]
    one, other = starts
    if one is None or other is None or one == other:
        return None
    return 0 if (one > other) == newer else 1


def _value(records: Records, reading: Reading, bonds: list[Bond], ahead: int | None) -> Value | None:
    if ahead is None:  # as old as each other, or unknown
        return False if reading.asks == "yes-no" and all(bond.since for bond in bonds) else None
    return ahead == 0 if reading.asks == "yes-no" else pair_label(records, bonds[ahead])


KIND = Kind(
    "older",
    answer,
    asks=("yes-no", "list"),
    places=(3, 4),
    areas=(0, 0),
    needs=only("older newer first latest", "partner rel friendship than or"),
    allows=signs("than or still between first latest older newer start"),
    years=False,
    fits=lambda reading: reading.has("older", "newer") or reading.has("or", "than"),
    examples=(
        "What's older, {A} and {B} or {B} and {B}?",
        "Which is the older bond, {A} and {B} or {B} and {B}?",
        "{A} with {B}, {B} with {B} and of these {N} pairs which goes back further?",
        "{N} twinnings are on my desk: {A}/{B} and {B}/{B}. The senior one is...?",
        "{A} has both {B} and {B}; with which of them did it sign up earlier?",
        "Is the twinning {A}–{B} older than {A}–{B}?",
        "Which partnership began first, that of {A} with {B} or that of {A} with {B}?",
        "Has {A} been twinned longer with {B} or with {B}?",
        "Who was {A}'s partner first, {B} or {B}?",
        "Which of {A}'s ties is older, the one to {B} or the one to {B}?",
        "Did the pact of {A} with {B} come before the pact with {B}?",
        "Which link is more recent, {A} and {B} or {A} and {B}?",
        "Is {B} an older partner of {A} than {B}?",
        "Which did {A} twin with first, {B} or {B}?",
        "Is {A}'s twinning with {B} younger than its twinning with {B}?",
        "Did {A} and {B} become sisters before {A} and {B} did?",
        "Which goes back further, {A} with {B} or {A} with {B}?",
        "Which sister city did {A} get earlier, {B} or {B}?",
        "Is {B} the newer twin of {A}, or is {B}?",
        "Were {A} and {B} partners earlier than {A} and {B}?",
        "{A}-{B} or {A}-{B}, which is older",
        "which is newer {A} {B} or {A} {B} twinning",
        "who did {A} twin with first {B} or {B}",
        "older link of {A}: {B} or {B}?",
        "is {A}s tie with {B} older than with {B}",
        "{A}+{B} vs {A}+{B} which partnership came first",
        "pls tell which twinning is younger, {A} {B} or {A} {B}",
        "whats older, {A} twinned w {B} or {A} twinned w {B}",
        "{B} or {B}, who was first as {A}s sister city",
        "longer partner of {A}, {B} or {B}",
        "did {A} get {B} as twin before {B}",
        "which is the oldr partnership {A}/{B} or {A}/{B}",
        "is {A} & {B} older than {A} & {B} (twinning)",
        "who came first to {A} as partner, {B} or {B}",
        "Settle a bet: {A} was twinned with {B} before it was with {B}, yes or no?",
        "For our newsletter I need to know which of two twinnings is older: {A} with {B} or {A} with {B}.",
        "My pupils ask which partnership has the more birthdays behind it, {A}–{B} or {A}–{B}.",
        "Of the two partnerships {A} has with {B} and {B}, which is the elder?",
        "Compare the starting dates: {A} with {B} against {A} with {B}. Which is later?",
        "Was it {B} or {B} that {A} took as its partner earlier?",
        "{A} became the partner of {B} later than of {B}, right?",
        "Between {A}–{B} and {A}–{B}, which twinning has lasted longer?",
        "I believe {A} joined hands with {B} sooner than {A} did with {B}. Is that true?",
        "Two twins of {A}: {B} and {B}. Who has been one for longer?",
        "Which of these is the more recent twinning, please: {A} and {B}, or {A} and {B}?",
        "The partnership of {A} to {B}, is it existing since longer than that to {B}?",
        "By start date, does {A} with {B} come ahead of {A} with {B}?",
        "Is {A}'s partnership with {B} older than the one with {B}?",
        "Which is older, the partnership of {A} and {B} or that of {A} and {B}?",
        "Which partnership is older, {A}–{B} or {A}–{B}?",
        "Is the twinning of {A} and {B} newer than that of {A} and {B}?",
        "Which twinning is newer, {A}–{B} or {A}–{B}?",
        "Was {A} twinned with {B} earlier than with {B}?",
        "Did {A} twin with {B} earlier than with {B}?",
        "Which twinning came first, {A} with {B} or {A} with {B}?",
        "did {A} twin with {B} earlier than {A} with {B}",
        "was {A}–{B} before {A}–{B} or after",
        "are {A} and {B} partners for longer than {A} and {B}",
        "what is older: {A} with {B}, or {A} with {B}",
        "is it {A} and {B} or {A} and {B} that twinned first",
        "who twinned earlier: {A} and {B}, or {A} and {B}",
        "which came later, {A}-{B} or {A}-{B}",
        "did the link {A}-{B} start ahead of {A}-{B}",
        "which of the two is younger, {A} with {B} or {A} with {B}",
        "which was signed first, {A} and {B} or {A} and {B}",
        "did {A} and {B} pair up earlier than {A} and {B}, or later",
        "{A} with {B}, {A} with {B}: which of the two bonds has the earlier date?",
        "Did {A} hook up with {B} ahead of {B}?",
        "whos been {A}s sister longer {B} or {B} ??",
        "{A} with {B} is twinned before or after as with {B}?",
        "wich twining is yonger, {A} n {B} or {A} n {B}",
        "I wonder if {A}'s knot with {B} is more recent than its knot with {B}.",
        "Settle a bet: {B} beat {B} to it in becoming {A}'s partner, didn't it?",
        "Name the senior of {A}'s two partners {B} and {B}, by date of twinning.",
        "Put down the later one: {A}'s pact with {B}, or with {B}.",
        "Was {B} taken on by {A} as a twin earlier than {B} was?",
        "Of the partners {B} and {B}, which has {A} had for the greater number of years?",
        "{A}'s sisters {B} and {B} – who joined first?",
        "Regarding {A}: the link to {B} or the one to {B}, which started later?",
        "The tie of {A} to {B} and its tie to {B}, the older of them is which?",
        "Did {A} become an item with {B} only after it did with {B}?",
        "Who is the newcomer among {A}'s twins, {B} or {B}?",
        "{A}–{B} outdates {A}–{B} as a partnership, yes?",
        "Is {B} senior to {B} as counterpart of {A}?",
        "By age of the bond, does {B} come before {B} among the partners of {A}?",
        "Which was concluded sooner, the twinning {A}/{B} or the twinning {A}/{B}?",
        "Between {B} and {B}, whom did {A} twin with last?",
        "Had {A} already been paired off with {B} when it teamed up with {B}?",
        "{A}: {B} first and {B} second, or the other way round, as twins?",
        "Is the friendship of {A} and {B} of an earlier date than that of {A} and {B}?",
        "Did the partnership with {B} reach {A} later than the one with {B}?",
        "Which has the longer history, {A} being twinned with {B} or {A} being twinned with {B}?",
        "Whose charter with {A} is the more recent one, {B}'s or {B}'s?",
        "Has the pact {A}–{B} been going for longer than the pact {A}–{B}?",
        "who beat who to a twinning with {A}, {B} or {B}",
        "Was it with {B} that {A} tied the knot first, rather than with {B}?",
        "Line up {A} & {B} and {A} & {B} by start of twinning: which goes in front?",
        "{A} + {B} partnership newer than {A} + {B}?",
        "Isn't {A}'s bond with {B} younger than that with {B}?",
        "Did {A} wait longer to twin with {B} than it did to twin with {B}?",
        "Do {A} and {B} go back further as sisters than {A} and {B}?",
        "My uncle says {A} had {B} as a partner before it had {B}; true?",
        "Out of {B} and {B}, which one is {A}'s older sister?",
        "Which one's newer on {A}'s list of partners: {B}, or {B}?",
        "Which of {B} and {B} has {A} known longer as its friend city?",
        "Which twinning came about in the earlier year, {A} and {B}'s or {A} and {B}'s?",
        "Was there a link {A}–{B} before there was a link {A}–{B}?",
        "Could {A}'s twinning with {B} possibly be older than the one it has with {B}?",
        "Ahead in age, the partnership with {B} or that with {B}, for {A}?",
        "as {A}'s twins, did {B} come along first and only later {B}?",
    ),
    counter_examples=(
        "Is the mayor of {A} older than those of {B} and {B}?",
        "Which church is older, the one in {A}, in {B} or in {B}?",
        "Is {A} closer to the hearts of {B} than {B}?",
        "which festival is older, {A}s with {B} or the one in {B}",
        "Why did {A} twin with {B} before {B}?",
        "My pupils ask whether the people of {A} live longer than those of the twin towns {B} and {B}.",
        "Did the football club of {A} play against {B} before {B}?",
        "Is {A} older than its twin towns {B} and {B}?",
        "Is the town hall of {A} older than those of its partners {B} and {B}?",
        "Is {A} older than {B} or {B}?",
        "Which university is older, that of {A} or those of its twins {B} and {B}?",
        "Is the cathedral of {A} newer than those of its sisters {B} and {B}?",
        "Did {A} forgive {B} before {B} did?",
        "Which twin of {A} sends the older choir, {B} or {B}?",
        "Did the train reach {A} before it reached {B} and {B}?",
        "Is the mayor of {B} younger than that of {B}, and who of them came to {A} first?",
        "which got the internet first, {A}, {B} or {B}",
        "Was {A} settled before its partners {B} and {B} were?",
        "Which old people's home is newer, that of {A}, {B} or {B}?",
    ),
)
