"""Refusals as they are shown: the bot's own words as they are, anything else as text of strangers."""

from __future__ import annotations

from bot.render.text import shown
from corpus.errors import FootbridgeError, RefusedError

_LONGEST = 1800


class SaidError(RefusedError):
    """A refusal in the bot's own words: what strangers wrote in it has been escaped, Markdown is meant."""


def text_of(error: FootbridgeError) -> str:
    """Return an error's line for Discord; one from other rooms may quote what it refuses."""
    return str(error) if isinstance(error, SaidError) else shown(str(error), _LONGEST)
