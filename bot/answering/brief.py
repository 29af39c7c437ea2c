"""A brief: all that is known about two places, as one answer with the citations of each part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering import composing
from bot.answering.answer import Answer
from bot.answering.asked import Asked
from bot.answering.blocks import Block, Statement, renumbered
from bot.answering.citing import Citer
from bot.answering.finding import Finder
from bot.answering.language import phrases
from bot.answering.messages import together
from bot.answering.passages.quote_selection import Quote
from bot.answering.small_talk.before import Again
from corpus.countries import fold
from corpus.model import Passage

_QUOTES = 5
"""Sentences of documents in a brief."""

_SURE = 0.9
_LONGEST = 400


class BriefMaker:
    """Puts the answers to the questions that one would ask about two places one under the other."""

    def __init__(self, finder: Finder, citer: Citer, again: Again) -> None:
        self._finder = finder
        self._citer = citer
        self._again = again

    async def of(self, asked: Asked, one: str, other: str) -> Answer:
        """Return the brief; an abstention where neither records nor documents say anything."""
        say = phrases()
        questions = (
            say("before.entry-pair", one=one, other=other),
            say("next.common", one=one, other=other),
            say("next.distance", one=one, other=other),
            say("next.partners", place=one),
            say("next.partners", place=other),
        )
        answers = [(text, await self._again(text, (), asked.scopes)) for text in questions]
        parts = [(text, answer) for text, answer in answers if answer.has_values or answer.citations]
        parts = [(text, answer) for text, answer in parts if not answer.abstained]
        passages = await self._passages(asked, one, other)
        if passages is not None:
            parts.append((asked.text, passages))
        if not parts:
            blocks = (
                Statement(say("brief.nothing", one=one, other=other)),
                Statement(asked.knowledge.coverage),
            )
            return Answer.of(blocks, asked.text, confidence=_SURE, abstained=True)
        whole = _each_once(together(asked.text, parts))
        return replace(whole, follow_ups=(), has_values=False, values=None, complete=None)

    async def _passages(self, asked: Asked, one: str, other: str) -> Answer | None:
        """Quote the sentences of documents that name the places, those that name both first."""
        _, found = await self._finder.find(asked.text, asked.knowledge, asked.scopes)
        names = [fold(label.partition(",")[0]) for label in (one, other)]
        ranked = [
            (sum(name in fold(quote.text) for name in names), quote)
            for passage in found.values()
            for quote in _sentences(passage)
        ]
        chosen = sorted((row for row in ranked if row[0]), key=lambda row: -row[0])[:_QUOTES]
        citations = await self._citer.quotes([quote for _, quote in chosen], asked.scopes)
        if not citations:
            return None
        blocks: tuple[Block, ...] = (
            Statement(phrases()("brief.passages")), *composing.quoted(citations)
        )  # fmt: skip
        return Answer.of(blocks, asked.text, confidence=_SURE, citations=citations)


def _each_once(answer: Answer) -> Answer:
    """Give what several parts cite one number, and what they disagree about one place."""
    numbers: dict[str, int] = {}
    for citation in answer.citations:
        numbers.setdefault(citation.id, len(numbers) + 1)
    number = {one.number: numbers[one.id] for one in answer.citations}.__getitem__
    citations = {numbers[one.id]: replace(one, number=numbers[one.id]) for one in answer.citations}
    told = {
        (item.about, tuple(side.text for side in item.statements)): replace(
            item,
            statements=tuple(replace(side, citation=number(side.citation)) for side in item.statements),
        )
        for item in answer.disagreements
    }
    blocks = tuple(renumbered(block, number) for block in answer.blocks)
    return replace(
        answer.saying(blocks),
        citations=tuple(citations[at] for at in sorted(citations)),
        disagreements=tuple(told.values()),
    )


def _sentences(passage: Passage) -> Sequence[Quote]:
    if passage.kind == "record":
        return ()
    quotes = [Quote(passage, span.start, span.end) for span in passage.sentences[passage.headings :]]
    return [quote for quote in quotes if len(quote.text) <= _LONGEST]
