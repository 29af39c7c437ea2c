"""`/city`: a place with its partners, years and sources, or a document; suggestions while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.ask.responder import Asked
from bot.core.delivery import deliver
from bot.core.rates import too_much
from bot.core.replies import InteractionReply
from bot.lookup.profile import place_profile
from bot.phrases import members as words
from bot.phrases.members import Phrases
from bot.render.answer import ANSWERED, fit
from bot.render.limits import CHOICES, OPTION, TITLE, clip
from bot.render.text import line, link, shown
from corpus.model import Document

if TYPE_CHECKING:
    from bot.core.client import Footbridge


class City(commands.Cog):
    """Looking up by name what is known."""

    def __init__(self, bot: Footbridge) -> None:
        self.bot = bot

    @app_commands.command(description=words.CITY)
    @app_commands.describe(name=words.CITY_NAME)
    async def city(
        self, interaction: discord.Interaction[Footbridge], name: app_commands.Range[str, 1, 200]
    ) -> None:
        """Show a place or a document."""
        app = self.bot.app
        p = app.phrases(interaction.guild_id, str(interaction.locale))
        private = app.server(interaction.guild_id).private
        reply = InteractionReply(interaction, app.metrics, private=private)
        refusal = too_much(app, "city", interaction.user.id, interaction.guild_id, p)
        if refusal is not None:
            await reply.say(refusal)
            return
        await reply.searching(p.searching)
        directory = await app.lookup.now(app.scopes(interaction.guild_id))
        entry = directory.exact(name)
        if entry is None:
            near = directory.suggest(name, 1)
            entry = near[0] if near and len(directory.suggest(name, 2)) == 1 else None
        if entry is None:
            await reply.say(p.city_unknown)
        elif entry.document is not None:
            embed = document_profile(entry.document, p)
            await deliver(app.metrics, lambda: interaction.edit_original_response(content=None, embed=embed))
        elif entry.place is not None:
            answer = place_profile(directory.records, entry.place, p)
            asked = Asked(
                way="slash",
                question=entry.label,
                asker=app.community.asker(interaction.user.id),
                user=interaction.user.id,
                guild=interaction.guild_id,
                channel=interaction.channel_id or 0,
                language=str(interaction.locale),
            )
            await self.bot.asking.show(asked, reply, answer)

    @city.autocomplete("name")
    async def suggest(
        self, interaction: discord.Interaction[Footbridge], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest places and documents for what was typed so far."""
        app = self.bot.app
        directory = await app.lookup.soon(app.scopes(interaction.guild_id), app.revision)
        if directory is None:
            return []
        choices = []
        for entry in directory.suggest(typed[:100], CHOICES):
            label = clip(line(entry.label), OPTION)
            value = entry.document.id if entry.document else entry.label
            if label and 0 < len(value) <= OPTION:
                choices.append(app_commands.Choice(name=label, value=value))
        return choices


def document_profile(document: Document, p: Phrases) -> discord.Embed:
    """Show what a document is: title, author, address, note, version, passages."""
    lines = []
    if document.author:
        lines.append(p.by.format(author=shown(document.author, 200)))
    if document.note:
        lines.append(shown(document.note, 600, one_line=False))
    if address := link(document.url):
        lines.append(address)
    about = p.document_profile.format(
        passages=document.passages, version=document.version, added=document.added_at[:10]
    )
    lines.append(f"-# {about} · {shown(document.id, 80)}")
    return fit(
        discord.Embed(title=shown(document.title, TITLE), description="\n".join(lines), colour=ANSWERED)
    )
