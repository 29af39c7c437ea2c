"""Every kind of question that the records answer, a file each; adding a kind is adding a file."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from bot.answering.records.kind import Kind


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the kinds of all modules of this package, by the modules' names."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").KIND for name in names)
