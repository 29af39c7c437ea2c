"""Who moderates: Manage Server, or the role chosen with `/settings`; asked anew at every action."""

from __future__ import annotations

from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.core.context import Context, server_here
from bot.core.errors import SaidError
from bot.phrases.moderators import ModeratorPhrases

MODERATES = discord.Permissions(manage_guild=True)
"""Who has these is shown moderators' commands; a server may show them to others in Discord's settings."""

RECORDED = "discord:"
"""What the name begins with under which the history records who acts in Discord."""


C = TypeVar("C")


def moderators_command(command: C) -> C:
    """Mark a command, a menu's function or a group: only in servers, and shown to who may moderate there."""
    shown = app_commands.default_permissions(MODERATES)(command)
    placed = app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)(shown)
    return app_commands.allowed_installs(guilds=True, users=False)(placed)


def recorded_as(asker: str) -> str:
    """Return the name under which the history records what somebody does: the keyed hash, never the id."""
    return f"{RECORDED}{asker}"


class ModeratorContext(Context):
    """A moderator doing one thing; made by `moderator` alone, so whoever is handed one may rely on it.

    `scope` is where their server's documents and questions are stored, `by` the name under which what they
    do is recorded.
    """

    def __init__(self, interaction: discord.Interaction[Any], server: int) -> None:
        super().__init__(interaction)
        self.server = server
        self.scope = self.scopes[-1]
        self.by = recorded_as(self.asker)
        self.p: ModeratorPhrases = self.services.moderator_phrases(server, self.locale)

    async def record(self, action: str, detail: str | None = None) -> None:
        """Note in the history what they did."""
        await self.services.worker.run(
            lambda kb: kb.store.record(action, scope=self.scope, by=self.by, detail=detail)
        )

    def _failed(self) -> str:
        return self.p.failed


def is_moderator(interaction: discord.Interaction[Any]) -> bool:
    """Say whether who acts may moderate this server, by what Discord says of them in this interaction."""
    server = server_here(interaction)
    if server is None or not isinstance(interaction.user, discord.Member):
        return False
    if manages(interaction):
        return True
    role = interaction.client.services.server(server).moderator_role
    return role is not None and any(held == role for held in interaction.user._roles)


def manages(interaction: discord.Interaction[Any]) -> bool:
    """Say whether who acts has Manage Server."""
    return interaction.permissions.manage_guild or interaction.permissions.administrator


def moderator(interaction: discord.Interaction[Any]) -> ModeratorContext:
    """Check who acts; raises RefusedError for who may not moderate this server."""
    context = Context(interaction)
    if context.guild is None:
        raise SaidError(context.phrases.only_in_server)
    if not is_moderator(interaction):
        raise SaidError(context.phrases.not_moderator)
    return ModeratorContext(interaction, context.guild)


async def begin(interaction: discord.Interaction[Any], *, private: bool = True) -> ModeratorContext:
    """Check who acts, then acknowledge; raises RefusedError, which the client's handler says."""
    context = moderator(interaction)
    await context.defer(private=private)
    return context
