"""Steps that write files, in threads: cancelling who waits for one does not end it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

log = logging.getLogger("footbridge.index")

P = ParamSpec("P")
T = TypeVar("T")


async def to_its_end(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do work in a thread; a caller that is cancelled is told so when it is done, and may tidy up then.

    What it raises is logged in that case, since nobody else hears it.
    """
    running = asyncio.ensure_future(asyncio.to_thread(work, *args, **kwargs))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError as cancelled:
        while not running.done():
            try:
                await asyncio.wait({running})
            except asyncio.CancelledError:  # once more
                continue
        if error := running.exception():
            log.warning("what was cancelled had failed: %s", error)
        raise cancelled from None
