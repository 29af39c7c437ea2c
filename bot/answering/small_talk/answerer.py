"""Answer what is said to the bot and not asked of the corpus, by likeness to examples of such messages."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering.answer import Answer
from bot.answering.asked import Asked
from bot.answering.blocks import Statement
from bot.answering.kept import Arrays, is_kept, kept
from bot.answering.knowledge import Knowledge
from bot.answering.language import phrases
from index.embedding import Embedder

LONGEST = 80
"""Characters of a message that may be small talk; a longer one asks something."""

SHORTEST = 2
"""Letters of a message that may be small talk."""

OTHER = "other"
"""The topic of messages that are asked of the corpus."""

_NAME = "small-talk"
_OF_BEFORE = ("why", "more")  # topics that are nothing without the answer before
_LIKE = 0.55  # cosine to an example from which a message is of its topic
_NEARER = 0.05  # by so much must it be nearer than any question to the corpus


class SmallTalkAnswerer:
    """Answers greetings, thanks and questions about the bot; `folder` keeps the vectors of the examples."""

    def __init__(self, embedder: Embedder, folder: Path | None) -> None:
        self._embedder = embedder
        self._folder = folder
        self._vectors: NDArray[np.float32] | None = None

    async def answer(self, asked: Asked) -> Answer | None:
        """Answer a message that is about the bot itself; None for anything else."""
        topic = self.topic(asked.text)
        if topic is None or (topic in _OF_BEFORE and asked.history):
            return None
        say, knowledge = phrases(), asked.knowledge
        blocks = [Statement(say("about.nothing-before" if topic in _OF_BEFORE else f"about.{topic}"))]
        if topic in ("hello", "help", "know"):
            blocks.append(Statement(knowledge.coverage))
        return Answer.of(blocks, asked.text, confidence=1.0, follow_ups=_suggestions(knowledge))

    def topic(self, text: str) -> str | None:
        """Return what a message is about, None when it is asked of the corpus."""
        if len(text) > LONGEST or sum(letter.isalpha() for letter in text) < SHORTEST:
            return None
        examples = _examples()
        similar = self._known() @ self._embedder.embed([text])[0]
        best: dict[str, float] = {}
        for (topic, _), cosine in zip(examples, similar.tolist(), strict=True):
            best[topic] = max(best.get(topic, -1.0), cosine)
        other = best.pop(OTHER)
        nearest = max(best, key=lambda topic: best[topic])
        return nearest if best[nearest] >= max(_LIKE, other + _NEARER) else None

    @property
    def is_prepared(self) -> bool:
        """Tell whether the first message finds the examples embedded."""
        return self._vectors is not None or is_kept(self._folder, _NAME, self._source())

    def prepare(self) -> None:
        """Embed the examples, or read them where they were kept."""
        self._known()

    def _known(self) -> NDArray[np.float32]:
        if self._vectors is None:
            arrays = kept(self._folder, _NAME, self._source(), self._made)
            self._vectors = arrays["vectors"].astype(np.float32)
        return self._vectors

    def _source(self) -> str:
        return self._embedder.fingerprint + repr(_examples())

    def _made(self) -> Arrays:
        return {"vectors": self._embedder.embed([text for _, text in _examples()])}


@cache
def _examples() -> tuple[tuple[str, str], ...]:
    text = (files("bot.answering.small_talk") / "topics.toml").read_text("utf-8")
    return tuple((topic, one) for topic, rows in tomllib.loads(text).items() for one in rows)


def _suggestions(knowledge: Knowledge) -> tuple[str, ...]:
    """Return two questions that can be answered: of the place with most partners, and of a document."""
    say, records = phrases(), knowledge.records
    asked = []
    if records.bonds:
        number = max(records.of, key=lambda one: (len(records.of[one]), records.label(one)))
        asked.append(say("next.partners", place=records.label(number)))
    titles = [document.title for document in knowledge.documents]
    if titles:
        asked.append(say("next.author", title=titles[0]))
    return tuple(asked)
