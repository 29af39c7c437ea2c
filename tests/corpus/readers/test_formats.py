from __future__ import annotations

import contextlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from corpus.described import LONGEST
from corpus.errors import RefusedError
from corpus.readers import Reading, Source, read, register, registry
from corpus.segment import passages
from corpus.text import Block
from tests.corpus.readers import files
from tests.corpus.readers.files import FEES, HEADING, PROSE, ROWS, TITLE


def blocks(found: Reading) -> list[tuple[str, str]]:
    text = found.canonical.text
    return [(one.kind, text[one.span.start : one.span.end]) for one in found.canonical.sections]


TABLE = "Town | Since | Note\nBrandvik | | asleep\nPort Ansley | 1971 |"


@pytest.mark.parametrize(("ending", "make"), [("docx", files.docx), ("odt", files.odt)])
def test_an_office_document_keeps_headings_lists_and_tables(ending: str, make: Callable[[], bytes]) -> None:
    found = read(f"vellmar.{ending}", make())
    assert found.title == TITLE
    assert blocks(found) == [
        ("heading", TITLE), ("paragraph", PROSE), ("heading", HEADING), ("paragraph", FEES),
        ("list", "- Tea is served\n- Guests are welcome"), ("table", TABLE),
    ]  # fmt: skip
    assert passages(found.canonical)[-1].lead == "Town | Since | Note"


def test_a_word_document_names_its_author() -> None:
    assert read("vellmar.docx", files.docx()).author == "Maja Orrin"


def test_a_document_s_date_is_what_its_text_is_headed_with_and_not_when_its_file_was_made() -> None:
    from docx import Document

    document = Document()
    document.core_properties.created = datetime(2021, 3, 7, tzinfo=UTC)
    document.add_heading("Minutes of the harbour board", 0)
    document.add_paragraph(PROSE)
    assert read("a.docx", files.saved(document)).published is None
    document.paragraphs[0].add_run(", 2 October 2019")
    assert read("a.docx", files.saved(document)).published == "2019-10-02"
    for name, data in (
        ("a.pdf", files.pdf([["Minutes of the harbour board", "", PROSE]])),
        ("a.odt", files.odt()),
        ("a.xlsx", files.xlsx()),
    ):
        assert read(name, data).published is None
    dated = files.pdf([["Minutes of the harbour board, 2 October 2019", "", PROSE]])
    assert read("a.pdf", dated).published == "2019-10-02"


def test_a_workbook_is_a_table_for_each_sheet() -> None:
    found = read("partners.xlsx", files.xlsx())
    assert blocks(found) == [
        ("heading", "Partners"), ("table", TABLE),
        ("heading", "Fees"), ("table", "Kind | Pounds\nFamily | 12"),
    ]  # fmt: skip


def test_a_csv_file_is_a_table_and_one_of_records_is_for_the_import() -> None:
    data = "\n".join(";".join(row) for row in ROWS).encode()
    assert blocks(read("partners.csv", data)) == [("table", TABLE)]
    with pytest.raises(RefusedError, match=r"corpus import-partnerships partners\.csv"):
        read("partners.csv", b"id,city_a,country_a,city_b,country_b\n1,Linz,Austria,Tampere,Finland\n")


def test_rich_text_is_read_with_its_accents() -> None:
    found = read("vellmar.rtf", files.rtf())
    assert (found.title, blocks(found)[0]) == (TITLE, ("heading", TITLE))
    assert "Salão de São Mateus is our hall." in found.canonical.text


def test_a_page_is_read_without_menus_banners_and_scripts() -> None:
    found = read("vellmar.html", files.html())
    assert (found.title, found.author, found.language) == (TITLE, "Maja Orrin", "en")
    assert found.published == "2024-05-03"
    text = found.canonical.text
    assert PROSE in text
    assert FEES in text
    assert ("table", TABLE) in blocks(found)
    assert ("heading", HEADING) in blocks(found)
    for litter in ("Menu entry", "secret", "cookies", "Copyright"):
        assert litter not in text


def test_a_pdf_is_read_without_running_heads_and_knows_its_pages() -> None:
    pages = [
        [TITLE, "", "The friends of Vellmar meet in the old library on the first Mon-",
         "day of each month at seven."],
        [HEADING, "", f"Members of page {2} pay twelve pounds a year.", "It is due in May."],
        ["Officers", "", "They are chosen by all the members of the association at the annual meeting in the",
         "month of May, where each has one vote."],
    ]  # fmt: skip
    found = read("vellmar.pdf", files.pdf(pages, head="Newsletter of the friends, May 2024"))
    assert found.title == TITLE
    text = found.canonical.text
    assert "Newsletter" not in text
    assert "Page 1" not in text
    assert PROSE in text
    assert [cut.page for cut in passages(found.canonical)] == [1, 2, 3]
    assert [kind for kind, _ in blocks(found)] == ["heading", "paragraph"] * 3


def test_a_pdf_of_two_columns_is_read_column_by_column() -> None:
    left = [f"left line number {number} goes on and" for number in range(12)]
    right = [f"right line number {number} goes on and" for number in range(12)]
    text = read("two.pdf", files.pdf([[*left, *right]], columns=2)).canonical.text
    words = [text.index(line) for line in [*left, *right]]
    assert words == sorted(words)


