"""The Discord client: no privileged intent unless it is wanted, nobody pinged, commands synced if changed."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.agreement import IDENTIFY_SECONDS
from bot.core.components import Component, Components
from bot.core.connection import keep_malformed_out, keep_shards_apart
from bot.core.context import Context
from bot.core.delivery import UndeliverableError
from bot.core.departures import reconcile_servers, tidy
from bot.core.housekeeping import Housekeeping
from bot.core.log import logger
from bot.core.permissions import PERMISSIONS
from bot.core.services import Services
from bot.core.translator import CommandTranslator
from bot.shared.shards import Shards

Feature = Callable[["Footbridge"], commands.Cog]
"""Makes what one feature adds to a client."""

log = logger(__name__)

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
"""None of them is privileged: the text comes with commands, mentions of the bot and direct messages."""

READING = INTENTS | discord.Intents(message_content=True)
"""With the one that the operator has to ask for: the text of posts in channels whose posts are answered."""


_CONNECT_SECONDS = 180.0
"""Seconds that a shard is given to connect, beside those in which it waits for its turn."""

_TIDY_EVERY = 3600.0
"""Seconds between two looks for what is over its time."""


_SWEEP_EVERY = 30.0
"""Seconds between two looks for what memory holds longer than PRIVACY.md says."""

_FOLLOW_EVERY = 60.0
"""Seconds between two looks for what others have stored, of which a process is told as well."""


class Tree(app_commands.CommandTree["Footbridge"]):
    """The commands; a replayed interaction is let through once, and errors end as one sentence."""

    async def interaction_check(self, interaction: discord.Interaction[Footbridge], /) -> bool:
        """Let each interaction through once."""
        return await self.client.services.agreement.first(interaction.id)

    async def on_error(
        self, interaction: discord.Interaction[Footbridge], error: app_commands.AppCommandError, /
    ) -> None:
        """Say why a command came to nothing."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        name = interaction.command.qualified_name if interaction.command else "?"
        await Context(interaction).fail(cause, f"/{name}")


def _sharded(shards: Shards) -> dict[str, Any]:
    """Say which shards a client runs; nothing where Discord decides how many, and all of them run."""
    if shards.count is None:
        return {}
    # the shards of all processes begin one after the other, and the last of them waits for the others
    patience = _CONNECT_SECONDS + IDENTIFY_SECONDS * shards.count
    return {
        "shard_ids": sorted(shards.ids), "shard_count": shards.count, "shard_connect_timeout": patience
    }  # fmt: skip


