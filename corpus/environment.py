"""What an operator has set, read alike by every command: the environment, then `.env` in the folder."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import Final, Literal, get_args

from corpus.errors import UsageError

FILE = ".env"
PREFIX = "FOOTBRIDGE_"
DATA, MODEL, WORLD = "FOOTBRIDGE_DATA", "FOOTBRIDGE_MODEL", "FOOTBRIDGE_WORLD"
VECTORS = "FOOTBRIDGE_VECTORS"
COMMON: Final = frozenset((DATA, MODEL, WORLD, VECTORS))
"""The settings that every command knows; the bot's others stand in `bot/shared/operator_settings.py`."""

Searched = Literal["process", "database"]
PLACES: Final[tuple[Searched, ...]] = get_args(Searched)
"""Where passages may be searched; the first is the default."""

_SWITCH = dict.fromkeys(("on", "yes", "y", "true", "t", "1"), True) | dict.fromkeys(
    ("off", "no", "n", "false", "f", "0"), False
)


def value(name: str) -> str | None:
    """Return what a setting is set to; None where nobody set it, or to nothing. Raises UsageError."""
    return os.environ.get(name) or _in_file().get(name) or None


def switch(said: str) -> bool:
    """Read what is on or off; raises ValueError for what is neither."""
    word = said.strip().casefold()
    if word not in _SWITCH:
        raise ValueError(f"must be on or off, not {said.strip()}")
    return _SWITCH[word]


def world() -> bool:
    """Tell whether the bundled world is wanted, which is so unless it is set to off. Raises UsageError."""
    said = value(WORLD)
    try:
        return said is None or switch(said)
    except ValueError as error:
        raise UsageError(f"{WORLD} {error}. Nothing was done.") from None


def vectors() -> str:
    """Return where passages are searched, one of `PLACES`. Raises UsageError."""
    said = value(VECTORS) or PLACES[0]
    if said not in PLACES:
        raise UsageError(f"{VECTORS} must be {' or '.join(PLACES)}, not {said}. Nothing was done.")
    return said


def names() -> set[str]:
    """Return every name that looks like a setting of ours, in whatever case. Raises UsageError."""
    return {name for name in (*os.environ, *_in_file()) if name.upper().startswith(PREFIX)}


def misspelt(known: Collection[str]) -> list[str]:
    """Return a sentence for each name that looks like a setting of ours but is none. Raises UsageError."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where there is something to look up

    told = []
    for name in sorted(names() - set(known)):
        near = get_close_matches(name.upper(), known, n=1, cutoff=0.8)
        meant = f"did you mean {near[0]}?" if near else "`run.py bot --check` lists the settings."
        told.append(f"{name} is not a setting and was ignored; {meant}")
    return told


def _in_file() -> dict[str, str | None]:
    if not Path(FILE).is_file():
        return {}
    from dotenv import dotenv_values  # noqa: PLC0415 - only where there is such a file

    try:
        return dotenv_values(FILE, encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(f"{FILE} cannot be read ({reason}); nothing was done. Fix or remove it.") from None
