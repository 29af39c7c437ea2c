"""Which documents a question is about: those that say the names in it, wherever in them that is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from index.terms import folded, stem, words

Document = TypeVar("Document")

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


def _pattern(name: str) -> str:
    """Return a pattern for a name in folded text, whatever ending it has there."""
    word = (words(name) or [folded(name)])[0]
    root = stem(word)
    begins = len(root) > _SHORT and word.startswith(root)
    return rf"(?<!\w){re.escape(root)}" if begins else rf"(?<!\w){re.escape(word)}(?!\w)"
