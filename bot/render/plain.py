"""An embed as plain text, for where the bot may not send embeds."""

from __future__ import annotations

import discord

from bot.render.limits import CONTENT, ELLIPSIS, length


def as_text(embed: discord.Embed) -> str:
    """Write an embed down as the content of one message; lines that do not fit are left out at the end."""
    parts = [f"**{embed.title}**" if embed.title else "", embed.description or ""]
    parts += [f"**{(field.name or '').strip()}**\n{field.value}" for field in embed.fields]
    parts.append(f"-# {embed.footer.text}" if embed.footer.text else "")
    text = "\n\n".join(part for part in parts if part)
    if length(text) <= CONTENT:
        return text
    kept = ""
    for row in text.split("\n"):
        if length(kept) + length(row) + len(ELLIPSIS) + 1 > CONTENT:
            break
        kept += f"{row}\n"
    return kept + ELLIPSIS
