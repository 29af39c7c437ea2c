"""Read partnership records, aliases and coverage from CSV as docs/records.md tells, and write them back.

Rows that break its rules are refused one by one, with line, column and reason; a file that
cannot be read at all is refused whole with a RefusedError.
"""

from __future__ import annotations

import base64
import csv
import datetime
import hashlib
import io
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from corpus import _cells, countries, identity, wording
from corpus._rows import BadRowError, choice, dates, place, source
from corpus.cells import guarded
from corpus.errors import RefusedError
from corpus.model import SHARED, Alias, Coverage, Place, Statement
from corpus.tables import Problem, Table, read_table

COLUMNS = (
    "id", "city_a", "region_a", "country_a", "lat_a", "lon_a",
    "city_b", "region_b", "country_b", "lat_b", "lon_b",
    "relation", "since", "until", "status", "status_date",
    "source_title", "source_url", "checked_on", "note",
)  # fmt: skip
REQUIRED = ("city_a", "country_a", "city_b", "country_b", "source_title")
ALIAS_COLUMNS = ("name", "city", "region", "country", "kind")
COVERAGE_COLUMNS = ("city", "region", "country", "complete", "as_of", "source_title", "source_url", "note")

RELATIONS = ("twin", "friendship", "contact", "club")
STATUSES = ("active", "suspended", "ended", "unknown")
ALIAS_KINDS = ("exonym", "former", "short")

_STEP = 1_000  # rows after which progress is told
_MANY_ALIKE = 0.5  # share of dated rows with one year from which a file looks filled with a placeholder

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rows(Generic[T]):
    """What a file holds: good rows, problems of the refused ones, warnings about the rest."""

    rows: tuple[T, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]

    def accept(self, name: str, *, partial: bool = False) -> tuple[T, ...]:
        """Return the rows to import; refuse them all when any is bad, unless `partial`."""
        if self.problems and not partial:
            shown = "; ".join(str(problem) for problem in self.problems[:5])
            more = f"; and {len(self.problems) - 5} more" if len(self.problems) > 5 else ""
            bad = len({problem.line for problem in self.problems})  # a row can have several
            count = "1 row has a problem" if bad == 1 else f"{bad} rows have problems"
            good = "1 good row" if len(self.rows) == 1 else f"{len(self.rows)} good rows"
            way_out = f"correct them, or take the {good} with --partial" if self.rows else "correct them"
            raise RefusedError(f"{name}: {count}: {shown}{more}. Nothing was imported; {way_out}.")
        return self.rows


@dataclass(frozen=True, slots=True)
class RecordsFile(Rows[Statement]):
    """A file of partnership records: `statements` are its good rows."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The good rows."""
        return self.rows


def _statement(
    row: Mapping[str, str],
    scope: str,
    today: datetime.date,
    warn: Callable[[str], None],
    taken: Collection[str],
) -> Statement:
    """Return the statement of one row; its id is empty when the row has none."""
    problems: list[tuple[str, str]] = []

    def checked(check: Callable[[], T]) -> T | None:
        try:
            return check()
        except BadRowError as bad:
            problems.extend(bad.problems)
            return None

    a, b = checked(lambda: place(row, "a", warn)), checked(lambda: place(row, "b", warn))
    relation = checked(lambda: choice(row, "relation", RELATIONS, ""))
    status = checked(lambda: choice(row, "status", STATUSES, "unknown"))
    days = checked(lambda: dates(row, today))
    origin = checked(lambda: source(row))
    if a and b and countries.fold(a.label) == countries.fold(b.label):
        problems.append(("city_b", f"'{b.label}' is the same place as city_a"))
    problems += _id_problems(row.get("id", ""), taken)
    if problems or not (a and b and days and origin) or relation is None or status is None:
        raise BadRowError(*problems)
    if status == "active" and days["until"]:
        warn(f"{a.name} and {b.name} are 'active' but have 'until' {days['until']}")
    note = row.get("note", "")
    note = "" if _cells.is_placeholder(note) else note
    return build(
        row.get("id", ""), a, b, relation=relation, since=days["since"], until=days["until"], status=status,
        status_date=days["status_date"], source_title=origin[0], source_url=origin[1],
        checked_on=days["checked_on"], note=note or None, scope=scope,
    )  # fmt: skip


def _id_problems(given: str, taken: Collection[str]) -> list[tuple[str, str]]:
    if given and not identity.is_record_id(given):
        return [("id", f"'{identity.shown(given)}' cannot be an id: use {identity.RECORD_FORM}")]
    if given in taken:
        return [("id", f"'{given}' is the id of a document; give the record another one")]
    return []


