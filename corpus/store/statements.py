"""Put partnership statements, aliases and coverage into the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.engine import Connection

from corpus.citation_id import SHORT_KEY, version_key
from corpus.errors import RefusedError
from corpus.model import Alias, Coverage, Imported, Place, Span, Statement
from corpus.records import settle_ids
from corpus.segment import Cut
from corpus.store import namespace, passages, queries, sql
from corpus.store.audit import record, revise
from corpus.store.batches import batches
from corpus.store.clock import now
from corpus.store.queries import PLAIN_COLUMNS
from corpus.store.rows import rows_of
from corpus.store.schema import aliases, coverage, statements

MANY = 2_000
"""Rows of one import from which they are not put among the passages: they are answered from as records.

To embed a hundred thousand rows takes a quarter of an hour, and no search by meaning finds in them what
the exact answers do not.
"""


def import_statements(
    connection: Connection, rows: Sequence[Statement], *, scope: str, by: str | None
) -> Imported:
    """Store statements: new ones, and new versions of those whose content differs; all or nothing.

    Rows are known by their id; one whose id belongs to another pair or source is given one of its own,
    but for a correction by whoever gave the id.
    """
    rows = _settled(connection, rows, scope, by)
    known = _latest(connection, [row.id for row in rows], scope)
    new: list[Statement] = []
    changed: list[Statement] = []
    versions: dict[str, int] = {}
    for row in rows:
        before = known.get(row.id)
        if before is None:
            new.append(row)
        elif not before[1] or _content(before[0]) != _content(row):
            changed.append(row)
        versions[row.id] = before[0].version + 1 if before else 1
    if new or changed:
        revision = revise(connection, [scope])
        for row in changed:
            _retire(connection, row.id, scope=scope, revision=revision)
        _store(connection, [*new, *changed], versions, scope=scope, by=by, revision=revision)
        detail = f"{len(new)} new, {len(changed)} changed, {len(rows) - len(new) - len(changed)} the same"
        record(connection, revision, "import statements", scope=scope, by=by, detail=detail)
        for row in changed:
            record(
                connection, revision, "update", scope=scope, by=by, subject=row.id, version=versions[row.id]
            )
    same = len(rows) - len(new) - len(changed)
    return Imported(tuple(row.id for row in new), tuple(row.id for row in changed), same)


def import_together(
    connection: Connection,
    rows: Sequence[Statement],
    names: Sequence[Alias] | None,
    claims: Sequence[Coverage] | None,
    *,
    scope: str,
    by: str | None,
) -> dict[str, Imported]:
    """Store records, other names of places and claims of completeness: all of them or nothing."""
    done = {"records": import_statements(connection, rows, scope=scope, by=by)}
    if names is not None:
        done["aliases"] = import_aliases(connection, names, scope=scope, by=by)
    if claims is not None:
        done["coverage"] = import_coverage(connection, claims, scope=scope, by=by)
    return done


def remove_statement(connection: Connection, identity: str, *, scope: str, by: str | None) -> None:
    """Take a statement out of what is known and searched; its versions stay stored."""
    found = _latest(connection, [identity], scope).get(identity)
    if found is None or not found[1]:
        raise RefusedError(f"There is no record “{identity}” here.")
    revision = revise(connection, [scope])
    _retire(connection, identity, scope=scope, revision=revision)
    record(connection, revision, "remove", scope=scope, by=by, subject=identity, version=found[0].version)


def restore_statement(connection: Connection, identity: str, *, scope: str, by: str | None) -> Statement:
    """Bring a removed statement back, as a new version of it."""
    found = _latest(connection, [identity], scope).get(identity)
    if found is None:
        raise RefusedError(f"There is no record “{identity}” here.")
    if found[1]:
        raise RefusedError(f"{identity} is there already.")
    import_statements(connection, [found[0]], scope=scope, by=by)
    return found[0]


def import_aliases(connection: Connection, rows: Sequence[Alias], *, scope: str, by: str | None) -> Imported:
    """Store aliases; one that is known already keeps its place and takes the new kind."""
    before = {
        (a.name, a.city, a.region, a.country): a
        for a in map(queries.to_alias, rows_of(connection, queries.aliases([scope])))
    }
    values = {
        (row.name, row.city, row.region, row.country): {
            "scope": scope,
            "name": row.name,
            "city": row.city,
            "region": row.region or "",
            "country": row.country,
            "kind": row.kind,
        }
        for row in rows
    }
    new = [k for k in values if k not in before]
    changed = [k for k in values if k in before and before[k].kind != values[k]["kind"]]
    sql.upsert(
        aliases,
        ("scope", "name", "city", "region", "country"),
        [values[k] for k in [*new, *changed]],
        connection,
    )
    return _imported(
        connection, "aliases", [k[0] for k in new], [k[0] for k in changed], len(rows), scope=scope, by=by
    )


def import_coverage(
    connection: Connection, rows: Sequence[Coverage], *, scope: str, by: str | None
) -> Imported:
    """Store claims of completeness, one a place; a later one takes the place of an earlier one."""
    before = {
        _coverage_key(c.place): c
        for c in map(queries.to_coverage, rows_of(connection, queries.coverage([scope])))
    }
    by_key = {_coverage_key(row.place): row for row in rows}
    new = [k for k in by_key if k not in before]
    changed = [k for k in by_key if k in before and before[k] != by_key[k]]
    values = [
        {
            "scope": scope,
            "city": row.place.name,
            "region": row.place.region or "",
            "country": row.place.country,
            "complete": int(row.complete),
            "as_of": row.as_of,
            "source_title": row.source_title,
            "source_url": row.source_url,
            "note": row.note,
        }
        for row in (by_key[k] for k in [*new, *changed])
    ]
    sql.upsert(coverage, ("scope", "city", "region", "country"), values, connection)
    return _imported(
        connection, "coverage", [k[0] for k in new], [k[0] for k in changed], len(rows), scope=scope, by=by
    )


def _imported(
    connection: Connection,
    what: str,
    new: list[str],
    changed: list[str],
    total: int,
    *,
    scope: str,
    by: str | None,
) -> Imported:
    same = total - len(new) - len(changed)
    if new or changed:
        revision = revise(connection, [scope])
        detail = f"{len(new)} new, {len(changed)} changed, {same} the same"
        record(connection, revision, f"import {what}", scope=scope, by=by, detail=detail)
    return Imported(tuple(new), tuple(changed), same)


def _coverage_key(place: Place) -> tuple[str, str, str]:
    return place.name, place.region or "", place.country


def _retire(connection: Connection, identity: str, *, scope: str, revision: int) -> None:
    passages.retire(connection, identity, kind="record", scope=scope, revision=revision)
    connection.execute(
        update(statements).where(statements.c.scope == scope, statements.c.id == identity).values(live=0)
    )


def _store(
    connection: Connection,
    rows: Sequence[Statement],
    versions: dict[str, int],
    *,
    scope: str,
    by: str | None,
    revision: int,
) -> None:
    at = now()
    values: list[dict[str, Any]] = []
    for row in rows:
        value: dict[str, Any] = {"scope": scope, "id": row.id, "version": versions[row.id], "live": 1}
        value |= {name: getattr(row, name) for name in PLAIN_COLUMNS}
        value |= _place_values("a", row.a) | _place_values("b", row.b)
        values.append(
            value | {"key": version_key(row.id, row.words)[:SHORT_KEY], "added_at": at, "added_by": by}
        )
    connection.execute(insert(statements), values)
    if len(rows) > MANY:
        return
    cuts = [(row.id, versions[row.id], row.words, _cut(row.words)) for row in rows]
    passages.put(connection, cuts, kind="record", scope=scope, revision=revision)


def _cut(words: str) -> Cut:
    span = Span(0, len(words))
    return Cut(span, (span,), None)


def _place_values(side: str, place: Place) -> dict[str, Any]:
    return {
        f"{side}_name": place.name,
        f"{side}_region": place.region,
        f"{side}_country": place.country,
        f"{side}_latitude": place.latitude,
        f"{side}_longitude": place.longitude,
    }


def _content(row: Statement) -> tuple[Any, ...]:
    return (row.a, row.b, *(getattr(row, name) for name in PLAIN_COLUMNS))


def _latest(connection: Connection, ids: Sequence[str], scope: str) -> dict[str, tuple[Statement, bool]]:
    """Return the latest version of each statement, and whether it is live."""
    found: dict[str, tuple[Statement, bool]] = {}
    for batch in batches(ids):
        for row in rows_of(connection, queries.statement_versions(batch, scope)):
            statement = queries.to_statement(row)
            found[statement.id] = statement, queries.is_live(row)
    return found


def _settled(
    connection: Connection, rows: Sequence[Statement], scope: str, by: str | None
) -> list[Statement]:
    """Return the rows, none under an id that another pair or source holds."""
    ids = [row.id for row in rows]
    held = {identity: statement for identity, (statement, _) in _latest(connection, ids, scope).items()}
    settled = settle_ids(rows, held, _given_by(connection, list(held), scope, by))
    twice = [identity for identity, count in Counter(row.id for row in settled).items() if count > 1]
    if twice:
        raise RefusedError(f"Nothing was imported: {', '.join(twice[:5])} stands on more than one row.")
    namespace.keep_apart(connection, [row.id for row in settled if row.id not in held])
    return settled


def _given_by(connection: Connection, ids: Sequence[str], scope: str, by: str | None) -> set[str]:
    """Return those of `ids` that were first imported by the same."""
    found: set[str] = set()
    for batch in batches(ids):
        rows = rows_of(connection, queries.statement_givers(batch, scope))
        found |= {identity for identity, giver in rows if giver == by}
    return found
