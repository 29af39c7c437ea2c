"""Read a web page: its main content by trafilatura, without menus, banners and scripts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.errors import RefusedError
from corpus.readers.decode import decode
from corpus.readers.markdown import read_markdown
from corpus.readers.notes import raised
from corpus.readers.plain import read_plain
from corpus.readers.registry import check_length
from corpus.readers.source import Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_FIRST_ROW = re.compile(r"(?<!\|\n)^\|[^\n]*\|$(?=\n\|(?! ?-))", re.MULTILINE)
_LEAST = 200
"""Characters of main content below which the whole page is read instead."""


def read_html(name: str, data: bytes) -> Source:
    """Read a page's main content, and its title, author, date, address and language."""
    import trafilatura  # noqa: PLC0415  (only where a page is read: it loads a parser)

    text, warnings = _text(name, data)
    warnings += check_length(name, text)
    tree = trafilatura.load_html(text)
    if tree is None:
        raise RefusedError(f"{name} was not added: it holds no page of HTML.")
    told = trafilatura.extract_metadata(tree)
    _plain_marks(tree)
    page = trafilatura.extract(
        tree, output_format="markdown", include_tables=True, include_links=False, include_comments=False,
        favor_recall=True,
    ) or ""  # fmt: skip
    source = read_markdown(_FIRST_ROW.sub(_with_rule, "\n".join(map(str.rstrip, page.split("\n")))))
    if len(page) < _LEAST:
        whole = read_plain("\n\n".join(trafilatura.html2txt(text).split("\n")))
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
    return replace(found, warnings=tuple(warnings))


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
    if declared:
        try:
            return data.decode(declared[1].decode("ascii")), []
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(name, data)
