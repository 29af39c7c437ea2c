"""Questions about a document itself: who wrote it, what it is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from bot.answering import composing
from bot.answering.answer import Answer
from bot.answering.asked import Asked
from bot.answering.citing import Citer
from bot.answering.knowledge import referred
from bot.answering.texts import wordings
from corpus.late import LatePattern
from corpus.model import Document
from index.terms import terms

MOST_BYLINES = 5
"""How many documents' authors or titles are told at most."""

_SURE = 0.97  # confidence in what is told of a document: "the essay" may mean another
_ONE_OF_THEM = 0.7  # and of several, of which one is meant


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

    A question that names a title is about that document, one that says "the essay" about what is called
    that, or about each where nothing is. Any other word means that it asks for more than a byline tells.
    """
    about: Literal["author", "title"]
    if _any(question, (one for words in wordings() for one in words.author)):
        about = "author"
    elif _any(question, (one for words in wordings() for one in words.title)):
        about = "title"
    else:
        return []
    asked = set(terms(question))
    any_text = _any(question, (words.document for words in wordings()))
    meant = referred(asked, documents, ()) or (list(documents) if any_text else [])
    return [
        Byline(about, one)
        for one in meant
        if (about == "title" or one.author)
        and asked <= _plain().union(terms(one.title), terms(one.author or "") if about == "title" else ())
    ]


def _any(question: str, patterns: Iterable[LatePattern]) -> bool:
    return any(one.search(question) for one in patterns)


@cache
def _plain() -> frozenset[str]:
    """Return the terms that questions about a byline have beside a title."""
    return frozenset(term for words in wordings() for term in terms(words.plain))


class BylineAnswerer:
    """Says who wrote a document, or what it is called, where that is all that is asked."""

    def __init__(self, citer: Citer) -> None:
        self._citer = citer

    async def answer(self, asked: Asked) -> Answer | None:
        """Tell title and author of each document meant."""
        found = read(asked.text, asked.knowledge.documents)[:MOST_BYLINES]
        if not found:
            return None
        citations = [
            await self._citer.opening(one.document, one.said, number) for number, one in enumerate(found, 1)
        ]
        blocks = composing.bylines([one.document for one in found])
        sure = _SURE if len(found) == 1 else _ONE_OF_THEM
        return Answer.of(blocks, asked.text, confidence=sure, citations=citations)
