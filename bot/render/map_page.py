"""A map of an answer's places, as a message shows it."""

from __future__ import annotations

import io

import discord

from bot.phrases.members import Phrases
from bot.render.limits import TITLE
from bot.render.text import shown
from bot.shared.maps import Ties

FILE = "map.png"
_MISSING = 1_000
_ALT = 1_000


def map_page(ties: Ties, p: Phrases) -> discord.Embed:
    """Show the map that is attached, and say which places are not on it."""
    embed = discord.Embed(title=shown(ties.title, TITLE))
    if ties.missing:
        places = shown("; ".join(ties.missing), _MISSING)
        embed.description = "-# " + p.not_on_map.format(places=places)
    return embed.set_image(url=f"attachment://{FILE}")


def map_file(ties: Ties, drawn: bytes, p: Phrases) -> discord.File:
    """Attach the map, with words for those who do not see it."""
    return discord.File(io.BytesIO(drawn), FILE, description=p.map_alt.format(title=ties.title)[:_ALT])
