"""Fill in what a follow-up leaves out: "And since when?", "What about Chicago?", "How many of them …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.question.linking import Mention
from bot.answering.records._ask import Ask, Reader
from bot.answering.records._decide import decide
from corpus.places import Gazetteer, region_name

_RELATED = ("rel", "partner", "friendship")
_POINTING = ("it", "they")
_KINDS = frozenset(
    (
        "many", "when", "since", "long", "until", "stop", "status", "active", "suspended", "ended", "still",
        "country", "far", "unit", "farthest", "near", "most", "least", "first", "latest", "longest", "common",
        "chain", "connected", "where",
    )
)  # fmt: skip
_BRIEF = 5  # words: a question this short without a place of its own continues the last one


def merge_all(reader: Reader, history: Sequence[str], question: str) -> tuple[Ask, Ask | None]:
    """Return the question with what it leaves out, and the last question before it, read alike."""
    before: Ask | None = None
    for earlier in history[-6:]:
        read = merge(before, reader.read(earlier), reader.gazetteer)
        if read.cities or read.where:
            before = read
    return merge(before, reader.read(question), reader.gazetteer), before


def merge(before: Ask | None, ask: Ask, gazetteer: Gazetteer) -> Ask:
    """Return `ask` with the places, relation and filters that it takes from `before`."""
    if before is None or ask.unknown or ask.has("negated", "why"):
        return ask
    related, kinds = ask.has(*_RELATED), not _KINDS.isdisjoint(ask.tags)
    if ask.cities:
        return _with_cities(before, ask, related=related, kinds=kinds)
    chosen = None if related or kinds else _choice(before, ask, gazetteer)
    if chosen or not before.cities:
        return chosen or ask
    return _related_to(before, ask) if related else _elliptical(before, ask, kinds=kinds)


def _elliptical(before: Ask, ask: Ask, *, kinds: bool) -> Ask:
    """Complete a question with neither a place nor a word of partnership: "And since when?"."""
    leads = ask.has(*_POINTING, "about") or ask.order[:1] == ("and",) or len(ask.order) <= _BRIEF
    if not leads or not (kinds or ask.where or ask.years or ask.has("which", "who")):
        return ask
    if kinds or ask.has("which", "who", "every"):
        return _about(before, ask, before.cities, relate=True)
    return replace(before, where=ask.where or before.where, years=ask.years or before.years,
                   order=(*before.order, *("WHERE" for _ in ask.where)))  # fmt: skip


def _strip(order: Sequence[str]) -> tuple[str, ...]:
    """Return the tags without those that only point back or introduce."""
    return tuple(tag for tag in order if tag not in ("it", "they", "and", "about"))


def _about(before: Ask, ask: Ask, cities: tuple[Mention, ...], *, relate: bool) -> Ask:
    """Return the question about places of the last one, with its word for partners if asked."""
    relation = tuple(tag for tag in before.order if tag in _RELATED)[:2] or ("rel",)
    added = (*(relation if relate else ()), *("CITY" for _ in cities))
    order = (*_strip(ask.order), *added)
    if ask.has("every"):  # what is said of them all comes last
        order = (*_strip(ask.order[:1]), *added, *_strip(ask.order[1:]))
    return replace(ask, cities=cities, order=order, text=f"{before.text} / {ask.text}")


def _related_to(before: Ask, ask: Ask) -> Ask:
    """Complete a question with a word of partnership but no place: "Is the partnership still active?"."""
    if ask.has("it") and not ask.has("when", "since", "still", "status", "active", "suspended", "ended"):
        return _about(before, ask, before.cities[:1], relate=False)
    if ask.has(*_POINTING) or ask.order[:1] == ("and",):
        return _about(before, ask, before.cities, relate=False)
    if (
        decide(ask) is None
        and ask.has("partner")
        and ask.has("status", "still", "active", "suspended", "when", "since")
    ):
        return _about(before, ask, before.cities, relate=False)
    return ask


def _with_cities(before: Ask, ask: Ask, *, related: bool, kinds: bool) -> Ask:
    """Complete a question that names places: "What about Chicago?", "And with Yaroslavl?"."""
    if len(ask.cities) != 1 or not (before.cities or before.where):
        return ask
    if related or kinds:
        points = (
            ask.has("it") or (not related and ask.order[:1] == ("and",)) or (not related and ask.has("with"))
        )
        if not points or not before.cities:
            return ask
        return _about(before, ask, (before.cities[0], ask.cities[0]), relate=not related)
    if ask.has("who", "be", "do", "have", "many") or not before.cities:
        return ask
    cities = (before.cities[0], ask.cities[0]) if len(before.cities) == 2 else ask.cities
    return replace(before, cities=cities, where=ask.where or before.where, years=ask.years or before.years)


def _choice(before: Ask, ask: Ask, gazetteer: Gazetteer) -> Ask | None:
    """Return the last question with its ambiguous place decided by the region or country named now."""
    if len(ask.where) != 1 or ask.years:
        return None
    where = ask.where[0]

    def fits(number: int) -> bool:
        place = gazetteer.places[number]
        return where.holds(place.country, region_name(place.region, place.country))

    for position, mention in enumerate(before.cities):
        narrowed = tuple(number for number in mention.places if fits(number))
        if len(mention.places) > 1 and narrowed:
            cities = list(before.cities)
            cities[position] = replace(mention, places=narrowed)
            return replace(before, cities=tuple(cities))
    return None


def decided_before(before: Ask | None, mention: Mention) -> tuple[int, ...]:
    """Return the places of the last question that an ambiguous name may mean."""
    if before is None:
        return ()
    known = {number for other in before.cities if len(other.places) == 1 for number in other.places}
    return tuple(number for number in mention.places if number in known)
