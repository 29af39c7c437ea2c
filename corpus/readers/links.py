"""Take link markup out of plain text: `[text](target)` becomes its text."""

from __future__ import annotations

import re

# A target that can be nothing else than one, so that `f[x](y)` or `[sic](see below)` stay as they are.
_PATH = r"(?:[^\s<>()]|\([^\s<>()]*+\))*+"  # with brackets that close, as in /wiki/Burlington_(Vermont)
# Every repetition keeps what it took (`*+`): giving back would cost the square of a long run of spaces.
_TARGET = re.compile(
    rf"""\(\s*+<?(?:\#{_PATH}|[a-z][a-z0-9+.-]*+:{_PATH}|www\.{_PATH}|\.{{0,2}}/{_PATH}
        |[\w./-]+\.[a-z]{{2,5}}(?:[/?\#]{_PATH})?)?>?(?:\s++(?:"[^"\n]*+"|'[^'\n]*+'))?+\s*+\)""",
    re.IGNORECASE | re.VERBOSE,
)
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^\s<>]+)>", re.IGNORECASE)
_LONGEST_TEXT = 2_000  # characters between the brackets; keeps a stray bracket from costing more


def unlink(text: str) -> str:
    """Return the text without link and picture markup; brackets that are no link stay."""
    if "](" not in text:
        return _AUTOLINK.sub(r"\1", text)
    pieces: list[str] = []
    done = 0
    opened: list[int] = []
    position = 0
    while (position := _next_bracket(text, position)) >= 0:
        if text[position] == "[":
            opened.append(position)
        elif opened:
            start = opened.pop()
            target = _TARGET.match(text, position + 1) if text.startswith("(", position + 1) else None
            if target and start >= done and _is_inline(text, start, position):
                before = start - 1 if start > done and text[start - 1] == "!" else start
                pieces += [text[done:before], text[start + 1 : position]]
                done = target.end()
                position = done - 1
        position += 1
    pieces.append(text[done:])
    return _AUTOLINK.sub(r"\1", "".join(pieces))


_BRACKET = re.compile(r"[\[\]]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def _next_bracket(text: str, position: int) -> int:
    match = _BRACKET.search(text, position)
    return match.start() if match else -1


def _is_inline(text: str, start: int, end: int) -> bool:
    return 0 < end - start - 1 <= _LONGEST_TEXT and not _BLANK_LINE.search(text, start, end)
