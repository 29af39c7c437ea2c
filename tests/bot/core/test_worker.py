"""The knowledge base's thread: order, bound, time, and that the event loop never waits for it."""

from __future__ import annotations

import asyncio
import threading
from typing import Any, cast

import pytest

from bot.core.worker import ClosedError, QueueFullError, Worker


class BusyKnowledge:
    """A knowledge base whose thread is busy until it is released, as by a long computation."""

    def __init__(self) -> None:
        self.closed = False
        self.release = threading.Event()
        self.release.set()

    async def answer(self, question: str, **_: Any) -> Any:
        # blocks the thread, on purpose; were it the event loop's, nobody could release it
        assert self.release.wait(20), "the loop waited for the knowledge base"
        return threading.current_thread().name

    async def close(self) -> None:
        self.closed = True


class SlowKnowledge(BusyKnowledge):
    """A knowledge base that waits without holding its thread up; `most` is how many questions at once."""

    def __init__(self) -> None:
        super().__init__()
        self.most = self._now = 0

    async def answer(self, question: str, **_: Any) -> Any:
        self._now += 1
        self.most = max(self.most, self._now)
        await asyncio.to_thread(self.release.wait, 20)
        self._now -= 1


async def made(
    bound: int = 10, concurrent: int = 2, kb: BusyKnowledge | None = None
) -> tuple[Worker, BusyKnowledge]:
    kb = kb or BusyKnowledge()

    async def opener() -> Any:
        return kb

    worker = Worker(cast(Any, opener), bound=bound, concurrent=concurrent)
    await worker.start()
    return worker, kb


async def test_the_event_loop_goes_on_while_the_knowledge_base_computes() -> None:
    worker, kb = await made()
    kb.release.clear()
    asked = [
        asyncio.create_task(worker.answer("?", history=(), scopes=("shared",), seconds=60)) for _ in range(4)
    ]
    for _ in range(20):
        await asyncio.sleep(0.001)
    assert worker.waiting == 4 and not any(task.done() for task in asked)
    kb.release.set()
    assert set(await asyncio.gather(*asked)) == {"footbridge-knowledge"}
    await worker.close()
    assert kb.closed


async def test_the_queue_has_a_bound_and_is_free_again() -> None:
    worker, kb = await made(bound=2)
    kb.release.clear()
    first = [asyncio.create_task(worker.answer("?", history=(), scopes=(), seconds=60)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(QueueFullError) as full:
        await worker.answer("?", history=(), scopes=(), seconds=60)
    assert full.value.seconds >= 1
    kb.release.set()
    await asyncio.gather(*first)
    assert worker.waiting == 0
    await worker.answer("?", history=(), scopes=(), seconds=60)
    await worker.close()


async def test_a_question_that_takes_too_long_is_given_up() -> None:
    worker, kb = await made()
    kb.release.clear()
    with pytest.raises(TimeoutError):
        await worker.answer("?", history=(), scopes=(), seconds=0.05)
    kb.release.set()
    await until_none_waits(worker)
    await worker.close()


async def test_questions_given_up_keep_their_places_until_it_is_done_with_them() -> None:
    worker, kb = await made(bound=2, concurrent=1, kb=SlowKnowledge())
    kb.release.clear()
    for _ in range(4):
        with pytest.raises(TimeoutError):
            await worker.answer("?", history=(), scopes=(), seconds=0.05)
    assert worker.waiting == 1, "what had not begun is not begun any more"
    waiting = asyncio.create_task(worker.answer("?", history=(), scopes=(), seconds=60))
    await asyncio.sleep(0)
    with pytest.raises(QueueFullError):
        await worker.answer("?", history=(), scopes=(), seconds=60)
    kb.release.set()
    await waiting
    await until_none_waits(worker)
    assert isinstance(kb, SlowKnowledge) and kb.most == 1
    await worker.close()


async def until_none_waits(worker: Worker) -> None:
    for _ in range(500):
        if not worker.waiting:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("a place was not given back")


async def test_closed_is_closed_and_errors_come_through() -> None:
    worker, _ = await made()

    async def fails(_kb: Any) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await worker.run(fails)
    await worker.close()
    with pytest.raises(ClosedError):
        await worker.run(fails)


async def test_a_knowledge_base_that_does_not_open_leaves_no_thread() -> None:
    async def opener() -> Any:
        raise OSError("disk")

    worker = Worker(cast(Any, opener), bound=1, concurrent=1)
    with pytest.raises(OSError, match="disk"):
        await worker.start()
    assert not any(thread.name == "footbridge-knowledge" for thread in threading.enumerate())


async def test_how_long_to_wait_counts_those_that_are_worked_on_at_once() -> None:
    worker, _ = await made(bound=40, concurrent=4)
    worker._pace, worker.waiting = 3.0, 40
    with pytest.raises(QueueFullError) as full:
        await worker.answer("?", history=(), scopes=(), seconds=60)
    assert full.value.seconds == 30
    worker.waiting = 0
    await worker.close()
