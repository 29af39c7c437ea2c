"""Copy all of a corpus from one database into another, empty one, and see that it is the same there.

Numbers, ids and times stay what they are, so citations do as well. The copy is one transaction in each: it is
of one moment, and it is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete, func, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.util import greenlet_spawn

from corpus.citation_id import SHORT_KEY, version_key
from corpus.errors import RefusedError, StateDamagedError
from corpus.store import people_tables as people  # noqa: F401 - its tables are among the metadata's
from corpus.store import queries, schema
from corpus.store.facts import IDENTITY
from corpus.store.store import Store

_TOGETHER = 500  # rows in one statement
_FILLED = ("counters", "facts", "migrations")
"""Tables in which every database has rows of its own; of `migrations` they stay."""

Step = Callable[[str], None]
"""Called with the name of the table that is copied or compared next."""


@dataclass(frozen=True, slots=True)
class Copied:
    """How many rows of each table were copied, and of how many texts the citation ids were compared."""

    rows: dict[str, int]
    cited: int


async def copy(source: Store, target: Store, step: Step = lambda _table: None) -> Copied:
    """Copy everything that a store holds into one that is new, and compare row by row.

    Raises RefusedError where something is there already, StateDamagedError where the two differ afterwards;
    then the target is as it was.
    """
    here = source.database
    engine = here.engine(write=False)

    def run(there: Connection) -> Copied:
        with here.errors(), engine.begin() as reading:
            return _copy(reading, there, step)

    try:
        return await target.change(run)
    finally:
        await greenlet_spawn(engine.dispose)


def _copy(reading: Connection, there: Connection, step: Step) -> Copied:
    _refuse_unless_empty(there)
    rows: dict[str, int] = {}
    for table in _tables():
        step(f"copying {table.name}")
        there.execute(delete(table).where(_copied(table)))
        for batch in _batches(reading, table):
            there.execute(insert(table), batch)
        (count, before), (found, after) = _digest(reading, table), _digest(there, table)
        if (count, before) != (found, after):
            raise StateDamagedError(
                f"The copy of {table.name} is not what was copied ({found} of {count} rows). It was undone; "
                "both databases are as they were. Try again, and report it if it happens twice."
            )
        rows[table.name] = count
    step("comparing citations")
    return Copied(rows, _check_keys(there))


def _refuse_unless_empty(there: Connection) -> None:
    for table in _tables():
        counted = there.execute(select(func.count()).select_from(table)).scalar_one()
        if counted and table.name not in _FILLED:
            raise RefusedError(
                "What is to be copied into holds a corpus already; nothing was copied. "
                "Name an empty database, or a new folder."
            )


def _tables() -> Sequence[Table]:
    """Return the tables to copy, each after those that it refers to."""
    # the tables as the code uses them do not say what refers to what
    first = [schema.models, schema.documents]
    kept = [table for table in schema.metadata.sorted_tables if table is not schema.migrations]
    return [*first, *(table for table in kept if table not in first)]


def _copied(table: Table) -> Any:
    """Choose the rows that are copied: what is one database's own stays."""
    own = [IDENTITY, queries.SCRUB, queries.SCRUB_KNOWN]
    return table.c.name.not_in(own) if table is schema.facts else table.c[table.c.keys()[0]].is_not(None)


def _rows(connection: Connection, table: Table) -> Iterator[Any]:
    chosen = select(table).where(_copied(table)).order_by(*table.primary_key.columns)
    return iter(connection.execute(chosen.execution_options(yield_per=_TOGETHER)))


def _batches(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in _rows(connection, table):
        batch.append(row._asdict())
        if len(batch) == _TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch


def _digest(connection: Connection, table: Table) -> tuple[int, str]:
    """Return how many rows there are, and the SHA-256 of all of them in order."""
    digest, count = hashlib.sha256(), 0
    for row in _rows(connection, table):
        values = [value.hex() if isinstance(value, bytes) else value for value in row]
        digest.update(json.dumps(values, ensure_ascii=False).encode() + b"\n")
        count += 1
    return count, digest.hexdigest()


def _check_keys(there: Connection) -> int:
    """Make the keys of all citation ids anew from the texts; raises StateDamagedError where one differs."""
    versions, statements = schema.versions.c, schema.statements.c
    texts = (
        select(versions.document, versions.text, versions.key),
        select(statements.id, statements.words, statements.key),
    )
    count = 0
    for chosen in texts:
        for identity, text, key in there.execute(chosen.execution_options(yield_per=_TOGETHER)):
            count += 1
            if version_key(identity, text)[:SHORT_KEY] != key:
                raise StateDamagedError(
                    f"{identity} has a text that its citations do not name. Nothing was copied; "
                    "`index verify` says more about where it came from."
                )
    return count
