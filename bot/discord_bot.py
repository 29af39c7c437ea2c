"""Running the bot: the outer loop that starts the client again, the check of the settings, the end."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
import ssl
import sys
from collections.abc import Callable
from pathlib import Path

import aiohttp
import discord
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.core.client import Footbridge, wait_closed
from bot.core.log import configure, logger
from bot.core.metrics import MetricsServer
from bot.core.services import App
from bot.shared.operator_settings import Settings
from corpus.errors import FootbridgeError, UsageError

log = logger(__name__)

_FATAL = {
    4004: "Discord does not accept this token. Copy the bot's token anew from the developer portal.",
    4010: "Discord does not know this shard. This is a fault of Footbridge; please report it.",
    4011: "Discord asks for more shards than were started. Start the bot again.",
    4012: "Discord no longer speaks this version of its gateway. Update Footbridge.",
    4013: "Discord does not know an intent asked for. This is a fault of Footbridge; please report it.",
    4014: "Discord forbids an intent that was asked for. See the bot's page in the developer portal.",
}
_PAUSES = (0.5, 1, 2, 4, 8, 8, 8, 8, 15, 15, 15, 15, 30, 60, 120, 300)
"""Seconds before each new start of the client; with the last one 1,000 IDENTIFY a day are never reached."""

_STEADY = 60.0
"""Seconds of a ready gateway after which the pauses begin anew."""


_SWITCH = 0.001
"""Seconds that a thread in pure Python may keep the others out: Discord's loop has several beside it."""


class FatalError(FootbridgeError):
    """Discord refuses the bot, and will again: starting anew is useless."""


class _Resolver(AbstractResolver):
    """Sends every host to one address; for tests and for networks with a gateway of their own."""

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Answer with the one address."""
        return [
            ResolveResult(
                hostname=host, host=self._host, port=self._port, family=socket.AF_INET, proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]  # fmt: skip

    async def close(self) -> None:
        """Hold nothing."""


def connector(settings: Settings) -> aiohttp.BaseConnector | None:
    """Make the connector that the settings ask for, None for the library's own; inside a running loop."""
    if settings.discord_address is None and settings.discord_ca is None:
        return None
    context = ssl.create_default_context(cafile=str(settings.discord_ca) if settings.discord_ca else None)
    if settings.discord_address is None:
        return aiohttp.TCPConnector(limit=0, ssl=context)
    host, _, port = settings.discord_address.rpartition(":")
    return aiohttp.TCPConnector(limit=0, ssl=context, resolver=_Resolver(host, int(port)))


def point(settings: Settings) -> None:
    """Use the API and gateway addresses of the settings, where they are set."""
    if settings.discord_api is not None:
        Route.BASE = settings.discord_api
    if settings.discord_gateway is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway)


def main(settings: Settings) -> int:
    """Run the bot until it is told to stop; return the exit code."""
    configure(settings.log_level, settings.log_format)
    sys.setswitchinterval(_SWITCH)
    try:
        asyncio.run(serve(settings))
    except FootbridgeError as error:
        print(str(error), file=sys.stderr)  # noqa: T201
        return error.exit_code
    except KeyboardInterrupt:
        return 0
    return 0


async def serve(settings: Settings) -> None:
    """Open everything, run the client until a signal stops it, close everything."""
    if settings.token is None or not settings.token.get_secret_value().strip():
        raise UsageError(
            "DISCORD_TOKEN is not set. Put the bot's token there or in a file .env; "
            "`run.py bot --check` lists the settings."
        )
    point(settings)
    app = await App.open(settings)
    _spare_the_collector()
    server = MetricsServer(app.metrics, lambda: health(app))
    lag = asyncio.create_task(app.metrics.watch_lag())
    try:
        if settings.metrics_port is not None:
            await _start_metrics(server, settings)
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        await run(app, stop)
    finally:
        lag.cancel()
        await server.close()
        await app.close()


def _spare_the_collector() -> None:
    """Keep modules, index and corpus out of Python's garbage collector: they stay until the end.

    A full collection stops every thread for as long as it walks over them.
    """
    gc.collect()
    gc.freeze()


async def run(app: App, stop: asyncio.Event, make: Callable[[App], Footbridge] | None = None) -> None:
    """Start a client again and again, with a pause that grows, until `stop`; raises FatalError.

    A failed first connect or a malformed event ends discord.py's client; the App lives on.
    """
    make = make or _make
    failures = 0
    while not stop.is_set():
        client = make(app)
        app.metrics.starts.inc()
        began = asyncio.get_running_loop().time()
        problem = await _run_once(app, client, stop)
        if stop.is_set():
            return
        if asyncio.get_running_loop().time() - began >= _STEADY:
            failures = 0
        pause = _PAUSES[min(failures, len(_PAUSES) - 1)]
        failures += 1
        log.warning("the client ended and is started again", seconds=pause, problem=repr(problem))
        try:
            async with asyncio.timeout(pause):
                await stop.wait()
        except TimeoutError:
            continue


