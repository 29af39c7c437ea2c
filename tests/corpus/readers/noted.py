"""One text with two footnotes, a power and a reference that is none, in files made by real tools."""

from __future__ import annotations

import io
from typing import Any

from tests.corpus.readers.files import saved

TITLE = "Friends of Vellmar"
BEFORE_1, AFTER_1 = "The friends were founded in 1959", " by the choir of the harbour school."
BEFORE_2, AFTER_2 = "They meet in the hall of the old library,", " which measures 120 m"
END = " in all."
SENTENCES = (BEFORE_1 + AFTER_1, f"{BEFORE_2}{AFTER_2}²{END}")
NOTES = ("Minutes of the first meeting, kept by Zornwhistle.", "Built by the masons of Quibblefax.")

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<w:footnotes xmlns:w="{_W}">{{notes}}</w:footnotes>'
)
_REFERENCE = f'<w:footnoteReference xmlns:w="{_W}" w:id="{{}}"/>'
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def markdown() -> bytes:
    notes = "\n".join(f"[^{name}]: {note}" for name, note in zip(("1", "masons"), NOTES, strict=True))
    return (
        f"# {TITLE}\n\n{BEFORE_1}[^1]{AFTER_1} {BEFORE_2}[^masons]{AFTER_2}<sup>2</sup>{END}\n\n{notes}\n"
    ).encode()


def text() -> bytes:
    notes = "\n".join(f"[{number}] {note}" for number, note in enumerate(NOTES, 1))
    return f"{TITLE}\n\n{BEFORE_1}[1]{AFTER_1} {BEFORE_2}[2]{AFTER_2}²{END}\n\nNotes\n\n{notes}\n".encode()


def raised_text() -> bytes:
    notes = "\n".join(f"{mark} {note}" for mark, note in zip("¹²", NOTES, strict=True))
    return f"{TITLE}\n\n{BEFORE_1}¹{AFTER_1} {BEFORE_2}²{AFTER_2}²{END}\n\n{notes}\n".encode()


def html() -> bytes:
    items = "".join(f'<li id="fn{n}">{note} <a href="#ref{n}">↩</a></li>' for n, note in enumerate(NOTES, 1))
    return (
        f'<!doctype html><html lang="en"><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>'
        f'<p>{BEFORE_1}<sup><a href="#fn1" id="ref1">1</a></sup>{AFTER_1} {BEFORE_2}'
        f'<a href="#fn2" id="ref2">2</a>{AFTER_2}<sup>2</sup>{END}</p>'
        f'<section class="footnotes"><ol>{items}</ol></section></article></body></html>'
    ).encode()


def docx() -> bytes:
    from docx import Document
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    document = Document()
    document.add_heading(TITLE, 0)
    paragraph = document.add_paragraph(BEFORE_1)
    _refer(paragraph, parse_xml(_REFERENCE.format(2)))
    paragraph.add_run(f"{AFTER_1} {BEFORE_2}")
    _refer(paragraph, parse_xml(_REFERENCE.format(3)))
    paragraph.add_run(AFTER_2)
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(END)
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> {note}</w:t></w:r></w:p>'
        "</w:footnote>"
        for n, note in enumerate(NOTES, 2)
    )
    blob = _NOTES_XML.format(notes=notes).encode()
    part = Part(PackURI("/word/footnotes.xml"), _CONTENT, blob, document.part.package)
    document.part.relate_to(part, _FOOTNOTES)
    return saved(document)


def _refer(paragraph: Any, reference: Any) -> None:
    run = paragraph.add_run()
    run.font.superscript = True
    run._r.append(reference)


def odt() -> bytes:
    from odf import style, text
    from odf.opendocument import OpenDocumentText

    document = OpenDocumentText()
    above = style.Style(name="above", family="text")
    above.addElement(style.TextProperties(textposition="super 58%"))
    document.automaticstyles.addElement(above)
    document.text.addElement(text.H(outlinelevel=1, text=TITLE))
    paragraph = text.P(text=BEFORE_1)
    _note(paragraph, 1)
    paragraph.addText(f"{AFTER_1} {BEFORE_2}")
    _note(paragraph, 2)
    paragraph.addText(AFTER_2)
    paragraph.addElement(text.Span(stylename=above, text="2"))
    paragraph.addText(END)
    document.text.addElement(paragraph)
    stream = io.BytesIO()
    document.write(stream)
    return stream.getvalue()


def _note(paragraph: Any, number: int) -> None:
    from odf import text

    note = text.Note(noteclass="footnote")
    note.addElement(text.NoteCitation(text=str(number)))
    body = text.NoteBody()
    body.addElement(text.P(text=NOTES[number - 1]))
    note.addElement(body)
    paragraph.addElement(note)


def rtf() -> bytes:
    def note(number: int) -> str:
        mark = r"{\super\chftn}"
        return rf"{mark}{{\footnote \pard\plain{mark} {NOTES[number - 1]}}}"

    body = f"{BEFORE_1}{note(1)}{AFTER_1} {BEFORE_2}{note(2)}{AFTER_2}{{\\super 2}}{END}"
    return rf"{{\rtf1\ansi\deff0{{\fonttbl{{\f0 Arial;}}}}\f0 {TITLE}\par\par {body}\par}}".encode("ascii")


def pdf() -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer

    stream = io.BytesIO()
    styles = getSampleStyleSheet()
    document = SimpleDocTemplate(stream, title=TITLE)
    foot = [Paragraph(f"<super>{n}</super> {note}", styles["BodyText"]) for n, note in enumerate(NOTES, 1)]
    first = f"{BEFORE_1}<super>1</super>{AFTER_1} {BEFORE_2}<super>2</super>"
    document.build([
        Paragraph(TITLE, styles["Title"]), Paragraph(first, styles["BodyText"]), Spacer(1, 300), *foot,
        PageBreak(), Paragraph(f"{AFTER_2.strip()}<super>2</super>{END}", styles["BodyText"]),
    ])  # fmt: skip
    return stream.getvalue()


FILES = {
    "noted.md": markdown, "noted.txt": text, "raised.txt": raised_text, "noted.html": html,
    "noted.docx": docx, "noted.odt": odt, "noted.rtf": rtf, "noted.pdf": pdf,
}  # fmt: skip
