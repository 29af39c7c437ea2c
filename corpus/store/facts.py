"""Facts about the store itself, a name and a value each."""

from __future__ import annotations

from sqlalchemy import Connection

from corpus.store import sql
from corpus.store.schema import facts

IDENTITY = "identity"
"""The fact that tells a database from another one, made anew at the same address."""


def note_fact(connection: Connection, name: str, value: str) -> None:
    """Note something about the store itself."""
    sql.upsert(facts, ("name",), [{"name": name, "value": value}], connection)
