"""Open a state folder for a command, with progress on standard error, and close it again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.terminal.place import Place
from bot.terminal.progress import TerminalProgress
from corpus.errors import StateMissingError

if TYPE_CHECKING:
    from bot.shared.knowledge_base import KnowledgeBase
    from corpus.store import Store


@asynccontextmanager
async def opened(place: Place, *, write: bool = False) -> AsyncIterator[KnowledgeBase]:
    """Give the knowledge base of a state folder, set up first where the folder is new."""
    from bot.shared.knowledge_base import KnowledgeBase  # noqa: PLC0415 - loads storage, index and model

    with TerminalProgress() as progress:
        kb = await KnowledgeBase.open(
            place.data, write=write, model=place.model, empty=place.empty, progress=progress
        )
        try:
            yield kb
            await kb.index.settle()  # what much adding makes worth building: no later command builds it
        finally:
            await kb.close()


@asynccontextmanager
async def opened_store(place: Place) -> AsyncIterator[Store]:
    """Give the store of a state folder for reading; no model and no index is loaded for that."""
    from corpus.store import Store  # noqa: PLC0415

    try:
        store = await Store.open(place.data, write=False)
    except StateMissingError:
        async with opened(place):
            pass  # a new folder: set up, so that the bundled corpus is there to be seen
        store = await Store.open(place.data, write=False)
    try:
        yield store
    finally:
        await store.close()
