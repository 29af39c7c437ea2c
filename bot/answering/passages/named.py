"""Which documents a question is about: those that say the names in it, wherever in them that is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.answering.question.kind import ASKING
from index.terms import STOP_WORDS, folded, stem, words

Document = tuple[str, int]
"""A document's id and version."""

_SMALL = re.compile(r"(?<![\w'’-])[^\W\d_A-Z]{4,}(?![\w-])")
_INSIDE = re.compile(r"[\w,]\s\Z")  # what stands before a word that begins no sentence

_SHORT = 3  # letters up to which a name is a whole word, and not the beginning of another


def saying_most(names: Sequence[str], texts: Mapping[Document, str]) -> frozenset[Document]:
    """Return the documents that say most of these names; all where none says any, or none is asked for.

    `texts` are the documents' texts, folded. A paper names its town in its title or once at its beginning;
    the paragraph that answers need not say it, and a paper that never does is of another town.
    """
    wanted = [re.compile(_pattern(name)) for name in dict.fromkeys(names)]
    said = {document: sum(bool(name.search(text)) for name in wanted) for document, text in texts.items()}
    most = max(said.values(), default=0)
    return frozenset(document for document, count in said.items() if count == most)


def without_capitals(question: str, texts: Sequence[str]) -> list[str]:
    """Return the words of a question that are names written small: texts say them with a capital alone.

    A word that they say at the beginning of a sentence alone is none.
    """
    found = []
    for match in dict.fromkeys(_SMALL.findall(question)):
        if not match.islower() or match in STOP_WORDS or match in ASKING:
            continue
        said = re.compile(rf"(?<!\w){re.escape(match)}(?!\w)", re.IGNORECASE)
        seen = [(text, at) for text in texts for at in said.finditer(text)]
        inside = any(_INSIDE.search(text, 0, at.start()) for text, at in seen)
        if inside and all(at[0][0].isupper() for _, at in seen):
            found.append(match)
    return found


def _pattern(name: str) -> str:
    """Return a pattern for a name in folded text, whatever ending it has there."""
    word = (words(name) or [folded(name)])[0]
    root = stem(word)
    begins = len(root) > _SHORT and word.startswith(root)
    return rf"(?<!\w){re.escape(root)}" if begins else rf"(?<!\w){re.escape(word)}(?!\w)"
