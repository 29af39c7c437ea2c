"""What the statements of all sources say together: partnerships between numbered places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from corpus.model import Alias, Coverage, Place, Statement
from corpus.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Stage:
    """A time in which two places were to each other what `relation` says, and the statements about it."""

    relation: str
    since: str | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Bond:
    """A partnership between places `a` and `b` (numbers of the gazetteer), and who states it.

    The first statement is the best evidence; `relation`, `since`, `until` and `status` are what
    the statements say together, the latest word deciding on the status.
    """

    a: int
    b: int
    statements: tuple[Statement, ...]
    relation: str
    since: str | None
    until: str | None
    status: str
    status_date: str | None

    def other(self, number: int) -> int:
        """Return the partner of a place."""
        return self.b if number == self.a else self.a

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that the sources tell of, in order: a friendship of 2009 became a twinning in 2011.

        One stage where no relation is told to have followed upon another. What statements of different
        stages say of start, end and relation is no disagreement.
        """
        return _stages(self.statements)


def _told(statement: Statement) -> tuple[bool, bool, str, str]:
    """Return how much a statement says, for choosing the first one to quote."""
    return (
        statement.since is not None,
        statement.status != "unknown",
        statement.checked_on or "",
        statement.id,
    )


_BULK_ID = 14  # characters of an id that tools/world.py gives: W and a digest of the content


def _is_bulk(statement: Statement) -> bool:
    """Tell whether a statement is one of the bundled world's, which come after all that people entered."""
    return statement.id.startswith("W") and len(statement.id) == _BULK_ID


def _status_of(statement: Statement) -> str:
    """Return the status; a past `until` without another word means that it has ended."""
    return "ended" if statement.status == "unknown" and statement.until else statement.status


def _start(told: Sequence[Statement]) -> str | None:
    """Return the start that most sources give, in the words of the one that says most."""
    dates = [row.since for row in told if row.since]
    years = Counter(date[:4] for date in dates)
    if not years:
        return None
    most = max(years.values())
    likely = [date for date in dates if years[date[:4]] == most]
    return max((date for date in likely if date[:4] == likely[0][:4]), key=len)


_CLOSER = {"contact": 0, "friendship": 1, "twin": 2}
"""How close a relation is: one stage follows upon another only towards the closer."""


def _stages(statements: Sequence[Statement]) -> tuple[Stage, ...]:
    """Return the stages of a partnership, the first one first."""
    by_relation: dict[str, list[Statement]] = {}
    for row in statements:
        by_relation.setdefault(row.relation or "twin", []).append(row)
    stages = [
        Stage(relation, _start(rows), tuple(rows))
        for relation, rows in sorted(by_relation.items(), key=lambda item: _CLOSER.get(item[0], -1))
    ]
    dated = [stage.since for stage in stages]
    told = len(stages) > 1 and all(stage.relation in _CLOSER for stage in stages)
    follow = told and all(one and other and one[:4] < other[:4] for one, other in pairwise(dated))
    if follow:
        return tuple(stages)
    return (
        Stage("twin" if "twin" in by_relation else stages[0].relation, _start(statements), tuple(statements)),
    )


def combine(a: int, b: int, statements: Sequence[Statement]) -> Bond:
    """Return the partnership that the statements about one pair make."""
    if len(statements) == 1:
        only = statements[0]
        return Bond(a, b, (only,), only.relation, only.since, only.until, _status_of(only), only.status_date)
    told = sorted(sorted(statements, key=_told, reverse=True), key=_is_bulk)
    stages = _stages(told)
    last = stages[-1]
    known = [row for row in told if _status_of(row) != "unknown"]
    latest = max(known, key=lambda row: row.status_date or row.until or row.checked_on or "", default=told[0])
    since = last.since
    if since:  # the sources that say so come first
        told.sort(key=lambda row: row.since is None or row.since[:4] != since[:4])
    ended = _status_of(latest) == "ended"
    until = next((row.until for row in (latest, *told) if row.until), None) if ended else None
    kinds = [row.relation for row in told if row.relation]
    relation = last.relation if len(stages) > 1 else "twin" if "twin" in kinds else kinds[0] if kinds else ""
    return Bond(a, b, tuple(told), relation, since, until, _status_of(latest), latest.status_date)


class Records:
    """Statements, aliases and coverage, and what they say together about numbered places."""

    def __init__(
        self,
        statements: Sequence[Statement],
        aliases: Sequence[Alias] = (),
        coverage: Sequence[Coverage] = (),
    ) -> None:
        self.gazetteer = Gazetteer(statements, aliases, coverage)
        self.bonds: list[Bond] = []
        self.of: dict[int, list[Bond]] = {}
        self.covered: dict[int, Coverage] = {}
        number = self.gazetteer.number
        pairs: dict[tuple[int, int], list[Statement]] = {}
        for row in statements:
            one, other = sorted((number(row.a), number(row.b)))
            if one != other:
                pairs.setdefault((one, other), []).append(row)
        for (one, other), rows in sorted(
            pairs.items(), key=lambda entry: entry[0]
        ):  # whatever the order of rows
            bond = combine(one, other, rows)
            self.bonds.append(bond)
            self.of.setdefault(one, []).append(bond)
            self.of.setdefault(other, []).append(bond)
        for entry in coverage:
            self.covered[number(entry.place)] = entry

    def place(self, number: int) -> Place:
        """Return a place by its number."""
        return self.gazetteer.places[number]

    def label(self, number: int) -> str:
        """Return `City, Region, Country` of a place."""
        return self.gazetteer.places[number].label

    @cached_property
    def areas(self) -> list[tuple[str, str]]:
        """Country and folded region of every place, by number; the region empty where none is known."""
        return [(place.country, self.gazetteer.region(n)) for n, place in enumerate(self.gazetteer.places)]

    def partners(self, number: int) -> int:
        """Return with how many places a place has or had a partnership on record."""
        return len(self.of.get(number, ()))

    def between(self, one: int, other: int) -> Bond | None:
        """Return the partnership of two places."""
        return next((bond for bond in self.of.get(one, ()) if bond.other(one) == other), None)

    def complete(self, number: int) -> bool | None:
        """Tell whether the records claim to hold every partnership of a place; None when they do not say."""
        entry = self.covered.get(number)
        return entry.complete if entry else None
