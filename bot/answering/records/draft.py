"""What the records answer, before it becomes an Answer with citations; and how it is put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.answering.blocks import Block, Completeness, Item, Listing, Statement, written
from bot.answering.language import dated, joined, phrases
from bot.answering.records.query import year_of
from corpus import model
from corpus.partnerships import Bond, Records

Value = list[str] | int | float | bool | str

EXACT = 0.98
"""Confidence in an exact answer about places whose names were found as they stand."""

SHOWN = 40
"""How many partners an answer names; values always hold all."""

_UNITS = {"month": len("2012-06"), "day": len("2012-06-24"), "weekday": len("2012-06-24")}
"""How long a date is that has what a question asks for."""

PAIRS_SHOWN = 20
"""How many partnerships an answer names where each names two places."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Statements that differ about one matter: what each says, and the statement."""

    about: str
    sides: tuple[tuple[str, model.Statement], ...]


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """An exact answer from records, an ambiguity (`choices`), or the finding that a place is unknown.

    Citations in `blocks` count `statements` from 1; the first statement carries the answer. `value`
    is set where `has_value` is true. `abstained` is true for choices and unknown places;
    `unknown` holds the name then, so that the passages can be asked whether they know it.
    """

    kind: str
    blocks: tuple[Block, ...]
    statements: tuple[model.Statement, ...] = ()
    has_value: bool = False
    value: Value | None = None
    complete: bool | None = None
    disputes: tuple[Dispute, ...] = ()
    follow_ups: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    abstained: bool = False
    unknown: str | None = None
    confidence: float = EXACT

    @property
    def text(self) -> str:
        """Return the answer as plain text."""
        return written(self.blocks)


@dataclass(slots=True)
class Draft:
    """Collects blocks, the statements that they cite, and what these differ in."""

    records: Records
    blocks: list[Block] = field(default_factory=list)
    statements: list[model.Statement] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)
    _seen: set[tuple[int, int]] = field(default_factory=set)
    _numbers: dict[model.Statement, int] = field(default_factory=dict)

    def cite(self, *bonds: Bond, compare: bool = True) -> tuple[int, ...]:
        """Return the citation numbers of partnerships; note what their sources differ in if it matters."""
        numbers: list[int] = []
        for bond in bonds:
            numbers += [self._number(statement) for statement in bond.statements]
            if compare and (bond.a, bond.b) not in self._seen:
                self._seen.add((bond.a, bond.b))
                self.disputes += disputes(bond, self.records)
        return tuple(dict.fromkeys(numbers))

    def _number(self, statement: model.Statement) -> int:
        if statement not in self._numbers:
            self.statements.append(statement)
            self._numbers[statement] = len(self.statements)
        return self._numbers[statement]

    def cite_statements(self, rows: Iterable[model.Statement]) -> tuple[int, ...]:
        """Return the citation numbers of single statements."""
        return tuple(dict.fromkeys(self._number(row) for row in rows))

    def dispute(self, found: Dispute) -> None:
        """Note a dispute that a cited statement is part of, and have its other sides cited as well."""
        rows = [row for _, row in found.sides]
        if any(row in self._numbers for row in rows):
            self.cite_statements(rows)
            self.disputes.append(found)

    def say(
        self, key: str, count: int | None = None, *, cited: tuple[int, ...] = (), **slots: object
    ) -> None:
        """Add a sentence of the catalogue."""
        self.blocks.append(Statement(phrases()(key, count, **slots), cited))

    def list(
        self, key: str, items: Sequence[Item], count: int | None = None, *, more: int = 0, **slots: object
    ) -> None:
        """Add a list that a phrase of the catalogue leads in to."""
        self.blocks.append(Listing(phrases()(key, count, **slots), tuple(items), more))

    def completeness(self, number: int) -> None:
        """Say whether the records claim to hold every partnership of a place, where somebody says."""
        text = completeness(self.records, number)
        if text:
            self.blocks.append(Completeness(text, self.records.complete(number)))

    def answer(
        self,
        kind: str,
        value: Value | None,
        *,
        complete: bool | None = None,
        follow_ups: tuple[str, ...] = (),
    ) -> RecordAnswer:
        """Return what was put together; without a value where it is None."""
        return RecordAnswer(
            kind,
            tuple(self.blocks),
            tuple(self.statements),
            value is not None,
            value,
            complete,
            tuple(self.disputes),
            follow_ups,
        )


