"""Open the desk for a command, with progress on standard error, and close it again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.terminal.place import Place
from bot.terminal.progress import TerminalProgress

if TYPE_CHECKING:
    from bot.desk import Desk


@asynccontextmanager
async def opened(place: Place, *, write: bool = False) -> AsyncIterator[Desk]:
    """Give the desk of a state folder, set up first where it is new."""
    from bot.desk import Desk  # noqa: PLC0415 - loads storage, index and model

    with TerminalProgress() as progress:
        desk = await Desk.open(
            place.data, write=write, model=place.model, empty=place.empty, progress=progress
        )
    try:
        yield desk
    finally:
        await desk.close()
