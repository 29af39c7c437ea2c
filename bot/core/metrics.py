"""What an operator watches: Prometheus metrics and `/healthz`, served on a loopback port."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 30.0)
_LAG = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)


class Metrics:
    """The bot's counters in a registry of their own; `health` tells what is not well."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        made = self.registry
        self.questions = Counter(
            "footbridge_questions_total",
            "Questions by how they were asked and ended",
            ["way", "end"],
            registry=made,
        )
        self.acknowledged = Histogram(
            "footbridge_acknowledge_seconds", "From receiving an event to its acknowledgement",
            buckets=_SECONDS, registry=made,
        )  # fmt: skip
        self.answered = Histogram(
            "footbridge_answer_seconds",
            "From receiving a question to its answer shown",
            buckets=_SECONDS,
            registry=made,
        )
        self.presses = Counter(
            "footbridge_presses_total", "Presses of buttons and menus", ["action"], registry=made
        )
        self.commands = Counter("footbridge_commands_total", "Commands by name", ["name"], registry=made)
        self.errors = Counter(
            "footbridge_errors_total", "Errors by where they happened", ["where"], registry=made
        )
        self.delivery = Counter(
            "footbridge_delivery_total", "Requests to Discord by how they ended", ["end"], registry=made
        )
        self.starts = Counter("footbridge_client_starts_total", "Times the client was started", registry=made)
        self.lag = Histogram(
            "footbridge_loop_lag_seconds", "Lag of the event loop", buckets=_LAG, registry=made
        )
        self.worst_lag = Gauge("footbridge_loop_lag_worst_seconds", "The worst lag so far", registry=made)
        self.queue = Gauge("footbridge_queue", "Questions waiting or being answered", registry=made)
        self.connected = Gauge("footbridge_gateway_connected", "1 while any shard is ready", registry=made)
        self.shards = Gauge("footbridge_shard_ready", "1 while a shard is ready", ["shard"], registry=made)
        self.latency = Gauge(
            "footbridge_gateway_latency_seconds", "Heartbeat to its acknowledgement", registry=made
        )
        self.guilds = Gauge("footbridge_guilds", "Servers", registry=made)
        self.generation = Gauge(
            "footbridge_index_generation", "Corpus revision that the index serves", registry=made
        )

    async def watch_lag(self, *, every: float = 0.05) -> None:
        """Measure how late the event loop wakes, for ever."""
        loop = asyncio.get_running_loop()
        worst = 0.0
        while True:
            before = loop.time()
            await asyncio.sleep(every)
            late = max(0.0, loop.time() - before - every)
            self.lag.observe(late)
            if late > worst:
                worst = late
                self.worst_lag.set(worst)


class MetricsServer:
    """Serves `/metrics` and `/healthz`; `health` returns what is known, `ok` among it."""

    def __init__(self, metrics: Metrics, health: Callable[[], Mapping[str, Any]]) -> None:
        self._metrics = metrics
        self._health = health
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Listen; port 0 takes any free one, `port` then says which. Raises OSError when it is taken."""
        app = web.Application()
        app.router.add_get("/metrics", self._serve_metrics)
        app.router.add_get("/healthz", self._serve_health)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        try:
            await site.start()
        except OSError:
            await self.close()
            raise
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Stop listening."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    async def _serve_metrics(self, _request: web.Request) -> web.Response:
        text = generate_latest(self._metrics.registry)
        return web.Response(body=text, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})

    async def _serve_health(self, _request: web.Request) -> web.Response:
        found = dict(self._health())
        return web.json_response(found, status=200 if found.get("ok") else 503)