def differ(values: Iterable[str]) -> bool:
    """Tell whether dates differ beyond the precision that they have in common."""
    known = list(values)
    shortest = min((len(value) for value in known), default=0)
    return len({value[:shortest] for value in known}) > 1


def disputes(bond: Bond, records: Records) -> list[Dispute]:
    """Return what the statements about one partnership differ in: since, until, status, relation."""
    rows = bond.statements
    if len(rows) < 2:
        return []
    say = phrases()
    pair = {"one": records.place(bond.a).name, "other": records.place(bond.b).name}
    found = []
    for name in ("since", "until"):
        sides = tuple((str(getattr(row, name)), row) for row in rows if getattr(row, name))
        if differ(value for value, _ in sides):
            found.append(Dispute(say(f"dispute.{name}", **pair), sides))
    for name in ("status", "relation"):
        sides = tuple(
            (say(f"value.{getattr(row, name)}"), row)
            for row in rows
            if getattr(row, name) not in ("", "unknown")
        )
        if len({value for value, _ in sides}) > 1:
            found.append(Dispute(say(f"dispute.{name}", **pair), sides))
    return found


def name_disputes(center: int, bonds: Sequence[Bond], records: Records) -> list[Dispute]:
    """Return partners of one name in two countries that no single source tells apart."""
    by_name: dict[str, list[Bond]] = {}
    for bond in bonds:
        by_name.setdefault(records.place(bond.other(center)).name.casefold(), []).append(bond)
    found = []
    for group in by_name.values():
        countries = {records.place(bond.other(center)).country for bond in group}
        titles = [{row.source_title for row in bond.statements} for bond in group]
        apart = all(not (one & other) for i, one in enumerate(titles) for other in titles[:i])
        if len(countries) > 1 and apart:
            name = records.place(group[0].other(center)).name
            sides = tuple((records.place(bond.other(center)).country, bond.statements[0]) for bond in group)
            found.append(Dispute(phrases()("dispute.country", name=name), sides))
    return found


def bond_note(bond: Bond) -> str:
    """Say what a list tells of a partnership: "since 1988, suspended as of 2022"."""
    say = phrases()
    parts = []
    if bond.relation not in ("twin", ""):
        parts.append(say(f"note.{bond.relation}"))
    if bond.since:
        key = "note.since" if bond.status != "ended" else "note.from"
        parts.append(say(key, date=dated(bond.since)))
    if bond.until:
        parts.append(say("note.until", date=dated(bond.until)))
    if bond.status == "suspended" or (bond.status == "ended" and not bond.until):
        key = f"note.{bond.status}-as-of" if bond.status_date else f"note.{bond.status}"
        parts.append(say(key, date=dated(bond.status_date) if bond.status_date else ""))
    return ", ".join(parts)


def date_value(date: str) -> int | str:
    """Return a plain year as a number, a finer date as it is written."""
    return int(date) if len(date) == 4 else date


def date_asked(date: str, words: Sequence[str]) -> int | str:
    """Return the year alone when the question asks for a year."""
    return year_of(date) if "year" in words else date_value(date)


def is_coarse(date: str, words: Sequence[str]) -> bool:
    """Tell whether a question asks for the day or the month of a date that does not have it."""
    return len(date) < max((length for unit, length in _UNITS.items() if unit in words), default=0)


def completeness(records: Records, number: int) -> str:
    """Say whether the records claim to hold every partnership of a place."""
    entry = records.covered.get(number)
    if entry is None:
        return ""
    key = f"complete.{'yes' if entry.complete else 'no'}{'-as-of' if entry.as_of else ''}"
    return phrases()(key, name=records.place(number).name, date=dated(entry.as_of) if entry.as_of else "")


def names(records: Records, *numbers: int) -> str:
    """Name places by their labels: "A and B"."""
    labels = [records.label(number) for number in numbers]
    return phrases()("list.and").join(labels) if len(labels) == 2 else joined(labels)
