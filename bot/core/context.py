"""One interaction: who acts, where, in which language, and how far it has been answered.

However many objects look at one interaction, its state is one: it is kept with the interaction itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import discord
from discord import app_commands

from bot.core.delivery import UndeliverableError, acknowledge, deliver
from bot.core.errors import text_of
from bot.core.log import logger
from bot.core.services import Services
from bot.core.worker import ClosedError
from bot.phrases.members import Phrases
from bot.render.limits import CONTENT
from corpus.errors import FootbridgeError

log = logger(__name__)

_STATE = "footbridge"


@dataclass(slots=True)
class _State:
    """How far an interaction is: not answered, by a message of its own, or in place of the pressed one."""

    answered: Literal["no", "own", "in place"] = "no"


def server_here(interaction: discord.Interaction[Any]) -> int | None:
    """Return the server in which somebody acts, where it has the bot; None elsewhere.

    Who has installed the bot for themselves brings it to servers that do not have it: there nothing is known
    but what is shared, and nothing of what is asked is the server's.
    """
    return interaction.guild_id if interaction.is_guild_integration() else None


class Context:
    """One person doing one thing: a command, a press, a choice or a sent form."""

    def __init__(self, interaction: discord.Interaction[Any]) -> None:
        self.interaction = interaction
        self.services: Services = interaction.client.services
        self.user = interaction.user.id
        self.guild = server_here(interaction)
        self.channel = interaction.channel_id or 0
        self.locale = str(interaction.locale)
        self.asker = self.services.community.asker(self.user)
        self.scopes = self.services.scopes(self.guild)
        self.phrases: Phrases = self.services.phrases(self.guild, self.locale)
        self._apart = False
        self._state: _State = interaction.extras.setdefault(_STATE, _State())

    @property
    def is_answered(self) -> bool:
        """Tell whether the interaction was acknowledged in any way."""
        return self._state.answered != "no"

    # the first answer, within three seconds

    async def defer(self, *, private: bool = True) -> None:
        """Acknowledge with a message of its own, to be filled; the person's alone where `private`."""
        response = self.interaction.response
        await acknowledge(self.services.metrics, lambda: response.defer(ephemeral=private, thinking=True))
        self._state.answered = "own"

    async def defer_in_place(self) -> None:
        """Acknowledge a press; what is shown next takes the place of the pressed message."""
        await acknowledge(self.services.metrics, self.interaction.response.defer)
        self._state.answered = "in place"

    async def begin(self, content: str | discord.Embed, *, private: bool = True) -> None:
        """Acknowledge with a sentence or an embed."""
        response = self.interaction.response
        given: dict[str, Any] = {"content": content} if isinstance(content, str) else {"embed": content}
        await acknowledge(self.services.metrics, lambda: response.send_message(**given, ephemeral=private))
        self._state.answered = "own"

    async def open_form(self, form: discord.ui.Modal) -> None:
        """Acknowledge by opening a form, which nothing can follow."""
        response = self.interaction.response
        await acknowledge(self.services.metrics, lambda: response.send_modal(form))

    # what follows

    def further(self) -> None:
        """Have what is shown from now on stand in messages of its own, below, for the person alone."""
        self._apart = True

    async def show(
        self,
        embed: discord.Embed | None,
        view: discord.ui.View | None = None,
        *,
        content: str | None = None,
        files: Callable[[], list[discord.File]] | None = None,
    ) -> discord.InteractionMessage | discord.WebhookMessage | None:
        """Show an embed, a sentence or both in what was acknowledged; `files` makes them anew each time."""

        async def send() -> discord.InteractionMessage | discord.WebhookMessage:
            if self._apart:
                given = {"content": content, "embed": embed, "view": view, "files": files and files()}
                told: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
                return await self.interaction.followup.send(**told, ephemeral=True, wait=True)
            more: dict[str, Any] = {} if files is None else {"attachments": files()}
            return await self.interaction.edit_original_response(
                content=content, embed=embed, view=view, **more
            )

        return await deliver(self.services.metrics, send)

    async def attach(self, files: Callable[[], list[discord.File]]) -> None:
        """Add files to what is shown; `files` makes them anew each time."""
        await deliver(
            self.services.metrics, lambda: self.interaction.edit_original_response(attachments=files())
        )

    async def say(self, text: str) -> None:
        """Say a sentence to the person alone, however far the interaction is; a pressed message stays."""
        text = text[:CONTENT]
        if self._state.answered == "no":
            await self.begin(text)
        elif self._state.answered == "own":
            await self.show(None, content=text)
        else:
            await deliver(self.services.metrics, lambda: self.interaction.followup.send(text, ephemeral=True))

    async def fail(self, error: Exception, where: str) -> None:
        """Say why it came to nothing; quietly where nobody can be told, or the process is about to end."""
        try:
            if isinstance(error, UndeliverableError | ClosedError):
                raise error
            await self.say(self._reason(error, where))
        except (UndeliverableError, ClosedError) as unsaid:
            log.info("an interaction went unanswered", where=where, reason=repr(unsaid))

    def _reason(self, error: Exception, where: str) -> str:
        """Name what was refused; what nobody expected is logged, and its number told."""
        if isinstance(error, FootbridgeError):
            return text_of(error)
        if isinstance(error, app_commands.NoPrivateMessage):
            return self.phrases.only_in_server
        if isinstance(error, app_commands.CheckFailure):
            return self.phrases.not_moderator
        return self._failed().format(incident=self.services.incident(where, error))

    def _failed(self) -> str:
        return self.phrases.failed

    def token(self, *, private: bool) -> dict[str, Any]:
        """Return what `replies.TokenReply` needs to edit this response within fifteen minutes."""
        return {
            "to": "interaction",
            "application": self.interaction.application_id,
            "token": self.interaction.token,
            "channel": self.interaction.channel_id,
            "private": private,
        }
