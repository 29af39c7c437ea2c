"""The phrases that answers are made of, one catalogue a language; `tools/catalogues.py` compiles them."""

from __future__ import annotations

import gettext
from functools import cache
from importlib.resources import files

ENGLISH = "en"


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
            slots.setdefault("n", f"{count:,}")
        if found == key:
            raise KeyError(key)
        return found.format(**slots)


@cache
def phrases(language: str = ENGLISH) -> Phrases:
    """Return the phrases of a language, of English where there is no catalogue of it."""
    return Phrases(language)


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
