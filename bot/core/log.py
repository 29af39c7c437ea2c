"""Structured logs on stderr: one line an event, for people or as JSON."""

from __future__ import annotations

import logging
import sys
from typing import Literal, TextIO

import structlog
from structlog.typing import ExcInfo, Processor

from corpus.faults import trace
from corpus.quiet import is_ours

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def configure(level: str = "info", style: Literal["text", "json"] = "text") -> None:
    """Send our own events and those of the libraries through one formatter to stderr.

    Question texts, tokens and user ids are never passed to a log call; ids of interactions are. Of an
    exception its kind and place are told, and not its message, which may quote what somebody wrote.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    if style == "json":
        shared.append(structlog.processors.ExceptionRenderer(_traced))
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    renderer: Processor = (
        structlog.processors.JSONRenderer()
        if style == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            sort_keys=False,
            exception_formatter=_write_trace,
        )
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    handler.addFilter(_fit_to_tell)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(_LEVELS[level])
    # discord.py at debug prints whole payloads, which hold what members wrote
    logging.getLogger("discord").setLevel(max(_LEVELS[level], logging.INFO))


def _fit_to_tell(record: logging.LogRecord) -> bool:
    """Keep out what libraries tell at debug: statements with their values, whole texts, payloads."""
    return record.levelno >= logging.INFO or is_ours(record)


def _traced(exc_info: ExcInfo) -> str:
    return trace(exc_info[1])


def _write_trace(stream: TextIO, exc_info: ExcInfo) -> None:
    stream.write("\n" + _traced(exc_info))


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """Return the named logger."""
    return structlog.stdlib.get_logger(name)
