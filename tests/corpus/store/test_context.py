from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from corpus import layout
from corpus.model import SHARED, NewDocument
from corpus.readers import read
from corpus.store import Store

MINUTES = """Friends of Vellmar

The friends met in May.

Officers

The officers are:

- Maja Orrin, chair
- Ana Ruiz, treasurer
"""


async def test_a_passage_knows_what_stands_above_it(store: Store) -> None:
    await store.add_document(NewDocument("minutes.txt", MINUTES.encode()))
    first, officers = await store.passages(SHARED)
    assert (first.text, first.headings) == ("Friends of Vellmar\n\nThe friends met in May.", 1)
    assert first.context == "Friends of Vellmar"
    assert officers.context == "Friends of Vellmar › Officers › The officers are:"
    assert officers.text.startswith("Officers\n\nThe officers are:\n\n- Maja Orrin")
    assert (await store.passage_rows([officers.number]))[officers.number] == officers


async def test_the_title_that_was_given_is_in_the_context(store: Store) -> None:
    await store.add_document(NewDocument("minutes.txt", MINUTES.encode(), title="Vellmar, May 2019"))
    assert (await store.passages(SHARED))[0].context == "Vellmar, May 2019"


def as_by_earlier_rules(folder: Path, *, packed: bool) -> None:
    """Make a state folder as one before passages had their context: a paragraph each, headings in none."""
    with sqlite3.connect(folder / "footbridge.db") as database:
        database.execute("UPDATE facts SET value = '1' WHERE name = 'passages cut by rules'")
        database.execute("UPDATE passages SET rules = 0, lead = NULL, headings = 0")
        database.execute("DELETE FROM passages WHERE headings = 0 AND start_at = 0")
        if not packed:
            database.execute("UPDATE versions SET layout = NULL")
    database.close()


@pytest.mark.parametrize("packed", [True, False])
async def test_documents_of_earlier_rules_are_cut_anew_and_their_text_stays(
    folder: Path, *, packed: bool
) -> None:
    async with await Store.open(folder, write=True) as store:
        await store.add_document(NewDocument("minutes.txt", MINUTES.encode(), id="minutes"))
        await store.add_document(NewDocument("minutes.txt", b"Only one line of it.", id="minutes"))
        await store.add_document(NewDocument("gone.txt", b"It is gone.", id="gone"))
        await store.remove_document("gone", scope=SHARED, by=None)
        before = await store.revision()
        text = await store.text("minutes", 1)
    as_by_earlier_rules(folder, packed=packed)
    async with await Store.open(folder, write=True) as store:
        assert await store.text("minutes", 1) == text
        assert await store.revision() == before + 1
        assert [one.text for one in await store.passages(SHARED)] == ["Only one line of it."]
        assert [one.text for one in await store.passages(SHARED, after_revision=before)] == [
            "Only one line of it."
        ], "an index learns of the new ones"
        await store.restore_document("minutes", scope=SHARED, by=None, version=1)
        await store.restore_document("gone", scope=SHARED, by=None)
        found = [one.text for one in await store.passages(SHARED)]
        assert len(found) == 3
        assert "Friends of Vellmar\n\nThe friends met in May." in found
        again = await store.revision()
    async with await Store.open(folder, write=True) as store:
        assert await store.revision() == again, "once is enough"


async def test_a_text_that_its_file_no_longer_gives_is_cut_as_it_is(folder: Path) -> None:
    async with await Store.open(folder, write=True) as store:
        await store.add_document(NewDocument("minutes.txt", MINUTES.encode(), id="minutes"))
    as_by_earlier_rules(folder, packed=False)
    with sqlite3.connect(folder / "footbridge.db") as database:
        database.execute("UPDATE versions SET text = 'One.\n\nA line\n\nTwo. Three.', original = X'787978'")
    database.close()
    async with await Store.open(folder, write=True) as store:
        found = [one.text for one in await store.passages(SHARED)]
    assert found == ["One.\n\nA line\n\nTwo. Three."]


def test_a_layout_is_read_back_as_it_was_written() -> None:
    canonical = read("minutes.txt", MINUTES.encode()).canonical
    assert layout.unpack(canonical.text, layout.pack(canonical)) == canonical
