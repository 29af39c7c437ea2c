"""Questions about a document itself: who wrote it, what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.model import Document
from index.terms import STOP_WORDS, stem, words

_AUTHOR = re.compile(
    r"\bwho(?:m|se)?\b.*\b(?:wrote|written|write|authored|author|writer|penned|by)\b"
    r"|\b(?:author|writer)\b.*\bwho\b|\b(?:name|what|which)\b.*\b(?:author|writer)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:what|which|tell|name)\b.*\b(?:title|titled|entitled)\b|\bwhat\b.*\bcalled\b"
    r"|\bname of (?:the|this|that) (?:essay|article|text|document)\b",
    re.IGNORECASE,
)
_PLAIN = frozenset(
    stem(word)
    for word in """essay article text document piece author writer wrote written write authored penned
    title titled entitled called name tell please whose s""".split()  # noqa: SIM905 - a list reads worse
)
_DOCUMENT = re.compile(r"\b(?:essay|article|text|document|piece)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Byline:
    """What is asked of which document: its author, or its title."""

    about: Literal["author", "title"]
    document: Document

    @property
    def said(self) -> str:
        """Return the words that the document would say it in."""
        return (self.document.author or "") if self.about == "author" else self.document.title


def read(question: str, documents: Sequence[Document]) -> list[Byline]:
    """Return what a question asks about documents themselves; nothing when it asks anything else.

    A question that names a title is about that document, one that says "the essay" about each. Any
    other word in it means that it asks for more than a byline tells.
    """
    about: Literal["author", "title"] | None = (
        "author" if _AUTHOR.search(question) else "title" if _TITLE.search(question) else None
    )
    if about is None:
        return []
    asked = {stem(word) for word in words(question) if word not in STOP_WORDS}
    named = [one for one in documents if _terms(one.title) and _terms(one.title) <= asked]
    meant = named or (list(documents) if _DOCUMENT.search(question) else [])
    return [
        Byline(about, one)
        for one in meant
        if asked <= _PLAIN | _terms(one.title) | (_terms(one.author or "") if about == "title" else set())
        and (about == "title" or one.author)
    ]


def _terms(text: str) -> set[str]:
    return {stem(word) for word in words(text) if word not in STOP_WORDS}
