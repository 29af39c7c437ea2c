"""Read a PDF by pdfium: lines in reading order, page by page, without running heads and page numbers."""

from __future__ import annotations

import ctypes
import io
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Any

from corpus.characters import repair_characters
from corpus.errors import RefusedError
from corpus.readers.headings import structured
from corpus.readers.lines import Piece, pieces, squeeze, table_rows
from corpus.readers.notes import RAISED, after_sections, raised
from corpus.readers.pages import Page, PageLine, laid_out, without_running_heads
from corpus.readers.registry import MAX_CHARACTERS
from corpus.readers.signature import readable
from corpus.readers.source import Source
from corpus.readers.titles import told_title
from corpus.text import Block, join_hyphens, words_of

_MOST_PAGES = 2_000
_GAP = 1.45  # line heights from one line to the next from which on a paragraph ends
_AHEAD = 20  # boxes in which a character is looked for
_FEW_GAPS = 4  # between lines that say how far one is from the next
_WIDEST = 3.0  # times the height of its letters that a line is from the next in one text
_BELOW = re.compile(r"[gjpqyQ,;()\[\]|цщруфд]")
_CUT_WORD = re.compile("[\x02\ufffe]")  # pdfium's sign for a hyphen at a line's end


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
        notes = sum(map(_notes_on, document))
    if not any(page.lines for page in pages):
        raise RefusedError(
            f"{name} was not added: its pages are pictures without text (a scan). Run text recognition first."
        )
    empty = sum(not page.lines for page in pages)
    warnings = [f"{empty} of {len(pages)} pages hold no text (pictures?)"] if empty else []
    if notes:
        warnings.append(f"notes that stand beside its text were not read ({notes})")
    blocks = _blocks(without_running_heads(pages))
    title = told_title(told_by_file.get("Title"), blocks)
    return Source(tuple(blocks), title, told_by_file.get("Author"), warnings=tuple(warnings))


def _pages(name: str, document: Any) -> list[Page]:
    pages: list[Page] = []
    characters = 0
    for page in document:
        text = page.get_textpage()
        lines = [*_lines(text), *_filled_in(page)]
        characters += sum(len(line.text) for line in lines)
        if characters > MAX_CHARACTERS:
            raise RefusedError(
                f"{name} was not added: it has more than {MAX_CHARACTERS:,} characters of text. Split it."
            )
        pages.append(Page(tuple(lines), page.get_height()))
        text.close()
        page.close()
    return pages


def _lines(text: Any) -> list[PageLine]:
    """Return the lines of a page in the order in which the file draws them."""
    found: list[PageLine] = []
    for (left, bottom, right, top), drawn in _drawn(text):
        said = squeeze(repair_characters(drawn))
        if not said:
            continue
        box = PageLine(said, left, right, bottom, top)
        if found and _is_same_line(found[-1], box):
            before, box = _with_raised(found[-1], box)
            said = box.text
            gap = box.left - before.right
            is_close = gap < 0.15 * (before.top - before.bottom) or said[0] in ",.;:!?)"
            is_close = is_close and not drawn[:1].isspace()
            glue = "" if is_close else " "
            found[-1] = PageLine(
                f"{before.text}{glue}{said}", before.left, max(before.right, right),
                min(before.bottom, bottom), max(before.top, top),
            )  # fmt: skip
        else:
            found.append(box)
    return found


_Box = tuple[float, float, float, float]


def _drawn(text: Any) -> Iterator[tuple[_Box, str]]:
    """Yield the boxes in which a page's text is drawn, and what is in each.

    The library would look through all characters for each box; both are in the order of the file.
    """
    boxes = [text.get_rect(index) for index in range(text.count_rects())]
    told = _by_order(text, boxes)
    for at, box in enumerate(boxes):
        yield box, _CUT_WORD.sub("-", told[at] if told is not None else text.get_text_bounded(*box))


def _by_order(text: Any, boxes: Sequence[_Box]) -> list[str] | None:
    """Return the characters in each box, None where one is in none that follows the one before."""
    from pypdfium2 import raw  # noqa: PLC0415

    found: list[list[str]] = [[] for _ in boxes]
    at = 0
    blank = ""
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.isspace() or character == "\0":
            blank = " "
            continue
        near = range(at, min(at + _AHEAD, len(boxes)))
        place = next((one for one in near if _is_in(text.get_charbox(index), boxes[one])), None)
        if place is None:
            return None
        found[place] += [blank, character]
        at, blank = place, ""
    return ["".join(some).encode("utf-16", "surrogatepass").decode("utf-16", "replace") for some in found]


def _is_in(inner: _Box, outer: _Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] - 0.1 <= x <= outer[2] + 0.1 and outer[1] - 0.1 <= y <= outer[3] + 0.1


def _filled_in(page: Any) -> Iterator[PageLine]:
    """Yield what was typed into the fields of a form and into boxes on a page, where it stands."""
    from pypdfium2 import raw  # noqa: PLC0415

    typed = {raw.FPDF_ANNOT_WIDGET: b"V", raw.FPDF_ANNOT_FREETEXT: b"Contents"}
    for kind, annotation in _annotations(page):
        key = typed.get(kind)
        if key and (text := squeeze(repair_characters(_string(annotation, key)))) not in ("", "Off"):
            box = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(annotation, box)
            yield PageLine(text, box.left, box.right, box.bottom, box.top)


