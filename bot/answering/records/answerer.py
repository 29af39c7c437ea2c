"""Answer from records: exactly, or by asking which place is meant, or by saying what they lack."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.answering import composing
from bot.answering.answer import Answer, Citation, Disagreement, Position
from bot.answering.asked import Asked
from bot.answering.citing import Citer
from bot.answering.finding import Finder
from bot.answering.passages.answerer import abstain
from bot.answering.records.draft import RecordAnswer
from bot.answering.records.interpreter import Interpreter
from bot.answering.records.kinds import kinds
from bot.answering.records.likeness import Likeness
from bot.answering.records.unsettled import SURE
from index.terms import words

COMPARED = 12
"""How many of the passages found are compared with the records that answer."""

_DATED = frozenset(("since", "until", "status-when", "first"))
"""Kinds of answer that a record without the date does not give."""


class RecordAnswerer:
    """Answers what partnership records say exactly, with what passages say otherwise beside it."""

    def __init__(self, finder: Finder, citer: Citer) -> None:
        self._finder = finder
        self._citer = citer
        embedder = finder.index.embedder
        self.likeness = Likeness(embedder, kinds(), embedder.keeps)
        self._interpreter = Interpreter(self.likeness)

    async def answer(self, asked: Asked) -> Answer | None:
        """Answer from the records; None where they do not answer and the passages may."""
        found = await asyncio.to_thread(
            self._interpreter.ask, asked.text, asked.knowledge.records, history=asked.history
        )
        if found is None:
            return None
        if found.abstained or found.unknown or not found.statements or _lacks_date(found):
            return await self._not_exact(asked, found)
        citations = [self._citer.statement(row, number) for number, row in enumerate(found.statements, 1)]
        disagreements = [
            Disagreement(
                dispute.about,
                tuple(Position(text, found.statements.index(row) + 1) for text, row in dispute.sides),
            )
            for dispute in found.disputes
        ]
        citations, more = await self._with_passages(asked, citations)
        answer = Answer.of(
            found.blocks,
            asked.text,
            confidence=found.confidence,
            citations=citations,
            disagreements=(*disagreements, *more),
            follow_ups=found.follow_ups,
        )
        return replace(answer, has_values=found.has_value, values=found.value, complete=found.complete)

    async def _not_exact(self, asked: Asked, found: RecordAnswer) -> Answer | None:
        """Ask which place is meant, or say what the records lack; None where the passages may know."""
        if found.choices:
            if found.unknown and await self._mentioned(asked, found.unknown):
                return None  # a name that is near one of the records' is one that documents know
            return Answer.of(found.blocks, asked.text, confidence=found.confidence, choices=found.choices)
        if _lacks_date(found):
            nearest = [self._citer.statement(row, number) for number, row in enumerate(found.statements, 1)]
        else:
            named = bool(found.unknown) and found.unknown != str(found.unknown).casefold()
            if not named or await self._mentioned(asked, str(found.unknown)):
                return None
            nearest = []
        abstention = abstain(asked.knowledge, nearest, SURE)
        return abstention.saying(composing.unknown(found.blocks, asked.knowledge.coverage))

    async def _mentioned(self, asked: Asked, name: str) -> bool:
        """Tell whether a passage names a place that the records do not know."""
        _, passages = await self._finder.find(name, asked.knowledge, asked.scopes)
        wanted = set(words(name))
        return any(wanted <= set(words(passage.text)) for passage in passages.values())

    async def _with_passages(
        self, asked: Asked, citations: list[Citation]
    ) -> tuple[list[Citation], list[Disagreement]]:
        """Set beside the records what the passages found for the question say differently."""
        knowledge, scopes = asked.knowledge, asked.scopes
        _, passages = await self._finder.find(asked.text, knowledge, scopes, limit=COMPARED)
        disagreements: list[Disagreement] = []
        for quote, conflict in [found for p in passages.values() for found in knowledge.conflicts_of(p)]:
            record = next((c for c in citations if c.record == conflict.statement.id), None)
            if record is None or any(item.about == conflict.about for item in disagreements):
                continue
            for citation in await self._citer.quotes([quote], scopes):
                citations = [*citations, replace(citation, number=len(citations) + 1)]
                sides = (Position(conflict.said, len(citations)), Position(conflict.recorded, record.number))
                disagreements.append(Disagreement(composing.contradicted(conflict), sides))
        return citations, disagreements


def _lacks_date(found: RecordAnswer) -> bool:
    """Tell whether a date is asked for that no record has."""
    return found.kind in _DATED and not found.has_value and bool(found.statements)
