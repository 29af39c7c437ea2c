"""Where a command works: the state folder and the model, from options, environment and `.env`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus import environment

TERMINAL = "terminal"
"""Who did it, in the history of what was changed from the command line."""


@dataclass(frozen=True, slots=True)
class Place:
    """The state folder, whether to make a new one without the bundled corpus, and the model's name.

    `model` is a name or folder that sentence-transformers can load; None is the bundled one.
    `misspelt` are sentences about names that look like settings but are none.
    """

    data: Path
    empty: bool = False
    model: str | None = None
    misspelt: tuple[str, ...] = ()


def place(data: Path | None, empty: bool) -> Place:
    """Settle where to work: the option, then FOOTBRIDGE_DATA, then ./data; the model by FOOTBRIDGE_MODEL.

    Raises UsageError, also for what no command could use, whether this one would or not.
    """
    environment.world()
    environment.vectors()
    folder = data or Path(environment.value(environment.DATA) or "data")
    return Place(folder, empty, environment.value(environment.MODEL), misspelt=_misspelt())


def _misspelt() -> tuple[str, ...]:
    """Look the names up that are set; the list of all is loaded only where there are unusual ones."""
    if environment.names() <= environment.COMMON:
        return ()
    from bot.shared import operator_settings  # noqa: PLC0415 - pydantic

    return tuple(operator_settings.misspelt())
