"""Read a PDF by pdfium: lines in reading order, page by page, without running heads and page numbers."""

from __future__ import annotations

import io
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.characters import repair_characters
from corpus.errors import RefusedError
from corpus.readers.headings import structured
from corpus.readers.lines import Piece, pieces, squeeze
from corpus.readers.notes import RAISED, after_sections, raised
from corpus.readers.registry import MAX_CHARACTERS
from corpus.readers.signature import readable
from corpus.readers.source import Source
from corpus.readers.titles import told_title
from corpus.text import Block, is_page_number, join_hyphens, words_of

_MOST_PAGES = 2_000
_EDGE = 3  # lines at the top and the bottom of a page among which running heads are looked for
_GAP = 1.45  # line heights from one line to the next from which on a paragraph ends
_CUT_WORD = re.compile("[\x02\ufffe]")  # pdfium's sign for a hyphen at a line's end
_CREATED = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line on a page: its text, and its box in points from the lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


def read_pdf(name: str, data: bytes) -> Source:
    """Read a PDF's text with the page of each block; raises RefusedError where it has none."""
    import pypdfium2  # noqa: PLC0415  (only where such a file is read)

    try:
        document = pypdfium2.PdfDocument(io.BytesIO(data))
    except pypdfium2.PdfiumError as error:
        told = "it is encrypted; save it without a password" if "assword" in str(error) else "it is damaged"
        raise RefusedError(f"{name} was not added: {told}.") from None
    if len(document) > _MOST_PAGES:
        raise RefusedError(f"{name} was not added: it has more than {_MOST_PAGES:,} pages. Split it.")
    with readable(name):
        pages = _pages(name, document)
        told_by_file = document.get_metadata_dict(skip_empty=True)
    if not any(pages):
        raise RefusedError(
            f"{name} was not added: its pages are pictures without text (a scan). Run text recognition first."
        )
    empty = sum(not page for page in pages)
    warnings = (f"{empty} of {len(pages)} pages hold no text (pictures?)",) if empty else ()
    blocks = _blocks(_without_running_heads(pages))
    return Source(
        tuple(blocks), told_title(told_by_file.get("Title"), blocks), told_by_file.get("Author"),
        published=_created(told_by_file.get("CreationDate")), warnings=warnings,
    )  # fmt: skip


def _created(told: str | None) -> str | None:
    found = _CREATED.match(told or "")
    return "-".join(found.groups()) if found else None


def _pages(name: str, document: Any) -> list[list[_Line]]:
    pages: list[list[_Line]] = []
    characters = 0
    for page in document:
        text = page.get_textpage()
        lines = _lines(text)
        characters += sum(len(line.text) for line in lines)
        if characters > MAX_CHARACTERS:
            raise RefusedError(
                f"{name} was not added: it has more than {MAX_CHARACTERS:,} characters of text. Split it."
            )
        pages.append(_in_columns(lines, page.get_width()))
        text.close()
        page.close()
    return pages


def _lines(text: Any) -> list[_Line]:
    """Return the lines of a page in the order in which the file draws them."""
    found: list[_Line] = []
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        drawn = _CUT_WORD.sub("-", text.get_text_bounded(left, bottom, right, top))
        said = squeeze(repair_characters(drawn))
        if not said:
            continue
        box = _Line(said, left, right, bottom, top)
        if found and _is_same_line(found[-1], box):
            before, box = _with_raised(found[-1], box)
            said = box.text
            gap = box.left - before.right
            is_close = gap < 0.15 * (before.top - before.bottom) or said[0] in ",.;:!?)"
            is_close = is_close and not drawn[:1].isspace()
            glue = "" if is_close else " "
            found[-1] = _Line(
                f"{before.text}{glue}{said}", before.left, max(before.right, right),
                min(before.bottom, bottom), max(before.top, top),
            )  # fmt: skip
        else:
            found.append(box)
    return found


def _with_raised(before: _Line, after: _Line) -> tuple[_Line, _Line]:
    """Return two parts of a line, digits that one draws smaller and above the other as raised ones."""
    if _stands_above(after, before):
        return before, replace(after, text=raised(after.text), left=before.right)
    if _stands_above(before, after):
        return replace(before, text=raised(before.text)), after
    return before, after


def _stands_above(small: _Line, large: _Line) -> bool:
    """Tell whether one is a number that is drawn smaller than the other and above its line."""
    height = large.top - large.bottom
    if raised(small.text) == small.text:
        return False
    return small.top - small.bottom < 0.8 * height and small.bottom > large.bottom + 0.2 * height


