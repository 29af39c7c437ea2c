from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import Json, NoResponseError
from .interactions import Interaction
from .messages import Message

if TYPE_CHECKING:
    from .server import DoubleDiscord


class Reply:
    """What the bot answered to one interaction, as the person who caused it sees it."""

    def __init__(self, discord: DoubleDiscord, interaction: Interaction) -> None:
        self._discord = discord
        self.interaction = interaction

    def __repr__(self) -> str:
        shown = self.interaction.original
        return f"<Reply {self.state} {shown.text[:60]!r}>" if shown else f"<Reply {self.state}>"

    async def acknowledged(self, within: float = 60) -> Reply:
        """Wait for the acknowledgement; NoResponseError once 3 s of the clock have passed without one."""
        interaction = self.interaction

        def holds() -> bool:
            if interaction.missed:
                raise NoResponseError(
                    f"The application did not respond to {interaction.name or interaction.data}"
                )
            return interaction.acknowledged

        await self._discord.until(
            holds, f"an acknowledgement of {interaction.name or interaction.data}", within
        )
        return self

    async def final(self, *, edits: int = 0, within: float = 60, quiet: float = 0.03) -> Reply:
        """Wait until the response is no placeholder, was edited `edits` times and has come to rest.

        A deferred response is final once it was filled. One that starts as a text ("searching…") and is
        edited into the answer is final after `edits=1`.
        """
        await self.acknowledged(within)
        await self._discord.until(
            lambda: self.interaction.callback == 9 or self.interaction.original is not None,
            "a response",
            within,
        )
        if self.interaction.original is not None:
            await self._discord.settled(self.message, edits=edits, within=within, quiet=quiet)
        return self

    async def shows(self, text: str, *, within: float = 60) -> Reply:
        """Wait until the response shows a text somewhere."""
        interaction = self.interaction
        await self._discord.until(
            lambda: interaction.original is not None and text in interaction.original.text,
            f"{text!r} in the answer to {interaction.name or interaction.data}",
            within,
        )
        return self

    async def followup(self, number: int = 1, within: float = 60) -> Message:
        """Wait for the n-th further message of this interaction."""
        sent = self.interaction.followups
        await self._discord.until(lambda: len(sent) >= number, f"follow-up {number}", within)
        return sent[number - 1]

    @property
    def state(self) -> str:
        return self.interaction.state

    @property
    def message(self) -> Message:
        """The response's message: a new one, or the one whose component was used."""
        shown = self.interaction.original
        assert shown is not None, (
            f"the bot answered with no message (callback type {self.interaction.callback})"
        )
        return shown

    @property
    def deferred(self) -> bool:
        return self.interaction.callback in (5, 6)

    @property
    def updated(self) -> bool:
        """Whether the message whose component was used is the response."""
        return self.interaction.callback in (6, 7)

    @property
    def acknowledged_after(self) -> float:
        """Seconds of real time from the dispatch to the callback."""
        return self.interaction.acknowledged_at - self.interaction.dispatched_at

    @property
    def modal(self) -> Json:
        assert self.interaction.modal is not None, "the bot opened no form"
        return self.interaction.modal

    @property
    def has_modal(self) -> bool:
        return self.interaction.modal is not None

    @property
    def followups(self) -> list[Message]:
        return self.interaction.followups

    @property
    def content(self) -> str:
        return self.message.content

    @property
    def text(self) -> str:
        return self.message.text

    @property
    def embeds(self) -> list[Json]:
        return self.message.embeds

    @property
    def components(self) -> list[Json]:
        return self.message.components

    @property
    def buttons(self) -> list[Json]:
        return self.message.buttons

    @property
    def menus(self) -> list[Json]:
        return self.message.menus

    @property
    def ephemeral(self) -> bool:
        return self.message.ephemeral
