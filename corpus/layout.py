"""How a version's text is laid out, written down with it, so that it can be cut anew without its reader."""

from __future__ import annotations

import json
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


def bare(text: str) -> Canonical:
    """Return a canonical text of which nothing else is known: its blocks are paragraphs."""
    sections: list[Section] = []
    position = 0
    for block in text.split("\n\n"):
        sections.append(Section("paragraph", Span(position, position + len(block))))
        position += len(block) + 2
    return Canonical(text, tuple(one for one in sections if one.span.start < one.span.end))
