"""Start the Discord bot from the command line, or only test its settings."""

from __future__ import annotations

import urllib.error
import urllib.request
from http.client import HTTPException

from bot.terminal.layout import Line, shown
from bot.terminal.paint import note, paint, table
from bot.terminal.place import Place


def serve(place: Place, *, check: bool) -> int:
    """Run the bot until it is told to stop; with `check`, list the settings and say what is missing."""
    from bot import discord_bot, discord_check  # noqa: PLC0415 - loads discord.py
    from bot.shared import operator_settings as settings  # noqa: PLC0415

    chosen = settings.load(data=place.data)
    if not check:
        return discord_bot.main(chosen)
    table(("setting", "default", "value"), settings.table(chosen))
    problems = discord_check.check(chosen)
    for problem in problems:
        note(f"footbridge: {problem}")
    if not problems and not place.misspelt:
        paint([Line("source", "Everything that the bot needs is in place.")])
    return 1 if problems or place.misspelt else 0


_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - listened on, so also on the loopback
_HEALTH_SECONDS = 4.0


def health(place: Place) -> int:
    """Ask the bot that runs here whether it is well, and print what it says; 1 where it is not."""
    from bot.shared import operator_settings as settings  # noqa: PLC0415

    chosen = settings.load(data=place.data)
    if not chosen.metrics_port:
        note("footbridge: FOOTBRIDGE_METRICS_PORT names no port, so the bot cannot be asked how it is.")
        return 0
    host = _ANYWHERE.get(chosen.metrics_host, chosen.metrics_host)
    address = f"http://{f'[{host}]' if ':' in host else host}:{chosen.metrics_port}/healthz"
    try:
        with urllib.request.urlopen(address, timeout=_HEALTH_SECONDS) as answer:
            told, code = answer.read(), 0
    except urllib.error.HTTPError as ill:
        told, code = ill.read(), 1
    except (OSError, HTTPException) as error:
        note(f"footbridge: no bot answers at {address} ({getattr(error, 'reason', error)}).")
        return 1
    paint([Line("source", shown(told.decode("utf-8", "replace")))])
    return code
