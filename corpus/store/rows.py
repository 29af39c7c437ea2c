"""Run the queries of reading inside a transaction that writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import Connection

from corpus.store.queries import Query


def rows_of(connection: Connection, query: Query) -> Sequence[Any]:
    """Return the rows of a query."""
    return connection.execute(text(query.sql), query.parameters).all()
