"""The words of a question, and whether its capitals mean anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.late import LatePattern

_WORD = LatePattern(r"[^\W_]+(?:['’][^\W_]+)*|&")
_POSSESSIVE = LatePattern(r"(?<=[^\W\d_])['’]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question: code points [start, end), the text, whether it ends in 's."""

    start: int
    end: int
    text: str
    possessive: bool

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.casefold()


def split_words(text: str) -> list[Word]:
    """Return the words of a text; a possessive 's is taken off."""
    words = []
    for match in _WORD.finditer(text):
        bare = _POSSESSIVE.sub("", match[0])
        bare_of_names = bare if bare != match[0] else match[0]
        words.append(Word(match.start(), match.start() + len(bare_of_names), bare_of_names, bare != match[0]))
    return words


def has_case(words: Sequence[Word]) -> bool:
    """Tell whether capitals in the question mean anything: neither all lower, all upper nor Title Case."""
    letters = [word.text for word in words if word.text[0].isalpha()]
    capital = sum(word[0].isupper() for word in letters)
    if len(letters) > 1 and all(word.isupper() for word in letters):
        return False
    inside = sum(word[0].isupper() for word in letters[1:])
    return inside > 0 and not (capital == len(letters) and len(letters) > 4)
