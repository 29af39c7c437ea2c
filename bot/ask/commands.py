"""Asking: `/ask`, mentions, replies, direct messages, and the menu of a message."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.ask.buttons import AnswerButtons
from bot.ask.messages import Messages
from bot.ask.notices import Notices
from bot.ask.responder import LONGEST, Responder, Way, asked_by
from bot.core.client import Footbridge
from bot.core.context import Context
from bot.core.conversations import member_key
from bot.core.replies import InteractionReply, resume
from bot.phrases import members as words

_PICK_UP_EVERY = 10.0
_LOOK_EVERY = 20.0


class Ask(commands.Cog):
    """Questions in every way that Discord offers; all of them end in `Responder.respond`."""

    def __init__(self, client: Footbridge, responder: Responder) -> None:
        self.client = client
        self.responder = responder
        self.messages = Messages(client, client.services, responder)
        self.notices = Notices(client, client.services)
        self._menu = app_commands.ContextMenu(name=words.ASK_ABOUT, callback=self.about_message)

    async def cog_load(self) -> None:
        """Add the buttons, the message menu, which a cog cannot declare, and what is done again and again."""
        client = self.client
        AnswerButtons(client.services, self.responder).register(client.components)
        client.tree.add_command(self._menu)
        client.services.forgetters["questions"] = self.responder.forget
        client.services.sweepers["questions"] = self.responder.sweep
        client.housekeeping.add("questions", _PICK_UP_EVERY, self.pick_up)
        changed = client.services.corpus_changed
        client.housekeeping.add("notices", _LOOK_EVERY, self.notices.look, wake=changed)

    async def cog_unload(self) -> None:
        """Take the menu away; unfinished questions stay for the next client."""
        self.client.tree.remove_command(self._menu.name, type=self._menu.type)
        await self.responder.abandon()

    async def pick_up(self) -> None:
        """Answer questions that an earlier process left unfinished."""
        for job in await self.responder.unfinished():
            reply = resume(self.client, self.client.services, job.payload["reply"])
            self.client.housekeeping.spawn(self.responder.resume(job, reply))

    @app_commands.command(name="ask", description=words.ASK)
    @app_commands.describe(question=words.ASK_QUESTION, private=words.ASK_PRIVATE)
    async def ask_command(
        self,
        interaction: discord.Interaction[Footbridge],
        question: app_commands.Range[str, 1, LONGEST],
        private: bool | None = None,
    ) -> None:
        """Answer a question."""
        await self._answer(Context(interaction), "slash", question, private)

    async def about_message(
        self, interaction: discord.Interaction[Footbridge], message: discord.Message
    ) -> None:
        """Answer what a message asks; a long one counts by its beginning."""
        context = Context(interaction)
        text = " ".join(message.content.split())[:LONGEST]
        if not text:
            await context.say(context.phrases.no_text)
            return
        await self._answer(context, "menu", text, None)

    async def _answer(self, context: Context, way: Way, question: str, private: bool | None) -> None:
        services = self.client.services
        if private is None:
            private = services.server(context.guild).private
        talk = member_key(context.channel, context.user)
        history = services.conversations.history(talk) if way == "slash" else ()
        asked = asked_by(context, way, " ".join(question.split()), history)
        await self.responder.respond(asked, InteractionReply(context, private=private))

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
