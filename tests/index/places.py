"""Which tables an index in the database has, and which it uses."""

from __future__ import annotations

from index.postgres.index import DatabaseIndex


async def places(index: DatabaseIndex) -> set[int]:
    """Return the numbers of the places that have tables."""
    async with index._connections.connection() as connection:
        rows = await connection.fetch(
            r"SELECT substring(relname FROM '\d+$')::int FROM pg_class WHERE relname ~ '^index_units_\d+$'"
        )
    return {row[0] for row in rows}


async def used(index: DatabaseIndex) -> set[int]:
    async with index._connections.connection() as connection:
        rows = await connection.fetch(
            "SELECT place FROM index_parts UNION SELECT together FROM index_generations"
        )
        assert await connection.fetchval("SELECT count(*) FROM index_generations") == 1
    return {row[0] for row in rows}
