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

from corpus.model import Span

BlockKind = Literal["heading", "paragraph", "list", "table", "code"]

CLOSERS = "\"'”’»›)]}*_"
_ENDED = re.compile(rf"[.!?…:。！？؟।]\s*(?:\[\d+\])*[{re.escape(CLOSERS)}]*$")
_CONTINUES = re.compile(r"[(\[\"'“‘]?[a-zà-öø-ÿß-]|[,;)\]]")
_PAGE_NUMBER = re.compile(
    r"(?:page\s+|p\.\s*|[-–—]\s*)?\d{1,4}(?:\s*[-–—])?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_HYPHEN_END = re.compile(r"(\w*[^\W\d_])[-‐]\n[ \t]*([^\W\d_]\w*)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KEPT_PREFIXES = {"self", "non", "ex", "well", "anti", "semi", "quasi", "pro", "cross", "all", "half", "so"}


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document before it has offsets: its kind and its text, line ends where it has several.

    `level` is a heading's depth, 1 the highest; 0 for what is no heading.
    """

    kind: BlockKind
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A block in its place: its span in the canonical text, and the heading it stands under."""

    kind: BlockKind
    span: Span
    level: int = 0
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Canonical:
    """A document's canonical text and its sections, in order, which do not overlap."""

    text: str
    sections: tuple[Section, ...]


def assemble(blocks: Iterable[Block]) -> Canonical:
    """Lay blocks out as canonical text, joining paragraphs that a page break cut."""
    joined = _promote_lone_headings(_join_cut_paragraphs([block for block in blocks if block.text.strip()]))
    sections: list[Section] = []
    pieces: list[str] = []
    position = 0
    trail: list[tuple[int, str]] = []
    in_title = True
    for block in joined:
        if pieces:
            pieces.append("\n\n")
            position += 2
        heading = " › ".join(text for _, text in trail) or None
        if block.kind == "heading":
            heading = None
            trail = [(level, text) for level, text in trail if level < block.level]
            # What opens the document is its title and by-line, which head no section of it.
            if not in_title:
                trail.append((block.level, block.text.replace("\n", " ")))
        else:
            in_title = False
        sections.append(Section(block.kind, Span(position, position + len(block.text)), block.level, heading))
        pieces.append(block.text)
        position += len(block.text)
    return Canonical("".join(pieces), tuple(sections))


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
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if done and following and _is_page_number(block) and _goes_on(done[-1], following):
            continue
        if done and _goes_on(done[-1], block):
            before = done.pop().text
            if before.endswith(("-", "‐")):
                words = words or words_of("\n".join(b.text for b in blocks))
                text = join_hyphens(f"{before}\n{block.text}", words).replace("\n", " ")
            else:
                text = f"{before} {block.text}"
            done.append(replace(block, text=text))
        else:
            done.append(block)
    return done


def _goes_on(before: Block, after: Block) -> bool:
    if before.kind != "paragraph" or after.kind != "paragraph" or "\n" in before.text:
        return False
    # A short line without an end is more likely a heading or a line of verse than half a paragraph.
    is_prose = len(before.text) >= 60 and before.text.count(" ") >= 8
    return is_prose and not _ENDED.search(before.text) and bool(_CONTINUES.match(after.text))


def _is_page_number(block: Block) -> bool:
    return block.kind in ("paragraph", "heading") and bool(_PAGE_NUMBER.fullmatch(block.text.strip()))


def _promote_lone_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks; where there is nothing but headings, they are the text."""
    if any(block.kind != "heading" for block in blocks):
        return list(blocks)
    return [Block("paragraph", block.text) for block in blocks]
