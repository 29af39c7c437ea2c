"""What a file holds is in its text, or it is said that it is not: wherever its format lets it stand."""

from __future__ import annotations

import io
import json
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from typing import Any

import pytest

from corpus.errors import RefusedError
from corpus.readers import Reading, read
from corpus.segment import passages
from tests.corpus.readers.files import FEES, HEADING, PROSE, TITLE, saved

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RUN = "<w:r><w:t>{}</w:t></w:r>"


def lines(found: Reading) -> list[str]:
    return [line for line in found.canonical.text.split("\n") if line]


def word(*parts: str) -> bytes:
    """Make a Word document with paragraphs and what else Word writes between them."""
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    document.add_paragraph(PROSE)
    body: Any = document.element.body
    for part in parts:
        body.insert(len(body) - 1, parse_xml(part))
    return saved(document)


_BOX = (
    '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    f'xmlns:v="urn:schemas-microsoft-com:vml" {_W}><w:r><mc:AlternateContent>'
    '<mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p>{}</w:p></w:txbxContent></wps:txbx>'
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent>"
    "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


@pytest.mark.parametrize(
    "part",
    [
        f"<w:sdt {_W}><w:sdtContent><w:p>{_RUN}</w:p></w:sdtContent></w:sdt>",
        f"<w:p {_W}><w:sdt><w:sdtContent>{_RUN}</w:sdtContent></w:sdt></w:p>",
        f'<w:p {_W}><w:ins w:id="1" w:author="x">{_RUN}</w:ins></w:p>',
        f'<w:p {_W}><w:fldSimple w:instr="REF x">{_RUN}</w:fldSimple></w:p>',
        f'<w:p {_W}><w:smartTag w:element="place">{_RUN}</w:smartTag></w:p>',
        f"<w:p {_W}><w:r><w:ruby><w:rt><w:r><w:t>kana</w:t></w:r></w:rt><w:rubyBase>{_RUN}</w:rubyBase>"
        "</w:ruby></w:r></w:p>",
        _BOX.replace("{}", _RUN),
        f"<w:tbl {_W}><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p>{_RUN}</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc>"
        "</w:tr></w:tbl>",
    ],
    ids=[
        "control",
        "control in a line",
        "put in",
        "field",
        "tag",
        "reading above",
        "box",
        "table in a table",
    ],
)
def test_a_word_document_is_read_wherever_its_text_stands(part: str) -> None:
    said = "The mooring of Brandvik is free."
    assert lines(read("a.docx", word(part.replace("{}", said)))) == [PROSE, said]


def test_what_was_deleted_and_what_is_hidden_in_a_word_document_is_not_read() -> None:
    deleted = f'<w:p {_W}><w:del w:id="1" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>'
    hidden = f"<w:p {_W}><w:r><w:rPr><w:vanish/></w:rPr><w:t>Obey.</w:t></w:r></w:p>"
    found = read("a.docx", word(deleted, hidden))
    assert (lines(found), found.warnings) == (
        [PROSE], ("5 characters that are formatted as hidden were left out",),
    )  # fmt: skip


def test_the_edges_of_a_word_document_s_pages_are_told() -> None:
    from docx import Document

    document = Document()
    document.add_paragraph(PROSE)
    document.sections[0].header.paragraphs[0].text = "The Gazette of Vellmar"
    (told,) = read("a.docx", saved(document)).warnings
    assert "The Gazette of Vellmar" in told


def test_a_merged_cell_keeps_the_columns_of_its_row_and_is_said_in_each_of_its_rows() -> None:
    from docx import Document

    document = Document()
    table = document.add_table(4, 3)
    for at, name in enumerate(("Town", "Year", "Note")):
        table.cell(0, at).text = name
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Brandvik"
    table.cell(1, 1).text, table.cell(2, 1).text = "1971", "1984"
    table.cell(3, 0).merge(table.cell(3, 1)).text = "Kotka"
    table.cell(3, 2).text = "asleep"
    assert lines(read("a.docx", saved(document))) == [
        "Town | Year | Note", "Brandvik | 1971 |", "Brandvik | 1984 |", "Kotka | | asleep",
    ]  # fmt: skip


def test_a_document_without_styles_has_the_headings_and_title_of_a_plain_text() -> None:
    from docx import Document

    document = Document()
    for line in (TITLE, PROSE, HEADING, FEES):
        document.add_paragraph(line)
    found = read("minutes_v3.docx", saved(document))
    assert found.title == TITLE
    assert [section.kind for section in found.canonical.sections] == ["heading", "paragraph"] * 2


def test_an_opendocument_keeps_the_words_of_lists_cells_and_boxes_apart() -> None:
    from odf import draw, table, text
    from odf.opendocument import OpenDocumentText

    document = OpenDocumentText()

    def within(outer: Any, *inner: Any) -> Any:
        for one in inner:
            outer.addElement(one)
        return outer

    inner = within(text.List(), within(text.ListItem(), text.P(text="Green tea")))
    document.text.addElement(within(text.List(), within(text.ListItem(), text.P(text="Tea"), inner)))
    cell = within(table.TableCell(), text.P(text="Port Ansley"), text.P(text="by the sea"))
    document.text.addElement(within(table.Table(), within(table.TableRow(), cell)))
    box = within(
        draw.Frame(width="5cm", height="5cm"), within(draw.TextBox(), text.P(text="Boxes are heavy."))
    )
    document.text.addElement(within(text.P(text="Bring ropes."), box))
    document.text.addElement(within(text.NumberedParagraph(listid="a"), text.P(text="Chairs")))
    stream = io.BytesIO()
    document.write(stream)
    assert lines(read("a.odt", stream.getvalue())) == [
        "- Tea", "- Green tea", "Port Ansley by the sea", "Bring ropes.", "Boxes are heavy.", "- Chairs",
    ]  # fmt: skip


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_what_is_taken_for_a_page_s_menu_is_told() -> None:
    menu = "<nav><a href='/'>Start here</a></nav><footer>Printed in Kotka</footer>"
    found = read("a.html", page(f"{menu}<main><h1>{TITLE}</h1><p>{PROSE}</p><p>{FEES}</p></main>"))
    (told,) = found.warnings
    assert "“Start here”" in told
    assert "“Printed in Kotka”" in told
    assert PROSE not in told


@pytest.mark.parametrize(
    "element",
    [
        "<address>{}</address>", "<figure><img src=a><figcaption>{}</figcaption></figure>",
        "<details><summary>More</summary><p>{}</p></details>", "<dl><dt>More</dt><dd>{}</dd></dl>",
    ],
)  # fmt: skip
def test_a_paragraph_of_a_page_is_read_by_whatever_name(element: str) -> None:
    said = "Harbour Road 5 in Kotka"
    found = read("a.html", page(f"<main><p>{PROSE}</p><p>{PROSE} So it is.</p>{element.format(said)}</main>"))
    assert said in found.canonical.text


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-8", "klingon"])
def test_a_page_in_utf_8_is_read_as_that_whatever_it_declares(declared: str) -> None:
    for name, wrapped in (
        ("a.html", "{}"),
        ("a.eml", "Subject: x\nContent-Type: text/html; charset=utf-8\n\n{}"),
    ):
        data = page("<p>Grüße aus Göteborg an alle Freunde.</p>", f"<meta charset={declared}>").decode()
        assert lines(read(name, wrapped.replace("{}", data).encode())) == [
            "Grüße aus Göteborg an alle Freunde."
        ]


def test_a_part_of_a_page_is_read() -> None:
    assert lines(read("a.html", f"<p>{PROSE}</p>".encode())) == [PROSE]


def test_every_text_of_a_message_is_read_and_what_is_none_is_told() -> None:
    message = MIMEMultipart()
    message["Subject"] = TITLE
    message.attach(MIMEText(PROSE))
    message.attach(MIMEText(FEES))
    forwarded = EmailMessage()
    forwarded["Subject"], forwarded["From"] = "The quay", "Maja Orrin <maja@example.org>"
    forwarded.set_content("The quay is open.")
    message.attach(MIMEMessage(forwarded))
    unnamed = EmailMessage()
    unnamed.set_content(b"x", maintype="image", subtype="png")
    message.attach(unnamed)
    found = read("a.eml", message.as_bytes())
    assert lines(found) == [PROSE, FEES, "The quay", "Maja Orrin", "The quay is open."]
    assert found.warnings == ("what is attached to it was not read: image/png",)


@pytest.mark.parametrize(("plain", "read_one"), [(PROSE, PROSE), ("See the page.", f"{PROSE} {FEES}")])
def test_of_two_forms_of_a_message_the_plain_one_is_read_unless_it_only_hints(
    plain: str, read_one: str
) -> None:
    message = MIMEMultipart("alternative")
    message["Subject"] = TITLE
    message.attach(MIMEText(plain))
    message.attach(MIMEText(f"<p>{PROSE} {FEES}</p>", "html"))
    assert lines(read("a.eml", message.as_bytes())) == [read_one]


def calendar(*entries: str) -> bytes:
    body = "".join(entries).replace("\n", "\r\n")
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}END:VCALENDAR\r\n".encode()


