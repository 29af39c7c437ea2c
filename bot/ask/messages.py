"""Questions that come as messages: what counts as one, follow-ups, edits within a minute, deletions."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Literal

import discord

from bot.ask.posts import Post, post_of
from bot.ask.recalling import bare, question_of
from bot.ask.responder import Asked, Responder, Way
from bot.core.conversations import answer_key, member_key
from bot.core.delivery import UndeliverableError
from bot.core.log import logger
from bot.core.message_reply import MessageReply
from bot.core.services import Services

log = logger(__name__)

EDIT_SECONDS = 60
"""How long after posting an edit of a question changes its answer."""

_RECENT = 5000
_KINDS = (discord.MessageType.default, discord.MessageType.reply)


@dataclass(frozen=True, slots=True)
class _Meant:
    """How a message asks the bot, and what; `post` where it is one that does not speak to it."""

    way: Way
    question: str
    post: Post | None = None


@dataclass(slots=True)
class _Recent:
    """A message that was asked with: its lock, what it asked, where its answer stands."""

    reply: MessageReply
    question: str = ""
    history: tuple[str, ...] = ()
    deleted: bool = False
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


def _by_a_person(message: discord.Message) -> bool:
    return not message.author.bot and message.webhook_id is None and message.type in _KINDS


class Messages:
    """Turns messages into questions; one object a client."""

    def __init__(self, client: discord.Client, services: Services, responder: Responder) -> None:
        self._client = client
        self._services = services
        self._responder = responder
        self._recent: OrderedDict[int, _Recent] = OrderedDict()
        self._hinting: set[str] = set()

    async def posted(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot, or a post in a channel where posts are answered."""
        meant = self._meant(message)
        if meant is None:
            await self._hint(message)
            return
        # known before others are asked, since it may be deleted meanwhile
        reply = self._reply(message, None, addressed=meant.post is None)
        recent = self._known(message.id, reply)
        if not await self._services.agreement.first(message.id):
            return
        async with recent.lock:
            if recent.deleted:
                return
            recent.question, recent.history = meant.question, await self._history(message)
            await self._responder.respond(self._asked(message, meant, recent), recent.reply)

    async def edited(self, message: discord.Message) -> None:
        """Answer a question anew that was edited within its first minute."""
        meant = self._meant(message)
        if message.edited_at is None or meant is None:
            return
        if (message.edited_at - message.created_at).total_seconds() > EDIT_SECONDS:
            return
        recent = self._recent.get(message.id) or await self._recall(message)
        if recent is None:
            await self.posted(message)  # the mention was put in by the edit
            return
        async with recent.lock:
            if recent.deleted or meant.question == recent.question:
                return
            recent.question = meant.question
            kept = await self._services.community.answer_to(message.id)
            edit = meant if meant.post else replace(meant, way="edit")
            asked = self._asked(message, edit, recent, question_id=kept.question_id if kept else None)
            if await self._responder.respond(asked, recent.reply) is None and asked.if_sure:
                await recent.reply.delete()

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
        """Say once to who mentions the bot's role, or replies to it unseen, that the text is not shown."""
        addressed = self._addressed(message)
        if addressed is None or message.guild is None or message.content or not self._allowed(message):
            return
        asker = self._services.community.asker(message.author.id)
        name = f"server:{message.guild.id}:hinted:{asker}"
        facts = self._services.community.servers
        if name in self._hinting:
            return
        self._hinting.add(name)
        try:
            if await facts.fact(name) is not None:
                return
            await facts.set_fact(name, str(self._services.community.now()))
        finally:
            self._hinting.discard(name)
        p = self._services.phrases(message.guild.id, str(message.guild.preferred_locale))
        hint = p.role_hint if addressed == "mention" else p.reply_hint
        me = f"<@{self._client.user.id if self._client.user else 0}>"
        with suppress(UndeliverableError):
            await self._reply(message, None).say(hint.format(me=me))

    def _meant(self, message: discord.Message) -> _Meant | None:
        """Say in which way a message asks the bot and what, None when it does not."""
        if not _by_a_person(message):
            return None
        text = bare(message.content, self._client, self._role(message))
        if message.guild is None:
            return _Meant("direct", text)
        me = self._client.user
        addressed = self._addressed(message)
        if me is not None and any(user.id == me.id for user in message.mentions):
            addressed = "reply" if message.reference is not None else "mention"
        elif not message.content:  # it is not shown; what can be seen is the title of a thread
            addressed = None
        if addressed is not None:
            return _Meant(addressed, text) if self._allowed(message) else None
        post = post_of(self._client, self._services, message)
        return None if post is None else _Meant("post", post.question, post)

    def _addressed(self, message: discord.Message) -> Literal["mention", "reply"] | None:
        """Say how a message speaks to the bot without mentioning it: by its role, or by a reply."""
        if not _by_a_person(message) or message.guild is None:
            return None
        if self._role(message) in [role.id for role in message.role_mentions]:
            return "mention"
        earlier = message.reference.resolved if message.reference is not None else None
        mine = isinstance(earlier, discord.Message) and earlier.author == self._client.user
        return "reply" if mine else None

    @staticmethod
    def _role(message: discord.Message) -> int | None:
        role = message.guild.self_role if message.guild is not None else None
        return role.id if role is not None else None

    def _allowed(self, message: discord.Message) -> bool:
        channels = self._services.server(message.guild.id if message.guild else None).channels
        parent = message.channel.parent_id if isinstance(message.channel, discord.Thread) else None
        return not channels or message.channel.id in channels or parent in channels

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
        self, message: discord.Message, meant: _Meant, recent: _Recent, question_id: str | None = None
    ) -> Asked:
        return Asked(
            way=meant.way,
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
            title=meant.post.title if meant.post else "",
            if_sure=meant.post is not None and meant.post.how == "sure",
        )

    def _reply(self, message: discord.Message, answer: int | None, *, addressed: bool = True) -> MessageReply:
        """Make the reply; who did not speak to the bot gets no direct message where it may not write."""
        return MessageReply(
            self._client,
            self._services,
            channel=message.channel.id,
            question=message.id,
            guild=message.guild.id if message.guild else None,
            asker=message.author.id if addressed else None,
            language=str(message.guild.preferred_locale) if message.guild else None,
            message=answer,
        )

    async def _recall(self, message: discord.Message) -> _Recent | None:
        """Find the answer to a message that was asked with before a restart."""
        kept = await self._services.community.answer_to(message.id)
        if kept is None or kept.message is None:
            return None
        return self._known(message.id, self._reply(message, kept.message))

    def _known(self, message: int, reply: MessageReply) -> _Recent:
        """Return what is known of a message from now on; of the oldest nothing is known any more."""
        recent = self._recent.setdefault(message, _Recent(reply))
        while len(self._recent) > _RECENT:
            self._recent.popitem(last=False)
        return recent
