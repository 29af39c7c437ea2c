"""Read Word documents by python-docx: headings by their style, lists, tables, the document's properties."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.characters import repair_characters
from corpus.readers.lines import squeeze, table_rows
from corpus.readers.signature import readable
from corpus.readers.source import Source
from corpus.readers.titles import title_of
from corpus.text import Block

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def read_docx(name: str, data: bytes) -> Source:
    """Read a .docx file's blocks in order."""
    from docx import Document  # noqa: PLC0415  (only where such a file is read)

    with readable(name):
        document = Document(io.BytesIO(data))
        blocks = joined_lists(_blocks(document))
        told = document.core_properties
    published = told.created.date().isoformat() if told.created and told.author != "python-docx" else None
    title = told.title or title_of(blocks)
    return Source(tuple(blocks), title, told.author or None, None, told.language or None, published)


def _blocks(document: Document) -> Iterator[Block]:
    from docx.table import Table  # noqa: PLC0415

    for part in document.iter_inner_content():
        yield from [_table(part)] if isinstance(part, Table) else _paragraph(part)


def _paragraph(paragraph: Paragraph) -> Iterator[Block]:
    text = "\n".join(line for line in map(squeeze, repair_characters(paragraph.text).split("\n")) if line)
    if not text:
        return
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    heading = _HEADING.match(style)
    if heading or style == "Title":
        yield Block("heading", squeeze(text), level=int(heading[1]) + 1 if heading else 1)
    elif style.startswith("List"):
        yield Block("list", f"- {squeeze(text)}")
    else:
        yield Block("paragraph", text)


def _table(table: Table) -> Block:
    cells = [[squeeze(repair_characters(cell.text)) for cell in row.cells] for row in table.rows]
    rows = table_rows(cells or [[""]])
    return Block("table", "\n".join(rows.lines), columns=rows.columns)


def joined_lists(blocks: Iterator[Block]) -> list[Block]:
    """Return blocks with the items of a list that follow each other as one."""
    found: list[Block] = []
    run: list[str] = []
    for block in [*blocks, Block("paragraph", "")]:
        if block.kind == "list":
            run.append(block.text)
            continue
        if run:
            found.append(Block("list", "\n".join(run)))
            run = []
        if block.text:
            found.append(block)
    return found