def test_each_kind_of_entry_of_each_calendar_of_a_file_is_read() -> None:
    todo = "BEGIN:VTODO\nUID:1\nSUMMARY:Paint the boat\nDUE:20240601T100000Z\nEND:VTODO\n"
    journal = "BEGIN:VJOURNAL\nUID:2\nDTSTART;VALUE=DATE:20240501\nSUMMARY:The boat leaks\nEND:VJOURNAL\n"
    assert lines(read("a.ics", calendar(todo) + calendar(journal))) == [
        "The boat leaks", "2024-05-01", "Paint the boat", "2024-06-01 10:00+00:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("DTSTART;VALUE=DATE:20240501\nDTEND;VALUE=DATE:20240502", "2024-05-01"),
        ("DTSTART;VALUE=DATE:20240501\nDTEND;VALUE=DATE:20240504", "2024-05-01 – 2024-05-03"),
        ("DTSTART:20240501T100000Z\nDURATION:PT2H", "2024-05-01 10:00+00:00 – 2024-05-01 12:00+00:00"),
        ("ORGANIZER;CN=Maja Orrin:mailto:m@example.org", "Maja Orrin"),
        ("CONTACT:The harbour office", "The harbour office"),
        ("URL:https://example.org/fair", "https://example.org/fair"),
    ],
)
def test_what_an_event_says_is_read(told: str, said: str) -> None:
    entry = f"BEGIN:VEVENT\nUID:1\nSUMMARY:May fair\n{told}\nEND:VEVENT\n"
    assert lines(read("a.ics", calendar(entry))) == ["May fair", said]


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("STATUS:CANCELLED", "cancelled"),
        ("DUE:20240601T100000Z", "due 2024-06-01 10:00+00:00"),
        ("RRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=9", "every month, on the first Monday, 9 times"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20241201", "every 2 weeks, until 2024-12-01"),
        ("RRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20240603", "every year; not on 2024-06-03"),
        ("ORGANIZER;CN=Maja Orrin:mailto:m@example.org", "organised by Maja Orrin"),
    ],
)
def test_what_a_calendar_marks_is_said_beside_its_own_entry_and_in_no_quote(marked: str, said: str) -> None:
    entries = (
        f"BEGIN:VEVENT\nUID:{name}\nSUMMARY:{name}\n{more}\nEND:VEVENT\n"
        for name, more in (("Fair of May", marked), ("Tea", ""))
    )
    canonical = read("a.ics", calendar(*entries)).canonical
    found = {canonical.text[cut.span.start :].partition("\n")[0]: cut.lead for cut in passages(canonical)}
    assert found == {"Fair of May": said, "Tea": None}
    assert said not in canonical.text


