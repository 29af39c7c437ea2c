"""An index that cannot be written is said to be that for the reason that it has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import StateError
from corpus.store import Store
from index import Index, generation
from index.embedding import Embedder
from tests.disks import small_disk
from tests.index.conftest import add, opened


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """Give a disk on which a file may be put; `fill` leaves no byte of it."""
    with small_disk(tmp_path / "full", 3_000) as disk:
        yield disk


def fill(disk: Path) -> None:
    with pytest.raises(OSError, match="No space"), (disk / "ballast").open("wb", buffering=0) as file:
        while True:
            assert file.write(bytes(4096))


async def test_a_reader_without_room_is_told_of_room(full: Path, embedder: Embedder) -> None:
    state = full / "state"
    async with await Store.open(state, write=True) as store:
        await add(store, "harbour")
    async with await Store.open(state, write=False) as store:
        fill(full)
        async with opened(store, state, embedder) as index:
            assert (await index.search("When was the harbour dredged?", ["shared"])).hits
            (warning,) = (await index.status()).warnings
    assert "no room left" in warning and "Make room" in warning and "process" not in warning
    assert not (state / "write.owner.json").exists()


async def test_a_file_in_the_way_is_named(store: Store, folder: Path, embedder: Embedder) -> None:
    await add(store, "harbour")
    (folder / "index").write_text("in the way")
    index = Index(store, folder / "index", embedder)
    with pytest.raises(StateError, match="Remove or rename") as told:
        await index.rebuild()
    assert str(folder / "index") in str(told.value) and "Make room" not in str(told.value)
    assert (folder / "index").read_text() == "in the way"


async def test_what_an_ended_builder_left_goes_when_the_index_is_opened(
    index: Index, store: Store, folder: Path, embedder: Embedder
) -> None:
    left = generation.new_folder(folder / "index")
    async with opened(store, folder, embedder):
        assert not left.exists()
