"""A document's id is no record's, in whatever scope, whichever was there first, and through an export too."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import RefusedError
from corpus.model import SHARED, NewDocument, Place, Statement
from corpus.records import build
from corpus.store import Store, archive, documents, merging, unarchive

LINZ, VEJLE = Place("Linz", None, "Austria"), Place("Vejle", None, "Denmark")
TEXT = b"The statutes of the association were agreed on in the town hall of Linz."


def record(identity: str) -> Statement:
    return build(identity, LINZ, VEJLE, source_title="City list")


async def add(store: Store, identity: str | None, *, name: str = "statutes.txt", scope: str = SHARED) -> str:
    ready = documents.prepare(NewDocument(name, TEXT, id=identity))
    added = await store.change(documents.add, ready, scope=scope, by=None)
    return added.document.id


@pytest.mark.parametrize("scope", [SHARED, "guild:1"])
async def test_a_record_does_not_take_the_place_of_a_document(store: Store, scope: str) -> None:
    await add(store, "statutes")
    for _ in ("there", "removed"):
        with pytest.raises(RefusedError, match="is a document's id"):
            await store.import_statements([record("statutes")], scope=scope, by=None)
        found = await store.document("statutes", (SHARED,))
        if found is not None and found.removed_at is None:
            await store.remove_document("statutes", scope=SHARED, by=None)
    assert await store.statements((scope,)) == []


async def test_a_document_does_not_take_the_place_of_a_record(store: Store) -> None:
    await store.import_statements([record("statutes")], scope="guild:1", by=None)
    with pytest.raises(RefusedError, match="is the id of a record"):
        await add(store, "statutes")
    assert await add(store, None) == "statutes-2"  # a name that nobody chose gives way
    assert await store.statement_ids("guild:1") == ["statutes"]


async def test_an_export_does_not_bring_two_things_of_one_id_together(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, kind in ((one, "document"), (other, "record")):
        async with await Store.open(folder, write=True) as store:
            if kind == "document":
                await add(store, "statutes")
            else:
                await store.import_statements([record("statutes")], scope=SHARED, by=None)
            await archive.export(folder, tmp_path / f"{kind}.zip")
    for folder, kind in ((one, "record"), (other, "document")):
        read = unarchive.read(tmp_path / f"{kind}.zip")
        async with await Store.open(folder, write=True) as store:
            with pytest.raises(RefusedError, match=r"[Nn]othing was imported"):
                await store.change(merging.merge, read, by=None)
