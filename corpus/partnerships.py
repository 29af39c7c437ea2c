"""What the statements of all sources say together: partnerships between numbered places."""

from __future__ import annotations

import marshal
import sys
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

from corpus._frozen import Chosen, Lazy, Ordered, Packed, packed
from corpus.countries import fold
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


def _row(row: Statement, numbers: Mapping[Place, int]) -> tuple[Any, ...]:
    """Return a statement as a tuple, places by number; a text that comes again is one wherever it is read."""
    rest = (row.relation, row.since, row.until, row.status, row.status_date, row.source_title, row.source_url,
            row.checked_on, row.note)  # fmt: skip
    shared = (text and sys.intern(text) for text in rest)
    return (row.id, sys.intern(row.scope), row.version, numbers[row.a], numbers[row.b], *shared, row.words)


def _statement(row: tuple[Any, ...], sightings: Sequence[Place]) -> Statement:
    identity, scope, version, a, b, *rest = row
    return Statement(identity, scope, version, sightings[a], sightings[b], *rest)


class Records:
    """Statements, aliases and coverage, and what they say together about numbered places.

    `bonds` are all partnerships, `of` those of each place that has one, `covered` what is claimed of
    completeness, `said` counts the statements, `sources` those of each source, most first, and `ids` are
    scope and id of every statement.
    """

    bonds: Sequence[Bond]
    of: Mapping[int, list[Bond]]
    sources: list[tuple[str, int]]
    ids: Set[tuple[str, str]]

    def __init__(
        self,
        statements: Sequence[Statement],
        aliases: Sequence[Alias] = (),
        coverage: Sequence[Coverage] = (),
    ) -> None:
        self.gazetteer = Gazetteer(statements, aliases, coverage)
        self.covered: dict[int, Coverage] = {}
        self.said = len(statements)
        self.sources = Counter(row.source_title for row in statements).most_common()
        self.ids = frozenset((row.scope, row.id) for row in statements)
        bonds: list[Bond] = []
        of: dict[int, list[Bond]] = {}
        for (one, other), rows in sorted(
            self._pairs(statements).items(), key=lambda entry: entry[0]
        ):  # whatever the order of rows
            bond = combine(one, other, rows)
            bonds.append(bond)
            of.setdefault(one, []).append(bond)
            of.setdefault(other, []).append(bond)
        self.bonds, self.of = bonds, of
        for entry in coverage:
            self.covered[self.gazetteer.number(entry.place)] = entry

    def _pairs(self, statements: Sequence[Statement]) -> dict[tuple[int, int], list[Statement]]:
        """Return the statements by the numbers of the places that they are about."""
        number = self.gazetteer.number
        pairs: dict[tuple[int, int], list[Statement]] = {}
        loose: list[Statement] = []
        for row in statements:
            one, other = sorted((number(row.a), number(row.b)))
            if one == other:
                continue
            if row.a.region and row.b.region:
                pairs.setdefault((one, other), []).append(row)
            else:
                loose.append(row)
        said: dict[int, set[int]] = {}
        for row in statements:
            for place, partner in ((row.a, row.b), (row.b, row.a)):
                if place.region:
                    said.setdefault(number(place), set()).add(number(partner))
        for row in loose:
            a = self._namesake(row.a, number(row.b), said)
            b = self._namesake(row.b, a, said)
            one, other = sorted((a, b))
            if one != other:
                pairs.setdefault((one, other), []).append(row)
        return pairs

    def _namesake(self, place: Place, partner: int, said: Mapping[int, set[int]]) -> int:
        """Return the place that a record means: without a region, a namesake may have that partner.

        Lists that run namesakes together put all partners at one place's coordinates; where records that
        name the region give the partner to another one alone, it is that one.
        """
        own = self.gazetteer.number(place)
        if place.region or partner in said.get(own, ()):
            return own
        alike = [
            number
            for number in self.gazetteer.names.get(fold(place.name), ())
            if number != own
            and self.gazetteer.places[number].country == place.country
            and partner in said.get(number, ())
        ]
        return alike[0] if len(alike) == 1 else own

    def freeze(self) -> bytes:
        """Return all of it as bytes, from which `thaw` makes the same, but item by item when asked."""
        numbers = {place: at for at, place in enumerate(self.gazetteer.sightings)}
        rows: list[tuple[Any, ...]] = []
        bonds = []
        for bond in self.bonds:
            first = len(rows)
            rows += [_row(row, numbers) for row in bond.statements]
            told = (bond.relation, bond.since, bond.until, bond.status, bond.status_date)
            bonds.append((bond.a, bond.b, first, len(rows), *told))
        at = {(bond.a, bond.b): number for number, bond in enumerate(self.bonds)}
        of = {number: tuple(at[bond.a, bond.b] for bond in held) for number, held in self.of.items()}
        covered = {
            number: (numbers[row.place], row.complete, row.as_of, row.source_title, row.source_url, row.note)
            for number, row in self.covered.items()
        }
        areas = [(sys.intern(land), sys.intern(where)) for land, where in self.areas]
        whole = (
            self.gazetteer.freeze(),
            packed(rows),
            packed(bonds),
            of,
            covered,
            areas,
            self.said,
            self.sources,
            packed(sorted(self.ids)),
        )
        return marshal.dumps(whole)

    @classmethod
    def thaw(cls, data: bytes | memoryview) -> Self:
        """Return what `freeze` wrote; the data must be its own."""
        kept, told, pairs, of, covered, areas, said, sources, ids = marshal.loads(data)  # noqa: S302 - our own file
        rows, bonds = Packed(*told), Packed(*pairs)
        records = cls.__new__(cls)
        records.gazetteer = Gazetteer.thaw(kept)
        sightings = records.gazetteer.sightings
        statements = Lazy(len(rows), lambda at: _statement(rows[at], sightings))

        def bond(at: int) -> Bond:
            a, b, first, last, *rest = bonds[at]
            return Bond(a, b, tuple(statements[first:last]), *rest)

        records.bonds = Lazy(len(bonds), bond)
        records.of = Chosen(of, records.bonds)
        records.covered = {n: Coverage(sightings[at], *rest) for n, (at, *rest) in covered.items()}
        records.areas = areas
        records.said, records.sources = said, sources
        records.ids = Ordered(Packed(*ids))
        return records

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
