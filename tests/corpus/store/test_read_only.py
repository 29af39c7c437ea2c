"""A folder that cannot be written is no damaged one: what it holds is read, the last commits too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.model import NewDocument
from corpus.store import Store
from tests.command import environment

_READ = (
    "import asyncio, sys, pathlib\n"
    "from corpus.errors import StateError\n"
    "from corpus.store import Store\n"
    "async def main():\n"
    "    async with await Store.open(pathlib.Path(sys.argv[1]), write=False) as store:\n"
    "        print([document.id for document in await store.documents(['shared'])])\n"
    "try:\n"
    "    asyncio.run(main())\n"
    "except StateError as error:\n"
    "    print(type(error).__name__, error)\n"
)


def read(folder: Path) -> str:
    """Read in a process to which file permissions apply."""
    before: list[str] = []
    if os.geteuid() == 0:
        before = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]
        if not shutil.which("setpriv") or subprocess.run([*before, "true"], check=False).returncode:
            pytest.skip("root ignores file permissions, and this machine cannot give that right up (setpriv)")
    done = subprocess.run(
        [*before, sys.executable, "-c", _READ, folder],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    return done.stdout.strip()


@pytest.mark.parametrize("shared_memory", [True, False])
async def test_what_a_killed_process_left_in_the_log_is_read(tmp_path: Path, shared_memory: bool) -> None:
    live, copy = tmp_path / "live", tmp_path / "copy"
    async with await Store.open(live, write=True) as store:
        await store.add_document(NewDocument("one.txt", b"One text."))
        shutil.copytree(live, copy)  # as the files lie there when the process is killed now
    assert (copy / "footbridge.db-wal").stat().st_size
    if not shared_memory:
        (copy / "footbridge.db-shm").unlink()
    for path in copy.iterdir():
        path.chmod(0o444)
    copy.chmod(0o555)
    before = {path.name: path.read_bytes() for path in copy.iterdir()}
    assert read(copy) == "['one']"
    assert {path.name: path.read_bytes() for path in copy.iterdir()} == before


async def test_a_log_that_may_not_be_read_is_no_damage(tmp_path: Path) -> None:
    live, copy = tmp_path / "live", tmp_path / "copy"
    async with await Store.open(live, write=True) as store:
        await store.add_document(NewDocument("one.txt", b"One text."))
        shutil.copytree(live, copy)
    for path in copy.iterdir():
        path.chmod(0o000 if path.name.endswith("-wal") else 0o444)
    copy.chmod(0o555)
    told = read(copy)
    assert told.startswith("StateReadOnlyError") and "right to read" in told and "\n" not in told
