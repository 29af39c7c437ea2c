"""Facts about the store itself, a name and a value each."""

from __future__ import annotations

from sqlalchemy import Connection

from corpus.store import sqlite
from corpus.store.schema import facts


def note_fact(connection: Connection, name: str, value: str) -> None:
    """Note something about the store itself."""
    sqlite.upsert(facts, ("name",), [{"name": name, "value": value}], connection)
