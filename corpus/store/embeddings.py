"""Embeddings in the database, so that no text is embedded twice by one model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection

from corpus.store import sqlite
from corpus.store.batches import batches
from corpus.store.schema import embeddings, models


def get(connection: Connection, model: str, hashes: Sequence[bytes]) -> dict[bytes, bytes]:
    """Return the stored vectors by the hash of their text; those not stored are left out."""
    number = _model(connection, model)
    found: dict[bytes, bytes] = {}
    if number is None:
        return found
    # In order, so that neighbours are read from the same pages.
    for batch in batches(sorted(set(hashes))):
        statement = select(embeddings.c.hash, embeddings.c.vector)
        rows = connection.execute(statement.where(embeddings.c.model == number, embeddings.c.hash.in_(batch)))
        found.update((row.hash, row.vector) for row in rows)
    return found


def put(connection: Connection, model: str, rows: Mapping[bytes, bytes]) -> None:
    """Store vectors by the hash of their text; what is stored already stays."""
    number = _model(connection, model)
    if number is None:
        number = (connection.execute(select(func.max(models.c.number))).scalar() or 0) + 1
        connection.execute(insert(models).values(number=number, fingerprint=model))
    values = [{"model": number, "hash": key, "vector": vector} for key, vector in sorted(rows.items())]
    sqlite.insert_missing(embeddings, values, connection)


def _model(connection: Connection, fingerprint: str) -> int | None:
    return connection.execute(select(models.c.number).where(models.c.fingerprint == fingerprint)).scalar()
