"""What another process does to the database while this one has it open for writing."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from corpus.store import Store

_READ = (
    "import asyncio, sys, pathlib\n"
    "from corpus.store import Store\n"
    "async def main():\n"
    "    async with await Store.open(pathlib.Path(sys.argv[1]), write=False) as store:\n"
    "        print(await store.fact('who'))\n"
    "asyncio.run(main())\n"
)


async def test_a_reader_that_comes_and_goes_leaves_the_log_of_the_writer(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    async with await Store.open(folder, write=True) as store:
        for number in range(3):
            await store.note_fact("who", f"writer {number}")
            log = folder / "footbridge.db-wal"
            before = log.stat().st_ino
            told = await asyncio.to_thread(
                subprocess.run,
                [sys.executable, "-c", _READ, str(folder)],
                capture_output=True,
                text=True,
                check=True,
            )
            assert told.stdout.strip() == f"writer {number}"
            assert log.stat().st_ino == before, "the log was deleted under the writer"
            assert await store.fact("who") == f"writer {number}"
    async with await Store.open(folder, write=True) as store:
        assert await store.fact("who") == "writer 2"
        assert await store.problems() == []
