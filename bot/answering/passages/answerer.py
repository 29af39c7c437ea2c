"""Answer from passages: search, weigh the sentences found, decide, quote; or say what is nearest."""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.answering import composing
from bot.answering.answer import Answer, Citation, Disagreement, Position
from bot.answering.asked import Asked
from bot.answering.citing import Citer
from bot.answering.finding import READ, Finder
from bot.answering.knowledge import ABOUT_TEXTS, Knowledge
from bot.answering.passages import classifier, quote_selection, reading, rows
from bot.answering.passages.contradictions import contradicting, side_by_side
from bot.answering.passages.features.comparison import Candidate
from bot.answering.passages.named import saying_most, without_capitals
from bot.answering.passages.query import Floats, Query, prepare
from bot.answering.passages.stages import Stages
from bot.answering.passages.view import View, view, without_context
from bot.answering.question import followup
from bot.answering.question.reading import read
from bot.answering.question.spelling import asking, correct
from corpus.model import Passage
from index import Hit, Search
from index.cross_encoder import Reader
from index.terms import terms

RECORDS_READ = 3
"""How many of the records found are read beside the documents' passages at most."""

_BEATEN_BY = 2
"""A record with so many better passages of documents beside it is not read; none of those ever answered."""

_HARDLY = 0.1
"""Probability that a quote is right below which it is no answer, but among the nearest passages."""

_HARDLY_NOTED = 0.3
"""The same of a quote that is the note of a record.

Of 120 questions that notes answer such quotes answered 12, of 752 that nothing answers they were given to 47.
"""

_UNLIKELY = 0.2
"""How likely right quotes are below which they are told as what is nearest.

To refuse them would cost answers: of 278 to the half `fit` of civic.jsonl 42 are such, 18 of them right.
"""

_VIEWS_KEPT = 1_024  # about 100 kB each at most; token vectors dominate
_NARROW = 6  # passages read where `Stages.wide` is off
_LOOKED_THROUGH = 60  # passages found from which those are read that are of documents which say the names


@dataclass(frozen=True, slots=True)
class Examined:
    """What the passages say to a question: sentences, best first, their scores, and the verdict.

    `quotable` are the places among them of those that may be quoted as an answer: not records that say no
    more than their columns do, which answer only what records are asked exactly.
    """

    search: Search
    query: Query
    ranked: list[Candidate]
    scores: Floats
    verdict: classifier.Verdict | None
    quotable: list[int]


class PassageAnswerer:
    """Answers whatever is asked: by quotes, or by saying that nothing found holds the answer."""

    def __init__(
        self,
        finder: Finder,
        citer: Citer,
        reader: Callable[[], Reader],
        *,
        trained: classifier.Classifier | None = None,
        stages: Stages | None = None,
        read: int = reading.MOST,
    ) -> None:
        self._finder = finder
        self._citer = citer
        self.reader = reader
        self._trained = trained
        self._stages = stages or Stages()
        self._read = read
        self._limit = READ if self._stages.wide else _NARROW
        self._views: OrderedDict[int, View] = OrderedDict()

    @cached_property
    def _classifier(self) -> classifier.Classifier:
        """What was fitted; read when passages first answer, which after exact answers they need not."""
        return self._trained or classifier.load()

    def variant(
        self,
        *,
        trained: classifier.Classifier | None = None,
        stages: Stages | None = None,
        read: int = reading.MOST,
    ) -> PassageAnswerer:
        """Return one for measuring and fitting: other models, stages left out, more passages read."""
        return PassageAnswerer(
            self._finder,
            self._citer,
            self.reader,
            trained=trained or self._trained,
            stages=stages,
            read=read,
        )

    async def answer(self, asked: Asked) -> Answer:
        """Quote what answers, in order of importance; abstain where nothing does."""
        examined = await self.examine(asked)
        verdict = examined.verdict
        if verdict is None or not verdict.answers or examined.quotable[:1] != [0]:
            return await self._abstention(asked, examined)
        sides = contradicting(examined.query, examined.ranked)
        chosen = quote_selection.choose(
            [examined.ranked[at] for at in examined.quotable],
            examined.scores[examined.quotable],
            examined.query.question.text,
            beside=[side.candidate for side in sides[1:]],
        )
        citations = await self._citer.quotes(chosen, asked.scopes)
        if not citations:
            return abstain(asked.knowledge, [], 1.0)
        citations, told = side_by_side(citations, sides, examined.query.question.kind)
        # a row that names what is asked of is the one, though the reading model sees few words in it
        sure = bool(told) or rows.is_row(examined.ranked[0])
        hardly = _HARDLY_NOTED if examined.ranked[0].hit.kind == "record" else _HARDLY
        if verdict.right < hardly and not sure:
            return await self._abstention(asked, examined)
        unlikely = verdict.right < _UNLIKELY and not sure
        blocks = composing.near(citations) if unlikely else composing.quoted(citations)
        citations, disagreements = self._with_conflicts(citations, asked.knowledge)
        return Answer.of(
            blocks,
            asked.text,
            confidence=verdict.right,
            citations=citations,
            disagreements=(*told, *disagreements),
        )

    async def _abstention(self, asked: Asked, examined: Examined) -> Answer:
        """Say that nothing answers, with the passages that are nearest."""
        nearest = await self._citer.quotes(quote_selection.whole(examined.ranked), asked.scopes)
        return abstain(asked.knowledge, nearest, 1 - examined.verdict.answerable if examined.verdict else 1.0)

    async def examine(self, asked: Asked) -> Examined:
        """Search the passages and weigh their sentences."""
        question, knowledge, scopes = asking(asked.text), asked.knowledge, asked.scopes
        carried = followup.carried(question, asked.history)
        meta = knowledge.meta
        records = 0 if ABOUT_TEXTS.intersection(terms(question)) else RECORDS_READ
        apart = self._stages.named and len(knowledge.documents) > 1
        limit = max(self._limit, _LOOKED_THROUGH) if apart else self._limit
        text = followup.joined(question, carried)
        search, passages = await self._finder.find(text, knowledge, scopes, limit=limit, records=records)
        unknown = [term for term in search.terms if term not in meta and not search.frequencies.get(term)]
        texts = [passage.text for passage in passages.values()]
        carried = correct(carried, unknown, texts)
        spelt = followup.joined(correct(question, unknown, texts), carried)
        if spelt != text:
            text = spelt
            search, passages = await self._finder.find(text, knowledge, scopes, limit=limit, records=records)
        ignored = [term for term in search.terms if term in meta and not search.frequencies.get(term)]
        asks = read(text, ignored, carried, without_capitals(text, texts) if apart else ())
        hits = [hit for hit in _worth_reading(search.hits) if hit.number in passages]
        hits = await self._of_named(asks.names if apart else (), hits, passages)
        found = [passages[hit.number] for hit in hits]
        views = await self._look(found)
        bare = await self._finder.library.without_note(found)
        query = prepare(asks, search.tokens, search.frequencies, search.passages)
        return await asyncio.to_thread(self._weigh, query, search, hits, views, bare)

    async def _of_named(
        self, names: Sequence[str], hits: Sequence[Hit], passages: Mapping[int, Passage]
    ) -> list[Hit]:
        """Return the hits to be read: records, and the first of the documents that say most of the names."""
        read = [passages[hit.number] for hit in hits if hit.kind != "record"]
        if names:
            kept = saying_most(names, await self._finder.library.folded(read))
            read = [passage for passage in read if (passage.source, passage.version) in kept]
        first = {passage.number for passage in read[: self._limit]}
        return [hit for hit in hits if hit.kind == "record" or hit.number in first]

    def _weigh(
        self,
        query: Query,
        search: Search,
        hits: Sequence[Hit],
        views: Sequence[View],
        bare: Collection[int],
    ) -> Examined:
        found = self._classifier.features.candidates(query, hits, views)
        ranked, scores = self._classifier.rank(found)
        if ranked and self._stages.reading:
            ranked = reading.with_readings(self.reader(), query.question.text, ranked, self._read)
            ranked, scores = self._classifier.rerank(ranked, scores)
        ranked, scores = rows.named_first(query, ranked, scores)
        verdict = self._classifier.decide(query, ranked, scores, self._stages) if ranked else None
        quotable = [at for at, one in enumerate(ranked) if one.hit.number not in bare]
        return Examined(search, query, ranked, scores, verdict, quotable)

    async def _look(self, passages: Sequence[Passage]) -> list[View]:
        """Return the views of passages, looked at before or now; numbers are never given twice."""
        seen = {p.number: self._views[p.number] for p in passages if p.number in self._views}
        new = [passage for passage in passages if passage.number not in seen]
        if new:
            tokens = await self._finder.index.tokens(new)
            looked = await asyncio.to_thread(lambda: list(map(view, new, tokens)))
            if not self._stages.context:
                looked = [without_context(one) for one in looked]
            seen |= {passage.number: found for passage, found in zip(new, looked, strict=True)}
        for number, found in seen.items():
            self._views[number] = found
            self._views.move_to_end(number)
        while len(self._views) > _VIEWS_KEPT:
            self._views.popitem(last=False)
        return [seen[passage.number] for passage in passages]

    def _with_conflicts(
        self, citations: list[Citation], knowledge: Knowledge
    ) -> tuple[list[Citation], list[Disagreement]]:
        """Set beside quoted passages the records that they contradict, each disagreement once."""
        disagreements: list[Disagreement] = []
        for citation in [c for c in citations if c.kind == "passage"]:
            for conflict in knowledge.conflicts(citation.quote):
                if any(item.about == conflict.about for item in disagreements):
                    continue
                record = next((c for c in citations if c.record == conflict.statement.id), None)
                if record is None:
                    record = self._citer.statement(conflict.statement, len(citations) + 1)
                    citations = [*citations, record]
                sides = (Position(conflict.said, citation.number), Position(conflict.recorded, record.number))
                disagreements.append(Disagreement(composing.contradicted(conflict), sides))
        return citations, disagreements


def abstain(knowledge: Knowledge, nearest: Sequence[Citation], confidence: float) -> Answer:
    """Say that the corpus does not answer, what it covers, and what is nearest."""
    blocks = composing.abstention(knowledge.coverage, nearest=bool(nearest))
    return Answer.of(blocks, confidence=confidence, abstained=True, nearest=nearest)


def _worth_reading(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits without the records that several passages of documents are better than."""
    of_documents = [hit.score for hit in hits if hit.kind != "record"]
    least = of_documents[_BEATEN_BY - 1] if len(of_documents) >= _BEATEN_BY else -math.inf
    return [hit for hit in hits if hit.kind != "record" or hit.score >= least]
