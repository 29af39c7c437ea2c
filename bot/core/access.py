"""Who moderates: Manage Server, or the role chosen with `/settings`; asked anew at every action."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.core.errors import SaidError

if TYPE_CHECKING:
    from bot.core.client import Footbridge


def is_moderator(interaction: discord.Interaction[Footbridge]) -> bool:
    """Say whether who acts may moderate this server, by what Discord says of them in this interaction."""
    if interaction.guild_id is None or not isinstance(interaction.user, discord.Member):
        return False
    if interaction.permissions.manage_guild or interaction.permissions.administrator:
        return True
    role = interaction.client.app.server(interaction.guild_id).moderator_role
    return role is not None and any(held == role for held in interaction.user._roles)


def require_moderator(interaction: discord.Interaction[Footbridge]) -> int:
    """Return the server's id; raises RefusedError for who may not moderate it."""
    p = interaction.client.app.phrases(interaction.guild_id, str(interaction.locale))
    if interaction.guild_id is None:
        raise SaidError(p.only_in_server)
    if not is_moderator(interaction):
        raise SaidError(p.not_moderator)
    return interaction.guild_id
