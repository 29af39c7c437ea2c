"""Telling people, once and in a direct message, that a later document answers what they had asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.answering.answer import Answer
from bot.ask.stored_answers import kept_answer
from bot.ask.views import make_view
from bot.core.delivery import UndeliverableError, deliver
from bot.core.direct import send_direct
from bot.core.log import logger
from bot.core.services import DIRECT, Services
from bot.core.worker import QueueFullError
from bot.phrases.members import Phrases, phrases
from bot.render.answer import pages
from bot.render.controls import answer_controls
from corpus.errors import FootbridgeError
from corpus.model import SHARED
from corpus.store.people import Waiting, server_of

if TYPE_CHECKING:
    from bot.shared.knowledge_base import KnowledgeBase

log = logger(__name__)


class Notices:
    """Looks through the notes after the corpus has changed; each note is asked once a revision."""

    def __init__(self, client: discord.Client, services: Services) -> None:
        self._client = client
        self._services = services

    async def look(self) -> None:
        """Ask what is waited for on the corpus as it is searched now, and tell who has an answer."""
        services = self._services
        await services.refresh_revision()
        # what the index does not hold yet was not asked: the look after it has caught up goes on there
        revision = await services.worker.run(_searched)
        for note in await services.community.notes.waiting(before_revision=revision):
            if not services.answers_for(note.scope):
                continue
            scopes = services.scopes(server_of(note.scope))
            try:
                answer = await services.worker.answer(
                    note.question,
                    history=(),
                    scopes=scopes,
                    seconds=services.settings.ask_seconds,
                    language=note.language,
                )
            except (QueueFullError, TimeoutError):
                return  # members' questions come first; the next look goes on here
            except FootbridgeError:
                answer = None
            if answer is None or answer.abstained or answer.choices or answer.is_near:
                await services.community.notes.asked_in_vain(note.id, revision)
            else:
                await self._tell(note, answer)

    async def _tell(self, note: Waiting, answer: Answer) -> None:
        services = self._services
        try:
            if await self._has_left(note):
                await services.community.notes.claim(note.id)
                return
        except UndeliverableError:
            return  # whether they may know is not known now; the note waits for the next look
        p = phrases(note.language)
        made = pages(answer, p, question=note.question)
        scope = note.scope if note.scope != SHARED else DIRECT
        asker = services.community.asker(note.user)
        kept = kept_answer(services, answer, scope=scope, asker=asker, private=True)
        view = make_view(answer_controls(answer, p, pages=len(made)), kept.key)
        await services.community.keep(kept)
        try:
            message = await self._send(note, p, made[0], view)
        except UndeliverableError as error:
            await services.community.drop(kept.key)
            if error.final:  # direct messages are closed to the bot: the wish cannot be met
                await services.community.notes.claim(note.id)
            log.info("a notice could not be delivered", final=error.final)
            return
        await services.community.notes.claim(note.id)
        if message is not None:
            await services.community.place(kept.key, message.channel.id, message.id)

    async def _has_left(self, note: Waiting) -> bool:
        """Tell whether who waits has left the server whose documents answer; raises UndeliverableError."""
        number = server_of(note.scope)
        if number is None:
            return False
        guild = self._client.get_guild(number)
        if guild is None:
            raise UndeliverableError("the server is not there", final=False)
        try:
            await deliver(self._services.metrics, lambda: guild.fetch_member(note.user))
        except UndeliverableError as error:
            if not error.final:
                raise
            return True
        return False

    async def _send(
        self, note: Waiting, p: Phrases, embed: discord.Embed, view: discord.ui.View | None
    ) -> discord.Message | None:
        # the nonce is the note's own: were the bot to die before the note is deleted, Discord would
        # return the first message to the second attempt and post no other
        fields: dict[str, Any] = {} if view is None else {"view": view}
        metrics = self._services.metrics
        return await send_direct(
            self._client, metrics, note.user, nonce=note.id, content=p.now_known, embed=embed, **fields
        )


async def _searched(kb: KnowledgeBase) -> int:
    return kb.index.revision
