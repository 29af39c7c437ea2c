"""Numbers that an office file counts and does not write are read as its program shows them."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.readers.numbering import BULLET, Counter, Level, written
from corpus.readers.registry import read
from tests.corpus.readers import files


@pytest.mark.parametrize(
    ("number", "form", "said"),
    [
        (4, "decimal", "4"), (4, "decimalZero", "04"), (3, "lowerLetter", "c"), (28, "upperLetter", "BB"),
        (4, "lowerRoman", "iv"), (1949, "upperRoman", "MCMXLIX"), (7, "cardinalText", "7"), (7, "none", ""),
        (0, "lowerRoman", "0"),
    ],
)  # fmt: skip
def test_a_number_is_written_in_the_form_of_its_list(number: int, form: str, said: str) -> None:
    assert written(number, form) == said


def test_levels_count_below_each_other_and_begin_anew() -> None:
    levels = {0: Level(text="%1."), 1: Level("lowerLetter", "%2)"), 2: Level("decimal", "%1.%2.%3")}
    counter = Counter()
    places = (0, 1, 1, 2, 0, 1, 2)
    said = [counter.mark(levels, at) for at in places]
    assert said == ["1.", "a)", "b)", "1.b.1", "2.", "a)", "2.a.1"]
    assert Counter().mark({0: Level("bullet", "o")}, 0) == BULLET
    assert Counter().mark({0: Level(start=5)}, 0) == "5."


def _numbered(document: Any, levels: str, over: str = "") -> int:
    """Add a list's definition to a document, and return its number."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    tree = document.part.numbering_part.element
    at = 500 + len(tree)
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{at}">{levels}</w:abstractNum>')
    tree.insert(0, abstract)
    tree.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{at}"><w:abstractNumId w:val="{at}"/>{over}</w:num>')
    )
    return at


def _level(at: int, form: str, text: str) -> str:
    inside = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{inside}</w:lvl>'


def _add(document: Any, text: str, number: int, level: int = 0) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number
    properties.get_or_add_ilvl().val = level


def test_the_steps_of_a_word_document_keep_their_numbers_and_bullets_have_none() -> None:
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    document.add_heading("How a boat is moored", 1)
    for text in ("Throw the rope", "Tie it"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("The harbour master looks on, and says nothing at all for a while.")
    document.add_paragraph("Pay the fee", style="List Number")
    document.add_paragraph("Bring a rope", style="List Bullet")
    document.add_paragraph("These are the parts of the fee, which everybody pays on the day.")
    lettered = _numbered(document, _level(0, "lowerLetter", "%1)") + _level(1, "lowerRoman", "(%2)"))
    for text, level in (("Berth", 0), ("by day", 1), ("by night", 1), ("Water", 0), ("hot", 1)):
        _add(document, text, lettered, level)
    document.add_paragraph("It is the same for guests, who pay as much as everybody else does.")
    tree = document.part.numbering_part.element
    over = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    tree.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="9999"><w:abstractNumId w:val="{lettered}"/>{over}</w:num>')
    )
    _add(document, "Flag", 9999)
    _add(document, "Rope", 9999)
    _add(document, "Out of the list", 0)
    found = read("moor.docx", files.saved(document))
    lists = [
        found.canonical.text[one.span.start : one.span.end]
        for one in found.canonical.sections
        if one.kind == "list"
    ]
    assert lists == [
        "1. Throw the rope\n2. Tie it",
        "3. Pay the fee\n- Bring a rope",
        "a) Berth\n(i) by day\n(ii) by night\nb) Water\n(i) hot",
        "a) Flag\nb) Rope",
    ]
    assert found.canonical.text.endswith("Out of the list")


def test_headings_that_a_word_document_numbers_have_their_numbers() -> None:
    from docx import Document

    document = Document()
    number = _numbered(document, _level(0, "decimal", "%1") + _level(1, "decimal", "%1.%2"))
    for style, level in (("Heading 1", 0), ("Heading 2", 1)):
        properties = document.styles[style].element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = number
        properties.get_or_add_ilvl().val = level
    for text, level in (("Boats", 1), ("Fees", 2), ("Ropes", 2), ("Birds", 1)):
        document.add_heading(text, level)
        document.add_paragraph("All that is to be said of it is said here, in one long sentence.")
    found = read("harbour.docx", files.saved(document)).canonical
    headings = [found.text[one.span.start : one.span.end] for one in found.sections if one.kind == "heading"]
    assert headings == ["1 Boats", "1.1 Fees", "1.2 Ropes", "2 Birds"]


def test_the_steps_of_an_opendocument_text_keep_their_numbers() -> None:
    from odf import text
    from odf.opendocument import OpenDocumentText

    document = OpenDocumentText()
    style = text.ListStyle(name="Steps")
    style.addElement(text.ListLevelStyleNumber(level=1, numformat="1", numsuffix="."))
    style.addElement(text.ListLevelStyleNumber(level=2, numformat="a", numsuffix=")", displaylevels=2))
    style.addElement(text.ListLevelStyleBullet(level=3, bulletchar="•"))
    document.automaticstyles.addElement(style)

    def listed(*items: str, inner: text.List | None = None, **told: object) -> text.List:
        found = text.List(**told)
        for said in items:
            item = text.ListItem()
            item.addElement(text.P(text=said))
            found.addElement(item)
        if inner is not None:
            found.lastChild.addElement(inner)
        return found

    prose = "The harbour master looks on, and says nothing at all for a while."
    document.text.addElement(listed("Rope", "Knot", inner=listed("left", "right", inner=listed("tight")),
                                    stylename="Steps"))  # fmt: skip
    document.text.addElement(text.P(text=prose))
    document.text.addElement(listed("Fee", stylename="Steps", continuenumbering="true"))
    document.text.addElement(text.P(text=prose))
    document.text.addElement(listed("Flag", stylename="Steps"))
    document.text.addElement(text.P(text=prose))
    document.text.addElement(listed("Tea"))
    found = read("moor.odt", files.saved_odf(document)).canonical
    lists = [found.text[one.span.start : one.span.end] for one in found.sections if one.kind == "list"]
    assert lists == ["1. Rope\n2. Knot\n2.a) left\n2.b) right\n- tight", "3. Fee", "1. Flag", "- Tea"]
