"""What the bot does on its own: work that runs again and again while a client does; features add theirs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

import discord

from bot.core.delivery import UndeliverableError
from bot.core.log import logger
from bot.core.services import Services
from bot.core.worker import ClosedError

log = logger(__name__)

Work = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Periodic:
    """Work, how many seconds lie between two runs, what runs it sooner, and whether it needs the gateway."""

    work: Work
    every: float
    wake: asyncio.Event | None
    connected: bool


class Housekeeping:
    """The periodic work of one client, by name."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._periodic: dict[str, _Periodic] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def add(
        self,
        name: str,
        every: float,
        work: Work,
        *,
        wake: asyncio.Event | None = None,
        connected: bool = True,
    ) -> None:
        """Have work done every so many seconds, and when `wake` is set; `connected`: only with a gateway."""
        self._periodic[name] = _Periodic(work, every, wake, connected)

    def start(self) -> None:
        """Start the periodic work."""
        for name in self._periodic:
            self.spawn(self._again_and_again(name))

    async def stop(self) -> None:
        """Stop it."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()

    async def run(self, name: str) -> None:
        """Do one piece of work now, once."""
        periodic = self._periodic[name]
        if periodic.wake is not None:
            periodic.wake.clear()
        await periodic.work()

    def spawn(self, work: Awaitable[None]) -> None:
        """Let something run beside the rest, until it is done or the client ends."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def _again_and_again(self, name: str) -> None:
        periodic = self._periodic[name]
        while True:
            if periodic.connected:
                await self._services.ready.wait()
            try:
                await self.run(name)
            except ClosedError:
                return
            except (discord.DiscordException, UndeliverableError) as error:
                log.info("will be tried again", name=name, problem=repr(error))
            except Exception as error:
                self._services.incident("housekeeping", error)
            await _pause(periodic)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._services.incident("housekeeping", error)


async def _pause(periodic: _Periodic) -> None:
    if periodic.wake is None:
        await asyncio.sleep(periodic.every)
        return
    with suppress(TimeoutError):
        async with asyncio.timeout(periodic.every):
            await periodic.wake.wait()
