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
from bot.answering.knowledge import ABOUT_TEXTS, referred
from bot.answering.language import phrases
from bot.answering.passages.quote_selection import LEANS_BACK, Quote
from bot.answering.question.kind import kind_of
from bot.answering.question.reading import read
from corpus.late import LatePattern
from corpus.model import Document, Passage
from index.terms import stem, terms, words

MOST = 5
"""Sentences of a summary."""

_READ = 160  # sentences looked at; of a longer document, those spread evenly over it
_SHORTEST, _LONGEST = 40, 320  # characters of a sentence that is quoted
_ALIKE = 0.3  # cosine from which two sentences are of one matter
_DAMPING = 0.85
_SAME = 0.6  # cosine from which a sentence repeats another one
_MENTIONED = 0.5  # share of a matter's terms in a sentence that says something of it
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
_ABOUT = LatePattern(r"\babout\b|\bsum(?:s|med)? up\b|\btl;?dr\b", re.IGNORECASE)

_SAYING = (
    r"\b(?:says?|said|saying|tells?|told|writes?|wrote|mentions?|mentioned|thinks?|discuss(?:es)?|talks?|has|have"
    r"|views?|opinions?|stance|take|overview|anything|something|everything|there)\b.*"
)
_MATTER = LatePattern(
    rf"{_SAYING}\b(?:about|on|regarding|concerning|towards?)\s+(?P<about>.+)|{_SAYING}?\bof\s+(?P<of>.+)",
    re.IGNORECASE,
)
_IT = LatePattern(r"\b(?:it|its|they|their|this|that)\b", re.IGNORECASE)
_TEXTS = ABOUT_TEXTS | frozenset(terms("corpus source"))


def meant(question: str, documents: Sequence[Document]) -> Document | None:
    """Return the document that a question asks to be summed up; None for any other question.

    One that it names by its title, or by "the essay" where only one can be meant. A word that is none of
    asking for a summary means that something in the document is asked for.
    """
    asked = set(terms(question))
    found = referred(asked, documents)
    if len(found) != 1:
        return None
    rest = asked - ABOUT_TEXTS - _PLAIN - set(terms(found[0].title)) - set(terms(found[0].author or ""))
    told = bool(asked & _ASKS) or (bool(_ABOUT.search(question)) and "what" in words(question))
    return found[0] if told and rest <= _ASKS else None


class SummaryAnswerer:
    """Answers what a document is about, or what it says of a matter, by its own sentences."""

    def __init__(self, finder: Finder, citer: Citer) -> None:
        self._finder = finder
        self._citer = citer

    async def answer(self, asked: Asked) -> Answer | None:
        """Sum a document up where that is asked; None for anything else."""
        document = meant(asked.text, asked.knowledge.documents)
        if document is None and asked.history and _IT.search(asked.text):  # "… What are its main points?"
            document = meant(
                f"{_IT.sub(' ', asked.text)} ({_document_of(asked.history[-1])})", asked.knowledge.documents
            )
        if document is None:
            return None
        passages = await self._finder.library.passages_of(document)
        chosen = await asyncio.to_thread(self._chosen, passages)
        return await self._told(asked, chosen, phrases()("summary", title=document.title))

    async def instead(self, asked: Asked) -> Answer | None:
        """Tell what a document says of the matter asked about, where no sentence answers by itself."""
        found = matter(asked, asked.knowledge.documents)
        if found is None:
            return None
        document, about = found
        passages = await self._finder.library.passages_of(document)
        chosen = await asyncio.to_thread(self._of_matter, passages, about)
        return await self._told(asked, chosen, phrases()("summary.matter", title=document.title))

    async def _told(self, asked: Asked, chosen: Sequence[Quote], lead: str) -> Answer | None:
        citations = await self._citer.quotes(sorted(chosen, key=lambda one: one.start), asked.scopes)
        if not citations:
            return None
        blocks = (Statement(lead), *composing.quoted(citations))
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

    def _of_matter(self, passages: Sequence[Passage], about: str) -> list[Quote]:
        """Return the sentences that say most of a matter, in their order; none where it is not mentioned."""
        quotes = [one for passage in passages for one in _quotable(passage, leaning=True)]
        wanted = set(terms(about))
        held = [len(wanted & set(terms(one.text))) / len(wanted) for one in quotes]
        names = {stem(word.casefold()) for word in read(about).names}
        said = {term for one in quotes for term in terms(one.text)}
        at = [place for place, share in enumerate(held) if share >= _MENTIONED]
        if not at or not names <= said:
            return []
        vectors = self._finder.index.embedder.embed([about, *(quotes[place].text for place in at)])
        near = vectors[1:] @ vectors[0]
        best = sorted(range(len(at)), key=lambda row: -(held[at[row]] + float(near[row])))[:MOST]
        return [quotes[at[row]] for row in sorted(best)]


def _document_of(text: str) -> str:
    """Return the words of a text by which people refer to a document: "the essay"."""
    return " ".join(word for word in words(text) if stem(word) in ABOUT_TEXTS)


def matter(asked: Asked, documents: Sequence[Document]) -> tuple[Document, str] | None:
    """Return the document of which it is asked what it says of a matter, and that matter; else None.

    A document is meant as in `meant`, or by "it" after a question that meant it.
    """
    found = _MATTER.search(asked.text)
    if found is None or kind_of(asked.text) in ("person", "time", "place", "number"):
        return None
    said = " ".join((*asked.history[-1:], asked.text) if _IT.search(asked.text) else (asked.text,))
    texts = referred(set(terms(said)), documents, _TEXTS)
    if not texts and _IT.search(asked.text):
        texts = list(documents)
    about = (found["about"] or found["of"]).strip(" ?.!")
    return (texts[0], about) if len(texts) == 1 and terms(about) else None


def _quotable(passage: Passage, *, leaning: bool = False) -> list[Quote]:
    """Return the sentences of a passage that say something by themselves, or `leaning` on those before."""
    quotes = [Quote(passage, span.start, span.end) for span in passage.sentences[passage.headings :]]
    return [
        one
        for one in quotes
        if _SHORTEST <= len(one.text) <= _LONGEST and one.text.rstrip("\"”’)").endswith((".", "!"))
        and (leaning or not LEANS_BACK.match(one.text))
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
