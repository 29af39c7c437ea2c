"""`/about`, `/help`, `/privacy` and `/forget-me`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.conversations import MINUTES
from bot.core.delivery import acknowledge, deliver
from bot.core.housekeeping import PURGE_DAYS
from bot.phrases import members as words
from bot.phrases.members import Phrases
from bot.render.answer import ANSWERED, fit, pack
from bot.render.limits import FIELD_VALUE
from bot.render.text import shown
from corpus.store.notes import WAIT_DAYS

if TYPE_CHECKING:
    from bot.core.client import Footbridge

    Interaction = discord.Interaction[Footbridge]


class About(commands.Cog):
    """What the bot is, how to use it, what it stores, and deleting that."""

    def __init__(self, bot: Footbridge) -> None:
        self.bot = bot

    @app_commands.command(description=words.ABOUT)
    async def about(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Show what the corpus covers, how to ask, and where privacy stands."""
        app, p = self.bot.app, self._phrases(interaction)
        await acknowledge(app.metrics, lambda: interaction.response.defer(ephemeral=True, thinking=True))
        directory = await app.lookup.now(app.scopes(interaction.guild_id))
        documents = directory.documents
        own = sum(1 for document in documents if document.scope != "shared")
        counts = p.about_counts.format(
            documents=len(documents),
            statements=directory.statements,
            places=len(directory.records.of),
            own=own,
        )
        embed = discord.Embed(title=p.about_title, description=p.about, colour=ANSWERED)
        embed.add_field(name=p.about_corpus, value=counts, inline=False)
        lines = [f"• {shown(document.title, 100)}" for document in documents[:12]]
        if len(documents) > len(lines):
            lines.append("…")
        if lines:
            embed.add_field(name=p.documents, value=pack(lines, FIELD_VALUE)[0], inline=False)
        embed.add_field(name=p.about_ask, value=p.about_ask_text, inline=False)
        embed.add_field(name=p.about_privacy, value=p.about_privacy_text, inline=False)
        await deliver(app.metrics, lambda: interaction.edit_original_response(embed=fit(embed)))

    @app_commands.command(name="help", description=words.HELP)
    async def help_(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Show how to ask, follow up, check and rate."""
        p = self._phrases(interaction)
        await self._show(interaction, p.help_title, p.help_text.format(minutes=MINUTES))

    @app_commands.command(description=words.PRIVACY)
    async def privacy(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Tell what is stored here, for how long, and how to delete it."""
        settings, p = self.bot.app.settings, self._phrases(interaction)
        storing = interaction.guild_id is not None and self.bot.app.server(interaction.guild_id).storing
        questions = p.storing_on.format(days=settings.question_days) if storing else p.storing_off
        text = p.privacy_text.format(
            storing=p.storing_direct if interaction.guild_id is None else questions,
            answer_days=settings.answer_days,
            wait_days=WAIT_DAYS,
            minutes=MINUTES,
            purge_days=PURGE_DAYS,
        )
        await self._show(interaction, p.privacy_title, text)

    @app_commands.command(name="forget-me", description=words.FORGET_ME)
    async def forget_me(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Delete everything of this user, everywhere, now."""
        app, p, user = self.bot.app, self._phrases(interaction), interaction.user.id
        await acknowledge(app.metrics, lambda: interaction.response.defer(ephemeral=True, thinking=True))
        self.bot.asking.forget(user)
        app.conversations.forget_user(user)
        app.limits.forget_user(user)
        forgotten = await app.community.forget(user)
        if forgotten.messages:
            messages = [list(place) for place in forgotten.messages]
            await app.community.servers.add_job("unsend", "direct", {"messages": messages})
        text = p.forgotten.format(
            questions=forgotten.questions,
            answers=forgotten.answers,
            feedback=forgotten.feedback,
            waiting=forgotten.waiting,
        )
        await self.bot.say(interaction, text)

    async def _show(self, interaction: Interaction, title: str, text: str) -> None:
        embed = discord.Embed(title=title, description=text, colour=ANSWERED)
        await acknowledge(
            self.bot.app.metrics,
            lambda: interaction.response.send_message(embed=embed, ephemeral=True),
        )

    def _phrases(self, interaction: Interaction) -> Phrases:
        return self.bot.app.phrases(interaction.guild_id, str(interaction.locale))
