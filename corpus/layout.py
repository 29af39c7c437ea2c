"""How a version's text is laid out, written down with it, so that it can be cut anew without its reader."""

from __future__ import annotations

import bisect
import json
from collections.abc import Sequence
from typing import get_args

from corpus.model import Span
from corpus.text import BlockKind, Canonical, Section

_KINDS: tuple[BlockKind, ...] = get_args(BlockKind)


def pack(canonical: Canonical) -> str:
    """Write down the sections of a text: kind, start, end, level, heading, lead and page of each."""
    rows = [
        [_KINDS.index(one.kind), one.span.start, one.span.end, one.level, one.heading, one.lead, one.page]
        for one in canonical.sections
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def unpack(text: str, packed: str) -> Canonical:
    """Read what `pack` wrote of `text`."""
    return Canonical(
        text,
        tuple(
            Section(_KINDS[kind], Span(start, end), level, heading, lead, page)
            for kind, start, end, level, heading, lead, page in json.loads(packed)
        ),
    )


def pages(packed: str | None) -> tuple[tuple[int, int], ...]:
    """Return where in the text each page begins, and its number from 1; nothing of a file without pages."""
    found: list[tuple[int, int]] = []
    for row in json.loads(packed) if packed else ():
        if row[6] is not None and (not found or row[6] != found[-1][1]):
            found.append((row[1], row[6]))
    return tuple(found)


def page_at(pages: Sequence[tuple[int, int]], offset: int) -> int | None:
    """Return the page on which the block begins that holds an offset of the text."""
    at = bisect.bisect_right(pages, offset, key=lambda page: page[0])
    return pages[at - 1][1] if at else None


def bare(text: str) -> Canonical:
    """Return a canonical text of which nothing else is known: its blocks are paragraphs."""
    sections: list[Section] = []
    position = 0
    for block in text.split("\n\n"):
        sections.append(Section("paragraph", Span(position, position + len(block))))
        position += len(block) + 2
    return Canonical(text, tuple(one for one in sections if one.span.start < one.span.end))
