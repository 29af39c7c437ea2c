"""Deleting in time: what is older than it may become, and what belongs to servers that the bot left."""

from __future__ import annotations

import discord

from bot.core.log import logger
from bot.core.services import Services, scope_of
from corpus.store.community import DAY
from corpus.store.people import servers_of

log = logger(__name__)

PURGE_DAYS = 30
"""Days after which what belongs to a server that the bot left is deleted."""


async def tidy(services: Services) -> None:
    """Delete what is older than it may become, and the servers that were left long ago."""
    await services.community.expire(question_days=services.settings.question_days)
    before = services.community.now() - PURGE_DAYS * DAY
    for guild in await services.community.servers.departed(before=before):
        if services.shards.holds(guild):
            await _purge(services, guild)
            log.info("deleted what belonged to a server that was left", guild=guild)


async def _purge(services: Services, guild: int) -> None:
    await services.worker.run(lambda kb: kb.store.purge(scope_of(guild)))
    await services.worker.run(lambda kb: kb.index.refresh())
    await services.community.servers.purge(guild)
    services.servers.pop(guild, None)


async def reconcile_servers(services: Services, client: discord.Client) -> None:
    """Note servers that were left while the bot was away, and those that took it back."""
    here = {guild.id for guild in client.guilds}
    servers = services.community.servers
    scopes = await services.worker.run(lambda kb: kb.store.scopes())
    # one may be left, or come back, while this goes on: what is so now counts
    for guild in (await servers.known() | servers_of(scopes)) - here:
        # those of other shards are not seen from here
        if services.shards.holds(guild) and client.get_guild(guild) is None:
            await servers.left(guild)
    for guild in here:
        if client.get_guild(guild) is not None:
            await servers.returned(guild)
