"""Who asks too much is told so in one sentence; questions and look-ups count alike, presses by themselves."""

from __future__ import annotations

from bot.core.limits import What
from bot.core.services import Services
from bot.phrases.members import Phrases

PRESSES = 4
"""Presses for each question that a minute allows: a suggestion that is offered is not held against anyone."""


async def too_much(
    services: Services, way: str, user: int, guild: int | None, p: Phrases, *, what: What = "question"
) -> str | None:
    """Count one question or press of a member; or return what to say of too many, and count nothing."""
    user_rate, guild_rate = rates(services, guild)
    times = PRESSES if what == "press" else 1
    over = await services.agreement.count(
        user, guild, user_rate=user_rate * times, guild_rate=guild_rate * times, what=what
    )
    if over is None:
        return None
    services.metrics.questions.labels(way, "limited").inc()
    return (p.slow_down if over[0] == "user" else p.guild_slow_down).format(seconds=over[1])


def rates(services: Services, guild: int | None) -> tuple[int, int]:
    """Return how many questions a minute one member and the whole server may ask there."""
    server, settings = services.server(guild), services.settings
    return server.user_rate or settings.user_rate, server.guild_rate or settings.guild_rate
