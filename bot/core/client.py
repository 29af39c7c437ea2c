"""The Discord client: no privileged intent, nobody pinged, commands synced when they changed."""

from __future__ import annotations

import asyncio
import hashlib
import json
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import features as cogs
from bot.ask.buttons import Presses
from bot.ask.responder import Asking
from bot.ask.views import AnswerButton, AnswerMenu
from bot.core.delivery import UndeliverableError, acknowledge, deliver
from bot.core.errors import text_of
from bot.core.housekeeping import Housekeeping
from bot.core.log import logger
from bot.core.services import App
from corpus.errors import FootbridgeError

if TYPE_CHECKING:
    Interaction = discord.Interaction["Footbridge"]

log = logger(__name__)

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
"""Exactly what the invite link asks for: read and answer where it is asked, with embeds and files."""

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
"""None of them is privileged: the text comes with commands, mentions of the bot and direct messages."""


class Tree(app_commands.CommandTree["Footbridge"]):
    """The commands; a replayed interaction is let through once, and errors end as one sentence."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Let each interaction through once."""
        return self.client.app.seen.first(interaction.id)

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Answer an error, in this order: what is over anyway, what was refused, what nobody expected."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        p = self.client.app.phrases(interaction.guild_id, str(interaction.locale))
        if isinstance(cause, UndeliverableError):
            log.info("a command went unanswered", reason=str(cause))
            return
        if isinstance(cause, FootbridgeError):
            text = text_of(cause)
        elif isinstance(cause, app_commands.NoPrivateMessage):
            text = p.only_in_server
        elif isinstance(cause, app_commands.CheckFailure):
            text = p.not_moderator
        else:
            name = interaction.command.qualified_name if interaction.command else "?"
            text = p.failed.format(incident=self.client.app.incident(f"/{name}", cause))
        try:
            await self.client.say(interaction, text)
        except UndeliverableError as lost:
            log.info("an error went untold", reason=str(lost))


class Footbridge(commands.AutoShardedBot):
    """One run of the client; `app` outlives it. `asking` and `presses` are what the cogs and buttons use."""

    def __init__(self, app: App, **options: Any) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=INTENTS,
            tree_cls=Tree,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=False
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            **options,
        )
        self.app = app
        self.asking = Asking(app)
        self.presses = Presses(app, self.asking)
        self.housekeeping = Housekeeping(self)

    async def setup_hook(self) -> None:
        """Register buttons, commands and listeners; sync the commands when they changed."""
        self.add_dynamic_items(AnswerButton, AnswerMenu)
        for make in cogs.ALL:
            await self.add_cog(make(self))
        log.info("invite link", url=self.invite_link())
        self.housekeeping.start()
        await self.sync_commands()

    def invite_link(self) -> str:
        """Return the link with which a server's manager invites the bot."""
        return discord.utils.oauth_url(
            self.application_id or 0, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
        )

    async def sync_commands(self) -> bool:
        """Register the commands with Discord when their definition differs from what was last registered."""
        rows = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        text = json.dumps(
            sorted(rows, key=lambda row: (row["type"], row["name"])), sort_keys=True, default=str
        )
        digest = hashlib.sha256(text.encode()).hexdigest()
        name = f"commands:{self.application_id}"
        if await self.app.community.servers.fact(name) == digest:
            return False
        try:
            await self.tree.sync()
        except (discord.HTTPException, OSError) as error:
            # the commands registered before still work; the next start tries again
            self.app.incident("sync", error)
            return False
        await self.app.community.servers.set_fact(name, digest)
        log.info("commands registered", count=len(rows))
        return True

    async def say(self, interaction: Interaction, text: str) -> None:
        """Say a sentence to one person, whether or not the interaction was acknowledged."""
        metrics = self.app.metrics
        if interaction.response.is_done():
            await deliver(
                metrics, lambda: interaction.edit_original_response(content=text, embed=None, view=None)
            )
        else:
            await acknowledge(metrics, lambda: interaction.response.send_message(text, ephemeral=True))

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the listeners: there are no prefix commands."""

    async def on_interaction(self, interaction: Interaction) -> None:
        """Handle forms here, so that one sent after a restart is handled like any other."""
        if interaction.type is discord.InteractionType.modal_submit:
            await self.presses.form(interaction)
        elif interaction.type is discord.InteractionType.application_command and interaction.command:
            self.app.metrics.commands.labels(interaction.command.qualified_name).inc()

    async def on_ready(self) -> None:
        """Note that the gateway is ready; it may be so more than once."""
        self.app.metrics.connected.set(1)
        self.app.metrics.latency.set_function(lambda: self.latency)
        self.app.metrics.guilds.set(len(self.guilds))
        self.app.ready.set()
        log.info("ready", guilds=len(self.guilds), shards=self.shard_count)
        self.housekeeping.servers_are_known()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Keep what belongs to a server that took the bot back."""
        await self.app.community.servers.returned(guild.id)
        self.app.metrics.guilds.set(len(self.guilds))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that the bot left a server, so that what belongs to it is deleted in time."""
        await self.app.community.servers.left(guild.id)
        self.app.metrics.guilds.set(len(self.guilds))

    async def on_shard_resumed(self, _shard: int) -> None:
        """Note that the gateway is back."""
        self.app.metrics.connected.set(1)
        self.app.ready.set()

    async def on_shard_disconnect(self, _shard: int) -> None:
        """Note that the gateway is gone."""
        self.app.metrics.connected.set(0)
        self.app.ready.clear()

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """Log what a listener let through."""
        import sys  # noqa: PLC0415

        error = sys.exc_info()[1]
        if isinstance(error, UndeliverableError):
            log.info("an event went unanswered", name=event_method, reason=str(error))
        elif error is not None:
            self.app.incident(event_method, error)

    async def close(self) -> None:
        """Stop what runs for this client; unfinished questions stay for the next one."""
        self.app.metrics.connected.set(0)
        self.app.ready.clear()
        await self.housekeeping.stop()
        await self.asking.abandon()
        await super().close()


async def wait_closed(client: Footbridge) -> None:
    """Close a client that may never have opened, without raising."""
    try:
        await asyncio.wait_for(client.close(), 10)
    except Exception as error:
        log.warning("the client did not close cleanly", problem=repr(error))
