"""Golden questions: asked of the index in use and of a new one, before the new one is published.

A file a scope in the state folder, `golden/shared.jsonl` or `golden/guild-123.jsonl`, holds lines as `eval`
reads them. A new generation is worse where, in any scope, fewer of them are answered rightly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.shared.evaluation import Question, judge, read_questions
from corpus.errors import RefusedError
from corpus.model import SHARED

if TYPE_CHECKING:
    from bot.shared.knowledge_base import KnowledgeBase

FOLDER = "golden"
Questions = Mapping[str, Sequence[Question]]
"""The questions of each scope."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question got: whether that is right, the answer in words, and the ids of what it cites."""

    scope: str
    id: str
    right: bool
    answer: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The outcomes of the questions with the index in use and with a new one, in one order."""

    before: tuple[Outcome, ...]
    after: tuple[Outcome, ...]

    @property
    def changes(self) -> list[tuple[Outcome, Outcome]]:
        """Return the outcomes that are not the same."""
        return [(old, new) for old, new in zip(self.before, self.after, strict=True) if old != new]

    def right(self, scope: str) -> tuple[int, int, int]:
        """Return how many questions of a scope are answered rightly before and after, of how many."""
        old = [one.right for one in self.before if one.scope == scope]
        return sum(old), sum(one.right for one in self.after if one.scope == scope), len(old)

    @property
    def scopes(self) -> list[str]:
        """Return the scopes asked in, in order."""
        return list(dict.fromkeys(one.scope for one in self.before))

    @property
    def worse(self) -> bool:
        """Tell whether fewer questions of any scope are answered rightly."""
        return any(after < before for before, after, _ in map(self.right, self.scopes))


def read(state: Path) -> Questions:
    """Read the golden questions of a state folder; raises RefusedError where there are none."""
    files = sorted((state / FOLDER).glob("*.jsonl"))
    if not files:
        raise RefusedError(
            f"{state / FOLDER} holds no questions; nothing was built. Write {SHARED}.jsonl there, with lines "
            "as `eval` reads them, or rebuild without --preview."
        )
    return {_scope(file): read_questions(file) for file in files}


async def ask(kb: KnowledgeBase, questions: Questions) -> tuple[Outcome, ...]:
    """Ask every question of one knowledge base."""
    return tuple([await _ask(kb, scope, one) for scope, some in questions.items() for one in some])


async def _ask(kb: KnowledgeBase, scope: str, question: Question) -> Outcome:
    scopes = tuple(dict.fromkeys((SHARED, scope)))
    try:
        answer = await kb.answer(question.question, history=question.history, scopes=scopes)
    except RefusedError as error:  # not read, so not answered
        return Outcome(scope, question.id, judge(question, {"abstained": True}).right, str(error), ())
    right = judge(question, answer.to_json()).right
    return Outcome(scope, question.id, right, answer.answer, tuple(one.id for one in answer.citations))


def _scope(file: Path) -> str:
    kind, dash, rest = file.stem.partition("-")
    return f"{kind}:{rest}" if dash and rest.isdigit() else file.stem
