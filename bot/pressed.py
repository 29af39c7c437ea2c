"""One press of a button, a choice from a menu or a sent form: its answer, its checks, its responses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import discord

from bot.answering.answer import Answer, Citation
from bot.app import App, scope_of
from bot.asking import Asked
from bot.checking import Looked, look_up
from bot.conversations import answer_key, member_key
from bot.delivery import acknowledge, deliver
from bot.kept import unpack
from bot.render.limits import ELLIPSIS
from bot.replies import InteractionReply
from corpus.errors import AmbiguousError
from corpus.model import SHARED
from corpus.store.people import KeptAnswer, server_of

if TYPE_CHECKING:
    from bot.client import Footbridge

    Interaction = discord.Interaction[Footbridge]

_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")


class Pressed:
    """A press, and what every handler needs of it; `number` is a page or a position, 0 for none."""

    def __init__(self, app: App, interaction: Interaction, key: str, number: int | None) -> None:
        self.app = app
        self.interaction = interaction
        self.key = key
        self.number = number or 0
        self.user = interaction.user.id
        self.guild = interaction.guild_id
        self.message = interaction.message
        self.private = self.message is not None and self.message.flags.ephemeral
        self.p = app.phrases(interaction.guild_id, str(interaction.locale))
        self.asker = app.community.asker(self.user)
        self._open: Literal["no", "own", "in place"] = "no"

    # acknowledging and answering

    async def defer_private(self) -> None:
        """Acknowledge with a message of the presser's own, to be filled."""
        response = self.interaction.response
        await acknowledge(self.app.metrics, lambda: response.defer(ephemeral=True, thinking=True))
        self._open = "own"

    async def defer_own(self) -> None:
        """Acknowledge in place where only the presser sees the message; elsewhere the presser gets a copy."""
        if self.private:
            await acknowledge(self.app.metrics, self.interaction.response.defer)
            self._open = "in place"
        else:
            await self.defer_private()

    def acknowledged_by(self, reply: InteractionReply) -> None:
        """Note that a reply acknowledged the press, in place of the message or with one of its own."""
        self._open = "in place" if reply.edits else "own"

    async def edit(self, embed: discord.Embed, view: discord.ui.View | None) -> None:
        """Show an embed in what was acknowledged."""
        await deliver(
            self.app.metrics,
            lambda: self.interaction.edit_original_response(content=None, embed=embed, view=view),
        )

    async def say(self, text: str) -> None:
        """Say a sentence to the presser alone; a pressed message stays as it is."""
        response = self.interaction.response
        if self._open == "no":
            await acknowledge(self.app.metrics, lambda: response.send_message(text, ephemeral=True))
            self._open = "own"
        elif self._open == "in place":
            await deliver(self.app.metrics, lambda: self.interaction.followup.send(text, ephemeral=True))
        else:
            await deliver(
                self.app.metrics,
                lambda: self.interaction.edit_original_response(content=text, embed=None, view=None),
            )

    # what it is about

    async def find(self) -> tuple[KeptAnswer, Answer] | None:
        """Return the answer that the key names; None, the reason said, where this person may not have it."""
        kept = await self.app.community.answer(self.key)
        answer = unpack(kept.body) if kept else None
        if kept is None or answer is None or not self._is_here(kept):
            await self.say(self.p.gone.format(days=self.app.settings.answer_days))
            return None
        if kept.private and kept.shared_at is None and kept.asker != self.asker:
            await self.say(self.p.not_yours)
            return None
        return kept, answer

    def _is_here(self, kept: KeptAnswer) -> bool:
        # the asker may also press under a notice that came as a direct message
        return kept.scope == scope_of(self.guild) or (self.guild is None and kept.asker == self.asker)

    async def look_up(self, citation: Citation, scope: str) -> Looked | None:
        """Return a citation's quote in its paragraph; None when the stored text does not hold it."""
        scopes = (SHARED, scope) if server_of(scope) is not None else (SHARED,)
        try:
            looked = await self.app.worker.run(lambda desk: look_up(desk.store, citation.id, scopes))
        except (ValueError, AmbiguousError):
            return None
        if looked is None or looked.quoted.state == "withdrawn":
            return looked
        return looked if looked.quoted.quote == citation.quote else None

    async def question(self, kept: KeptAnswer) -> str | None:
        """Recall the question: from memory, from what is stored, from the title; None where that was cut."""
        if self.message is not None:
            talk = self.app.conversations.history(answer_key(self.message.id))
            if talk:
                return talk[-1]
        if kept.question_id is not None:
            stored = await self.app.community.question(kept.question_id)
            if stored is not None:
                return stored.text
        title = self.title()
        return None if not title or title.endswith(ELLIPSIS) else unescape(title)

    def title(self) -> str | None:
        """Return the title of the pressed message's embed, which is the question, escaped."""
        return self.message.embeds[0].title if self.message is not None and self.message.embeds else None

    def asked(self, question: str) -> Asked:
        """Make a question of the presser."""
        channel = self.interaction.channel_id or 0
        return Asked(
            way="press",
            question=question,
            asker=self.asker,
            user=self.user,
            guild=self.guild,
            channel=channel,
            language=str(self.interaction.locale),
            talk=member_key(channel, self.user),
        )

    def may_write(self) -> bool:
        """Say whether the presser may write in this channel."""
        granted = self.interaction.permissions
        in_thread = isinstance(self.interaction.channel, discord.Thread)
        return granted.send_messages_in_threads if in_thread else granted.send_messages


def unescape(text: str) -> str:
    """Read back what `render.text.escape` wrote, but for text that it showed as code."""
    return _ESCAPE.sub(r"\1", text).replace("\u200b", "")
