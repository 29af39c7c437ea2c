from __future__ import annotations

import io
import re

import pytest

from bot.terminal.layout import answer_lines
from bot.terminal.paint import is_terminal, paint, table
from tests.bot.terminal.answers import answered

STYLE = re.compile(r"\x1b\[[\d;]*m")
COLOUR = re.compile(r"\x1b\[(?:\d;)*3\d")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_pipe_gets_plain_text() -> None:
    out = io.StringIO()
    paint(answer_lines(answered()), out)
    assert "\x1b" not in out.getvalue()
    assert out.getvalue().startswith("It says so. [1]\n\nSources\n  [1] Sister Cities")


def test_a_terminal_gets_colour_and_lines_no_longer_than_it_is_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = Terminal()
    paint(answer_lines(answered("It says so in a long sentence that does not fit. [1]")), out)
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Terminal()
    paint(answer_lines(answered("It says so in a long sentence that does not fit. [1]")), plain)
    assert COLOUR.search(out.getvalue())
    assert not COLOUR.search(plain.getvalue())
    assert max(len(STYLE.sub("", line)) for line in plain.getvalue().splitlines()) <= 40


def test_a_dumb_terminal_counts_as_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert not is_terminal(Terminal())


def test_a_table_in_a_pipe_is_separated_by_tabs_whatever_the_cells_hold() -> None:
    out = io.StringIO()
    table(("id", "title"), [("a", "two\twords\nand more"), ("b", None)], out)
    assert out.getvalue() == "id\ttitle\na\ttwo words and more\nb\t\n"