@pytest.mark.parametrize(
    ("told", "title"), [("Rules of the friends", "Rules of the friends"), ("Microsoft Word - x.doc", TITLE)]
)
def test_a_pdf_s_title_is_no_file_name(told: str, title: str) -> None:
    assert read("a.pdf", files.pdf([[TITLE, "", PROSE[:60], PROSE[60:]]], title=told)).title == title


def test_json_of_titles_and_texts_is_read() -> None:
    rows = [{"title": TITLE, "text": PROSE}, {"title": HEADING, "text": FEES}]
    expected = [("heading", TITLE), ("paragraph", PROSE), ("heading", HEADING), ("paragraph", FEES)]
    assert blocks(read("a.json", json.dumps(rows).encode())) == expected
    assert blocks(read("a.jsonl", "\n".join(map(json.dumps, rows)).encode())) == expected
    one = read("a.json", json.dumps({"title": TITLE, "text": PROSE, "author": "Ana Ruiz"}).encode())
    assert (one.title, one.author) == (TITLE, "Ana Ruiz")


def test_a_message_is_read_with_its_sender_and_date() -> None:
    found = read("a.eml", files.eml())
    assert (found.title, found.author, found.published) == (TITLE, "Maja Orrin", "2024-05-03")
    assert blocks(found) == [("paragraph", PROSE), ("heading", HEADING), ("paragraph", FEES)]
    assert "minutes.pdf" in found.warnings[0]


def test_the_events_of_a_calendar_are_read() -> None:
    found = read("a.ics", files.ics())
    assert found.title == TITLE
    assert found.canonical.text.split("\n") == [
        "Visit from Brandvik", "2024-05-03 18:00+00:00 – 2024-05-05 12:00+00:00", "Town hall",
        "Guests stay with families.",
    ]  # fmt: skip


def encrypted_pdf() -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(100, 700, PROSE)
    canvas.save()
    return stream.getvalue()


