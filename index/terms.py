"""What counts as a word: one analysis for the lexical index and for everything that compares words."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

import Stemmer

from index import lexicon
from index.lexicon import Lexicon

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W_]+")
"""Initials with dots (U.S.), numbers with their points and commas, runs of letters and digits."""

_ACCENT = re.compile("([a-z])[\u0300-\u036f]+")
_POSSESSIVE = re.compile(r"['’]s\b")

_STOP = """
a about above after again against all also am an and any are aren as at be because been before being
below between both but by can cannot could couldn did didn do does doesn doing don down during each
either few for from further had hadn has hasn have haven having he her here hers herself him himself his
how i if in into is isn it its itself just ll me more most mustn my myself neither no nor not now of off
on once only or other our ours ourselves out over own re same shan she should shouldn so some such t
than that the their theirs them themselves then there these they this those through to too under until
up upon ve very was wasn we were weren what when where which while who whom whose why will with won
would wouldn you your yours yourself yourselves
"""
STOP_WORDS = frozenset(_STOP.split())

_stemmer = Stemmer.Stemmer("english")
_one_at_a_time = threading.Lock()  # the stemmer keeps its state between letters


def words(text: str) -> list[str]:
    """Return the words of `text` in order: folded, whole, stop words among them."""
    return [_plain(word) for word in _found(text)]


def _found(text: str) -> list[str]:
    found: list[str] = _WORD.findall(_POSSESSIVE.sub("", folded(text)))
    return found


def _plain(word: str) -> str:
    """Return a word that was found without the dots of initials, a number without the commas of thousands."""
    return word.replace(".", "") if word[0].isalpha() else word.replace(",", "")


def folded(text: str) -> str:
    """Return `text` in lower case, without the accents of Latin letters: people leave them out."""
    lower = unicodedata.normalize("NFKC", text).casefold()
    if lower.isascii():
        return lower
    return unicodedata.normalize("NFKC", _ACCENT.sub(r"\1", unicodedata.normalize("NFKD", lower)))


def terms(text: str) -> list[str]:
    """Return the terms of `text` in order: its words without stop words, stemmed."""
    return [term for word in _found(text) if (term := _term(word))]


@lru_cache(maxsize=50_000)
def _term(found: str) -> str:
    """Return the term of a word as it was found; none for a stop word."""
    word = _plain(found)
    return "" if word in STOP_WORDS else stem(word)


def pairs(found: list[str]) -> list[str]:
    """Return each two neighbouring terms as one, joined by an underscore (which no term holds)."""
    return [f"{first}_{second}" for first, second in pairwise(found)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the English stem of a folded word, or of the English word that the lexicon has for it."""
    with _one_at_a_time:
        return str(_stemmer.stemWord(english(word)))


def english(word: str) -> str:
    """Return the English word that the lexicon has for a folded word of another language, else the word."""
    return _lexicon().english(word) or word


@cache
def _lexicon() -> Lexicon:
    return lexicon.load(folded)
