"""Direct messages: to whom an answer cannot reach otherwise, and to owners about what is amiss."""

from __future__ import annotations

from typing import Any

import discord

from bot.core.delivery import UndeliverableError, deliver, nonce_of
from bot.core.log import logger
from bot.core.metrics import Metrics
from bot.core.services import Services
from bot.phrases.moderators import moderator_phrases

log = logger(__name__)

_AGAIN = 7 * 24 * 3600
"""Seconds after which an owner is told of the same thing again."""


async def send_direct(
    client: discord.Client, metrics: Metrics, user: int, *, nonce: str, **fields: Any
) -> discord.Message | None:
    """Send a direct message, once for a nonce; raises UndeliverableError, also where the user takes none."""
    channel = await deliver(metrics, lambda: client.create_dm(discord.Object(user)))
    if channel is None:
        return None
    return await deliver(metrics, lambda: channel.send(nonce=nonce_of(nonce), **fields))


async def tell_owner_unwritable(client: discord.Client, services: Services, guild: int, channel: int) -> None:
    """Tell the owner of a server that questions in a channel find no answer there; once a week at most."""
    server = client.get_guild(guild)
    if server is None or server.owner_id is None:
        return
    name, now = f"server:{guild}:unwritable:{channel}", services.community.now()
    told = await services.community.servers.fact(name)
    if told is not None and int(told) > now - _AGAIN:
        return
    await services.community.servers.set_fact(name, str(now))
    p = moderator_phrases(services.server(guild).language or str(server.preferred_locale))
    text = p.unwritable.format(channel=f"<#{channel}>", server=discord.utils.escape_markdown(server.name))
    try:
        await send_direct(client, services.metrics, server.owner_id, nonce=f"o{channel}{now}", content=text)
    except UndeliverableError as error:
        log.info("an owner could not be told", reason=str(error))
