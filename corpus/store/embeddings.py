"""Put embeddings into the database, so that no text is embedded twice by one model."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection

from corpus.store import sqlite
from corpus.store.schema import embeddings, models


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
