"""What is deleted for good is in no generation."""

from __future__ import annotations

import shutil
from pathlib import Path

from corpus.store import Store
from index import Index, PassageIndex, generation
from index.embedding import Embedder
from index.units import text_hash
from tests.engines import ALL, BOTH
from tests.index.conftest import add, opened
from tests.index.generations import holding, used


async def stored(store: Store, embedder: Embedder, *texts: str) -> list[bool]:
    keys = [text_hash(text) for text in texts]
    found = await store.embeddings(embedder.fingerprint, keys)
    return [key in found for key in keys]


@BOTH
async def test_nothing_of_a_purged_scope_is_left_in_the_index(
    index: Index, store: Store, folder: Path, embedder: Embedder
) -> None:
    await add(store, "bread", "choir", scope="guild:1")
    await index.rebuild()
    older = index.generation
    await store.remove_document("bread-guild-1", scope="guild:1", by=None)
    await store.remove_document("choir-guild-1", scope="guild:1", by=None)
    await index.rebuild()  # now only the earlier generation holds them
    assert holding(folder, "guild:1", "bread") == [older]
    bread, choir = "Bakers in Oldport bake it on Fridays.", "It was given a silver bell."
    assert await stored(store, embedder, bread, choir) == [True, True]
    await store.purge("guild:1")
    await index.refresh()
    assert older not in generation.names(folder / "index") == [index.generation]
    assert holding(folder, "guild:1", "bread") == []
    assert await stored(store, embedder, bread, choir) == [False, True]  # a shared document says the other
    assert list((await index.status()).scopes) == ["shared"]
    assert await index.verify() == []
    name = index.generation
    await index.refresh()
    assert index.generation == name


@ALL
async def test_a_scope_that_is_purged_and_filled_again_is_searched_as_it_is_now(
    index: PassageIndex, store: Store, folder: Path, embedder: Embedder
) -> None:
    await add(store, "bread", scope="guild:1")
    await index.rebuild()
    async with await Store.open(folder, write=False) as reader, opened(reader, folder, embedder) as reading:
        await store.purge("guild:1")
        await add(store, "boats", scope="guild:1")
        for one in (reading, index):
            await one.refresh()
            found = await one.search("What does the bread taste like?", ["guild:1"])
            assert [hit.number for hit in found.hits] == [p.number for p in await store.passages("guild:1")]
            assert await one.verify() == []


async def test_a_purge_that_was_cut_off_is_finished_at_the_next_opening(
    index: Index, store: Store, folder: Path, embedder: Embedder
) -> None:
    await add(store, "bread", scope="guild:1")
    await index.rebuild()
    await store.purge("guild:1")  # and then the process is killed
    again = await Index.open(store, folder, embedder)
    assert holding(folder, "guild:1", "bread") == []
    assert generation.names(folder / "index") == [again.generation]


async def test_a_generation_from_before_a_purge_is_not_kept_as_the_earlier_one(
    index: Index, store: Store, folder: Path, embedder: Embedder
) -> None:
    await add(store, "bread", scope="guild:1")
    await index.rebuild()
    before = used(folder)
    copy = shutil.copytree(before, folder / "copy")
    await store.purge("guild:1")
    await index.refresh()
    copy.rename(before)  # as if the process had been killed before it was removed
    again = await Index.open(store, folder, embedder)
    assert generation.names(folder / "index") == [again.generation]
