"""Which of several places has more partners, how many more, and how many each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answering.blocks import Item
from bot.answering.language import joined
from bot.answering.records.draft import PAIRS_SHOWN, Draft, RecordAnswer, Value, names
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.of_pair import complete
from bot.answering.records.of_place import noun, where
from bot.answering.records.query import Query, partners
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Say which has more (or fewer), with both numbers."""
    query, draft = Query.of(reading), Draft(records)
    bonds = {number: partners(records, number, query).main for number in places}
    counts = {number: len(found) for number, found in bonds.items()}
    if not any(counts.values()):
        return None
    sign = -1 if reading.has("less", "least", "smaller", "smallest") else 1
    ranked = sorted(places, key=lambda number: -sign * counts[number])
    ahead, second = ranked[:2]
    level = counts[ahead] == counts[second]
    items = [
        Item(records.label(number), str(counts[number]), draft.cite(*bonds[number][:3], compare=False))
        for number in places
    ]
    what = f"{noun(reading, 2)}{where(records, query)}"
    key = "compare.level" if level else "compare.fewer" if sign < 0 else "compare.more"
    best = [records.label(number) for number in ranked if counts[number] == counts[ahead]]
    draft.list(key, items, abs(counts[ahead] - counts[second]), place=joined(best), what=what)
    if reading.has("compare"):
        _in_common(draft, places, bonds)
    for number in places:
        draft.completeness(number)
    value = _value(records, reading, counts, None if level else ahead)
    return draft.answer("compare", value, complete=complete(records, *places[:2]))


def _in_common(draft: Draft, places: tuple[int, ...], bonds: Mapping[int, Sequence[Bond]]) -> None:
    """Add which partners all have: who compares two wants to know more than how many there are."""
    held = [{bond.other(number): bond for bond in bonds[number]} for number in places]
    shared = sorted(set(held[0]).intersection(*held[1:]), key=draft.records.label)
    if shared:
        items = [
            Item(draft.records.label(n), "", draft.cite(*(one[n] for one in held), compare=False))
            for n in shared[:PAIRS_SHOWN]
        ]
        more = max(0, len(shared) - PAIRS_SHOWN)
        both = names(draft.records, *places)
        draft.list("common.some", items, len(shared), more=more, places=both, where="")


def _value(records: Records, reading: Reading, counts: dict[int, int], ahead: int | None) -> Value | None:
    first, second, *_ = counts
    if reading.asks == "count":
        return abs(counts[first] - counts[second])
    if reading.asks == "yes-no" and not reading.has("or"):
        if reading.has("common"):
            return len(set(counts.values())) == 1
        if ahead is None and not reading.has("more", "less"):
            return None  # whether it asks for as many or for more, words that are in no list say
        return ahead == first  # "Has A more than B and C?" asks of A
    if ahead is not None:
        return records.label(ahead)
    edge = min(counts.values()) if reading.has("less", "least") else max(counts.values())
    return [records.label(number) for number, count in counts.items() if count == edge]


