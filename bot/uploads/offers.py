"""What every offer shows: contradictions, how long it waits, and the buttons that confirm or drop it."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.core.components import Component, moderator_button, view_of
from bot.phrases.moderators import ModeratorPhrases
from bot.render.answer import ANSWERED, UNSURE, fit
from bot.render.text import shown
from bot.shared.reading.findings import Clash

HOURS = 24
"""How long an offer waits for an answer."""

WARNINGS = 8
"""Warnings shown at the most."""

_CLASHES = 4


def choice(identity: str, label: str, p: ModeratorPhrases, *more: Component) -> discord.ui.View | None:
    """Make the buttons below an offer: to take it, to drop it, and what else can be done with it."""
    return view_of(
        moderator_button("add", identity, label, style=discord.ButtonStyle.success),
        *more,
        moderator_button("drop", identity, p.button_drop),
    )


def first_few(lines: Sequence[str], most: int, p: ModeratorPhrases) -> list[str]:
    """Return the first lines, and how many more there are."""
    more = [p.more.format(count=len(lines) - most)] if len(lines) > most else []
    return [*lines[:most], *more]


def clash_lines(clashes: Sequence[Clash], p: ModeratorPhrases) -> list[str]:
    """Say what contradicts the records, the first few."""
    lines = [
        "⚖️ "
        + p.clash.format(
            about=shown(one.about, 80),
            said=shown(one.said, 60),
            recorded=shown(one.recorded, 60),
            source=shown(one.source, 80),
        )
        for one in clashes
    ]
    return first_few(lines, _CLASHES, p)


def finished(embed: discord.Embed, p: ModeratorPhrases, *, calm: bool, waits: bool = True) -> discord.Embed:
    """Colour an offer, calm or not, and say how long it waits."""
    embed.colour = discord.Colour(ANSWERED if calm else UNSURE)
    if waits:
        embed.set_footer(text=p.seen_here.format(hours=HOURS))
    return fit(embed)
