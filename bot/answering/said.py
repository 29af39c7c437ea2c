"""What a document says is answered from the document, and what the records say otherwise stands beside it.

"Did the essay say that Puerto Cabeza is in Venezuela?" asks for the essay's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering import composing
from bot.answering.answer import Answer, Citation, Position
from bot.answering.asked import Answerer, Asked
from bot.answering.passages.answerer import abstain
from corpus.model import Document

_SAYS = r"(?:say|says|said|claim(?:s|ed)?|state[sd]?|writes?|wrote|written|mention(?:s|ed)?|puts?|place[sd]?)"
_TEXT = r"(?:the|this|that) (?:[\w'’-]+ )?(?:essay|article|text|document|author|writer|piece)"


class SaidAnswerer:
    """Answers what a document says where the records, too, have an answer."""

    def __init__(self, records: Answerer, passages: Answerer) -> None:
        self._records = records
        self._passages = passages

    async def answer(self, asked: Asked) -> Answer | None:
        """Quote the document that is asked about, or say that it does not tell; None of other questions."""
        if not asks_of_text(asked.text, asked.knowledge.documents):
            return None
        record = await self._records.answer(asked)
        if record is None or record.abstained or record.choices:
            return None  # the passages are asked anyhow
        found = await self._passages.answer(asked)
        if found is not None and not found.abstained and _passages(found):
            return found
        if _passages(record):
            return _turned(record)
        if found is None or found.abstained:
            return found
        # only records, which do not say what a document does
        return abstain(asked.knowledge, found.citations, 1 - found.confidence)


def asks_of_text(question: str, documents: Sequence[Document]) -> bool:
    """Tell whether a question asks what a document says, which "the essay", its author or its title does.

    One that is asked for an article, or in words that are a title too, asks something else.
    """
    authors = [one.author for one in documents if one.author]
    names = [re.escape(name) for author in authors for name in (author, author.split()[-1]) if len(name) > 1]
    titles = [rf"[“«\"‘'「『]{re.escape(one.title)}[”»“\"’'」』]" for one in documents]
    text = "|".join([rf"\b{_TEXT}\b", *(rf"\b{name}\b" for name in names), *titles])
    said = rf"(?:{text})(?: [\w'’-]+){{0,3}}? {_SAYS}\b|\baccording to (?:{text})"
    return re.search(said, question, re.IGNORECASE) is not None


def _passages(answer: Answer) -> list[Citation]:
    return [one for one in answer.citations if one.kind == "passage"]


def _turned(answer: Answer) -> Answer:
    """Return the documents' words of an answer from records, these only beside them where they differ."""
    sides = {side.citation for one in answer.disagreements for side in one.statements}
    kept = [
        *_passages(answer),
        *(one for one in answer.citations if one.kind == "record" and one.number in sides),
    ]
    numbers = {one.number: at for at, one in enumerate(kept, 1)}
    citations = [replace(one, number=numbers[one.number]) for one in kept]
    disagreements = [
        replace(one, statements=tuple(Position(side.text, numbers[side.citation]) for side in one.statements))
        for one in answer.disagreements
    ]
    blocks = composing.quoted([one for one in citations if one.kind == "passage"])
    return Answer.of(
        blocks,
        answer.question,
        confidence=answer.confidence,
        citations=citations,
        disagreements=disagreements,
        follow_ups=answer.follow_ups,
    )
