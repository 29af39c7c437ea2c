"""What members asked, as moderators may see it: grouped by meaning, counted, without anybody's name."""

from __future__ import annotations

import asyncio
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.core.services import Services
from corpus.model import SHARED, Document
from corpus.store.community import DAY
from corpus.store.people import AskedQuestion, Rating

if TYPE_CHECKING:
    from numpy.typing import NDArray


ALIKE = 0.72
"""Cosine from which two questions count as one: paraphrases are above, others of a place below."""

_MOST_GROUPED = 500


@dataclass(frozen=True, slots=True)
class Group:
    """Questions of one meaning: the newest one, how many, when it was last asked (seconds since 1970)."""

    question: AskedQuestion
    count: int
    last: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What `/insights` shows of a scope; `median` is in milliseconds, None when nothing was asked."""

    asked: int
    unanswered: int
    groups: tuple[Group, ...]
    bad: tuple[Rating, ...]
    cited: tuple[tuple[Document, int], ...]
    never: tuple[Document, ...]
    median: float | None


async def summarise(services: Services, scope: str, days: int) -> Summary:
    """Bring together the last `days` of a scope."""
    since = services.community.now() - days * DAY
    questions = await services.community.questions(scope, since=since)
    bad = await services.community.ratings(scope, since=since, good=False)
    documents = await services.worker.run(lambda kb: kb.store.documents((scope, SHARED)))
    missed = [question for question in questions if question.abstained]
    counted = Counter(
        document for question in questions if not question.abstained for document in question.documents
    )
    by_id = {document.id: document for document in documents}
    cited = [(by_id[name], count) for name, count in counted.most_common() if name in by_id]
    never = [document for document in documents if document.id not in counted]
    never.sort(key=lambda document: document.scope == SHARED)
    return Summary(
        asked=len(questions),
        unanswered=len(missed),
        groups=await grouped(services, missed),
        bad=tuple(bad),
        cited=tuple(cited),
        never=tuple(never),
        median=statistics.median(question.ms for question in questions) if questions else None,
    )


async def grouped(services: Services, questions: Sequence[AskedQuestion]) -> tuple[Group, ...]:
    """Group questions by meaning, the group last asked first; `questions` come newest first."""
    recent = list(questions[:_MOST_GROUPED])
    if not recent:
        return ()
    texts = list(dict.fromkeys(" ".join(question.text.casefold().split()) for question in recent))
    vectors = await services.worker.run(lambda kb: kb.index.embed(texts))
    of_text = await asyncio.to_thread(_assign, vectors)
    group_of = dict(zip(texts, of_text, strict=True))
    members: dict[int, list[AskedQuestion]] = {}
    for question in recent:
        members.setdefault(group_of[" ".join(question.text.casefold().split())], []).append(question)
    found = [Group(some[0], len(some), some[0].asked_at) for some in members.values()]
    return tuple(sorted(found, key=lambda group: -group.last))


def _assign(vectors: NDArray[np.float32]) -> list[int]:
    """Give each vector the group of the nearest earlier leader that is alike, or a group of its own."""
    leaders: list[int] = []
    groups = []
    for row in range(len(vectors)):
        scores = vectors[leaders] @ vectors[row] if leaders else np.zeros(0)
        best = int(np.argmax(scores)) if leaders else -1
        if leaders and scores[best] >= ALIKE:
            groups.append(best)
        else:
            leaders.append(row)
            groups.append(len(leaders) - 1)
    return groups
