"""What lives as long as the process: knowledge base, community's tables, limits, conversations, metrics.

The Discord client comes and goes (it is started again when it fails); Services stay and are handed to each.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.core.agreement import Agreement
from bot.core.conversations import Conversations
from bot.core.directory import Directories
from bot.core.gateway import Gateway
from bot.core.hearing import Hearing
from bot.core.limits import Limits
from bot.core.log import logger
from bot.core.metrics import Metrics
from bot.core.worker import Worker
from bot.phrases.members import Phrases, phrases
from bot.phrases.moderators import ModeratorPhrases, moderator_phrases
from bot.shared.operator_settings import Settings
from corpus.errors import FootbridgeError
from corpus.model import SHARED
from corpus.store import databases
from corpus.store.community import Community
from corpus.store.people import Forgotten, Server, server_of, server_scope

if TYPE_CHECKING:
    from bot.shared.knowledge_base import KnowledgeBase

log = logger(__name__)

DIRECT = "direct"
"""The scope of what is asked in direct messages: no server's moderators see it, so no text is stored."""


class Services:
    """Everything that commands, buttons and listeners share; made by `Services.open`.

    `corpus_changed` is set when documents were added, so that who waits for an answer is told; `forgetters`
    are told whom to forget, by the name of what remembers; `sweepers` drop from memory what is
    kept no longer, also where nothing happens; `hearing` is told what other processes change, `agreement` is
    what all of them agree on; `rebuilding` says whether the index is being built anew.
    """

    def __init__(self, settings: Settings, worker: Worker, community: Community, clock: Callable[[], float]):
        self.settings = settings
        self.shards = settings.sharding
        self.worker = worker
        self.community = community
        self.clock = clock
        self.metrics = Metrics()
        self.metrics.queue.set_function(lambda: worker.waiting)
        self.limits = Limits(clock)
        self.agreement = Agreement(community, self.limits, self.metrics)
        self.conversations = Conversations(clock)
        self.directories = Directories(worker)
        self.servers: dict[int, Server] = {}
        self.revision = 0
        self.gateway = Gateway(self.metrics)
        self.corpus_changed = asyncio.Event()
        self.rebuilding: Callable[[], bool] = lambda: False
        self.forgetters: dict[str, Callable[[int], object]] = {
            "conversations": self.conversations.forget_user, "limits": self.limits.forget_user
        }  # fmt: skip
        self.sweepers: dict[str, Callable[[], object]] = {
            "conversations": self.conversations.sweep, "limits": self.limits.sweep
        }  # fmt: skip
        self.hearing = Hearing(community, self.servers, self.incident)

    @classmethod
    async def open(cls, settings: Settings, *, clock: Callable[[], float] = time.time) -> Services:
        """Open the state folder for writing and load what is needed; raises StateError, ModelError."""
        address = settings.database.get_secret_value() if settings.database else None
        database = databases.of(settings.data, address)

        async def open_knowledge_base() -> KnowledgeBase:
            from bot.shared.knowledge_base import KnowledgeBase  # noqa: PLC0415 - heavy, for its thread

            return await KnowledgeBase.open(
                settings.data, write=True, model=settings.model, database=database
            )

        worker = Worker(open_knowledge_base, bound=settings.queue, concurrent=settings.concurrent)
        await worker.start()
        try:
            community = await Community.open(database, clock=clock)
            services = cls(settings, worker, community, clock)
            services.servers.update(await community.servers.all())
            await services.refresh_revision()
            await services.hearing.start()
        except BaseException:
            await worker.close()
            raise
        return services

    async def close(self) -> None:
        """Close the knowledge base and the tables."""
        await self.hearing.stop()
        await self.worker.close()
        await self.community.close()

    @property
    def ready(self) -> asyncio.Event:
        """Return what is set while Discord can be reached by any shard."""
        return self.gateway.ready

    # servers, and what is said and searched there

    def server(self, guild: int | None) -> Server:
        """Return a server's settings, the defaults where it has set none."""
        return self.servers.get(guild or 0) or Server(guild or 0)

    async def save_server(self, server: Server) -> None:
        """Store a server's settings and use them from now on."""
        await self.community.servers.save(server)
        self.servers[server.guild] = server

    def phrases(self, guild: int | None, locale: str | None = None) -> Phrases:
        """Pick the sentences: the server's language where it has set one, else the reader's."""
        return phrases(self.language(guild, locale))

    def language(self, guild: int | None, locale: str | None = None) -> str | None:
        """Return the tag of the language that is spoken: what the server has set, else the reader's."""
        return self.server(guild).language or locale

    def moderator_phrases(self, guild: int | None, locale: str | None = None) -> ModeratorPhrases:
        """Pick the sentences to moderators, as `phrases` does those to members."""
        return moderator_phrases(self.language(guild, locale))

    def answers_for(self, scope: str) -> bool:
        """Tell whether what is left to do in a scope is this process' to do: a server's is its shard's."""
        return self.shards.holds(server_of(scope))

    def scopes(self, guild: int | None) -> tuple[str, ...]:
        """Return what may be searched there: the shared corpus and the server's own."""
        return (SHARED,) if guild is None else (SHARED, scope_of(guild))

    # the corpus and its index

    async def refresh_revision(self) -> bool:
        """Read the corpus's revision, and the index's; true when the corpus has grown since."""
        revision, searched = await self.worker.run(_revisions)
        grown = revision > self.revision
        self.revision = revision
        self.metrics.generation.set(searched)
        return grown

    async def make_searchable(self) -> None:
        """Bring the index up to the corpus; a rebuild that is running takes over what was added meanwhile."""
        try:
            await self.worker.run(lambda kb: kb.index.refresh())
            await self.refresh_revision()
        except FootbridgeError as error:  # it is stored; the next refresh finds it
            self.incident("refresh", error)

    async def follow(self) -> None:
        """Search what other processes have stored, and have it told to those who wait for it."""
        revision, searched = await self.worker.run(_revisions)
        if revision != searched:
            await self.make_searchable()
            self.corpus_changed.set()

    # people, and what nobody expected

    async def forget(self, user: int) -> Forgotten:
        """Delete everything of a user, everywhere, now; raises what the tables raise."""
        for forget in self.forgetters.values():
            forget(user)
        return await self.community.forget(user)

    def incident(self, where: str, error: BaseException) -> str:
        """Log an error that nobody expected under a short number, which the person is told."""
        number = secrets.token_hex(3)
        self.metrics.errors.labels(where).inc()
        log.error("unexpected", where=where, incident=number, exc_info=error)
        return number


async def _revisions(kb: KnowledgeBase) -> tuple[int, int]:
    return await kb.store.revision(), kb.index.revision


def scope_of(guild: int | None) -> str:
    """Name the scope in which a server's questions and documents are stored."""
    return DIRECT if guild is None else server_scope(guild)
