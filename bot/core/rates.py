"""Who asks too much is told so in one sentence; questions and look-ups count alike."""

from __future__ import annotations

from bot.core.services import Services
from bot.phrases.members import Phrases


def too_much(services: Services, way: str, user: int, guild: int | None, p: Phrases) -> str | None:
    """Count one question of a member; or return what to say when there were too many, and count nothing."""
    user_rate, guild_rate = rates(services, guild)
    over = services.limits.count(user, guild, user_rate=user_rate, guild_rate=guild_rate)
    if over is None:
        return None
    services.metrics.questions.labels(way, "limited").inc()
    return (p.slow_down if over[0] == "user" else p.guild_slow_down).format(seconds=over[1])


def rates(services: Services, guild: int | None) -> tuple[int, int]:
    """Return how many questions a minute one member and the whole server may ask there."""
    server, settings = services.server(guild), services.settings
    return server.user_rate or settings.user_rate, server.guild_rate or settings.guild_rate
