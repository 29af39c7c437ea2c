"""Who asks too much is told so in one sentence; questions and look-ups count alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.services import App
    from bot.phrases.members import Phrases


def too_much(app: App, way: str, user: int, guild: int | None, p: Phrases) -> str | None:
    """Count one question of a member; or return what to say when there were too many, and count nothing."""
    server = app.server(guild)
    over = app.limits.ask(
        user,
        guild,
        user_rate=server.user_rate or app.settings.user_rate,
        guild_rate=server.guild_rate or app.settings.guild_rate,
    )
    if over is None:
        return None
    app.metrics.questions.labels(way, "limited").inc()
    return (p.slow_down if over[0] == "user" else p.guild_slow_down).format(seconds=over[1])
