from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StateDamagedError, StateError
from corpus.records import read_csv
from corpus.store import Store
from index import Index, gather, generation, held, live, together
from index.embedding import Embedder
from index.terms import stem
from index.units import text_hash
from index.words import key
from tests.engines import BOTH
from tests.index.conftest import add


class Counting:
    """The real model, counting what it is asked to embed."""

    def __init__(self, model: Embedder) -> None:
        self._model = model
        self.texts = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._model, name)

    def embed(self, texts: list[str]) -> object:
        self.texts += len(texts)
        return self._model.embed(texts)

    def embed_with_tokens(self, texts: list[str]) -> object:
        self.texts += len(texts)
        return self._model.embed_with_tokens(texts)


def used(folder: Path) -> Path:
    name = generation.current(folder / "index")
    assert name
    return folder / "index" / name


def largest(place: Path, *patterns: str) -> Path:
    """Return the largest file of the first pattern that there is: apart, or together."""
    found = next(paths for pattern in patterns if (paths := list(place.rglob(pattern))))
    return max(found, key=lambda path: path.stat().st_size)


@pytest.fixture(params=["together", "apart"])
def layout(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Keep partitions together, as small ones are, or apart, as large ones are."""
    if request.param == "apart":
        monkeypatch.setattr(together, "MOST_ROWS", 0)
        monkeypatch.setattr(held, "SCORED_AT_ONCE", 0)
    return str(request.param)


def delete_all(place: Path) -> None:
    shutil.rmtree(place)


def delete_file(place: Path) -> None:
    largest(place, "passage.faiss", "passage").unlink()


def delete_manifest(place: Path) -> None:
    (place / "manifest.json").unlink()


def cut_file(place: Path) -> None:
    path = largest(place, "*.faiss", "sentence")
    path.write_bytes(path.read_bytes()[:-1])


def flip_vectors(place: Path) -> None:
    flip(largest(place, "sentence.faiss", "sentence"))


def flip_words(place: Path) -> None:
    flip(largest(place, "*.store", "counts.npz", "keys"))


def flip_manifest(place: Path) -> None:
    path = place / "manifest.json"
    path.write_text(path.read_text().replace('"passages"', '"passagez"', 1))


def swap_file(place: Path) -> None:
    one, other = largest(place, "passage.npz", "passage"), largest(place, "sentence.npz", "sentence")
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)


def cut_words(place: Path) -> None:
    for path in place.rglob("tantivy") if any(place.rglob("tantivy")) else place.rglob("times"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def foreign_manifest(place: Path) -> None:
    path = place / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"generation": "g00000001-00000000"}))


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


DAMAGES = (
    delete_all, delete_file, delete_manifest, cut_file, flip_vectors, flip_words, flip_manifest, swap_file,
    cut_words, foreign_manifest,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_damaged_generation_is_set_aside_and_built_again_without_embedding(
    layout: str, index: Index, store: Store, folder: Path, embedder: Embedder, damage: Callable[[Path], None]
) -> None:
    before = (await index.search("When was the harbour dredged?", ["shared"])).hits
    damaged = used(folder)
    damage(damaged)
    counting = Counting(embedder)
    again = await Index.open(store, folder, counting)  # type: ignore[arg-type]
    assert counting.texts == 0
    assert used(folder) != damaged
    assert (await again.search("When was the harbour dredged?", ["shared"])).hits == before
    assert await again.verify() == []
    if damage is not delete_all:
        assert not damaged.exists()
        assert len(list((folder / "index").glob("*.damaged-*"))) == 1
        assert "takes its place" in again.status().warnings[0]


@pytest.mark.parametrize("content", [None, b"", b"../../elsewhere", b"g99999999-00000000", b"\xff\xfe\x00"])
async def test_a_pointer_that_points_nowhere_is_mended(
    index: Index, store: Store, folder: Path, embedder: Embedder, content: bytes | None
) -> None:
    name = index.generation
    pointer = folder / "index" / "CURRENT"
    if content is None:
        pointer.unlink()
    else:
        pointer.write_bytes(content)
    again = await Index.open(store, folder, embedder)
    assert again.generation == name == generation.current(folder / "index")


async def test_a_generation_of_another_store_is_noticed(
    index: Index, store: Store, folder: Path, embedder: Embedder
) -> None:
    """Swapped for one with a right manifest: verification compares it with the database."""
    await store.remove_document("boats-shared", scope="shared", by=None)
    stale = index._state
    index._state = live.replace(stale, revision=await store.revision())
    assert any("indexed but not live" in line for line in await index.verify())
    index._state = stale
    assert await index.verify() == []


@pytest.mark.parametrize("asked", ["scopes", "passages", "statements", "embeddings"])
@BOTH
async def test_verify_finds_no_damage_while_the_corpus_changes(
    index: Index, store: Store, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """Whatever of the store verification reads next, somebody adds and removes just before."""
    verify, ask = live.verify, getattr(store, asked)
    row = "Lyon,France,Oslo,Norway,Hall\n"
    header = "city_a,country_a,city_b,country_b,source_title,note\n"

    async def records(note: str) -> None:
        rows = read_csv(f"{header}{row.strip()},{note}\n".encode(), name="x.csv").rows
        await store.import_statements(rows, scope="shared", by=None)

    async def changing(*arguments: object, **named: object) -> object:
        monkeypatch.setattr(store, asked, ask)
        await add(store, "bread")
        await add(store, "bread", scope="guild:2")
        await store.remove_document("boats-shared", scope="shared", by=None)
        await store.restore_document("choir-shared", scope="shared", by=None)
        await records("It began with a letter.")
        return await ask(*arguments, **named)

    async def verify_then(*arguments: object) -> list[str]:
        monkeypatch.setattr(store, asked, changing)
        return await verify(*arguments)  # type: ignore[arg-type]

    await records("")
    await store.remove_document("choir-shared", scope="shared", by=None)
    await index.refresh()
    monkeypatch.setattr(live, "verify", verify_then)
    assert await index.verify() == []
    assert getattr(store, asked) == ask, "nothing has changed meanwhile"


async def test_verify_finds_no_damage_while_a_scope_is_purged(
    index: Index, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = live.verify

    async def purge_first(*arguments: object) -> list[str]:
        await store.purge("guild:1")
        return await verify(*arguments)  # type: ignore[arg-type]

    await add(store, "bread", scope="guild:1")
    monkeypatch.setattr(live, "verify", purge_first)
    assert await index.verify() == []


async def test_verify_notices_a_text_that_is_missing(index: Index, store: Store, folder: Path) -> None:
    database = sqlite3.connect(folder / "footbridge.db")
    database.execute("DELETE FROM versions WHERE document = 'boats-shared'")
    database.commit()
    database.close()
    assert any("is not what boats-shared says there" in line for line in await index.verify())


async def test_verify_notices_vectors_that_are_not_their_texts(
    index: Index, store: Store, folder: Path
) -> None:
    assert await index.verify() == []
    flip(largest(used(folder), "passage"))
    assert any("has been changed" in line for line in await index.verify())


async def test_verify_compares_vectors_with_the_database(
    index: Index, store: Store, embedder: Embedder, folder: Path
) -> None:
    from index.partition import Live, Partition

    (pkey, (first,)) = next(iter(index._state.partitions.items()))
    passages = await store.passages("shared")
    from index.gather import vectors_of

    vectors = (await vectors_of(passages, store, embedder))[::-1].copy()
    swapped = Partition.build(passages, vectors)
    index._state = live.replace(index._state, partitions={pkey: (Live.of(swapped),)})
    assert len(first.partition.numbers) == len(passages)
    assert any("is not its text's" in line for line in await index.verify())


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


async def test_progress_counts_to_the_end(index: Index) -> None:
    told: list[tuple[int, int]] = []
    await index.rebuild(lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == index.status().passages
    assert [done for done, _ in told] == sorted(done for done, _ in told)


async def test_progress_moves_while_what_was_read_together_is_embedded(
    index: Index, store: Store, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Other(Counting):
        fingerprint = "another"

    monkeypatch.setattr(gather, "_BATCH", 4)
    index._embedder = Other(embedder)  # type: ignore[assignment]
    told: list[int] = []
    await index.rebuild(lambda done, _: told.append(done))
    assert set(told) == set(range(1, index.status().passages + 1))


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
        assert "in memory only" in alone.status().warnings[0]
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
    assert other.texts == second.status().units
    back = await Index.open(store, folder, embedder)
    assert back.generation == first


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
    assert index.status().changed == 0
    assert await index.verify() == []


@BOTH
async def test_what_is_added_while_a_generation_is_built_is_searched_at_once_and_afterwards(
    index: Index, store: Store, folder: Path
) -> None:
    """Both building and adding go on: the one does not wait for the other."""
    name, began, go_on = index.generation, asyncio.Event(), asyncio.Event()

    async def approve(_: Index) -> bool:
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
    name, before = index.generation, index.status().units
    await add(store, "bread", scope="guild:1")
    await index.refresh()
    assert index.status().changed == index.status().units - before > 0
    again = await Index.open(store, folder, embedder)
    assert again.status().changed == index.status().changed
    renew_soon(monkeypatch)
    await again.refresh()
    await again.settle()
    assert again.generation != name
    assert again.status().changed == 0


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
    assert index.status().changed == sum(partition.units for partition in partitions)
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


async def test_an_empty_corpus_can_be_searched(store: Store, folder: Path, embedder: Embedder) -> None:
    index = await Index.open(store, folder, embedder)
    assert (await index.search("Anything?", ["shared"])).hits == ()
    assert await index.verify() == []
    await add(store, "bread")
    await index.refresh()
    assert len((await index.search("Anything?", ["shared"])).hits) == 1


def holding(folder: Path, scope: str, word: str) -> list[str]:
    """Return the generations that name a scope, or hold the term of a word."""
    term, found = np.array([key(stem(word))], "<u4").tobytes(), set()
    for path in (folder / "index").rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if scope.encode() in data or (path.name == "keys" and term in data):
            found.add(path.relative_to(folder / "index").parts[0])
    return sorted(found)


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
    assert list(index.status().scopes) == ["shared"]
    assert await index.verify() == []
    name = index.generation
    await index.refresh()
    assert index.generation == name


@BOTH
async def test_a_scope_that_is_purged_and_filled_again_is_searched_as_it_is_now(
    index: Index, store: Store, folder: Path, embedder: Embedder
) -> None:
    await add(store, "bread", scope="guild:1")
    await index.rebuild()
    async with await Store.open(folder, write=False) as reader:
        reading = await Index.open(reader, folder, embedder)
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


async def first_text(index: Index, store: Store, question: str) -> str:
    found = await index.search(question, ["shared"])
    number = found.hits[0].number
    return (await store.passage_rows([number]))[number].text
