from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Literal

import pytest
import structlog

from bot.core.log import configure, logger

Style = Literal["text", "json"]


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, discord = root.handlers[:], root.level, logging.getLogger("discord").level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("discord").setLevel(discord)
    structlog.reset_defaults()


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_logged_error_shows_where_and_not_what_members_wrote(
    style: Style, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    configure("info", style)
    try:
        question = "".join(["what a member", " wrote"])
        raise ValueError(len(question))
    except ValueError as error:
        logger("test").error("unexpected", exc_info=error)
        logging.getLogger("library").error("told by a library", exc_info=error)
    written = stream.getvalue()
    assert "ValueError" in written and "test_log.py" in written and "told by a library" in written
    assert "what a member wrote" not in written


def test_json_is_one_object_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    configure("info", "json")
    logger("test").info("ready", guilds=3)
    logging.getLogger("library").warning("careful")
    logger("test").debug("not said")
    rows = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(row["event"], row["level"]) for row in rows] == [("ready", "info"), ("careful", "warning")]


def test_the_library_never_prints_payloads() -> None:
    configure("debug")
    assert logging.getLogger("discord").getEffectiveLevel() == logging.INFO
