"""Answer a question: first from the records, which are exact, then from the passages."""

from __future__ import annotations

import asyncio
import math
import re
import threading
import time
import unicodedata
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering import bylines, composing, evidence, followup, judge, quoting
from bot.answering.answer import Answer, Citation, Disagreement, Position
from bot.answering.citing import Citer
from bot.answering.knowledge import ABOUT_TEXTS, Knowledge, Library
from bot.answering.question import Question, read
from bot.answering.records import RecordAnswer
from bot.answering.spelling import asking, correct
from bot.answering.view import View, view
from corpus.errors import RefusedError
from corpus.model import SHARED, Passage
from index import Hit, Index, Search
from index.terms import terms, words

LONGEST_QUESTION = 2_000
"""Characters of a question that are read; Discord's commands and the bot take fewer."""

READ = 6
"""How many of the documents' passages found are read sentence by sentence."""

RECORDS_READ = 3
"""How many of the records found are read beside them at most."""

_BEATEN_BY = 2
"""A record with so many better passages of documents beside it is not read; none of those ever answered."""

COMPARED = 12
"""How many of the passages found are compared with the records that answer."""

MOST_BYLINES = 5
"""How many documents' authors or titles are told at most."""

_BYLINE = 0.97  # confidence in what is told of documents: "the essay" may mean another
_DATED = frozenset(("since", "until", "status-when"))  # a record without the date does not answer these
_MARKERS = re.compile(r"\s*\[\d+\]")
_VIEWS_KEPT = 1_024  # about 100 kB each at most; token vectors dominate
_UNSEEN = re.compile(r"[^\S ]+|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Examined:
    """What the passages say to a question: sentences, best first, their scores, and the verdict."""

    search: Search
    asked: evidence.Asked
    ranked: list[evidence.Candidate]
    scores: evidence.Floats
    verdict: judge.Verdict | None


def clean(question: str) -> str:
    """Return a question fit to be read; raises RefusedError when it is empty or too long."""
    if len(question) > LONGEST_QUESTION:
        raise RefusedError(
            f"The question has {len(question):,} characters; at most {LONGEST_QUESTION:,} are read. "
            "Nothing was asked; ask a shorter one."
        )
    kept = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Cs") else letter
        for letter in _UNSEEN.sub(" ", question)
    )
    kept = " ".join(unicodedata.normalize("NFKC", kept).split())
    if not kept:
        raise RefusedError("The question is empty; nothing was asked.")
    return kept


