"""How often what did not arrive is sent again, and what a nonce tells apart."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from bot.core import delivery
from bot.core.delivery import UndeliverableError, deliver, nonce_of
from bot.core.metrics import Metrics


def counted(metrics: Metrics, result: str) -> float:
    return metrics.registry.get_sample_value("footbridge_delivery_total", {"end": result}) or 0.0


def refusal(status: int, code: int) -> discord.HTTPException:
    response = cast(Any, SimpleNamespace(status=status, reason="x"))
    return discord.HTTPException(response, {"code": code, "message": "no"})


async def test_after_the_last_try_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "_PAUSES", (0.01, 0.02, 30.0))
    metrics, tries = Metrics(), []

    async def send() -> None:
        tries.append(1)
        raise OSError

    async with asyncio.timeout(10):
        with pytest.raises(UndeliverableError) as lost:
            await deliver(metrics, send, seconds=120)
    assert not lost.value.final
    assert len(tries) == 3
    assert (counted(metrics, "again"), counted(metrics, "lost")) == (2, 1)


@pytest.mark.parametrize(
    ("status", "code"), [(404, 10008), (404, 10062), (400, 50083), (401, 50027), (403, 50013)]
)
async def test_what_discord_refuses_is_not_sent_again(status: int, code: int) -> None:
    metrics, tries = Metrics(), []

    async def send() -> None:
        tries.append(1)
        raise refusal(status, code)

    with pytest.raises(UndeliverableError) as refused:
        await deliver(metrics, send)
    assert (refused.value.final, refused.value.code, len(tries)) == (True, code, 1)


def test_a_nonce_is_of_all_that_is_told() -> None:
    server = 1_234_567_890_123_456_789
    weeks = {nonce_of(f"d{server} 2026-{month:02}-{day:02}") for month in (11, 12) for day in (1, 8, 15)}
    assert len(weeks) == 6 and all(len(week) <= 25 for week in weeks)
    assert nonce_of(f"q{server}") == f"q{server}"
