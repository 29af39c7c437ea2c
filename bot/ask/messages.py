"""Questions that come as messages: what counts as one, follow-ups, edits within a minute, deletions."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field

import discord

from bot.ask.recalling import bare, question_of
from bot.ask.responder import Asked, Responder, Way
from bot.core.conversations import answer_key, member_key
from bot.core.delivery import UndeliverableError
from bot.core.limits import Seen
from bot.core.log import logger
from bot.core.message_reply import MessageReply
from bot.core.services import Services

log = logger(__name__)

EDIT_SECONDS = 60
"""How long after posting an edit of a question changes its answer."""

_RECENT = 5000
_KINDS = (discord.MessageType.default, discord.MessageType.reply)


@dataclass(slots=True)
class _Recent:
    """A message that was asked with: its lock, what it asked, where its answer stands."""

    reply: MessageReply
    question: str = ""
    history: tuple[str, ...] = ()
    deleted: bool = False
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Messages:
    """Turns messages into questions; one object a client."""

    def __init__(self, client: discord.Client, services: Services, responder: Responder) -> None:
        self._client = client
        self._services = services
        self._responder = responder
        self._recent: OrderedDict[int, _Recent] = OrderedDict()
        self._hinted = Seen()

    async def posted(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        way = self._meant(message)
        if way is None:
            await self._hint(message)
            return
        # known before others are asked, since it may be deleted meanwhile
        recent = self._recent.setdefault(message.id, _Recent(self._reply(message, None)))
        if not await self._services.agreement.first(message.id):
            return
        while len(self._recent) > _RECENT:
            self._recent.popitem(last=False)
        async with recent.lock:
            if recent.deleted:
                return
            recent.question, recent.history = self._question(message), await self._history(message)
            await self._responder.respond(self._asked(message, way, recent), recent.reply)

    async def edited(self, message: discord.Message) -> None:
        """Answer a question anew that was edited within its first minute."""
        if message.edited_at is None or self._meant(message) is None:
            return
        if (message.edited_at - message.created_at).total_seconds() > EDIT_SECONDS:
            return
        recent = self._recent.get(message.id) or await self._recall(message)
        if recent is None:
            await self.posted(message)  # the mention was put in by the edit
            return
        async with recent.lock:
            question = self._question(message)
            if recent.deleted or question == recent.question:
                return
            recent.question = question
            kept = await self._services.community.answer_to(message.id)
            asked = self._asked(message, "edit", recent, question_id=kept.question_id if kept else None)
            await self._responder.respond(asked, recent.reply)

    async def deleted(self, message: int) -> None:
        """Remove the answer to a deleted message, and what is stored of it."""
        recent = self._recent.get(message)
        if recent is not None:
            recent.deleted = True
            async with recent.lock:
                await recent.reply.delete()
        await self._responder.withdraw(message)
        kept = await self._services.community.answer_to(message)
        if kept is None:
            return
        gone = recent.reply.message if recent is not None else None
        if kept.channel and kept.message and kept.message != gone:
            reply = MessageReply(
                self._client, self._services, channel=kept.channel, question=message, guild=None,
                message=kept.message,
            )  # fmt: skip
            await reply.delete()
        await self._services.community.drop(kept.key)

    async def _hint(self, message: discord.Message) -> None:
        """Say once to who mentions the bot's role, which is called like it, that the text is not shown."""
        role = message.guild.self_role if message.guild is not None else None
        if role is None or role not in message.role_mentions or message.author.bot:
            return
        if not self._allowed(message) or not self._hinted.first(message.author.id):
            return
        p = self._services.phrases(role.guild.id, str(role.guild.preferred_locale))
        me = f"<@{self._client.user.id if self._client.user else 0}>"
        with suppress(UndeliverableError):
            await self._reply(message, None).say(p.role_hint.format(me=me))

    def _meant(self, message: discord.Message) -> Way | None:
        """Say in which way a message asks the bot, None when it does not."""
        if message.author.bot or message.webhook_id is not None or message.type not in _KINDS:
            return None
        if message.guild is None:
            return "direct"
        me = self._client.user
        if me is None or not any(user.id == me.id for user in message.mentions):
            return None
        if not self._allowed(message):
            return None
        return "reply" if message.reference is not None else "mention"

    def _allowed(self, message: discord.Message) -> bool:
        channels = self._services.server(message.guild.id if message.guild else None).channels
        parent = message.channel.parent_id if isinstance(message.channel, discord.Thread) else None
        return not channels or message.channel.id in channels or parent in channels

    def _question(self, message: discord.Message) -> str:
        return bare(message.content, self._client)

    async def _history(self, message: discord.Message) -> tuple[str, ...]:
        """Return the conversation that a reply continues, else the member's own in this channel."""
        talks = self._services.conversations
        reference = message.reference
        if reference is not None and reference.message_id is not None:
            chain = talks.history(answer_key(reference.message_id))
            if chain:
                return chain
            earlier = reference.resolved
            if isinstance(earlier, discord.Message) and earlier.author == self._client.user:
                question = await question_of(self._client, self._services.metrics, earlier)
                if question:
                    return (question,)
        return talks.history(member_key(message.channel.id, message.author.id))

    def _asked(
        self, message: discord.Message, way: Way, recent: _Recent, question_id: str | None = None
    ) -> Asked:
        return Asked(
            way=way,
            question=recent.question,
            asker=self._services.community.asker(message.author.id),
            user=message.author.id,
            guild=message.guild.id if message.guild else None,
            channel=message.channel.id,
            language=str(message.guild.preferred_locale) if message.guild else None,
            history=recent.history,
            talk=member_key(message.channel.id, message.author.id),
            question_message=message.id,
            question_id=question_id,
        )

    def _reply(self, message: discord.Message, answer: int | None) -> MessageReply:
        return MessageReply(
            self._client,
            self._services,
            channel=message.channel.id,
            question=message.id,
            guild=message.guild.id if message.guild else None,
            asker=message.author.id,
            language=str(message.guild.preferred_locale) if message.guild else None,
            message=answer,
        )

    async def _recall(self, message: discord.Message) -> _Recent | None:
        """Find the answer to a message that was asked with before a restart."""
        kept = await self._services.community.answer_to(message.id)
        if kept is None or kept.message is None:
            return None
        recent = _Recent(self._reply(message, kept.message))
        self._recent[message.id] = recent
        return recent
