"""What waits for its moderator's word while a client runs: the buttons, and what is left to do."""

from __future__ import annotations

from discord.ext import commands

from bot.core.client import Footbridge
from bot.uploads.additions import Additions

_FINISH_EVERY = 60.0
"""Seconds between two looks for what was confirmed and could not be stored."""


class PendingAdditions(commands.Cog):
    """The buttons below an offer; what was confirmed before a crash is stored, even without a gateway."""

    def __init__(self, client: Footbridge, additions: Additions) -> None:
        self.client = client
        self.additions = additions

    async def cog_load(self) -> None:
        """Add the buttons, and the look for what was confirmed and is not stored."""
        self.additions.register(self.client.components)
        self.client.housekeeping.add(
            "additions", _FINISH_EVERY, lambda: self.additions.finish(self.client), connected=False
        )
