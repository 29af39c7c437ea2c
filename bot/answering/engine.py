"""Answer a question: the answerers are tried in order, from the exact ones to the passages."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering import composing
from bot.answering.answer import Answer
from bot.answering.asked import Answerer, Asked, clean, cleaned
from bot.answering.brief import BriefMaker
from bot.answering.bylines import BylineAnswerer
from bot.answering.citing import Citer
from bot.answering.finding import Finder
from bot.answering.knowledge import Knowledge, Library
from bot.answering.passages.answerer import Examined, PassageAnswerer
from bot.answering.records.answerer import RecordAnswerer
from bot.answering.said import SaidAnswerer
from bot.answering.several import MessageAnswerer
from bot.answering.small_talk.answerer import SmallTalkAnswerer
from bot.answering.small_talk.before import BeforeAnswerer
from bot.answering.summary import SummaryAnswerer
from bot.answering.understood import offered
from bot.answering.unread import is_unread, told
from corpus.model import SHARED
from index import PassageIndex
from index.cross_encoder import Reader


class Engine:
    """Answers from one store and one index; safe to ask from several tasks at once."""

    def __init__(
        self, index: PassageIndex, library: Library, citer: Citer, reader: Callable[[], Reader]
    ) -> None:
        self._library = library
        self._citer = citer
        self._reader = reader
        finder = Finder(index, library)
        self.passages = PassageAnswerer(finder, citer, reader)
        records = RecordAnswerer(finder, citer)
        self._small_talk = SmallTalkAnswerer(index.embedder, index.embedder.keeps, records.likeness)
        summary = SummaryAnswerer(finder, citer)
        self.answerers: list[Answerer] = [
            BylineAnswerer(citer),
            summary,
            BeforeAnswerer(self._small_talk, self.passages, self._again),
            SaidAnswerer(records, self.passages),
            records,
            self._small_talk,
            self.passages,
        ]
        self._messages = MessageAnswerer(self.answerers, summary, self._small_talk, self.passages, records)
        self._brief = BriefMaker(finder, citer, self._again)
        self._by_examples = (records.likeness, self._small_talk)

    def beside(self, index: PassageIndex) -> Engine:
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
        id: str = "",  # noqa: A002 - what its JSON calls it
    ) -> Answer:
        """Answer a question from the named scopes; raises RefusedError for one that cannot be read.

        `history` holds the earlier questions of the conversation, oldest first.
        """
        began = time.perf_counter()
        asked = await self._asked(question, history, scopes)
        answer = await self._messages.answer(asked)
        if composing.says_nothing(answer.blocks):
            unread = is_unread(asked.text, asked.knowledge.documents)
            answer = told(answer, asked.knowledge.coverage) if unread else offered(answer, asked)
        elapsed = (time.perf_counter() - began) * 1000
        return replace(answer, id=id, question=question, elapsed_ms=elapsed)

    async def _again(self, question: str, history: Sequence[str], scopes: Sequence[str]) -> Answer:
        """Answer what was asked before, so that the next question can be about its answer."""
        return await self.ask(question, history=history, scopes=scopes)

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
