"""Decide which lines of a plain text are headings, by several signs and not by a missing full stop."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from corpus.readers.lines import BYLINE, Piece
from corpus.text import Block, is_line, is_page_number

_NUMBERED = re.compile(
    r"(?P<word>(?:[^\W\d_]{2,12}\.?\s+)?)(?P<mark>\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,7}|[A-Z])(?P<end>[.):]|\s*[–—-]|(?=$))"
)
_SECTION_WORD = re.compile(r"§+\s*\d|第\s*[\d一二三四五六七八九十]+\s*[条章節款]")
_NO_HEADING = re.compile(r"[,;&]$|https?://|www\.|\S@\S|[€$£¥]|\d\s*%|^[\W\d_]+$")
_DIGIT = re.compile(r"\d")
_TITLE_LINES = 4
_REPEATED = 3


def structured(pieces: Sequence[Piece]) -> list[Block]:
    """Return the blocks of a text from its pieces: headings found, lines that belong together joined.

    A line is a heading by its place (it opens the text, or stands alone before prose, a list or a table),
    by its marks (numbering, capitals), and not where it is one of a run, is repeated, ends as a sentence
    goes on, or holds a price, an address or little but numbers.
    """
    shapes = Counter(_shape(piece.text) for piece in pieces if piece.kind == "line")
    blocks: list[Block] = []
    at = 0
    for are_lines, group in groupby(pieces, key=lambda piece: piece.kind == "line"):
        run = list(group)
        at += len(run)
        if are_lines:
            follows = pieces[at] if at < len(pieces) else None
            blocks += _of_run(run, shapes, follows=follows, opens=all(b.kind == "heading" for b in blocks))
        else:
            blocks += [_block(piece) for piece in run]
    return blocks


def found_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return an office document's blocks, its headings found as a plain text's are where no style names any.

    Many write them as paragraphs, in bold or capitals. What has several lines is no heading.
    """
    if any(block.kind == "heading" for block in blocks):
        return list(blocks)
    return structured([_piece(block) for block in blocks])


def _piece(block: Block) -> Piece:
    if block.kind in ("list", "table"):
        return Piece("list" if block.kind == "list" else "table", block.text, columns=block.columns)
    return Piece("line" if "\n" not in block.text and is_line(block.text) else "prose", block.text)


def byline(blocks: Sequence[Block]) -> str | None:
    """Return the author that a by-line under the title names."""
    for block in blocks[:3]:
        match = BYLINE.fullmatch(block.text)
        if match and block.kind == "heading":
            return match[1].strip()
    return None


def _block(piece: Piece) -> Block:
    if piece.kind in ("list", "table"):
        return Block(piece.kind, piece.text, columns=piece.columns)
    return Block("paragraph", piece.text)


def _of_run(run: Sequence[Piece], shapes: Counter[str], *, follows: Piece | None, opens: bool) -> list[Block]:
    """Return the blocks of lines that follow each other, before `follows`."""
    if len(run) > 1 and follows is not None and run[-1].text.endswith((":", "：")):  # it introduces that
        above = _of_run(run[:-1], shapes, follows=run[-1], opens=opens)
        return [*above, Block("paragraph", run[-1].text)]
    levels = [0] * len(run)
    if opens:
        levels = _opening(run, has_more=follows is not None)
    marked = [0 if level else _marked(piece.text, shapes) for level, piece in zip(levels, run, strict=True)]
    if (
        sum(map(bool, marked)) * 2 <= len(run) or len(run) == 1
    ):  # where most lines are marked, none stands out
        levels = [level or mark for level, mark in zip(levels, marked, strict=True)]
    if follows is None:
        levels[-1] = 0  # it heads nothing
    elif not levels[-1] and _alone_before(run, levels) and _could_head(run[-1].text, shapes):
        levels[-1] = 3
    return _joined(run, levels)


def _opening(run: Sequence[Piece], *, has_more: bool) -> list[int]:
    """Return the levels of the lines that open a text: the title, and what stands with it."""
    levels = [0] * len(run)
    if len(run) == 1 and not has_more:
        return levels
    first = len(run) if len(run) <= _TITLE_LINES and has_more else 1
    for at, piece in enumerate(run[:first]):
        if is_page_number(piece.text) and not any(levels):
            continue
        if not could_be_title(piece.text) and not BYLINE.fullmatch(piece.text):
            break
        levels[at] = 1
    return levels


def could_be_title(text: str) -> bool:
    """Tell whether a line could be a title or heading: it has words, and no sign of being something else."""
    letters = sum(character.isalpha() for character in text)
    is_data = _NO_HEADING.search(text) or is_page_number(text)
    return letters >= 2 and not text[0].islower() and not is_data


def _alone_before(run: Sequence[Piece], levels: Sequence[int]) -> bool:
    """Tell whether the last line of a run stands alone before what it could head."""
    return len(run) == 1 or levels[-2] > 0


def _could_head(text: str, shapes: Counter[str]) -> bool:
    digits = len(_DIGIT.findall(text))
    is_data = digits * 4 > len(text) or shapes[_shape(text)] >= _REPEATED or (digits and text[0].isdigit())
    return could_be_title(text) and not is_data and not text.endswith((":", "："))


def _marked(text: str, shapes: Counter[str]) -> int:
    """Return the level of a line that is marked as a heading, 0 where it is not."""
    if not could_be_title(text) or shapes[text.casefold()] >= _REPEATED:
        return 0
    if _SECTION_WORD.match(text):
        return 3
    found = _NUMBERED.match(text)
    if found and (found["end"] or found["word"].strip()) and _stands_for_number(found, text):
        depth = found["mark"].count(".")
        return (2 if found["mark"].isalpha() else 3) + depth
    letters = [character for character in text if character.isalpha()]
    if len(letters) >= 4 and all(map(str.isupper, letters)) and shapes[_shape(text)] < _REPEATED:
        return 2
    return 0


def _stands_for_number(found: re.Match[str], text: str) -> bool:
    """Tell "Article 5", "IV. Finance" from "John F. Kennedy" and "May 12"."""
    rest = text[found.end() :].strip()
    if found["word"].strip():
        return (found["mark"].isalpha() and not rest) or (
            found["mark"][0].isdigit() and found["end"] in ".:)"
        )
    return bool(rest) and not rest[0].islower() and bool(found["end"])


def _joined(run: Sequence[Piece], levels: Sequence[int]) -> list[Block]:
    """Return headings by themselves, and the lines that no blank line sets apart as one paragraph."""
    blocks: list[Block] = []
    for level, group in groupby(zip(levels, run, strict=True), key=lambda pair: pair[0]):
        for place, (_, piece) in enumerate(group):
            if level:
                blocks.append(Block("heading", piece.text, level=level))
            elif place and not piece.apart:
                blocks[-1] = Block("paragraph", f"{blocks[-1].text}\n{piece.text}")
            else:
                blocks.append(Block("paragraph", piece.text))
    return blocks


def _shape(text: str) -> str:
    """Return a line with its numbers taken out, so that "Partnered 1959" and "Partnered 1960" are alike."""
    return re.sub(r"\d+", "0", text.casefold())
