# ruff: noqa: ASYNC240 (a test may block its own loop)

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.model import SHARED, NewDocument
from corpus.store import Store, purge, state
from corpus.store.chain import Chain
from corpus.store.editing import edit
from corpus.store.history import verified
from corpus.store.migrations import MIGRATIONS
from tests.engines import Engine


async def filled(store: Store) -> None:
    await store.add_document(NewDocument("one.txt", b"One text.\n\nAnd more."), by="terminal")
    await store.add_document(NewDocument("one.txt", b"One text.\n\nAnd less."), by="terminal")
    await store.add_document(NewDocument("two.txt", b"Two texts."), scope="guild:7", by="discord:x")
    await store.change(edit, "one", {"title": "A better title"}, scope=SHARED, by="terminal")
    await store.remove_document("one", scope=SHARED, by="terminal")
    await store.restore_document("one", scope=SHARED, by="terminal", version=1)


async def test_each_line_says_what_it_was_and_what_it_became(store: Store) -> None:
    await filled(store)
    events = await store.history("one", [SHARED])
    assert [event.action for event in events] == ["add", "update", "edit", "remove", "restore"]
    assert events[0].before is None and events[0].after is not None
    assert events[1].after is not None
    assert events[1].after["changes"] == "1 paragraph new, 1 gone, 1 unchanged"
    assert (events[2].before, events[2].after) == ({"title": "one"}, {"title": "A better title"})
    assert events[4].before == {"removed": True, "version": 2}
    assert events[4].after == {"removed": False, "version": 1}


async def test_an_audit_as_it_was_written_is_whole_and_stays_so_after_purges(store: Store) -> None:
    await filled(store)
    before = await verified(store)
    assert before.problems == ()
    await store.change(purge.purge_document, "one", scope=SHARED, by="terminal", version=2)
    await store.purge("guild:7")
    await store.change(purge.purge_document, "one", scope=SHARED, by="terminal")
    after = await verified(store)
    assert after.problems == ()
    assert after.lines == before.lines + 3
    assert after.head != before.head


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE audit SET by = 'somebody' WHERE number = 2", "line 2 is not what was written"),
        ("UPDATE audit SET at = '2001-01-01T00:00:00Z' WHERE number = 3", "line 3"),
        ("UPDATE audit SET became = NULL, salt = NULL WHERE number = 4", "line 4 does not hold"),
        ("UPDATE audit SET detail = 'other.txt' WHERE number = 1", "line 1 does not hold"),
        ("DELETE FROM audit WHERE number = 3", "line 3 is missing"),
        ("DELETE FROM audit WHERE number = 6", "the last line is 5, and 6 were written"),
        ("UPDATE audit SET chain = 'x' WHERE number = 2", "line 2"),
    ],
)
async def test_a_line_that_was_changed_or_taken_out_is_named(
    engine: Engine, store: Store, folder: Path, tampering: str, told: str
) -> None:
    await filled(store)
    await store.close()
    engine.run(folder, tampering)
    async with await Store.open(folder, write=False) as again:
        found = await verified(again)
    assert any(told in problem for problem in found.problems), found


async def test_a_purged_line_that_holds_something_again_is_named(
    engine: Engine, store: Store, folder: Path
) -> None:
    await filled(store)
    await store.change(purge.purge_document, "one", scope=SHARED, by="terminal")
    await store.close()
    engine.run(folder, "UPDATE audit SET detail = 'one.txt' WHERE number = 1")
    async with await Store.open(folder, write=False) as again:
        assert (await verified(again)).problems == ("line 1 was purged, and holds something again",)


async def test_lines_from_before_there_was_a_chain_are_sealed_with_their_gaps(folder: Path) -> None:
    folder.mkdir()
    await state.create(folder, MIGRATIONS[:3])
    with closing(sqlite3.connect(folder / "footbridge.db")) as database, database:
        for number in (1, 2, 5):
            database.execute(
                "INSERT INTO audit VALUES (?, ?, '2026-01-01T00:00:00Z', NULL, 'add', 'shared', 'x', 1, '')",
                (number, number),
            )
        database.execute("UPDATE counters SET value = 5 WHERE name = 'audit'")
    async with await Store.open(folder, write=True) as store:
        await store.add_document(NewDocument("one.txt", b"One text."))
        found = await verified(store)
    assert found == Chain(5, found.head, ())
