"""A generation that is built by a process of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from pathlib import Path

import pytest

from corpus.errors import StateError
from corpus.store import Store
from index import Index, apart, generation, rebuilding, together
from index.apart import EndedError
from index.embedding import Embedder
from tests.engines import BOTH
from tests.index.conftest import TEXTS, add
from tests.index.generations import first_text

SCOPES = ("shared", "guild:1", "guild:2")


@pytest.fixture(autouse=True)
def always_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "MANY", 0)


def workers() -> list[int]:
    """Return the processes that build for this one."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return [int(pid) for pid in children if b"index.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]


async def worker() -> int:
    """Return the process that builds, once it is there."""
    for _ in range(200):
        if found := workers():
            return found[0]
        await asyncio.sleep(0.05)
    raise AssertionError("no process builds")


@BOTH
async def test_it_holds_what_one_of_this_process_holds(
    store: Store, folder: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, scope in enumerate(SCOPES, start=1):
        await add(store, *sorted(TEXTS)[:number], scope=scope)
    index = await Index.open(store, folder, embedder)  # nothing is embedded: this process does that
    told: list[int] = []
    assert await index.rebuild(lambda done, _: told.append(done))
    assert told == sorted(told)
    assert told[-1] == (await index.status()).passages
    assert await index.verify() == []
    before = {scope: await index.search("A bell in the harbour", [scope]) for scope in SCOPES}
    name = index.generation
    monkeypatch.setattr(rebuilding, "MANY", 1_000)
    await index.rebuild()
    assert index.generation != name
    for scope, found in before.items():
        again = await index.search("A bell in the harbour", [scope])
        assert [(hit.number, hit.score) for hit in again.hits] == [
            (hit.number, hit.score) for hit in found.hits
        ]


async def test_large_partitions_are_built_there_as_well(
    store: Store, folder: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Told by the environment: a process of its own is not changed by what a test changes in this one."""
    (tmp_path / "sitecustomize.py").write_text("import index.together\nindex.together.MOST_ROWS = 0\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    await add(store, *sorted(TEXTS))
    index = await Index.open(store, folder, embedder)
    await index.rebuild()
    place = folder / "index" / index.generation
    assert (place / "shared%20passage" / "passage.faiss").exists()
    assert await index.verify() == []
    assert "sour" in await first_text(index, store, "What does the bread taste like?")
    assert together.MOST_ROWS > 0


async def test_it_takes_no_module_from_the_folder_it_is_started_in_and_no_token(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('a stranger')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    rebuilding_it = asyncio.create_task(index.rebuild())
    given = Path(f"/proc/{await worker()}/environ").read_bytes()  # noqa: ASYNC240
    assert await rebuilding_it
    assert b"PYTHONPATH" in given and b"secret" not in given


@pytest.mark.parametrize("stop", [asyncio.Event, threading.Event])
async def test_it_is_ended_when_the_rebuild_is_cancelled(
    index: Index, folder: Path, stop: type[asyncio.Event | threading.Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_LOOK", 0.01)
    name, cancel = index.generation, stop()
    rebuilding_it = asyncio.create_task(index.rebuild(None, cancel))
    await worker()
    cancel.set()
    assert await rebuilding_it is False
    assert workers() == []
    assert index.generation == name == generation.current(folder / "index")
    assert not list((folder / "index").glob(".making-*"))


async def test_when_it_is_killed_the_index_is_as_it_was(index: Index, store: Store, folder: Path) -> None:
    await add(store, "bread")
    name = index.generation
    rebuilding_it = asyncio.create_task(index.rebuild())
    os.kill(await worker(), signal.SIGKILL)
    with pytest.raises(EndedError, match=r"ended \(signal 9\)\. The index is as it was\.") as told:
        await rebuilding_it
    assert told.value.exit_code == 3
    assert index.generation == name == generation.current(folder / "index")
    assert not list((folder / "index").glob(".making-*"))
    assert await index.rebuild()
    assert await index.verify() == []


async def test_what_it_cannot_do_is_told_in_a_sentence(
    index: Index, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    real = generation.new_folder

    def taken(place: Path) -> Path:
        folder = real(place)
        (folder / generation.TOGETHER).write_text("in the way")
        return folder

    monkeypatch.setattr(generation, "new_folder", taken)
    with pytest.raises(StateError, match="could not be written"):
        await index.rebuild()
    shown = capfd.readouterr()
    assert "Traceback" not in shown.out + shown.err
