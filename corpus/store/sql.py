"""Statements for which each engine has words of its own; which engine it is, the connection says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

CHANNEL = "footbridge"
"""The channel on which PostgreSQL tells processes of changes."""

LIVES = 0x4C697665
"""“Live”: the kind of the locks that say which processes live; the second key is a process' number."""

_LIVING = """
SELECT objid::bigint FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid::bigint = :kind
    AND datname = current_database()
"""

Row = dict[str, Any]


def upsert(table: Table, keys: Sequence[str], rows: Sequence[Row], connection: Connection) -> None:
    """Insert rows, or replace what is stored under the same keys."""
    if not rows:
        return
    statement = _insert(table, connection)
    others = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=others), list(rows))


def insert_missing(table: Table, rows: Sequence[Row], connection: Connection) -> int:
    """Insert rows; what is stored already stays. Return how many were not."""
    if not rows:
        return 0
    statement = _insert(table, connection).on_conflict_do_nothing()
    return int(connection.execute(statement, list(rows)).rowcount)


def announce(connection: Connection, what: str) -> None:
    """Tell other processes, once the transaction is kept, what has changed.

    Nobody has to be told of a file's: whoever holds the folder's lock is the only one to change it.
    """
    if _is_postgresql(connection):
        connection.execute(text("SELECT pg_notify(:channel, :said)"), {"channel": CHANNEL, "said": what})


def living(connection: Connection) -> set[int]:
    """Return the numbers of the processes that listen; none of a file's, which one process at most has open.

    Each holds a lock for as long as it lives, which the server gives back when its connection ends.
    """
    if not _is_postgresql(connection):
        return set()
    return set(connection.execute(text(_LIVING), {"kind": LIVES}).scalars())


def _insert(table: Table, connection: Connection) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if _is_postgresql(connection) else sqlite.insert(table)


def _is_postgresql(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"
