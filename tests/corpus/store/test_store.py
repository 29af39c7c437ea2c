# ruff: noqa: ASYNC220, ASYNC221, ASYNC240 (a test may block its own loop)

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import (
    StateDamagedError,
    StateInUseError,
    StateMissingError,
    StateReadOnlyError,
    StateTooNewError,
)
from corpus.model import SHARED, NewDocument
from corpus.store import Store
from corpus.store.lock import WriteLock

ONE = NewDocument("one.txt", b"Burlington is twinned with Yaroslavl.")


async def filled(folder: Path) -> Path:
    async with await Store.open(folder, write=True) as store:
        await store.add_document(ONE)
    return folder / "footbridge.db"


@pytest.mark.parametrize("name", ["a#b", "a?b", "a%20b", "a b", "a%b&mode=memory"])
async def test_a_state_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name / "state"
    async with await Store.open(folder, write=True) as store:
        await store.note_fact("a", "b")
        assert await store.fact("a") == "b"
    async with await Store.open(folder, write=True) as again, await Store.open(folder, write=False) as reader:
        await again.note_fact("a", "c")
        assert await reader.fact("a") == "c"
    assert [path.name for path in tmp_path.iterdir()] == [name]  # no other database beside it


async def test_reading_goes_on_while_another_writes(store: Store, folder: Path) -> None:
    async with await Store.open(folder, write=False) as reader:
        assert await reader.revision() == 0
        await store.add_document(ONE)
        assert await reader.revision() == 1
        assert len(await reader.passages(SHARED)) == 1


async def test_a_reader_changes_nothing(folder: Path) -> None:
    await filled(folder)
    async with await Store.open(folder, write=False) as store:
        assert not store.writable
        with pytest.raises(StateReadOnlyError, match="reading only"):
            await store.add_document(ONE)
        with pytest.raises(StateReadOnlyError, match="reading only"):
            await store.note_fact("a", "b")


