"""Each change raises the revision of the scope that it changes, and of no other."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from corpus.model import SHARED, Alias, Coverage, NewDocument, Place
from corpus.records import build
from corpus.store import Store, purge, state
from corpus.store.editing import edit
from corpus.store.migrations import MIGRATIONS

GUILD = "guild:1"
PARIS, OSLO = Place("Paris", None, "France"), Place("Oslo", None, "Norway")
Change = Callable[[Store], Awaitable[object]]


async def document(store: Store, name: str = "a", **more: str) -> None:
    text = f"The bell of {name} is of bronze."
    await store.add_document(NewDocument(f"{name}.txt", text.encode(), id=name, **more), scope=GUILD)


async def record(store: Store, source: str = "Town") -> None:
    row = build("P1", PARIS, OSLO, source_title="Town", note=source)
    await store.import_statements([row], scope=GUILD, by=None)


CHANGES: dict[str, Change] = {
    "add": lambda store: document(store, "new"),
    "add a version": lambda store: store.add_document(NewDocument("a.txt", b"Another.", id="a"), scope=GUILD),
    "replace": lambda store: document(store, "new", replaces="a"),
    "remove": lambda store: store.remove_document("a", scope=GUILD, by=None),
    "restore": lambda store: store.restore_document("gone", scope=GUILD, by=None),
    "edit": lambda store: store.change(edit, "a", {"title": "B"}, scope=GUILD, by=None),
    "purge a document": lambda store: store.change(purge.purge_document, "a", scope=GUILD, by=None),
    "purge": lambda store: store.purge(GUILD),
    "import": lambda store: record(store, "Another"),
    "remove a record": lambda store: store.remove_statement("P1", scope=GUILD, by=None),
    "purge a record": lambda store: store.change(purge.purge_statement, "P1", scope=GUILD, by=None),
    "aliases": lambda store: store.import_aliases(
        [Alias("Lutetia", "Paris", None, "France", "former")], scope=GUILD, by=None
    ),
    "coverage": lambda store: store.import_coverage(
        [Coverage(PARIS, True, None, "Town", None, None)], scope=GUILD, by=None
    ),
}


@pytest.mark.parametrize("name", CHANGES)
async def test_a_change_raises_the_revision_of_its_scope_alone(store: Store, name: str) -> None:
    await store.add_document(NewDocument("shared.txt", b"Shared with all."))
    for one in ("a", "gone"):
        await document(store, one)
    await store.remove_document("gone", scope=GUILD, by=None)
    await record(store)
    before, shared = await store.revision(), await store.revision_of([SHARED])
    assert await store.revision_of([GUILD]) == before > shared
    await CHANGES[name](store)
    assert await store.revision_of([GUILD]) == await store.revision() > before
    assert await store.revision_of([SHARED, "guild:2"]) == shared
    assert await store.revision_of([SHARED, GUILD]) == await store.revision()
    assert await store.changed(before) == [GUILD]
    assert await store.changed(await store.revision()) == []


async def test_a_database_of_before_takes_every_scope_for_changed(tmp_path: Path) -> None:
    await state.create(tmp_path, MIGRATIONS[:5])
    database = sqlite3.connect(tmp_path / "footbridge.db")
    database.execute("INSERT INTO documents (id, scope, version) VALUES ('a', 'guild:1', 1)")
    database.execute("UPDATE counters SET value = 7 WHERE name = 'revision'")
    database.commit()
    database.close()
    async with await Store.open(tmp_path, write=True) as store:
        assert await store.revision_of([GUILD]) == 7
        assert await store.changed(6) == [GUILD]
