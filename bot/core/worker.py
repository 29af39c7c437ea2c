"""The knowledge base on a thread and an event loop of its own, so that Discord's loop never waits for it.

Searching, embedding and SQL of the corpus run there, or on threads that it starts; Discord's heartbeats
and acknowledgements stay quick. Questions (`answer`) pass through a queue with a bound; all else (`run`)
does not count in it.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from bot.core.log import logger

if TYPE_CHECKING:
    from bot.answering.answer import Answer
    from bot.shared.knowledge_base import KnowledgeBase

T = TypeVar("T")

_CLOSING = 10.0
"""Seconds that work under way is given to end when the knowledge base is closed."""

log = logger(__name__)


class QueueFullError(Exception):
    """Too many questions wait already; `seconds` is about when to ask again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class ClosedError(Exception):
    """The knowledge base is closed: the process is about to end."""


class Worker:
    """Runs work on the knowledge base's thread.

    At most `bound` questions wait or are worked on, `concurrent` of them are worked on at once; `waiting` is
    how many do either. One that nobody waits for any more counts until the knowledge base is done with it.
    """

    def __init__(
        self, opener: Callable[[], Awaitable[KnowledgeBase]], *, bound: int, concurrent: int
    ) -> None:
        self._opener = opener
        self._bound = bound
        self._concurrent = concurrent
        self._slots = asyncio.Semaphore(concurrent)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="footbridge-knowledge", daemon=True)
        self._kb: KnowledgeBase | None = None
        self._pace = 0.05
        self.waiting = 0

    @property
    def is_open(self) -> bool:
        """Tell whether the knowledge base can be asked."""
        return self._kb is not None and self._thread.is_alive()

    async def start(self) -> None:
        """Start the thread and open the knowledge base in it; raises what that raises, the thread ended."""
        self._thread.start()
        try:
            await asyncio.wrap_future(self._submit(self._open()))
        except BaseException:
            await self._stop()
            raise

    async def answer(
        self,
        question: str,
        *,
        history: Sequence[str],
        scopes: Sequence[str],
        seconds: float,
        language: str | None = None,
    ) -> Answer:
        """Answer one question in a language.

        Raises QueueFullError, TimeoutError after `seconds`, or RefusedError.
        """
        if self.waiting >= self._bound:
            raise QueueFullError(max(2, round(self.waiting * self._pace / self._concurrent)))
        self.waiting += 1
        under_way: asyncio.Future[Answer] | None = None
        try:
            async with asyncio.timeout(seconds):
                await self._slots.acquire()
                under_way = self._begin(
                    lambda kb: kb.answer(question, history=history, scopes=scopes, language=language)
                )
                return await asyncio.shield(under_way)
        finally:
            if under_way is None:
                self.waiting -= 1

    def _begin(self, work: Callable[[KnowledgeBase], Awaitable[T]]) -> asyncio.Future[T]:
        """Start what has a slot; it gives slot and place back when it ends, not when its asker gives up."""
        started = asyncio.get_running_loop().time()
        try:
            under_way = self._start(work)
        except ClosedError:
            self._slots.release()
            raise

        def ended(_: asyncio.Future[T]) -> None:
            self._slots.release()
            self.waiting -= 1
            self._pace = 0.8 * self._pace + 0.2 * (under_way.get_loop().time() - started)

        under_way.add_done_callback(ended)
        return under_way

    async def run(self, work: Callable[[KnowledgeBase], Awaitable[T]]) -> T:
        """Run `work(kb)` on the knowledge base's loop and return what it returns.

        Who is cancelled while waiting leaves the work to end by itself: half a transaction helps nobody.
        Raises ClosedError when the process is about to end.
        """
        return await asyncio.shield(self._start(work))

    def _start(self, work: Callable[[KnowledgeBase], Awaitable[T]]) -> asyncio.Future[T]:
        async def call() -> T:
            assert self._kb is not None
            return await work(self._kb)

        if not self.is_open:
            raise ClosedError
        return asyncio.wrap_future(self._submit(call()))

    async def close(self) -> None:
        """Close the knowledge base and end its thread."""
        if not self._thread.is_alive():
            return
        try:
            await asyncio.wrap_future(self._submit(self._close()))
        finally:
            await self._stop()

    async def _open(self) -> None:
        self._kb = await self._opener()

    async def _close(self) -> None:
        kb, self._kb = self._kb, None
        left = asyncio.all_tasks() - {asyncio.current_task()}
        if left:
            _, late = await asyncio.wait(left, timeout=_CLOSING)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if kb is not None:
            await kb.close()

    async def _stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        await asyncio.to_thread(self._thread.join)

    def _submit(self, work: Awaitable[T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(_as_coroutine(work), self._loop)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
        finally:
            left = asyncio.all_tasks(self._loop)
            for task in left:
                task.cancel()
            self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()


async def _as_coroutine(work: Awaitable[T]) -> T:
    return await work
