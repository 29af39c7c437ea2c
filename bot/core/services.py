"""What lives as long as the process: the desk, the community's tables, limits, conversations, metrics.

The Discord client comes and goes (it is started again when it fails); an App stays and is handed to each.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from bot.core.conversations import Conversations
from bot.core.directory import Lookup
from bot.core.limits import Limits, Seen
from bot.core.log import logger
from bot.core.metrics import Metrics
from bot.core.worker import Worker
from bot.phrases.members import Phrases, phrases
from bot.rebuild.jobs import Rebuilds
from bot.shared.operator_settings import Settings
from bot.uploads.additions import Adding
from corpus.model import SHARED
from corpus.store.community import Community
from corpus.store.files import DATABASE
from corpus.store.people import Server, server_scope

if TYPE_CHECKING:
    from bot.shared.knowledge_base import Desk

log = logger(__name__)

DIRECT = "direct"
"""The scope of what is asked in direct messages: no server's moderators see it, so no text is stored."""


class App:
    """Everything that commands, buttons and listeners need; made by `App.open`."""

    def __init__(self, settings: Settings, worker: Worker, community: Community, clock: Callable[[], float]):
        self.settings = settings
        self.worker = worker
        self.community = community
        self.clock = clock
        self.metrics = Metrics()
        self.metrics.queue.set_function(lambda: worker.waiting)
        self.limits = Limits(clock)
        self.seen = Seen()
        self.conversations = Conversations(clock)
        self.lookup = Lookup(worker)
        self.adding = Adding(self)
        self.rebuilds = Rebuilds(self)
        self.servers: dict[int, Server] = {}
        self.revision = 0
        self.ready = asyncio.Event()

    @classmethod
    async def open(
        cls,
        settings: Settings,
        *,
        opener: Callable[[], Awaitable[Desk]] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> App:
        """Open the state folder for writing and load what is needed; raises StateError, ModelError."""

        async def open_desk() -> Desk:
            from bot.shared.knowledge_base import Desk  # noqa: PLC0415  (heavy, and only the desk's thread needs it)

            return await Desk.open(settings.data, write=True, model=settings.model)

        worker = Worker(opener or open_desk, bound=settings.queue, concurrent=settings.concurrent)
        await worker.start()
        try:
            community = await Community.open(settings.data / DATABASE, clock=clock)
            app = cls(settings, worker, community, clock)
            app.servers = await community.servers.all()
            await app.refresh_revision()
        except BaseException:
            await worker.close()
            raise
        return app

    async def close(self) -> None:
        """Close the desk and the tables."""
        await self.rebuilds.close()
        await self.worker.close()
        await self.community.close()

    def server(self, guild: int | None) -> Server:
        """Return a server's settings, the defaults where it has set none."""
        return self.servers.get(guild or 0) or Server(guild or 0)

    async def save_server(self, server: Server) -> None:
        """Store a server's settings and use them from now on."""
        await self.community.servers.save(server)
        self.servers[server.guild] = server

    def phrases(self, guild: int | None, locale: str | None = None) -> Phrases:
        """Pick the sentences: the server's language where it has set one, else the reader's."""
        return phrases(self.server(guild).language or locale)

    def scopes(self, guild: int | None) -> tuple[str, ...]:
        """Return what may be searched there: the shared corpus and the server's own."""
        return (SHARED,) if guild is None else (SHARED, scope_of(guild))

    async def refresh_revision(self) -> bool:
        """Read the corpus's revision, and the index's; true when the corpus has grown since."""
        revision, searched = await self.worker.run(_revisions)
        grown = revision > self.revision
        self.revision = revision
        self.metrics.generation.set(searched)
        return grown

    def incident(self, where: str, error: BaseException) -> str:
        """Log an error that nobody expected under a short number, which the person is told."""
        number = secrets.token_hex(3)
        self.metrics.errors.labels(where).inc()
        log.error("unexpected", where=where, incident=number, exc_info=error)
        return number


async def _revisions(desk: Desk) -> tuple[int, int]:
    return await desk.store.revision(), desk.index.revision


def scope_of(guild: int | None) -> str:
    """Name the scope in which a server's questions and documents are stored."""
    return DIRECT if guild is None else server_scope(guild)
