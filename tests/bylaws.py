"""The bylaws of a club as a moderator has them: a PDF without a title of its own, then a Word document."""

from __future__ import annotations

from tests.corpus.readers.files import pdf, saved

TITLE = "Bylaws of the Friends of Linden Quay"
QUESTION = "What is the yearly fee of the Friends of Linden Quay?"
OLD, NEW = "fourteen pounds", "sixteen pounds"
_FEE = (
    "Members of the Friends of Linden Quay pay a yearly fee of",
    "{fee}, due on the first of March. Families pay the double.",
)
_OTHERS = (
    "The committee consists of a chair, a treasurer and a secretary,",
    "who are elected for two years.",
)


def old() -> bytes:
    """Return the PDF; what members pay stands on its second page."""
    fee = [line.format(fee=OLD) for line in _FEE]
    return pdf([[TITLE, "", *_OTHERS], ["", *fee]], title="Microsoft Word - Document1")


def new() -> bytes:
    """Return the Word document."""
    from docx import Document

    document = Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph(" ".join(_OTHERS))
    document.add_paragraph(" ".join(_FEE).format(fee=NEW))
    return saved(document)
