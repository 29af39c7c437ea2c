"""How one asks of a document itself in each language: what it says, who wrote it, what it is called."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.late import LatePattern
from corpus.text import WIDE

_WIDE = f"(?-i:{WIDE.pattern})"  # these have no capitals, and to look for them takes long
_BEFORE, _AFTER = rf"(?<!(?!{_WIDE})\w)", rf"(?!(?!{_WIDE})\w)"


@dataclass(frozen=True, slots=True)
class Wording:
    """A language's patterns and words, as `texts.toml` describes them; `text` stands in those of `said`."""

    document: LatePattern
    text: str
    said: tuple[str, ...]
    author: tuple[LatePattern, ...]
    title: tuple[LatePattern, ...]
    plain: str
    bodies: frozenset[str]


def whole(pattern: str) -> str:
    """Return a pattern of whole words; between ideographs and kana there is no blank."""
    return f"{_BEFORE}(?:{pattern}){_AFTER}"


@cache
def wordings() -> tuple[Wording, ...]:
    """Return how each language asks, English first."""
    rows = tomllib.loads(files("bot.answering").joinpath("texts.toml").read_text("utf-8"))
    return tuple(_wording(row) for row in rows.values())


def _wording(row: Mapping[str, Any]) -> Wording:
    def put(pattern: str) -> str:
        return pattern.replace("{document}", str(row["document"])).replace("{writer}", str(row["writer"]))

    def compiled(patterns: Sequence[str]) -> tuple[LatePattern, ...]:
        return tuple(LatePattern(put(one), re.IGNORECASE) for one in patterns)

    return Wording(
        LatePattern(whole(row["document"]), re.IGNORECASE),
        put(row["text"]),
        tuple(row["said"]),
        compiled(row["author"]),
        compiled(row["title"]),
        row["plain"],
        frozenset(row["bodies"].split()),
    )
