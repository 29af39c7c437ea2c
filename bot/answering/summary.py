"""What a document is about: a few of its own sentences, in their order, each cited.

The sentences are those that most others are like (LexRank: Erkan and Radev 2004), and not like each other.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.answering import composing
from bot.answering.answer import Answer
from bot.answering.asked import Asked
from bot.answering.blocks import Statement
from bot.answering.citing import Citer
from bot.answering.finding import Finder
from bot.answering.knowledge import ABOUT_TEXTS, named
from bot.answering.language import phrases
from bot.answering.passages.quote_selection import LEANS_BACK, Quote
from corpus.model import Document, Passage
from index.terms import terms, words

MOST = 5
"""Sentences of a summary."""

_READ = 160  # sentences looked at; of a longer document, those spread evenly over it
_SHORTEST, _LONGEST = 40, 320  # characters of a sentence that is quoted
_ALIKE = 0.3  # cosine from which two sentences are of one matter
_DAMPING = 0.85
_SAME = 0.6  # cosine from which a sentence repeats another one
_SURE = 0.9  # confidence that these sentences tell what it is about

_ASKS = frozenset(
    terms(
        "summary summarise summarize sum overview gist tldr tl dr main major key point points argument"
        " arguments idea ideas topic theme message outline short brief briefly nutshell abstract contents"
    )
)
_PLAIN = frozenset(
    terms(
        "tell give get want need please pls explain describe read reading say says talk talks discuss have"
        " got hey hi whats"
    )
)
_ABOUT = re.compile(r"\babout\b|\bsum(?:s|med)? up\b|\btl;?dr\b", re.IGNORECASE)


def meant(question: str, documents: Sequence[Document]) -> Document | None:
    """Return the document that a question asks to be summed up; None for any other question.

    One that it names by its title, or by "the essay" where there is only one. A word that is none of asking
    for a summary means that something in the document is asked for.
    """
    asked = set(terms(question))
    found = named(asked, documents)
    if not found and len(documents) == 1 and asked & ABOUT_TEXTS:
        found = list(documents)
    if len(found) != 1:
        return None
    rest = asked - ABOUT_TEXTS - _PLAIN - set(terms(found[0].title)) - set(terms(found[0].author or ""))
    told = bool(asked & _ASKS) or (bool(_ABOUT.search(question)) and "what" in words(question))
    return found[0] if told and rest <= _ASKS else None


class SummaryAnswerer:
    """Answers what a document is about, by its own sentences."""

    def __init__(self, finder: Finder, citer: Citer) -> None:
        self._finder = finder
        self._citer = citer

    async def answer(self, asked: Asked) -> Answer | None:
        """Sum a document up where that is asked; None for anything else."""
        document = meant(asked.text, asked.knowledge.documents)
        if document is None:
            return None
        passages = await self._finder.library.passages_of(document)
        chosen = await asyncio.to_thread(self._chosen, passages)
        citations = await self._citer.quotes(chosen, asked.scopes)
        if not citations:
            return None
        lead = Statement(phrases()("summary", title=document.title))
        blocks = (lead, *composing.quoted(citations))
        return Answer.of(blocks, asked.text, confidence=_SURE, citations=citations)

    def _chosen(self, passages: Sequence[Passage]) -> list[Quote]:
        """Return the sentences that tell most, in their order."""
        quotes = [one for passage in passages for one in _quotable(passage)]
        if len(quotes) > _READ:
            quotes = [quotes[place] for place in np.linspace(0, len(quotes) - 1, _READ).astype(int)]
        if not quotes:
            return []
        vectors = self._finder.index.embedder.embed([one.text for one in quotes])
        return [quotes[place] for place in sorted(central(vectors, MOST))]


def _quotable(passage: Passage) -> list[Quote]:
    """Return the sentences of a passage that say something by themselves."""
    quotes = [Quote(passage, span.start, span.end) for span in passage.sentences[passage.headings :]]
    return [
        one
        for one in quotes
        if _SHORTEST <= len(one.text) <= _LONGEST and one.text.rstrip("\"”’)").endswith((".", "!"))
        and not LEANS_BACK.match(one.text)
    ]  # fmt: skip


def central(vectors: NDArray[np.float32], most: int) -> list[int]:
    """Return the rows that most others are like, the best first, none like one before it.

    `vectors` are float32 (sentences, dimensions), of unit length.
    """
    similar = vectors @ vectors.T
    near = (similar >= _ALIKE).astype(np.float64)
    steps = near / near.sum(1, keepdims=True)  # each is like itself
    rank = np.full(len(vectors), 1 / len(vectors))
    for _ in range(50):
        rank = (1 - _DAMPING) / len(vectors) + _DAMPING * (rank @ steps)
    chosen: list[int] = []
    for row in np.argsort(-rank, kind="stable").tolist():
        if len(chosen) == most:
            break
        if all(similar[row, one] < _SAME for one in chosen):
            chosen.append(row)
    return chosen
