"""The buttons and the menu under an answer, made of what `render.controls` describes."""

from __future__ import annotations

from typing import Any

import discord

from bot.core.components import MEMBERS, Component, component, custom_id, view_of
from bot.render.controls import Button, Controls, Menu

_STYLES = {"primary": discord.ButtonStyle.primary, "secondary": discord.ButtonStyle.secondary}


def make_view(controls: Controls, key: str) -> discord.ui.View | None:
    """Make the view of an answer's controls; `key` is the answer's. None when there are none."""
    items = [(button.row, _button(button, key)) for button in controls.buttons]
    if controls.menu is not None:
        items.append((controls.menu.row, _menu(controls.menu, key)))
    # a menu does not tell discord.py its row: it gets the first that is free when it is added
    return view_of(*(item for _, item in sorted(items, key=lambda one: one[0])))


def _button(button: Button, key: str) -> Component:
    item: discord.ui.Button[Any] = discord.ui.Button(
        label=button.label,
        emoji=button.emoji,
        style=_STYLES[button.style],
        custom_id=custom_id(MEMBERS, button.action, key, button.number),
        disabled=button.disabled,
        row=button.row,
    )
    return component(item)


def _menu(menu: Menu, key: str) -> Component:
    options = [
        discord.SelectOption(label=label, description=description, value=str(number))
        for number, (label, description) in zip(
            menu.numbers or range(len(menu.options)), menu.options, strict=True
        )
    ]
    item: discord.ui.Select[Any] = discord.ui.Select(
        placeholder=menu.placeholder,
        options=options,
        custom_id=custom_id(MEMBERS, menu.action, key),
        row=menu.row,
    )
    return component(item)
