"""Read plain text: blocks by blank lines, wrapped lines joined, headings and lists recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.characters import repair_characters
from corpus.readers.links import unlink
from corpus.readers.source import Source
from corpus.text import CLOSERS, Block, assemble, join_hyphens, words_of

_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_ITEM = re.compile(r"[ \t]*(?:[-*•‣◦▪–—·][ \t]+|\(?(?:\d{1,3}|[a-z])[.)][ \t]+)(?=\S)")
_BULLET = re.compile(r"^[ \t]*[-*•‣◦▪–—·][ \t]+")
_CELLS = re.compile(r"[ \t]*\|[ \t]*|\t+")
_RULE = re.compile(r"[-=_*~#\s|:+]{3,}")
_ENDED = re.compile(rf"[.!?…。！？؟।][{re.escape(CLOSERS)}]*$")
_SENTENCE_END = re.compile(rf"[.!?…。！？؟।:;,][{re.escape(CLOSERS)}]*$")
_BYLINE = re.compile(r"[Bb]y:? ([^\W\d_a-zß-öø-ÿ][\w.'’ -]{2,60})")
_LONGEST_WRAPPED = 120  # characters; a longer line was not wrapped, so its end is a paragraph's
_LONGEST_HEADING = 80


def read_plain(text: str) -> Source:
    """Return the blocks of a plain text; its title is the heading it opens with."""
    for _ in range(4):  # usually the second pass changes nothing; what one repair uncovers, the next sees
        blocks = _blocks(text)
        again = assemble(blocks).text
        if again == text:
            break
        text = again
    title = blocks[0].text if blocks and blocks[0].kind == "heading" else None
    return Source(tuple(blocks), title=title, author=_byline(blocks))


def _blocks(text: str) -> list[Block]:
    text = unlink(repair_characters(text))
    text = join_hyphens(text, words_of(text)) if "-\n" in text or "‐\n" in text else text
    chunks = [chunk for chunk in _BLANK.split(text.strip("\n")) if chunk.strip()]
    blocks: list[Block] = []
    for index, chunk in enumerate(chunks):
        lines = [line.rstrip() for line in chunk.split("\n") if line.strip() and not _RULE.fullmatch(line)]
        if lines:
            is_last = index == len(chunks) - 1
            blocks.extend(_chunk(lines, opens=all(b.kind == "heading" for b in blocks), is_last=is_last))
    return blocks


def _chunk(lines: list[str], *, opens: bool, is_last: bool) -> Iterator[Block]:
    """Yield the blocks of lines between two blank ones; `opens` when only headings came before."""
    tidy = [_squeeze(line) for line in lines]
    if len(lines) > 1 and all(_CELLS.search(line.strip()) for line in lines):
        yield Block("table", "\n".join(_row(line) for line in lines))
    elif not is_last and (len(lines) == 1 or (opens and len(lines) <= 4)) and all(map(_is_heading, tidy)):
        for line in tidy:
            yield Block("heading", line, level=1 if opens else 2)
    elif any(_ITEM.match(line) for line in lines[:2]):
        yield Block("list", _items(lines))
    elif (
        len(lines) > 1
        and all(len(line) <= 60 and not _ENDED.search(line) for line in tidy[:-1])
        and _is_verse(tidy)
    ):
        yield Block("paragraph", "\n".join(tidy))
    else:
        for paragraph in _paragraphs(lines):
            yield Block("paragraph", paragraph)


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Yield paragraphs of prose, its wrapped lines joined by a space."""
    width = max(len(line) for line in lines)
    current: list[str] = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        current.append(_squeeze(line))
        if following is None or _breaks(line, following, width):
            yield " ".join(current)
            current = []


def _breaks(line: str, following: str, width: int) -> bool:
    """Tell whether a line's end is a paragraph's, not one that wrapping made."""
    if not _ENDED.search(line):
        return False
    indented = len(following) - len(following.lstrip()) > len(line) - len(line.lstrip()) + 1
    next_word = following.split(maxsplit=1)[0]
    had_room = len(line) + 1 + len(next_word) < 0.75 * width
    return indented or len(line) > _LONGEST_WRAPPED or had_room


def _items(lines: list[str]) -> str:
    """Return a list's items, one a line, with `- ` for any bullet; wrapped items are joined."""
    items: list[str] = []
    for line in lines:
        if _ITEM.match(line) or not items:
            items.append(_squeeze(_BULLET.sub("- ", line)))
        else:
            items[-1] = f"{items[-1]} {_squeeze(line)}"
    return "\n".join(items)


def _row(line: str) -> str:
    return " | ".join(cell for cell in (_squeeze(part) for part in _CELLS.split(line)) if cell)


def _is_verse(lines: list[str]) -> bool:
    """Tell verse, addresses and the like (every line begins anew) from wrapped prose."""
    return all(line[:1].isupper() or line[:1].isdigit() for line in lines)


def _is_heading(line: str) -> bool:
    if (
        len(line) > _LONGEST_HEADING
        or _SENTENCE_END.search(line)
        or _ITEM.match(line)
        or line.count(" ") > 11
    ):
        return False
    begins = line[0].isupper() or line[0].isdigit() or line[0] in '"“‘«¿¡'
    return any(c.isalpha() for c in line) and (begins or _BYLINE.fullmatch(line) is not None)


def _byline(blocks: list[Block]) -> str | None:
    for block in blocks[:3]:
        match = _BYLINE.fullmatch(block.text)
        if match and block.kind == "heading":
            return match[1].strip()
    return None


def _squeeze(line: str) -> str:
    return " ".join(line.split())
