"""`/about`, `/help`, `/privacy` and `/forget-me`, and what is said on joining a server."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.about.unsending import UNSEND, unsend
from bot.about.welcome import welcome
from bot.core.client import Footbridge
from bot.core.context import Context
from bot.core.conversations import MINUTES
from bot.core.departures import PURGE_DAYS
from bot.core.services import DIRECT
from bot.phrases import members as words
from bot.render.answer import ANSWERED, as_many, fit
from bot.render.limits import FIELD_VALUE
from bot.render.text import shown
from corpus.model import SHARED
from corpus.store.notes import WAIT_DAYS

_UNSEND_EVERY = 10.0


class About(commands.Cog):
    """What the bot is, how to use it, what it stores, and deleting that."""

    def __init__(self, client: Footbridge) -> None:
        self.client = client

    async def cog_load(self) -> None:
        """Delete messages of who is to be forgotten, also those that could not be reached before."""
        client = self.client
        client.housekeeping.add("unsend", _UNSEND_EVERY, lambda: unsend(client, client.services))

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Say hello to a server that took the bot in."""
        await welcome(self.client, self.client.services, guild)

    @app_commands.command(description=words.ABOUT)
    async def about(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Show what the corpus covers, how to ask, and where privacy stands."""
        context = Context(interaction)
        p = context.phrases
        await context.defer()
        known = await self.client.services.worker.run(lambda kb: kb.knowledge(context.scopes))
        documents = known.documents
        own = sum(1 for document in documents if document.scope != SHARED)
        counts = p.about_counts.format(
            documents=len(documents),
            statements=known.records.said,
            places=len(known.records.of),
            own=own,
        )
        embed = discord.Embed(title=p.about_title, description=p.about, colour=ANSWERED)
        embed.add_field(name=p.about_corpus, value=counts, inline=False)
        lines = [f"• {shown(document.title, 100)}" for document in documents[:12]]
        if lines:
            beyond = len(documents) - len(lines)
            told = as_many(lines, FIELD_VALUE, f"… {p.more_entries}", beyond=beyond)
            embed.add_field(name=p.documents, value=told, inline=False)
        embed.add_field(name=p.about_ask, value=p.about_ask_text, inline=False)
        embed.add_field(name=p.about_privacy, value=p.about_privacy_text, inline=False)
        await context.show(fit(embed))

    @app_commands.command(name="help", description=words.HELP)
    async def help_(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Show how to ask, follow up, check and rate."""
        context = Context(interaction)
        p = context.phrases
        await _show(context, p.help_title, p.help_text.format(minutes=MINUTES))

    @app_commands.command(description=words.PRIVACY)
    async def privacy(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Tell what is stored here, for how long, and how to delete it."""
        context, services = Context(interaction), self.client.services
        settings, p = services.settings, context.phrases
        storing = context.guild is not None and services.server(context.guild).storing
        questions = p.storing_on.format(days=settings.question_days) if storing else p.storing_off
        text = p.privacy_text.format(
            storing=p.storing_direct if context.guild is None else questions,
            answer_days=settings.answer_days,
            wait_days=WAIT_DAYS,
            minutes=MINUTES,
            purge_days=PURGE_DAYS,
        )
        await _show(context, p.privacy_title, text)

    @app_commands.command(name="forget-me", description=words.FORGET_ME)
    async def forget_me(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Delete everything of this user, everywhere, now."""
        context, services = Context(interaction), self.client.services
        await context.defer()
        forgotten = await services.forget(context.user)
        if forgotten.messages:
            messages = [list(place) for place in forgotten.messages]
            await services.community.servers.add_job(UNSEND, DIRECT, {"messages": messages})
        text = context.phrases.forgotten.format(
            questions=forgotten.questions,
            answers=forgotten.answers,
            feedback=forgotten.feedback,
            waiting=forgotten.waiting,
        )
        await context.say(text)


async def _show(context: Context, title: str, text: str) -> None:
    await context.begin(discord.Embed(title=title, description=text, colour=ANSWERED))
