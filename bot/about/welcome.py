"""What is said on joining a server: three next steps, and what the bot lacks there."""

from __future__ import annotations

import discord

from bot.core.delivery import UndeliverableError, deliver
from bot.core.direct import send_direct
from bot.core.gaps import gap_lines
from bot.core.log import logger
from bot.core.services import Services
from bot.phrases.moderators import ModeratorPhrases
from bot.render.answer import ANSWERED

log = logger(__name__)

_GAPS = 8


async def welcome(client: discord.Client, services: Services, guild: discord.Guild) -> None:
    """Say it in the server's channel for such messages, or to its owner where the bot may not write there."""
    p = services.moderator_phrases(guild.id, str(guild.preferred_locale))
    embed = welcome_embed(guild, p)
    channel = guild.system_channel
    nonce = f"w{guild.id}"
    try:
        if channel is not None and _may_say(channel, guild):
            await deliver(services.metrics, lambda: channel.send(embed=embed, nonce=nonce))
        elif guild.owner_id is not None:
            await send_direct(client, services.metrics, guild.owner_id, nonce=nonce, embed=embed)
    except UndeliverableError as error:
        log.info("a server could not be welcomed", reason=str(error))


def welcome_embed(guild: discord.Guild, p: ModeratorPhrases) -> discord.Embed:
    """Write the three next steps, and the gaps if there are any."""
    title = p.welcome_title.format(server=discord.utils.escape_markdown(guild.name))
    embed = discord.Embed(title=title, description=p.welcome_text, colour=ANSWERED)
    lines = gap_lines(guild, p, most=_GAPS)
    if lines:
        embed.add_field(name=p.settings_gaps, value="\n".join(lines), inline=False)
    return embed


def _may_say(channel: discord.TextChannel, guild: discord.Guild) -> bool:
    allowed = channel.permissions_for(guild.me)
    return allowed.view_channel and allowed.send_messages and allowed.embed_links
