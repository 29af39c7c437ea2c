"""Read OpenDocument texts by odfpy: headings, paragraphs, lists, tables, the document's properties."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from corpus.characters import repair_characters
from corpus.readers.lines import squeeze, table_rows
from corpus.readers.signature import readable
from corpus.readers.source import Source
from corpus.readers.titles import title_of
from corpus.readers.word import joined_lists
from corpus.text import Block

_DEEPEST = 50


def read_odt(name: str, data: bytes) -> Source:
    """Read an .odt file's blocks in order."""
    from odf.opendocument import load  # noqa: PLC0415  (only where such a file is read)

    with readable(name):
        document = load(io.BytesIO(data))
        blocks = joined_lists(_blocks(document.text, 0))
    told = {node.qname[1]: _text(node) for node in document.meta.childNodes if getattr(node, "qname", None)}
    created = told.get("creation-date") or told.get("date") or ""
    author = told.get("initial-creator") or told.get("creator")
    title = told.get("title") or title_of(blocks)
    return Source(tuple(blocks), title, author, None, told.get("language"), created[:10] or None)


def _blocks(node: Any, depth: int) -> Iterator[Block]:
    for child in node.childNodes:
        kind = getattr(child, "qname", ("", ""))[1]
        if kind == "h":
            level = child.getAttribute("outlinelevel") or 1
            yield Block("heading", _text(child), level=int(level) + 1)
        elif kind == "p":
            style = str(child.getAttribute("stylename") or "")
            yield (
                Block("heading", _text(child), level=1)
                if style == "Title"
                else Block("paragraph", _text(child))
            )
        elif kind == "list":
            for item in child.childNodes:
                yield Block("list", f"- {_text(item)}")
        elif kind == "table":
            yield _table(child)
        elif kind in ("section", "index-body", "text-box", "frame") and depth < _DEEPEST:
            yield from _blocks(child, depth + 1)


def _table(table: Any) -> Block:
    cells: list[list[str]] = []
    for row in _all(table, "table-row"):
        found: list[str] = []
        for cell in row.childNodes:
            repeated = (
                int(cell.getAttribute("numbercolumnsrepeated") or 1) if hasattr(cell, "getAttribute") else 1
            )
            found += [_text(cell)] * min(repeated, 50)
        cells.append(found)
    rows = table_rows(cells or [[""]])
    return Block("table", "\n".join(rows.lines), columns=rows.columns)


def _all(node: Any, kind: str) -> Iterator[Any]:
    for child in node.childNodes:
        if getattr(child, "qname", ("", ""))[1] == kind:
            yield child
        elif getattr(child, "childNodes", None):
            yield from _all(child, kind)


def _text(node: Any) -> str:
    from odf.teletype import extractText  # noqa: PLC0415

    return squeeze(repair_characters(extractText(node)))
