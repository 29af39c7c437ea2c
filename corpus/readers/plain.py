"""Read plain text: blocks by blank lines, wrapped lines joined, headings, lists and tables recognised."""

from __future__ import annotations

import re

from corpus.characters import repair_characters
from corpus.readers.headings import byline, structured
from corpus.readers.lines import RULE, Piece, pieces
from corpus.readers.links import unlink
from corpus.readers.source import Source
from corpus.readers.titles import title_of
from corpus.text import Block, assemble, join_hyphens, words_of

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")


def read_plain(text: str) -> Source:
    """Return the blocks of a plain text; its title is the heading it opens with."""
    for _ in range(4):  # usually the second pass changes nothing; what one repair uncovers, the next sees
        blocks = _blocks(text)
        again = assemble(blocks).text
        if again == text:
            break
        text = again
    return Source(tuple(blocks), title=title_of(blocks), author=byline(blocks))


def _blocks(text: str) -> list[Block]:
    text = unlink(repair_characters(text))
    text = join_hyphens(text, words_of(text)) if "-\n" in text or "‐\n" in text else text
    found: list[Piece] = []
    for chunk in _BLANK.split(text.strip("\n")):
        lines = [line.rstrip() for line in chunk.split("\n") if line.strip() and not RULE.fullmatch(line)]
        if lines:
            found += pieces(lines)
    return structured(found)
