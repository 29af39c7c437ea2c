# ruff: noqa: S608 (what is put into the texts are numbers of places; values go by parameters)
"""What the tables hold, counted and compared with the store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import numpy as np

from corpus.store import Store
from index.embedding import Embedder
from index.held import Few
from index.partition import Live, Partition
from index.postgres import codec, generations
from index.postgres.connections import Connections
from index.postgres.tables import Generation, Part
from index.vectors import Vectors, starts_of
from index.verify import verify
from index.words import Counts, Words

_AT_ONCE = 1_000
"""Passages whose vectors are in memory together."""


async def summary(connection: Any, generation: int) -> tuple[dict[str, int], int]:
    """Return how many passages each scope has in a generation, and how many vectors there are."""
    rows = await connection.fetch(
        "SELECT scope, sum(passages) AS passages, sum(units[1] + units[2] + units[3]) AS units "
        "FROM index_parts WHERE generation = $1 GROUP BY scope ORDER BY scope",
        generation,
    )
    return {row["scope"]: int(row["passages"]) for row in rows}, sum(int(row["units"]) for row in rows)


async def check(
    store: Store, connections: Connections, embedder: Embedder, generation: Generation
) -> list[str]:
    """Return what does not agree between the tables and the store, a line each."""
    async with connections.reading() as connection:  # what is applied meanwhile would be counted in part
        scopes = (await summary(connection, generation.number))[0]
        wrong = await _counted(connection, generation.number)

    async def held(scope: str) -> AsyncIterator[Live]:
        async with connections.connection() as asking:
            parts = await generations.parts(asking, generation.number, scope)
        for part in parts:
            async with connections.reading() as reading:  # its tables stay until all of them is read
                async for live in _lives(reading, part, embedder.dimensions):
                    yield live

    return wrong + await verify(store, scopes, held, embedder.fingerprint, generation.revision)


async def _lives(connection: Any, part: Part, dimensions: int) -> AsyncIterator[Live]:
    """Yield the passages of a part as partitions in memory, some at a time."""
    words = await connection.fetch(
        f"SELECT number, spans, length FROM index_words_{part.place} WHERE part = $1 ORDER BY number",
        part.number,
    )
    for first in range(0, len(words), _AT_ONCE):
        some = words[first : first + _AT_ONCE]
        numbers = np.array([row["number"] for row in some], np.int64)
        units = await connection.fetch(
            f"SELECT kind, number, at FROM index_units_{part.place} WHERE part = $1 "
            "AND kind = ANY('{0,1,2}') AND number = ANY($2) ORDER BY kind, number, place",
            part.number, numbers,
        )  # fmt: skip

        def of(kind: int, numbers: Any = numbers, units: Any = units) -> Vectors:
            own = [row for row in units if row["kind"] == kind]
            rows = np.searchsorted(numbers, np.array([row["number"] for row in own], np.int64))
            halves = codec.of_halves([row["at"] for row in own], dimensions)
            return Vectors(Few(halves), starts_of(np.bincount(rows, minlength=len(numbers))), None)

        spans = np.array([row["spans"] for row in some], np.int32)
        none = Counts.of([[] for _ in some])
        yield Live.of(Partition(numbers, spans, (of(0), of(1), of(2)), Words.few(none)))


async def _counted(connection: Any, generation: int) -> list[str]:
    """Return which parts count something else than their tables hold."""
    found = []
    for part in await generations.parts(connection, generation):
        row = await connection.fetchrow(
            "SELECT passage.*, unit.* FROM "
            f"(SELECT count(*) AS passages, COALESCE(sum(length), 0) AS length FROM index_words_{part.place} "
            "WHERE part = $1) AS passage, "
            "(SELECT count(*) FILTER (WHERE kind = 0) AS whole, count(*) FILTER (WHERE kind = 1) AS windows, "
            f"count(*) FILTER (WHERE kind = 2) AS sentences FROM index_units_{part.place} WHERE part = $1) "
            "AS unit",
            part.number,
        )
        told = (part.passages, part.length, *part.units)
        if tuple(int(one) for one in row) != told:
            found.append(f"{part.scope}: the index counts its {part.kind}s in two ways")
    return found
