"""What all processes of one bot agree on: events that were handled, who asked how often, whose turn it is.

One process alone keeps it in memory. Several ask the database that they share; where that does not answer in
time, each goes by what it knows itself, since a person waits.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final, TypeVar

from bot.core.limits import Limits, Seen, What, Who
from bot.core.log import logger
from bot.core.metrics import Metrics
from corpus.store.community import Community

if TYPE_CHECKING:
    from corpus.store.peers import Peers

T = TypeVar("T")

log = logger(__name__)

IDENTIFY_SECONDS: Final = 5.5
"""Seconds that Discord wants between two sessions begun in one bucket, and some for the way there."""


class Agreement:
    """Asks the other processes, if there may be any; `limits` counts where there are none.

    The database is given so many `seconds`, of the three within which a person is answered.
    """

    def __init__(
        self, community: Community, limits: Limits, metrics: Metrics, *, seconds: float = 1.0
    ) -> None:
        self._seconds = seconds
        self._community = community
        self._limits = limits
        self._metrics = metrics
        self._seen = Seen()

    async def first(self, event: int) -> bool:
        """Tell whether an interaction or a message was handled by no process yet; it is from now on."""
        if not self._seen.first(event):
            return False
        return await self._ask(lambda peers: peers.first(event), lambda: True)

    async def count(
        self, user: int, guild: int | None, *, user_rate: int, guild_rate: int, what: What = "question"
    ) -> tuple[Who, int] | None:
        """Count one question or press; or return who had too many and the seconds to wait; see Limits."""

        def alone() -> tuple[Who, int] | None:
            return self._limits.count(user, guild, user_rate=user_rate, guild_rate=guild_rate, what=what)

        async def together(peers: Peers) -> tuple[Who, int] | None:
            keys = [(f"{what} user {self._community.asker(user)}", user_rate)]
            keys += [] if guild is None else [(f"{what} guild {guild}", guild_rate)]
            full = await peers.count(keys)
            return None if full is None else (("user", "guild")[full[0]], max(1, math.ceil(full[1])))

        return await self._ask(together, alone)

    async def identify_turn(self, bucket: int) -> float | None:
        """Take the next turn to begin a session; return the seconds until it comes; None for none."""
        return await self._ask(lambda peers: peers.turn(f"identify {bucket}", IDENTIFY_SECONDS), lambda: None)

    async def sweep(self) -> None:
        """Delete what counts no more."""
        await self._ask(lambda peers: peers.sweep(), lambda: None)

    async def _ask(self, together: Callable[[Peers], Awaitable[T]], alone: Callable[[], T]) -> T:
        peers = self._community.peers
        if peers is None:
            return alone()
        try:
            async with asyncio.timeout(self._seconds):
                return await together(peers)
        except Exception as error:
            self._metrics.errors.labels("agreement").inc()
            log.warning("the other processes could not be asked", problem=repr(error))
            return alone()
