"""Write laid-out lines: with rich for a person at a terminal, as plain text into a pipe or a file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from bot.terminal.layout import Line, shown

WIDTH = 100
"""Longest line in columns; long measures are hard to read on wide screens."""

_STYLES = {
    "answer": "bold",
    "heading": "bold cyan",
    "source": "",
    "quote": "italic",
    "marked": "bold yellow",
    "detail": "dim",
    "warning": "bold red",
    "blank": "",
}


def is_terminal(stream: TextIO) -> bool:
    """Tell whether a person reads the stream; TERM=dumb asks for plain text."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def paint(lines: Iterable[Line], stream: TextIO | None = None) -> None:
    """Write lines to the stream (standard output by default) and flush."""
    stream = stream or sys.stdout
    if is_terminal(stream):
        _paint_rich(lines, stream)
    else:
        for line in lines:
            stream.write(f"{' ' * line.indent}{line.text}\n")
    stream.flush()


def _paint_rich(lines: Iterable[Line], stream: TextIO) -> None:
    # rich itself respects NO_COLOR, and reads the width of the terminal.
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second that a pipe need not wait for
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=stream, highlight=False)
    width = min(console.width, WIDTH)
    for line in lines:
        text = Text(line.text, style=_STYLES[line.role])
        if line.role in ("answer", "source"):
            text.highlight_regex(r"\[\d+\]", "bold green")
        console.print(Padding(text, (0, 0, 0, line.indent)), width=width)


YES = ("y", "yes")


def asked(question: str) -> str:
    """Put a question to who sits at the terminal; return the answer in small letters, empty at its end."""
    sys.stderr.write(f"{question} ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold()


def write_json(row: Any) -> None:
    """Write one JSON value in a line of its own, for programs."""
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], stream: TextIO | None = None) -> None:
    """Write a table: drawn for a person, tab-separated into a pipe so that cut and awk can read it."""
    stream = stream or sys.stdout
    cells = [[shown(str(cell)) if cell is not None else "" for cell in row] for row in rows]
    if is_terminal(stream):
        from rich.console import Console  # noqa: PLC0415
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        drawn = Table(*headings, box=None, header_style="bold cyan", pad_edge=False)
        for row in cells:
            drawn.add_row(*(Text(cell) for cell in row))
        Console(file=stream, highlight=False).print(drawn)
    else:
        for row in [list(headings), *cells]:
            stream.write("\t".join(row) + "\n")
    stream.flush()


def note(message: str) -> None:
    """Tell a person something on standard error, as one line."""
    sys.stderr.write(f"{shown(message)}\n")
    sys.stderr.flush()
