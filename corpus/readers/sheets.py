"""Read tables: CSV by the standard library, Excel workbooks by openpyxl; a row of cells is a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from corpus.characters import repair_characters
from corpus.errors import RefusedError
from corpus.readers.decode import decode
from corpus.readers.lines import squeeze, table_rows
from corpus.readers.registry import check_length
from corpus.readers.signature import readable
from corpus.readers.source import Source
from corpus.text import Block

_RECORD = {"city_a", "country_a", "city_b", "country_b"}
_MOST_CELLS = 400_000
_MOST_COLUMNS = 200


def read_csv(name: str, data: bytes) -> Source:
    """Read a CSV file as one table; one that holds partnership records is named as such and refused."""
    text, warnings = decode(name, data)
    warnings += check_length(name, text)
    try:
        dialect: type[csv.Dialect] | str = csv.Sniffer().sniff(text[:10_000], ",;\t|")
    except csv.Error:
        dialect = "excel"
    try:
        rows = [[*map(_cell, row)] for row in csv.reader(io.StringIO(text, newline=""), dialect) if any(row)]
    except csv.Error as error:
        raise RefusedError(f"{name} was not added: it is no table ({error}).") from None
    if rows and {cell.casefold() for cell in rows[0]} >= _RECORD:
        raise RefusedError(
            f"{name} was not added: it has the columns of partnership records. Import it as records instead: "
            f"`corpus import-partnerships {name}`, or `/corpus import` in Discord."
        )
    return Source(tuple(_table(name, rows)), warnings=tuple(warnings))


def read_xlsx(name: str, data: bytes) -> Source:
    """Read a workbook: each sheet is a heading, its name, and a table."""
    from openpyxl import load_workbook  # noqa: PLC0415  (only where such a file is read)

    with readable(name):
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [(sheet.title, _cells(name, sheet)) for sheet in book.worksheets]
    blocks: list[Block] = []
    for title, rows in sheets:
        if not rows:
            continue
        if len(sheets) > 1:
            blocks.append(Block("heading", squeeze(repair_characters(title)), level=2))
        blocks += _table(name, rows)
    told = book.properties
    found = Source(
        tuple(blocks), title=told.title, author=told.creator if told.creator != "openpyxl" else None
    )
    return replace(found, published=told.created.date().isoformat() if told.title and told.created else None)


def _cells(name: str, sheet: object) -> list[list[str]]:
    rows: list[list[str]] = []
    count = 0
    for row in sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS):  # type: ignore[attr-defined]
        count += len(row)
        if count > _MOST_CELLS:
            raise RefusedError(f"{name} was not added: it has more than {_MOST_CELLS:,} cells. Split it.")
        cells = [_cell(value) for value in row]
        if any(cells):
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
    found = table_rows(rows)
    return [Block("table", "\n".join(found.lines), columns=found.columns)] if found.lines else []
