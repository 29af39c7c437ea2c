# ruff: noqa: S608 (what is put into the texts are numbers of places; values go by parameters)
"""A generation built from the store beside the one in use; and places written anew."""

from __future__ import annotations

import asyncio
from typing import Any

import asyncpg

from corpus.store import Store
from index.embedding import Embedder
from index.gather import Cancel, go_on, live_vectors
from index.model import Progress
from index.partition import PartitionKey
from index.postgres import generations, tables, writing
from index.postgres.tables import Generation, Part
from index.postgres.writing import Filled


async def build(  # noqa: PLR0917
    connection: Any,
    store: Store,
    embedder: Embedder,
    purged: int,
    progress: Progress | None,
    cancel: Cancel | None,
) -> int:
    """Build a generation of all live passages, read some at a time; return its number. It is not in use.

    What changes in the store meanwhile is applied afterwards, like any later change. The connection holds
    the lock `connections.BUILDING`.
    """
    await generations.forget_unused(connection)
    generation = await generations.begin(connection, embedder, await store.revision(), purged)
    builder = Builder(connection, generation, embedder.dimensions, cancel)
    async for pkey, passages, vectors in live_vectors(store, embedder, progress, cancel):
        await builder.add(pkey, await asyncio.to_thread(Filled.of, passages, vectors))
    await builder.close()
    go_on(cancel)
    return generation.number


class Builder:
    """Puts rows into a generation, part after part: a small part together with others, a large one apart."""

    def __init__(
        self, connection: Any, generation: Generation, dimensions: int, cancel: Cancel | None
    ) -> None:
        self._connection = connection
        self._generation = generation
        self._dimensions = dimensions
        self._cancel = cancel
        self._key: PartitionKey | None = None
        self._waiting: list[Filled] = []
        self._apart: Part | None = None

    async def add(self, pkey: PartitionKey, filled: Filled) -> None:
        """Add rows of a part; all rows of one come before those of another."""
        if pkey != self._key:
            await self._end()
            self._key = pkey
        if self._apart is not None:
            await self._put(self._apart, filled)
            return
        self._waiting = [Filled.joined([*self._waiting, filled])]
        if not tables.rows_fit(self._waiting[0].rows):
            async with self._connection.transaction():
                place = await tables.number(self._connection)
                await tables.make(self._connection, place, self._dimensions)
                self._apart = await generations.new_part(
                    self._connection, self._generation.number, pkey, place
                )
            await self._put(self._apart, self._waiting.pop())

    async def close(self) -> None:
        """Finish the last part."""
        await self._end()
        await tables.analyse(self._connection, self._generation.together, apart=False)

    async def _put(self, part: Part, filled: Filled) -> None:
        async with self._connection.transaction():
            await writing.put(self._connection, part, filled)
            await writing.count(self._connection, part, writing.coming(filled, apart=False), 1)

    async def _end(self) -> None:
        if self._apart is not None:
            go_on(self._cancel)
            await finish(self._connection, self._apart, self._dimensions)
        elif self._key is not None and self._waiting:
            together = self._generation.together
            async with self._connection.transaction():
                part = await generations.new_part(
                    self._connection, self._generation.number, self._key, together
                )
                await self._put(part, self._waiting.pop())
        self._apart, self._key, self._waiting = None, None, []


async def finish(connection: Any, part: Part, dimensions: int) -> None:
    """Make of a place that holds a large part one that is searched: with its graphs, terms and moments."""
    await tables.make_apart(connection, part.place, dimensions)
    await writing.fill_moments(connection, part, dimensions)
    await tables.analyse(connection, part.place, apart=True)


async def set_apart(connection: Any, part: Part, dimensions: int) -> None:
    """Give a part a new place apart, which holds its rows and no traces of what was deleted."""
    async with connection.transaction():
        place = await tables.number(connection)
        await tables.make(connection, place, dimensions)
        await _copy(connection, part.place, place, f"WHERE part = {part.number}")
        row = await connection.fetchrow(
            "UPDATE index_parts SET place = $2, stale = false WHERE number = $1 RETURNING *",
            part.number, place,
        )  # fmt: skip
        await finish(connection, Part.of(row), dimensions)


async def move_out(connection: Any, generation: Generation, part: Part, dimensions: int) -> None:
    """Give a part that has grown too large for the place of the small ones a place apart."""
    async with connection.transaction():
        await set_apart(connection, part, dimensions)
        for name in ("units", "words"):
            await connection.execute(
                f"DELETE FROM index_{name}_{generation.together} WHERE part = $1", part.number
            )


async def renew_together(connection: Any, generation: Generation, dimensions: int) -> None:
    """Write the place of the small parts anew, without traces of what was deleted."""
    async with connection.transaction():
        place = await tables.number(connection)
        await tables.make(connection, place, dimensions)
        await _copy(connection, generation.together, place, "")
        await connection.execute(
            "UPDATE index_parts SET place = $3, stale = false WHERE generation = $1 AND place = $2",
            generation.number, generation.together, place,
        )  # fmt: skip
        await connection.execute(
            "UPDATE index_generations SET together = $2, stale = false WHERE number = $1",
            generation.number, place,
        )  # fmt: skip
        await tables.analyse(connection, place, apart=False)


async def _copy(connection: Any, place: int, other: int, which: str) -> None:
    for name, order in (("units", "part, kind, number, place"), ("words", "part, number")):
        await connection.execute(
            f"INSERT INTO index_{name}_{other} SELECT * FROM index_{name}_{place} {which} ORDER BY {order}"
        )


async def stale_parts(connection: Any, generation: int) -> list[Part]:
    """Return the parts of a generation whose place apart may hold traces of what was purged."""
    rows = await connection.fetch("SELECT * FROM index_parts WHERE generation = $1 AND stale", generation)
    return [Part.of(row) for row in rows]


async def note_purged(connection: Any, generation: int, revision: int) -> None:
    """Note that nothing is left of what was purged up to a revision, not even in the names of parts.

    Where others keep those busy it is not noted, and the next change tries again.
    """
    await connection.execute("SET lock_timeout = '2s'")  # every search waits behind it
    try:
        await connection.execute("VACUUM (FULL) index_parts")
    except asyncpg.LockNotAvailableError:
        return
    finally:
        await connection.execute("RESET lock_timeout")
    await connection.execute(
        "UPDATE index_generations SET purged = $2 WHERE number = $1", generation, revision
    )
