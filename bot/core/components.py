"""Buttons, menus and forms that survive a restart: the one registry of what each of them does.

A custom id is `<family>:<action>:<key>` or `<family>:<action>:<key>:<number>`. The family says whose it is:
`fb` anybody's, `mod` a moderator's of that server. A custom id says only what is asked for; what is allowed
is decided at the press, by who presses, where, now. A forged one can do nothing that a real one could not.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, Self, TypeVar

import discord

from bot.core.access import ModeratorContext, moderator
from bot.core.context import Context
from bot.render.limits import BUTTON_LABEL

T = TypeVar("T")

Family = Literal["fb", "mod"]
Kind = Literal["press", "form"]

MEMBERS: Final[Family] = "fb"
MODERATORS: Final[Family] = "mod"

_ID = re.compile(
    r"(?P<family>fb|mod):(?P<action>[a-z]{1,16}):(?P<key>[0-9a-z_]{1,32})(?::(?P<number>\d{1,4}))?"
)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a custom id asks for: a key, and a page or position (0 where there is none)."""

    key: str
    number: int


MemberHandler = Callable[[Context, Pressed], Awaitable[None]]
ModeratorHandler = Callable[[ModeratorContext, Pressed], Awaitable[None]]


def custom_id(family: Family, action: str, key: str, number: int | None = None) -> str:
    """Write a custom id."""
    return f"{family}:{action}:{key}" + ("" if number is None else f":{number}")


class Components:
    """What every button, menu and form does; each feature adds its own when it is loaded."""

    def __init__(self) -> None:
        self._members: dict[tuple[Kind, str], MemberHandler] = {}
        self._moderators: dict[tuple[Kind, str], ModeratorHandler] = {}

    def for_members(self, action: str, handler: MemberHandler, *, kind: Kind = "press") -> None:
        """Say what a press of `fb:<action>:…`, or a form so named, does; ValueError if it is taken."""
        _add(self._members, (kind, action), handler)

    def for_moderators(self, action: str, handler: ModeratorHandler, *, kind: Kind = "press") -> None:
        """Say what a press of `mod:<action>:…`, or a form so named, does; ValueError if it is taken."""
        _add(self._moderators, (kind, action), handler)

    def actions(self, family: Family, kind: Kind = "press") -> set[str]:
        """Return the actions that something is done for."""
        known = self._members if family == MEMBERS else self._moderators
        return {action for of, action in known if of == kind}

    async def pressed(self, interaction: discord.Interaction[Any], match: re.Match[str], number: int) -> None:
        """Do what a press of a button or a choice from a menu asks for."""
        moderates = match["family"] == MODERATORS
        action = "moderating" if moderates else match["action"]
        if moderates or match["action"] in self.actions(MEMBERS):
            interaction.client.services.metrics.presses.labels(action).inc()
        await self._handle(interaction, "press", match, number)

    async def submitted(self, interaction: discord.Interaction[Any]) -> None:
        """Do what a sent form asks for, if it is one of ours; also one opened before a restart."""
        data: Any = interaction.data or {}
        match = _ID.fullmatch(str(data.get("custom_id", "")))
        if match is not None and await interaction.client.services.agreement.first(interaction.id):
            await self._handle(interaction, "form", match, 0)

    async def _handle(
        self, interaction: discord.Interaction[Any], kind: Kind, match: re.Match[str], number: int
    ) -> None:
        name, pressed = (kind, match["action"]), Pressed(match["key"], number)
        context = Context(interaction)
        where = f"press {match['action']}"
        try:
            if match["family"] == MEMBERS:
                await self._members.get(name, _nothing)(context, pressed)
                return
            where = "moderating"
            context = acting = moderator(interaction)
            await self._moderators.get(name, _nothing_waits)(acting, pressed)
        except Exception as error:
            await context.fail(error, where)


def _add(known: dict[tuple[Kind, str], T], name: tuple[Kind, str], handler: T) -> None:
    if name in known:
        raise ValueError(f"two features do something at a {name[0]} of {name[1]!r}")
    known[name] = handler


async def _nothing(context: Context, _pressed: Pressed) -> None:
    await context.say(context.phrases.gone.format(days=context.services.settings.answer_days))


async def _nothing_waits(context: ModeratorContext, _pressed: Pressed) -> None:
    await context.say(context.p.gone)


class Component(discord.ui.DynamicItem[discord.ui.Item[Any]], template=_ID):
    """Any button or menu that survives a restart; everything it needs stands in its custom id."""

    def __init__(self, item: discord.ui.Item[Any], match: re.Match[str]) -> None:
        super().__init__(item)
        self._match = match

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read it back from its custom id."""
        return cls(item, match)

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Let each interaction through once, also where Discord or a stranger sends it again."""
        first: bool = await interaction.client.services.agreement.first(interaction.id)
        return first

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the press on; the number of a choice is its value."""
        given = self._match["number"]
        if isinstance(self.item, discord.ui.Select):
            given = self.item.values[0] if self.item.values else ""
        await interaction.client.components.pressed(interaction, self._match, _number(given))


def _number(given: str | None) -> int:
    """Read a position; what is none is beyond every list."""
    if given is None:
        return 0
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 4 else 10_000


def component(item: discord.ui.Button[Any] | discord.ui.Select[Any]) -> Component:
    """Make a button or menu survive a restart; raises ValueError for a custom id that is none of ours."""
    match = _ID.fullmatch(item.custom_id or "")
    if match is None:
        raise ValueError(f"{item.custom_id!r} is no custom id of ours")
    return Component(item, match)


def moderator_button(
    action: str,
    key: str,
    label: str,
    *,
    number: int | None = None,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    disabled: bool = False,
) -> Component:
    """Make a button of the moderators' side."""
    return component(
        discord.ui.Button(
            label=label[:BUTTON_LABEL],
            style=style,
            custom_id=custom_id(MODERATORS, action, key, number),
            disabled=disabled,
        )
    )


def view_of(*items: Component) -> discord.ui.View | None:
    """Make a view that lives as long as the message; None of nothing."""
    if not items:
        return None
    view = discord.ui.View(timeout=None)
    for one in items:
        view.add_item(one)
    return view


def fields_of(context: Context) -> dict[str, str]:
    """Return the text fields of a sent form by their names, however deep its layout nests them."""
    data: Any = context.interaction.data or {}
    found: dict[str, str] = {}
    _gather(data.get("components"), found)
    return found


def _gather(part: Any, found: dict[str, str]) -> None:
    if isinstance(part, list):
        for one in part:
            _gather(one, found)
    elif isinstance(part, dict):
        if "value" in part and "custom_id" in part:
            found[str(part["custom_id"])] = str(part["value"] or "")
        _gather(part.get("component"), found)
        _gather(part.get("components"), found)
