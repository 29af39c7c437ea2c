"""Deleting a scope for good: what a server added, when it has been left for long."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Connection

from corpus.store import audit, schema


def purge(connection: Connection, scope: str) -> int:
    """Delete documents, records and audit of a scope; return the revision.

    Passages stay as empty rows marked as removed, so that an index that still holds them learns of it;
    their text is gone.
    """
    revision = audit.advance(connection, "revision")
    own = select(schema.documents.c.id).where(schema.documents.c.scope == scope)
    connection.execute(delete(schema.versions).where(schema.versions.c.document.in_(own)))
    connection.execute(delete(schema.documents).where(schema.documents.c.scope == scope))
    for table in (schema.statements, schema.aliases, schema.coverage, schema.audit):
        connection.execute(delete(table).where(table.c.scope == scope))
    passages = schema.passages
    empty = {"text": "", "sentences": "", "heading": None}
    connection.execute(update(passages).where(passages.c.scope == scope).values(empty))
    connection.execute(
        update(passages)
        .where(passages.c.scope == scope, passages.c.removed_revision.is_(None))
        .values(removed_revision=revision)
    )
    audit.record(connection, revision, "purge", scope=scope, by=None)
    return revision