async def _run_once(app: App, client: Footbridge, stop: asyncio.Event) -> BaseException | None:
    token = app.settings.token
    assert token is not None
    running = asyncio.create_task(client.start(token.get_secret_value().strip()))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        await wait_closed(client)
        running.cancel()
        (result,) = await asyncio.gather(running, return_exceptions=True)
    _raise_fatal(result)
    return result if isinstance(result, BaseException) else None


def _raise_fatal(problem: object) -> None:
    if isinstance(problem, discord.LoginFailure):
        raise FatalError(_FATAL[4004]) from problem
    if isinstance(problem, discord.PrivilegedIntentsRequired):
        raise FatalError(_FATAL[4014]) from problem
    if isinstance(problem, discord.ConnectionClosed) and problem.code in _FATAL:
        raise FatalError(_FATAL[problem.code]) from problem


def _make(app: App) -> Footbridge:
    return Footbridge(app, connector=connector(app.settings))


def health(app: App) -> dict[str, object]:
    """Tell what `/healthz` shows; `ok` while the gateway is ready."""
    return {
        "ok": app.ready.is_set(),
        "gateway": "ready" if app.ready.is_set() else "not connected",
        "revision": app.revision,
        "queue": app.worker.waiting,
    }


async def _start_metrics(server: MetricsServer, settings: Settings) -> None:
    assert settings.metrics_port is not None
    try:
        await server.start(settings.metrics_host, settings.metrics_port)
    except OSError as error:
        raise UsageError(
            f"Metrics cannot be served on {settings.metrics_host}:{settings.metrics_port} "
            f"({error.strerror}). "
            "Set FOOTBRIDGE_METRICS_PORT to another port, or to “off”."
        ) from None
    log.info("metrics", url=f"http://{settings.metrics_host}:{server.port}/metrics")


def check(settings: Settings) -> list[str]:
    """Test the settings without starting the bot; return one line for each thing that is missing or wrong."""
    problems = [*_check_files(settings), *_check_port(settings)]
    token = settings.token.get_secret_value().strip() if settings.token else ""
    if not token:
        return ["DISCORD_TOKEN is not set: put the bot's token there or in a file .env.", *problems]
    if any(sign.isspace() for sign in token):
        return ["DISCORD_TOKEN holds a space or a line end: copy the token anew.", *problems]
    point(settings)
    return [*problems, *asyncio.run(_check_login(settings, token))]


def _check_files(settings: Settings) -> list[str]:
    problems = []
    folder = settings.data if settings.data.exists() else settings.data.absolute().parent
    if not folder.is_dir():
        problems.append(f"FOOTBRIDGE_DATA: {folder} is no folder.")
    else:
        probe = folder / ".footbridge-check"
        try:
            probe.touch()
            probe.unlink()
        except OSError as error:
            problems.append(f"FOOTBRIDGE_DATA: {folder} cannot be written ({error.strerror}).")
    if settings.model is not None and ("/" in settings.model or "\\" in settings.model):
        path = Path(settings.model)
        if path.is_absolute() and not path.is_dir():
            problems.append(f"FOOTBRIDGE_MODEL: there is no folder {path}.")
    if settings.discord_ca is not None and not settings.discord_ca.is_file():
        problems.append(f"FOOTBRIDGE_DISCORD_CA: there is no file {settings.discord_ca}.")
    return problems


def _check_port(settings: Settings) -> list[str]:
    if not settings.metrics_port:
        return []
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.metrics_host, settings.metrics_port))
        except OSError as error:
            where = f"{settings.metrics_host}:{settings.metrics_port}"
            return [f"FOOTBRIDGE_METRICS_PORT: {where} cannot be used ({error.strerror})."]
    return []


async def _check_login(settings: Settings, token: str) -> list[str]:
    client = discord.Client(intents=discord.Intents.none(), connector=connector(settings))
    try:
        async with asyncio.timeout(15):
            await client.login(token)
    except discord.LoginFailure:
        return [f"DISCORD_TOKEN: {_FATAL[4004]}"]
    except (discord.HTTPException, OSError, aiohttp.ClientError, TimeoutError) as error:
        return [f"Discord could not be reached from here ({type(error).__name__}); the token was not tested."]
    finally:
        await client.close()
    return []
