"""How the gateway is: each shard, and whether the client has to be started again and again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from bot.core.metrics import Metrics

STEADY: Final = 60.0
"""Seconds of a ready gateway after which a client counts as one that stays."""

_CIRCLE: Final = 2
"""So many ends of clients in a row, none of which stayed, are a circle."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Whether a shard is ready, and since when (seconds of the gateway's clock)."""

    ready: bool
    since: float


class Gateway:
    """Told by each client, and by what starts clients; `ready` is set while any shard answers."""

    def __init__(self, metrics: Metrics, clock: Callable[[], float] = time.monotonic) -> None:
        self.ready = asyncio.Event()
        self._metrics = metrics
        self._clock = clock
        self._shards: dict[int, Shard] = {}
        self._ready_since: float | None = None
        self._stayed = False
        self._ends = 0
        self._is_open: Callable[[int], bool] = lambda _: True

    # told by a client

    def watch(self, is_open: Callable[[int], bool]) -> None:
        """Ask a client itself whether a shard's connection is open, beside what it tells.

        discord.py tells that a shard is gone only when it turns to it, which it puts off while it waits for
        another shard.
        """
        self._is_open = is_open

    def shard_ready(self, shard: int, count: int | None = None) -> None:
        """Note that a shard is ready, of `count` in all where that is known."""
        now = self._clock()
        for number in range(count or 0):
            self._shards.setdefault(number, Shard(ready=False, since=now))
        self._note(shard, ready=True)

    def shard_lost(self, shard: int) -> None:
        """Note that a shard is gone; it may come back."""
        self._note(shard, ready=False)

    def closed(self) -> None:
        """Note that the client was closed, and all its shards with it."""
        for shard in tuple(self._shards):
            self.shard_lost(shard)

    def _note(self, shard: int, *, ready: bool) -> None:
        known, now = self._shards.get(shard), self._clock()
        if known is None or known.ready != ready:
            self._shards[shard] = Shard(ready, now)
        self._metrics.shards.labels(str(shard)).set(ready)
        if not any(one.ready for one in self._shards.values()):
            self._stayed = self.has_stayed
            self.ready.clear()
            self._ready_since = None
        elif not self.ready.is_set():
            self.ready.set()
            self._ready_since = now
        self._metrics.connected.set(self.ready.is_set())

    # told by what starts clients

    def started(self) -> None:
        """Note that another client is started; it may have another number of shards."""
        self.closed()
        self._shards.clear()
        self._metrics.shards.clear()
        self._stayed = False
        self._metrics.starts.inc()

    def ended(self) -> int:
        """Note that the client ended; return how many did in a row since the last one that stayed."""
        self._ends = 1 if self.has_stayed else self._ends + 1
        return self._ends

    # asked by the operator

    @property
    def has_stayed(self) -> bool:
        """Tell whether the client has been ready for a while, without a break, at any time."""
        return self._stayed or (self._ready_since is not None and self._clock() - self._ready_since >= STEADY)

    @property
    def in_circle(self) -> bool:
        """Tell whether clients end one after the other, and the present one has not stayed yet."""
        return self._ends >= _CIRCLE and not self.has_stayed

    def health(self) -> dict[str, Any]:
        """Tell what `/healthz` shows; `ok` while any shard answers and clients do not end in a circle."""
        now = self._clock()
        ready = {number: one.ready and self._is_open(number) for number, one in self._shards.items()}
        some = any(ready.values())
        state = "ready" if some and all(ready.values()) else "partly ready" if some else "not connected"
        return {
            "ok": some and not self.in_circle,
            "gateway": "restarted in a circle" if self.in_circle else state,
            "shards": [
                {"shard": number, "ready": ready[number], "seconds": round(now - shard.since, 1)}
                for number, shard in sorted(self._shards.items())
            ],
            "restarts": self._ends,
        }
