"""One transaction for all that waits to be written, so that many small writes wait for the disk once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy.engine import Connection

T = TypeVar("T")

_TOGETHER = 8
"""Works in one commit at most: those who wait go on at the same moment, and more would be a throng."""
Work = Callable[[Connection], T]


class Commits:
    """Gathers works while a commit is under way, and commits them together after it.

    `commit` runs works in one transaction, in order, and returns what each returned; when it raises,
    none of them has happened. It then runs them again one by one, so that a work fails only by itself.
    """

    def __init__(self, commit: Callable[[Sequence[Work[Any]]], Awaitable[list[Any]]]) -> None:
        self._commit = commit
        self._waiting: list[tuple[Work[Any], asyncio.Future[Any]]] = []
        self._running: asyncio.Task[None] | None = None

    async def add(self, work: Work[T]) -> T:
        """Return what `work` returned, once it is committed; raises what it raises.

        A caller that is cancelled leaves the work to be committed.
        """
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run())
        return await asyncio.shield(done)

    async def end(self) -> None:
        """Return when all that was added is committed or has failed."""
        while self._running is not None and not self._running.done():
            await asyncio.wait((self._running,))

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:_TOGETHER], self._waiting[_TOGETHER:]
            if len(batch) == 1 or not await self._together(batch):
                for one in batch:
                    await self._alone(*one)

    async def _together(self, batch: Sequence[tuple[Work[Any], asyncio.Future[Any]]]) -> bool:
        try:
            results = await self._commit([work for work, _ in batch])
        except Exception:  # whose fault it is shows when each runs alone
            return False
        for (_, done), result in zip(batch, results, strict=True):
            done.set_result(result)
        return True

    async def _alone(self, work: Work[Any], done: asyncio.Future[Any]) -> None:
        try:
            (result,) = await self._commit([work])
        except Exception as error:
            done.set_exception(error)
        else:
            done.set_result(result)
