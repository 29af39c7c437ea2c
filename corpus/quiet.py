"""Silence for what drivers tell of each statement: its parameters and rows are texts and people."""

from __future__ import annotations

import logging

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


def _warnings(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING
