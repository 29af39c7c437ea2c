"""Pick a text's title among the lines it opens with: not a banner, a page number, a code or a by-line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.described import LONGEST
from corpus.readers.fields import is_field
from corpus.readers.lines import BYLINE
from corpus.text import Block, is_page_number

LONGEST_TITLE = 200
_LOOKED_AT = 12  # blocks at the beginning among which the title is
_WORD = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
_NAME = re.compile(r"[^\W\d_]{3,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
_ENDED = re.compile(r"[.!?…;,。！？]$")
_TITLE_LEVEL = 2  # the lowest level of headings that are titles
_MADE = re.compile(
    r"""^Microsoft\s\w+\s-\s|\.[a-z]{2,4}\d?$|://|[\\/]\S+[\\/]|^\S*[_\d]\S*$
    |^(?:untitled|unbenannt|sans\stitre|sin\st[íi]tulo|senza\stitolo|sem\st[íi]tulo|naamloos|bez\snazwy|без\sназвания
    |无标题|名称未設定|無題|powerpoint\s\S+|(?:document|dokument|documento|presentation|template|slide|folie|layout|page
    |seite|print|title)(?:\s?\d+)?)$""",
    re.IGNORECASE | re.VERBOSE,
)
"""What programs write for a title: the name of a file or of a template, a place in a folder, a number."""

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
    opens = lines[0][2] if lines else 0
    for line, is_heading, at in lines:
        if (is_heading or at == opens) and _taken_up(line, blocks[at + 1 :]):
            return line
    return next((line for line, is_heading, _ in lines if is_heading), None)


def told_title(told: str | None, blocks: Sequence[Block]) -> str | None:
    """Return the title that a file names of itself where its text bears that out, else that of its text.

    Programs write their own there, the name of a file or that of a template; the text speaks of none of
    these. Where it has no title itself, any that could be one is taken.
    """
    said = " ".join((told or "").split())
    if _MADE.search(said) or not _NAME.search(said) or is_page_number(said):
        said = ""
    if said and (len(said) > LONGEST["title"] or _taken_up(said, blocks)):
        return said  # one that is too long is left out later, and told
    return title_of(blocks) or said or None


def leading_title(blocks: Sequence[Block]) -> str | None:
    """Return the title of a text whose headings are marked as such: of the highest that it opens with.

    Of several it is the first whose words the text takes up again; without any, as of any text.
    """
    ends = (at for at, one in enumerate(blocks) if one.kind == "paragraph" and _ENDED.search(one.text))
    end = next(ends, _LOOKED_AT)
    if not end:
        return None
    opening = [(at, block) for at, block in enumerate(blocks[:end]) if block.kind == "heading"]
    highest = min((block.level for _, block in opening), default=0)
    tops = [(at, block.text) for at, block in opening if block.level == highest <= _TITLE_LEVEL]
    tops = [(at, text) for at, text in tops if _NAME.search(text) and not is_page_number(text)]
    for at, text in tops:
        if _taken_up(text, blocks[at + 1 :]):
            return text
    return tops[0][1] if tops else title_of(blocks)


def _is_prose(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.text) > 60 and bool(_ENDED.search(block.text[-3:]))


def _is_candidate(line: str) -> bool:
    if not 0 < len(line) <= LONGEST_TITLE or _ENDED.search(line) or is_page_number(line):
        return False
    if any(line.count(opener) != line.count(closer) for opener, closer in ("()", "[]", "{}")):
        return False
    return (
        bool(_NAME.search(line))
        and not BYLINE.fullmatch(line)
        and not is_field(line)
        and "://" not in line
        and "@" not in line
    )


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
