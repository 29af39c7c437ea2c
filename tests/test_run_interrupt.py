"""Ctrl-C while a file is read: the command and the process that reads for it end, and no lock stays."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.command import ROOT, RUN, environment, footbridge

PATIENCE = 120
"""Seconds after which what is waited for will not happen any more, on a machine however busy."""

LONG = "\n\n".join(f"Paragraph {n} tells that the choir of Linz sang in Vejle. " * 6 for n in range(5_500))
"""A text that takes seconds to read."""


def children(of: int) -> list[int]:
    """Return the processes that read files for a command."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_bytes()
        except OSError:  # it has ended meanwhile
            continue
        if parent == of and b"reading_process" in command:
            found.append(int(folder.name))
    return found


def lives(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and is not yet waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def limited(pid: int) -> bool:
    """Tell whether a process may not have all the memory there is."""
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return not any(line.startswith("Max address space") and "unlimited" in line for line in lines)


def until(holds: object, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end, what
        time.sleep(0.02)


@contextmanager
def adding(state: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Add a long file in a process group of its own; give the command and the process that reads."""
    (tmp_path / "long.md").write_text(LONG, "utf-8")
    with subprocess.Popen(
        [*RUN, "corpus", "add", str(tmp_path / "long.md")], cwd=ROOT, env=environment(state),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, process_group=0,
    ) as command:  # fmt: skip
        try:
            until(lambda: children(command.pid) or command.poll() is not None, "the file is read")
            (reading,) = children(command.pid)
            until(lambda: limited(reading), "it has set its limits, and reads")
            yield command, reading
        finally:
            if command.poll() is None:
                os.killpg(command.pid, signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_what_reads_a_file_ends_with_the_command(state: Path, tmp_path: Path, number: int) -> None:
    with adding(state, tmp_path) as (command, reading):
        os.kill(reading, signal.SIGSTOP)  # it would read for as long as it takes to look
        os.killpg(command.pid, number)
        _, said = command.communicate(timeout=PATIENCE)
        until(lambda: not lives(reading), "the process that reads ends too")
    if number == signal.SIGINT:
        assert command.returncode == 130
        assert [line for line in said.decode().splitlines() if "…" not in line] == [
            "footbridge: stopped; what was finished is kept, and nothing is left half-done."
        ]
    listed = footbridge("corpus", "list", "--json", data=state)
    assert listed.returncode == 0 and "long.md" not in listed.stdout and '"long"' not in listed.stdout
    (tmp_path / "short.md").write_text("The choir of Linz sang in Vejle.", "utf-8")
    assert footbridge("corpus", "add", tmp_path / "short.md", data=state).returncode == 0, "no lock stays"


def test_ctrl_c_while_the_command_starts_leaves_no_traceback(tmp_path: Path) -> None:
    # found before the installed one: the first package that the command loads presses Ctrl-C
    pressing = "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(60)\n"
    (tmp_path / "typer.py").write_text(pressing, "utf-8")
    done = footbridge("corpus", "list", data=tmp_path / "state", extra={"PYTHONPATH": str(tmp_path)})
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")
