"""What every action of a moderator begins with: who acts, whether they may, how they are answered.

Commands call `begin`; presses and forms come through `pressed` and `submitted`, which check and only then
call the handler that `handles` or `takes` registered. A custom id is `mod:<action>:<key>[:<number>]` and
says only what is asked for; what is allowed is decided by who presses, where, now.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Literal

import discord

from bot.ask.views import KeyedButton
from bot.core.access import require_moderator
from bot.core.delivery import UndeliverableError, acknowledge, deliver
from bot.core.errors import text_of
from bot.core.log import logger
from bot.core.worker import ClosedError
from bot.phrases.moderators import moderating
from corpus.errors import FootbridgeError

if TYPE_CHECKING:
    from bot.core.client import Footbridge

    Interaction = discord.Interaction[Footbridge]

log = logger(__name__)

Handler = Callable[["Acting"], Awaitable[None]]
HANDLERS: dict[str, Handler] = {}
FORMS: dict[str, Handler] = {}

_FORM = re.compile(r"mod:(?P<action>[a-z]{1,16}):(?P<key>[0-9a-z_]{1,32})")


class Acting:
    """A moderator doing one thing; made only after `require_moderator` has let them."""

    def __init__(
        self, interaction: Interaction, guild: int, key: str = "", number: int | None = None
    ) -> None:
        self.interaction = interaction
        self.client: Footbridge = interaction.client
        self.app = interaction.client.app
        self.guild = guild
        self.scopes = self.app.scopes(guild)
        self.scope = self.scopes[-1]
        self.user = interaction.user.id
        self.asker = self.app.community.asker(self.user)
        self.by = f"discord:{self.asker}"
        self.key = key
        self.number = number or 0
        language = self.app.server(guild).language or str(interaction.locale)
        self.p = moderating(language)
        self.phrases = self.app.phrases(guild, str(interaction.locale))
        self._open: Literal["no", "own", "in place"] = "no"

    async def defer(self, *, public: bool = False) -> None:
        """Acknowledge with a message of its own, the moderator's alone unless `public`."""
        response = self.interaction.response
        await acknowledge(self.app.metrics, lambda: response.defer(ephemeral=not public, thinking=True))
        self._open = "own"

    async def defer_in_place(self) -> None:
        """Acknowledge a press; what is shown next takes the place of the pressed message."""
        await acknowledge(self.app.metrics, self.interaction.response.defer)
        self._open = "in place"

    async def ask(self, form: discord.ui.Modal) -> None:
        """Acknowledge by opening a form."""
        await acknowledge(self.app.metrics, lambda: self.interaction.response.send_modal(form))

    async def show(
        self,
        embed: discord.Embed | None,
        view: discord.ui.View | None = None,
        *,
        content: str | None = None,
        files: Callable[[], list[discord.File]] | None = None,
    ) -> None:
        """Show an embed, a sentence or both; `files` makes them anew for each attempt."""

        async def send() -> object:
            more: dict[str, Any] = {} if files is None else {"attachments": files()}
            return await self.interaction.edit_original_response(
                content=content, embed=embed, view=view, **more
            )

        await deliver(self.app.metrics, send)

    async def say(self, text: str) -> None:
        """Say a sentence to the moderator alone, in whatever state the interaction is."""
        text = text[:2000]
        response = self.interaction.response
        if self._open == "own":
            await self.show(None, content=text)
        elif self._open == "in place":
            await deliver(self.app.metrics, lambda: self.interaction.followup.send(text, ephemeral=True))
        else:
            await acknowledge(self.app.metrics, lambda: response.send_message(text, ephemeral=True))
            self._open = "own"

    def token(self) -> dict[str, Any]:
        """Return what `replies.TokenReply` needs to edit this response within fifteen minutes."""
        return {
            "to": "interaction",
            "application": self.interaction.application_id,
            "token": self.interaction.token,
            "channel": self.interaction.channel_id,
            "private": True,
        }


async def begin(interaction: Interaction, *, public: bool = False) -> Acting:
    """Check who acts, then acknowledge; raises RefusedError, which the tree's handler says."""
    acting = Acting(interaction, require_moderator(interaction))
    await acting.defer(public=public)
    return acting


def handles(action: str) -> Callable[[Handler], Handler]:
    """Register what a press of `mod:<action>:…` does."""

    def register(handler: Handler) -> Handler:
        HANDLERS[action] = handler
        return handler

    return register


def takes(action: str) -> Callable[[Handler], Handler]:
    """Register what a sent form `mod:<action>:…` does."""

    def register(handler: Handler) -> Handler:
        FORMS[action] = handler
        return handler

    return register


class ModeratorButton(
    KeyedButton,
    template=r"mod:(?P<action>[a-z]{1,16}):(?P<key>[0-9a-z_]{1,32})(?::(?P<number>\d{1,4}))?",
):
    """Any button of the moderators' side; it works after a restart too."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the press on to its handler, if it has one."""
        interaction.client.app.metrics.presses.labels("moderating").inc()
        await _guarded(interaction, HANDLERS.get(self.action), self.key, self.number)


def button(
    action: str,
    key: str,
    label: str,
    *,
    number: int | None = None,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    disabled: bool = False,
) -> ModeratorButton:
    """Make a button that `handles(action)` answers."""
    tail = "" if number is None else f":{number}"
    item: discord.ui.Button[Any] = discord.ui.Button(
        label=label[:80], style=style, custom_id=f"mod:{action}:{key}{tail}", disabled=disabled
    )
    return ModeratorButton(item, action, key, number)


def view_of(*buttons: ModeratorButton) -> discord.ui.View:
    """Make a view of buttons that lives as long as the message."""
    view = discord.ui.View(timeout=None)
    for one in buttons:
        view.add_item(one)
    return view


async def submitted(interaction: Interaction) -> None:
    """Handle a sent form, if it is one of the moderators' side; also one opened before a restart."""
    data: Any = interaction.data or {}
    match = _FORM.fullmatch(str(data.get("custom_id", "")))
    if match is None or not interaction.client.app.seen.first(interaction.id):
        return
    await _guarded(interaction, FORMS.get(match["action"]), match["key"], None)


async def _guarded(interaction: Interaction, handler: Handler | None, key: str, number: int | None) -> None:
    app = interaction.client.app
    acting: Acting | None = None
    try:
        try:
            acting = Acting(interaction, require_moderator(interaction), key, number)
            if handler is None:
                await acting.say(acting.p.gone)
            else:
                await handler(acting)
        except (UndeliverableError, ClosedError):
            raise
        except FootbridgeError as error:
            await _tell(acting, interaction, text_of(error))
        except Exception as error:
            p = moderating(str(interaction.locale))
            text = p.failed.format(incident=app.incident("moderating", error))
            await _tell(acting, interaction, text)
    except (UndeliverableError, ClosedError) as error:
        log.info("a moderator's press went unanswered", reason=repr(error))


async def _tell(acting: Acting | None, interaction: Interaction, text: str) -> None:
    if acting is not None:
        await acting.say(text)
    else:
        await interaction.client.say(interaction, text)