def build(
    id: str,  # noqa: A002
    a: Place,
    b: Place,
    *,
    source_title: str,
    relation: str = "",
    since: str | None = None,
    until: str | None = None,
    status: str = "unknown",
    status_date: str | None = None,
    source_url: str | None = None,
    checked_on: str | None = None,
    note: str | None = None,
    scope: str = SHARED,
) -> Statement:
    """Return a statement with its words; an empty id is generated from the content."""
    said = wording.words(
        a, b, relation=relation, since=since, until=until, status=status, status_date=status_date, note=note
    )
    statement = Statement(
        id,
        scope,
        1,
        a,
        b,
        relation,
        since,
        until,
        status,
        status_date,
        source_title,
        source_url,
        checked_on,
        note,
        said,
    )
    return statement if id else replace(statement, id=content_id(statement))


def pair_key(statement: Statement) -> tuple[str, str]:
    """Return the identity of the unordered pair that a statement is about."""
    one, other = sorted((countries.fold(statement.a.label), countries.fold(statement.b.label)))
    return one, other


def content_id(statement: Statement, *, whole: bool = False) -> str:
    """Return an id that the pair and the source decide, the same on every machine.

    So a later file of the same source changes the statement instead of adding another; with
    `whole`, every field counts, for sources that say two things about one pair.
    """
    parts = [*pair_key(statement), countries.fold(statement.source_title)]
    if whole:
        fields = (
            statement.relation,
            statement.since,
            statement.until,
            statement.status,
            statement.status_date,
        )
        parts += [
            str(field or "")
            for field in (*fields, statement.source_url, statement.checked_on, statement.note)
        ]
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    return "P" + base64.b32encode(digest).decode().rstrip("=").lower()


_SPELT_ANEW = 80.0  # of 100: Springfeild and Springfield have 91, Graz and Metz 50


def settle_ids(
    statements: Sequence[Statement], existing: Mapping[str, Statement], own: Collection[str] = ()
) -> list[Statement]:
    """Return the statements with ids that no other pair or source holds.

    Two files may both count their rows P00001, P00002, …: a row whose id already belongs to a
    statement about another pair, or by another source, gets the id of its content. Of the ids that the
    importer gave (`own`), one is kept where the row corrects what it was given to.
    """
    settled = []
    for statement in statements:
        held = existing.get(statement.id)
        kept = held is None or _says_again(held, statement) or (held.id in own and _corrects(held, statement))
        settled.append(statement if kept else replace(statement, id=content_id(statement)))
    return settled


def _says_again(held: Statement, row: Statement) -> bool:
    return pair_key(held) == pair_key(row) and held.source_title == row.source_title


def _corrects(held: Statement, row: Statement) -> bool:
    """Tell whether a row mends a statement, and is not another one that is counted alike.

    It does where the source is named more fully or less, or a place is spelt or placed anew.
    """
    if pair_key(held) == pair_key(row):
        titles = sorted((held.source_title.casefold(), row.source_title.casefold()), key=len)
        return titles[1].startswith(titles[0])
    if held.source_title != row.source_title:
        return False
    straight = _spelt_anew(held.a, row.a) and _spelt_anew(held.b, row.b)
    return straight or (_spelt_anew(held.a, row.b) and _spelt_anew(held.b, row.a))


def _spelt_anew(held: Place, place: Place) -> bool:
    from rapidfuzz import fuzz  # noqa: PLC0415 - only where an id is given again

    return fuzz.ratio(countries.fold(held.name), countries.fold(place.name)) >= _SPELT_ANEW


def _table(data: bytes, columns: Sequence[str], required: Sequence[str], name: str) -> Table:
    return read_table(data, known=columns, required=required, name=name)


