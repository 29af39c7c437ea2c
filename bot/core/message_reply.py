"""The bot's message under a member's question; where it may not stand there, in a direct message instead."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any, Final

import discord

from bot.core.delivery import UndeliverableError, deliver
from bot.core.direct import send_direct, tell_owner_unwritable
from bot.core.permissions import granted, may_write
from bot.core.services import Services
from bot.render.plain import as_text

Shown = tuple[int | None, int | None]
"""Channel and message in which something stands, None where it is not known."""

_NO_REFERENCE: Final = 160002
_FORBIDDEN: Final = frozenset({50001, 50013, 50083, 160005})
"""Refusals that mean that the bot may not write there: no access, no permission, archived, locked."""

_WAIT = "⏳"


class MessageReply:
    """A message of the bot under a member's message; an edited question changes the same message.

    What Discord would refuse is not sent: without the permission for embeds it is plain text, without that
    for the history no reply, and where the bot may not write, `asker` gets it as a direct message.
    """

    private = False

    def __init__(
        self,
        client: discord.Client,
        services: Services,
        *,
        channel: int,
        question: int,
        guild: int | None,
        asker: int | None = None,
        language: str | None = None,
        message: int | None = None,
    ) -> None:
        self._client = client
        self._services = services
        self._channel = channel
        self._question = question
        self._guild = guild
        self._asker = asker
        self._language = language
        self._moved: str | None = None
        self._is_reply = True
        self.message = message
        self._born = asyncio.get_running_loop().time()

    @property
    def names_question(self) -> bool:
        """Tell whether it stands under the question as a reply."""
        return self._is_reply and self._moved is None

    async def searching(self, text: str) -> None:
        """Post under the question, or edit what stands there already; see Reply."""
        await self._put(text)
        self._services.metrics.acknowledged.observe(asyncio.get_running_loop().time() - self._born)

    async def show(self, embed: discord.Embed, view: discord.ui.View | None) -> Shown:
        """Edit the message; see Reply."""
        await self._put(None, embed, view)
        return (self._channel, self.message)

    async def say(self, text: str) -> None:
        """Post or edit the message; see Reply."""
        await self._put(text)

    async def refuse(self, text: str) -> None:
        """Say it in a direct message, or where that is not taken, by a mark on the question; see Reply."""
        if self._guild is None:
            await self._send({"content": text}, nonce=f"r{self._question}")
            return
        try:
            if self._asker is None:
                raise UndeliverableError("nobody to tell", final=True)
            await self._direct(f"{text}\n-# {self._link()}", nonce=f"r{self._question}")
        except UndeliverableError:
            await self._mark()

    async def delete(self) -> None:
        """Take the message back, if it is still there."""
        if self.message is None:
            return
        message = self._partial(self.message)
        with suppress(UndeliverableError):
            await deliver(self._services.metrics, message.delete)

    def resumable(self) -> dict[str, Any]:
        """Return channel, question and message."""
        return {
            "to": "message",
            "channel": self._channel,
            "guild": self._guild,
            "question": self._question,
            "message": self.message,
        }

    # in the channel

    async def _put(
        self, content: str | None, embed: discord.Embed | None = None, view: discord.ui.View | None = None
    ) -> None:
        fields = self._fields(content, embed, view)
        try:
            if self.message is not None:
                message = self._partial(self.message)
                await deliver(self._services.metrics, lambda: message.edit(**fields))
            else:
                await self._post(fields)
        except UndeliverableError as error:
            if error.code not in _FORBIDDEN or self._guild is None or self._moved is not None:
                raise
            await self._move(content, embed, view)

    async def _post(self, fields: dict[str, Any]) -> None:
        if not may_write(self._client, self._guild, self._channel):
            raise UndeliverableError("may not write", final=True, code=50013)
        given = {name: value for name, value in fields.items() if value is not None}
        sent = await self._send(given, nonce=f"q{self._question}")
        self.message = sent.id if sent else None

    async def _send(self, given: dict[str, Any], *, nonce: str) -> discord.Message | None:
        """Send as a reply to the question, or where the history may not be read, by itself."""
        channel, metrics = self._partial_channel(), self._services.metrics
        reference = discord.MessageReference(
            message_id=self._question,
            channel_id=self._channel,
            guild_id=self._guild,
            fail_if_not_exists=False,
        )
        allowed = granted(self._client, self._guild, self._channel)
        if allowed is None or allowed.read_message_history:
            try:
                # with the same nonce Discord returns the first message instead of posting a second
                return await deliver(
                    metrics,
                    lambda: channel.send(**given, reference=reference, mention_author=False, nonce=nonce),
                )
            except UndeliverableError as error:
                if error.code != _NO_REFERENCE:
                    raise
        self._is_reply = False
        return await deliver(metrics, lambda: channel.send(**given, nonce=nonce))

    def _fields(
        self, content: str | None, embed: discord.Embed | None, view: discord.ui.View | None
    ) -> dict[str, Any]:
        allowed = granted(self._client, self._guild, self._channel)
        if self._moved is not None:
            content = "\n".join(part for part in (self._moved, content) if part)
        elif embed is not None and allowed is not None and not allowed.embed_links:
            content, embed = as_text(embed), None
        return {"content": content, "embed": embed, "view": view}

    # elsewhere

    async def _move(
        self, content: str | None, embed: discord.Embed | None, view: discord.ui.View | None
    ) -> None:
        """Answer in a direct message from now on, and say why; the owner is told where that is not taken."""
        assert self._guild is not None
        guild, channel = self._guild, self._channel
        p = self._services.phrases(guild, self._language)
        self._moved = p.elsewhere.format(channel=f"<#{channel}>", link=self._link())
        fields = self._fields(content, embed, view)
        given = {name: value for name, value in fields.items() if value is not None}
        try:
            if self._asker is None:
                raise UndeliverableError("nobody to tell", final=True)
            sent = await self._direct(nonce=f"q{self._question}", **given)
        except UndeliverableError:
            await tell_owner_unwritable(self._client, self._services, guild, channel)
            raise
        if sent is not None:
            self._guild, self._channel, self.message = None, sent.channel.id, sent.id

    async def _direct(
        self, content: str | None = None, *, nonce: str, **fields: Any
    ) -> discord.Message | None:
        assert self._asker is not None
        metrics = self._services.metrics
        return await send_direct(self._client, metrics, self._asker, nonce=nonce, content=content, **fields)

    async def _mark(self) -> None:
        """Show by a mark that the question was seen and not answered, where the bot may."""
        allowed = granted(self._client, self._guild, self._channel)
        if allowed is not None and not (allowed.add_reactions and allowed.read_message_history):
            return
        message = self._partial(self._question)
        with suppress(UndeliverableError):
            await deliver(self._services.metrics, lambda: message.add_reaction(_WAIT))

    def _link(self) -> str:
        return f"https://discord.com/channels/{self._guild or '@me'}/{self._channel}/{self._question}"

    def _partial_channel(self) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(self._channel, guild_id=self._guild)

    def _partial(self, message: int) -> discord.PartialMessage:
        return self._partial_channel().get_partial_message(message)
