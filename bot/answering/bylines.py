"""Questions about a document itself: who wrote it, what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answering import composing
from bot.answering.answer import Answer
from bot.answering.asked import Asked
from bot.answering.citing import Citer
from bot.answering.knowledge import named
from corpus.model import Document
from index.terms import terms

MOST_BYLINES = 5
"""How many documents' authors or titles are told at most."""

_SURE = 0.97  # confidence in what is told of documents: "the essay" may mean another

_AUTHOR = re.compile(
    r"\bwho(?:m|se)?\b.*\b(?:wrote|written|write|authored|author|writer|penned|by)\b"
    r"|\b(?:author|writer)\b.*\bwho\b|\b(?:name|what|which)\b.*\b(?:author|writer)\b"
    r"|\bwer\b.*\b(?:geschrieben|verfasst|schrieb|autor(?:in)?)\b|\bqui\b.*\b(?:écrit|auteure?|autrice)\b"
    r"|\bqui[eé]n\b.*\b(?:escribi[oó]|escrito|autora?)\b|(?:著者|作者|筆者)は?(?:誰|だれ)|(?:誰|だれ)が書",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:what|which|tell|name)\b.*\b(?:title|titled|entitled)\b|\bwhat\b.*\bcalled\b"
    r"|\bname of (?:the|this|that) (?:essay|article|text|document)\b",
    re.IGNORECASE,
)
_PLAIN = frozenset(
    terms(
        "essay article text document piece author writer wrote written write authored penned"
        " title titled entitled called name tell please s"
        " wer hat ist der die das den geschrieben verfasst schrieb autor autorin von text aufsatz dokument"
        " qui a est l le la de du auteur auteure autrice écrit texte document essai"
        " quién quien escribió escribio es el la ha escrito autor autora del texto documento ensayo"
        " の著者は誰ですか の著者は誰 の作者は誰ですか の筆者は誰ですか"
        " を書いたのは誰ですか は誰が書いたのですか は誰が書きましたか"
    )
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
    asked = set(terms(question))
    meant = named(asked, documents) or (list(documents) if _DOCUMENT.search(question) else [])
    return [
        Byline(about, one)
        for one in meant
        if (about == "title" or one.author)
        and asked <= _PLAIN.union(terms(one.title), terms(one.author or "") if about == "title" else ())
    ]


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
        return Answer.of(blocks, asked.text, confidence=_SURE, citations=citations)
