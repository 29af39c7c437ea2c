"""What the bot may do where: what it needs, what it has by the roles and overwrites that it is told of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import discord

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
"""Exactly what the invite link asks for: read and answer where it is asked, with embeds and files."""

_HERE = ("view_channel", "send_messages", "embed_links", "attach_files", "read_message_history")
NEEDED = (*_HERE, "send_messages_in_threads")
"""What is needed in each channel, as discord.py names it."""

Lacking = tuple[str, ...]
"""Names of permissions that are needed and not there, as discord.py names them."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A channel in which something is missing."""

    channel: int
    lacking: Lacking


def granted(client: discord.Client, guild: int | None, channel: int) -> discord.Permissions | None:
    """Return what the bot may do in a channel or thread; None where that is not known."""
    server = client.get_guild(guild) if guild is not None else None
    place = server.get_channel_or_thread(channel) if server is not None else None
    if server is None or place is None or server.me is None:
        return None
    try:
        return place.permissions_for(server.me)
    except discord.ClientException:  # a thread whose channel is not known
        return None


def may_write(client: discord.Client, guild: int | None, channel: int) -> bool:
    """Say whether the bot may post there, as far as that is known."""
    allowed = granted(client, guild, channel)
    if allowed is None:
        return True
    server = client.get_guild(guild or 0)
    in_thread = server is not None and server.get_thread(channel) is not None
    return allowed.send_messages_in_threads if in_thread else allowed.send_messages


def gaps(guild: discord.Guild) -> Iterator[Gap]:
    """Yield each channel for messages that members see and in which the bot lacks something.

    A channel that is hidden from everyone is somebody's own affair: that the bot does not see it is no gap.
    """
    for channel in guild.channels:
        if not isinstance(channel, discord.TextChannel | discord.ForumChannel):
            continue
        seen = channel.permissions_for(guild.me).view_channel
        if not seen and not channel.permissions_for(guild.default_role).view_channel:
            continue
        lacking = lacking_in(channel)
        if lacking:
            yield Gap(channel.id, lacking)


def lacking_in(channel: discord.TextChannel | discord.ForumChannel) -> Lacking:
    """Return what is missing in a channel; where it is not seen, that alone."""
    allowed = channel.permissions_for(channel.guild.me)
    lacking = tuple(name for name in NEEDED if not getattr(allowed, name))
    return lacking[:1] if lacking[:1] == _HERE[:1] else lacking
