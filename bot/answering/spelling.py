"""Read a misspelt question: words that the corpus does not hold become the ones that it does."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from rapidfuzz import fuzz, process

from index.terms import STOP_WORDS, stem, words

_LIKE = 85.0  # of 100; one letter off in seven, two in twelve
_SHORTEST = 5


def correct(question: str, unknown: Collection[str], passages: Collection[str]) -> str:
    """Return the question with its unknown words spelt as a word of the passages, where one is near.

    `unknown` are the terms that no passage of the corpus holds. A word is near when it begins with the
    same letter and differs little; short words are left alone.
    """
    if not unknown:
        return question
    known = frozenset().union(*(_long_words(text) for text in passages))

    def nearer(match: re.Match[str]) -> str:
        word = match[0].casefold()
        if len(word) < _SHORTEST or stem(word) not in unknown:
            return match[0]
        alike = [other for other in known if other[0] == word[0]]
        found = process.extractOne(word, alike, scorer=fuzz.ratio, score_cutoff=_LIKE)
        if found is None:
            return match[0]
        return found[0].capitalize() if match[0][0].isupper() else found[0]

    return re.sub(r"[^\W\d_]+", nearer, question)


@lru_cache(maxsize=4_096)
def _long_words(text: str) -> frozenset[str]:
    """Return the words of a passage that a misspelt one may stand for."""
    return frozenset(word for word in words(text) if len(word) >= _SHORTEST) - STOP_WORDS
