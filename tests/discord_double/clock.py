from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

DISCORD_EPOCH_MS = 1_420_070_400_000


class Clock:
    """Tell the double the time; it stands still for deadlines unless told to run.

    `now()` (seconds) decides the 3 s and 15 min deadlines and moves only by `advance()`, so a slow machine
    never misses a deadline by accident. With `running=True` real time passes as well (load tests).
    `wall()` is real time plus whatever was advanced: timestamps and snowflakes come from it.
    """

    def __init__(self, *, running: bool = False) -> None:
        self._advanced = 0.0
        self._started = time.monotonic() if running else None
        self.listeners: list[Callable[[], None]] = []

    def now(self) -> float:
        running = 0.0 if self._started is None else time.monotonic() - self._started
        return self._advanced + running

    def wall(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._advanced)

    def advance(self, seconds: float) -> None:
        """Move time forward at once and let every deadline that has passed take effect."""
        self._advanced += seconds
        for listener in self.listeners:
            listener()


class Snowflakes:
    """Hand out ids that grow, one counter within a millisecond as Discord does."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        milliseconds = int(self._clock.wall().timestamp() * 1000) - DISCORD_EPOCH_MS
        self._last = max(self._last + 1, milliseconds << 22)
        return self._last

    def next_for_shards(self) -> int:
        """Return an id whose shard (id >> 22) differs from the one before, so guilds spread over shards."""
        self._last = max(((self._last >> 22) + 1) << 22, self.next())
        return self._last


def iso(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def created_at(snowflake: int) -> datetime:
    return datetime.fromtimestamp(((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000, UTC)
