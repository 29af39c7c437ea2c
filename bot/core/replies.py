"""Where an answer goes: the response of an interaction, or a message of the bot in a channel.

Each way can say "searching", show the answer, say a plain sentence, and be picked up after a restart.
"""

from __future__ import annotations

import asyncio
from typing import Any, Protocol

import discord

from bot.core.context import Context
from bot.core.delivery import deliver
from bot.core.message_reply import MessageReply, Shown
from bot.core.metrics import Metrics
from bot.core.services import Services

TOKEN_SECONDS = 14 * 60
"""Seconds for which the response of an interaction is counted on; Discord allows fifteen minutes."""


class Reply(Protocol):
    """One place for one answer; `names_question` says whether the question stands above it already."""

    private: bool

    @property
    def names_question(self) -> bool:
        """Tell whether the reader sees the question right above what is shown."""

    async def searching(self, text: str) -> None:
        """Say at once that the question has arrived; raises UndeliverableError when nobody will see more."""

    async def show(self, embed: discord.Embed, view: discord.ui.View | None) -> Shown:
        """Show the answer in place of "searching"."""

    async def say(self, text: str) -> None:
        """Say a plain sentence instead, to the asker alone where that is possible."""

    async def refuse(self, text: str) -> None:
        """Say to the asker alone why nothing was done; whatever stands already stays."""

    def resumable(self) -> dict[str, Any]:
        """Return what `resume` needs to show the answer after a restart, as JSON."""


class InteractionReply:
    """The response of a command, a menu or a button; `edits` puts it in place of the pressed message."""

    names_question = False

    def __init__(self, context: Context, *, private: bool, edits: bool = False) -> None:
        self.private = private
        self._context = context
        self._edits = edits
        self._born = asyncio.get_running_loop().time()

    async def searching(self, text: str) -> None:
        """Acknowledge with the sentence, once; in place of a pressed message it is an edit; see Reply."""
        if self._edits:
            await self.defer()
            await self.say(text)
        elif not self._context.is_answered:
            await self._context.begin(text, private=self.private)
            self._note()

    async def defer(self) -> None:
        """Acknowledge a press without changing anything yet, once."""
        if not self._context.is_answered:
            await self._context.defer_in_place()
            self._note()

    def _note(self) -> None:
        metrics = self._context.services.metrics
        metrics.acknowledged.observe(asyncio.get_running_loop().time() - self._born)

    async def show(self, embed: discord.Embed, view: discord.ui.View | None) -> Shown:
        """Edit the response; see Reply."""
        message = await self._context.show(embed, view)
        return (self._context.interaction.channel_id, message.id if message else None)

    async def say(self, text: str) -> None:
        """Answer with the sentence, privately where nothing was sent yet; see Reply."""
        if self._context.is_answered:
            await self._context.show(None, content=text)
            return
        await self._context.begin(text)
        self._note()

    async def refuse(self, text: str) -> None:
        """Say it in a message of its own that only the asker sees; see Reply."""
        await self._context.say(text)

    def resumable(self) -> dict[str, Any]:
        """Return application and token, which edit the response for fifteen minutes."""
        return self._context.token(private=self.private)


class TokenReply:
    """The response of an interaction that an earlier process acknowledged."""

    names_question = False

    def __init__(self, client: discord.Client, metrics: Metrics, kept: dict[str, Any]) -> None:
        self.private = bool(kept["private"])
        self._kept = kept
        self._metrics = metrics
        self._webhook = discord.Webhook.partial(kept["application"], kept["token"], client=client)

    async def searching(self, text: str) -> None:
        """Do nothing: it was said before the restart."""

    async def show(self, embed: discord.Embed, view: discord.ui.View | None) -> Shown:
        """Edit the response; see Reply."""
        message = await self._edit(content=None, embed=embed, view=view)
        return (self._kept["channel"], message.id if message else None)

    async def say(self, text: str) -> None:
        """Edit the response; see Reply."""
        await self._edit(content=text, embed=None, view=None)

    async def _edit(self, **fields: Any) -> discord.WebhookMessage | None:
        # the API takes this name where discord.py's signature asks for a number
        original: Any = "@original"
        return await deliver(self._metrics, lambda: self._webhook.edit_message(original, **fields))

    async def refuse(self, text: str) -> None:
        """Edit the response; see Reply. What was asked before a restart is refused no more."""
        await self.say(text)

    def resumable(self) -> dict[str, Any]:
        """Return what it was made of."""
        return self._kept


def resume(client: discord.Client, services: Services, kept: dict[str, Any]) -> Reply:
    """Make the reply that an earlier process was about to fill."""
    if kept["to"] == "interaction":
        return TokenReply(client, services.metrics, kept)
    return MessageReply(
        client,
        services,
        channel=kept["channel"],
        question=kept["question"],
        guild=kept["guild"],
        message=kept["message"],
    )