KIND = Kind(
    "compare",
    answer,
    asks=("list", "count", "yes-no", "person"),
    places=(2, 3, 4, 5),
    needs=only("rel partner friendship", "more less most least compare"),
    allows=(FILTERS - {"every", "start"})
    | signs("more less most least than or NUMBER every compare smallest largest smaller larger"),
    fits=lambda reading: (
        not reading.has("between")
        and reading.top in (None, len(reading.cities))
        and (reading.asks != "count" or len(reading.cities) == 2)
    ),
    examples=(
        "{A} or {B}: who's got more partners?",
        "how many more sister cities has {A} got than {B}",
        "{A} or {B} and whos ahead on number of partners?",
        "The shortest list of twins, is it {A}'s, {B}'s or {B}'s?",
        "{A} vs {B}, more partners??",
        "Between {A}, {B} and {B}, the greatest number of partners belongs to...",
        "Is it {A} or is it {B} that can point to the bigger number of partners?",
        "Less well connected (fewer partners, I mean), is {A} or {B} it?",
        "Who has more twin towns, {A} or {B}?",
        "Does {B} have fewer sister cities than {A}?",
        "By how many partners does {A} beat {B}?",
        "Which of the two has more links, {A} or {B}?",
        "Are there more twinned places for {A} or for {B}?",
        "Who is richer in sister cities, {A} or {B}?",
        "Which has the longer list of twin towns, {A} or {B}?",
        "Is {A} twinned with more cities than {B} is?",
        "Which city counts more partners, {A} or {B}?",
        "Are {A} and {B} level in the number of partner cities?",
        "Which has the smaller number of twinnings, {A} or {B}?",
        "Does {A} have more sister cities in {X} than {B} has there?",
        "{A} vs {B} sister cities",
        "more twins: {A} or {B}",
        "{A} or {B} more partners?",
        "nr of sister cities {A} compared to {B}",
        "whos got more twin towns {A} or {B}",
        "difference in number of twins {A} {B}",
        "does {A} have less sister citys then {B}",
        "how many more partners has {B} got than {A}",
        "fewer twins, {A} / {B}",
        "{A} {B} compare nr of twinnings in {X}",
        "is {B} behind {A} in sister cities or not",
        "who leads, {A} or {B}, by active partnerships",
        "Settle a bet: {A} has more sister cities than {B}, right?",
        "Weighed by the number of twins, which way does the scale tip, {A} or {B}?",
        "For our newsletter: how many partners has {A}, how many has {B}, and what is the gap?",
        "My pupils made a bar chart of twin towns. Should the bar of {A} be higher than that of {B}?",
        "Would you kindly compare for me how many friendship towns {A} and {B} possess?",
        "Which from {A} and {B} is having the bigger number of partner cities, please?",
        "In a race for sister cities, {A} against {B}: who is in front?",
        "How many twins would {B} have to gain to catch up with {A}?",
        "The larger number of partnerships: on the side of {A} or of {B}?",
        "Two towns, {A} and {B}. Which one is twinned more often?",
        "It is {A} that has the more ties of the two, or is it {B}?",
        "Gained since 1990, who has more twins, {A} or {B}?",
        "Compare {A}'s and {B}'s sister cities",
        "{A} versus {B} in number of twin towns: compare",
        "Who has more partners, {A} or {B}?",
        "{A} or {B}: more twins?",
        "Does {A} have more sister cities than {B}?",
        "Could you compare {A} and {B} by their number of twin towns?",
        "I wonder whether {B} {have:possesses} fewer partners than {A}.",
        "Do you happen to know which is better connected, {A} or {B}?",
        "Between {A} and {B}, who {have:maintains} more partnerships?",
        "By how many partners is {A} ahead of {B}?",
        "{A} vs {B} number of partners",
        "Who's in front, {A} or {B}, with partners in {X}?",
        "Of {A} and {B}, which is {partner:allied} to more places abroad?",
        "Has {A} or has {B} {partner:struck up} more partnerships since {Y}?",
        "Which {have:entertains} fewer twinnings: {A} or {B}?",
        "How does {A} measure up to {B} in twin towns?",
        "Whose circle of {partner:siblings} is bigger, {A}'s or {B}'s?",
        "What is the difference in number of twins between {A} and {B}?",
        "Has {B} {partner:palled up} with more cities than {A} has?",
        "In terms of partners, is {A} or {B} the larger?",
        "Which of {A} and {B} {have:keeps} more {active:living} partnerships?",
        "Set {A} against {B}: who {partner:cooperates} with more towns?",
        "Did {A} {have:count} more twins than {B} before {Y}?",
        "More {partner:counterparts} in {X}: {A} or {B}?",
        "Which town leads, {A} or {B}, in twins?",
        "Who has more sister cities, {A} or {B}?",
        "Does {A} have more twin towns than {B}?",
        "How many more partner cities does {A} have than {B}?",
        "Which of {A} and {B} has fewer sister cities in {X}?",
        "Which has the most partners, {A} or {B}?",
        "Of {A} and {B}, which has the greater number of sister cities?",
        "Which has fewer sister cities, {A} or {B}?",
        "Is {A} ahead of {B} with more sister cities?",
        "Who has got more sister cities, {A} or {B}?",
        "Who has more twins: {A} or {B}?",
        "Who has fewer partners, {A} or {B}?",
        "Who has the most sister cities, {A} or {B}?",
        "Who's got more partners in {X}, {A} or {B}?",
        "Which has more sister cities, {A} or {B}?",
        "Which has the larger number of partners, {A} or {B}?",
        "Which one has more twins, {A} or {B}?",
        "Which city has more sister cities, {A} or {B}?",
        "Which city has fewer twin towns, {A} or {B}?",
        "Which is twinned with more cities, {A} or {B}?",
        "Which of the two has more partners, {A} or {B}?",
        "Which of the cities {A} and {B} has more sister cities?",
        "Which town has the greater number of partners: {A} or {B}?",
        "Which has more {X} sister cities, {A} or {B}?",
        "Does {A} have more partners than {B}?",
        "Does {A} have fewer sister cities than {B}?",
        "Does {A} have a larger number of twins than {B}?",
        "Does {B} have more twin towns in {X} than {A}?",
        "Has {A} got more sister cities than {B}?",
        "Has {A} more partners than {B}?",
        "Has {A} fewer twins than {B}?",
        "Is {A} twinned with more towns than {B}?",
        "Is the number of {A}'s partners larger than that of {B}?",
        "Are there more sister cities of {A} than of {B}?",
        "Do {A}'s sister cities outnumber {B}'s, who has more?",
        "Between {A} and {B}, who has more sister cities?",
        "Between {A} and {B}, which one has the most partners?",
        "Of {A} and {B}, who has more twin towns?",
        "Of the two, {A} and {B}, which has more sister cities?",
        "How many more sister cities has {A} than {B}?",
        "How many more twins does {A} have than {B}?",
        "How many fewer partners does {A} have than {B}?",
        "By how many sister cities does {A} lead {B}, how many more has it?",
        "{A} or {B}, who has more sister cities?",
        "{A} or {B}: which has more partners?",
        "{A} vs {B}: more sister cities?",
        "more sister cities: {A} or {B}",
        "more twins, {A} or {B}",
        "compare {A} and {B} by sister cities",
        "Compare the number of sister cities of {A} and {B}.",
        "Compare {A} with {B}: who has more partners?",
        "Please compare {A} and {B} as to number of twins.",
        "Tell me who has more sister cities, {A} or {B}.",
        "I'd like to know which has more partners, {A} or {B}.",
        "Do you know whether {A} has more twins than {B}?",
        "Is it true that {A} has more sister cities than {B}?",
        "In {X}, does {A} or {B} have more partners?",
        "is {A} ahead of {B} in sister cities",
        "does {A} outdo {B} in twins",
        "who leads by sisters: {A} or {B}",
        "what's the difference in number of partners between {A} and {B}",
        "how far ahead of {B} is {A} in twinnings",
        "{A} or {B}, more sisters?",
        "who has got the bigger list of partners, {A} or {B}",
        "gap in sister cities between {A} and {B}",
        "does {B} have fewer links than {A}",
        "which one is more twinned, {A} or {B}",
        "by what margin does {A} lead {B} in partners",
        "how many sisters does {A} have on top of {B}'s number",
        "is the list of {A} longer than that of {B}",
        "difference in partners of {A} and {B}",
        "what's the gap in twins between {A} and {B}",
        "{A} / {B} – leader in twins?",
        "Put down whether {A} or {B} owns more pacts.",
        "Regarding {A} and {B}, which trails the other in partners?",
        "Of {A}, {B} and {B}, who boasts the most sister cities?",
        "So my brother's from {B} and brags: more twins than {A}. Is it so?",
        "Tally up twins for {A} and for {B}; who's got the higher number?",
        "{A}, {B}, {B} and {B}: partners most in which?",
        "More of partner cities, has them {A} or {B}?",
        "Does {A} outnumber {B} in counterparts over in {X}?",
        "Is {A} level with {B} when it comes to twin towns?",
        "By how many bonds does {B} trail {A}?",
        "Who comes last in number of friend cities, {A}, {B} or {B}?",
        "Kindly compare the number of partnerships held by {A} with that held by {B}.",
        "hwo has more sisters {A} or {B}",
        "I wonder if {B} can keep up with {A} in number of twinnings or has fewer.",
        "Are fewer partners listed for {A} than for {B}?",
        "In twin terms, is {A} a bigger fish than {B}, with more partners?",
        "Which one of these has the fewest knots tied: {A}, {B}, {B}?",
        "Has {A} as many sisters as {B}, or fewer?",
        "Whose roster of twins is longer, that of {A} or that of {B}?",
        "What lead does {A} have over {B} in partner towns, in number?",
        "Between {A}, {B} and {B}, to whom does the title of most twinned town fall?",
        "Partners of {A} against partners of {B}: where are more?",
        "Is the larger sisterhood with {A} or with {B}?",
        "Compare twin towns of {A}, {B} and {B} by count",
        "Does {B} come out ahead of {A} on partnerships still active?",
        "Whether {A} or {B} has less sister cities, please say.",
        "Is it a draw between {A} and {B} in number of links?",
        "If twins were points, would {A} beat {B}?",
        "{B} less partners than {A}, true?",
        "Set side by side, which of {A} and {B} is paired off with more towns?",
        "The town with more counterparts in {X}: {A}, {B} or {B}?",
        "How many twins fewer than {B} does {A} keep?",
        "Who outdoes whom in friend cities, {A} or {B}?",
        "Which had more partners by {Y}, {A} or {B}?",
        "I'd have guessed {A} has more bonds than {B} – does it?",
        "Top of the table by sister cities: {A}, {B} or {B}?",
        "Do both have equally many twins, {A} and {B}?",
        "Count the pacts of {A}, count those of {B}, and tell me the difference.",
        "Out of these five, {A}, {B}, {B}, {B} and {B}, who has the most twin towns?",
        "Weigh {A} against {B} in ended partnerships: which has more?",
        "Is {B} the better partnered one of {A} and {B}, by sheer number?",
        "{A} or {B} – fewer friend cities, which one is it?",
        "Did {A} take on more new twins after {Y} than {B}?",
        "How big is the lead of {A} over {B} in twins abroad?",
    ),
    counter_examples=(
        "Who spends more on twinning, {A} or {B}?",
        "Is {A} a better partner than {B}?",
        "which has nicer sister cities {A} or {B}",
        "Does {A} gain more from the partnership than {B} does?",
        "Are there more pupils in {A} or in its twin town {B}?",
        "Compare the climate of {A} and its sister city {B}.",
        "Who sends more delegates, {A} or {B}?",
        "Why does {A} have more sister cities than {B}?",
        "Who has more inhabitants, {A} or its sister city {B}?",
        "Is {A} more popular than its twin town {B}?",
        "Which has more inhabitants, {A} or {B}?",
        "Which is more beautiful, {A} or {B}?",
        "Which is older, {A} or {B}?",
        "Which is colder, {A} or its sister city {B}?",
        "Which has more museums, {A} or {B}?",
        "Which gets more tourists, {A} or {B}?",
        "Who spends more on its sister cities, {A} or {B}?",
        "Who does more for its sister cities, {A} or {B}?",
        "Who won more games, {A} or {B}?",
        "Does {A} have more people than {B}?",
        "Does {A} earn more than {B}?",
        "Is life in {A} cheaper than in {B}?",
        "Is {A} more important than {B}?",
        "Compare the climate of {A} and {B}.",
        "Compare the festivals of {A} and {B}.",
        "{A} or {B}, where is the food better?",
        "{A} vs {B} football",
        "Which spends longer on twinning talks, {A} or {B}?",
        "Regarding {A} and {B}, who has more fun with its twins?",
        "Is {A} taller built than its sister city {B}?",
        "Of {A}, {B} and {B}, who treats its twins best?",
        "Tally the football goals of {A} against its twin {B}.",
        "Is the bread dearer in {A} or in its partner {B}?",
        "Does {A} have more sunshine than its sister {B}?",
        "Compare the twinning budgets of {A}, {B} and {B}.",
    ),
)