class Footbridge(commands.AutoShardedBot):
    """One run of the client, with the features that it is given; `services` outlive it.

    A feature makes a cog. In `cog_load` it adds its buttons and forms to `components` and its periodic work
    to `housekeeping`, in `cog_unload` it stops what it has under way.
    """

    def __init__(self, services: Services, features: Sequence[Feature], **options: Any) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=READING if services.settings.message_content else INTENTS,
            tree_cls=Tree,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            **_sharded(services.shards),
            **options,
        )
        keep_shards_apart()
        self._identifying = asyncio.Lock()
        keep_malformed_out(self._connection.parsers, self._malformed)
        services.gateway.watch(self._is_open)
        self._bucket_count: int | None = None
        self.services = services
        self.features = features
        self.components = Components()
        self.housekeeping = Housekeeping(services)
        self.housekeeping.add("tidy", _TIDY_EVERY, lambda: tidy(services))
        self.housekeeping.add("memory", _SWEEP_EVERY, self._sweep, connected=False)
        self.housekeeping.add("agreement", _FOLLOW_EVERY, services.agreement.sweep, connected=False)
        self.housekeeping.add(
            "changes", _FOLLOW_EVERY, services.follow, wake=services.hearing.changed, connected=False
        )

    async def _sweep(self) -> None:
        for sweep in tuple(self.services.sweepers.values()):
            sweep()

    async def setup_hook(self) -> None:
        """Register buttons, commands and listeners; sync the commands when they changed."""
        self.add_dynamic_items(Component)
        for make in self.features:
            await self.add_cog(make(self))
        await self.tree.set_translator(CommandTranslator())
        log.info("invite link", url=self.invite_link(), for_oneself=self.own_link())
        self.housekeeping.start()
        await self.sync_commands()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait for this shard's turn among those of all processes; Discord lets one begin at a time."""
        wait = await self.services.agreement.identify_turn((shard_id or 0) % await self._buckets())
        if wait is None:
            async with self._identifying:  # those that come back at once too
                await super().before_identify_hook(shard_id, initial=initial)
        else:
            await asyncio.sleep(wait)

    async def _buckets(self) -> int:
        """Return in how many buckets Discord lets shards begin beside each other, by their numbers."""
        if self._bucket_count is None:
            try:
                self._bucket_count = (await self.fetch_session_start_limits()).max_concurrency
            except discord.GatewayNotFound:  # one after the other is always allowed
                return 1
        return self._bucket_count

    def invite_link(self) -> str:
        """Return the link with which a server's manager invites the bot."""
        return discord.utils.oauth_url(
            self.application_id or 0, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
        )

    def own_link(self) -> str:
        """Return the link with which anybody installs the bot for themselves, in whatever chat they are."""
        link = discord.utils.oauth_url(self.application_id or 0, scopes=("applications.commands",))
        return f"{link}&integration_type=1"

    async def sync_commands(self) -> bool:
        """Register the commands with Discord when their definition differs from what was last registered."""
        translator = CommandTranslator()
        rows = [
            await command.get_translated_payload(self.tree, translator)
            for command in self.tree.get_commands()
        ]
        text = json.dumps(
            sorted(rows, key=lambda row: (row["type"], row["name"])), sort_keys=True, default=str
        )
        digest = hashlib.sha256(text.encode()).hexdigest()
        name = f"commands:{self.application_id}"
        if await self.services.community.servers.fact(name) == digest:
            return False
        try:
            await self.tree.sync()
        except (discord.HTTPException, OSError) as error:
            # the commands registered before still work; the next start tries again
            self.services.incident("sync", error)
            return False
        await self.services.community.servers.set_fact(name, digest)
        log.info("commands registered", count=len(rows))
        return True

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the listeners: there are no prefix commands."""

    async def on_interaction(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Handle forms here, so that one sent after a restart is handled like any other."""
        if interaction.type is discord.InteractionType.modal_submit:
            await self.components.submitted(interaction)
        elif interaction.type is discord.InteractionType.application_command and interaction.command:
            self.services.metrics.commands.labels(interaction.command.qualified_name).inc()

    async def on_ready(self) -> None:
        """Look after what needs every shard; they may be ready more than once."""
        self.services.metrics.latency.set_function(lambda: self.latency)
        self.services.metrics.guilds.set(len(self.guilds))
        log.info("ready", guilds=len(self.guilds), shards=self.shard_count)
        self.housekeeping.spawn(reconcile_servers(self.services, self))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Keep what belongs to a server that took the bot back."""
        await self.services.community.servers.returned(guild.id)
        self.services.metrics.guilds.set(len(self.guilds))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that the bot left a server, so that what belongs to it is deleted in time."""
        await self.services.community.servers.left(guild.id)
        self.services.metrics.guilds.set(len(self.guilds))

    async def on_shard_ready(self, shard: int) -> None:
        """Note that a shard is ready, whatever the others are."""
        self._shard_ready(shard)

    async def on_shard_resumed(self, shard: int) -> None:
        """Note that a shard is back."""
        self._shard_ready(shard)

    def _is_open(self, shard: int) -> bool:
        found = self.get_shard(shard)
        return found is not None and not found.is_closed()

    def _malformed(self, event: str, error: Exception) -> None:
        """Note an event that could not be read; what it holds is in no log."""
        self.services.metrics.errors.labels("malformed event").inc()
        log.warning("an event of the gateway could not be read", name=event, problem=type(error).__name__)

    def _shard_ready(self, shard: int) -> None:
        if not self.is_closed():  # an event may be told after the client was closed
            self.services.gateway.shard_ready(shard, self.shard_count)

    async def on_shard_disconnect(self, shard: int) -> None:
        """Note that a shard is gone."""
        self.services.gateway.shard_lost(shard)

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """Log what a listener let through."""
        error = sys.exc_info()[1]
        if isinstance(error, UndeliverableError):
            log.info("an event went unanswered", name=event_method, reason=str(error))
        elif error is not None:
            self.services.incident(event_method, error)

    async def close(self) -> None:
        """Stop what runs for this client; unfinished questions stay for the next one."""
        self.services.gateway.closed()
        await self.housekeeping.stop()
        await super().close()
