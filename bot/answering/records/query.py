"""A typed query over partnerships: filters that combine, counting, and ranking, carried out in one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.answering.records.amounts import Years
from bot.answering.records.areas import Area, within
from bot.answering.records.reading import Reading
from corpus.partnerships import Bond, Records

K = TypeVar("K")

ORDER = {"active": 0, "unknown": 0, "suspended": 1, "ended": 2}
"""How partnerships are sorted by their status."""

ANY_STATUS = frozenset(("active", "unknown", "suspended", "ended"))


@dataclass(frozen=True, slots=True)
class Query:
    """Which partnerships count.

    `relations` and `statuses` are those that do; `areas` where the partners are to lie (without any,
    anywhere), `outside` where not, `without` places that do not count; `years` when they began, went on
    or, with `over`, came to an end; `foreign` leaves out partners of the same country; `active_only`
    that those asked for are active.
    """

    relations: tuple[str, ...]
    statuses: frozenset[str]
    over: frozenset[str] = frozenset()
    years: Years | None = None
    areas: tuple[Area, ...] = ()
    outside: tuple[Area, ...] = ()
    without: frozenset[int] = frozenset()
    foreign: bool = False
    active_only: bool = False

    @classmethod
    def of(cls, reading: Reading) -> Query:
        """Return the filters that a question names."""
        over = over_signs(reading)
        active_only = reading.has("active") and not reading.years and not over
        if over:
            statuses = over
        elif reading.years:  # in a past year, also what has ended since
            statuses = ANY_STATUS
        else:
            statuses = ANY_STATUS - {"ended"} - ({"suspended"} if active_only else set())
        if not over:
            statuses = (statuses | (reading.included & ANY_STATUS)) - reading.omitted
        return cls(
            relations(reading),
            statuses,
            over,
            reading.years,
            reading.areas,
            reading.outside,
            frozenset(number for mention in reading.excluded for number in mention.places),
            reading.has("foreign"),
            active_only,
        )


def relations(reading: Reading) -> tuple[str, ...]:
    """Return which relations the words of the question mean.

    "Sister city" and "twin town" mean the formal kind; "partner" friendships and contacts too;
    clubs of towns are no partnerships of two. "Sister and friendship cities" are those of both kinds.
    """
    found = _relations(reading)
    if "friendship" in reading.included:
        return tuple(dict.fromkeys((*found, "friendship")))
    return tuple(one for one in found if one not in reading.omitted)


def _relations(reading: Reading) -> tuple[str, ...]:
    if reading.has("friendship"):
        return ("twin", "", "friendship") if reading.has("rel") else ("friendship",)
    return ("twin", "") if reading.has("rel") else ("twin", "", "friendship", "contact")


def over_signs(reading: Reading) -> frozenset[str]:
    """Return which ways of being over are asked about."""
    picked = {name for name in ("suspended", "ended") if reading.has(name)}
    return frozenset(picked | {"ended"} if reading.has("stop") else picked)


@dataclass(frozen=True, slots=True)
class Selection:
    """The partnerships of one place: those that count, and those that do not but belong to the truth.

    Of `main`, `by_some` began in the years asked by some of the sources only.
    """

    main: tuple[Bond, ...]
    by_some: tuple[Bond, ...]
    apart: tuple[Bond, ...]
    suspended: tuple[Bond, ...]
    ended: tuple[Bond, ...]
    undated: tuple[Bond, ...]

    @property
    def beside(self) -> bool:
        """Tell whether there is anything that does not count but is told."""
        return bool(self.apart or self.suspended or self.ended or self.undated)


def partners(records: Records, number: int, query: Query) -> Selection:
    """Return the partnerships of a place that a query asks for, in order of status, start and name."""

    def rank(bond: Bond) -> tuple[int, str, str]:
        return ORDER[bond.status], bond.since or "9999", records.label(bond.other(number))

    bonds = [bond for bond in records.of.get(number, []) if _lies(records, bond.other(number), number, query)]
    bonds.sort(key=rank)
    undated: list[Bond] = []
    if query.years:
        undated = [bond for bond in bonds if not query.over and in_year(bond, query.years) is None]
        bonds = [bond for bond in bonds if _in_time(bond, query)]
    wanted = [bond for bond in bonds if bond.status in query.statuses]
    main = tuple(bond for bond in wanted if bond.relation in query.relations)
    only_over = not query.statuses.isdisjoint({"suspended", "ended"}) and "active" not in query.statuses
    return Selection(
        main,
        tuple(bond for bond in main if query.years and began_by_some(bond, query.years)),
        tuple(bond for bond in wanted if bond.relation not in query.relations),
        tuple(bond for bond in bonds if bond.status == "suspended" and query.active_only),
        tuple(b for b in bonds if b.status == "ended" and "ended" not in query.statuses and not only_over),
        tuple(undated),
    )


def _lies(records: Records, number: int, center: int, query: Query) -> bool:
    """Tell whether a partner of `center` lies where the query wants it."""
    inside = within(records, query.areas)
    outside = within(records, query.outside)
    if number in query.without:
        return False
    if (inside is not None and number not in inside) or (outside is not None and number in outside):
        return False
    return not query.foreign or records.areas[number][0] != records.areas[center][0]


def _in_time(bond: Bond, query: Query) -> bool:
    assert query.years is not None
    if query.over:
        return over_in(bond, query.years)
    return bool(in_year(bond, query.years)) or began_by_some(bond, query.years)


def partnerships(records: Records, query: Query) -> list[Bond]:
    """Return all partnerships of the relation, status and years that a query asks for, wherever."""
    kept = [bond for bond in records.bonds if bond.relation in query.relations]
    if query.years:
        if query.over:
            return [b for b in kept if b.status in query.statuses and over_in(b, query.years)]
        return [bond for bond in kept if in_year(bond, query.years)]
    statuses = query.statuses | ({"suspended"} if query.active_only else frozenset())
    return [bond for bond in kept if bond.status in statuses]


def between(records: Records, bonds: Iterable[Bond], one: Area, other: Area) -> list[Bond]:
    """Return the partnerships of a place in one area with a place in the other."""
    here, there = within(records, (one,)) or frozenset(), within(records, (other,)) or frozenset()
    return [b for b in bonds if (b.a in here and b.b in there) or (b.b in here and b.a in there)]


def touching(records: Records, bonds: Iterable[Bond], areas: Sequence[Area]) -> list[Bond]:
    """Return the partnerships with a place in each of the areas."""
    inside = [within(records, (area,)) or frozenset() for area in areas]
    return [bond for bond in bonds if all(bond.a in one or bond.b in one for one in inside)]


def tally(
    records: Records, bonds: Iterable[Bond], places: Sequence[Area] = (), partners_in: Sequence[Area] = ()
) -> Counter[int]:
    """Count the partnerships of each place in `places` whose partner lies in `partners_in`."""
    here, there = within(records, places), within(records, partners_in)
    counts: Counter[int] = Counter()
    for bond in bonds:
        for number, other in ((bond.a, bond.b), (bond.b, bond.a)):
            if (here is None or number in here) and (there is None or other in there):
                counts[number] += 1
    return counts


def tally_countries(records: Records, bonds: Iterable[Bond]) -> Counter[str]:
    """Count the partnerships of each country, one inside a country once."""
    counts: Counter[str] = Counter()
    for bond in bonds:
        counts.update({records.areas[bond.a][0], records.areas[bond.b][0]})
    return counts


def edge(
    counts: Counter[K], name: Callable[[K], str], *, least: bool, top: int | None, rank: int = 1
) -> list[K]:
    """Return what has most (or least); with `top` so many of them; all that are level where it is none.

    Of a `rank` above 1, those that have second most, and so on.
    """
    if not counts:
        return []
    sign = 1 if least else -1
    if rank > 1:
        figure = sorted(set(counts.values()), key=lambda count: sign * count)[rank - 1 : rank]
        return sorted((key for key, count in counts.items() if [count] == figure), key=name)
    figures = sorted(set(counts.values()), key=lambda count: sign * count)[: top or 1]
    level = [key for key, count in counts.items() if count in figures]
    return sorted(level, key=lambda key: (sign * counts[key], name(key)))[:top]


def ordered(records: Records, bonds: Iterable[Bond]) -> list[Bond]:
    """Sort partnerships by start and names, those without a start last."""
    return sorted(bonds, key=lambda b: (b.since or "9999", records.label(b.a), records.label(b.b)))


def without_areas(query: Query) -> Query:
    """Return the query without its areas."""
    return replace(query, areas=())


def year_of(date: str) -> int:
    """Return the year of a date."""
    return int(date[:4])


def _last(years: Years) -> int:
    """Return the last year that counts: "since 2010" asks for that year and all after it."""
    return 9999 if years.how == "since" else years.high


def in_year(bond: Bond, years: Years) -> bool | None:
    """Tell whether a partnership fits the years; None when its dates are unknown."""
    end = end_date(bond)
    if bond.since is None:  # what was over before neither began nor went on then
        over_before = years.how != "before" and end is not None and year_of(end) < years.low
        return False if over_before else None
    start = year_of(bond.since)
    if years.how != "as-of":
        low = 0 if years.how == "before" else years.low
        return low <= start <= _last(years)
    if start > years.high or bond.status != "ended":
        return start <= years.high
    return None if end is None else year_of(end) >= years.low


def began_by_some(bond: Bond, years: Years) -> bool:
    """Tell whether only some sources have a partnership begin in these years, against most of them."""
    dates = [row.since for row in bond.statements if row.since]
    return (
        years.how == "start"
        and in_year(bond, years) is False
        and any(years.low <= year_of(date) <= years.high for date in dates)
    )


def end_date(bond: Bond) -> str | None:
    """Return when a partnership ended; None when it has not or nobody says when."""
    return bond.until or (bond.status_date if bond.status == "ended" else None)


def over_date(bond: Bond) -> str | None:
    """Return when a partnership was suspended or ended."""
    return bond.until or bond.status_date


def over_in(bond: Bond, years: Years) -> bool:
    """Tell whether a partnership was suspended or ended in these years; one without a date was not."""
    date = over_date(bond)
    return date is not None and years.low <= year_of(date) <= _last(years)


def over_at_edge(bonds: Sequence[Bond], *, latest: bool) -> list[Bond]:
    """Return those that were over first or last; of dates that one cannot order (2022, May 2022) all."""

    def passed(one: str, other: str) -> bool:
        shared = min(len(one), len(other))
        return one[:shared] < other[:shared] if latest else one[:shared] > other[:shared]

    dates = [over_date(bond) or "" for bond in bonds]
    return [
        bond
        for bond, date in zip(bonds, dates, strict=True)
        if date and not any(other and passed(date, other) for other in dates)
    ]


def started_at_edge(bonds: Sequence[Bond], *, latest: bool) -> list[Bond]:
    """Return those that began first or last; of one year all, unless each gives its day."""
    known = [bond for bond in bonds if bond.since]
    if not known:
        return []
    pick = max if latest else min
    year = pick(year_of(bond.since or "") for bond in known)
    same = [bond for bond in known if year_of(bond.since or "") == year]
    if len(same) > 1 and all(len(bond.since or "") == 10 for bond in same):
        day = pick(bond.since or "" for bond in same)
        same = [bond for bond in same if bond.since == day]
    return same


def has_direction(reading: Reading) -> bool:
    """Tell whether a question says which end of an order it means; it is not guessed."""
    return reading.has("first", "latest", "longest", "older", "newer")


def ranks_over(reading: Reading) -> bool:
    """Tell whether first and last mean the suspension or end ("the oldest" still means the start)."""
    started = any(word in ("oldest", "newest", "youngest", "original") for word in reading.words)
    return bool(over_signs(reading)) and not started