def _is_same_line(before: _Line, after: _Line) -> bool:
    overlap = min(before.top, after.top) - max(before.bottom, after.bottom)
    height = min(before.top - before.bottom, after.top - after.bottom)
    near = -2 <= after.left - before.right < 2.5 * max(height, 1)
    is_raised = _stands_above(after, before) or _stands_above(before, after)
    return near and (overlap > 0.5 * height or (is_raised and overlap > 0))


def _in_columns(lines: list[_Line], width: float) -> list[_Line]:
    """Return a page's lines in reading order: across the page, or column by column where it has two."""
    middle = width / 2
    left = [line for line in lines if line.right <= middle + 5]
    right = [line for line in lines if line.left >= middle - 5]
    if min(len(left), len(right)) < 4 or (len(left) + len(right)) < 0.7 * len(lines):
        return sorted(lines, key=lambda line: (-round(line.top), line.left))
    ordered: list[_Line] = []
    band: list[_Line] = []
    for line in sorted(lines, key=lambda line: -line.top):
        if (
            line.right > middle + 5 and line.left < middle - 5
        ):  # across both columns: what is above comes first
            ordered += [*_columns(band, middle), line]
            band = []
        else:
            band.append(line)
    return [*ordered, *_columns(band, middle)]


def _columns(band: list[_Line], middle: float) -> list[_Line]:
    return sorted(band, key=lambda line: (line.left >= middle - 5, -line.top))


def _without_running_heads(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Return pages without what is printed on most of them at the same edge, and without page numbers."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line.text) for line in _edges(page)})
    often = max(3, len(pages) // 2)
    kept = []
    for page in pages:
        edges = {id(line) for line in _edges(page)}
        kept.append(
            [
                line
                for line in page
                if id(line) not in edges
                or not (is_page_number(line.text) or seen[_shape(line.text)] >= often)
            ]
        )
    return kept


def _edges(page: Sequence[_Line]) -> list[_Line]:
    by_height = sorted(page, key=lambda line: -line.top)
    return [*by_height[:_EDGE], *by_height[_EDGE:][-_EDGE:]]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", text.casefold())


def _blocks(pages: list[list[_Line]]) -> list[Block]:
    """Return the blocks of all pages; what a page's end cut is joined later, in `assemble`."""
    words = words_of("\n".join(line.text for page in pages for line in page))
    found: list[Piece] = []
    numbers: list[int] = []
    notes: dict[int, list[str]] = {}
    for number, page in enumerate(pages, start=1):
        for chunk in _chunks(page):
            if chunk[0][0] in RAISED:
                notes.setdefault(number, []).append(join_hyphens("\n".join(chunk), words).replace("\n", " "))
                continue
            text = join_hyphens("\n".join(chunk), words)
            some = list(pieces([line for line in text.split("\n") if line.strip()]))
            found += some
            numbers += [number] * len(some)
    return after_sections(_with_notes(_numbered(structured(found), found, numbers), notes))


def _with_notes(
    blocks: Sequence[Block], notes: Mapping[int, Sequence[str]]
) -> Iterator[tuple[Block, Sequence[str]]]:
    """Yield blocks, each with the notes at the foot of the pages that end with it."""
    waiting = deque(notes.items())
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        own: list[str] = []
        while waiting and (following is None or waiting[0][0] < (following.page or 0)):
            own += waiting.popleft()[1]
        yield block, own
    for page, rest in waiting:  # there is nothing but notes
        yield from ((Block("paragraph", note, page=page), ()) for note in rest)


def _chunks(page: Sequence[_Line]) -> list[list[str]]:
    """Return a page's lines in groups that a wider gap, or a new column, sets apart."""
    chunks: list[list[str]] = []
    before: _Line | None = None
    for line in page:
        height = max(line.top - line.bottom, 1.0)
        if (
            before is None
            or not 0 <= before.bottom - line.bottom < _GAP * max(height, before.top - before.bottom)
            or line.text[0] in RAISED
        ):
            chunks.append([])
        chunks[-1].append(line.text)
        before = line
    return chunks


def _numbered(blocks: list[Block], found: Sequence[Piece], numbers: Sequence[int]) -> list[Block]:
    """Return the blocks with the page on which the first piece of each stands."""
    done: list[Block] = []
    at = 0
    for block in blocks:
        done.append(replace(block, page=numbers[min(at, len(numbers) - 1)]))
        taken = 0
        while at < len(found) and taken < len(block.text):
            taken += len(found[at].text) + 1
            at += 1
    return done
