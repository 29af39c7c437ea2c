"""What a citation id's key names."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.engine import Connection

from corpus.model import Cited
from corpus.store.schema import documents, statements, versions


def find(connection: Connection, key: str, scopes: Sequence[str]) -> Cited | None:
    """Return the text that a key names in these scopes, what is current first; None where it names none."""
    found = [*_documents(connection, key, scopes), *_statements(connection, key, scopes)]
    return max(found, key=lambda cited: (cited.current, cited.version), default=None)


def _documents(connection: Connection, key: str, scopes: Sequence[str]) -> list[Cited]:
    statement = (
        select(versions, documents.c.scope, documents.c.version.label("latest"), documents.c.removed_at)
        .join(documents, documents.c.id == versions.c.document)
        .where(versions.c.key == key, documents.c.scope.in_(scopes))
    )
    return [
        Cited(
            kind="passage",
            scope=row.scope,
            source=row.document,
            version=row.version,
            title=row.title,
            author=row.author,
            url=row.url,
            text=row.text,
            current=row.removed_at is None and row.version == row.latest,
        )
        for row in connection.execute(statement)
    ]


def _statements(connection: Connection, key: str, scopes: Sequence[str]) -> list[Cited]:
    statement = select(statements).where(statements.c.key == key, statements.c.scope.in_(scopes))
    return [
        Cited(
            kind="record",
            scope=row.scope,
            source=row.id,
            version=row.version,
            title=row.source_title,
            author=None,
            url=row.source_url,
            text=row.words,
            current=bool(row.live),
        )
        for row in connection.execute(statement)
    ]
