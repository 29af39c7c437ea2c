"""Words where a script has no spaces between them, Japanese, and where signs stand for them: "1990+"."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import cache

from bot.answering.records import lexicon
from corpus.late import LatePattern

_SCRIPT = LatePattern(r"[\u3040-\u30ff\u3400-\u9fff]")
_RUN = LatePattern(r"[\u3040-\u30ff\u3400-\u9fff々〆・ー]+")
_LONGEST = 12  # letters of a name or word
_OPEN_YEAR = LatePattern(r"(?<=\b[12]\d{3})\+(?!\w)")


@cache
def _words() -> frozenset[str]:
    return frozenset(lexicon.languages()["ja"].signs)


def opened(text: str) -> str:
    """Return a text with the sign that a span of years has no end in words: "1990+"."""
    return _OPEN_YEAR.sub(" or later", text)


def spaced(text: str, is_name: Callable[[str], bool]) -> str:
    """Return a text with its words set apart, each the longest that is a word of the subject or a name."""
    if not _SCRIPT.search(text):
        return text
    return " ".join(_RUN.sub(lambda run: f" {' '.join(_parted(run[0], _words(), is_name))} ", text).split())


def _parted(run: str, words: Container[str], is_name: Callable[[str], bool]) -> list[str]:
    """Return the words of a run of letters; what is none stays together."""
    parts: list[str] = []
    unknown = ""
    at = 0
    while at < len(run):
        sizes = range(min(_LONGEST, len(run) - at), 0, -1)
        found = next((size for size in sizes if _is_one(run[at : at + size], words, is_name)), 0)
        if found and unknown:
            parts.append(unknown)
            unknown = ""
        if found:
            parts.append(run[at : at + found])
        else:
            unknown += run[at]
        at += found or 1
    return [*parts, unknown] if unknown else parts


def _is_one(part: str, words: Container[str], is_name: Callable[[str], bool]) -> bool:
    return part in words or (len(part) > 1 and is_name(part))
