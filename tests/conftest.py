"""What tests of several rooms share: a state folder set up once, with the real model."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from tests.command import footbridge

os.environ["HF_HUB_OFFLINE"] = "1"  # whatever a test loads is on this machine


@pytest.fixture(scope="session")
def prepared_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a state folder with the bundled corpus and the exported model; nothing may write to it."""
    # Several test processes share one: exporting the model takes most of the time.
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    state = root / "prepared"
    with FileLock(root / "prepared.lock"):
        if not state.exists():
            fresh = root / "preparing"
            done = footbridge("index", "status", data=fresh, timeout=300)
            assert done.returncode == 0, done.stderr
            fresh.rename(state)
    return state


@pytest.fixture
def state(prepared_state: Path, tmp_path: Path) -> Path:
    """Return a copy of the prepared state folder that the test may change."""
    return Path(shutil.copytree(prepared_state, tmp_path / "state"))
