from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.records import read_csv
from corpus.store import Store
from index import Index, generation, held, live, together
from index.embedding import Embedder
from tests.engines import BOTH
from tests.index.conftest import add
from tests.index.generations import Counting, cut_file, largest, used


@pytest.fixture(params=["together", "apart"])
def layout(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Keep partitions together, as small ones are, or apart, as large ones are."""
    if request.param == "apart":
        monkeypatch.setattr(together, "MOST_ROWS", 0)
        monkeypatch.setattr(held, "FEW", 0)
    return str(request.param)


def delete_all(place: Path) -> None:
    shutil.rmtree(place)


def delete_file(place: Path) -> None:
    largest(place, "passage.faiss", "passage").unlink()


def delete_manifest(place: Path) -> None:
    (place / "manifest.json").unlink()


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
        assert "takes its place" in (await again.status()).warnings[0]


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


async def test_verify_notices_what_no_partition_holds(index: Index) -> None:
    index._state = live.replace(index._state, partitions={})
    assert any("is not in the index" in line for line in await index.verify())


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
