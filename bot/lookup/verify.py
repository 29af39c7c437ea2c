"""`/verify`: what a citation id stands for, compared with the stored text."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.client import Footbridge
from bot.core.context import Context
from bot.phrases import members as words
from bot.render.quotes import verified
from bot.shared.citations import find_citation
from corpus.errors import AmbiguousError


class Verify(commands.Cog):
    """Checking quotes."""

    def __init__(self, client: Footbridge) -> None:
        self.client = client

    @app_commands.command(description=words.VERIFY)
    @app_commands.describe(citation=words.VERIFY_ID)
    @app_commands.rename(citation="id")
    async def verify(
        self, interaction: discord.Interaction[Footbridge], citation: app_commands.Range[str, 1, 100]
    ) -> None:
        """Show the quote in its paragraph, its document, its version, and whether that is the current one."""
        context = Context(interaction)
        p, services, scopes = context.phrases, self.client.services, context.scopes
        await context.defer()
        try:
            found = await services.worker.run(
                lambda kb: find_citation(kb.store, citation.strip(" `"), scopes)
            )
        except ValueError:
            await context.say(p.verify_bad)
            return
        except AmbiguousError:
            await context.say(p.verify_ambiguous)
            return
        if found is None:
            await context.say(p.verify_unknown)
            return
        await context.show(verified(found, p))
