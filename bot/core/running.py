"""The outer loop: the client is started again and again, since discord.py's may end for what passes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.core.client import Footbridge
from bot.core.connection import raise_fatal
from bot.core.log import logger
from bot.core.services import Services

log = logger(__name__)

_PAUSES = (0.5, 1, 2, 4, 8, 8, 8, 8, 15, 15, 15, 15, 30, 60, 120, 300)
"""Seconds before each new start of the client; with the last one 1,000 IDENTIFY a day are never reached."""


async def run(services: Services, stop: asyncio.Event, make: Callable[[], Footbridge]) -> None:
    """Start a client again and again, with a pause that grows, until `stop`; raises FatalError.

    A failed first connect ends discord.py's client, and so does Discord's wish for more shards, of which
    the next client starts as many as Discord says then; the services live on.
    """
    while not stop.is_set():
        services.gateway.started()
        problem = await _run_once(services, make(), stop)
        if stop.is_set():
            return
        pause = _PAUSES[min(services.gateway.ended(), len(_PAUSES)) - 1]
        log.warning("the client ended and is started again", seconds=pause, problem=repr(problem))
        try:
            async with asyncio.timeout(pause):
                await stop.wait()
        except TimeoutError:
            continue


async def _run_once(services: Services, client: Footbridge, stop: asyncio.Event) -> BaseException | None:
    token = services.settings.token
    assert token is not None
    running = asyncio.create_task(client.start(token.get_secret_value().strip()))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        await _close(client)
        running.cancel()
        (result,) = await asyncio.gather(running, return_exceptions=True)
    raise_fatal(result)
    return result if isinstance(result, BaseException) else None


async def _close(client: Footbridge) -> None:
    """Close a client that may never have opened, without raising."""
    try:
        await asyncio.wait_for(client.close(), 10)
    except Exception as error:
        log.warning("the client did not close cleanly", problem=repr(error))
