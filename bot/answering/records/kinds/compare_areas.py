"""Which of several countries or regions has more partnerships: of all, with another one, or with a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.answering.blocks import Item
from bot.answering.language import figure, joined, phrases
from bot.answering.records import of_all
from bot.answering.records import query as q
from bot.answering.records.areas import Area, members
from bot.answering.records.draft import Draft, RecordAnswer, Value
from bot.answering.records.kind import FILTERS, Kind, only, signs
from bot.answering.records.query import Query, without_areas
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records

_PROOF = 3


def answer(records: Records, reading: Reading, places: tuple[int, ...]) -> RecordAnswer | None:
    """Say which has more (or fewer), with all numbers."""
    home, areas = _sides(reading)
    query = without_areas(Query.of(reading))
    bonds = q.partners(records, places[0], query).main if places else q.partnerships(records, query)
    found = {area: _held(records, bonds, places, home, area) for area in areas}
    counts = Counter({area: len(held) for area, held in found.items()})
    if not counts.total():
        return None
    draft, sign = Draft(records), -1 if reading.has("less", "least") else 1
    ranked = sorted(areas, key=lambda area: -sign * counts[area])
    items = [
        Item(area.label, figure(counts[area]), draft.cite(*found[area][:_PROOF], compare=False))
        for area in areas
    ]
    best = [area.label for area in ranked if counts[area] == counts[ranked[0]]]
    which = "level" if len(best) > 1 else "fewer" if sign < 0 else "more"
    beside = records.label(places[0]) if places else home.label if home else ""
    where = phrases()("where.with", area=beside) if beside else ""
    draft.list(
        f"compare-areas.{which}",
        items,
        abs(counts[ranked[0]] - counts[ranked[1]]),
        area=joined(best),
        where=where,
    )
    value: Value = best[0] if len(best) == 1 else best
    if reading.asks == "yes-no" and not reading.has("or"):
        value = best == [areas[0].label]
    return of_all.answer("compare-areas", draft, value)


def _held(
    records: Records, bonds: Sequence[Bond], places: tuple[int, ...], home: Area | None, area: Area
) -> list[Bond]:
    """Return those of the partnerships that are with places in an area, of a place or another area named."""
    if places:
        inside = members(records, (area,))
        return [bond for bond in bonds if bond.other(places[0]) in inside]
    return q.between(records, bonds, home, area) if home else q.touching(records, bonds, (area,))


def _sides(reading: Reading) -> tuple[Area | None, tuple[Area, ...]]:
    """Return the area whose partnerships are compared, where one is named, and those that are compared."""
    order = [sign for sign in reading.order if sign not in ("article", "filler")]
    ranking = (at for at, sign in enumerate(order) if sign in ("more", "less", "most", "least"))
    at = next(ranking, len(order))  # "Is Germany ahead of Japan in sister cities?"
    before = order[:at].count("WHERE")
    if before == 1 and len(reading.areas) > 2 and not reading.has("than"):
        return reading.areas[0], reading.areas[1:]
    return None, reading.areas


def _compares(reading: Reading) -> bool:
    """Tell whether areas are set against each other: by "or" or "than", and nothing else is compared."""
    beside = reading.has("or", "than") and not reading.has("between")
    beside = beside and bool(reading.cities or not reading.has("place"))
    return beside and len(set(reading.areas)) == len(reading.areas)


KIND = Kind(
    "compare-areas",
    answer,
    asks=("list", "countries", "yes-no", "person"),
    places=(0, 1),
    areas=(2, 5),
    needs=only("rel partner friendship", "more less most least", "or than"),
    allows=FILTERS | signs("more less most least or than country"),
    fits=_compares,
    examples=(
        "Does {A} have more sister cities in {X} than in {X2}?",
        "Has {A} more partners in {X} or in {X2}?",
        "Where does {A} have more twins, in {X} or in {X2}?",
        "Are more of {A}'s partners in {X} or in {X2}?",
        "In which of the two has {A} more partner cities, {X} or {X2}?",
        "more {A} twins in {X} or {X2}?",
        "Does {A} have fewer partners in {X} than in {X2}?",
        "Are there more sister cities of {A} in {X} or more in {X2}?",
        "Which country has more partnerships, {X} or {X2}?",
        "Does {X} have more partnerships than {X2}?",
        "Does {X} have more twinnings with {X2} or with {X2}?",
        "Who has more twinnings, {X} or {X2}?",
        "Which has fewer partnerships: {X} or {X2}?",
        "Has {X} got more sister city partnerships than {X2}?",
        "Which of the two countries has more partnerships, {X} or {X2}?",
        "Has {X} more partnerships with {X2} than {X2} has?",
        "who leads in twinnings, {X} or {X2}",
        "is {X} ahead of {X2} in sister cities",
        "{X} or {X2}: more partnerships?",
        "{X} vs {X2} by number of twinnings",
        "does {X} have fewer sister cities than {X2}",
        "which is more twinned, {X} or {X2}",
        "are there more twinnings in {X} or in {X2}",
        "compare {X} and {X2} by number of partnerships",
        "more sister cities, {X} or {X2}?",
        "who has the greater number of twin towns, {X} or {X2}",
        "has {X2} more links than {X}",
        "do towns of {X} have more twins than those of {X2}",
        "in which one are there more sister cities, {X} or {X2}",
        "does {A} have more links to {X} or to {X2}",
        "is {A} more tied to {X} or to {X2}",
        "which one has the longer list of twinnings, {X} or {X2}",
        "{X} or {X2} – champion with most twinnings?",
        "Put down which has more pacts, {X} or {X2}.",
        "Regarding twin towns, is {X} ahead of {X2} or behind, who has more?",
        "Of {X}, {X2} and {X2}, which boasts the most partnerships, or is it a tie?",
        "So is it {X} or {X2} where {A} keeps most of its sisters?",
        "Tally the bonds: more in {X} or more in {X2}?",
        "Sister city, more of them has {X} or {X2}?",
        "Does {A} have more counterparts in {X} than it has in {X2}?",
        "Does {X} trail {X2} with fewer twinnings than it?",
        "Is {X} outdone by {X2}, having less partnerships than that?",
        "Quarrel at home: I say {X} has more twins than {X2}, he says {X2}. Which has?",
        "wich has more twin citys {X} or {X2}",
        "I wonder if more knots were tied by towns of {X} than by towns of {X2}.",
        "Are fewer of {A}'s friend cities in {X} than in {X2}?",
        "Is {A} paired off with more towns in {X} or in {X2}?",
        "{A} partners: {X} or {X2}, where are the most?",
        "Which area owns the most partnerships: {X}, {X2}, {X2} or {X2}?",
        "By number of links, does {X} do better than {X2}, so has it more?",
        "Where are more twins to be had, {X} or {X2}?",
        "Has {X} at all more partner cities than {X2}?",
        "In the twinning league, who stands higher with more pacts, {X} or {X2}?",
        "Do more of the bonds of {X} go to {X2} or to {X2}?",
        "Is {A} hooked up with {X} more than with {X2}, counting its twins?",
        "More partnerships with {X}: does {X2} have them or {X2}?",
        "Which has the fewest twinnings, {X}, {X2} or {X2}?",
        "Who outdoes whom in sister cities, does {X} have more than {X2} or less?",
        "{A}'s sisters – more of them from {X} or from {X2}?",
        "Partnerships in {X} more numerous than in {X2}, true?",
        "To which do more of {A}'s pacts lead, {X} or {X2}?",
        "The bigger roster of twinnings, more names, is with {X} or {X2}?",
        "Did {A} find more partners in {X} or in {X2} after {Y}?",
        "Is it {X} or {X2} that is home to more partners of {A}?",
        "Of the partners of {A}, do more sit in {X} than in {X2}?",
        "Set {X} against {X2}: which of them, {X} or {X2}, has less partnerships?",
        "Would you say {X} is more into twinning than {X2}, by number of pacts?",
        "more active ties {X} or {X2}",
        "Does {A} lean more to {X} or to {X2} in its choice of twins, by count?",
        "Take {X}, {X2} and {X2}: who has most sister cities, or are they level?",
        "Fewer partnerships, where – {X} or {X2}?",
        "Which of the two counts more partner towns, is it {X2} or is it {X}?",
        "Were more twinnings started in {X} than in {X2} in {Y}?",
        "Does {X} have less town twinnings than {X2} has?",
        "Short answer please, {X} or {X2}: which one has the most partnerships?",
        "Are the twins of {A} found more in {X} or more in {X2}?",
    ),
    counter_examples=(
        "Does {A} send more students to {X} than to {X2}?",
        "Does {A} do more with its partners in {X} or in {X2}?",
        "Does {X} spend more on partnerships than {X2}?",
        "Do more tourists of sister cities come to {X} or to {X2}?",
        "Is {X} larger than {X2}?",
        "Do towns in {X} throw better twinning parties than those in {X2}?",
        "Is twinning more popular with voters in {X} or in {X2}?",
        "Does {A} earn more from partners in {X} than in {X2}?",
        "Are twin towns in {X} more beautiful than in {X2}?",
        "Put down which is warmer, {X} or {X2}.",
        "Does {X} lend more money to sister cities than {X2}?",
        "Would {A} sooner have a partner in {X} or {X2}?",
        "Do pupils of {A} like its twin in {X} more than that in {X2}?",
    ),
)
