"""What tells of a document or record besides itself: kept answers that quoted it, uploads of it that wait."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, or_, select
from sqlalchemy.engine import Connection

from corpus.store import people_tables as t


@dataclass(frozen=True, slots=True)
class Traces:
    """What to look for: the id, its versions (None: all), its scope, texts about it, SHA-256 of originals."""

    id: str
    versions: frozenset[int] | None
    scope: str
    texts: frozenset[str]
    digests: frozenset[str]


def citing(connection: Connection, identity: str, versions: frozenset[int] | None = None) -> list[Row[Any]]:
    """Return the kept answers that cite a document or record, or these versions of it."""
    body = t.answers.c.body
    rows = connection.execute(select(t.answers).where(body.contains(identity, autoescape=True))).all()
    return [row for row in rows if _cites(json.loads(row.body), identity, versions)]


def delete_answers(connection: Connection, traces: Traces) -> tuple[int, list[tuple[int, int]]]:
    """Delete the kept answers that quoted or named it; return how many, and where the bot said them."""
    found = {row.key: row for row in citing(connection, traces.id, traces.versions)}
    naming = [t.answers.c.body.contains(_in_json(text), autoescape=True) for text in sorted(traces.texts)]
    if naming:  # an answer that is none tells what there is, by title
        found |= {row.key: row for row in connection.execute(select(t.answers).where(or_(*naming))).all()}
    for key in found:
        connection.execute(delete(t.answers).where(t.answers.c.key == key))
    places = [(row.channel, row.message) for row in found.values() if row.channel and row.message]
    return len(found), sorted(places)


def delete_pending(connection: Connection, traces: Traces) -> None:
    """Delete uploads of the same bytes that wait, and what is still to be told of others."""
    for row in connection.execute(select(t.pending).where(t.pending.c.scope == traces.scope)).all():
        same = hashlib.sha256(row.data).hexdigest() in traces.digests
        if same or (not row.data and any(_in_json(text) in row.about for text in traces.texts)):
            connection.execute(delete(t.pending).where(t.pending.c.id == row.id))


def _cites(answer: dict[str, Any], identity: str, versions: frozenset[int] | None) -> bool:
    cited = [*answer.get("citations", ()), *answer.get("nearest", ())]
    return any(
        one["document"] == identity and (versions is None or one["version"] in versions) for one in cited
    )


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]
