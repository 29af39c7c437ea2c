"""`/brief`: all that is known about two places on one page, as a message and as a Markdown file."""

from __future__ import annotations

import io
from contextlib import suppress
from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering.language import speaking
from bot.core.client import Footbridge
from bot.core.context import Context
from bot.core.delivery import UndeliverableError
from bot.core.directory import Directory
from bot.core.rates import too_much
from bot.core.replies import InteractionReply
from bot.lookup.city import ShowAnswer, meant, suggestions
from bot.phrases import members as words
from bot.shared.markdown import as_markdown

Name = app_commands.Range[str, 1, 200]

FILE = "brief.md"


class Brief(commands.Cog):
    """Looking up two places together."""

    def __init__(self, client: Footbridge, show_answer: ShowAnswer) -> None:
        self.client = client
        self._show_answer = show_answer

    @app_commands.command(description=words.BRIEF)
    @app_commands.describe(one=words.BRIEF_ONE, other=words.BRIEF_OTHER)
    async def brief(self, interaction: discord.Interaction[Footbridge], one: Name, other: Name) -> None:
        """Show the brief, and attach it as a file."""
        context, services = Context(interaction), self.client.services
        reply = InteractionReply(context, private=services.server(context.guild).private)
        refusal = await too_much(services, "brief", context.user, context.guild, context.phrases)
        if refusal is not None:
            await reply.refuse(refusal)
            return
        await reply.searching(context.phrases.searching)
        directory = await services.directories.now(context.scopes)
        places = [_place(directory, name) for name in (one, other)]
        if None in places or places[0] == places[1]:
            await reply.say(context.phrases.brief_unknown)
            return
        first, second = (str(place) for place in places)
        title = f"{first} – {second}"
        language = services.language(context.guild, context.locale)
        answer = await services.worker.run(
            lambda kb: kb.brief(first, second, scopes=context.scopes, language=language)
        )
        await self._show_answer(context, reply, replace(answer, question=title))
        with speaking(language):
            page = as_markdown(answer, title).encode()
        with suppress(UndeliverableError):  # it stands in the message as well
            await context.attach(lambda: [discord.File(io.BytesIO(page), FILE)])

    @brief.autocomplete("one")
    @brief.autocomplete("other")
    async def suggest(
        self, interaction: discord.Interaction[Footbridge], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest places for what was typed so far."""
        return await suggestions(self.client.services, interaction, typed, documents=False)


def _place(directory: Directory, name: str) -> str | None:
    """Return the label of the place that is called so, else of the one that is called nearly so."""
    entry = meant(directory, name)
    return entry.label if entry is not None and entry.place is not None else None
