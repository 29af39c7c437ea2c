"""What a reader of one kind of file hands back."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.text import Block


@dataclass(frozen=True, slots=True)
class Source:
    """A file's blocks in order, and what it says about itself.

    `published` is YYYY, YYYY-MM or YYYY-MM-DD, and so are `as_of`, whose state it tells, and `valid_until`,
    to which it holds; `warnings` are lines for people about what was lost or guessed in reading.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    warnings: tuple[str, ...] = ()
    as_of: str | None = None
    valid_until: str | None = None
