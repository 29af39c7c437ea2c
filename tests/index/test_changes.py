"""What is added and removed between rebuilds: when a new generation is worth it, and what is searched."""

from __future__ import annotations

import asyncio
from pathlib import Path
from unittest.mock import AsyncMock

import pytest

from corpus.errors import StateError
from corpus.store import Store
from index import Index, PassageIndex, generation, live
from index.embedding import Embedder
from tests.engines import ALL, BOTH
from tests.index.conftest import add, opened
from tests.index.generations import first_text


def renew_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a few changes worth a new generation."""
    monkeypatch.setattr(live, "_MOST_CHANGES", 3)
    monkeypatch.setattr(live, "_SHARE_OF_CHANGES", 0)


@BOTH
async def test_many_changes_make_a_new_generation(
    index: Index, store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renew_soon(monkeypatch)
    name = index.generation
    await add(store, "bread")
    await index.refresh()
    assert index.generation == name, "nobody waits for it"
    await index.settle()
    assert index.generation != name
    assert (await index.status()).changed == 0
    assert await index.verify() == []


@ALL
async def test_what_is_added_while_a_generation_is_built_is_searched_at_once_and_afterwards(
    index: PassageIndex, store: Store, folder: Path
) -> None:
    """Both building and adding go on: the one does not wait for the other."""
    name, began, go_on = index.generation, asyncio.Event(), asyncio.Event()

    async def approve(_: PassageIndex) -> bool:
        began.set()
        await go_on.wait()
        return True

    building = asyncio.create_task(index.rebuild(approve=approve))
    await began.wait()
    await add(store, "bread")
    await store.remove_document("choir-shared", scope="shared", by=None)
    await index.refresh()
    assert index.generation == name
    assert "sour" in await first_text(index, store, "What does the bread taste like?")
    go_on.set()
    assert await building
    assert index.generation != name
    assert "sour" in await first_text(index, store, "What does the bread taste like?")
    assert index.revision == await store.revision()
    assert await index.verify() == []


async def test_closing_gives_up_what_is_being_built(
    index: Index, store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    renew_soon(monkeypatch)
    name = index.generation
    await add(store, "bread")
    await index.refresh()
    await index.close()
    assert index.generation == name == generation.current(folder / "index")
    assert not list((folder / "index").glob(".making-*"))


async def test_what_a_generation_does_not_hold_at_all_counts_as_changed(
    index: Index, store: Store, folder: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, before = index.generation, (await index.status()).units
    await add(store, "bread", scope="guild:1")
    await index.refresh()
    assert (await index.status()).changed == (await index.status()).units - before > 0
    again = await Index.open(store, folder, embedder)
    assert (await again.status()).changed == (await index.status()).changed
    renew_soon(monkeypatch)
    await again.refresh()
    await again.settle()
    assert again.generation != name
    assert (await again.status()).changed == 0


async def test_small_changes_of_a_new_scope_are_joined_to_one_part(
    index: Index, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "_MOST_PARTITIONS", 2)
    for name in ("harbour", "boats", "choir", "bread"):
        await add(store, name, scope="guild:1")
        await index.refresh()
    (partitions,) = (
        partitions for pkey, partitions in index._state.partitions.items() if pkey.scope == "guild:1"
    )
    assert [partition.gone for partition in partitions] == [0]
    assert (await index.status()).changed == sum(partition.units for partition in partitions)
    assert await index.verify() == []


async def test_many_small_changes_are_joined(
    index: Index, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "_MOST_PARTITIONS", 3)
    for _ in range(6):
        await add(store, "bread")
        await index.refresh()
        await store.remove_document("bread-shared", scope="shared", by=None)
        await index.refresh()
    assert max(len(partitions) for partitions in index._state.partitions.values()) <= 5
    assert await index.verify() == []


async def test_without_room_for_the_index_it_is_said_that_the_change_is_kept(
    index: Index, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(store, "bread")
    full = AsyncMock(side_effect=StateError("x could not be written. Nothing was changed. Make room."))
    with monkeypatch.context() as patched:
        patched.setattr(store, "put_embeddings", full)
        with pytest.raises(StateError, match=r"is kept.*Make room") as told:
            await index.refresh()
    assert "Nothing was changed" not in str(told.value)
    await index.refresh()
    assert await index.verify() == []


@ALL
async def test_an_empty_corpus_can_be_searched(store: Store, folder: Path, embedder: Embedder) -> None:
    async with opened(store, folder, embedder) as index:
        assert (await index.search("Anything?", ["shared"])).hits == ()
        assert await index.verify() == []
        await add(store, "bread")
        await index.refresh()
        assert len((await index.search("Anything?", ["shared"])).hits) == 1
