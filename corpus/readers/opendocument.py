"""Read OpenDocument texts by odfpy: headings, paragraphs, lists, tables, the document's properties."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from corpus.characters import repair_characters
from corpus.readers.headings import found_headings
from corpus.readers.lines import squeeze, table_rows
from corpus.readers.notes import after_sections, raised
from corpus.readers.numbering import BULLET, Counter, Level
from corpus.readers.signature import readable
from corpus.readers.source import Source
from corpus.readers.titles import told_title
from corpus.readers.word import joined_lists
from corpus.text import Block

_DEEPEST = 50
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
"""How a style of lists writes its numbers, and what that is called."""

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
        blocks = found_headings(joined_lists(after_sections(_with_notes(document.text, 0, _Lists(document)))))
        told = {
            node.qname[1]: _text(node) for node in document.meta.childNodes if getattr(node, "qname", None)
        }
    author = told.get("initial-creator") or told.get("creator")
    title = told_title(told.get("title"), blocks)
    return Source(tuple(blocks), title, author, None, told.get("language"))


class _Lists:
    """Says which mark each item of a document's lists has; they are to be asked for in their order."""

    def __init__(self, document: Any) -> None:
        styles = (*_all(document.styles, "list-style"), *_all(document.automaticstyles, "list-style"))
        self._levels = {_told(one, "name"): dict(_levels(one)) for one in styles}
        self._counters: dict[str, Counter] = {}

    def begin(self, listed: Any, style: str) -> str:
        """Begin a list below one of `style`, and return its own; it counts anew where it does not go on."""
        own = _told(listed, "stylename") or style
        if not style and _told(listed, "continuenumbering") != "true":
            self._counters.pop(own, None)
        return own

    def mark(self, item: Any, style: str, level: int) -> str:
        """Return what stands before an item: `BULLET` where its style numbers none."""
        levels = self._levels.get(style, {})
        if level not in levels or _kind(item) == "list-header":
            return BULLET
        counter = self._counters.setdefault(style, Counter())
        start = _told(item, "startvalue")
        if start.isdecimal():
            counter.begin(level, int(start))
        return counter.mark(levels, level) or BULLET


def _levels(style: Any) -> Iterator[tuple[int, Level]]:
    """Yield how each level of a style of lists is numbered; its first is 0."""
    for one in style.childNodes:
        at = _told(one, "level")
        if not at.isdecimal() or int(at) < 1:
            continue
        if _kind(one) != "list-level-style-number":
            yield int(at) - 1, Level("bullet")
            continue
        shown, start = _told(one, "displaylevels"), _told(one, "startvalue")
        first = max(1, int(at) + 1 - (int(shown) if shown.isdecimal() else 1))
        numbers = ".".join(f"%{level}" for level in range(first, int(at) + 1))
        form = _FORMS.get(_told(one, "numformat"), "none")
        text = f"{_told(one, 'numprefix')}{numbers}{_told(one, 'numsuffix')}" if form != "none" else ""
        yield int(at) - 1, Level(form, text, int(start) if start.isdecimal() else 1)


def _told(node: Any, name: str) -> str:
    try:
        return str(node.getAttribute(name) or "")
    except (AttributeError, ValueError):  # what is no element, or one that has no such attribute
        return ""


def _with_notes(node: Any, depth: int, lists: _Lists) -> Iterator[tuple[Block, list[str]]]:
    """Yield the blocks in order, each with the texts of its footnotes and endnotes."""
    for child in node.childNodes:
        if _kind(child) in _WRAPPERS and depth < _DEEPEST:
            yield from _with_notes(child, depth + 1, lists)
            continue
        notes = [_taken(note) for note in list(_all(child, "note"))]
        for block in _blocks(child, lists):
            yield block, notes
            notes = []


def _taken(note: Any) -> str:
    """Take a note out of its sentence and return its text, without its mark."""
    texts = [_text(body) for body in _all(note, "note-body")]
    note.parentNode.removeChild(note)
    return " ".join(texts)


def _blocks(child: Any, lists: _Lists) -> Iterator[Block]:
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
                yield from _blocks(inner, lists)
    elif kind == "numbered-paragraph":
        yield Block("list", f"- {_lines(child)}")
    elif kind == "list":
        yield from _items(child, 0, lists, "")
    elif kind == "table":
        yield _table(child)


def _items(listed: Any, depth: int, lists: _Lists, style: str) -> Iterator[Block]:
    """Yield the items of a list, those of lists within them as items as well."""
    style = lists.begin(listed, style)
    for item in listed.childNodes:
        inner = [one for one in item.childNodes if _kind(one) == "list"] if depth < _DEEPEST else []
        own = [one for one in item.childNodes if one not in inner]
        if text := " ".join(line for one in own if (line := _lines(one))):
            yield Block("list", f"{lists.mark(item, style, depth)} {text}")
        for one in inner:
            yield from _items(one, depth + 1, lists, style)


def _lines(node: Any) -> str:
    """Return the paragraphs in a cell or an item, and in what stands in it, as one line."""
    lines = [_text(one) for one in ([node] if _kind(node) in ("h", "p") else _all(node, "h", "p"))]
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
