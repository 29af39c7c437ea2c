"""Silence for what libraries log: texts and people of each statement, and failures that we tell ourselves."""

from __future__ import annotations

import logging

_OURS = frozenset(("bot", "corpus", "index", "footbridge"))
_DRIVERS = (
    "aiosqlite", "sqlalchemy", "sqlalchemy.engine", "sqlalchemy.engine.Engine", "sqlalchemy.pool",
)  # fmt: skip


def silence_drivers() -> None:
    """Let the database's drivers tell warnings alone, whatever level a log is set to."""
    for name in _DRIVERS:
        logger = logging.getLogger(name)
        logger.setLevel(logging.WARNING)
        if _warnings not in logger.filters:
            logger.addFilter(_warnings)


def is_ours(record: logging.LogRecord) -> bool:
    """Tell whether Footbridge itself tells something, and not a library that it uses."""
    return record.name.partition(".")[0] in _OURS


def _warnings(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING
