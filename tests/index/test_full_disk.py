"""Without room for a new index, whichever of its files that is noticed at, the one in use stays."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StateError
from corpus.model import NewDocument
from corpus.store import Store
from index import Index, rebuilding
from index.durable import reserve
from index.embedding import Embedder
from index.gather import live_passages
from index.units import text_hash, units
from tests.disks import small_disk

TEXT = "\n\n".join(
    f"Town number {7 * n} has a harbour for ships. It was built by {n} people. They sang {3 * n} songs."
    for n in range(700)
)
SIZES = [60, 1_000, 3_700, 4_300, 5_016, 5_500]
"""Kilobytes: without room for words, for vectors (3,200), for one or another of FAISS's files, for the end
of one alone, for what is beside them."""


@pytest.fixture
async def large(store: Store, embedder: Embedder) -> Store:
    """Return a store with passages that are too many to be kept with others, and their embeddings, drawn."""
    await store.add_document(NewDocument("towns.txt", TEXT.encode()))
    drawn, rows = np.random.default_rng(0), dict[bytes, bytes]()
    async for passages in live_passages(store):
        for text in (text for passage in passages for text in units(passage).all):
            rows[text_hash(text)] = drawn.normal(size=embedder.dimensions).astype("<f2").tobytes()
    await store.put_embeddings(embedder.fingerprint, rows)
    return store


@pytest.mark.parametrize("apart", [True, False], ids=["apart", "here"])
async def test_an_index_for_which_there_is_no_room_is_not_begun_with(
    large: Store, tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch, apart: bool
) -> None:
    """First by a process of its own, which alone would be ended by a write to memory without a disk."""
    monkeypatch.setattr(rebuilding, "MANY", 0 if apart else 5_000)
    for size in SIZES:
        with small_disk(tmp_path / str(size), size) as disk:
            index = Index(large, disk / "index", embedder)
            with pytest.raises(StateError, match=r"\(No space left on device\)\. It is as it was\."):
                await index.rebuild()
            assert list((disk / "index").iterdir()) == []


async def test_clusters_that_are_merged_find_no_room(
    large: Store, tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FAISS writes what is merged to a file as memory."""
    (tmp_path / "sitecustomize.py").write_text(
        "import index.held\nindex.held.FLAT_LIMIT = index.held._AT_ONCE = 500\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(rebuilding, "MANY", 0)
    for size in range(3_600, 5_200, 200):
        with small_disk(tmp_path / str(size), size) as disk, pytest.raises(StateError, match="No space left"):
            await Index(large, disk / "index", embedder).rebuild()
    with small_disk(tmp_path / "enough", 8_000) as disk:
        index = Index(large, disk / "index", embedder)
        assert await index.rebuild()
        assert list(disk.rglob("*.lists"))
        assert await index.verify() == []


async def test_without_room_it_is_searched_in_memory(
    large: Store, tmp_path: Path, embedder: Embedder
) -> None:
    with small_disk(tmp_path / "small", 4_300) as disk:
        index = await Index.open(large, disk, embedder)
        assert "in memory only" in (await index.status()).warnings[0]
        assert (await index.search("Which town has a harbour?", ["shared"])).hits


def test_what_is_reserved_has_its_room(tmp_path: Path) -> None:
    for size in (0, 1, 3_000_000):
        reserve(tmp_path / "file", size)
        found = (tmp_path / "file").stat()
        assert found.st_size == size <= 512 * found.st_blocks
    with small_disk(tmp_path / "small", 100) as disk, pytest.raises(OSError, match=os.strerror(28)):
        reserve(disk / "file", 200_000)
