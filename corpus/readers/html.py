"""Read a web page: its main content by trafilatura, without menus, banners and scripts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.characters import repair_characters
from corpus.errors import RefusedError
from corpus.readers.decode import decode
from corpus.readers.lines import squeeze
from corpus.readers.markdown import read_markdown
from corpus.readers.notes import raised
from corpus.readers.plain import read_plain
from corpus.readers.registry import check_length
from corpus.readers.source import Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_FIRST_ROW = re.compile(r"(?<!\|\n)^\|[^\n]*\|$(?=\n\|(?! ?-))", re.MULTILINE)
_PARAGRAPHS = ("address", "figcaption", "summary", "legend", "caption")
_DIVISIONS = ("details", "figure", "fieldset")
_NEVER_SHOWN = ("head", "script", "style", "template", "noscript", "svg")
_FEW, _FEW_LETTERS = 5, 60
_MOST_LINES = 200  # lines of a page that are looked for in what was read of it
_LEAST = 200
"""Characters of main content below which the whole page but for its menus is read instead."""


def read_html(name: str, data: bytes) -> Source:
    """Read a page's main content, and its title, author, date, address and language."""
    text, warnings = _text(name, data)
    source = read_page(name, text)
    return replace(source, warnings=(*warnings, *source.warnings))


def read_page(name: str, text: str) -> Source:
    """Read the text of a page, whatever it says of how it is encoded."""
    import trafilatura  # noqa: PLC0415  (only where a page is read: it loads a parser)

    warnings = check_length(name, text)
    tree = trafilatura.load_html(text)
    if tree is None and text.strip():  # a part of a page
        tree = trafilatura.load_html(f"<html><body>{text}</body></html>")
    if tree is None:
        raise RefusedError(f"{name} was not added: it holds no page of HTML.")
    told = trafilatura.extract_metadata(tree)
    _plain_marks(tree)
    _plain_blocks(tree)
    lines = _lines(tree)
    page = trafilatura.extract(
        tree, output_format="markdown", include_tables=True, include_links=False, include_comments=False,
        favor_recall=True,
    ) or ""  # fmt: skip
    source = read_markdown(_FIRST_ROW.sub(_with_rule, "\n".join(map(str.rstrip, page.split("\n")))))
    if len(page) < _LEAST:
        for element in list(tree.iter("nav", "footer")):
            element.drop_tree()
        whole = read_plain("\n\n".join(trafilatura.html2txt(tree).split("\n")))
        if sum(len(one.text) for one in whole.blocks) > len(page):
            source = whole
    language = tree.get("lang") or (told.language if told else None)
    found = Source(
        source.blocks,
        title=(told.title if told else None) or source.title,
        author=told.author if told else None,
        url=told.url if told else None,
        language=language,
        published=told.date if told else None,
    )
    if lost := _left_out(lines, found):
        warnings.append(lost)
    return replace(found, warnings=tuple(warnings))


def _plain_blocks(tree: HtmlElement) -> None:
    """Make paragraphs of what is one by another name, which the library leaves out."""
    for element in list(tree.iter(*_PARAGRAPHS, *_DIVISIONS)):
        element.tag = "p" if element.tag in _PARAGRAPHS else "div"


def _lines(tree: HtmlElement) -> list[str]:
    """Return what stands on a page, the text between two tags a line, but for what it never shows."""
    from lxml import etree  # noqa: PLC0415

    found: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            hidden += element.tag in _NEVER_SHOWN or not isinstance(element.tag, str)
        else:
            hidden -= element.tag in _NEVER_SHOWN or not isinstance(element.tag, str)
        said = squeeze((element.text if event == "start" else element.tail) or "")
        if said and not hidden:
            found.append(said)
    return found


def _left_out(lines: list[str], source: Source) -> str | None:
    """Say what of a page was taken for a menu or a banner, so that a person sees where it was none."""
    kept = _letters("".join(block.text for block in source.blocks) + (source.title or ""))
    looked_at = list(dict.fromkeys(lines))[:_MOST_LINES]
    lost = [line for line in looked_at if (bare := _letters(line)) and bare not in kept]
    if not lost:
        return None
    told = ", ".join(f"“{line[:_FEW_LETTERS]}”" for line in lost[:_FEW])
    more = f" and {len(lost) - _FEW} more" if len(lost) > _FEW else ""
    return f"taken for menus, banners and the like, and left out: {told}{more}"


def _letters(text: str) -> str:
    return "".join(character for character in repair_characters(text).casefold() if character.isalnum())


def _plain_marks(tree: HtmlElement) -> None:
    """Take out the signs that lead back from notes, and raise the numbers that lead to them."""
    for link in list(tree.iter("a")):
        said = link.text_content()
        if not (link.get("href") or "").startswith("#"):
            continue
        if not any(character.isalnum() for character in said):
            link.drop_tree()
        elif said != raised(said) and not said.startswith("["):
            before = link.getprevious()
            parent = link.getparent()
            behind = (parent.text if before is None else before.tail) if parent is not None else None
            if behind and not behind[-1].isspace():
                link.text = raised(said)
                del link[:]


def _with_rule(row: re.Match[str]) -> str:
    """Add the rule below a table's first row that Markdown wants, and pages often have no head for."""
    return f"{row[0]}\n{'| --- ' * (row[0].count('|') - 1)}|"


def _text(name: str, data: bytes) -> tuple[str, list[str]]:
    """Decode a page as it says itself, else as any text."""
    declared = _META.search(data[:4096])
    try:
        if b"\x1b" not in data:  # encodings of Japanese look like ASCII but for it
            return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            return data.decode(declared[1].decode("ascii")), []
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(name, data)
