"""Where a command works: the state folder and the model, from options and environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

TERMINAL = "terminal"
"""Who did it, in the history of what was changed from the command line."""


@dataclass(frozen=True, slots=True)
class Place:
    """The state folder, whether to make a new one without the bundled corpus, and the model's name.

    `model` is a name or folder that sentence-transformers can load; None is the one that comes along.
    `chosen` is true when the folder was named on the command line.
    """

    data: Path
    empty: bool = False
    model: str | None = None
    chosen: bool = False


def place(data: Path | None, empty: bool) -> Place:
    """Settle where to work: the option, then FOOTBRIDGE_DATA, then ./data; the model by FOOTBRIDGE_MODEL."""
    folder = data or Path(os.environ.get("FOOTBRIDGE_DATA") or "data")
    return Place(folder, empty, os.environ.get("FOOTBRIDGE_MODEL") or None, chosen=data is not None)
