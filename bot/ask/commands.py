"""Asking: `/ask`, mentions, replies, direct messages, and the menu of a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.ask.messages import Messages
from bot.ask.responder import LONGEST, Asked, Way
from bot.core.conversations import member_key
from bot.core.replies import InteractionReply
from bot.phrases import members as words

if TYPE_CHECKING:
    from bot.core.client import Footbridge


class Ask(commands.Cog):
    """Questions in every way that Discord offers; all of them end in `Asking.ask`."""

    def __init__(self, bot: Footbridge) -> None:
        self.bot = bot
        self.messages = Messages(bot)
        self._menu = app_commands.ContextMenu(name=words.ASK_ABOUT, callback=self.about_message)

    async def cog_load(self) -> None:
        """Add the message menu, which a cog cannot declare."""
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the message menu away."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(description=words.ASK)
    @app_commands.describe(question=words.ASK_QUESTION, private=words.ASK_PRIVATE)
    async def ask(
        self,
        interaction: discord.Interaction[Footbridge],
        question: app_commands.Range[str, 1, LONGEST],
        private: bool | None = None,
    ) -> None:
        """Answer a question."""
        await self._answer(interaction, "slash", question, private)

    async def about_message(
        self, interaction: discord.Interaction[Footbridge], message: discord.Message
    ) -> None:
        """Answer what a message asks; a long one counts by its beginning."""
        text = " ".join(message.content.split())[:LONGEST]
        if not text:
            p = self.bot.app.phrases(interaction.guild_id, str(interaction.locale))
            await self.bot.say(interaction, p.no_text)
            return
        await self._answer(interaction, "menu", text, None)

    async def _answer(
        self, interaction: discord.Interaction[Footbridge], way: Way, question: str, private: bool | None
    ) -> None:
        app = self.bot.app
        if private is None:
            private = app.server(interaction.guild_id).private
        channel = interaction.channel_id or 0
        talk = member_key(channel, interaction.user.id)
        asked = Asked(
            way=way,
            question=" ".join(question.split()),
            asker=app.community.asker(interaction.user.id),
            user=interaction.user.id,
            guild=interaction.guild_id,
            channel=channel,
            language=str(interaction.locale),
            history=app.conversations.history(talk) if way == "slash" else (),
            talk=talk,
        )
        await self.bot.asking.ask(asked, InteractionReply(interaction, app.metrics, private=private))

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a mention, a reply or a direct message."""
        await self.messages.posted(message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer an edited question anew."""
        await self.messages.edited(payload.message)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Remove the answer to a deleted question."""
        await self.messages.deleted(payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Remove the answers to deleted questions."""
        for message in payload.message_ids:
            await self.messages.deleted(message)
