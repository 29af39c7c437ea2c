"""A test that hangs is told where it hangs, and ends; the others go on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.command import ROOT, environment

TESTS = """
import asyncio

async def test_that_hangs() -> None:
    await asyncio.Event().wait()

def test_that_comes_after() -> None:
    pass
"""


def test_a_test_that_hangs_says_where_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(TESTS)
    command = [sys.executable, "-m", "pytest", "-c", ROOT / "pyproject.toml", "--rootdir", tmp_path]
    command += ["-n", "1", "-p", "no:cacheprovider", "-o", "faulthandler_timeout=3", "test_some.py"]
    done = subprocess.run(
        command, check=False, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=120
    )
    assert "1 failed, 1 passed" in done.stdout, done.stdout
    assert "crashed while running 'test_some.py::test_that_hangs'" in done.stdout
    assert "asyncio" in done.stderr and "Timeout (0:00:03)!" in done.stderr
