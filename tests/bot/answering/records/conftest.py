"""What tests of records share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def beside(exported_models: Path) -> Path:
    """Return a folder that keeps the examples of all kinds and of one that a test adds."""
    folder = exported_models.parent / "beside"
    folder.mkdir(exist_ok=True)
    return folder
