# ruff: noqa: S608 (what is put into the texts are numbers of places; values go by parameters)
"""What was added and removed in the store, applied to a generation: all of it in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.model import Passage
from corpus.store import Store
from index.embedding import Embedder
from index.gather import vectors_of
from index.partition import PartitionKey, grouped
from index.postgres import generations, tables, writing
from index.postgres.tables import Generation, Part
from index.postgres.writing import Filled
from index.state import keys_of


@dataclass(frozen=True, slots=True)
class _Changed:
    """What changed in a scope: what goes, what comes, and whether something was purged of it."""

    scope: str
    gone: list[int]
    rows: Mapping[PartitionKey, Filled]
    purged: bool


async def apply(connection: Any, store: Store, embedder: Embedder, generation: Generation) -> list[Part]:
    """Bring a generation up to the store; return its parts that have grown too large for their place.

    The connection holds the lock `connections.APPLYING`, so each change is applied once, and the generation
    has been read since: whoever had the lock before may have put another one in its place.
    """
    revision = await store.revision()
    if generation.revision >= revision:
        return []
    purged = await store.purged(generation.revision)
    changes = await _changes(connection, store, embedder, generation, purged)
    touched: list[Part] = []
    changed, deleted = 0, bool(purged) or any(change.purged for change in changes)
    async with connection.transaction():
        for scope in purged:
            changed += await _forget(connection, generation, scope)
        for change in changes:
            for pkey in keys_of(change.scope):
                part, units = await _change(connection, embedder, generation, pkey, change)
                changed += units
                if part is not None:
                    touched.append(part)
        done = await connection.fetchval(
            "UPDATE index_generations SET revision = $3, changed = changed + $4, stale = stale OR $5 "
            "WHERE number = $1 AND revision = $2 RETURNING number",
            generation.number, generation.revision, revision, changed, deleted,
        )  # fmt: skip
        assert done == generation.number, "somebody else has applied it"
    return [
        part
        for part in touched
        if part.place == generation.together and not tables.fits(part.passages, sum(part.units))
    ]


async def _changes(
    connection: Any, store: Store, embedder: Embedder, generation: Generation, purged: Sequence[str]
) -> list[_Changed]:
    """Gather what changed by scope, with the vectors of what comes; what is not embedded yet is embedded."""
    within = await store.purged_within(generation.revision)
    found = []
    for scope in dict.fromkeys([*await store.changed(generation.revision), *within]):
        added = await store.passages(scope, after_revision=generation.revision)
        removed = await store.removed_passages(scope, generation.revision)
        if scope in within and scope not in purged:  # nothing is left that could say what went
            removed += await _missing(connection, store, generation, scope)
        rows = {pkey: await _rows(some, store, embedder) for pkey, some in grouped(added).items()}
        gone = [*removed, *(passage.number for passage in added)]
        if gone or scope in within:
            found.append(_Changed(scope, gone, rows, scope in within))
    return found


async def _rows(passages: Sequence[Passage], store: Store, embedder: Embedder) -> Filled:
    vectors = await vectors_of(passages, store, embedder)
    return await asyncio.to_thread(Filled.of, passages, vectors)


async def _missing(connection: Any, store: Store, generation: Generation, scope: str) -> list[int]:
    """Return the passages of a scope that the generation holds and the store does not."""
    there, found = set(await store.live_numbers(scope)), list[int]()
    for part in await generations.parts(connection, generation.number, scope):
        rows = await connection.fetch(
            f"SELECT number FROM index_words_{part.place} WHERE part = $1", part.number
        )
        found += [row["number"] for row in rows if row["number"] not in there]
    return found


async def _forget(connection: Any, generation: Generation, scope: str) -> int:
    """Take all of a scope out of a generation; return how many vectors that were."""
    units = 0
    for part in await generations.parts(connection, generation.number, scope):
        units += sum(part.units)
        if part.place == generation.together:  # a place apart is dropped with its tables
            for name in ("units", "words"):
                await connection.execute(
                    f"DELETE FROM index_{name}_{part.place} WHERE part = $1", part.number
                )
        await connection.execute("DELETE FROM index_parts WHERE number = $1", part.number)
    return units


async def _change(
    connection: Any, embedder: Embedder, generation: Generation, pkey: PartitionKey, change: _Changed
) -> tuple[Part | None, int]:
    """Change a part; return it as it is then, and how many vectors went and came."""
    own = await generations.parts(connection, generation.number, pkey.scope)
    part = next((one for one in own if one.kind == pkey.kind), None)
    rows, units = change.rows.get(pkey), 0
    if part is None and rows is None:
        return None, 0
    if part is None:
        part = await generations.new_part(connection, generation.number, pkey, generation.together)
    apart = part.place != generation.together
    if change.gone:
        gone = await writing.remove(connection, part, change.gone, embedder.dimensions, apart=apart)
        await writing.count(connection, part, gone, -1)
        units += sum(gone.units)
    if rows is not None:
        await writing.put(connection, part, rows)
        coming = await asyncio.to_thread(writing.coming, rows, apart=apart)
        await writing.count(connection, part, coming, 1)
        units += sum(coming.units)
    if change.purged:
        await connection.execute("UPDATE index_parts SET stale = true WHERE number = $1", part.number)
    row = await connection.fetchrow("SELECT * FROM index_parts WHERE number = $1", part.number)
    return Part.of(row), units
