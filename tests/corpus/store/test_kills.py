from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def kill(folder: Path, kills: int, wait_for: str) -> int:
    command = [sys.executable, "-m", "tests.corpus.store.killing", str(folder), str(kills), wait_for]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.parametrize("kills", [20, pytest.param(150, marks=pytest.mark.soak)])
def test_killing_an_add_leaves_whole_documents(tmp_path: Path, kills: int) -> None:
    assert kill(tmp_path, kills, "document") >= kills


@pytest.mark.parametrize("kills", [10, pytest.param(100, marks=pytest.mark.soak)])
def test_killing_the_making_of_the_database_leaves_nothing_half_made(tmp_path: Path, kills: int) -> None:
    kill(tmp_path, kills, "file")
