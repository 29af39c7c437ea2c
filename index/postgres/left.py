"""An index in the database that nobody keeps any more, since all processes have their own again."""

from __future__ import annotations

from corpus.store import Store
from corpus.store.queries import Query
from index.postgres import tables
from index.postgres.connections import APPLYING, Connections

_THERE = Query("SELECT to_regclass('index_parts') IS NOT NULL")
_KEPT = Query(
    "SELECT (SELECT MIN(purged) FROM index_generations), EXISTS (SELECT FROM pg_class WHERE "  # noqa: S608
    f"{tables.IS_PLACE})"
)


async def forget_if_left(store: Store) -> None:
    """Drop the index in a store's database where something was purged that it may still hold.

    Whoever keeps it would have deleted that there, or is just doing so. It is made anew where it is wanted.
    What others read meanwhile, as a copy of the database does, is left to the next who looks.
    """
    if not (await store.ask(_THERE, lambda row: bool(row[0])))[0]:
        return
    purged, places = (await store.ask(_KEPT, lambda row: (row[0], row[1])))[0]
    is_left = purged is None and places  # of which the generations were forgotten before
    if not is_left and (purged is None or purged >= await store.last_purge()):
        return
    connections = await Connections.open(store.database)
    try:
        with connections.errors():
            async with connections.lock_if_free(APPLYING) as connection:
                if connection is not None:
                    await connection.execute("DELETE FROM index_generations")
                    if await tables.sweep(connection):
                        await connection.execute("DROP TABLE index_parts, index_generations")
                        await connection.execute("DROP SEQUENCE index_numbers")
    finally:
        await connections.close()
