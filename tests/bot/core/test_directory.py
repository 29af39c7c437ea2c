"""Places and documents by name, as the corpus is now."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.core.directory import Directories, Directory
from bot.core.worker import Worker
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import SHARED, NewDocument

SCOPES = (SHARED,)


class Waited(Directories):
    """Says when somebody waits for a reading."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self.waited_for = asyncio.Event()

    def _read(self, scopes: tuple[str, ...]) -> asyncio.Task[Directory]:
        self.waited_for.set()
        return super()._read(scopes)


async def test_a_reading_that_began_before_a_change_is_not_taken_for_now(state: Path) -> None:
    worker = Worker(lambda: KnowledgeBase.open(state, write=True), bound=8, concurrent=1)
    await worker.start()
    try:
        before = await Directories(worker).now(SCOPES)
        new = NewDocument("ferry.txt", b"The ferry carried letters and apples.", title="The ferry")
        await worker.run(lambda kb: kb.store.add_document(new, scope=SHARED, by=None))
        directories = Waited(worker)

        async def late() -> Directory:
            await directories.waited_for.wait()
            return before

        directories._reading[SCOPES] = task = asyncio.create_task(late())
        task.add_done_callback(lambda done: directories._keep(SCOPES, done))
        found = await directories.now(SCOPES)
        assert found.exact("The ferry") is not None and before.exact("The ferry") is None
    finally:
        await worker.close()
