from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from corpus.store import Store
from tests.engines import Engine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
async def store(engine: Engine, folder: Path) -> AsyncIterator[Store]:
    async with await Store.open(folder, write=True) as opened:
        yield opened
