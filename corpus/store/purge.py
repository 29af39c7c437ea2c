"""Deleting for good: a document, a version of one, a record, or all that a server added.

A purge leaves a line in the audit (who, when, the id, hashes), and nothing of the text: not in the tables,
not in answers that quoted it, not in the audit's older lines. The file itself is then written anew, see
`sqlite.scrub`; until that is done, a fact says that it is needed, so that it is done after a kill as well.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.engine import Connection

from corpus.errors import RefusedError
from corpus.model import Purged
from corpus.store import audit, schema
from corpus.store import people_tables as t
from corpus.store.facts import note_fact
from corpus.store.people import new_key
from corpus.store.queries import LAST_PURGE
from corpus.store.scrubbing import needs_scrub
from corpus.store.traces import Traces, delete_answers, delete_pending

_V, _S, _P = schema.versions.c, schema.statements.c, schema.passages.c


def purge(connection: Connection, scope: str) -> int:
    """Delete documents, passages, records and what the audit tells of a scope; return the revision.

    An index that still holds its passages learns of it from the audit line, see `index_queries.purged`.
    """
    own = select(schema.documents.c.id).where(schema.documents.c.scope == scope)
    connection.execute(delete(schema.versions).where(_V.document.in_(own)))
    connection.execute(delete(schema.documents).where(schema.documents.c.scope == scope))
    for table in (schema.passages, schema.statements, schema.aliases, schema.coverage):
        connection.execute(delete(table).where(table.c.scope == scope))
    blanked = audit.blank(connection, schema.audit.c.scope == scope, whole=True)
    return _record(connection, "purge", {"blanked": blanked}, scope=scope, by=None)


def purge_document(
    connection: Connection, identity: str, *, scope: str, by: str | None, version: int | None = None
) -> Purged:
    """Delete a document for good, or one version of it that is not the current one."""
    document = schema.documents.c
    held = connection.execute(select(schema.documents).where(document.id == identity)).first()
    if held is None or held.scope != scope:
        raise RefusedError(f"There is no document “{identity}” here; nothing was deleted.")
    stored = connection.execute(select(schema.versions).where(_V.document == identity)).all()
    rows = [row for row in stored if version in (None, row.version)]
    if not rows:
        there = ", ".join(str(row.version) for row in sorted(stored, key=lambda row: row.version))
        raise RefusedError(f"{identity} has no version {version}; there are {there}. Nothing was deleted.")
    if held.version == version:
        other = f"; else first `corpus restore {identity} --version N`, with another" if stored[1:] else ""
        raise RefusedError(
            f"Version {version} is the current one of {identity}; nothing was deleted. To delete the "
            f"document, leave the version out{other}."
        )
    gone = tuple(sorted(row.version for row in rows))
    kept = {row.title for row in stored if row.version not in gone}
    traces = Traces(
        identity, None if len(rows) == len(stored) else frozenset(gone), scope,
        frozenset(row.title for row in rows) - kept, frozenset(row.sha256 for row in rows),
    )  # fmt: skip
    count = _delete_passages(connection, identity, "passage", scope, gone)
    _forget_spans(connection, (row.key for row in rows))
    connection.execute(delete(schema.versions).where(_V.document == identity, _V.version.in_(gone)))
    if len(rows) == len(stored):
        connection.execute(delete(schema.documents).where(document.id == identity))
    digests = tuple(row.sha256 for row in rows)
    return _finish(connection, traces, gone, count, digests, what="document", by=by)


def purge_statement(
    connection: Connection, identity: str, *, scope: str, by: str | None, version: int | None = None
) -> Purged:
    """Delete a record for good, or one version of it that is not the last one, removed or not."""
    where = (_S.scope == scope, _S.id == identity)
    stored = connection.execute(select(schema.statements).where(*where)).all()
    rows = [row for row in stored if version in (None, row.version)]
    if not rows:
        wanted = f"record “{identity}”" if not stored else f"version {version} of {identity}"
        raise RefusedError(f"There is no {wanted} here; nothing was deleted.")
    if version is not None and version == max(row.version for row in stored):
        raise RefusedError(
            f"Version {version} is the current one of {identity}; nothing was deleted. To delete the record, "
            "leave the version out."
        )
    gone = tuple(sorted(row.version for row in rows))
    whole = len(rows) == len(stored)
    traces = Traces(
        identity, None if whole else frozenset(gone), scope,
        frozenset(text for row in rows for text in (row.words, row.note) if text), frozenset(),
    )  # fmt: skip
    count = _delete_passages(connection, identity, "record", scope, gone)
    kept = {row.key for row in stored if row.version not in gone}
    _forget_spans(connection, (row.key for row in rows if row.key not in kept))
    connection.execute(delete(schema.statements).where(*where, _S.version.in_(gone)))
    digests = tuple(hashlib.sha256(row.words.encode()).hexdigest() for row in rows)
    return _finish(connection, traces, gone, count, digests, what="record", by=by)


def _finish(
    connection: Connection,
    traces: Traces,
    gone: tuple[int, ...],
    passages: int,
    digests: tuple[str, ...],
    *,
    what: str,
    by: str | None,
) -> Purged:
    """Delete what else tells of it, write the line of the audit, and have the bot's messages deleted."""
    answers, messages = delete_answers(connection, traces)
    delete_pending(connection, traces)
    lines: list[ColumnElement[bool]] = [
        schema.audit.c.subject == traces.id, schema.audit.c.scope == traces.scope,
    ]  # fmt: skip
    if traces.versions is not None:
        after = [
            schema.audit.c.was.contains(f'"version": {number}{end}')  # no number that only begins so
            for number in sorted(traces.versions)
            for end in ",}"
        ]
        lines.append(or_(schema.audit.c.version.in_(traces.versions), *after))
    told = {
        "sha256": list(digests), "versions": list(gone), "passages": passages, "answers": answers,
        "blanked": audit.blank(connection, *lines),
    }  # fmt: skip
    action = "purge version" if traces.versions is not None else f"purge {what}"
    _record(
        connection, action, told, scope=traces.scope, by=by, subject=traces.id,
        version=gone[0] if traces.versions is not None else None,
    )  # fmt: skip
    if messages:
        _unsend(connection, messages)
    return Purged(traces.id, gone, passages, answers, tuple(messages), digests)


def _record(connection: Connection, action: str, after: dict[str, Any], **line: Any) -> int:
    revision = audit.revise(connection, [line["scope"]])
    audit.record(connection, revision, action, after=after, **line)
    note_fact(connection, LAST_PURGE, str(revision))
    needs_scrub(connection, known=True)
    return revision


def _delete_passages(
    connection: Connection, source: str, kind: str, scope: str, versions: Sequence[int]
) -> int:
    where = (_P.source == source, _P.kind == kind, _P.scope == scope, _P.version.in_(versions))
    return int(connection.execute(delete(schema.passages).where(*where)).rowcount)


def _forget_spans(connection: Connection, keys: Iterable[str]) -> None:
    for key in set(keys):
        connection.execute(delete(schema.cited).where(schema.cited.c.key.startswith(key, autoescape=True)))


def _unsend(connection: Connection, messages: Sequence[tuple[int, int]]) -> None:
    """Leave the bot the work of deleting its messages; it does so now, or when it next runs."""
    at = int(time.time())
    payload = json.dumps({"messages": [list(place) for place in messages]})
    values = {"kind": "unsend", "scope": "direct", "state": "open", "payload": payload}
    connection.execute(t.jobs.insert().values(id=new_key(), **values, created_at=at, updated_at=at))