async def test_opening_to_read_does_without_sqlalchemy(folder: Path) -> None:
    await filled(folder)
    program = (
        "import asyncio, sys; from pathlib import Path; from corpus.store import Store\n"
        "async def main():\n"
        "    store = await Store.open(Path(sys.argv[1]), write=False)\n"
        "    assert await store.passages('shared')\n"
        "    await store.close()\n"
        "asyncio.run(main())\n"
        "assert 'sqlalchemy' not in sys.modules and 'markdown_it' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program, folder], check=True, timeout=60)


async def test_facts_and_embeddings_and_the_audit(store: Store) -> None:
    assert await store.fact("bundled") is None
    await store.note_fact("bundled", "1")
    await store.note_fact("bundled", "2")
    assert await store.fact("bundled") == "2"
    vectors = {hashlib.sha256(str(n).encode()).digest(): bytes([n % 256]) * 8 for n in range(1_200)}
    await store.put_embeddings("model", vectors)
    await store.put_embeddings("model", vectors)
    await store.put_embeddings("other", {b"x": b"y"})
    assert await store.embeddings("model", [*vectors, b"unknown"]) == vectors
    assert await store.embeddings("none", list(vectors)) == {}
    assert await store.embeddings("model", []) == {}
    await store.record("rebuild", scope=SHARED, by="me", subject="index", detail="one")
    (event,) = await store.history("index", [SHARED])
    assert (event.revision, event.action, event.detail) == (0, "rebuild", "one")
    assert await store.problems() == []


# A folder that cannot be used


async def test_a_folder_without_data_is_said_to_be_empty(folder: Path) -> None:
    with pytest.raises(StateMissingError):
        await Store.open(folder, write=False)
    assert not folder.exists()
    assert not (folder / "footbridge.db").exists()


@pytest.mark.parametrize("write", [True, False])
async def test_a_lost_database_is_not_made_anew(folder: Path, write: bool) -> None:
    file = await filled(folder)
    (folder / "index").mkdir()
    file.unlink()
    with pytest.raises(StateDamagedError, match="missing"):
        await Store.open(folder, write=write)
    assert not file.exists()


def truncate(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 4096)


def empty(file: Path) -> None:
    os.truncate(file, 0)


def overwrite(file: Path) -> None:
    file.write_bytes(b"not a database" * 1_000)


def garble(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[100:] = os.urandom(len(data) - 100)
    file.write_bytes(data)


def swap(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE passages (number INTEGER)")
    other.close()


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("damage", [truncate, empty, overwrite, garble, swap])
async def test_a_damaged_database_is_said_to_be_and_left(folder: Path, write: bool, damage: object) -> None:
    file = await filled(folder)
    assert callable(damage)
    damage(file)
    before = file.read_bytes()
    with pytest.raises(StateDamagedError) as error:
        await Store.open(folder, write=write)
    assert "\n" not in str(error.value)
    assert "backup" in str(error.value)
    assert file.read_bytes() == before
    # The lock is free again, for whoever repairs it.
    lock = WriteLock(folder)
    lock.acquire()
    lock.release()


@pytest.mark.parametrize("write", [True, False])
async def test_a_later_version_s_data_is_left_alone(folder: Path, write: bool) -> None:
    file = await filled(folder)
    with sqlite3.connect(file) as database:
        database.execute("INSERT INTO migrations VALUES (999, 'times to come', 'x', '2030-01-01T00:00:00Z')")
    database.close()
    with pytest.raises(StateTooNewError, match="times to come"):
        await Store.open(folder, write=write)


async def test_a_folder_that_cannot_be_written_can_be_read(folder: Path) -> None:
    await filled(folder)
    program = (
        "import asyncio, os, secrets, sys; from pathlib import Path\n"
        "import filelock; from corpus.store import Store, writer\n"
        "from corpus.errors import StateReadOnlyError\n"
        "folder = Path(sys.argv[1])\n"
        "os.getuid() == 0 and os.setuid(65534)\n"  # root may write everywhere
        "async def main():\n"
        "    async with await Store.open(folder, write=False) as store:\n"
        "        assert len(await store.passages('shared')) == 1\n"
        "    try:\n"
        "        await Store.open(folder, write=True)\n"
        "    except StateReadOnlyError as error:\n"
        "        assert 'cannot be written' in str(error)\n"
        "    else:\n"
        "        raise AssertionError\n"
        "asyncio.run(main())\n"
    )
    public = Path(shutil.copytree(folder, f"/tmp/{folder.parent.name}-{os.getpid()}"))
    try:
        public.chmod(0o555)
        for file in public.iterdir():
            file.chmod(0o444)
        subprocess.run([sys.executable, "-c", program, public], check=True, timeout=60)
    finally:
        public.chmod(0o755)
        shutil.rmtree(public)


# The lock


async def test_one_process_writes_and_the_other_hears_who(folder: Path) -> None:
    program = (
        "import asyncio, sys; from pathlib import Path; from corpus.store import Store\n"
        "async def main():\n"
        "    async with await Store.open(Path(sys.argv[1]), write=True):\n"
        "        print('open', flush=True); sys.stdin.read()\n"
        "asyncio.run(main())\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        await asyncio.to_thread(other.stdout.readline)
        with pytest.raises(StateInUseError, match=rf"in use by process {other.pid} .* since 20"):
            await Store.open(folder, write=True)
        async with await Store.open(folder, write=False) as reader:
            assert await reader.revision() == 0
        other.kill()  # the lock dies with it
    async with await Store.open(folder, write=True) as store:
        assert await store.revision() == 0


async def test_a_store_that_is_open_here_is_in_use_too(store: Store, folder: Path) -> None:
    with pytest.raises(StateInUseError, match=str(os.getpid())):
        await Store.open(folder, write=True)
    await store.add_document(ONE)
