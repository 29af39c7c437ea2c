"""What a document says is answered from the document, and what the records say otherwise stands beside it.

"Did the essay say that Puerto Cabeza is in Venezuela?" asks for the essay's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answering import composing
from bot.answering.answer import Answer, Citation, Position
from bot.answering.asked import Answerer, Asked
from bot.answering.passages.answerer import abstain
from bot.answering.question.words import has_case, split_words
from bot.answering.records.reading import Reader
from bot.answering.texts import whole, wordings
from corpus.model import Document
from corpus.places import Gazetteer

_GAP = r"(?: [\w'’-]+){0,3}?"


class SaidAnswerer:
    """Answers what a document says from documents alone, with what the records say otherwise beside it."""

    def __init__(self, records: Answerer, passages: Answerer) -> None:
        self._records = records
        self._passages = passages

    async def answer(self, asked: Asked) -> Answer | None:
        """Quote the document that is asked about, or say that it does not tell; None of other questions."""
        if not asks_of_text(asked.text, asked.knowledge.documents, asked.knowledge.records.gazetteer):
            return None
        record = await self._records.answer(asked)
        if record is not None and (record.abstained or record.choices):
            return None
        found = await self._passages.answer(asked)
        if found is not None and not found.abstained and _passages(found):
            return found
        if record is not None and _passages(record):
            return _turned(record)
        if found is None or found.abstained:
            return None if record is None else found
        # only records, which do not say what a document does
        return abstain(asked.knowledge, found.citations, 1 - found.confidence)


def asks_of_text(question: str, documents: Sequence[Document], gazetteer: Gazetteer) -> bool:
    """Tell whether a question asks what a document says, which "the essay", its author or its title does.

    One that is asked for an article, or in words that are a title or a place too, asks something else.
    """
    texts = [one.text for one in wordings()]
    places: list[str] = []
    for name in _names(question, documents, gazetteer):
        (places if name.is_place else texts).append(name.pattern)
    return _asked_of(question, texts, _GAP) or _asked_of(question, places, "")


def _asked_of(question: str, texts: Sequence[str], gap: str) -> bool:
    """Tell whether a question asks what one of these says, with `gap` allowed after it."""
    if not texts:
        return False
    plain = "|".join(texts)
    if not re.search(plain, question, re.IGNORECASE):  # most questions; whole words take long to make
        return False
    text = whole(plain)
    if not re.search(text, question, re.IGNORECASE):
        return False
    said = [one.replace("{text}", text).replace("{gap}", gap) for words in wordings() for one in words.said]
    return any(re.search(one, question, re.IGNORECASE) for one in said)


@dataclass(frozen=True, slots=True)
class _Name:
    """What a document is called by in a question, as a pattern; `is_place` where a place is called so too."""

    pattern: str
    is_place: bool = False


def _names(question: str, documents: Sequence[Document], gazetteer: Gazetteer) -> Iterator[_Name]:
    """Yield those titles and names of authors of documents that stand in a question."""
    lower, cased = question.casefold(), has_case(split_words(question))
    for title in {one.title for one in documents if one.title.casefold() in lower}:
        yield _Name(rf"[“«\"‘'「『]{re.escape(title)}[”»“\"’'」』]")
    for author in {" ".join(one.author.split()) for one in documents if one.author}:
        last = author.split()[-1:]
        if not last or last[0].casefold() not in lower:
            continue
        mentions = [one for one in Reader(gazetteer).read(author).mentions if one.how != "typo"]
        yield _Name(re.escape(author), is_place=any(one.text == author for one in mentions))
        if not mentions and _is_person(author) and len(last[0]) > 1:
            yield _Name(f"(?-i:{re.escape(last[0])})" if cased else re.escape(last[0]))


def _is_person(author: str) -> bool:
    """Tell whether an author is called by the last word alone, as people are and committees are not."""
    return not any(word.casefold() in one.bodies for word in author.split() for one in wordings())


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