def _notes_on(page: Any) -> int:
    """Count what readers wrote to the text of a page: notes beside it, remarks on what they marked."""
    from pypdfium2 import raw  # noqa: PLC0415

    marks = (
        raw.FPDF_ANNOT_TEXT,
        raw.FPDF_ANNOT_HIGHLIGHT,
        raw.FPDF_ANNOT_UNDERLINE,
        raw.FPDF_ANNOT_STRIKEOUT,
    )
    return sum(kind in marks and bool(_string(one, b"Contents").strip()) for kind, one in _annotations(page))


def _annotations(page: Any) -> Iterator[tuple[int, Any]]:
    from pypdfium2 import raw  # noqa: PLC0415

    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        if annotation:
            yield raw.FPDFAnnot_GetSubtype(annotation), annotation
            raw.FPDFPage_CloseAnnot(annotation)


def _string(annotation: Any, key: bytes) -> str:
    from pypdfium2 import raw  # noqa: PLC0415

    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    held = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(annotation, key, held, size)
    return bytes(held)[: max(0, size - 2)].decode("utf-16-le", "replace")


def _with_raised(before: PageLine, after: PageLine) -> tuple[PageLine, PageLine]:
    """Return two parts of a line, digits that one draws smaller and above the other as raised ones."""
    if _stands_above(after, before):
        return before, replace(after, text=raised(after.text), left=before.right)
    if _stands_above(before, after):
        return replace(before, text=raised(before.text)), after
    return before, after


def _stands_above(small: PageLine, large: PageLine) -> bool:
    """Tell whether one is a number that is drawn smaller than the other and above its line."""
    height = large.top - large.bottom
    if raised(small.text) == small.text:
        return False
    return small.top - small.bottom < 0.8 * height and small.bottom > large.bottom + 0.2 * height


def _is_same_line(before: PageLine, after: PageLine) -> bool:
    overlap = min(before.top, after.top) - max(before.bottom, after.bottom)
    height = min(before.top - before.bottom, after.top - after.bottom)
    near = -2 <= after.left - before.right < 1.5 * max(height, 1)
    is_raised = _stands_above(after, before) or _stands_above(before, after)
    return near and (overlap > 0.5 * height or (is_raised and overlap > 0))


def _blocks(pages: Sequence[Page]) -> list[Block]:
    """Return the blocks of all pages; what a page's end cut is joined later, in `assemble`."""
    words = words_of("\n".join(line.text for page in pages for line in page.lines))
    found: list[Piece] = []
    numbers: list[int] = []
    notes: dict[int, list[str]] = {}
    for number, page in enumerate(pages, start=1):
        for part in laid_out(page):
            some: list[Piece] = []
            if isinstance(part, tuple):
                rows = table_rows(part)
                some.append(Piece("table", "\n".join(rows.lines), columns=rows.columns))
            for chunk in _chunks(part) if isinstance(part, list) else ():
                text = join_hyphens("\n".join(chunk), words)
                if chunk[0][0] in RAISED:
                    notes.setdefault(number, []).append(text.replace("\n", " "))
                else:
                    some += pieces([line for line in text.split("\n") if line.strip()])
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


def _chunks(lines: Sequence[PageLine]) -> list[list[str]]:
    """Return lines in groups that a wider gap, or a new column, sets apart."""
    chunks: list[list[str]] = []
    before: PageLine | None = None
    pitch = _pitch(lines)
    for line in lines:
        is_apart = before is None or not 0 <= _base(before) - _base(line) < max(_reach(before, line), pitch)
        if is_apart or line.text[0] in RAISED:
            chunks.append([])
        chunks[-1].append(line.text)
        before = line
    return chunks


def _reach(before: PageLine, line: PageLine) -> float:
    """Return the points below a line from which on another one begins a new paragraph."""
    heights = [max(one.top - one.bottom, 1.0) for one in (before, line)]
    # Without a letter that goes below the line, a box is a fifth lower than those of its size.
    whole = [
        height if _BELOW.search(one.text) else 1.25 * height
        for height, one in zip(heights, (before, line), strict=True)
    ]
    is_one_size = max(whole) < 1.15 * min(whole)
    return _GAP * max(whole if is_one_size else heights)


def _base(line: PageLine) -> float:
    """Return where the letters of a line stand that do not go below it."""
    return line.bottom + 0.2 * (line.top - line.bottom) * bool(_BELOW.search(line.text))


def _pitch(lines: Sequence[PageLine]) -> float:
    """Return the points from one line to the next below which most lines follow each other, 0 where few do.

    How high a line's letters are says little of that where text is set widely, or has none below the line.
    """
    gaps = [round(_base(before) - _base(line)) for before, line in pairwise(lines)]
    gaps = [gap for gap in gaps if gap > 0]
    if len(gaps) < _FEW_GAPS:
        return 0.0
    common, count = Counter(gaps).most_common(1)[0]
    near = sum(abs(gap - common) <= 1 for gap in gaps)
    is_far = common > _WIDEST * median(line.top - line.bottom for line in lines)
    return 0.0 if is_far or 2 * near < len(gaps) or not count else 1.2 * common


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
