"""`/index`: what it holds, building it anew, checking it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.moderating import Acting, begin
from bot.phrases import moderators as words
from bot.rebuild.jobs import BusyError, Rebuild
from bot.rebuild.progress import Follower, since, who
from bot.render.answer import ANSWERED
from bot.render.text import shown
from corpus.errors import FootbridgeError
from corpus.model import SHARED

if TYPE_CHECKING:
    from bot.core.client import Footbridge

    Interaction = discord.Interaction[Footbridge]

_LINES = 10


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class Index(commands.GroupCog, group_name="index", group_description=words.INDEX):
    """The index, as moderators see it."""

    def __init__(self, bot: Footbridge) -> None:
        self.bot = bot
        self._followers: set[asyncio.Task[None]] = set()

    async def cog_load(self) -> None:
        """Go on with rebuilds of an earlier process, and show those that this one has under way."""
        for rebuild in await self.bot.app.rebuilds.take_up():
            self._follow(rebuild)

    async def cog_unload(self) -> None:
        """Stop showing; the rebuild itself goes on, and the next client shows it."""
        for task in self._followers:
            task.cancel()
        await asyncio.gather(*self._followers, return_exceptions=True)

    @app_commands.command(description=words.INDEX_STATUS)
    async def status(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Show what the index holds for this server."""
        acting = await begin(interaction)
        p = acting.p
        state = await self.bot.app.worker.run(lambda desk: asyncio.to_thread(desk.index.status))
        own, shared = state.scopes.get(acting.scope, 0), state.scopes.get(SHARED, 0)
        text = p.status_text.format(
            passages=f"{own + shared:,}", own=f"{own:,}", shared=f"{shared:,}",
            generation=state.generation or p.status_memory, created=state.created[:16].replace("T", " "),
            changed=state.changed, model=shown(state.model, 100), engine=state.engine,
            dimensions=state.dimensions,
        )  # fmt: skip
        running = self.bot.app.rebuilds.running
        if running is not None:
            text += "\n" + p.status_running.format(since=since(running), percent=running.percent)
        await acting.show(discord.Embed(title=p.status_title, description=text, colour=ANSWERED))

    @app_commands.command(description=words.INDEX_REBUILD)
    async def rebuild(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Build the index anew; one at a time, and every server's questions go on meanwhile."""
        running = self.bot.app.rebuilds.running
        acting = await begin(interaction, public=running is None)
        token = acting.token() | {"private": False}
        payload = {
            "user": acting.user, "guild": acting.guild, "channel": interaction.channel_id, "token": token,
            "locale": str(interaction.locale),
        }  # fmt: skip
        try:
            rebuild = await self.bot.app.rebuilds.start(acting.scope, payload)
        except BusyError as busy:
            await acting.say(_busy(acting, busy.rebuild))
            return
        self._follow(rebuild)
        await self.bot.app.worker.run(
            lambda desk: desk.store.record("rebuild", scope=acting.scope, by=acting.by)
        )

    @app_commands.command(description=words.INDEX_VERIFY)
    async def verify(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Compare index, passages and texts."""
        acting = await begin(interaction)
        p = acting.p
        if self.bot.app.rebuilds.running is not None:
            await acting.say(_busy(acting, self.bot.app.rebuilds.running))
            return
        problems = await self.bot.app.worker.run(lambda desk: desk.index.verify())
        if not problems:
            state = await self.bot.app.worker.run(lambda desk: asyncio.to_thread(desk.index.status))
            count = sum(state.scopes.get(scope, 0) for scope in acting.scopes)
            await acting.say(p.verify_fine.format(passages=f"{count:,}"))
            return
        # what concerns another server is counted, and shown to that server only
        ours = [one for one in problems if not one.startswith("guild:") or one.startswith(f"{acting.scope}:")]
        lines = "\n".join(f"• {shown(one, 150)}" for one in ours[:_LINES])
        await acting.say(p.verify_wrong.format(count=len(problems), lines=lines))

    def _follow(self, rebuild: Rebuild) -> None:
        task = asyncio.create_task(self._show(rebuild))
        self._followers.add(task)
        task.add_done_callback(self._followers.discard)

    async def _show(self, rebuild: Rebuild) -> None:
        await self.bot.app.ready.wait()
        try:
            await Follower(self.bot, rebuild).follow()
        except FootbridgeError as error:
            self.bot.app.incident("rebuild", error)
        except Exception as error:
            self.bot.app.incident("rebuild", error)


def _busy(acting: Acting, rebuild: Rebuild) -> str:
    if rebuild.scope != acting.scope:
        return acting.p.rebuild_busy_elsewhere.format(since=since(rebuild), percent=rebuild.percent)
    return acting.p.rebuild_busy.format(who=who(rebuild), since=since(rebuild), percent=rebuild.percent)
