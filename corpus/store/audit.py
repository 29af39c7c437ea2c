"""The audit: who did what, and at which revision of the corpus."""

from __future__ import annotations

from sqlalchemy import insert, update
from sqlalchemy.engine import Connection

from corpus.store.clock import now
from corpus.store.schema import audit, counters


def advance(connection: Connection, counter: str, by: int = 1) -> int:
    """Raise a counter and return its new value."""
    statement = update(counters).where(counters.c.name == counter).values(value=counters.c.value + by)
    return int(connection.execute(statement.returning(counters.c.value)).scalar_one())


def record(
    connection: Connection,
    revision: int,
    action: str,
    *,
    scope: str,
    by: str | None,
    subject: str | None = None,
    version: int | None = None,
    detail: str | None = None,
) -> None:
    """Write a line of the audit."""
    connection.execute(
        insert(audit).values(
            number=advance(connection, "audit"),
            revision=revision,
            at=now(),
            by=by,
            action=action,
            scope=scope,
            subject=subject,
            version=version,
            detail=detail,
        )
    )