def test_what_json_says_beside_its_texts_is_told() -> None:
    rows = [{"title": TITLE, "text": PROSE, "author": "Maja", "note": "x"}, {"text": FEES, "summary": "y"}]
    assert read("a.json", json.dumps(rows).encode()).warnings == (
        "what it says of author, note, summary was not used",
    )
    one = read("a.json", json.dumps({"title": 5, "text": PROSE, "author": "Maja", "url": None}).encode())
    assert (one.author, one.warnings) == ("Maja", ("what it says of title was not used",))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('{"text": "a"}\n{"text": ', "line 2 is no JSON"),
        ('{"text": "a"}\n[1]', "number 2 of 2 is none"),
        ('{"text": ["a"]}', "it is none"),
        ("[]", "holds no objects"),
    ],
)
def test_which_line_or_object_of_json_cannot_be_read_is_named(data: str, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        read("a.jsonl", data.encode())


def test_a_line_of_json_may_hold_any_sign_of_a_line_s_end() -> None:
    rows = [{"text": "The hall\u2028is open."}, {"text": FEES}]
    data = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    assert lines(read("a.jsonl", data.encode()))[-1] == FEES


def workbook(*rows: list[object]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def test_a_workbook_is_read_however_wide_it_is() -> None:
    found = read("a.xlsx", workbook([f"name {n}" for n in range(300)], [f"cell {n}" for n in range(300)]))
    assert "cell 299" in found.canonical.text


def test_formulas_without_a_result_are_told() -> None:
    found = read("a.xlsx", workbook(["Town", "Members"], ["Kotka", "=1+41"]))
    assert "formulas" in found.warnings[0]
    assert "(1 cells)" in found.warnings[0]


def test_what_stands_above_a_table_heads_it_and_its_columns_keep_their_names() -> None:
    for name, data in (
        ("a.csv", b"Partners of Vellmar,,\nTown,Since,Note\nBrandvik,1971,\n"),
        ("a.xlsx", workbook(["Partners of Vellmar"], ["Town", "Since", "Note"], ["Brandvik", 1971])),
    ):
        found = read(name, data)
        assert found.title == "Partners of Vellmar"
        assert passages(found.canonical)[-1].lead == "Town | Since | Note"
        assert lines(found)[-1] == "Brandvik | 1971 |"


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("Name,Said\nMaja,it's late\nOla,'tis\n", ["Name | Said", "Maja | it's late", "Ola | 'tis"]),
        ('Town;Sum\nKotka;1,5\n"A;B";2,5\n', ["Town | Sum", "Kotka | 1,5", "A;B | 2,5"]),
        ('Town,Note\nKotka,"said ""no"", twice"\n', ["Town | Note", 'Kotka | said "no", twice']),
        ("Town\nKotka\nPort Ansley\n", ["Town", "Kotka", "Port Ansley"]),
        (f"a,b\n{'x' * 140_000},c\n", ["a | b", f"{'x' * 140_000} | c"]),
    ],
)
def test_a_csv_file_s_cells_are_what_a_spreadsheet_shows(data: str, rows: list[str]) -> None:
    assert lines(read("a.csv", data.encode())) == rows


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_text_between_rules_is_no_head(name: str) -> None:
    for text in ("The hall is closed.", "Note: the hall is closed.", "The hall:\nclosed\ndate: 2024"):
        assert lines(read(name, f"---\n{text}\n\n---\n\n{PROSE}\n".encode()))[-1] == PROSE
        assert "closed" in read(name, f"---\n{text}\n---\n\n{PROSE}\n".encode()).canonical.text


