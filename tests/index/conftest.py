"""What the tests of the index share: the real model, and a corpus of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from corpus.store import Store
from index import PassageIndex, embedding, open_index
from index.embedding import Embedder
from index.postgres.index import DatabaseIndex
from tests.engines import Engine


@pytest.fixture(scope="session")
def embedder(exported_models: Path) -> Embedder:
    return embedding.load(None, exported_models.parent)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
async def store(one_engine: Engine, folder: Path) -> AsyncIterator[Store]:
    async with await Store.open(folder, write=True) as opened:
        yield opened


@pytest.fixture
async def index(store: Store, folder: Path, embedder: Embedder) -> AsyncIterator[PassageIndex]:
    await add(store, "harbour", "boats", "choir")
    async with opened(store, folder, embedder) as index:
        yield index


@asynccontextmanager
async def opened(store: Store, folder: Path, embedder: Embedder) -> AsyncIterator[PassageIndex]:
    """Open the index where the test's engine has it."""
    index = await open_index(store, folder, embedder)
    try:
        yield index
    finally:
        await index.close()


@pytest.fixture
async def database(index: PassageIndex) -> DatabaseIndex:
    assert isinstance(index, DatabaseIndex)
    return index


TEXTS = {
    "harbour": "The harbour of Oldport was dredged in 1911. Ships of nine countries call there each week.\n\n"
    "A crane of cast iron stands on the eastern quay. It lifted forty tons. Nobody has used it since 1974.",
    "boats": "Boats are built of larch in the village of Tarnes.\n\nA boat takes four months to build, "
    "and most of the time is spent waiting for the wood to dry. The builders sing while they wait.",
    "choir": "The choir of Tarnes sang in Oldport on the first of May. It was given a silver bell.\n\n"
    "The bell is rung when a ship of the partner town enters the harbour.",
    "bread": "Rye bread keeps for two weeks. Bakers in Oldport bake it on Fridays. It is dark and sour.",
}


async def add(store: Store, *names: str, scope: str = "shared") -> None:
    from corpus.model import NewDocument

    for name in names:
        await store.add_document(
            NewDocument(f"{name}.txt", TEXTS[name].encode(), id=document_id(name, scope)), scope=scope
        )


def document_id(name: str, scope: str = "shared") -> str:
    return f"{name}-{scope.replace(':', '-')}"
