"""What the records answer, before it becomes an Answer with numbered citations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus import wording
from corpus.model import Statement
from corpus.partnerships import Bond, Records

Value = list[str] | int | float | bool | str

SHOWN = 40
"""How many partners the text names; values always hold all."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Statements that differ about one matter: what each says, and the statement."""

    about: str
    sides: tuple[tuple[str, Statement], ...]


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """An exact answer from records, an ambiguity (`choices`), or the finding that a place is unknown.

    Markers [n] in `text` count `statements` from 1; the first statement carries the answer. `value`
    is set where `has_value` is true. `abstained` is true for choices and unknown places;
    `unknown` holds the name then, so that the passages can be asked whether they know it.
    """

    kind: str
    text: str
    statements: tuple[Statement, ...] = ()
    has_value: bool = False
    value: Value | None = None
    complete: bool | None = None
    disputes: tuple[Dispute, ...] = ()
    follow_ups: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    abstained: bool = False
    unknown: str | None = None
    confidence: float = 0.97


class Writer:
    """Collect sentences and the statements that they cite."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.sentences: list[str] = []
        self.statements: list[Statement] = []
        self.disputes: list[Dispute] = []
        self._seen: set[tuple[int, int]] = set()

    def cite(self, bond: Bond, *, compare: bool = True) -> str:
        """Return the markers of a partnership, [1][2], and note what its sources differ in if it matters."""
        marks = ""
        for statement in bond.statements:
            if statement not in self.statements:
                self.statements.append(statement)
            marks += f"[{self.statements.index(statement) + 1}]"
        if compare and (bond.a, bond.b) not in self._seen:
            self._seen.add((bond.a, bond.b))
            self.disputes += disputes(bond, self.records)
        return marks

    def dispute(self, found: Dispute) -> None:
        """Note a dispute that a cited statement is part of, and have its other sides cited as well."""
        rows = [row for _, row in found.sides]
        if any(row in self.statements for row in rows):
            self.statements += [row for row in dict.fromkeys(rows) if row not in self.statements]
            self.disputes.append(found)

    def say(self, sentence: str) -> None:
        """Add a sentence."""
        if sentence:
            self.sentences.append(sentence)

    @property
    def text(self) -> str:
        """All sentences."""
        return " ".join(self.sentences)


def _differ(values: Iterable[str]) -> bool:
    """Tell whether dates differ beyond the precision that they have in common."""
    known = list(values)
    shortest = min((len(value) for value in known), default=0)
    return len({value[:shortest] for value in known}) > 1


def disputes(bond: Bond, records: Records) -> list[Dispute]:
    """Return what the statements about one partnership differ in: since, until, status, relation."""
    rows = bond.statements
    if len(rows) < 2:
        return []
    pair = f"{records.place(bond.a).name} and {records.place(bond.b).name}"
    found = []
    for name, about in (("since", "start of the partnership of"), ("until", "end of the partnership of")):
        sides = tuple((str(getattr(row, name)), row) for row in rows if getattr(row, name))
        if _differ(value for value, _ in sides):
            found.append(Dispute(f"{about} {pair}", sides))
    for name in ("status", "relation"):
        sides = tuple(
            (str(getattr(row, name)), row) for row in rows if getattr(row, name) not in ("", "unknown")
        )
        if len({value for value, _ in sides}) > 1:
            found.append(Dispute(f"{name} of the partnership of {pair}", sides))
    return found


def name_dispute(center: int, bonds: Sequence[Bond], records: Records) -> list[Dispute]:
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
            found.append(Dispute(f"country of {name}", sides))
    return found


def bond_note(bond: Bond) -> str:
    """Say in brackets what a list tells of a partnership: " (since 1988, suspended as of 2022)"."""
    parts = []
    if bond.relation not in ("twin", ""):
        parts.append({"friendship": "friendship", "contact": "contact", "club": "club"}[bond.relation])
    if bond.since:
        parts.append(
            f"since {wording.when(bond.since)}"
            if bond.status != "ended"
            else f"from {wording.when(bond.since)}"
        )
    if bond.until:
        parts.append(f"until {wording.when(bond.until)}")
    if bond.status == "suspended":
        parts.append("suspended" + (f" as of {wording.when(bond.status_date)}" if bond.status_date else ""))
    elif bond.status == "ended" and not bond.until:
        parts.append("ended" + (f", status of {wording.when(bond.status_date)}" if bond.status_date else ""))
    return f" ({', '.join(parts)})" if parts else ""


def join(items: Sequence[str]) -> str:
    """Write a list as people do: a, b and c; with semicolons where items hold commas."""
    if len(items) < 2:
        return "".join(items)
    comma = "; " if any("," in item for item in items) else ", "
    return comma.join(items[:-1]) + (" and " if len(items) == 2 or comma == ", " else "; and ") + items[-1]


def year_of(date: str) -> int:
    """Return the year of a date."""
    return int(date[:4])


def date_value(date: str) -> int | str:
    """Return a plain year as a number, a finer date as it is written."""
    return int(date) if len(date) == 4 else date


def completeness(records: Records, number: int) -> str:
    """Say whether the records claim to hold every partnership of a place."""
    entry = records.covered.get(number)
    if entry is None:
        return ""
    name = records.place(number).name
    as_of = f" as of {wording.when(entry.as_of)}" if entry.as_of else ""
    if entry.complete:
        return f"The records claim to be complete for {name}{as_of}."
    return f"The records do not claim to be complete for {name}{as_of}."
