"""One namespace of ids: what is a document's is no record's, in whatever scope, and the other way round."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.engine import Connection

from corpus.errors import RefusedError
from corpus.store.batches import batches
from corpus.store.schema import documents, statements


def is_record(connection: Connection, identity: str) -> bool:
    """Tell whether a record has, or had, this id, in any scope."""
    found = select(statements.c.id).where(statements.c.id == identity).limit(1)
    return connection.execute(found).first() is not None


def of_documents(connection: Connection, ids: Collection[str]) -> list[str]:
    """Return those of `ids` that are documents', in any scope."""
    found: list[str] = []
    for batch in batches(sorted(ids)):
        found += connection.execute(select(documents.c.id).where(documents.c.id.in_(batch))).scalars()
    return found


def keep_apart(connection: Connection, ids: Sequence[str]) -> None:
    """Raise RefusedError where a record would get the id of a document."""
    taken = of_documents(connection, set(ids))
    if taken:
        raise RefusedError(
            f"Nothing was imported: {', '.join(taken[:5])} is a document's id; give the record another one."
        )
