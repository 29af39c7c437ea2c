"""What questions ask for in languages other than English: read from `asking.toml`, a table a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from corpus import languages
from corpus.late import LatePattern
from index.terms import english, words

_WORD = LatePattern(r"[^\W\d_]+")
_KINDS = ("number", "time", "person", "place", "reason", "manner")
_WITHOUT_BLANKS = "ja"
_ENGLISH = (
    "what which who whom whose when where why how do does did can could will would should must may any there"
    " our your my we you i me their get much many"
)
"""Words of questions in English that few texts have."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How a language asks: its words, the patterns of the kinds of question, its number words.

    `determiners` are empty where a noun is not written with a capital letter.
    """

    code: str
    words: frozenset[str]
    verbs: frozenset[str]
    asks: LatePattern
    kinds: Mapping[str, LatePattern]
    several: LatePattern
    numbers: frozenset[str]
    determiners: frozenset[str]

    @property
    def known(self) -> frozenset[str]:
        """Return the words that tell this language: those that ask and those that any text has."""
        return self.words | self.verbs | languages.function_words(self.code)

    def is_noun(self, word: str, before: str) -> bool:
        """Tell whether a capitalised word, given in lower case with what stands before it, is a mere noun."""
        if not self.determiners:
            return False
        last = before.rpartition(" ")[2].casefold()
        return last in self.determiners or any(english(one) != one for one in words(word))

    def kind(self, text: str) -> str:
        """Return the kind of thing a question in lower case asks for, by its first word that asks."""
        asks = self.asks.search(text)
        if asks is not None:
            return next((kind for kind, one in self.kinds.items() if one.match(text, asks.start())), "thing")
        first = _WORD.search(text)
        return "yes_no" if first and first[0] in self.verbs else "thing"


@lru_cache(maxsize=1_000)
def asking_of(text: str) -> Asking | None:
    """Return how the language of a question asks; None where it is English, or open; total.

    A language is told by its function words and by those that ask; of two alike, English is meant.
    """
    lower = text.casefold()
    if languages.guess(text) == _WITHOUT_BLANKS:
        return _tables()[_WITHOUT_BLANKS]
    words = _WORD.findall(lower)
    counts = {
        code: sum(word in known for word in words)
        for code, known in _known().items()
        if code != _WITHOUT_BLANKS
    }
    best = max(counts, key=counts.__getitem__)
    return _tables()[best] if best != "en" and counts[best] > counts["en"] else None


@cache
def number_words() -> frozenset[str]:
    """Return the number words of all these languages that are no common words of another."""
    common = frozenset().union(*(languages.function_words(code) for code in ("en", *_tables())))
    return frozenset().union(*(table.numbers for table in _tables().values())) - common


@cache
def _known() -> Mapping[str, frozenset[str]]:
    """Return the words that tell a language, English first, so that it is meant where others are alike."""
    known = {"en": frozenset(_ENGLISH.split()) | languages.function_words("en")}
    return known | {code: table.known for code, table in _tables().items() if code != _WITHOUT_BLANKS}


@cache
def _tables() -> Mapping[str, Asking]:
    read = tomllib.loads(files("bot.answering.question").joinpath("asking.toml").read_text("utf-8"))
    return {
        code: Asking(
            code,
            frozenset(table["words"].split()),
            frozenset(table["verbs"].split()),
            LatePattern(table["asks"] if code == _WITHOUT_BLANKS else rf"(?<!\w)(?:{table['asks']})(?!\w)"),
            {kind: LatePattern(table[kind]) for kind in _KINDS},
            LatePattern(table["several"]),
            frozenset(table["numbers"].split()),
            frozenset(table.get("determiners", "").split()),
        )
        for code, table in read.items()
    }
