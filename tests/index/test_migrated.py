# ruff: noqa: ASYNC240 (a test may block its own loop)
"""A state folder as it was written before the audit was chained: it opens, answers and verifies."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from corpus.citation_id import citation_id, version_key
from corpus.model import SHARED
from corpus.store import Store, purge, state
from corpus.store.citations import resolve
from corpus.store.editing import edit
from corpus.store.history import verified
from corpus.store.migrations import MIGRATIONS
from index import Index
from index.embedding import Embedder
from tests.raw import holding

OLD, NEW = "The harbour of Oldport was dredged in 1908.", "The harbour of Oldport was dredged in 1911."
WORDS = "Kiel, Germany and Brest, France are sister cities (twin towns) since 1964."


async def written_before(folder: Path) -> None:
    """Write what the code of that time wrote: a document of two versions, a record, their audit."""
    folder.mkdir()
    await state.create(folder, MIGRATIONS[:3])
    at = "2026-01-01T00:00:00Z"
    with closing(sqlite3.connect(folder / "footbridge.db")) as database, database:
        database.execute("INSERT INTO documents VALUES ('harbour', 'shared', 2, NULL, NULL)")
        for number, text in enumerate((OLD, NEW), 1):
            digest, key = hashlib.sha256(text.encode()).hexdigest(), version_key("harbour", text)[:8]
            database.execute(
                "INSERT INTO versions VALUES ('harbour', ?, 'harbour.txt', 'Harbour', 'A. Author', NULL, "
                "'en', NULL, ?, ?, ?, ?, 1, ?, 'terminal', ?, ?)",
                (number, digest, digest, key, len(text), at, text, text.encode()),
            )
            database.execute(
                "INSERT INTO passages VALUES (?, 'passage', 'shared', 'harbour', ?, 0, ?, ?, ?, NULL, ?, ?)",
                (number, number, len(text), text, f"0 {len(text)}", number, 2 if number == 1 else None),
            )
            action = "add" if number == 1 else "update"
            database.execute(
                "INSERT INTO audit VALUES (?, ?, ?, 'terminal', ?, 'shared', 'harbour', ?, 'harbour.txt')",
                (number, number, at, action, number),
            )
        record = version_key("P1", WORDS)[:8]
        database.execute(
            "INSERT INTO statements VALUES ('shared', 'P1', 1, 1, 'Kiel', NULL, 'Germany', NULL, NULL, "
            "'Brest', NULL, 'France', NULL, NULL, 'twin', '1964', NULL, 'active', NULL, 'Hall', NULL, NULL, "
            "NULL, ?, ?, ?, NULL)",
            (WORDS, record, at),
        )
        database.execute(
            "INSERT INTO passages VALUES (3, 'record', 'shared', 'P1', 1, 0, ?, ?, ?, NULL, 3, NULL)",
            (len(WORDS), WORDS, f"0 {len(WORDS)}"),
        )
        for name, value in (("revision", 3), ("passage", 3), ("audit", 2)):
            database.execute("UPDATE counters SET value = ? WHERE name = ?", (value, name))


async def test_it_opens_answers_and_verifies(folder: Path, embedder: Embedder) -> None:
    await written_before(folder)
    async with await Store.open(folder, write=True) as store:
        index = await Index.open(store, folder, embedder)
        assert await index.verify() == [] and await store.problems() == []
        found = await index.search("When was the harbour of Oldport dredged?", [SHARED])
        passages = await store.passage_rows([hit.number for hit in found.hits])
        assert passages[found.hits[0].number].text == NEW
        assert (await verified(store)).problems == ()
        for text, wanted in ((OLD, "superseded"), (NEW, "current")):
            long = citation_id(version_key("harbour", text), 0, len(text))
            short = citation_id(version_key("harbour", text)[:8], 0, len(text))
            for identity in (long, short):
                resolved = await resolve(store, identity, [SHARED])
                assert resolved is not None and resolved.opens
                assert (resolved.quote, resolved.cited.state) == (text, wanted)
        record = await resolve(store, citation_id(version_key("P1", WORDS)[:8], 0, len(WORDS)), [SHARED])
        assert record is not None and record.quote == WORDS


async def test_it_can_be_corrected_and_purged(folder: Path, embedder: Embedder) -> None:
    await written_before(folder)
    async with await Store.open(folder, write=True) as store:
        index = await Index.open(store, folder, embedder)
        document = await store.change(edit, "harbour", {"date": "1911"}, scope=SHARED, by="terminal")
        assert (document.title, document.date) == ("Harbour", "1911")
        await store.change(purge.purge_document, "harbour", scope=SHARED, by="terminal")
        await index.refresh()
        assert await store.scrub()
        assert holding(folder, "Oldport", "dredged", "A. Author") == []
        assert await index.verify() == []
        assert (await verified(store)).problems == ()
