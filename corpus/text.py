"""Canonical text: what every offset of a document counts in.

A reader yields blocks (headings, paragraphs, lists, tables, code); `assemble` joins the paragraphs
that a page break cut and lays the blocks out, two line ends between them. A single line end inside a
block is one that the author meant: an item of a list, a row of a table, a line of verse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.late import LatePattern
from corpus.model import HEADINGS, Span

BlockKind = Literal["heading", "paragraph", "list", "table", "code"]

CELLS = " | "
"""Stands between the cells of a table's row; an empty cell keeps its place."""

_LONGEST_LEAD = 160  # characters of a heading or lead-in that stands before a passage
_LONGEST_WORD = 60
_LONGEST_LINE = 80
_MOST_WORDS = 12
WIDE = LatePattern("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\uac00-\ud7af]")
CLOSERS = "\"'”’»›)]}*_"
_ENDED = LatePattern(rf"[.!?…:。！？؟।]\s*(?:\[\d+\])*[{re.escape(CLOSERS)}]*$")
_SENTENCE = LatePattern(rf"[.!?…。！？؟।][{re.escape(CLOSERS)}]*$")
_CONTINUES = LatePattern(r"[(\[\"'“‘]?[a-zà-öø-ÿß-]|[,;)\]]")
_PAGE_NUMBER = LatePattern(
    r"(?:page\s+|p\.\s*|[-–—]\s*)?\d{1,4}(?:\s*[-–—])?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_HYPHEN_END = LatePattern(r"(\w*[^\W\d_])[-‐]\n[ \t]*([^\W\d_]\w*)")
_WORD = LatePattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KEPT_PREFIXES = {"self", "non", "ex", "well", "anti", "semi", "quasi", "pro", "cross", "all", "half", "so"}


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document before it has offsets: its kind and its text, line ends where it has several.

    `level` is a heading's depth, 1 the highest; 0 for what is no heading. `columns` are the names of a
    table's columns; `page` is the page it begins on, from 1, where the file has pages. `lead` says in words
    what the file only marks, as how an entry of a calendar comes again; it is shown beside it, never quoted.
    """

    kind: BlockKind
    text: str
    level: int = 0
    columns: tuple[str, ...] = ()
    page: int | None = None
    lead: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A block in its place: its span in the canonical text, the heading it stands under, its page.

    `lead` is what introduces a block beside its headings: what its reader says of it, the names of a table's
    columns, or the line with a colon before a list.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    heading: str | None = None
    lead: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Canonical:
    """A document's canonical text and its sections, in order, which do not overlap."""

    text: str
    sections: tuple[Section, ...]


def assemble(blocks: Iterable[Block]) -> Canonical:
    """Lay blocks out as canonical text, joining paragraphs that a page break cut."""
    joined = _promote_lone_headings(_join_cut_paragraphs([block for block in blocks if block.text.strip()]))
    sections: list[Section] = []
    position = 0
    trail: list[tuple[int, str]] = []
    in_title = True
    for index, block in enumerate(joined):
        heading = HEADINGS.join(text for _, text in trail) or None
        if block.kind == "heading":
            heading = None
            trail = [(level, text) for level, text in trail if level < block.level]
            # What opens the document is its title and by-line, which head no section of it.
            if not in_title:
                trail.append((block.level, shortened(block.text)))
        else:
            in_title = False
        lead = _lead(joined[index - 1] if index else None, block)
        span = Span(position, position + len(block.text))
        sections.append(Section(block.kind, span, block.level, heading, lead, block.page))
        position = span.end + 2  # two line ends between blocks
    return Canonical("\n\n".join(block.text for block in joined), tuple(sections))


def _lead(before: Block | None, block: Block) -> str | None:
    """Return what introduces a block beside its headings, if anything does."""
    told = block.lead or CELLS.join(block.columns)
    if told:
        return shortened(told)
    if before is None or before.kind not in ("paragraph", "list") or block.kind == "heading":
        return None
    last = last_line(before.text)
    return None if last is None else shortened(last)


def last_line(text: str) -> str | None:
    """Return the last sentence of a text where it ends with a colon: it introduces what follows."""
    last = text.rsplit("\n", 1)[-1].rstrip()
    return re.split(r"(?<=[.!?])\s", last)[-1] if last.endswith((":", "：", ":-", ":–", ":—")) else None


def shortened(text: str) -> str:
    """Return a text in one line, cut at a word where it is too long to stand before a passage."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_LEAD else line[:_LONGEST_LEAD].rsplit(" ", 1)[0] + " …"


def join_hyphens(text: str, words: frozenset[str]) -> str:
    """Join the words that a line end cut at a hyphen.

    The hyphen goes when `words` (the document's, lower-case) hold the joined word, or when nothing
    speaks for a compound; it stays when they hold the compound or both of its halves.
    """

    def joined(match: re.Match[str]) -> str:
        left, right = match[1], match[2]
        whole, compound = (left + right).casefold(), f"{left}-{right}".casefold()
        if whole in words and compound not in words:
            return left + right
        is_compound = (
            compound in words
            or right[0].isupper()
            or left.casefold() in _KEPT_PREFIXES
            or {left.casefold(), right.casefold()} <= words
        )
        return f"{left}-{right}" if is_compound else left + right

    return _HYPHEN_END.sub(joined, text)


def words_of(text: str) -> frozenset[str]:
    """Return a text's words in lower case, compounds also as their parts, without those a line end cut."""
    whole = {match[0].casefold() for match in _WORD.finditer(_HYPHEN_END.sub(" ", text))}
    return frozenset(whole | {part for word in whole if "-" in word for part in word.split("-")})


def _join_cut_paragraphs(blocks: Sequence[Block]) -> list[Block]:
    """Join a paragraph that stops in mid-sentence with the one that goes on, page number or not between."""
    words: frozenset[str] | None = None
    done: list[Block] = []
    pieces: list[list[str]] = []  # the texts that each block in `done` is joined from
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        last = replace(done[-1], text=pieces[-1][-1]) if done else None
        is_part = bool(pieces) and len(pieces[-1]) > 1
        if last and following and _is_page_number(block) and _goes_on(last, following, is_part=is_part):
            continue
        if last and _goes_on(last, block, is_part=is_part):
            if last.text.endswith(("-", "‐")):
                words = words or words_of("\n".join(b.text for b in blocks))
            pieces[-1] += [_seam(pieces[-1], block.text, words), block.text]
        else:
            done.append(block)
            pieces.append([block.text])
    return [
        replace(block, text="".join(parts)) if len(parts) > 1 else block
        for block, parts in zip(done, pieces, strict=True)
    ]


def _seam(parts: list[str], after: str, words: frozenset[str] | None) -> str:
    """Return what stands between two halves of a paragraph; a hyphen that only cut a word is taken out."""
    before = parts[-1]
    if words is None or not before.endswith(("-", "‐")):
        return " "
    tail, head = before[-_LONGEST_WORD:], after[:_LONGEST_WORD]
    joined = join_hyphens(f"{tail}\n{head}", words)
    if joined == f"{tail}\n{head}":
        return " "
    if len(joined) < len(tail) + len(head):
        parts[-1] = before[:-1]
    return ""


def _goes_on(before: Block, after: Block, *, is_part: bool = False) -> bool:
    if before.kind != "paragraph" or after.kind != "paragraph" or "\n" in before.text:
        return False
    # A short line without an end is more likely a heading or a line of verse than half a paragraph.
    is_prose = is_part or (len(before.text) >= 60 and before.text.count(" ") >= 8)
    return is_prose and not _ENDED.search(before.text[-40:]) and bool(_CONTINUES.match(after.text))


def is_line(text: str) -> bool:
    """Tell a line that stands for itself from prose: it is short and no sentence ends it."""
    if _SENTENCE.search(text) and not _is_label(text):
        return False
    length = len(text) + len(WIDE.findall(text))  # an ideograph is about two letters wide
    return length <= _LONGEST_LINE and text.count(" ") < _MOST_WORDS


def _is_label(text: str) -> bool:
    """Tell "Hon. Sec." and "7 p.m." from a sentence: what ends with a full stop and is two words long."""
    return text.endswith(".") and text.count(" ") <= 1 and text.count(".") > 1


def is_page_number(line: str) -> bool:
    """Tell whether a line is nothing but the number of a page."""
    return bool(_PAGE_NUMBER.fullmatch(line.strip()[:40]))


def _is_page_number(block: Block) -> bool:
    return block.kind in ("paragraph", "heading") and len(block.text) < 40 and is_page_number(block.text)


def _promote_lone_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks; where there is nothing but headings, they are the text."""
    if any(block.kind != "heading" for block in blocks):
        return list(blocks)
    return [Block("paragraph", block.text) for block in blocks]
