"""Buttons and menus that survive a restart: everything they need stands in their custom id.

A custom id is `fb:<action>:<key>` or `fb:<action>:<key>:<number>`; the key is an opaque key of the answers
table. What a press may do is checked at the press (`presses.py`), never read from the custom id.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.render.controls import Button, Controls, Menu

if TYPE_CHECKING:
    from bot.core.client import Footbridge

KEY = r"(?P<key>[0-9a-z]{26})"
ACTIONS = "src|turn|page|own|up|down|share|tell|ask"

_STYLES = {"primary": discord.ButtonStyle.primary, "secondary": discord.ButtonStyle.secondary}


class Once:
    """What lets each interaction through once, also where Discord or a stranger sends it again."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Tell whether the interaction is new."""
        client: Footbridge = interaction.client
        return client.app.seen.first(interaction.id)


class KeyedButton(Once, discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"(?!)"):
    """A button with an action, a key and maybe a number in its custom id; the template is its kind's."""

    def __init__(self, item: discord.ui.Button[Any], action: str, key: str, number: int | None) -> None:
        super().__init__(item)
        self.action = action
        self.key = key
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the button back from its custom id."""
        assert isinstance(item, discord.ui.Button)
        number = match["number"]
        return cls(item, match["action"], match["key"], None if number is None else int(number))


class AnswerButton(
    KeyedButton,
    template=rf"fb:(?P<action>{ACTIONS}):{KEY}(?::(?P<number>\d{{1,3}}))?",
):
    """Any button under an answer or on a page of sources."""

    @classmethod
    def make(cls, button: Button, key: str) -> Self:
        """Make the button that the data describes."""
        tail = "" if button.number is None else f":{button.number}"
        item: discord.ui.Button[Any] = discord.ui.Button(
            label=button.label,
            emoji=button.emoji,
            style=_STYLES[button.style],
            custom_id=f"fb:{button.action}:{key}{tail}",
            disabled=button.disabled,
            row=button.row,
        )
        return cls(item, button.action, key, button.number)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the press on."""
        client: Footbridge = interaction.client
        await client.presses.pressed(interaction, self.action, self.key, self.number)


class AnswerMenu(Once, discord.ui.DynamicItem[discord.ui.Select[Any]], template=rf"fb:pick:{KEY}"):
    """The menu under an answer to an ambiguous question; a value is the position of the choice."""

    def __init__(self, item: discord.ui.Select[Any], key: str) -> None:
        super().__init__(item)
        self.key = key

    @classmethod
    def make(cls, menu: Menu, key: str) -> Self:
        """Make the menu that the data describes."""
        options = [
            discord.SelectOption(label=label, description=description, value=str(number))
            for number, (label, description) in enumerate(menu.options)
        ]
        item: discord.ui.Select[Any] = discord.ui.Select(
            placeholder=menu.placeholder, options=options, custom_id=f"fb:pick:{key}", row=menu.row
        )
        return cls(item, key)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the menu back from its custom id."""
        assert isinstance(item, discord.ui.Select)
        return cls(item, match["key"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the choice on; a value that is no position is nobody's choice."""
        value = self.item.values[0] if self.item.values else ""
        number = int(value) if value.isascii() and value.isdigit() and len(value) < 4 else None
        client: Footbridge = interaction.client
        await client.presses.pressed(interaction, "pick", self.key, number)


def make_view(controls: Controls, key: str) -> discord.ui.View | None:
    """Make the view of an answer's controls; None when there are none."""
    if not controls.buttons and controls.menu is None:
        return None
    view = discord.ui.View(timeout=None)
    if controls.menu is not None:
        view.add_item(AnswerMenu.make(controls.menu, key))
    for button in controls.buttons:
        view.add_item(AnswerButton.make(button, key))
    return view
