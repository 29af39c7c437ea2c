"""`/verify`: what a citation id stands for, compared with the stored text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot import phrases as words
from bot.checking import look_up
from bot.delivery import acknowledge, deliver
from bot.render.quotes import verified
from corpus.errors import AmbiguousError

if TYPE_CHECKING:
    from bot.client import Footbridge


class Verify(commands.Cog):
    """Checking quotes."""

    def __init__(self, bot: Footbridge) -> None:
        self.bot = bot

    @app_commands.command(description=words.VERIFY)
    @app_commands.describe(citation=words.VERIFY_ID)
    @app_commands.rename(citation="id")
    async def verify(
        self, interaction: discord.Interaction[Footbridge], citation: app_commands.Range[str, 1, 100]
    ) -> None:
        """Show the quote in its paragraph, its document, its version, and whether that is the current one."""
        app = self.bot.app
        p = app.phrases(interaction.guild_id, str(interaction.locale))
        await acknowledge(app.metrics, lambda: interaction.response.defer(ephemeral=True, thinking=True))
        scopes = app.scopes(interaction.guild_id)
        try:
            found = await app.worker.run(lambda desk: look_up(desk.store, citation.strip(" `"), scopes))
        except ValueError:
            await self.bot.say(interaction, p.verify_bad)
            return
        except AmbiguousError:
            await self.bot.say(interaction, p.verify_ambiguous)
            return
        if found is None:
            await self.bot.say(interaction, p.verify_unknown)
            return
        embed = verified(
            found.quoted,
            p,
            title=found.cited.title,
            document=found.cited.source,
            version=found.cited.version,
            span=(found.start, found.end),
            record=found.cited.kind == "record",
        )
        await deliver(app.metrics, lambda: interaction.edit_original_response(embed=embed))
