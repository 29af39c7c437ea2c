"""The phrases that answers are made of, one catalogue a language; `tools/catalogues.py` compiles them.

Which language an answer is made in is the context's (`speaking`), so that nothing between who asks and what
words a sentence has to hand it on. Quotes, names and records stay as their sources have them.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files

ENGLISH = "en"

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


class Phrases:
    """The phrases of one language, by key; what a catalogue lacks is said in English."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def __call__(self, key: str, count: int | None = None, /, **slots: object) -> str:
        """Return the phrase of a key with its slots filled, in the plural form for `count` (slot `n`).

        Raises KeyError for a key or a slot that there is none of.
        """
        if count is None:
            found = self._catalogue.gettext(key)
        else:
            found = self._catalogue.ngettext(key, key, count)
            slots.setdefault("n", figure(count))
        if found == key:  # gettext gives back what it has no phrase for
            raise KeyError(key)
        return found.format(**slots)


_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


@contextmanager
def speaking(tag: str | None) -> Iterator[None]:
    """Have what is composed meanwhile said in the language of a tag such as `es-419`; None is English."""
    token = _spoken.set((tag or ENGLISH).split("-")[0].casefold())
    try:
        yield
    finally:
        _spoken.reset(token)


def phrases(language: str | None = None) -> Phrases:
    """Return the phrases of the language that is spoken now, of English where there is no catalogue of it."""
    return _phrases(language or _spoken.get())


@cache
def _phrases(language: str) -> Phrases:
    return Phrases(language)


def figure(number: int) -> str:
    """Write a number with its thousands apart, as people do: 26,084."""
    return f"{number:,}".replace(",", phrases()("number.group"))


def dated(date: str) -> str:
    """Write YYYY, YYYY-MM or YYYY-MM-DD as people do: 1988, May 1988, 12 May 1988."""
    year, *finer = date.split("-")
    if not finer:
        return date
    say = phrases()
    month = say(f"month.{_MONTHS[int(finer[0]) - 1]}")
    if len(finer) == 1:
        return say("date.month", month=month, year=year)
    return say("date.day", day=int(finer[1]), month=month, year=year)


def joined(items: Sequence[str]) -> str:
    """Write a list as people do: a, b and c; with semicolons where items hold commas."""
    if len(items) < 2:
        return "".join(items)
    say, long = phrases(), any("," in item for item in items)
    last = say("list.semicolon-and") if long and len(items) > 2 else say("list.and")
    return say("list.semicolon" if long else "list.comma").join(items[:-1]) + last + items[-1]


@cache
def _catalogue(language: str) -> gettext.GNUTranslations:
    folder = files("bot.answering.language")
    file = folder / f"{language}.mo"
    if not file.is_file():
        return _catalogue(ENGLISH)
    with file.open("rb") as stream:
        found = gettext.GNUTranslations(stream)
    if language != ENGLISH:
        found.add_fallback(_catalogue(ENGLISH))
    return found
