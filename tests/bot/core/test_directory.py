"""Places and documents by name, as the corpus is now."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.core.directory import Directory, Lookup
from bot.core.worker import Worker
from bot.shared.knowledge_base import Desk
from corpus.model import SHARED, NewDocument

SCOPES = (SHARED,)


class Waited(Lookup):
    """Says when somebody waits for a reading."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(worker)
        self.waited_for = asyncio.Event()

    def _read(self, scopes: tuple[str, ...]) -> asyncio.Task[Directory]:
        self.waited_for.set()
        return super()._read(scopes)


async def test_a_reading_that_began_before_a_change_is_not_taken_for_now(state: Path) -> None:
    worker = Worker(lambda: Desk.open(state, write=True), bound=8, concurrent=1)
    await worker.start()
    try:
        before = await Lookup(worker).now(SCOPES)
        new = NewDocument("ferry.txt", b"The ferry carried letters and apples.", title="The ferry")
        await worker.run(lambda desk: desk.store.add_document(new, scope=SHARED, by=None))
        lookup = Waited(worker)

        async def late() -> Directory:
            await lookup.waited_for.wait()
            return before

        lookup._reading[SCOPES] = task = asyncio.create_task(late())
        task.add_done_callback(lambda done: lookup._keep(SCOPES, done))
        found = await lookup.now(SCOPES)
        assert found.exact("The ferry") is not None and before.exact("The ferry") is None
    finally:
        await worker.close()
