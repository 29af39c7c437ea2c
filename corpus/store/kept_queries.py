"""Questions that keeping puts to the database, and answering never does; see `queries`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.store.queries import Query

AUDIT = Query(
    "SELECT number, revision, at, by, action, scope, subject, version, detail, was, became, salt, content, "
    "chain FROM audit ORDER BY number"
)
_AUDIT_COLUMNS = (
    "number", "revision", "at", "by", "action", "scope", "subject", "version", "detail", "was", "became",
    "salt", "content", "chain",
)  # fmt: skip


def to_audit_line(row: Sequence[Any]) -> dict[str, Any]:
    """Make a line of the audit, with what chains it, of a row."""
    return dict(zip(_AUDIT_COLUMNS, row, strict=True))


def live_statements(scope: str) -> Query:
    """Ask how many live statements a scope has."""
    return Query("SELECT COUNT(*) FROM statements WHERE scope = :scope AND live = 1", {"scope": scope})


def latest_statements(scope: str) -> Query:
    """Ask for the latest version of each statement of a scope, live or not: its id, number and key."""
    return Query(
        "SELECT s.id, s.version, s.key FROM statements s WHERE s.scope = :scope AND s.version = "
        "(SELECT MAX(o.version) FROM statements o WHERE o.scope = s.scope AND o.id = s.id)",
        {"scope": scope},
    )


def sentences_of(source: str, version: int, scope: str) -> Query:
    """Ask where the sentences of a version's passages stand: each passage's start and packed spans."""
    return Query(
        "SELECT start_at, sentences FROM passages WHERE source = :id AND version = :v AND scope = :scope",
        {"id": source, "v": version, "scope": scope},
    )


def was_cited(key: str, start: int, end: int) -> Query:
    """Ask whether an answer quoted this span."""
    return Query(
        "SELECT 1 FROM cited WHERE key = :key AND start_at = :start AND end_at = :end",
        {"key": key, "start": start, "end": end},
    )


def answers_naming(identity: str) -> Query:
    """Ask for the kept answers in which an id stands anywhere."""
    like = identity.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return Query(
        "SELECT key, scope, asked_at, channel, message, body FROM answers WHERE body LIKE :like ESCAPE '!'",
        {"like": f"%{like}%"},
    )
