"""Read Markdown: its structure by a CommonMark parser, its text without the markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.characters import repair_characters
from corpus.readers.fields import head, with_fields
from corpus.readers.lines import table_rows
from corpus.readers.notes import raised
from corpus.readers.source import Source
from corpus.readers.titles import leading_title
from corpus.text import Block, join_hyphens, words_of

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_DEEP = re.compile(r"^((?:[ \t]*[>*+-]){8})(?:[ \t]*[>*+-])+", re.MULTILINE)
_NOTE = re.compile(r"^ {0,3}(\[\^[^\]\[\s]{1,40}\]:)", re.MULTILINE)
_BRACKETS = 8
_HIDDEN = ("script", "style")
_BLOCKS = ("br", "p", "div", "li", "tr", "td", "th")
_SUP = re.compile(r"<(/?)sup\b", re.IGNORECASE)
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_TABLE_RULE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r" {0,3}(?:`{3}|~{3})")
_TABLE = re.compile(r"(<table\b(?:(?!</?table\b).)*</table>)", re.IGNORECASE | re.DOTALL)
_MOST_COLUMNS = 200
_SPACES = re.compile(r"[ \t]+")


def read_markdown(text: str) -> Source:
    """Return the blocks of a Markdown text; front matter may name title, author, url, language."""
    # Only here: the parser is needed when a document is added, never to answer.
    from markdown_it import MarkdownIt  # noqa: PLC0415

    found = head(repair_characters(text).lstrip("\n"))
    text = found.text
    text = join_hyphens(text, words_of(text)) if "-\n" in text or "‐\n" in text else text
    # The parser drops what is nested deeper than its limit, so marks beyond any sense go first.
    text = _DEEP.sub(r"\1", text)
    text = _widened(text)
    text = _NOTE.sub(r"\n\\\1", text)  # a note would be taken for the target of a link
    # Indented code is off, because text that was copied is indented far more often than it is code.
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").disable("code")
    parser.core.ruler.before("inline", "shallow", _shallow)
    blocks = _Walk(parser.parse(text)).blocks()
    return with_fields(Source(tuple(blocks), leading_title(blocks), warnings=found.warnings), found.fields)


def _shallow(state: StateCore) -> None:
    """Lower the limit of nesting for what stands within lines; above, it was that of lists and quotes.

    From each `[` that is never closed the parser looks into as many others as it may nest.
    """
    state.md.options["maxNesting"] = _BRACKETS


class _Walk:
    """Walk the parser's tokens once and collect blocks."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._blocks: list[Block] = []
        self._items: list[str] = []
        self._lists: list[int | None] = []  # the next number of each open list, None for bullets
        self._marker = ""
        self._cells: list[str] = []
        self._rows: list[list[str]] = []

    def blocks(self) -> list[Block]:
        for index, token in enumerate(self._tokens):
            kind = token.type
            if kind == "inline":
                self._inline(token, index)
            elif kind in ("fence", "code_block"):
                self._add(Block("code", token.content.strip("\n").replace("\t", "    ")))
            elif kind == "html_block":
                for block in html_blocks(token.content):
                    self._add(block)
            elif kind.startswith(("bullet_list", "ordered_list", "list_item")):
                self._list(token)
            elif kind in ("tr_close", "table_close"):
                self._table(kind)
        return [block for block in self._blocks if block.text.strip()]

    def _inline(self, token: Token, index: int) -> None:
        text = inline_text(token.children or [])
        before = self._tokens[index - 1].type
        if before == "heading_open":
            self._add(Block("heading", text.replace("\n", " "), level=int(self._tokens[index - 1].tag[1])))
        elif before in ("th_open", "td_open"):
            self._cells.append(text.replace("\n", " "))
        elif self._lists:
            self._add(Block("paragraph", text))
        else:
            self._blocks.append(Block("paragraph", text))

    def _add(self, block: Block) -> None:
        """Add a block; inside a list, it is (part of) an item."""
        if not self._lists:
            self._blocks.append(block)
        elif self._marker:
            self._items.append(self._marker + block.text.replace("\n", " "))
            self._marker = ""
        elif block.text.strip():
            self._items.append(block.text)

    def _list(self, token: Token) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self._lists.append(int(token.attrs.get("start", 1)) if token.type[0] == "o" else None)
        elif token.type == "list_item_open":
            number = self._lists[-1]
            self._marker = "- " if number is None else f"{number}. "
            if number is not None:
                self._lists[-1] = number + 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
            if not self._lists:
                self._blocks.append(Block("list", "\n".join(self._items)))
                self._items, self._marker = [], ""

    def _table(self, kind: str) -> None:
        if kind == "tr_close":
            self._rows.append(self._cells)
            self._cells = []
        elif self._rows:
            rows = table_rows(self._rows, named=True)
            self._add(Block("table", "\n".join(rows.lines), columns=rows.columns))
            self._rows = []


