"""A press under an answer: which answer it is about, and whether this person may have it."""

from __future__ import annotations

import discord

from bot.answering.answer import Answer, Citation
from bot.ask.recalling import question_of
from bot.ask.responder import Asked, asked_by
from bot.ask.stored_answers import unpack
from bot.core.components import Pressed
from bot.core.context import Context
from bot.core.conversations import answer_key
from bot.core.rates import too_much
from bot.core.services import scope_of
from bot.shared.citations import FoundCitation, find_citation
from corpus.errors import AmbiguousError
from corpus.store.people import KeptAnswer, server_of


class AnswerPress(Context):
    """A press, and what every handler needs of it; `number` is a page or a position, 0 for none."""

    def __init__(self, context: Context, pressed: Pressed) -> None:
        super().__init__(context.interaction)
        self.key = pressed.key
        self.number = pressed.number
        self.message = self.interaction.message
        self.private = self.message is not None and self.message.flags.ephemeral

    async def defer_own(self) -> None:
        """Acknowledge in place where only the presser sees the message; elsewhere the presser gets a copy."""
        if self.private:
            await self.defer_in_place()
        else:
            await self.defer()

    async def find(self) -> tuple[KeptAnswer, Answer] | None:
        """Return the answer that the key names; None, the reason said, where this person may not have it."""
        kept = await self.services.community.answer(self.key)
        answer = unpack(kept.body) if kept else None
        if kept is None or answer is None or not self._is_here(kept):
            await self.say(self.phrases.gone.format(days=self.services.settings.answer_days))
            return None
        if kept.private and kept.shared_at is None and kept.asker != self.asker:
            await self.say(self.phrases.not_yours)
            return None
        return kept, answer

    def _is_here(self, kept: KeptAnswer) -> bool:
        # the asker may also press under a notice that came as a direct message
        return kept.scope == scope_of(self.guild) or (self.guild is None and kept.asker == self.asker)

    async def source(self, citation: Citation, scope: str) -> FoundCitation | None:
        """Return a citation's quote in its paragraph; None when the stored text does not hold it."""
        scopes = self.services.scopes(server_of(scope))
        try:
            looked = await self.services.worker.run(lambda kb: find_citation(kb.store, citation.id, scopes))
        except (ValueError, AmbiguousError):
            return None
        if looked is None or looked.quoted.state == "withdrawn":
            return looked
        return looked if looked.quoted.quote == citation.quote else None

    async def question(self, kept: KeptAnswer) -> str | None:
        """Recall the question: from memory, the store, or the message; None where none holds it."""
        if self.message is not None:
            talk = self.services.conversations.history(answer_key(self.message.id))
            if talk:
                return talk[-1]
        if kept.question_id is not None:
            stored = await self.services.community.question(kept.question_id)
            if stored is not None:
                return stored.text
        if self.message is None:
            return None
        return await question_of(self.interaction.client, self.services.metrics, self.message)

    def title(self) -> str | None:
        """Return the title of the pressed message's embed, which is the question, escaped."""
        return self.message.embeds[0].title if self.message is not None and self.message.embeds else None

    def asked(self, question: str) -> Asked:
        """Make a question of the presser."""
        return asked_by(self, "press", question)

    async def admitted(self) -> bool:
        """Count a press that asks; False where there were too many, which the presser alone is told."""
        refusal = await too_much(self.services, "press", self.user, self.guild, self.phrases, what="press")
        if refusal is not None:
            await self.say(refusal)
        return refusal is None

    def may_write(self) -> bool:
        """Say whether the presser may write in this channel."""
        granted = self.interaction.permissions
        in_thread = isinstance(self.interaction.channel, discord.Thread)
        return granted.send_messages_in_threads if in_thread else granted.send_messages