def test_what_a_head_says_that_no_field_takes_is_told() -> None:
    head = "title: The visit\ntags: [quay]\nsource: the archive\nsummary: |\n  A long\n  summary"
    found = read("a.md", f"---\n{head}\n---\n{PROSE}\n".encode())
    assert (found.title, lines(found)) == ("The visit", [PROSE])
    assert "tags, source, summary" in found.warnings[0]


@pytest.mark.parametrize(
    "line",
    [
        "Date: Saturday 5 August",
        "Date: 2024-08-05, in the old hall",
        "Source: the archive",
        "Stand: 31. Mai 2023",
    ],
)
def test_a_line_at_a_text_s_head_that_says_more_than_its_field_takes_stays(line: str) -> None:
    found = read("a.txt", f"Title: The visit\n{line}\n\n{PROSE}\n".encode())
    assert (found.title, lines(found)) == ("The visit", [line, PROSE])
    untitled = read("a.txt", f"{line}\n\n{PROSE}\n".encode())
    assert (untitled.title, lines(untitled)) == (None, [line, PROSE])


def test_a_table_of_markdown_keeps_the_cells_that_no_column_is_named_for() -> None:
    text = "| a | b |\n|---|---|\n| 1 | 2 | 3 | 4 |\n| 5 |\n"
    assert lines(read("a.md", text.encode())) == ["a | b | |", "1 | 2 | 3 | 4", "5 | | |"]
    code = f"```\n{text}```\n"
    assert lines(read("a.md", code.encode())) == text.strip().split("\n")


def test_a_table_of_html_in_markdown_keeps_its_cells_apart() -> None:
    rows = (
        "<tr><th>Town</th><th>Since</th><th>Note</th></tr>\n<tr><td>Kotka</td><td></td><td>asleep</td></tr>"
    )
    found = read("a.md", f"{PROSE}\n\n<table>\n<caption>Towns</caption>\n{rows}\n</table>\n".encode())
    assert lines(found) == [PROSE, "Towns", "Town | Since | Note", "Kotka | | asleep"]
    assert passages(found.canonical)[-1].lead == "Town | Since | Note"


def test_words_in_angle_brackets_are_no_markup() -> None:
    found = read("a.md", b"Write to <your name> and **all** <b>friends</b> of x<y>z today.")
    assert lines(found) == ["Write to <your name> and all friends of x<y>z today."]
