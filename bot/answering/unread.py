"""Questions in a language that cannot be read well: it is said so, and not that the corpus has no answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from bot.answering.answer import Answer
from bot.answering.blocks import Statement
from bot.answering.language import phrases
from bot.answering.records.lexicon import language_of
from corpus.model import Document

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FEWEST = 2
"""Words of a language by which a question is known to be in it."""


def is_unread(text: str, documents: Iterable[Document] = ()) -> bool:
    """Tell whether a text is in another language than English, by its words or its script.

    Where some document is, a question in its language may well have been read, and has no answer.
    """
    if any(one.language and not one.language.casefold().startswith("en") for one in documents):
        return False
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    if letters and latin * 2 < len(letters):
        return True
    said = [word.casefold() for word in _WORD.findall(text)]
    language = language_of(said)
    return language.code != "en" and sum(language.sign(word) is not None for word in said) >= _FEWEST


def told(answer: Answer, coverage: str) -> Answer:
    """Return the abstention that says why; what is nearest was found for what was not understood."""
    blocks = (Statement(phrases()("language.unread")), Statement(coverage))
    return replace(answer.saying(blocks), nearest=())
