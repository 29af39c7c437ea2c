# ruff: noqa: S608 (the texts are this module's own; values go by parameters)
"""The rows that say what the index is: generations and their parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.store.clock import now
from index.embedding import Embedder
from index.partition import PartitionKey
from index.postgres import statements, tables
from index.postgres.tables import Generation, Part

_COLUMNS = "number, base, revision, together, changed, purged, stale, created"
_OURS = "generation.used AND generation.format = $2 AND generation.fingerprint = $3"


async def used(connection: Any, embedder: Embedder) -> Generation | None:
    """Return the generation in use; None where there is none of this model and form."""
    row = await connection.fetchrow(
        f"SELECT {_COLUMNS} FROM index_generations WHERE used AND format = $1 AND fingerprint = $2",
        tables.FORMAT, embedder.fingerprint,
    )  # fmt: skip
    return None if row is None else Generation(*row)


async def numbered(connection: Any, number: int) -> Generation | None:
    """Return a generation, in use or not."""
    row = await connection.fetchrow(f"SELECT {_COLUMNS} FROM index_generations WHERE number = $1", number)
    return None if row is None else Generation(*row)


async def known(
    connection: Any, embedder: Embedder, scopes: Sequence[str], number: int | None = None
) -> tuple[Generation, list[Part]] | None:
    """Return the generation in use, or one by its number, and its parts of some scopes."""
    given: tuple[Any, ...] = (number,) if number is not None else (tables.FORMAT, embedder.fingerprint)
    which = "generation.number = $2" if number is not None else _OURS
    rows = await connection.fetch(statements.KNOWN.format(which=which), list(scopes), *given)
    if not rows:
        return None
    first = rows[0]
    generation = Generation(first["generation"], *(first[name] for name in _COLUMNS.split(", ")[1:]))
    return generation, [Part.of(row) for row in rows if row["number"] is not None]


async def parts(connection: Any, generation: int, scope: str | None = None) -> list[Part]:
    """Return the parts of a generation, all or those of a scope."""
    rows = await connection.fetch(
        "SELECT * FROM index_parts WHERE generation = $1 AND ($2::text IS NULL OR scope = $2) "
        "ORDER BY scope, kind",
        generation, scope,
    )  # fmt: skip
    return [Part.of(row) for row in rows]


async def begin(connection: Any, embedder: Embedder, revision: int, purged: int) -> Generation:
    """Make a generation that is not in use, and the place of its small parts."""
    async with connection.transaction():
        number, together = await tables.number(connection), await tables.number(connection)
        await connection.execute(
            "INSERT INTO index_generations (number, format, used, fingerprint, dimensions, base, revision, "
            "together, changed, purged, stale, created) "
            "VALUES ($1, $2, false, $3, $4, $5, $5, $6, 0, $7, false, $8)",
            number, tables.FORMAT, embedder.fingerprint, embedder.dimensions, revision, together, purged,
            now(),
        )  # fmt: skip
        await tables.make(connection, together, embedder.dimensions)
    found = await numbered(connection, number)
    assert found is not None
    return found


async def new_part(connection: Any, generation: int, pkey: PartitionKey, place: int) -> Part:
    """Make a part that holds nothing yet."""
    row = await connection.fetchrow(
        "INSERT INTO index_parts VALUES ($1, $2, $3, $4, $5, 0, 0, '{0,0,0}', false) RETURNING *",
        await tables.number(connection), generation, pkey.scope, pkey.kind, place,
    )  # fmt: skip
    return Part.of(row)


async def use(connection: Any, number: int, purged: int) -> None:
    """Make a generation the one in use, and forget the one before it, whose places are still to be swept.

    `purged` is the revision of the last purge of which nothing is left even so.
    """
    async with connection.transaction():
        await connection.execute("DELETE FROM index_generations WHERE used AND number <> $1", number)
        await connection.execute(
            "UPDATE index_generations SET used = true, purged = $2 WHERE number = $1", number, purged
        )


async def forget_unused(connection: Any) -> bool:
    """Forget generations that were begun and never used; nobody may be building one. See `tables.sweep`."""
    await connection.execute("DELETE FROM index_generations WHERE NOT used")
    return await tables.sweep(connection)
