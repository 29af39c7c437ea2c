"""Rebuilding: what is used meanwhile, cancelling, failing, and who reads beside."""

from __future__ import annotations

import asyncio
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import StateDamagedError, StateError
from corpus.store import Store
from index import Index, PassageIndex, gather, generation
from index.embedding import Embedder
from index.writing import GenerationWriter
from tests.engines import ALL, BOTH
from tests.index.conftest import add
from tests.index.generations import Counting, cut_file, first_text, used


async def test_one_earlier_generation_is_kept(index: Index, folder: Path) -> None:
    names = [index.generation]
    for _ in range(3):
        assert await index.rebuild()
        names.append(index.generation)
    assert len(set(names)) == 4
    assert generation.names(folder / "index") == [names[-1], names[-2]]
    assert not list((folder / "index").glob(".making-*"))


class Set:
    """A wish to stop that is made when it has been asked after a number of times."""

    def __init__(self, after: int) -> None:
        self._left = after

    def is_set(self) -> bool:
        self._left -= 1
        return self._left < 0


async def test_a_rebuild_of_what_is_embedded_already_can_be_cancelled(
    index: Index, store: Store, folder: Path
) -> None:
    await add(store, "bread", scope="guild:1")
    assert await index.rebuild()
    name = index.generation
    for asked in range(3):  # before what is read, before files are finished, and before they are used
        assert await index.rebuild(None, Set(after=asked)) is False, asked
        assert index.generation == name == generation.current(folder / "index")
        assert not list((folder / "index").glob(".making-*"))
    assert await index.rebuild(None, Set(after=3))
    assert index.generation != name
    assert await index.verify() == []


@pytest.mark.parametrize("event", [asyncio.Event, threading.Event])
async def test_a_cancelled_rebuild_changes_nothing(
    index: Index, store: Store, folder: Path, event: type[asyncio.Event | threading.Event]
) -> None:
    name = index.generation
    await add(store, "bread")  # something to embed, which is when cancelling is looked at
    cancel = event()
    cancel.set()
    assert await index.rebuild(None, cancel) is False
    assert index.generation == name == generation.current(folder / "index")
    assert not list((folder / "index").glob(".making-*"))
    assert await index.verify() == []


@ALL
async def test_progress_counts_to_the_end(index: PassageIndex) -> None:
    told: list[tuple[int, int]] = []
    await index.rebuild(lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == (await index.status()).passages
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@ALL
async def test_progress_moves_while_what_was_read_together_is_embedded(
    index: PassageIndex, store: Store, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Other(Counting):
        fingerprint = "another"

    monkeypatch.setattr(gather, "_BATCH", 4)
    index._embedder = Other(embedder)  # type: ignore[assignment]
    told: list[int] = []
    await index.rebuild(lambda done, _: told.append(done))
    assert set(told) >= set(range(1, (await index.status()).passages + 1))


async def test_a_rebuild_that_fails_leaves_the_old_one(
    index: Index, store: Store, folder: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = index.generation

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(generation, "sync_tree", full)
    with pytest.raises(StateError, match="No space left"):
        await index.rebuild()
    assert index.generation == name == generation.current(folder / "index")
    assert not list((folder / "index").glob(".making-*"))


@pytest.mark.parametrize(
    ("owner", "step"), [(GenerationWriter, "add"), (GenerationWriter, "close"), (generation, "publish")]
)
async def test_a_step_that_is_cancelled_is_done_before_its_files_are_tidied_away(
    index: Index, store: Store, folder: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch,
    owner: Any, step: str,
) -> None:  # fmt: skip
    real, begun, go_on = getattr(owner, step), threading.Event(), threading.Event()

    def slow(*given: Any, **named: Any) -> Any:
        begun.set()
        assert go_on.wait(60)
        return real(*given, **named)

    monkeypatch.setattr(owner, step, slow)
    rebuilding = asyncio.create_task(index.rebuild())
    await asyncio.to_thread(begun.wait)
    for _ in range(2):
        rebuilding.cancel()
        await asyncio.sleep(0.1)
        assert not rebuilding.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await rebuilding
    assert not list((folder / "index").glob(".making-*"))
    assert generation.damage(folder / "index") is None
    again = await Index.open(store, folder, embedder)
    assert await again.verify() == []
    assert (await again.status()).warnings == ()


async def test_what_was_written_wrongly_is_not_used(
    index: Index, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = index.generation
    monkeypatch.setattr(generation, "sync_tree", lambda place, **_: cut_file(place))
    with pytest.raises(StateDamagedError, match="could not be written rightly"):
        await index.rebuild()
    assert index.generation == name == generation.current(folder / "index")


@BOTH
async def test_a_reader_beside_a_writer_sees_what_was_added(
    index: Index, store: Store, folder: Path, embedder: Embedder
) -> None:
    async with await Store.open(folder, write=False) as reader:
        reading = await Index.open(reader, folder, embedder)
        assert reading.generation == index.generation
        await add(store, "bread")
        await reading.refresh()
        assert "sour" in (await first_text(reading, reader, "What does the bread taste like?"))
        shutil.rmtree(used(folder))
        alone = await Index.open(reader, folder, embedder)  # the writer holds the lock: in memory
        assert alone.generation == ""
        assert "in memory only" in (await alone.status()).warnings[0]
        assert "sour" in (await first_text(alone, reader, "What does the bread taste like?"))
        assert await alone.verify() == []


async def test_a_reader_alone_builds_what_is_missing(folder: Path, embedder: Embedder) -> None:
    async with await Store.open(folder, write=True) as store:
        await add(store, "bread", "choir")
    async with await Store.open(folder, write=False) as reader:
        index = await Index.open(reader, folder, embedder)
        assert index.generation == generation.current(folder / "index")
        assert await index.verify() == []


async def test_another_model_gets_its_own_generation(
    index: Index, store: Store, folder: Path, embedder: Embedder
) -> None:
    class Other(Counting):
        fingerprint = "another"

    first, other = index.generation, Other(embedder)
    second = await Index.open(store, folder, other)  # type: ignore[arg-type]
    assert second.generation != first
    assert other.texts == (await second.status()).units
    back = await Index.open(store, folder, embedder)
    assert back.generation == first
