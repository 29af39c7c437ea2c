"""Read Word documents by python-docx: headings by their style, lists, tables, the document's properties."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from corpus.characters import repair_characters
from corpus.readers.lines import squeeze, table_rows
from corpus.readers.notes import after_sections, raised
from corpus.readers.signature import readable
from corpus.readers.source import Source
from corpus.readers.titles import title_of
from corpus.text import Block

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


def read_docx(name: str, data: bytes) -> Source:
    """Read a .docx file's blocks in order."""
    from docx import Document  # noqa: PLC0415  (only where such a file is read)

    with readable(name):
        document = Document(io.BytesIO(data))
        blocks = joined_lists(after_sections(_blocks(document)))
        told = document.core_properties
    published = told.created.date().isoformat() if told.created and told.author != "python-docx" else None
    title = told.title or title_of(blocks)
    return Source(tuple(blocks), title, told.author or None, None, told.language or None, published)


def _blocks(document: Document) -> Iterator[tuple[Block, list[str]]]:
    """Yield the blocks in order, each with the texts of its footnotes and endnotes."""
    notes = _notes(document)
    for part in document.iter_inner_content():
        marks = part._element.iter(f"{{{_W}}}footnoteReference", f"{{{_W}}}endnoteReference")
        texts = [notes.get((_kind(mark.tag), mark.get(f"{{{_W}}}id")), "") for mark in marks]
        for block in _part(part):
            yield block, texts


def _notes(document: Document) -> dict[tuple[str, str | None], str]:
    """Return the texts of footnotes and endnotes by kind and id."""
    from lxml import etree  # noqa: PLC0415

    found: dict[tuple[str, str | None], str] = {}
    for relation in document.part.rels.values():
        if relation.is_external or relation.reltype.rpartition("/")[2] not in ("footnotes", "endnotes"):
            continue
        tree = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
        for note in tree:
            lines = [
                "".join(one.text or "" for one in line.iter(f"{{{_W}}}t")) for line in note.iter(f"{{{_W}}}p")
            ]
            text = squeeze(repair_characters(" ".join(lines)))
            found[_kind(note.tag), note.get(f"{{{_W}}}id")] = text
    return found


def _kind(tag: str) -> str:
    """Return "footnote" or "endnote" for the tag of a note and of what refers to it."""
    return tag.rpartition("}")[2].removesuffix("Reference")


def _part(part: Paragraph | Table) -> list[Block]:
    from docx.table import Table  # noqa: PLC0415

    return [_table(part)] if isinstance(part, Table) else list(_paragraph(part))


def _paragraph(paragraph: Paragraph) -> Iterator[Block]:
    text = "\n".join(line for line in map(squeeze, repair_characters(_said(paragraph)).split("\n")) if line)
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


def _said(paragraph: Paragraph) -> str:
    """Return a paragraph's text, digits above the line raised."""
    from docx.text.run import Run  # noqa: PLC0415

    return "".join(
        raised(one.text) if isinstance(one, Run) and one.font.superscript else one.text
        for one in paragraph.iter_inner_content()
    )


def _table(table: Table) -> Block:
    cells = [[_cell(cell) for cell in row.cells] for row in table.rows]
    rows = table_rows(cells or [[""]])
    return Block("table", "\n".join(rows.lines), columns=rows.columns)


def _cell(cell: _Cell) -> str:
    return squeeze(repair_characters("\n".join(map(_said, cell.paragraphs))))


def joined_lists(blocks: Iterable[Block]) -> list[Block]:
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
