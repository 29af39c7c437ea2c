"""Read OpenDocument texts by odfpy: headings, paragraphs, lists, tables, the document's properties."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from corpus.characters import repair_characters
from corpus.readers.headings import found_headings
from corpus.readers.lines import squeeze, table_rows
from corpus.readers.notes import after_sections, raised
from corpus.readers.signature import readable
from corpus.readers.source import Source
from corpus.readers.titles import told_title
from corpus.readers.word import joined_lists
from corpus.text import Block

_DEEPEST = 50
_WRAPPERS = (
    "section",
    "index-body",
    "table-of-content",
    "alphabetical-index",
    "bibliography",
    "text-box",
    "frame",
)


def read_odt(name: str, data: bytes) -> Source:
    """Read an .odt file's blocks in order."""
    from odf.opendocument import load  # noqa: PLC0415  (only where such a file is read)

    with readable(name):
        document = load(io.BytesIO(data))
        _raise(document)
        blocks = found_headings(joined_lists(after_sections(_with_notes(document.text, 0))))
        told = {
            node.qname[1]: _text(node) for node in document.meta.childNodes if getattr(node, "qname", None)
        }
    author = told.get("initial-creator") or told.get("creator")
    title = told_title(told.get("title"), blocks)
    return Source(tuple(blocks), title, author, None, told.get("language"))


def _with_notes(node: Any, depth: int) -> Iterator[tuple[Block, list[str]]]:
    """Yield the blocks in order, each with the texts of its footnotes and endnotes."""
    for child in node.childNodes:
        if _kind(child) in _WRAPPERS and depth < _DEEPEST:
            yield from _with_notes(child, depth + 1)
            continue
        notes = [_taken(note) for note in list(_all(child, "note"))]
        for block in _blocks(child):
            yield block, notes
            notes = []


def _taken(note: Any) -> str:
    """Take a note out of its sentence and return its text, without its mark."""
    texts = [_text(body) for body in _all(note, "note-body")]
    note.parentNode.removeChild(note)
    return " ".join(texts)


def _blocks(child: Any) -> Iterator[Block]:
    kind = _kind(child)
    if kind == "h":
        level = child.getAttribute("outlinelevel") or 1
        yield Block("heading", _text(child), level=int(level) + 1)
    elif kind == "p":
        is_title = str(child.getAttribute("stylename") or "") == "Title"
        boxes = list(_all(child, "text-box"))
        for box in boxes:
            box.parentNode.removeChild(box)
        yield Block("heading", _text(child), level=1) if is_title else Block("paragraph", _text(child))
        for box in boxes:
            for inner in box.childNodes:
                yield from _blocks(inner)
    elif kind == "numbered-paragraph":
        yield Block("list", f"- {_lines(child)}")
    elif kind == "list":
        yield from _items(child, 0)
    elif kind == "table":
        yield _table(child)


def _items(listed: Any, depth: int) -> Iterator[Block]:
    """Yield the items of a list, those of lists within them as items as well."""
    for item in listed.childNodes:
        inner = [one for one in item.childNodes if _kind(one) == "list"] if depth < _DEEPEST else []
        for one in inner:
            item.removeChild(one)
        if text := _lines(item):
            yield Block("list", f"- {text}")
        for one in inner:
            yield from _items(one, depth + 1)


def _lines(node: Any) -> str:
    """Return the paragraphs in a cell or an item, and in what stands in it, as one line."""
    lines = [_text(one) for one in _all(node, "h", "p")]
    return " ".join(line for line in lines if line)


def _raise(document: Any) -> None:
    """Write the digits that a style puts above the line as raised ones."""
    above = {
        style.getAttribute("name")
        for style in (*_all(document.automaticstyles, "style"), *_all(document.styles, "style"))
        for properties in _all(style, "text-properties")
        if str(properties.getAttribute("textposition") or "").startswith("super")
    }
    for span in _all(document.text, "span") if above else ():
        if span.getAttribute("stylename") in above:
            for text in span.childNodes:
                if hasattr(text, "data"):
                    text.data = raised(text.data)


def _kind(node: Any) -> str:
    return str(getattr(node, "qname", ("", ""))[1])


def _table(table: Any) -> Block:
    cells: list[list[str]] = []
    for row in _all(table, "table-row"):
        found: list[str] = []
        for cell in row.childNodes:
            repeated = (
                int(cell.getAttribute("numbercolumnsrepeated") or 1) if hasattr(cell, "getAttribute") else 1
            )
            found += [_lines(cell)] * min(repeated, 50)
        cells.append(found)
    rows = table_rows(cells or [[""]])
    return Block("table", "\n".join(rows.lines), columns=rows.columns)


def _all(node: Any, *kinds: str) -> Iterator[Any]:
    for child in node.childNodes:
        if _kind(child) in kinds:
            yield child
        elif getattr(child, "childNodes", None):
            yield from _all(child, *kinds)


def _text(node: Any) -> str:
    from odf.teletype import extractText  # noqa: PLC0415

    return squeeze(repair_characters(extractText(node)))
