"""`/settings`: who moderates, where mentions are answered, how answers are shown, what is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.errors import SaidError
from bot.core.moderating import Acting, begin
from bot.phrases import moderators as words
from bot.phrases.members import LANGUAGES
from bot.render.answer import ANSWERED
from corpus.store.people import Server

if TYPE_CHECKING:
    from bot.core.client import Footbridge

MOST_CHANNELS = 50
_READER = "reader"


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class Settings(commands.GroupCog, group_name="settings", group_description=words.SETTINGS):
    """A server's settings; each command changes what it names and shows them all."""

    def __init__(self, bot: Footbridge) -> None:
        self.bot = bot

    @app_commands.command(description=words.SETTINGS_SHOW)
    async def show(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Show the settings."""
        acting = await begin(interaction)
        await acting.show(self._shown(acting))

    @app_commands.command(description=words.SETTINGS_MODERATORS)
    @app_commands.describe(role=words.SETTINGS_ROLE)
    async def moderators(
        self, interaction: discord.Interaction[Footbridge], role: discord.Role | None = None
    ) -> None:
        """Choose the role that may moderate; only Manage Server may, or a role could widen itself."""
        acting = await begin(interaction)
        granted = interaction.permissions
        if not (granted.manage_guild or granted.administrator):
            raise SaidError(acting.p.manager_only)
        if role is not None and role.id == acting.guild:
            raise SaidError(acting.p.settings_everyone)
        server = self.bot.app.server(acting.guild)
        await self._save(acting, replace(server, moderator_role=role.id if role else None), "moderator role")

    @app_commands.command(description=words.SETTINGS_MENTIONS)
    @app_commands.describe(channel=words.SETTINGS_CHANNEL, answered=words.SETTINGS_ANSWERED)
    async def mentions(
        self,
        interaction: discord.Interaction[Footbridge],
        channel: discord.TextChannel | None = None,
        answered: bool = True,
    ) -> None:
        """Choose where mentions are answered."""
        acting = await begin(interaction)
        server = self.bot.app.server(acting.guild)
        channels: tuple[int, ...] = ()
        if channel is not None:
            channels = tuple(one for one in server.channels if one != channel.id)
            channels += (channel.id,) if answered else ()
        if not answered and not channels:  # an empty list means everywhere, the very opposite
            raise SaidError(_why_not(acting, server, channel))
        if len(channels) > MOST_CHANNELS:
            raise SaidError(acting.p.settings_too_many.format(most=MOST_CHANNELS))
        await self._save(acting, replace(server, channels=channels), "channels")

    @app_commands.command(description=words.SETTINGS_ANSWERS)
    @app_commands.describe(private=words.SETTINGS_PRIVATE, language=words.SETTINGS_LANGUAGE)
    @app_commands.choices(
        language=[app_commands.Choice(name=code, value=code) for code in (_READER, *LANGUAGES)]
    )
    async def answers(
        self,
        interaction: discord.Interaction[Footbridge],
        private: bool | None = None,
        language: str | None = None,
    ) -> None:
        """Choose privacy and language of answers."""
        acting = await begin(interaction)
        server = self.bot.app.server(acting.guild)
        if private is not None:
            server = replace(server, private=private)
        if language in LANGUAGES or language == _READER:
            server = replace(server, language=None if language == _READER else language)
        await self._save(acting, server, "answers")

    @app_commands.command(description=words.SETTINGS_LIMITS)
    @app_commands.describe(member=words.SETTINGS_USER, server=words.SETTINGS_GUILD)
    async def limits(
        self,
        interaction: discord.Interaction[Footbridge],
        member: app_commands.Range[int, 0, 1000] | None = None,
        server: app_commands.Range[int, 0, 10_000] | None = None,
    ) -> None:
        """Choose how many questions a minute are answered."""
        acting = await begin(interaction)
        changed = self.bot.app.server(acting.guild)
        if member is not None:
            changed = replace(changed, user_rate=member or None)
        if server is not None:
            changed = replace(changed, guild_rate=server or None)
        await self._save(acting, changed, "limits")

    @app_commands.command(description=words.SETTINGS_STORING)
    @app_commands.describe(stored=words.SETTINGS_STORING_ON)
    async def storing(self, interaction: discord.Interaction[Footbridge], stored: bool) -> None:
        """Choose whether question texts are stored."""
        acting = await begin(interaction)
        await self._save(acting, replace(self.bot.app.server(acting.guild), storing=stored), "storing")

    async def _save(self, acting: Acting, server: Server, what: str) -> None:
        app = self.bot.app
        await app.save_server(server)
        await app.worker.run(
            lambda desk: desk.store.record("settings", scope=acting.scope, by=acting.by, detail=what)
        )
        await acting.show(self._shown(acting), content=acting.p.settings_saved)

    def _shown(self, acting: Acting) -> discord.Embed:
        app, p = self.bot.app, acting.p
        server = app.server(acting.guild)
        role = server.moderator_role
        moderators = p.settings_role_some.format(role=f"<@&{role}>") if role else p.settings_role_none
        channels = ", ".join(f"<#{one}>" for one in server.channels[:40]) or p.settings_everywhere
        rates = p.settings_rates_text.format(
            user=server.user_rate or app.settings.user_rate,
            guild=server.guild_rate or app.settings.guild_rate,
        )
        storing = p.settings_storing_on.format(days=app.settings.question_days)
        rows = (
            (p.settings_role, moderators),
            (p.settings_channels, channels),
            (p.settings_private, p.settings_private_on if server.private else p.settings_private_off),
            (p.settings_language, server.language or p.settings_language_reader),
            (p.settings_rates, rates),
            (p.settings_storing, storing if server.storing else p.settings_storing_off),
        )
        embed = discord.Embed(title=p.settings_title, colour=ANSWERED)
        for name, value in rows:
            embed.add_field(name=name, value=value, inline=False)
        return embed


def _why_not(acting: Acting, server: Server, channel: discord.TextChannel | None) -> str:
    """Say why the list of channels cannot become empty by taking one away."""
    if channel is not None and channel.id in server.channels:
        return acting.p.settings_last_channel.format(channel=channel.mention)
    return acting.p.settings_not_here
