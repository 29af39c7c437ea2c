"""Read CSV files as people have them: any encoding, Excel's separators, a header in any order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.cells import cells_of, plain
from corpus.encodings import marked, of_table
from corpus.errors import RefusedError

LARGEST = 64 * 1024 * 1024
"""The largest CSV file that is read, in bytes."""

_OF_LINES = frozenset(("note",))  # columns whose cells may have several lines
LONGEST_FIELD = 4000
"""The longest field of a row that is read, in characters."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is refused: line in the file (from 1), column name or empty, the reason."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        """Write the problem as one line for people."""
        return (
            f"line {self.line}, {self.column}: {self.reason}"
            if self.column
            else f"line {self.line}: {self.reason}"
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file read by its header: rows of (line, values by column), problems, warnings."""

    rows: tuple[tuple[int, dict[str, str]], ...]
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]


def decode(data: bytes, name: str) -> tuple[str, list[str]]:
    """Return the text of a file and warnings about its encoding; refuse what is no text."""
    if len(data) > LARGEST:
        raise RefusedError(
            f"{name} is {len(data) // 2**20} MiB; files of records may have {LARGEST // 2**20} MiB. "
            "Nothing was imported; split it and import the parts."
        )
    if encoding := marked(data):
        try:
            return data.decode(encoding), []
        except UnicodeDecodeError:
            raise RefusedError(
                f"{name} begins as {encoding.removesuffix('-sig').upper()} but is not. Nothing was imported; "
                "save it as UTF-8."
            ) from None
    if data.count(0) > max(8, len(data) // 100):
        raise RefusedError(f"{name} is not a text file. Nothing was imported; save it as CSV in UTF-8.")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    encoding = of_table(data)
    try:
        text = data.decode(encoding or "ascii")
    except UnicodeDecodeError:
        raise RefusedError(
            f"{name} is in no encoding that can be read. Nothing was imported; save it as UTF-8."
        ) from None
    return text, [f"{name} is not UTF-8; it was read as {encoding}: check names with diacritics."]


def _column(name: str) -> str:
    return "_".join(name.replace("\u00a0", " ").strip().casefold().split())


def _separator(line: str, known: Sequence[str]) -> str:
    """Return the separator that finds most of the known columns in the header line."""

    def found(separator: str) -> int:
        try:
            cells = next(cells_of([line], separator), [])
        except csv.Error:
            return 0
        return sum(_column(cell) in known for cell in cells)

    return max(",;\t|", key=found)


def _header(cells: Sequence[str], known: Sequence[str], required: Sequence[str], name: str) -> list[str]:
    """Return the columns of the header; refuse the file when required ones are missing or repeated."""
    columns = [_column(cell) for cell in cells]
    missing = [column for column in required if column not in columns]
    if missing:
        shown = ", ".join(cell.strip()[:40] or "(empty)" for cell in cells[:12]) or "nothing"
        raise RefusedError(
            f"{name}: the header line lacks {', '.join(missing)}; it holds {shown}. "
            f"Nothing was imported; the first line must name the columns, of {', '.join(known)}."
        )
    twice = sorted({column for column in columns if column in known and columns.count(column) > 1})
    if twice:
        raise RefusedError(
            f"{name}: the header names {', '.join(twice)} more than once. Nothing was imported."
        )
    return columns


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield (line where the row starts, its cells), or a reason instead of cells."""
    reader = cells_of(io.StringIO(text, newline=""), separator)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield start, f"not readable as CSV ({error})"
            continue
        yield start, cells


def _row_problem(
    cells: Sequence[str], columns: Sequence[str], start: int, known: Sequence[str], separator: str
) -> Problem | None:
    """Return what is wrong with the shape of a row, None when it can be read."""
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        return Problem(
            start, "", f"has {len(cells)} values for {len(columns)} columns; quote values that hold commas"
        )
    for column, cell in zip(columns, cells, strict=False):
        if column in known and _swallowed(column, cell, separator * (len(columns) // 2)):
            return Problem(start, column, "holds a line break; is a quotation mark left open on this line?")
    whole = "".join(cells)
    if len(whole) <= LONGEST_FIELD and "\0" not in whole and whole.count("\n") <= 20:
        return None
    for column, cell in zip(columns, cells, strict=False):
        if "\0" in cell:
            return Problem(start, column, "holds a NUL character")
        if len(cell) > LONGEST_FIELD or cell.count("\n") > 20:
            return Problem(start, column, "is far too long; is a quotation mark left open on this line?")
    return None


def _swallowed(column: str, cell: str, separators: str) -> bool:
    """Tell whether a cell holds the rows after it: notes may have lines, and no line of theirs is a row."""
    lines = cell.strip().splitlines()
    if column not in _OF_LINES:
        return len(lines) > 1
    return any(line.count(separators[:1]) >= len(separators) > 0 for line in lines)


def read_table(data: bytes, *, known: Sequence[str], required: Sequence[str], name: str) -> Table:
    """Read a CSV file by its header line.

    `known` are the columns that are read, in order; a missing one reads as empty. Raises
    RefusedError when the file cannot be read at all.
    """
    text, warnings = decode(data, name)
    lines = list(io.StringIO(text, newline=""))
    first = next((number for number, line in enumerate(lines) if line.strip(" \t\r\n,;|\ufeff")), None)
    if first is None:
        raise RefusedError(f"{name} is empty. Nothing was imported; it needs a header line and rows.")
    if lines[first].strip().casefold() in {"sep=;", "sep=,", "sep=\t", "sep=|", "sep="} and first + 1 < len(
        lines
    ):
        first += 1
    separator = _separator(lines[first], known)
    columns: list[str] | None = None
    rows: list[tuple[int, dict[str, str]]] = []
    problems: list[Problem] = []
    for start, cells in _records(text, separator):
        if start <= first:
            continue
        if isinstance(cells, str):
            problems.append(Problem(start, "", cells))
            continue
        if columns is None:
            columns = _header(cells, known, required, name)
            continue
        if not any(cell.strip() for cell in cells):
            continue
        problem = _row_problem(cells, columns, start, known, separator)
        if problem:
            problems.append(problem)
            continue
        filled = [(column, cell) for column, cell in zip(columns, cells, strict=False) if cell]
        rows.append(
            (start, {column: plain(" ".join(cell.split())) for column, cell in filled if column in known})
        )
    unknown = [column or "(empty)" for column in columns or () if column not in known]
    if unknown:
        warnings.append(f"{name}: columns that are not read: {', '.join(unknown)}.")
    return Table(tuple(rows), tuple(problems), tuple(warnings))
