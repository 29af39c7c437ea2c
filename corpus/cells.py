r"""Cells of CSV files as they are written for spreadsheets: no formula runs, no control character acts.

What `guarded` writes, `plain` reads back the same. A cell that a spreadsheet would take for a formula gets
an apostrophe before it, which is how spreadsheets themselves mark text; a character that steers terminals
or the direction of writing is written as its number, `\u{1b}`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Protocol

_STEERING = "\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
_ACTS = re.compile(f"[{_STEERING}\U000e0000-\U000e007f]|\\\\u\\{{")
_WRITTEN = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
_FORMULA = re.compile(r"[\s']*[=+\-@\t\r|＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


_LONGEST = 64 * 1024 * 1024
"""Characters of a cell that are read: those of a whole file. What is far too long is told by who reads it."""


class Rows(Protocol):
    """Rows of cells, as they are read."""

    @property
    def line_num(self) -> int:
        """Lines that have been read."""

    def __iter__(self) -> Iterator[list[str]]:
        """Return the rows."""

    def __next__(self) -> list[str]:
        """Return the next row; raises csv.Error."""


def cells_of(lines: Iterable[str], separator: str) -> Rows:
    """Read the rows of a CSV file, however long their cells are; reading on raises csv.Error."""
    csv.field_size_limit(_LONGEST)  # the process's: set here, and nowhere else
    return csv.reader(lines, delimiter=separator)


def guarded(value: str) -> str:
    """Return a value as a cell that no spreadsheet runs and no terminal obeys."""
    value = _ACTS.sub(lambda found: f"\\u{{{ord(found[0][0]):x}}}{found[0][1:]}", value)
    return f"'{value}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else value


def plain(cell: str) -> str:
    """Return the value that `guarded` made a cell of; any other cell stays as it is."""
    if cell.startswith("'") and _FORMULA.match(cell[1:]) and not _NUMBER.fullmatch(cell[1:]):
        cell = cell[1:]
    return _WRITTEN.sub(_read, cell)


def _read(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    character = chr(number) if number <= 0x10FFFF else ""
    acts = character == "\\" or (character and _ACTS.fullmatch(character))
    return character if acts else found[0]
