"""A full disk: one line, nothing lost, at the lock too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import StateError
from corpus.model import SHARED, NewDocument
from corpus.store import Store
from tests.disks import small_disk

LONG = "\n\n".join(
    f"Paragraph {n} of a document that is far too long for what is left." for n in range(18_000)
)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a file system of its own with room for 3 MB."""
    with small_disk(tmp_path / "small", 3_072) as folder:
        yield folder


async def test_a_full_disk_loses_nothing(small: Path) -> None:
    async with await Store.open(small / "state", write=True) as store:
        await store.add_document(NewDocument("one.txt", b"One text."))
        with pytest.raises(StateError, match="Make room") as refused:
            await store.add_document(NewDocument("long.txt", LONG.encode()))
        assert "\n" not in str(refused.value)
        assert [document.id for document in await store.documents([SHARED])] == ["one"]
        assert await store.problems() == []
        await store.add_document(NewDocument("two.txt", b"Two texts."))  # there is room for this


async def test_no_room_at_the_lock_is_one_line_and_leaves_it_free(folder: Path) -> None:
    async with await Store.open(folder, write=True) as store:
        await store.add_document(NewDocument("one.txt", b"One text."))
    owner = folder / "write.owner.json"
    owner.symlink_to("/dev/full")  # every write to it fails for want of room
    with pytest.raises(StateError, match="no room left"):
        await Store.open(folder, write=True)
    assert not owner.is_symlink()
    async with await Store.open(folder, write=True) as store:
        assert len(await store.documents([SHARED])) == 1


async def test_a_deletion_whose_traces_cannot_be_cleared_is_kept_and_finished_later(small: Path) -> None:
    from corpus.store import purge, queries

    state = small / "state"
    text = LONG[:60_000] + "\n\nZornwhistle closes it."
    async with await Store.open(state, write=True) as store:
        await store.add_document(NewDocument("one.txt", text.encode()))
        await store.add_document(NewDocument("two.txt", LONG[60_000:160_000].encode()))
        await store.change(purge.purge_document, "one", scope=SHARED, by=None)
        ballast = small / "ballast"
        with pytest.raises(OSError, match="No space"), ballast.open("wb") as file:
            file.write(b"x" * 4_000_000)
            file.flush()
        with pytest.raises(StateError, match="Make room"):
            await store.scrub()
        assert await store.documents([SHARED], removed=True) == []
        ballast.unlink()
        assert await store.scrub()
        assert await store.fact(queries.SCRUB) is None
        assert b"Zornwhistle" not in (state / "footbridge.db").read_bytes()
    with closing(sqlite3.connect(state / "footbridge.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
