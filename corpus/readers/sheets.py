"""Read tables: CSV by the standard library, Excel workbooks by openpyxl; a row of cells is a line."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from corpus.cells import cells_of
from corpus.characters import repair_characters
from corpus.errors import RefusedError
from corpus.readers.decode import decode
from corpus.readers.lines import squeeze, table_rows
from corpus.readers.registry import check_length
from corpus.readers.signature import readable
from corpus.readers.source import Source
from corpus.readers.titles import title_of, told_title
from corpus.text import Block

_RECORD = {"city_a", "country_a", "city_b", "country_b"}
_MOST_CELLS = 400_000
_MOST_LOOKED_AT = 10 * _MOST_CELLS  # empty ones between others, too
_MOST_CAPTIONS = 4
_SAMPLE = 20_000  # characters that show what stands between cells
_UNSOLVED = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>|<f\b[^>]{0,200}/>\s*(?:<v\s*/>|<v></v>)?\s*</c>")
"""The end of a cell that holds a formula and no value."""


def read_csv(name: str, data: bytes) -> Source:
    """Read a CSV file as one table; one that holds partnership records is named as such and refused."""
    text, warnings = decode(name, data, is_table=True)
    warnings += check_length(name, text)
    delimiter = _delimiter(text)
    try:
        table = cells_of(io.StringIO(text, newline=""), delimiter)
        rows = [[*map(_cell, row)] for row in table if any(row)]
    except csv.Error as error:
        raise RefusedError(f"{name} was not added: it is no table ({error}).") from None
    if rows and {cell.casefold() for cell in rows[0]} >= _RECORD:
        raise RefusedError(
            f"{name} was not added: it has the columns of partnership records. Import it as records instead: "
            f"`corpus import-partnerships {name}`, or `/corpus import` in Discord."
        )
    blocks = _table(name, rows)
    return Source(tuple(blocks), title_of(blocks), warnings=tuple(warnings))


def _delimiter(text: str) -> str:
    """Return what stands between a table's cells: what cuts most of its rows into as many, and several."""
    best, most = ",", (0.0, 0)
    for delimiter in ",;\t|":
        try:
            sample = cells_of(io.StringIO(text[:_SAMPLE], newline=""), delimiter)
            widths = Counter(len(row) for row in sample if any(row))
        except csv.Error:
            continue
        width, count = widths.most_common(1)[0] if widths else (0, 0)
        found = (count / max(1, widths.total()), width)
        if width > 1 and found > most:
            best, most = delimiter, found
    return best


def read_xlsx(name: str, data: bytes) -> Source:
    """Read a workbook: each sheet is a heading, its name, and a table."""
    from openpyxl import load_workbook  # noqa: PLC0415  (only where such a file is read)

    with readable(name):
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [(sheet.title, _cells(name, sheet)) for sheet in book.worksheets]
        warnings = tuple(_left_out(data))
        told = book.properties
    blocks: list[Block] = []
    for title, rows in sheets:
        if not rows:
            continue
        if len(sheets) > 1:
            blocks.append(Block("heading", squeeze(repair_characters(title)), level=2))
        blocks += _table(name, rows)
    names = {squeeze(repair_characters(title)) for title, _ in sheets}  # which head their tables alone
    title = told_title(told.title, [block for block in blocks if block.text not in names])
    author = told.creator if told.creator != "openpyxl" else None
    return Source(tuple(blocks), title, author, warnings=warnings)


def _left_out(data: bytes) -> Iterator[str]:
    """Yield, a line each, what a workbook holds that has no place in a table."""
    formulas = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        for part in names:
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                formulas += len(_UNSOLVED.findall(archive.read(part)))
    if formulas:
        yield (
            f"formulas without a result are empty here ({formulas} cells); save the file in a spreadsheet "
            "program first"
        )
    if any(re.search(r"comments?\d*\.xml$", part, re.IGNORECASE) for part in names):
        yield "notes at its cells were not read"


def _cells(name: str, sheet: object) -> list[list[str]]:
    rows: list[list[str]] = []
    count = looked_at = 0
    for row in sheet.iter_rows(values_only=True):  # type: ignore[attr-defined]
        cells = [_cell(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        looked_at += len(row)
        count += len(cells)
        if count > _MOST_CELLS or looked_at > _MOST_LOOKED_AT:
            raise RefusedError(f"{name} was not added: it has more than {_MOST_CELLS:,} cells. Split it.")
        if cells:
            rows.append(cells)
    return rows


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value
    if isinstance(value, date | datetime):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return squeeze(repair_characters(str(value))).replace("|", "/")


def _table(name: str, rows: Sequence[Sequence[str]]) -> list[Block]:
    if not rows:
        return []
    if sum(map(len, rows)) > _MOST_CELLS or max(map(len, rows)) * len(rows) > 4 * _MOST_CELLS:
        raise RefusedError(f"{name} was not added: it has more than {_MOST_CELLS:,} cells. Split it.")
    captions = _captions(rows)
    found = table_rows(rows[len(captions) :])
    blocks = [Block("heading", caption, level=2) for caption in captions]
    return [*blocks, Block("table", "\n".join(found.lines), columns=found.columns)] if found.lines else blocks


def _captions(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return what stands alone in the first rows of a table, above the names of its columns."""
    captions: list[str] = []
    for row in rows[: min(_MOST_CAPTIONS, len(rows) - 1)]:
        filled = [cell for cell in row if cell]
        if len(filled) != 1 or max(sum(map(bool, one)) for one in rows) < 2:
            break
        captions += filled
    return captions
