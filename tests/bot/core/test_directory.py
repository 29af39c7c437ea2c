"""Places and documents by name, as the corpus is now."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from bot.core.directory import Directories, Directory
from bot.core.worker import Worker
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import SHARED, NewDocument

SCOPES = (SHARED,)
T = TypeVar("T")


class Late(Worker):
    """Hands out the first directory late: read at once, but given only when `release` is set."""

    def __init__(self, state: Path) -> None:
        super().__init__(lambda: KnowledgeBase.open(state, write=True), bound=8, concurrent=1)
        self.release, self.read = asyncio.Event(), asyncio.Event()
        self.asked_again = asyncio.Event()
        self.readings = self.revisions = 0

    async def run(self, work: Callable[[KnowledgeBase], Awaitable[T]]) -> T:
        found = await super().run(work)
        if isinstance(found, Directory):
            self.readings += 1
            self.read.set()
            await self.release.wait()
        if isinstance(found, int):
            self.revisions += 1
            if self.revisions == 2:
                self.asked_again.set()
        return found


async def test_a_reading_that_began_before_a_change_is_not_taken_for_now(state: Path) -> None:
    worker = Late(state)
    await worker.start()
    try:
        directories = Directories(worker)
        early = asyncio.create_task(directories.now(SCOPES))
        await worker.read.wait()
        new = NewDocument("ferry.txt", b"The ferry carried letters and apples.", title="The ferry")
        await worker.run(lambda kb: kb.store.add_document(new, scope=SHARED, by=None))
        late = asyncio.create_task(directories.now(SCOPES))
        await worker.asked_again.wait()  # for the revision; now it waits for the reading
        worker.release.set()
        before, found = await early, await late
        assert found.exact("The ferry") is not None and before.exact("The ferry") is None
        assert worker.readings == 2, "the reading under way was waited for, and another one made"
    finally:
        await worker.close()


async def test_what_another_server_adds_puts_no_names_in_order_anew(state: Path) -> None:
    worker = Worker(lambda: KnowledgeBase.open(state, write=True), bound=8, concurrent=1)
    await worker.start()
    try:
        directories = Directories(worker)
        before = await directories.now(SCOPES)
        new = NewDocument("ferry.txt", b"The ferry carried letters and apples.", title="The ferry")
        await worker.run(lambda kb: kb.store.add_document(new, scope="guild:1", by=None))
        found = await directories.now(SCOPES)
        assert found.revision > before.revision
        assert found.entries is before.entries
        other = NewDocument("boat.txt", b"The boat carried bread.", title="The boat")
        await worker.run(lambda kb: kb.store.add_document(other, scope=SHARED, by=None))
        assert (await directories.now(SCOPES)).exact("The boat") is not None
    finally:
        await worker.close()
