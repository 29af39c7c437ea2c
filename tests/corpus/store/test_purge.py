from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import RefusedError
from corpus.model import SHARED, Alias, NewDocument
from corpus.records import read_csv
from corpus.store import Store
from tests.engines import Engine

HEADER = "city_a,country_a,city_b,country_b,source_title\n"


async def fill(store: Store, scope: str, word: str) -> str:
    added = await store.add_document(
        NewDocument("notes.txt", f"Notes on {word}.\n\nThey are short.".encode()), scope=scope
    )
    rows = read_csv(f"{HEADER}{word},France,Oslo,Norway,Hall\n".encode(), name="x.csv").rows
    await store.import_statements(rows, scope=scope, by=None)
    await store.import_aliases([Alias(word, "Lyon", None, "France", "short")], scope=scope, by=None)
    return added.document.id


async def test_nothing_of_a_purged_scope_is_left(engine: Engine, store: Store, folder: Path) -> None:
    identity = await fill(store, "guild:7", "Xylostadt")
    await fill(store, SHARED, "Yamsburg")
    before = await store.passages(SHARED)
    assert (await store.last_purge(), await store.purged(-1)) == (-1, [])
    revision = await store.purge("guild:7")
    assert revision == await store.revision() == await store.last_purge()
    assert await store.scopes() == [SHARED]
    assert await store.passages(SHARED) == before
    assert await store.stored_passages("guild:7") == []
    assert await store.statement_ids("guild:7") == []
    assert await store.aliases(["guild:7"]) == []
    with pytest.raises(RefusedError):
        await store.text(identity, 1)
    assert await store.problems() == []
    await store.close()
    async with await Store.open(folder, write=True):
        assert engine.holding(folder, "Xylostadt") == []
        assert engine.holding(folder, "Yamsburg")


async def test_what_comes_after_a_purge_has_numbers_of_its_own(store: Store) -> None:
    await fill(store, "guild:7", "Xylostadt")
    numbers = {passage.number for passage in await store.passages("guild:7")}
    revision = await store.purge("guild:7")
    await fill(store, "guild:7", "Yamsburg")
    again = await store.passages("guild:7", after_revision=revision)
    assert again == await store.passages("guild:7")
    assert numbers.isdisjoint(passage.number for passage in again)
    assert await store.purged(revision - 1) == ["guild:7"]
    assert await store.purged(revision) == []


async def test_embeddings_are_deleted_but_for_the_texts_that_are_named(store: Store) -> None:
    await store.put_embeddings("one", {b"x": b"1", b"y": b"2"})
    await store.put_embeddings("other", {b"x": b"3", b"z": b"4"})
    await store.keep_embeddings({b"x"})
    assert await store.embeddings("one", [b"x", b"y"]) == {b"x": b"1"}
    assert await store.embeddings("other", [b"x", b"z"]) == {b"x": b"3"}
