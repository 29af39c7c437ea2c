"""What stands on a PDF's pages is read in its order, tables by rows, and no number is lost for a page's."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from corpus.readers import Reading, pages, read
from corpus.readers.pages import Page, PageLine
from tests.corpus.readers.files import PROSE, TITLE


def drawn(*drawings: Callable[[Any], None], title: str | None = None) -> bytes:
    """Make a PDF, a page a drawing."""
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    if title:
        canvas.setTitle(title)
    for draw in drawings:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def column(
    lines: Sequence[str], left: float = 60, top: float = 760, size: float = 11
) -> Callable[[Any], None]:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", size)
        for at, line in enumerate(lines):
            canvas.drawString(left, top - 14 * at, line)

    return draw


def both(*drawings: Callable[[Any], None]) -> Callable[[Any], None]:
    def draw(canvas: Any) -> None:
        for one in drawings:
            one(canvas)

    return draw


def flowing(parts: Sequence[Any], columns: int) -> bytes:
    """Set paragraphs and tables in columns, as a program for newsletters does."""
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    stream = io.BytesIO()
    document = BaseDocTemplate(stream, pagesize=(595, 842))
    width = (495 - 12 * (columns - 1)) / columns
    frames = [Frame(50 + at * (width + 12), 50, width, 740) for at in range(columns)]
    document.addPageTemplates([PageTemplate(frames=frames)])
    document.build(list(parts))
    return stream.getvalue()


def lines(found: Reading) -> list[str]:
    return [line for line in found.canonical.text.split("\n") if line]


OFFICES = ["Chair", "Treasurer", "Secretary", "Driver"]
NAMES = ["Ola Bru", "Ada Berg", "Nils Aker", "Ole Lund"]
WORDS = PROSE.rstrip(".").lower().split()


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_paragraphs_in_columns_are_read_whole_and_in_order(columns: int) -> None:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph

    drawn_by = random.Random(3)
    said = [" ".join(drawn_by.choices(WORDS, k=60)).capitalize() + "." for _ in range(14)]
    style = getSampleStyleSheet()["BodyText"]
    text = read("a.pdf", flowing([Paragraph(one, style) for one in said], columns)).canonical.text
    places = [text.find(one) for one in said]
    assert min(places) >= 0
    assert places == sorted(places)


def test_a_table_is_read_by_rows_with_its_empty_cells_and_the_lines_of_a_cell_together() -> None:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, Table

    style = getSampleStyleSheet()["BodyText"]
    rows = [
        ("Town", "Since", "Note"), ("Brandvik", "1971", ""), ("Kotka", "", "asleep since the school closed"),
        ("Port Ansley", "1984", "new"), ("Linz", "2001", ""),
    ]  # fmt: skip
    cells = [[*row[:2], Paragraph(row[2], style)] for row in rows]
    table = Table(cells, colWidths=[100, 60, 110])
    found = read("a.pdf", flowing([Paragraph(PROSE, style), table, Paragraph(PROSE, style)], 1))
    expected = [" | ".join(row).strip() for row in rows]
    assert lines(found) == [PROSE, *(line.replace("|  |", "| |") for line in expected), PROSE]
    assert found.canonical.sections[1].lead == "Town | Since | Note"


def test_names_and_offices_side_by_side_stay_together() -> None:
    found = read("a.pdf", drawn(both(column(OFFICES), column(NAMES, left=360))))
    assert lines(found) == [f"{office} | {name}" for office, name in zip(OFFICES, NAMES, strict=True)]


def test_a_number_that_counts_no_pages_is_no_page_number() -> None:
    said = ["Members in Brandvik in the year", "1971", "and in Kotka", "42"]
    assert " ".join(lines(read("a.pdf", drawn(column(said))))) == " ".join(said)
    two = read("a.pdf", drawn(column([PROSE[:50], "1971"]), column([PROSE[:50], "1969"]))).canonical.text
    assert "1971" in two
    assert "1969" in two


@pytest.mark.parametrize("first", [1, 17])
@pytest.mark.parametrize("form", ["{}", "- {} -", "Page {}", "{} / 20"])
def test_what_counts_pages_is_left_out(first: int, form: str) -> None:
    numbered = [
        both(column([f"Part {word} of the bylaws is here."]), column([form.format(first + at)], 290, 30))
        for at, word in enumerate(("one", "two", "three"))
    ]
    assert lines(read("a.pdf", drawn(*numbered))) == [
        f"Part {word} of the bylaws is here." for word in ("one", "two", "three")
    ]  # fmt: skip


def test_what_heads_both_of_two_pages_is_no_title() -> None:
    head = column(["The Gazette of the harbour"], top=815, size=9)
    parts = [["The quay of Kotka", "The quay of Kotka is open."], ["Fees", "They are due in May."]]
    found = read("a.pdf", drawn(*(both(head, column(part)) for part in parts)))
    assert "Gazette" not in found.canonical.text
    assert found.title == "The quay of Kotka"


def test_a_word_is_joined_where_lines_have_no_letters_below_them() -> None:
    found = read(
        "a.pdf",
        drawn(column(["The men of the twin-", "ning met on the hill and de-", "cided on a new tour."])),
    )
    assert lines(found) == ["The men of the twinning met on the hill and decided on a new tour."]


@pytest.mark.parametrize(
    "told",
    [
        "Page 1 of 11", "Untitled", "scan0001", "Folie 1", "(anonymous)", "a/b/minutes.wpd", "Brochure_final",
        "PowerPoint Presentation", "https://example.org/p?1",
    ],
)  # fmt: skip
def test_what_a_program_writes_for_a_title_is_none(told: str) -> None:
    from docx import Document

    from tests.corpus.readers.files import saved

    said = [TITLE, "", PROSE]
    assert read("a.pdf", drawn(column(said, size=8), title=told)).title == TITLE
    document = Document()
    document.core_properties.title = told
    for line in said:
        document.add_paragraph(line)
    assert read("a.docx", saved(document)).title == TITLE


def test_what_was_typed_into_a_form_is_read_beside_its_name_and_notes_are_told() -> None:
    def form(canvas: Any) -> None:
        column(["Name of the town:", PROSE])(canvas)
        canvas.acroForm.textfield(name="town", value="Brandvik", x=200, y=752, width=200, height=16)
        canvas.textAnnotation("Is that right?", Rect=[60, 500, 100, 520])

    found = read("a.pdf", drawn(form))
    assert lines(found)[0] == "Name of the town: Brandvik"
    assert found.warnings == ("notes that stand beside its text were not read (1)",)


def test_many_words_on_a_page_take_about_linear_time() -> None:
    def strewn(count: int) -> bytes:
        def draw(canvas: Any) -> None:
            canvas.setFont("Helvetica", 3)
            for at in range(count):
                canvas.drawString(at * 37 % 560 + 10, 830 - (at // 15) * 12_300 / count, f"w{at}")

        return drawn(draw)

    def seconds(count: int) -> float:
        data = strewn(count)
        started = time.process_time()
        read("a.pdf", data)
        return max(time.process_time() - started, 0.02)

    assert any(seconds(8_000) / seconds(1_000) < 24 for _ in range(3))


def test_columns_of_another_script_are_no_table() -> None:
    def line(text: str, left: float, top: float) -> PageLine:
        return PageLine(text, left, left + 10 * len(text), top - 10, top)

    left = [
        "交流事業は昭和四十六年に始まり、今",
        "年で五十年を迎えた。両市の市民は互",
        "いに訪問を続けている。次回は五月で",
    ]
    right = [
        "ある。参加費は一万五千円で、申し込",
        "みは市役所の窓口で受け付けている。",
        "締め切りは三月末である。詳しくは電",
    ]
    columns = enumerate((left, right))
    rows = [
        line(text, 40 + 260 * at, 700 - 20 * row) for at, some in columns for row, text in enumerate(some)
    ]
    (part,) = pages.laid_out(Page(tuple(rows), 842))
    assert isinstance(part, list)
