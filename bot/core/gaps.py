"""What the bot lacks in each channel, as lines for moderators."""

from __future__ import annotations

import discord

from bot.core.permissions import Gap, gaps
from bot.phrases.moderators import ModeratorPhrases


def gap_line(gap: Gap, p: ModeratorPhrases) -> str:
    """Say what is missing in a channel."""
    lacking = ", ".join(getattr(p, f"permission_{one}") for one in gap.lacking)
    return p.gap.format(channel=f"<#{gap.channel}>", lacking=lacking)


def gap_lines(guild: discord.Guild, p: ModeratorPhrases, *, most: int) -> list[str]:
    """Return a line for each channel in which something is missing, and how many there are beyond `most`."""
    found = list(gaps(guild))
    lines = [gap_line(gap, p) for gap in found[:most]]
    if len(found) > most:
        lines.append(p.more.format(count=len(found) - most))
    return lines
