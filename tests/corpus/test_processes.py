"""A process of ours is given what Python needs, and neither a token nor a stranger's modules."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus import processes
from tests.command import ROOT
from tests.test_run_interrupt import lives, until

WORKER = "index.worker"
STARTING = f"""
import asyncio, subprocess, sys, time
from corpus import processes

async def main():
    started = await processes.start({WORKER!r}, database=False, given={{}}, stdin=subprocess.PIPE)
    print(started.pid, flush=True)
    time.sleep(600)

asyncio.run(main())
"""


def test_it_is_given_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    monkeypatch.setenv("PGPASSWORD", "another")
    given = processes.environment(database=False)
    assert not {"secret", "another"} & set(given.values()) and os.environ["DISCORD_TOKEN"] == "secret"
    assert processes.environment(database=True)["PGPASSWORD"] == "another"


def test_what_is_looked_up_beside_it_is_found_from_another_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["beside", "", "/other"]))
    path = processes.environment(database=False)["PYTHONPATH"].split(os.pathsep)
    assert path == [str(ROOT), str(tmp_path / "beside"), "/other"]


@pytest.mark.parametrize("module", [WORKER, "bot.shared.reading.reading_process"])
async def test_the_folder_in_which_a_command_is_given_holds_no_modules_of_ours(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: str
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('a stranger')\n")
    monkeypatch.chdir(tmp_path)
    pipe = asyncio.subprocess.PIPE
    process = await processes.start(module, database=False, given={}, stdin=pipe, stdout=pipe, stderr=pipe)
    _, said = await process.communicate(b"")  # no task: it says so, after all of its imports
    assert b"JSONDecodeError" in said and b"stranger" not in said


def test_it_ends_with_the_one_that_started_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTING], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as starting:
        assert starting.stdout is not None
        worker = int(starting.stdout.readline())
        errors = Path(f"/proc/{worker}/fd/2")
        until(lambda: str(errors.readlink()) == os.devnull, "it says nothing any more: it has begun")
        assert os.getsid(worker) == worker
        os.kill(worker, signal.SIGSTOP)  # it would notice by itself that nobody asks any more
        starting.kill()
        starting.wait()
    until(lambda: not lives(worker), "it ends too")
