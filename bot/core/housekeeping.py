"""What the bot does on its own: pick up unfinished questions, tell who waits, delete what is over time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import discord

from bot.ask.notices import Notices
from bot.core.delivery import UndeliverableError, deliver
from bot.core.log import logger
from bot.core.replies import resume
from bot.core.services import scope_of
from corpus.store.community import DAY
from corpus.store.people import Job, servers_of

if TYPE_CHECKING:
    from bot.core.client import Footbridge

log = logger(__name__)

PURGE_DAYS = 30
"""Days after which what belongs to a server that the bot left is deleted."""

_PICK_UP_EVERY = 10.0
_LOOK_EVERY = 20.0
_TIDY_EVERY = 3600.0


class Housekeeping:
    """Periodic work of one client; `corpus_changed` runs the look for answers at once."""

    def __init__(self, client: Footbridge) -> None:
        self._client = client
        self._app = client.app
        self._notices = Notices(client)
        self._tasks: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()

    def start(self) -> None:
        """Start the periodic work; it waits until the gateway is ready."""
        self._spawn(self._every(_PICK_UP_EVERY, self.pick_up))
        self._spawn(self._every(_LOOK_EVERY, self.look, wake=self._changed))
        self._spawn(self._every(_TIDY_EVERY, self.tidy))

    async def stop(self) -> None:
        """Stop it."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()

    def corpus_changed(self) -> None:
        """Say that documents were added, so that who waits for an answer is told without delay."""
        self._changed.set()

    async def pick_up(self) -> None:
        """Answer questions that an earlier process left unfinished; delete messages left to delete."""
        for job in await self._client.asking.unfinished():
            reply = resume(self._client, self._app.metrics, job.payload["reply"])
            self._spawn(self._client.asking.pick_up(job, reply))
        for job in await self._app.community.servers.jobs("unsend"):
            await self._unsend(job)

    async def look(self) -> None:
        """Ask again what people wait for, when the corpus has grown since."""
        self._changed.clear()
        await self._app.refresh_revision()
        await self._notices.look()

    async def tidy(self) -> None:
        """Delete what is older than it may become, and the servers that were left long ago."""
        app = self._app
        await app.community.expire(question_days=app.settings.question_days)
        app.conversations.sweep()
        for guild in await app.community.servers.departed(before=app.community.now() - PURGE_DAYS * DAY):
            scope = scope_of(guild)
            await app.worker.run(lambda desk, scope=scope: desk.store.purge(scope))  # type: ignore[misc]
            await app.worker.run(lambda desk: desk.index.refresh())
            await app.community.servers.purge(guild)
            app.servers.pop(guild, None)
            log.info("deleted what belonged to a server that was left", guild=guild)

    def servers_are_known(self) -> None:
        """Compare the servers that the gateway named with those that something is stored of."""
        self._spawn(self.reconcile_servers())

    async def reconcile_servers(self) -> None:
        """Note servers that were left while the bot was away, and those that took it back."""
        here = {guild.id for guild in self._client.guilds}
        servers = self._app.community.servers
        scopes = await self._app.worker.run(lambda desk: desk.store.scopes())
        for guild in (await servers.known() | servers_of(scopes)) - here:
            await servers.left(guild)
        for guild in here:
            await servers.returned(guild)

    async def _unsend(self, job: Job) -> None:
        """Delete the messages that a job names; it stays with those left while Discord is away."""
        servers, messages = self._app.community.servers, job.payload["messages"]
        for at, (channel, message) in enumerate(messages):
            partial = self._client.get_partial_messageable(channel).get_partial_message(message)
            try:
                await deliver(self._app.metrics, partial.delete)
            except UndeliverableError as error:
                log.info("a message could not be deleted", reason=str(error))
                if not error.final:  # it goes last, so that it holds up no other
                    left = [*messages[at + 1 :], messages[at]]
                    await servers.update_job(job.id, payload={"messages": left})
                    return
        await servers.end_job(job.id)

    async def _every(
        self, seconds: float, work: Callable[[], Awaitable[None]], *, wake: asyncio.Event | None = None
    ) -> None:
        while True:
            await self._app.ready.wait()
            try:
                await work()
            except (discord.DiscordException, UndeliverableError) as error:
                log.info("will be tried again", problem=repr(error))
            except Exception as error:
                self._app.incident("housekeeping", error)
            if wake is None:
                await asyncio.sleep(seconds)
                continue
            try:
                async with asyncio.timeout(seconds):
                    await wake.wait()
            except TimeoutError:
                pass

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._app.incident("housekeeping", error)
