"""Pick a text's title among the lines it opens with: not a banner, a page number, a code or a by-line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.readers.lines import BYLINE
from corpus.text import Block, is_page_number

LONGEST_TITLE = 200
_LOOKED_AT = 12  # blocks at the beginning among which the title is
_WORD = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
_NAME = re.compile(r"[^\W\d_]{3,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
_ENDED = re.compile(r"[.!?…;,。！？]$")
_BODY = 20_000  # characters of the text in which a title's words are looked for


def title_of(blocks: Sequence[Block]) -> str | None:
    """Return the first of the opening lines whose words the text takes up again, else the first heading.

    A banner, an advertisement or a menu says nothing that the text goes on about; a title does.
    """
    prose = next((at for at, block in enumerate(blocks[:_LOOKED_AT]) if _is_prose(block)), _LOOKED_AT)
    lines = [
        (line.strip(), block.kind == "heading", at)
        for at, block in enumerate(blocks[:prose])
        for line in block.text[:_BODY].split("\n")
    ]
    lines = [one for one in lines if _is_candidate(one[0])]
    for line, is_heading, at in lines:
        if (is_heading or at == 0) and _taken_up(line, blocks[at + 1 :]):
            return line
    return next((line for line, is_heading, _ in lines if is_heading), None)


def _is_prose(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.text) > 60 and bool(_ENDED.search(block.text[-3:]))


def _is_candidate(line: str) -> bool:
    if not 0 < len(line) <= LONGEST_TITLE or _ENDED.search(line) or is_page_number(line):
        return False
    if any(line.count(opener) != line.count(closer) for opener, closer in ("()", "[]", "{}")):
        return False
    return bool(_NAME.search(line)) and not BYLINE.fullmatch(line) and "://" not in line and "@" not in line


def _taken_up(line: str, after: Sequence[Block]) -> bool:
    """Tell whether at least half of a line's longer words come again in the text below it."""
    words = {word.casefold() for word in _WORD.findall(line)}
    if not words:
        return False
    below, size = [], 0
    for block in after:
        below.append(block.text[:_BODY].casefold())
        size += len(below[-1])
        if size > _BODY:
            break
    text = "\n".join(below)
    return sum(word in text for word in words) * 2 >= len(words)
