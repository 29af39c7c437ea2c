"""Requests to Discord, sent again when that is harmless, with every way they can end told apart."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import aiohttp
import discord

from bot.core.log import logger
from bot.core.metrics import Metrics

T = TypeVar("T")
log = logger(__name__)

ALREADY: Final = 40060
INVALID: Final = 50035
_PAUSES: Final = (0.2, 0.5, 1.0, 2.0, 4.0)

ACKNOWLEDGE_SECONDS: Final = 2.9
_ACKNOWLEDGE_EACH: Final = 1.2
_ACKNOWLEDGE_REPLY: Final = 10.0
"""Seconds: until when an attempt is made, how long each but the last waits for its reply, and the last."""


_NONCE: Final = 25
"""Characters of a nonce that Discord takes."""


def nonce_of(told: str) -> str:
    """Return the nonce of what is told: as it is where that is short enough, else one for all of it."""
    return told if len(told) <= _NONCE else hashlib.blake2b(told.encode(), digest_size=12).hexdigest()


class UndeliverableError(Exception):
    """It did not arrive. `final`: Discord refused it, or what it was for is gone; else it was not reached.

    `code` is the number of Discord's refusal, 0 where there was none.
    """

    def __init__(self, reason: str, *, final: bool, code: int = 0) -> None:
        super().__init__(reason)
        self.final = final
        self.code = code


async def deliver(metrics: Metrics, send: Callable[[], Awaitable[T]], *, seconds: float = 30.0) -> T | None:
    """Send until it arrives; None when Discord says that it had arrived before (40060).

    Only for what may be sent twice: edits, deletions, and messages with a nonce. Raises
    UndeliverableError when it is gone or refused, or when `seconds` are over.
    """
    return await _deliver(metrics, send, seconds, each=None)


async def acknowledge(metrics: Metrics, send: Callable[[], Awaitable[T]]) -> T | None:
    """Send the first answer to an interaction within the three seconds that it has.

    An attempt without a reply is given up after a second and made again; that the first one had arrived
    then shows as 40060, which is success. The last attempt that can be in time waits for its reply longer
    than that: it is when Discord has it that counts, not when we know. Raises UndeliverableError when it
    is too late.
    """
    return await _deliver(metrics, send, ACKNOWLEDGE_SECONDS, each=_ACKNOWLEDGE_EACH)


async def _deliver(
    metrics: Metrics, send: Callable[[], Awaitable[T]], seconds: float, *, each: float | None
) -> T | None:
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    problem: Exception | None = None
    for tries, pause in enumerate(_PAUSES, 1):
        left = end - loop.time()
        if left <= 0:
            break
        try:
            async with asyncio.timeout(left if each is None else _patience(left, each, pause)):
                result = await send()
            metrics.delivery.labels("ok").inc()
            return result
        except discord.HTTPException as error:
            if error.code == ALREADY:
                metrics.delivery.labels("already").inc()
                return None
            if not _passing(error):
                metrics.delivery.labels("refused").inc()
                log.info("refused by Discord", status=error.status, code=error.code, text=error.text[:200])
                raise UndeliverableError(str(error.code), final=True, code=error.code) from error
            problem = error
        except (OSError, aiohttp.ClientError, TimeoutError) as error:
            problem = error
        except discord.InteractionResponded:
            return None
        except RuntimeError as error:
            # the client was closed under us; the next one picks the work up
            raise UndeliverableError("closed", final=False) from error
        if tries == len(_PAUSES) or end - loop.time() <= pause:
            break  # no try would follow
        metrics.delivery.labels("again").inc()
        await asyncio.sleep(pause)
    metrics.delivery.labels("lost").inc()
    log.warning("could not reach Discord", problem=repr(problem))
    raise UndeliverableError("unreachable", final=False) from problem


def _patience(left: float, each: float, pause: float) -> float:
    """Return how long an attempt waits for its reply: `each`, if there is time for another one after it."""
    return each if left - each - pause >= each else _ACKNOWLEDGE_REPLY


def _passing(error: discord.HTTPException) -> bool:
    return error.status >= 500 or error.status == 429
