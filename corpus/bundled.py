"""Put the bundled corpus into a new state folder, and its later versions into an old one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from corpus import environment
from corpus.model import SHARED, NewDocument, Statement
from corpus.store import Store, queries

BUNDLED = Path(__file__).parent / "bundled"
WORLD = BUNDLED / "world.csv.xz"
"""The world's partnerships from lists that others keep; made by `tools/world.py`."""

_FACT = "bundled"  # noted in the store: the digest of what was put in, or _NOTHING
_WORLD_FACT = "bundled world"
_NOTHING = "none"
_BY = "Footbridge"
_FILES = ("documents.json", "partnerships.csv", "aliases.csv", "coverage.csv")

Step = Callable[[str], None]
"""Told what is being done, in a few words."""


async def is_set_up(store: Store) -> bool:
    """Tell whether a store has been given this version's bundled corpus, or was asked to have none."""
    noted = await store.fact(_FACT)
    if noted == _NOTHING:
        return True
    return noted == digest() and (not wants_world() or await store.fact(_WORLD_FACT) == world_digest())


def wants_world() -> bool:
    """Tell whether the bundled world shall be there: not where FOOTBRIDGE_WORLD is set to off.

    The environment decides, then `.env`, whichever process sets the folder up: what the bot was told to leave
    out, a question in the terminal does not bring in. Raises UsageError for what is neither on nor off.
    """
    return environment.world()


async def set_up(store: Store, *, empty: bool = False, step: Step | None = None) -> None:
    """Give a store the bundled corpus; with `empty`, note that a new one shall have none.

    Doing it again changes nothing, so a set-up that was cut off is finished by the next. What has been
    removed from a store or purged since stays so when a later version brings its own data.
    """
    noted = await store.fact(_FACT)
    if noted == _NOTHING:
        return
    if noted is None and empty:
        await store.note_fact(_FACT, _NOTHING)
        return
    tell = step or (lambda _: None)
    purged = {subject for subject, _ in await store.ask(queries.purges(SHARED), queries.to_purge)}
    if noted != digest():
        await _set_up_our_own(store, purged, tell)
    if wants_world() and await store.fact(_WORLD_FACT) != world_digest():
        tell("importing the world's partnerships")
        await _import_world(store, purged)
        await store.note_fact(_WORLD_FACT, world_digest())


async def _set_up_our_own(store: Store, purged: set[str], tell: Step) -> None:
    """Add the documents, and the records written by hand."""
    tell("adding the bundled documents")
    for document in documents():
        known = await store.document(str(document.id), [SHARED])
        if (known is None and document.id not in purged) or (known and known.removed_at is None):
            await store.add_document(document, scope=SHARED, by=_BY)
    tell("importing the bundled records")
    await _import_records(store, purged)
    await store.note_fact(_FACT, digest())


def documents() -> list[NewDocument]:
    """Return the bundled documents, as they are added."""
    rows: list[dict[str, Any]] = json.loads((BUNDLED / "documents.json").read_text(encoding="utf-8"))
    return [
        NewDocument(
            row["file"],
            (BUNDLED / row["file"]).read_bytes(),
            title=row["title"],
            author=row.get("author"),
            url=row.get("url"),
            language=row.get("language"),
            note=row.get("note"),
            id=row["id"],
        )
        for row in rows
    ]


def digest() -> str:
    """Return a digest of everything bundled: it changes with any of the files."""
    whole = hashlib.sha256()
    for name in _FILES:
        whole.update((BUNDLED / name).read_bytes())
    for row in json.loads((BUNDLED / "documents.json").read_text(encoding="utf-8")):
        whole.update((BUNDLED / row["file"]).read_bytes())
    return whole.hexdigest()[:16]


def world_digest() -> str:
    """Return a digest of the bundled world."""
    return hashlib.sha256(WORLD.read_bytes()).hexdigest()[:16]


async def _import_records(store: Store, purged: set[str]) -> None:
    # Only here: reading CSV is no part of answering.
    from corpus import records  # noqa: PLC0415

    def read(name: str) -> bytes:
        return (BUNDLED / name).read_bytes()

    rows = records.read_csv(read("partnerships.csv"), name="partnerships.csv").accept("partnerships.csv")
    await store.import_statements(await _not_removed(rows, store, purged), scope=SHARED, by=_BY)
    aliases = records.read_aliases(read("aliases.csv"), name="aliases.csv").accept("aliases.csv")
    await store.import_aliases(aliases, scope=SHARED, by=_BY)
    coverage = records.read_coverage(read("coverage.csv"), name="coverage.csv").accept("coverage.csv")
    await store.import_coverage(coverage, scope=SHARED, by=_BY)


async def _import_world(store: Store, purged: set[str]) -> None:
    """Import what lists of the whole world hold."""
    import lzma  # noqa: PLC0415 - only when a store is set up

    from corpus import records  # noqa: PLC0415

    rows = records.read_csv(lzma.decompress(WORLD.read_bytes()), name=WORLD.name).accept(WORLD.name)
    await store.import_statements(await _not_removed(rows, store, purged), scope=SHARED, by=_BY)


async def _not_removed(rows: Sequence[Statement], store: Store, purged: set[str]) -> list[Statement]:
    """Return the rows but for those that were removed from the store, or purged, since they came."""
    live = {statement.id for statement in await store.statements([SHARED])}
    removed = (set(await store.statement_ids(SHARED)) | purged) - live
    return [row for row in rows if row.id not in removed]
