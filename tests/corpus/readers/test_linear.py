from __future__ import annotations

import contextlib
import gc
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from corpus.errors import RefusedError
from corpus.readers import read
from corpus.segment import passages
from tests.corpus.readers.files import pdf, saved

Make = Callable[[int], str]
# Each makes a text of about so many characters that has made a reader, or a library below it, look at one
# place again and again.
INPUTS: dict[str, Make] = {
    "tag_attributes.md": lambda n: "<div>" + "<i x=" * (n // 5),
    "attributes.md": lambda n: "<p " + "k v=" * (n // 4),
    "comments.md": lambda n: "<p>" + "<!--" * (n // 4),
    "comments_in_a_line.md": lambda n: "so " + "<!--" * (n // 4),
    "character_data.md": lambda n: "so " + "<![CDATA[" * (n // 9),
    "link_of_blanks.txt": lambda n: "[k](" + " " * n,
    "links_of_blanks.txt": lambda n: ("[k](" + " " * 60) * (n // 64),
    "open_links.md": lambda n: "[k](" * (n // 4),
    "brackets.txt": lambda n: "[" * n,
    "brackets.md": lambda n: "[" * n,
    "emphasis.md": lambda n: "*k **v " * (n // 7),
    "nested.md": lambda n: "> " * (n // 2),
    "lines.txt": lambda n: "\n\n".join(f"Row{at}" for at in range(n // 9)),
    "lines_in_a_block.txt": lambda n: "\n".join(f"Row{at}" for at in range(n // 8)),
    "lines.md": lambda n: "\n\n".join(f"Row{at}" for at in range(n // 9)),
    "hyphens.txt": lambda n: (
        "a paragraph with more than eight words and no end so that it may go-\n\n" * (n // 70)
    ),
    "stops.txt": lambda n: ". " * (n // 2),
    "open_brackets.txt": lambda n: "k ( v. W " * (n // 9),
    "a_line.txt": lambda n: "word " * (n // 5),
    "a_word.txt": lambda n: "w" * n,
    "closing_quotes.txt": lambda n: '."' * (n // 2),
    "numbers.txt": lambda n: " ".join(f"{at}. K" for at in range(1, n // 7)),
    "numerals.txt": lambda n: "I. k " * (n // 5),
    "blank_lines.txt": lambda n: "k" + "\n \t" * (n // 3) + "v",
    "cells.txt": lambda n: "k\tv\n" * (n // 4),
    "fields.md": lambda n: "---\n" + "k: v\n" * (n // 5),
    "ideographs.txt": lambda n: "市民。" * (n // 3),
    "clauses.txt": lambda n: "WHEREAS the town; " * (n // 18),
    "open_fields.md": lambda n: "---\ndate: 2024\n" + " k\n" * (n // 3) + "---\nv",
    "rules.md": lambda n: "k|v\n-|-\n" * (n // 8),
    "widening.md": lambda n: "k|v\n-|-\n" + "k|v|w\n" * (n // 6),
    "open_tables.md": lambda n: "<table>" * (n // 7),
    "tables.md": lambda n: "<table><td>k</table>" * (n // 20),
    "no_tags.md": lambda n: "k <v w " * (n // 7),
    "left_out.html": lambda n: "<nav>" + "".join(f"<a>k{at}</a>" for at in range(n // 12)) + "</nav><p>k",
    "deep.html": lambda n: "<div>" * (n // 5) + "k",
    "paragraphs.html": lambda n: "<p>Row is a row.</p>" * (n // 20),
    "cells.csv": lambda n: "k,v\n" * (n // 4),
    "quotes.csv": lambda n: '"k' * (n // 2),
    "rows.jsonl": lambda n: '{"text":"k v"}\n' * (n // 15),
    "deep.json": lambda n: "[" * n,
    "braces.rtf": lambda n: "{\\rtf1 " + "{k" * (n // 2),
    "marks.txt": lambda n: "hall[1] sold.[2] tea¹ " * (n // 22),
    "notes.txt": lambda n: "Sold.[1]\n\n" + "[1] k\n" * (n // 6),
    "notes_in_a_line.txt": lambda n: "Sold.[1] " + "[1]" * (n // 3),
    "powers.txt": lambda n: "²" * n,
    "notes.md": lambda n: "Sold.[^k]\n\n" + "[^k]: v\n" * (n // 8),
    "raised.md": lambda n: "k<sup>1</sup> " * (n // 14),
    "notes.rtf": lambda n: "{\\rtf1 " + "k{\\footnote v} " * (n // 16) + "}",
    "open_notes.rtf": lambda n: "{\\rtf1 " + "{\\footnote " * (n // 11),
    "above.rtf": lambda n: "{\\rtf1 {" + "\\super" * (n // 6),
    "open_parts.eml": lambda n: (
        "Subject: k\nContent-Type: multipart/mixed; boundary=v\n\n" + "--v\n\nk\n" * (n // 8)
    ),
    "parts_in_parts.eml": lambda n: "Subject: k\nContent-Type: message/rfc822\n\n" * (n // 43),
    "entries.ics": lambda n: (
        "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\nSUMMARY:k\r\nEND:VEVENT\r\n" * (n // 38) + "END:VCALENDAR"
    ),
    "lines.eml": lambda n: "Subject: k\n\n" + "Row\n\n" * (n // 5),
}
_FACTOR = 8
_LINEAR = 24.0
"""How many times as long eight times as much may take: linear is 8, the square 64."""

_SHORT = 0.02  # seconds below which a measure says nothing


def _docx(kind: Callable[[Any, int], object]) -> Callable[[int], bytes]:
    def make(size: int) -> bytes:
        from docx import Document

        document = Document()
        kind(document, size)
        return saved(document)

    return make


def _runs(document: Any, size: int) -> None:
    paragraph = document.add_paragraph()
    for at in range(size // 40):
        paragraph.add_run(f"k{at} ").bold = at % 2 == 0


def _rows(document: Any, size: int) -> None:
    table = document.add_table(rows=size // 60, cols=2)
    for at, column in enumerate(table.columns):
        for cell in column.cells:
            cell.text = f"v{at}"


def _xlsx(size: int) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for at in range(size // 8):
        book.active.append([f"k{at}", at, "v"])
    return saved(book)


def _odt(size: int) -> bytes:
    from odf.opendocument import OpenDocumentText
    from odf.text import P, Span

    document = OpenDocumentText()
    for at in range(size // 20):
        paragraph = P()
        paragraph.addElement(Span(text=f"Row {at} of it"))
        document.text.addElement(paragraph)
    return saved(document)


FILES: dict[str, Callable[[int], bytes]] = {
    "paragraphs.docx": _docx(
        lambda document, n: [document.add_paragraph(f"Row {at}") for at in range(n // 20)]
    ),
    "headings.docx": _docx(lambda document, n: [document.add_heading(f"K{at}", 1) for at in range(n // 20)]),
    "runs.docx": _docx(_runs),
    "rows.docx": _docx(_rows),
    "rows.xlsx": _xlsx,
    "paragraphs.odt": _odt,
    "pages.pdf": lambda n: pdf(
        [[f"Row {at} of page {page}." for at in range(40)] for page in range(n // 1_000)]
    ),
}
"""Files of programs whose parts number about so many characters."""


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_eight_times_as_many_parts_takes_about_eight_times_as_long(name: str) -> None:
    small, large = (FILES[name](size) for size in (10_000, 80_000))
    _seconds(name, small)  # what is imported is imported
    assert any(_seconds(name, large) / _seconds(name, small) < _LINEAR for _ in range(3))


def seconds(name: str, text: str) -> float:
    return _seconds(name, text.encode())


def _seconds(name: str, data: bytes) -> float:
    gc.collect()
    gc.disable()  # how long it takes depends on all else that the process holds
    try:
        started = time.process_time()
        with contextlib.suppress(RefusedError):
            passages(read(name, data).canonical)
        return max(time.process_time() - started, _SHORT)
    finally:
        gc.enable()


@pytest.mark.parametrize("name", INPUTS)
def test_eight_times_as_much_takes_about_eight_times_as_long(name: str) -> None:
    make = INPUTS[name]
    seconds(name, make(1_000))  # what is imported is imported

    def factor() -> float:
        return seconds(name, make(80_000)) / seconds(name, make(80_000 // _FACTOR))

    assert any(factor() < _LINEAR for _ in range(3)), "a busy machine spoils one measure, not three"


@pytest.mark.soak
@pytest.mark.parametrize("name", INPUTS)
def test_no_doubling_up_to_a_megabyte_takes_much_more_than_twice_as_long(name: str) -> None:
    times = [seconds(name, INPUTS[name](size)) for size in (62_500, 125_000, 250_000, 500_000, 1_000_000)]
    assert all(after / before < 3.5 for before, after in pairwise(times))
