"""The desk's thread: order, bound, time, and that the event loop never waits for it."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any, cast

import pytest

from bot.worker import ClosedError, QueueFullError, Worker


class SlowDesk:
    """A desk that keeps its thread busy, as a long computation in pure Python would."""

    def __init__(self) -> None:
        self.closed = False

    async def ask(self, question: str, **_: Any) -> Any:
        end = time.perf_counter() + float(question)
        while time.perf_counter() < end:
            sum(range(1000))
        return threading.current_thread().name

    async def close(self) -> None:
        self.closed = True


async def made(bound: int = 10, concurrent: int = 2) -> tuple[Worker, SlowDesk]:
    desk = SlowDesk()

    async def opener() -> Any:
        return desk

    worker = Worker(cast(Any, opener), bound=bound, concurrent=concurrent)
    await worker.start()
    return worker, desk


async def test_the_event_loop_stays_quick_while_the_desk_computes() -> None:
    worker, desk = await made()
    worst = 0.0

    async def watch() -> None:
        nonlocal worst
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(0.01)
            worst = max(worst, loop.time() - before - 0.01)

    watching = asyncio.create_task(watch())
    names = await asyncio.gather(
        *(worker.ask("0.15", history=(), scopes=("shared",), seconds=30) for _ in range(4))
    )
    watching.cancel()
    assert set(names) == {"footbridge-desk"}
    assert worst < 0.3, "the loop waited for the desk"
    await worker.close()
    assert desk.closed


async def test_the_queue_has_a_bound_and_is_free_again() -> None:
    worker, _ = await made(bound=2)
    first = [asyncio.create_task(worker.ask("0.1", history=(), scopes=(), seconds=30)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(QueueFullError) as full:
        await worker.ask("0", history=(), scopes=(), seconds=30)
    assert full.value.seconds >= 1
    await asyncio.gather(*first)
    assert worker.waiting == 0
    await worker.ask("0", history=(), scopes=(), seconds=30)
    await worker.close()


async def test_a_question_that_takes_too_long_is_given_up() -> None:
    worker, _ = await made()
    with pytest.raises(TimeoutError):
        await worker.ask("0.5", history=(), scopes=(), seconds=0.05)
    assert worker.waiting == 0
    await worker.close()


async def test_closed_is_closed_and_errors_come_through() -> None:
    worker, _ = await made()

    async def fails(_desk: Any) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await worker.run(fails)
    await worker.close()
    with pytest.raises(ClosedError):
        await worker.run(fails)


async def test_a_desk_that_does_not_open_leaves_no_thread() -> None:
    async def opener() -> Any:
        raise OSError("disk")

    worker = Worker(cast(Any, opener), bound=1, concurrent=1)
    with pytest.raises(OSError, match="disk"):
        await worker.start()
    assert not any(thread.name == "footbridge-desk" for thread in threading.enumerate())
