"""`/index`: what it holds, building it anew, checking it."""

from __future__ import annotations

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.access import ModeratorContext, begin, moderators_command
from bot.core.client import Footbridge
from bot.core.components import Pressed
from bot.core.errors import SaidError
from bot.core.log import logger
from bot.phrases import moderator_commands as words
from bot.rebuild.jobs import BusyError, Rebuild, Rebuilds
from bot.rebuild.progress import Follower, since, who
from bot.render.answer import ANSWERED
from bot.render.text import shown
from bot.shared import golden
from corpus.errors import FootbridgeError, StateError
from corpus.model import SHARED

log = logger(__name__)

_LINES = 10


@moderators_command
class IndexCommands(commands.GroupCog, group_name="index", group_description=words.INDEX):
    """The index, as moderators see it."""

    def __init__(self, client: Footbridge, rebuilds: Rebuilds) -> None:
        self.client = client
        self._rebuilds = rebuilds
        self._followers: set[asyncio.Task[None]] = set()

    async def cog_load(self) -> None:
        """Go on with rebuilds of an earlier process, and show those that this one has under way."""
        self.client.components.for_moderators("stop", self._stop)
        for rebuild in await self._rebuilds.take_up():
            self._follow(rebuild)

    async def cog_unload(self) -> None:
        """Stop showing; the rebuild itself goes on, and the next client shows it."""
        for task in self._followers:
            task.cancel()
        await asyncio.gather(*self._followers, return_exceptions=True)

    @app_commands.command(description=words.INDEX_STATUS)
    async def status(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Show what the index holds for this server."""
        context = await begin(interaction)
        p = context.p
        state = await self.client.services.worker.run(lambda kb: kb.index.status())
        own, shared = state.scopes.get(context.scope, 0), state.scopes.get(SHARED, 0)
        text = p.status_text.format(
            passages=f"{own + shared:,}", own=f"{own:,}", shared=f"{shared:,}",
            generation=state.generation or p.status_memory, created=state.created[:16].replace("T", " "),
            changed=state.changed, model=shown(state.model, 100), engine=state.engine,
            dimensions=state.dimensions,
        )  # fmt: skip
        running = self._rebuilds.running
        if running is not None:
            text += "\n" + p.status_running.format(since=since(running), percent=running.percent)
        await context.show(discord.Embed(title=p.status_title, description=text, colour=ANSWERED))

    @app_commands.command(description=words.INDEX_REBUILD)
    @app_commands.describe(preview=words.INDEX_PREVIEW)
    async def rebuild(self, interaction: discord.Interaction[Footbridge], preview: bool = False) -> None:
        """Build the index anew; one at a time, and every server's questions go on meanwhile."""
        running = self._rebuilds.running
        context = await begin(interaction, private=running is not None)
        if preview and running is None:
            await asyncio.to_thread(self._golden, context)
        token = context.token(private=False)
        payload = {
            "user": context.user, "guild": context.server, "channel": interaction.channel_id, "token": token,
            "locale": context.locale, "preview": preview,
        }  # fmt: skip
        try:
            rebuild = await self._rebuilds.start(context.scope, payload)
        except BusyError as busy:
            await context.say(_busy(context, busy.rebuild))
            return
        self._follow(rebuild)
        await context.record("rebuild", "preview" if preview else None)

    def _golden(self, context: ModeratorContext) -> None:
        """Refuse a preview where no golden questions can be read, before anything is built."""
        try:
            golden.read(self.client.services.settings.data)
        except FootbridgeError as error:  # which names files of the operator's machine
            raise SaidError(context.p.golden_none) from error

    @app_commands.command(description=words.INDEX_ROLLBACK)
    async def rollback(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Use the generation before the one in use."""
        context = await begin(interaction)
        p, worker = context.p, self.client.services.worker
        if self._rebuilds.running is not None:
            await context.say(_busy(context, self._rebuilds.running))
            return
        try:
            name = await worker.run(lambda kb: kb.index.rollback())
        except StateError as error:  # which names folders of the operator's machine
            log.info("no earlier generation", problem=str(error))
            raise SaidError(p.rollback_none) from error
        await context.record("rollback", name)
        await self.client.services.refresh_revision()
        state = await worker.run(lambda kb: kb.index.status())
        count = sum(state.scopes.get(scope, 0) for scope in context.scopes)
        await context.say(p.rolled_back.format(generation=state.generation, passages=f"{count:,}"))

    @app_commands.command(description=words.INDEX_VERIFY)
    async def verify(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Compare index, passages and texts."""
        context = await begin(interaction)
        p = context.p
        if self._rebuilds.running is not None:
            await context.say(_busy(context, self._rebuilds.running))
            return
        problems = await self.client.services.worker.run(lambda kb: kb.index.verify())
        if not problems:
            state = await self.client.services.worker.run(lambda kb: kb.index.status())
            count = sum(state.scopes.get(scope, 0) for scope in context.scopes)
            await context.say(p.verify_fine.format(passages=f"{count:,}"))
            return
        # what concerns another server is counted, and shown to that server only
        ours = [
            one for one in problems if not one.startswith("guild:") or one.startswith(f"{context.scope}:")
        ]
        lines = "\n".join(f"• {shown(one, 150)}" for one in ours[:_LINES])
        await context.say(p.verify_wrong.format(count=len(problems), lines=lines))

    def _follow(self, rebuild: Rebuild) -> None:
        task = asyncio.create_task(self._show(rebuild))
        self._followers.add(task)
        task.add_done_callback(self._followers.discard)

    async def _show(self, rebuild: Rebuild) -> None:
        await self.client.services.ready.wait()
        try:
            await Follower(self.client, self.client.services, self._rebuilds, rebuild).follow()
        except Exception as error:
            self.client.services.incident("rebuild", error)

    async def _stop(self, context: ModeratorContext, pressed: Pressed) -> None:
        """Stop the rebuild that is shown, if it is this server's."""
        await context.defer()
        rebuild = self._rebuilds.running
        if rebuild is None or rebuild.scope != context.scope or not self._rebuilds.stop(pressed.key):
            await context.say(context.p.gone)
            return
        await context.record("cancel rebuild")
        await context.say(context.p.cancelling)


def _busy(context: ModeratorContext, rebuild: Rebuild) -> str:
    if rebuild.scope != context.scope:
        return context.p.rebuild_busy_elsewhere.format(since=since(rebuild), percent=rebuild.percent)
    return context.p.rebuild_busy.format(who=who(rebuild), since=since(rebuild), percent=rebuild.percent)