def scan() -> bytes:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawImage(ImageReader(Image.new("RGB", (200, 200), "white")), 100, 400)
    canvas.save()
    return stream.getvalue()


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (101 << 20))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("scan.pdf", scan, "scan"),
        ("locked.pdf", encrypted_pdf, "encrypted"),
        ("broken.pdf", lambda: b"%PDF-1.7\nnothing more", "damaged"),
        ("empty.docx", lambda: b"", "empty"),
        ("locked.docx", lambda: b"\xd0\xcf\x11\xe0" + b"x" * 100, "encrypted"),
        ("wrong.docx", files.xlsx, "another archive than a Word document"),
        ("wrong.pdf", files.docx, "ends in .pdf, but it is a ZIP archive"),
        ("text.pdf", lambda: b"The hall is full.", "ends in .pdf, but it is not a PDF."),
        ("wrong.xlsx", lambda: b"a,b\n1,2\n", "but it is not an Excel workbook"),
        ("bomb.docx", bomb, "unpacks to more"),
        ("cut.docx", lambda: files.docx()[:2_000], "damaged"),
        ("none.json", lambda: b'{"a": 1}', "text"),
        ("none.eml", lambda: b"\n\nno head", "no e-mail"),
        ("none.ics", lambda: b"no calendar", "damaged"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(name: str, make: Callable[[], bytes], said: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read(name, make())
    line = str(refused.value)
    assert said in line
    assert line.startswith(f"{name} was not added: ")
    assert "\n" not in line


@pytest.mark.parametrize(
    "make", [files.docx, files.odt, files.xlsx, files.html, files.rtf, files.eml, files.ics]
)
def test_damage_anywhere_is_refused_or_read_but_never_a_crash(make: Callable[[], bytes]) -> None:
    data = make()
    name = f"a.{make.__name__}"
    for at in range(0, len(data), max(1, len(data) // 40)):
        for damaged in (data[:at], data[:at] + b"\xff<&\0" + data[at + 4 :]):
            try:
                read(name, damaged)
            except RefusedError as error:
                assert name in str(error)


def test_a_reader_from_outside_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_cards(name: str, data: bytes) -> Source:
        assert name == "people.vcf"
        lines = [line.removeprefix("FN:") for line in data.decode().split("\n") if line.startswith("FN:")]
        return Source(
            (Block("heading", "People", 1), Block("list", "\n".join(lines), page=4)), title="People"
        )

    monkeypatch.setattr(registry, "_READERS", dict(registry._READERS))
    register(".vcf", read_cards)
    found = read("people.vcf", b"BEGIN:VCARD\nFN:Maja Orrin\nFN:Ana Ruiz\n")
    assert (found.title, found.canonical.text) == ("People", "People\n\nMaja Orrin\nAna Ruiz")
    with pytest.raises(ValueError, match="ending"):
        register("vcf", read_cards)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_what_a_text_says_at_its_head_is_taken_from_there(name: str) -> None:
    fields = "title: The visit\ndate: 2024-08-05\nauthor: Ana Ruiz\nsource: https://example.org/visit"
    for text in (f"---\n{fields}\n---\n{PROSE}\n", f"{fields}\n\n{PROSE}\n"):
        if name == "a.md" and not text.startswith("---"):
            continue
        found = read(name, text.encode())
        assert (found.title, found.author, found.url) == (
            "The visit",
            "Ana Ruiz",
            "https://example.org/visit",
        )
        assert (found.published, found.canonical.text) == ("2024-08-05", PROSE)


@pytest.mark.parametrize(
    "keys", [("as of", "valid until"), ("As_Of", "Valid-Until"), ("Stand", "Gültig bis")]
)
def test_of_when_and_until_when_it_holds_is_taken_from_the_head(keys: tuple[str, str]) -> None:
    told = f"{keys[0]}: 2023-05\n{keys[1]}: 2999-12-31"
    for name, text in (("a.md", f"---\n{told}\n---\n{PROSE}\n"), ("a.txt", f"{told}\n\n{PROSE}\n")):
        found = read(name, text.encode())
        assert (found.as_of, found.valid_until, found.canonical.text) == ("2023-05", "2999-12-31", PROSE)
    row = {"text": PROSE, "as_of": "2023-05", "valid_until": "2999-12-31", "date": "2023-05-02T10:00:00Z"}
    of_json = read("a.json", json.dumps(row).encode())
    assert (of_json.as_of, of_json.valid_until, of_json.published) == ("2023-05", "2999-12-31", "2023-05-02")


@pytest.mark.parametrize(
    ("told", "left_out"),
    [
        ("as of: 2999-01-01", "as of"), ("valid until: 31 May 2024", "valid until"),
        ("date: 2024-13", "date"), ("valid until: 2024-02-30", "valid until"),
        ("as of: 2024-05\nvalid until: 2023", "of when"),
    ],
)  # fmt: skip
def test_a_date_of_a_file_that_cannot_be_is_left_out_and_told(told: str, left_out: str) -> None:
    found = read("a.md", f"---\ntitle: The visit\n{told}\n---\n{PROSE}\n".encode())
    assert (found.published, found.as_of, found.valid_until) == (None, None, None)
    assert any(left_out in warning and "left out" in warning for warning in found.warnings)


def test_a_header_that_the_library_fails_over_is_left_out_and_the_message_read() -> None:
    found = read(
        "a.eml",
        b'From: Maja |Content-Type: text/plain; charset="utf-8"\nSubject: The visit\n\nThe hall was full.\n',
    )
    assert (found.title, found.canonical.text) == ("The visit", "The hall was full.")


def test_a_date_beyond_all_calendars_is_left_out_and_the_message_read() -> None:
    for told in (
        "Fri, 03 May 2024 10:00:00 +99999999999999999999",
        "Fri, 99 May 99999 10:00:00 +0000",
        "soon",
    ):
        found = read("a.eml", f"Subject: The visit\nDate: {told}\n\nThe hall was full.\n".encode())
        assert (found.published, found.canonical.text) == (None, "The hall was full.")


@pytest.mark.parametrize("make", [files.docx, files.odt, files.xlsx])
def test_properties_of_a_document_that_are_damaged_are_refused_in_words(make: Callable[[], bytes]) -> None:
    name = f"a.{make.__name__}"
    for damage in (b"", b"<x/>", b"<cp:coreProperties"):
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(make())) as archive, zipfile.ZipFile(stream, "w") as damaged:
            for part in archive.namelist():
                is_told = part in ("docProps/core.xml", "meta.xml")
                content = damage if is_told else archive.read(part)
                if part == "[Content_Types].xml" and not damage:
                    content = content.replace(b"core-properties+xml", b"nothing+xml")
                damaged.writestr(part, content)
        with contextlib.suppress(RefusedError):
            assert PROSE in read(name, stream.getvalue()).canonical.text or make is files.xlsx


LONG = "The visit of the choir " * 5_000


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", f"---\ntitle: {LONG}\nauthor: {LONG}\n---\n{PROSE}\n"),
        ("a.md", f"# {LONG}\n\n{PROSE}\n"),
        ("a.txt", f"Title: {LONG[:400]}\n\n{PROSE}\n"),
        (
            "a.html",
            f"<html><head><title>{LONG}</title></head><body><article><p>{PROSE * 4}</p></article></body>",
        ),
        ("a.json", json.dumps({"title": LONG, "author": LONG, "text": PROSE})),
        ("a.eml", f"Subject: {LONG}\nFrom: {LONG} <a@example.org>\n\n{PROSE}\n"),
        ("a.ics", files.ics().replace(b"X-WR-CALNAME:", f"X-WR-CALNAME:{LONG}".encode())),
        ("a.pdf", files.pdf([[PROSE[:60], PROSE[60:]]], title=LONG)),
    ],
)
def test_what_a_file_says_of_itself_is_never_longer_than_it_may_be(name: str, data: str | bytes) -> None:
    found = read(name, data.encode() if isinstance(data, str) else data)
    for said in ("title", "author", "url"):
        assert len(getattr(found, said) or "") <= LONGEST[said], said
    assert any("was left out" in warning for warning in found.warnings)
