"""Make real files of each format by real tools, all with the same text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from email.message import EmailMessage
from typing import Any

TITLE = "Friends of Vellmar"
PROSE = "The friends of Vellmar meet in the old library on the first Monday of each month at seven."
HEADING = "Membership"
FEES = "Members pay twelve pounds a year, which is due on the first of May."
ROWS = (("Town", "Since", "Note"), ("Brandvik", "", "asleep"), ("Port Ansley", "1971", ""))


def docx() -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.title = TITLE
    document.core_properties.author = "Maja Orrin"
    document.add_heading(TITLE, 0)
    document.add_paragraph(PROSE)
    document.add_heading(HEADING, 1)
    document.add_paragraph(FEES)
    document.add_paragraph("Tea is served", style="List Bullet")
    document.add_paragraph("Guests are welcome", style="List Bullet")
    table = document.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return saved(document)


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def xlsx() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Partners"
    for row in ROWS:
        book.active.append([cell or None for cell in row])
    book.create_sheet("Fees").append(["Kind", "Pounds"])
    book["Fees"].append(["Family", 12.0])
    return saved(book)


def odt() -> bytes:
    from odf import dc, table, text
    from odf.opendocument import OpenDocumentText

    document = OpenDocumentText()
    document.meta.addElement(dc.Title(text=TITLE))
    document.text.addElement(text.H(outlinelevel=1, text=TITLE))
    document.text.addElement(text.P(text=PROSE))
    document.text.addElement(text.H(outlinelevel=2, text=HEADING))
    document.text.addElement(text.P(text=FEES))
    listed = text.List()
    for item in ("Tea is served", "Guests are welcome"):
        entry = text.ListItem()
        entry.addElement(text.P(text=item))
        listed.addElement(entry)
    document.text.addElement(listed)
    grid = table.Table()
    for row in ROWS:
        line = table.TableRow()
        for cell in row:
            box = table.TableCell()
            box.addElement(text.P(text=cell))
            line.addElement(box)
        grid.addElement(line)
    document.text.addElement(grid)
    return saved_odf(document)


def saved_odf(document: Any) -> bytes:
    stream = io.BytesIO()
    document.write(stream)
    return stream.getvalue()


def rtf() -> bytes:
    body = r"\par\par ".join((TITLE, PROSE, HEADING, FEES, r"Sal\'e3o de S\u227?o Mateus is our hall."))
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{{\fonttbl{{\f0 Arial;}}}}\f0 {body}}}".encode("ascii")


def html() -> bytes:
    menu = "".join(f"<li><a href='/{n}'>Menu entry {n}</a></li>" for n in range(20))
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    return f"""<!doctype html><html lang="en"><head><title>{TITLE}</title><meta charset="utf-8">
<meta name="author" content="Maja Orrin"><meta property="article:published_time" content="2024-05-03">
<script>var secret = "do not read me";</script></head>
<body><nav><ul>{menu}</ul></nav><div class="cookie-banner">We use cookies. Accept all?</div>
<article><h1>{TITLE}</h1><p>{PROSE}</p><h2>{HEADING}</h2><p>{FEES}</p><p>{PROSE}</p>
<table>{rows}</table></article><footer>Copyright by everybody</footer></body></html>""".encode()


def pdf(
    pages: Sequence[Sequence[str]], *, head: str = "", title: str | None = None, columns: int = 1
) -> bytes:
    """Draw lines on pages, an empty one a gap; each page has `head` above and its number below."""
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    if title:
        canvas.setTitle(title)
    for number, lines in enumerate(pages, start=1):
        canvas.setFont("Helvetica", 9)
        if head:
            canvas.drawString(60, 810, head)
        canvas.drawString(280, 30, f"Page {number} of {len(pages)}")
        canvas.setFont("Helvetica", 11)
        each = -(-len(lines) // columns)
        for at, line in enumerate(lines):
            canvas.drawString(60 + 250 * (at // each), 760 - 14 * (at % each), line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def eml() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = TITLE, "Maja Orrin <maja@example.org>"
    message["Date"] = "Fri, 03 May 2024 10:00:00 +0200"
    message.set_content(f"{PROSE}\n\n{HEADING}\n\n{FEES}\n")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="minutes.pdf")
    return message.as_bytes()


def ics() -> bytes:
    from datetime import UTC, datetime

    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Vellmar//")
    calendar.add("version", "2.0")
    calendar.add("X-WR-CALNAME", TITLE)
    event = Event()
    event.add("summary", "Visit from Brandvik")
    event.add("dtstart", datetime(2024, 5, 3, 18, 0, tzinfo=UTC))
    event.add("dtend", datetime(2024, 5, 5, 12, 0, tzinfo=UTC))
    event.add("location", "Town hall")
    event.add("description", "Guests stay with families.")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