def read_csv(
    data: bytes,
    *,
    scope: str = SHARED,
    name: str,
    today: datetime.date | None = None,
    taken: Collection[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> RecordsFile:
    """Read a file of partnership records; `name` is what messages call it, `taken` holds ids of documents.

    `progress` is called with how many rows of a long file are read, and how many there are.

    Raises RefusedError when the file cannot be read at all; bad rows come back as problems.
    """
    table = _table(data, COLUMNS, REQUIRED, name)
    day = today or datetime.datetime.now(datetime.UTC).date()
    problems, warnings = list(table.problems), list(table.warnings)
    good: list[tuple[int, Statement]] = []
    for at, (line, row) in enumerate(table.rows):
        if progress is not None and at and at % _STEP == 0:
            progress(at, len(table.rows))
        notes: list[str] = []
        try:
            good.append((line, _statement(row, scope, day, notes.append, taken)))
        except BadRowError as bad:
            problems += [Problem(line, column, reason) for column, reason in bad.problems]
        warnings += [f"line {line}: {note}." for note in notes]
    statements = _distinct(good, problems, warnings)
    warnings += _alike_years(statements)
    return RecordsFile(
        tuple(statements), tuple(sorted(problems, key=lambda item: item.line)), tuple(warnings)
    )


def _distinct(
    good: Iterable[tuple[int, Statement]], problems: list[Problem], warnings: list[str]
) -> list[Statement]:
    """Return the statements without repetitions; one id for two different rows is a problem."""
    kept: dict[str, tuple[int, Statement]] = {}
    said: dict[str, int] = {}
    for line, statement in good:
        whole = content_id(statement, whole=True)
        if whole in said:
            warnings.append(f"line {line}: says the same as line {said[whole]}; it was left out.")
            continue
        said[whole] = line
        own = statement
        if own.id in kept and own.id == content_id(own):  # a generated id: the source says two things
            own = replace(own, id=whole)
        if own.id in kept:
            problems.append(Problem(line, "id", f"'{own.id}' is also the id of line {kept[own.id][0]}"))
            continue
        kept[own.id] = (line, own)
    return [statement for _, statement in kept.values()]


def _alike_years(statements: Sequence[Statement]) -> list[str]:
    """Warn when one year fills so many rows that it is probably a placeholder."""
    years = Counter(statement.since for statement in statements if statement.since)
    total = sum(years.values())
    if total < 20:
        return []
    year, count = years.most_common(1)[0]
    if count < total * _MANY_ALIKE:
        return []
    return [f"{count} of {total} dated rows have since {year}: if that is a placeholder, empty those cells."]


def read_aliases(data: bytes, *, name: str) -> Rows[Alias]:
    """Read a file of other names of places."""
    table = _table(data, ALIAS_COLUMNS, ("name", "city", "country"), name)
    problems, rows = list(table.problems), list[Alias]()
    for line, row in table.rows:
        city, country = row.get("city", ""), row.get("country", "")
        reason = _cells.country_problem(city, country)
        kind = row.get("kind", "").casefold() or "exonym"
        if not row.get("name") or not city:
            problems.append(Problem(line, "city" if row.get("name") else "name", "is missing"))
        elif reason:
            problems.append(Problem(line, "country", reason))
        elif kind not in ALIAS_KINDS:
            problems.append(Problem(line, "kind", f"'{kind[:40]}' is none of {', '.join(ALIAS_KINDS)}"))
        else:
            common = countries.country(country) or country
            rows.append(Alias(row["name"], city, row.get("region") or None, common, kind))
    return Rows(tuple(dict.fromkeys(rows)), tuple(problems), table.warnings)


def read_coverage(data: bytes, *, name: str, today: datetime.date | None = None) -> Rows[Coverage]:
    """Read a file that says of which places the records hold every partnership."""
    table = _table(data, COVERAGE_COLUMNS, ("city", "country", "complete", "source_title"), name)
    day = today or datetime.datetime.now(datetime.UTC).date()
    problems, rows = list(table.problems), list[Coverage]()
    for line, row in table.rows:
        try:
            rows.append(_coverage(row, day))
        except BadRowError as bad:
            problems += [Problem(line, column, reason) for column, reason in bad.problems]
    return Rows(tuple(rows), tuple(problems), table.warnings)


def _coverage(row: Mapping[str, str], today: datetime.date) -> Coverage:
    city, country = row.get("city", ""), row.get("country", "")
    reason = _cells.country_problem(city, country) if city else None
    if not city or reason:
        raise BadRowError(("country", reason) if reason else ("city", "is missing"))
    if row.get("complete", "").casefold() not in ("yes", "no"):
        raise BadRowError(("complete", f"'{row.get('complete', '')[:40]}' is neither yes nor no"))
    as_of = row.get("as_of", "")
    problem = _cells.date_problem(as_of, today) if as_of else None
    if problem:
        raise BadRowError(("as_of", problem))
    title, url = source(row)
    here = Place(city, row.get("region") or None, countries.country(country) or country)
    return Coverage(
        here, row["complete"].casefold() == "yes", as_of or None, title, url, row.get("note") or None
    )


def write_csv(statements: Iterable[Statement]) -> str:
    """Write statements as a file that `read_csv` reads back the same."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in statements:
        sides = [
            [
                "" if value is None else str(value)
                for value in (p.name, p.region, p.country, p.latitude, p.longitude)
            ]
            for p in (row.a, row.b)
        ]
        rest = (row.relation, row.since, row.until, row.status, row.status_date)
        source = (row.source_title, row.source_url, row.checked_on, row.note)
        cells = (row.id, *sides[0], *sides[1], *(value or "" for value in (*rest, *source)))
        writer.writerow(map(guarded, cells))
    return out.getvalue()
