from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import ROOT, environment


@pytest.mark.parametrize("kills", [10, pytest.param(120, marks=pytest.mark.soak)])
def test_killing_adds_and_rebuilds_leaves_a_state_that_opens_and_verifies(
    tmp_path: Path, exported_models: Path, kills: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.index.killing", tmp_path / "state", exported_models.parent, str(kills)],
        cwd=ROOT,
        env=environment(),
        check=False,
        capture_output=True,
        text=True,
        timeout=1200,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= kills // 2  # most children had added something before they were killed


@pytest.mark.parametrize("kills", [8, pytest.param(200, marks=pytest.mark.soak)])
def test_killing_any_change_leaves_what_was_kept_and_nothing_of_what_was_purged(
    tmp_path: Path, exported_models: Path, kills: int
) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.index.keeping_kills",
            tmp_path / "state",
            exported_models.parent,
            f"{kills}",
        ],
        cwd=ROOT,
        env=environment(),
        check=False,
        capture_output=True,
        text=True,
        timeout=3600,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= kills
