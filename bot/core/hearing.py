"""Hearing of what other processes on the same database have changed, and being known to live."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Final

from bot.core.log import logger
from corpus.errors import FootbridgeError, StateError
from corpus.store.community import Community
from corpus.store.database import SETTING
from corpus.store.people import Server
from corpus.store.servers import SETTINGS

log = logger(__name__)

_AGAIN: Final = 5.0
"""Seconds after which a lost connection to the database is made again."""

_FIRST: Final = 60.0
"""Seconds within which the database is to be heard at the beginning."""


class Hearing:
    """Sets `changed` when any process has changed the corpus, and keeps `servers`, the settings, true."""

    def __init__(
        self,
        community: Community,
        servers: dict[int, Server],
        incident: Callable[[str, BaseException], str],
    ) -> None:
        self.changed = asyncio.Event()
        self._community = community
        self._servers = servers
        self._incident = incident
        self._first = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Begin; with other processes, return when this one is known to live: else its work were taken.

        Raises StateError where the database does not tell of changes.
        """
        self._spawn(self._listen())
        if self._community.peers is None:
            return
        try:
            async with asyncio.timeout(_FIRST):
                await self._first.wait()
        except TimeoutError:
            await self.stop()
            raise StateError(
                "The database does not tell what other processes change. Nothing was changed. "
                f"Look at {SETTING} and at the server, and try again."
            ) from None

    async def stop(self) -> None:
        """Hear no more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _listen(self) -> None:
        """Listen for as long as the database can be reached, and again after."""
        while True:
            try:
                return await self._community.listen(self._heard)
            except FootbridgeError as error:
                log.warning("changes by other processes are not heard of", problem=str(error))
            except Exception as error:
                self._incident("listening", error)
            await asyncio.sleep(_AGAIN)

    def _heard(self, what: str) -> None:
        self._first.set()
        if what.startswith(SETTINGS):
            self._spawn(self._read(int(what.removeprefix(SETTINGS))))
            return
        self.changed.set()
        if not what:  # something may have been said before
            self._spawn(self._read(None))

    async def _read(self, guild: int | None) -> None:
        """Use what a server has set, or all have, whichever process stored it."""
        stored = self._community.servers
        try:
            self._servers.update(await stored.all() if guild is None else await stored.some(guild))
        except FootbridgeError as error:
            self._incident("settings", error)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