class Engine:
    """Answers from one store and one index; safe to ask from several tasks at once."""

    def __init__(self, index: Index, library: Library, citer: Citer) -> None:
        self._index = index
        self._library = library
        self._citer = citer
        self._judge = judge.load()
        self._views: OrderedDict[int, View] = OrderedDict()
        self._viewing = threading.Lock()  # sentences are weighed on several threads

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
        asked = clean(question)
        earlier = [cleaned for cleaned in map(_cleaned, history) if cleaned]
        knowledge = await self._library.knowledge(scopes)
        answer = (
            await self._from_bylines(asked, knowledge)
            or await self._from_records(asked, earlier, knowledge, scopes)
            or await self._from_passages(asked, earlier, knowledge, scopes)
        )
        elapsed = (time.perf_counter() - began) * 1000
        return replace(answer, id=id, question=question, elapsed_ms=elapsed)

    async def examine(self, question: str, scopes: Sequence[str], history: Sequence[str] = ()) -> Examined:
        """Search the passages and weigh their sentences; what `bench.fit` learns from."""
        question = asking(question)
        carried = followup.carried(question, history)
        knowledge = await self._library.knowledge(scopes)
        meta = knowledge.meta
        records = 0 if ABOUT_TEXTS.intersection(terms(question)) else RECORDS_READ
        text = followup.joined(question, carried)
        search, passages = await self._find(text, knowledge, scopes, READ, records=records)
        unknown = [term for term in search.terms if term not in meta and not search.frequencies.get(term)]
        texts = [passage.text for passage in passages.values()]
        carried = correct(carried, unknown, texts)
        spelt = followup.joined(correct(question, unknown, texts), carried)
        if spelt != text:
            text = spelt
            search, passages = await self._find(text, knowledge, scopes, READ, records=records)
        ignored = [term for term in search.terms if term in meta and not search.frequencies.get(term)]
        return await asyncio.to_thread(self._weigh, read(text, ignored, carried), search, passages)

    async def _find(
        self, text: str, knowledge: Knowledge, scopes: Sequence[str], limit: int, *, records: int = 0
    ) -> tuple[Search, dict[int, Passage]]:
        """Search, and read the passages found; those of documents alone unless `records` are wanted."""
        search = await self._index.search(text, scopes, limit=limit, records=records)
        found = await self._library.passages([hit.number for hit in search.hits])
        return search, {number: passage for number, passage in found.items() if knowledge.holds(passage)}

    def _weigh(self, question: Question, search: Search, passages: dict[int, Passage]) -> Examined:
        hits = [hit for hit in _worth_reading(search.hits) if hit.number in passages]
        views = self._look([passages[hit.number] for hit in hits])
        asked = evidence.ask(question, search.tokens, search.frequencies, search.passages)
        ranked, scores = self._judge.rank(evidence.candidates(asked, hits, views))
        verdict = self._judge.decide(asked, ranked, scores) if ranked else None
        return Examined(search, asked, ranked, scores, verdict)

    def _look(self, passages: Sequence[Passage]) -> list[View]:
        """Return the views of passages, looked at before or now; numbers are never given twice."""
        with self._viewing:
            seen = {p.number: self._views[p.number] for p in passages if p.number in self._views}
        new = [passage for passage in passages if passage.number not in seen]
        if new:
            vectors = self._index.embedder.tokens([passage.text for passage in new])
            seen |= {p.number: view(p, tokens) for p, tokens in zip(new, vectors, strict=True)}
        with self._viewing:
            for number, found in seen.items():
                self._views[number] = found
                self._views.move_to_end(number)
            while len(self._views) > _VIEWS_KEPT:
                self._views.popitem(last=False)
        return [seen[passage.number] for passage in passages]

    async def _from_passages(
        self, question: str, history: Sequence[str], knowledge: Knowledge, scopes: Sequence[str]
    ) -> Answer:
        examined = await self.examine(question, scopes, history)
        verdict = examined.verdict
        if verdict is None or not verdict.answers:
            nearest = await self._citer.quotes(quoting.whole(examined.ranked), scopes)
            return self._abstain(knowledge, nearest, 1 - verdict.answerable if verdict else 1.0)
        chosen = quoting.choose(examined.ranked, examined.scores)
        citations = await self._citer.quotes(chosen, scopes)
        if not citations:
            return self._abstain(knowledge, [], 1.0)
        citations, disagreements = self._with_conflicts(citations, knowledge)
        return Answer(
            id="",
            question=question,
            answer=composing.quoted(citations[: len(chosen)]),
            abstained=False,
            confidence=verdict.right,
            citations=tuple(citations),
            disagreements=tuple(disagreements),
        )

    def _abstain(self, knowledge: Knowledge, nearest: Sequence[Citation], confidence: float) -> Answer:
        return Answer(
            id="",
            question="",
            answer=composing.abstention(knowledge.coverage, nearest=bool(nearest)),
            abstained=True,
            confidence=confidence,
            nearest=tuple(nearest),
        )

    async def _from_bylines(self, question: str, knowledge: Knowledge) -> Answer | None:
        """Say who wrote a document, or what it is called, where that is all that is asked."""
        found = bylines.read(question, knowledge.documents)[:MOST_BYLINES]
        if not found:
            return None
        citations = [
            await self._citer.opening(one.document, one.said, number) for number, one in enumerate(found, 1)
        ]
        return Answer(
            id="",
            question=question,
            answer=composing.bylines([one.document for one in found]),
            abstained=False,
            confidence=_BYLINE,
            citations=tuple(citations),
        )

    async def _from_records(
        self, question: str, history: Sequence[str], knowledge: Knowledge, scopes: Sequence[str]
    ) -> Answer | None:
        found = knowledge.ask(question, history)
        if found is None:
            return None
        if found.choices or found.unknown or not found.statements or _lacks_date(found):
            return await self._not_exact(question, found, knowledge, scopes)
        citations = [self._citer.statement(row, number) for number, row in enumerate(found.statements, 1)]
        disagreements = [
            Disagreement(
                dispute.about,
                tuple(Position(text, found.statements.index(row) + 1) for text, row in dispute.sides),
            )
            for dispute in found.disputes
        ]
        citations, more = await self._with_passages(question, citations, knowledge, scopes)
        disagreements += more
        return Answer(
            id="",
            question=question,
            answer=found.text,
            abstained=False,
            confidence=found.confidence,
            citations=tuple(citations),
            disagreements=tuple(disagreements),
            has_values=found.has_value,
            values=found.value,
            complete=found.complete,
            follow_ups=found.follow_ups,
        )

    async def _not_exact(
        self, question: str, found: RecordAnswer, knowledge: Knowledge, scopes: Sequence[str]
    ) -> Answer | None:
        """Ask which place is meant, or say what the records lack; None where the passages may know."""
        if found.choices:
            return Answer(
                id="",
                question=question,
                answer=f"{found.text} {'; '.join(found.choices)}.",
                abstained=False,
                confidence=found.confidence,
                choices=found.choices,
            )
        if _lacks_date(found):
            nearest = [self._citer.statement(row, number) for number, row in enumerate(found.statements, 1)]
            text = _MARKERS.sub("", found.text)
        else:
            named = bool(found.unknown) and found.unknown != str(found.unknown).casefold()
            if not named or await self._mentioned(str(found.unknown), knowledge, scopes):
                return None
            nearest, text = [], found.text
        return replace(
            self._abstain(knowledge, nearest, 0.95), answer=composing.unknown(text, knowledge.coverage)
        )

    async def _mentioned(self, name: str, knowledge: Knowledge, scopes: Sequence[str]) -> bool:
        """Tell whether a passage names a place that the records do not know."""
        _, passages = await self._find(name, knowledge, scopes, READ)
        wanted = set(words(name))
        return any(wanted <= set(words(passage.text)) for passage in passages.values())

    async def _with_passages(
        self, question: str, citations: list[Citation], knowledge: Knowledge, scopes: Sequence[str]
    ) -> tuple[list[Citation], list[Disagreement]]:
        """Set beside the records what the passages found for the question say differently."""
        _, passages = await self._find(question, knowledge, scopes, COMPARED)
        disagreements: list[Disagreement] = []
        for quote, conflict in [found for p in passages.values() for found in knowledge.conflicts_of(p)]:
            record = next((c for c in citations if c.record == conflict.statement.id), None)
            if record is None or any(item.about == conflict.about for item in disagreements):
                continue
            for citation in await self._citer.quotes([quote], scopes):
                citations = [*citations, replace(citation, number=len(citations) + 1)]
                sides = (Position(conflict.said, len(citations)), Position(conflict.recorded, record.number))
                disagreements.append(Disagreement(conflict.about, sides))
        return citations, disagreements

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
                disagreements.append(Disagreement(conflict.about, sides))
        return citations, disagreements


def _worth_reading(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits without the records that several passages of documents are better than."""
    of_documents = [hit.score for hit in hits if hit.kind != "record"]
    least = of_documents[_BEATEN_BY - 1] if len(of_documents) >= _BEATEN_BY else -math.inf
    return [hit for hit in hits if hit.kind != "record" or hit.score >= least]


def _lacks_date(found: RecordAnswer) -> bool:
    """Tell whether a date is asked for that no record has."""
    return found.kind in _DATED and not found.has_value and bool(found.statements)


def _cleaned(question: str) -> str:
    try:
        return clean(question[:LONGEST_QUESTION])
    except RefusedError:
        return ""
