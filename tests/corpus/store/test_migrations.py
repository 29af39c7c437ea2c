# ruff: noqa: ASYNC240 (a test may block its own loop)

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from corpus.errors import StateDamagedError
from corpus.model import SHARED, NewDocument
from corpus.store import Store, people_tables, schema, state
from corpus.store.migrations import MIGRATIONS, pending


def columns(file: Path) -> dict[str, set[str]]:
    engine = create_engine(f"sqlite:///{file}")
    found = inspect(engine)
    tables = {
        name: {column["name"] for column in found.get_columns(name)} for name in found.get_table_names()
    }
    engine.dispose()
    return tables


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # looks into the file
async def test_the_steps_make_the_tables_that_the_code_uses(store: Store, folder: Path) -> None:
    assert people_tables.questions.metadata is schema.metadata
    expected = {
        name: {column.name for column in table.columns} for name, table in schema.metadata.tables.items()
    }
    assert columns(folder / "footbridge.db") == expected


def test_steps_are_numbered_in_order_and_named_once() -> None:
    assert [step.number for step in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))
    assert len({step.name for step in MIGRATIONS}) == len(MIGRATIONS)


def test_steps_hold_no_engine_s_own_words() -> None:
    for step in MIGRATIONS:
        assert not re.search(r"\b(AUTOINCREMENT|ROWID|BLOB|BYTEA|SERIAL|PRAGMA|STRICT)\b", step.sql)


@pytest.mark.parametrize("write", [True, False])
async def test_the_oldest_data_is_brought_up_to_date_with_all_it_holds(folder: Path, write: bool) -> None:
    folder.mkdir()
    await state.create(folder, MIGRATIONS[:1])
    file = folder / "footbridge.db"
    with sqlite3.connect(file) as database:
        database.execute("INSERT INTO facts VALUES ('kept', 'yes')")
    database.close()
    assert "questions" not in columns(file)
    async with await Store.open(folder, write=write) as store:
        assert await store.fact("kept") == "yes"
    with sqlite3.connect(file) as database:
        applied = database.execute("SELECT number, name, checksum FROM migrations ORDER BY number").fetchall()
    database.close()
    assert applied == [(step.number, step.name, step.checksum) for step in MIGRATIONS]
    async with await Store.open(folder, write=True) as store:
        await store.add_document(NewDocument("one.txt", b"One."))
        assert len(await store.passages(SHARED)) == 1


async def test_what_was_stored_blank_of_a_document_is_nothing_said(folder: Path) -> None:
    folder.mkdir()
    await state.create(folder, MIGRATIONS[:9])
    said = (("blank", " ", "   ", ""), ("full", "A. Rao", "https://a.example", "en"))
    with sqlite3.connect(folder / "footbridge.db") as database:
        for name, *values in said:
            database.execute("INSERT INTO documents VALUES (?, 'shared', 1, NULL, NULL, NULL)", (name,))
            database.execute(
                "INSERT INTO versions (document, version, name, title, author, url, language, sha256, "
                "text_sha256, key, characters, passages, added_at, text, original) "
                "VALUES (?, 1, 'a.txt', 'A', ?, ?, ?, '', '', '', 1, 0, '2024-01-01', 'A', x'41')",
                (name, *values),
            )
    database.close()
    async with await Store.open(folder, write=True) as store:
        found = {one.id: (one.author, one.url, one.language) for one in await store.documents([SHARED])}
    assert found == {"blank": (None, None, None), "full": ("A. Rao", "https://a.example", "en")}


async def test_a_step_that_fails_leaves_the_data_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    await state.create(folder, MIGRATIONS[:1])
    before = columns(folder / "footbridge.db")
    broken = (
        *MIGRATIONS,
        type(MIGRATIONS[0])(len(MIGRATIONS) + 1, "broken", "CREATE TABLE x (y);\nNONSENSE"),
    )
    monkeypatch.setattr(state.upgrade, "__defaults__", (broken,))
    with pytest.raises(Exception, match="NONSENSE"):
        await Store.open(folder, write=True)
    assert columns(folder / "footbridge.db") == before


def test_a_step_of_another_making_is_refused() -> None:
    applied = [(step.number, step.name, step.checksum) for step in MIGRATIONS]
    assert pending(applied) == []
    assert pending(applied[:1]) == list(MIGRATIONS[1:])
    with pytest.raises(StateDamagedError, match="differs"):
        pending([(1, "corpus", "another")])
