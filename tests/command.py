"""Run the command line as people do: a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RUN = (sys.executable, str(ROOT / "run.py"))


def environment(data: Path | None = None, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return this process's environment without what would steer the command, and with the state folder."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("FOOTBRIDGE_", "DISCORD_"))
    }
    # without the bundled world, unless a test asks for it: what it tests is the same, and starts at once
    own = {"HF_HUB_OFFLINE": "1", "PYTHONWARNINGS": "default", "FOOTBRIDGE_WORLD": "off"}
    kept |= own | dict(extra or {})
    return kept | ({"FOOTBRIDGE_DATA": str(data)} if data is not None else {})


def footbridge(
    *arguments: str | Path,
    data: Path | None = None,
    given: str | bytes = b"",
    extra: Mapping[str, str] | None = None,
    before: Sequence[str] = (),
    timeout: float = 120,
    cwd: Path = ROOT,
) -> subprocess.CompletedProcess[str]:
    """Run one command to its end; `before` are words ahead of it, such as setpriv's."""
    done = subprocess.run(
        [*before, *RUN, *map(str, arguments)],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        cwd=cwd,
        env=environment(data, extra),
        timeout=timeout,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def json_of(done: subprocess.CompletedProcess[str]) -> Any:
    """Return the one JSON line that a command wrote; anything else on standard output fails."""
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    return json.loads(line)


def is_one_clear_line(done: subprocess.CompletedProcess[str], code: int) -> bool:
    """Tell whether the command ended with the code, one line on standard error, and nothing else."""
    lines = done.stderr.splitlines()
    return (done.returncode, done.stdout, len(lines)) == (code, "", 1) and lines[0].startswith("footbridge: ")
