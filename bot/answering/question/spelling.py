"""Read a misspelt question: words that the corpus does not hold become the ones that it does.

The words that ask are mended on their own: no passage need hold them.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from bot.answering.question.kind import ASKING, AUXILIARY
from corpus.late import LatePattern
from index.terms import STOP_WORDS, stem, words

_LIKE = 85.0  # of 100; one letter off in seven, two in twelve
_SHORTEST = 5

_OPENING = LatePattern(
    rf"\s*(?:(?:and|so|but|ok|okay|hey|yo)\s+)*(?P<word>[a-z]{{3,5}})\s+(?P<next>{AUXILIARY})?\b",
    re.IGNORECASE,
)
_UNMISTAKABLE = frozenset(("which", "whose"))  # no common word is one letter from these
_SOUNDS_LIKE_WHERE = frozenset(("were", "wear", "ware", "wher", "wheres"))
_HOW_MANY = LatePattern(r"\bhow\s+(?P<word>[a-z]{3,6})\b", re.IGNORECASE)


def asking(question: str) -> str:
    """Return the question with the words that ask spelt right: "wen did", "wich", "how meny", "were did".

    A word one letter off is one only where an auxiliary follows, so that "wheat" stays what it is.
    """
    match = _OPENING.match(question)
    if match and (meant := _meant(match["word"].casefold(), followed=bool(match["next"]))):
        question = _put(question, match, meant)
    match = _HOW_MANY.search(question)
    if match and match["word"].casefold() not in STOP_WORDS:
        meant = next((word for word in ("many", "much") if _is_one_off(word, match["word"].casefold())), "")
        question = _put(question, match, meant) if meant else question
    return question


def _meant(word: str, *, followed: bool) -> str:
    """Return the word that asks for which this one stands, empty where it stands for itself."""
    if word in _SOUNDS_LIKE_WHERE:
        return "where" if followed else ""
    if word in STOP_WORDS:
        return ""
    near = [one for one in ASKING if _is_one_off(one, word)]
    return near[0] if near and (followed or near[0] in _UNMISTAKABLE) else ""


def _is_one_off(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - only for words that may be misspelt

    return OSA.distance(one, other) == 1


def _put(question: str, match: re.Match[str], meant: str) -> str:
    start, end = match.span("word")
    meant = meant.capitalize() if match["word"][0].isupper() else meant
    return question[:start] + meant + question[end:]


def correct(question: str, unknown: Collection[str], passages: Collection[str]) -> str:
    """Return the question with its unknown words spelt as a word of the passages, where one is near.

    `unknown` are the terms that no passage of the corpus holds. A word is near when it begins with the
    same letter and differs little; short words are left alone.
    """
    if not unknown:
        return question
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only for words that may be misspelt

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
