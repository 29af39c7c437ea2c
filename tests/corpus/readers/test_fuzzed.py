"""Damaged files of every format are read or refused in one line; none crashes or hangs whoever reads them."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from tests.command import ROOT, environment

EACH = 250
"""Files that one process reads; where one of them would end it, the others are read all the same."""

PATIENCE = 600
"""Seconds after which such a process will not end any more, on a machine however busy."""


@pytest.mark.parametrize("count", [250, pytest.param(10_000, marks=pytest.mark.soak)])
def test_a_damaged_file_is_read_or_refused(count: int, capsys: pytest.CaptureFixture[str]) -> None:
    first = random.randrange(10**6)
    for seed in range(first, first + count // EACH):
        command = [sys.executable, "-W", "ignore", "-m", "tests.corpus.readers.fuzzing", str(seed), str(EACH)]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        last = done.stdout.splitlines()[-1] if done.stdout else "none"
        assert done.returncode == 0, f"seed {seed}, ended {done.returncode} at {last}\n{done.stderr}"
    with capsys.disabled():
        sys.stdout.write(f" {count:,} damaged files read or refused ")