def inline_text(tokens: Sequence[Token]) -> str:
    """Return the text of inline tokens: links, pictures, emphasis and code without their markup."""
    pieces: list[str] = []
    is_raised = False
    for token in tokens:
        if token.type in ("text", "code_inline"):
            pieces.append(raised(token.content) if is_raised else token.content)
        elif token.type == "softbreak":
            pieces.append(" ")
        elif token.type == "hardbreak":
            pieces.append("\n")
        elif token.type == "image":
            pieces.append(inline_text(token.children or []))
        elif token.type == "html_inline" and token.content.lower().startswith("<br"):
            pieces.append("\n")
        elif token.type == "html_inline" and (tag := _SUP.match(token.content)):
            is_raised = not tag[1]
        elif token.type == "html_inline" and _is_no_tag(token.content):
            pieces.append(token.content)
    # Entities (&nbsp;) bring characters in that the text's own repair has not seen.
    lines = repair_characters("".join(pieces)).split("\n")
    return "\n".join(line for line in (_SPACES.sub(" ", line).strip() for line in lines) if line)


def _is_no_tag(markup: str) -> bool:
    """Tell words that somebody set in angle brackets (<your name>) from a tag of HTML."""
    from lxml.html import defs  # noqa: PLC0415

    name = _TAG_NAME.match(markup)
    return name is not None and name[1].lower() not in defs.tags


def _widened(text: str) -> str:
    """Return a text whose tables have as many columns as their longest row: what has none is dropped else."""
    lines = text.split("\n")
    is_code = False
    at = 1
    while at < len(lines):
        is_code ^= bool(_FENCE.match(lines[at - 1]))
        if is_code or "|" not in lines[at - 1] or not _TABLE_RULE.fullmatch(lines[at]):
            at += 1
            continue
        end = at + 1
        while end < len(lines) and "|" in lines[end]:
            end += 1
        width = _cell_count(lines[at])
        longest = min(max(map(_cell_count, lines[at:end])), _MOST_COLUMNS)
        if longest > width == _cell_count(lines[at - 1]):
            more = longest - width
            lines[at - 1] = f"{lines[at - 1].rstrip().removesuffix('|')}|{'  |' * more}"
            lines[at] = f"{lines[at].rstrip().removesuffix('|')}|{'---|' * more}"
        at = end + 1
    return "\n".join(lines)


def _cell_count(row: str) -> int:
    bare = row.strip().removeprefix("|")
    return len(_BAR.findall(bare.removesuffix("|"))) + 1


def html_blocks(html: str) -> list[Block]:
    """Return an HTML block's text, its tables as tables, the rest as paragraphs."""
    if "<table" not in html.lower():
        return [Block("paragraph", strip_tags(html))]
    from lxml import etree  # noqa: PLC0415

    blocks: list[Block] = []
    for part in _TABLE.split(html):
        if not _TABLE.fullmatch(part):
            blocks.append(Block("paragraph", strip_tags(part)))
            continue
        tree = etree.fromstring(f"<div>{part}</div>", etree.HTMLParser(remove_comments=True, remove_pis=True))
        cells = [
            [
                strip_tags(etree.tostring(cell, encoding="unicode", with_tail=False))
                for cell in row
                if cell.tag in ("td", "th")
            ]
            for row in tree.iter("tr")
        ]
        heads = [all(cell.tag == "th" for cell in row) for row in tree.iter("tr")]
        caption = " ".join("".join(one.itertext()) for one in tree.iter("caption"))
        rows = table_rows([row for row in cells if row] or [[""]], named=bool(heads) and heads[0])
        blocks += [Block("paragraph", caption), Block("table", "\n".join(rows.lines), columns=rows.columns)]
    return [block for block in blocks if block.text.strip()]


def strip_tags(html: str) -> str:
    """Return the text of an HTML block, its comments, scripts and styles left out."""
    from lxml import etree  # noqa: PLC0415  (the standard library's parser takes the square of some inputs)

    # An html_block is what Markdown takes for HTML by its first line; a parser that mends is right for it.
    tree = etree.fromstring(f"<div>{html}</div>", etree.HTMLParser(remove_comments=True, remove_pis=True))
    pieces: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")) if tree is not None else ():
        if event == "start":
            hidden += element.tag in _HIDDEN
            text = raised(element.text or "") if element.tag == "sup" else element.text or ""
            pieces += [" "] * (element.tag in _BLOCKS) + [text] * (not hidden)
        else:
            hidden -= element.tag in _HIDDEN
            pieces.append((element.tail or "") if not hidden else "")
    lines = repair_characters("".join(pieces)).split("\n")
    return " ".join(" ".join(line.split()) for line in lines if line.strip())
