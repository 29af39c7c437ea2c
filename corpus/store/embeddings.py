"""Put embeddings into the database, so that no text is embedded twice by one model."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import and_, bindparam, delete, func, insert, select
from sqlalchemy.engine import Connection

from corpus.store import sql
from corpus.store.schema import embeddings, models
from corpus.store.scrubbing import needs_scrub


def put(connection: Connection, model: str, rows: Mapping[bytes, bytes]) -> None:
    """Store vectors by the hash of their text; what is stored already stays."""
    number = _model(connection, model)
    if number is None:
        number = (connection.execute(select(func.max(models.c.number))).scalar() or 0) + 1
        connection.execute(insert(models).values(number=number, fingerprint=model))
    values = [{"model": number, "hash": key, "vector": vector} for key, vector in sorted(rows.items())]
    sql.insert_missing(embeddings, values, connection)


def keep(connection: Connection, hashes: Collection[bytes]) -> None:
    """Delete the vectors of all texts but those with these hashes, whatever their model."""
    stored = connection.execute(select(embeddings.c.model, embeddings.c.hash)).all()
    gone = [{"in_model": model, "of": text} for model, text in stored if text not in hashes]
    if gone:
        one = and_(embeddings.c.model == bindparam("in_model"), embeddings.c.hash == bindparam("of"))
        connection.execute(delete(embeddings).where(one), gone)
        needs_scrub(connection)


def _model(connection: Connection, fingerprint: str) -> int | None:
    return connection.execute(select(models.c.number).where(models.c.fingerprint == fingerprint)).scalar()
