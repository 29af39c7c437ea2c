"""Answer a question: the answerers are tried in order, from the exact ones to the passages."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

from bot.answering import composing, messages
from bot.answering.answer import Answer
from bot.answering.asked import Answerer, Asked, clean, cleaned
from bot.answering.brief import BriefMaker
from bot.answering.bylines import BylineAnswerer
from bot.answering.citing import Citer
from bot.answering.finding import Finder
from bot.answering.knowledge import Knowledge, Library
from bot.answering.passages.answerer import Examined, PassageAnswerer
from bot.answering.records.answerer import RecordAnswerer
from bot.answering.small_talk.answerer import SmallTalkAnswerer
from bot.answering.small_talk.before import BeforeAnswerer
from bot.answering.summary import SummaryAnswerer
from bot.answering.unread import is_unread, told
from corpus.model import SHARED
from index import Index
from index.cross_encoder import Reader


class Engine:
    """Answers from one store and one index; safe to ask from several tasks at once."""

    def __init__(self, index: Index, library: Library, citer: Citer, reader: Callable[[], Reader]) -> None:
        self._library = library
        self._citer = citer
        self._reader = reader
        finder = Finder(index, library)
        self.passages = PassageAnswerer(finder, citer, reader)
        records = RecordAnswerer(finder, citer)
        self._small_talk = SmallTalkAnswerer(index.embedder, index.embedder.keeps)
        self.answerers: list[Answerer] = [
            BylineAnswerer(citer),
            SummaryAnswerer(finder, citer),
            BeforeAnswerer(self._small_talk, self.passages, self._again),
            records,
            self._small_talk,
            self.passages,
        ]
        self._brief = BriefMaker(finder, citer, self._again)
        self._by_examples = (records.likeness, self._small_talk)

    def beside(self, index: Index) -> Engine:
        """Return one that answers from another index of the same store."""
        return Engine(index, self._library, self._citer, self._reader)

    @property
    def is_prepared(self) -> bool:
        """Tell whether all example questions have been embedded with this model, now or earlier."""
        return all(one.is_prepared for one in self._by_examples)

    def prepare(self) -> None:
        """Embed the example questions, which takes some seconds with a model that is new here."""
        for one in self._by_examples:
            one.prepare()

    async def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        scopes: Sequence[str] = (SHARED,),
        id: str = "",  # noqa: A002 - the contract's name
    ) -> Answer:
        """Answer a question from the named scopes; raises RefusedError for one that cannot be read.

        `history` holds the earlier questions of the conversation, oldest first.
        """
        began = time.perf_counter()
        asked = await self._asked(question, history, scopes)
        parts = await self._parts(asked)
        exact = await self._exact(parts) if len(parts) > 1 else []
        if exact and all(map(_answers, exact)):  # else it may be one question after all
            answer = await self._joined(asked, parts, exact)
        else:
            whole = await self._first(asked, self._before_passages())
            answer = whole or await self._by_parts(asked, parts, exact or await self._exact(parts))
        if composing.says_nothing(answer.blocks) and is_unread(asked.text, asked.knowledge.documents):
            answer = told(answer, asked.knowledge.coverage)
        elapsed = (time.perf_counter() - began) * 1000
        return replace(answer, id=id, question=question, elapsed_ms=elapsed)

    async def _again(self, question: str, history: Sequence[str], scopes: Sequence[str]) -> Answer:
        """Answer what was asked before, so that the next question can be about its answer."""
        return await self.ask(question, history=history, scopes=scopes)

    def _before_passages(self) -> list[Answerer]:
        """Return the answerers that leave alone what they cannot answer exactly."""
        return list(takewhile(lambda one: one is not self.passages, self.answerers))

    @staticmethod
    async def _first(asked: Asked, answerers: Sequence[Answerer]) -> Answer | None:
        for answerer in answerers:
            answer = await answerer.answer(asked)
            if answer is not None:
                return answer
        return None

    async def _parts(self, asked: Asked) -> list[Asked]:
        """Return the sentences of a message that ask, each after those before it; none of a single sentence.

        Greetings, reasons and thanks stand beside what is asked, and are not asked themselves.
        """
        said = messages.sentences(asked.text)
        if len(said) < 2:
            return []
        topics = await asyncio.to_thread(lambda: [self._small_talk.topic(one) for one in said])
        said = [one for one, topic in zip(said, topics, strict=True) if topic is None]
        return [
            replace(asked, text=part.text, history=(*asked.history, *part.before))
            for part in messages.asking(said)
        ]

    async def _exact(self, parts: Sequence[Asked]) -> list[Answer | None]:
        """Return the exact answer to each sentence, None where it has none."""
        answerers = [one for one in self._before_passages() if one is not self._small_talk]
        return [await self._first(part, answerers) for part in parts]

    async def _joined(self, asked: Asked, parts: Sequence[Asked], exact: Sequence[Answer | None]) -> Answer:
        """Answer the sentences of a message one after the other, those without an exact answer by quotes."""
        answers = [
            (part.text, answer or await self.passages.answer(part))
            for part, answer in zip(parts, exact, strict=True)
        ]
        return messages.together(asked.text, answers)

    async def _by_parts(self, asked: Asked, parts: Sequence[Asked], exact: Sequence[Answer | None]) -> Answer:
        """Answer a message by its sentences where some has an exact answer; else by quotes.

        By quotes it is answered as a whole, or else sentence by sentence, or else it is said what is nearest.
        """
        if any(map(_answers, exact)):
            return await self._joined(asked, parts, exact)
        whole = await self.passages.answer(asked)
        if not whole.abstained or not parts:
            return whole
        answers = [(part.text, await self.passages.answer(part)) for part in parts]
        if all(answer.abstained for _, answer in answers):
            return whole
        return messages.together(asked.text, answers)

    async def brief(self, one: str, other: str, *, scopes: Sequence[str] = (SHARED,)) -> Answer:
        """Return all that is known about two places, named as their labels or as people call them."""
        asked = await self._asked(f"{one} {other}", (), scopes)
        return await self._brief.of(asked, one, other)

    async def knowledge(self, scopes: Sequence[str]) -> Knowledge:
        """Return what scopes know now besides passages; kept until the corpus changes."""
        return await self._library.knowledge(scopes)

    async def examine(
        self,
        question: str,
        scopes: Sequence[str],
        history: Sequence[str] = (),
        by: PassageAnswerer | None = None,
    ) -> Examined:
        """Search the passages and weigh their sentences; what `bench.fit` learns from."""
        return await (by or self.passages).examine(await self._asked(question, history, scopes))

    async def _asked(self, question: str, history: Sequence[str], scopes: Sequence[str]) -> Asked:
        earlier = tuple(text for text in map(cleaned, history) if text)
        return Asked(clean(question), earlier, tuple(scopes), await self._library.knowledge(scopes))


def _answers(answer: Answer | None) -> bool:
    return answer is not None and not answer.abstained
