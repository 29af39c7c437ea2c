"""The Discord bot put together: what lives as long as the process, and the features of each client.

A new feature is a package with a cog; it is named in `DiscordBot.features`, and nothing else knows of it.
What one feature needs of another it is handed here.
"""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from discord.ext import commands

from bot.about.commands import About
from bot.ask.commands import Ask
from bot.ask.responder import Responder
from bot.ask.stored_answers import unpack
from bot.core.access import moderators_command
from bot.core.client import Feature, Footbridge
from bot.core.connection import be_quiet, connector, point
from bot.core.log import configure, logger
from bot.core.metrics import MetricsServer
from bot.core.running import run
from bot.core.services import Services
from bot.documents.additions import DocumentAdditions
from bot.documents.commands import DocumentCommands
from bot.documents.paste import open_paste
from bot.insights.commands import InsightsCommand
from bot.lookup.brief import Brief
from bot.lookup.city import City
from bot.lookup.verify import Verify
from bot.phrases import moderator_commands as words
from bot.rebuild.commands import IndexCommands
from bot.rebuild.jobs import Rebuilds
from bot.records.additions import RecordAdditions
from bot.records.commands import RecordCommands
from bot.settings.commands import SettingsCommands
from bot.shared.operator_settings import Settings
from bot.uploads.additions import Additions
from bot.uploads.pending import PendingAdditions
from corpus.errors import StateInUseError, UsageError

log = logger(__name__)

_SWITCH = 0.001
"""Seconds that a thread in pure Python may keep the others out: Discord's loop has several beside it."""

_IN_USE_PAUSE = 5.0
"""Seconds between two looks whether another process has done with the state folder."""


class DiscordBot:
    """What lives as long as the process: the services, and what features keep beyond one client."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.additions = Additions(services)
        self.documents = DocumentAdditions(services, self.additions)
        self.records = RecordAdditions(services, self.additions)
        self.rebuilds = Rebuilds(services)

    @classmethod
    async def open(cls, settings: Settings, *, clock: Callable[[], float] = time.time) -> DiscordBot:
        """Open the state folder for writing and load what is needed; raises StateError, ModelError."""
        return cls(await Services.open(settings, clock=clock))

    async def close(self) -> None:
        """Leave a rebuild to the next process, and close everything."""
        await self.rebuilds.close()
        await self.services.close()

    def client(self) -> Footbridge:
        """Make a client that runs once."""
        options = {"connector": connector(self.services.settings)}
        return Footbridge(self.services, self.features(), **options)

    def features(self) -> tuple[Feature, ...]:
        """Return what a client can do."""
        responder = Responder(self.services)
        return (
            lambda client: Ask(client, responder),
            lambda client: City(client, responder.show_answer),
            lambda client: Brief(client, responder.show_answer),
            Verify,
            About,
            lambda client: PendingAdditions(client, self.additions),
            lambda client: Corpus(client, self),
            lambda client: IndexCommands(client, self.rebuilds),
            lambda client: InsightsCommand(client, open_paste, unpack),
            SettingsCommands,
        )


@moderators_command
class Corpus(
    RecordCommands, DocumentCommands, commands.GroupCog, group_name="corpus", group_description=words.CORPUS
):
    """`/corpus`, whose subcommands are those for documents and those for records."""

    def __init__(self, client: Footbridge, bot: DiscordBot) -> None:
        DocumentCommands.__init__(self, client, bot.additions, bot.documents)
        RecordCommands.__init__(self, client, bot.records)


def main(settings: Settings) -> int:
    """Run the bot until it is told to stop; return the exit code. Raises FootbridgeError."""
    configure(settings.log_level, settings.log_format)
    be_quiet()
    sys.setswitchinterval(_SWITCH)
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(settings))
    return 0


async def serve(settings: Settings) -> None:
    """Open everything, run the client until a signal stops it, close everything."""
    if settings.token is None or not settings.token.get_secret_value().strip():
        raise UsageError(
            "DISCORD_TOKEN is not set. Put the bot's token there or in a file .env; "
            "`run.py bot --check` lists the settings."
        )
    point(settings)
    bot = await open_when_free(settings)
    services = bot.services
    _spare_the_collector()
    server = MetricsServer(services.metrics, lambda: health(services))
    lag = asyncio.create_task(services.metrics.watch_lag())
    try:
        if settings.metrics_port is not None:
            await _start_metrics(server, settings)
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        await run(services, stop, bot.client)
    finally:
        lag.cancel()
        await server.close()
        await bot.close()


async def open_when_free(settings: Settings) -> DiscordBot:
    """Open the state folder; while another process changes it, wait and try again, and say so once."""
    waiting = False
    while True:
        try:
            return await DiscordBot.open(settings)
        except StateInUseError as error:
            if not waiting:
                log.warning("the bot starts when the state folder is free", problem=str(error))
            waiting = True
            await asyncio.sleep(_IN_USE_PAUSE)


def _spare_the_collector() -> None:
    """Keep modules, index and corpus out of Python's garbage collector: they stay until the end.

    A full collection stops every thread for as long as it walks over them.
    """
    gc.collect()
    gc.freeze()


def health(services: Services) -> dict[str, object]:
    """Tell what `/healthz` shows; `ok` while Discord and the knowledge base can be asked."""
    gateway, open_ = services.gateway.health(), services.worker.is_open
    return gateway | {
        "ok": gateway["ok"] and open_,
        "knowledge": "open" if open_ else "closed",
        "revision": services.revision,
        "queue": services.worker.waiting,
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
