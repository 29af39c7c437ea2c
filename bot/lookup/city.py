"""`/city`: a place with its partners, years and sources, or a document; suggestions while one types."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering.answer import Answer
from bot.core.client import Footbridge
from bot.core.context import Context, server_here
from bot.core.directory import Directory, Entry
from bot.core.rates import too_much
from bot.core.replies import InteractionReply
from bot.core.services import Services
from bot.lookup.profile import place_profile
from bot.phrases import members as words
from bot.phrases.members import Phrases
from bot.render.answer import ANSWERED, fit
from bot.render.limits import CHOICES, OPTION, TITLE, clip
from bot.render.text import line, link, shown
from bot.render.validity import validity
from corpus.model import Document

ShowAnswer = Callable[[Context, InteractionReply, Answer], Awaitable[object]]
"""Shows an answer that was composed here with the buttons that every answer has, and keeps it for them."""


class City(commands.Cog):
    """Looking up by name what is known."""

    def __init__(self, client: Footbridge, show_answer: ShowAnswer) -> None:
        self.client = client
        self._show_answer = show_answer

    @app_commands.command(description=words.CITY)
    @app_commands.describe(name=words.CITY_NAME)
    async def city(
        self, interaction: discord.Interaction[Footbridge], name: app_commands.Range[str, 1, 200]
    ) -> None:
        """Show a place or a document."""
        context, services = Context(interaction), self.client.services
        p = context.phrases
        reply = InteractionReply(context, private=services.server(context.guild).private)
        refusal = await too_much(services, "city", context.user, context.guild, p)
        if refusal is not None:
            await reply.say(refusal)
            return
        await reply.searching(p.searching)
        directory = await services.directories.now(context.scopes)
        entry = meant(directory, name)
        if entry is None:
            await reply.say(p.city_unknown)
        elif entry.document is not None:
            await context.show(document_profile(entry.document, p))
        elif entry.place is not None:
            await self._show_answer(context, reply, place_profile(directory.records, entry.place, p))

    @city.autocomplete("name")
    async def suggest(
        self, interaction: discord.Interaction[Footbridge], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest places and documents for what was typed so far."""
        return await suggestions(self.client.services, interaction, typed, documents=True)


async def suggestions(
    services: Services, interaction: discord.Interaction[Footbridge], typed: str, *, documents: bool
) -> list[app_commands.Choice[str]]:
    """Suggest places, and documents where they are wanted, for what was typed so far."""
    scopes = services.scopes(server_here(interaction))
    directory = await services.directories.soon(scopes, services.revision)
    if directory is None:
        return []
    choices = []
    for entry in directory.suggest(typed[:100], CHOICES):
        label = clip(line(entry.label), OPTION)
        value = entry.document.id if entry.document else entry.label
        if label and 0 < len(value) <= OPTION and (documents or entry.place is not None):
            choices.append(app_commands.Choice(name=label, value=value))
    return choices


def meant(directory: Directory, name: str) -> Entry | None:
    """Return what is called so, else the one thing that is called nearly so."""
    exact = directory.exact(name)
    near = directory.suggest(name, 2) if exact is None else []
    return near[0] if len(near) == 1 else exact


def document_profile(document: Document, p: Phrases) -> discord.Embed:
    """Show what a document is: title, author, address, note, version, passages."""
    lines = []
    if document.author:
        lines.append(p.by.format(author=shown(document.author, 200)))
    if document.note:
        lines.append(shown(document.note, 600, one_line=False))
    if address := link(document.url):
        lines.append(address)
    lines += validity(document, p)
    about = p.document_profile.format(
        passages=document.passages, version=document.version, added=document.added_at[:10]
    )
    lines.append(f"-# {about} · {shown(document.id, 80)}")
    return fit(
        discord.Embed(title=shown(document.title, TITLE), description="\n".join(lines), colour=ANSWERED)
    )
