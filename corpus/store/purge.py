"""Deleting a scope for good: what a server added, when it has been left for long."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.engine import Connection

from corpus.store import audit, schema
from corpus.store.queries import LAST_PURGE
from corpus.store.writer import note_fact


def purge(connection: Connection, scope: str) -> int:
    """Delete documents, passages, records and audit of a scope; return the revision.

    An index that still holds its passages learns of it from the audit line, see `queries.purged`.
    """
    revision = audit.advance(connection, "revision")
    own = select(schema.documents.c.id).where(schema.documents.c.scope == scope)
    connection.execute(delete(schema.versions).where(schema.versions.c.document.in_(own)))
    connection.execute(delete(schema.documents).where(schema.documents.c.scope == scope))
    for table in (schema.passages, schema.statements, schema.aliases, schema.coverage, schema.audit):
        connection.execute(delete(table).where(table.c.scope == scope))
    audit.record(connection, revision, "purge", scope=scope, by=None)
    note_fact(connection, LAST_PURGE, str(revision))
    return revision
