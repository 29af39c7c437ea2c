"""What members asked, as moderators may see it: grouped by meaning, counted, without anybody's name."""

from __future__ import annotations

import asyncio
import statistics
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.core.services import Services
from bot.core.worker import QueueFullError
from corpus.errors import FootbridgeError
from corpus.model import SHARED, Document
from corpus.store.people import AskedQuestion, Rating, server_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


ALIKE = 0.72
"""Cosine from which two questions count as one: paraphrases are above, others of a place below."""

_MOST_GROUPED = 500
_ASKED_AGAIN = 25


@dataclass(frozen=True, slots=True)
class Group:
    """Questions of one meaning: the newest one, how many, when it was last asked (seconds since 1970)."""

    question: AskedQuestion
    count: int
    last: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What is shown of a scope's questions; `median` is in milliseconds, None when nothing was asked.

    `groups` are those that are still not answered; `bodies` are the kept answers of that time.
    """

    asked: int
    unanswered: int
    groups: tuple[Group, ...]
    bad: tuple[Rating, ...]
    cited: tuple[tuple[Document, int], ...]
    never: tuple[Document, ...]
    median: float | None
    bodies: tuple[str, ...]


async def summarise(services: Services, scope: str, *, since: int, until: int) -> Summary:
    """Bring together what was asked in a scope in a time (seconds since 1970)."""
    questions = [
        one for one in await services.community.questions(scope, since=since) if one.asked_at < until
    ]
    bad = [one for one in await services.community.ratings(scope, since=since, good=False) if one.at < until]
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
        groups=await still_open(services, scope, await grouped(services, missed)),
        bad=tuple(bad),
        cited=tuple(cited),
        never=tuple(never),
        median=statistics.median(question.ms for question in questions) if questions else None,
        bodies=tuple(await services.community.bodies(scope, since=since, until=until)),
    )


async def still_open(services: Services, scope: str, groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups whose question is not answered now either: a document may have come, or come back.

    The newest are asked again; members' questions come first, so where many wait, none is.
    """
    left = []
    for at, group in enumerate(groups):
        answer = None
        with suppress(QueueFullError, TimeoutError, FootbridgeError):
            if at < _ASKED_AGAIN and not services.worker.waiting:
                answer = await services.worker.answer(
                    group.question.text,
                    history=(),
                    scopes=services.scopes(server_of(scope)),
                    seconds=services.settings.ask_seconds,
                )
        if answer is None or answer.abstained:
            left.append(group)
    return tuple(left)


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
