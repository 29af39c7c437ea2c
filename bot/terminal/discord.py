"""Start the Discord bot from the command line, or only test its settings."""

from __future__ import annotations

from bot.terminal.layout import Line
from bot.terminal.paint import note, paint, table
from bot.terminal.place import Place


def serve(place: Place, *, check: bool) -> int:
    """Run the bot until it is told to stop; with `check`, list the settings and say what is missing."""
    from bot import discord_bot, discord_check  # noqa: PLC0415 - loads discord.py
    from bot.shared import operator_settings as settings  # noqa: PLC0415

    # Only what was typed: the settings know the environment and .env themselves.
    chosen = settings.load(data=place.data if place.chosen else None)
    if not check:
        return discord_bot.main(chosen)
    table(("setting", "default", "value"), [(*row, _value(chosen, row[0])) for row in settings.variables()])
    problems = discord_check.check(chosen)
    for problem in problems:
        note(f"footbridge: {problem}")
    if not problems:
        paint([Line("source", "Everything that the bot needs is in place.")])
    return 1 if problems else 0


def _value(chosen: object, variable: str) -> str:
    """Write a setting's value; a secret shows as stars."""
    fields = type(chosen).model_fields  # type: ignore[attr-defined]
    name = next(name for name, field in fields.items() if field.validation_alias == variable)
    value = getattr(chosen, name)
    return "not set" if value is None else str(value)
