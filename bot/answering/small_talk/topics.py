"""Tell what a message to the bot is about, by a classifier that is fitted to examples where it runs.

Each topic has examples (`topics.toml`); all questions that the kinds of record question know are examples of
`OTHER` as well. A linear classifier (ridge regression to the topics, solved at once) weighs the embedding of
a message, and its nearest examples must agree: of messages held out, the nearest example alone missed 43 in
100 and both together 11, while they took as few questions for talk.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering.kept import Arrays, is_kept, kept
from index.embedding import Embedder

Floats = NDArray[np.float32]

LONGEST = 100
"""Characters of a message that may be small talk; a longer one asks something."""

SHORTEST = 2
"""Letters of a message that may be small talk."""

OTHER = "other"
"""The topic of messages that are asked of the corpus."""

_NAME = "small-talk"
_STRENGTH = 3.0  # of the regularisation
_TALK_WEIGHS = 0.5  # what all examples of talk weigh beside those of questions


@dataclass(frozen=True, slots=True)
class Bar:
    """How sure it must be that a message is talk.

    `score` is the least that the classifier gives all topics together, `nearer` by how much an example of
    talk must be nearer than any question (cosine), and `near` how near it must be at all.
    """

    score: float
    nearer: float
    near: float


CLEAR = Bar(score=0.6, nearer=0.0, near=0.4)
"""Of a message that is taken for talk before anything is looked for."""

LIKELY = Bar(score=0.5, nearer=-0.05, near=0.4)
"""Of a message to which the corpus has no answer."""


class Topics:
    """The classifier; `folder` keeps what it was fitted to, and `questions` are vectors of further questions.

    `asked` names what `questions` are made from, so that a change of these fits it anew.
    """

    def __init__(
        self,
        embedder: Embedder,
        folder: Path | None,
        questions: Callable[[], Floats],
        asked: Callable[[], str],
    ) -> None:
        self._embedder, self._folder = embedder, folder
        self._questions, self._asked = questions, asked
        self._fitted: Arrays | None = None

    def of(self, text: str, bar: Bar = CLEAR) -> str | None:
        """Return the topic of a message, None where it is not sure enough that it has one."""
        if len(text) > LONGEST or sum(letter.isalpha() for letter in text) < SHORTEST:
            return None
        known, vector = self._known(), self._embedder.embed([text])[0]
        topics = _topics()
        scores = vector @ known["weights"][:-1] + known["weights"][-1]
        other = topics.index(OTHER)
        talk = known["of"] != other
        near = float((known["vectors"][talk] @ vector).max())
        against = float(max((known["vectors"][~talk] @ vector).max(), (self._questions() @ vector).max()))
        if 1 - scores[other] < bar.score or near < max(bar.near, against + bar.nearer):
            return None
        scores[other] = -np.inf
        return topics[int(scores.argmax())]

    @property
    def is_prepared(self) -> bool:
        """Tell whether the first message finds it fitted."""
        return self._fitted is not None or is_kept(self._folder, _NAME, self._source())

    def prepare(self) -> None:
        """Fit it, or read it where that was kept."""
        self._known()

    def _known(self) -> Arrays:
        if self._fitted is None:
            arrays = kept(self._folder, _NAME, self._source(), self._made)
            self._fitted = {
                key: one.astype(np.float32) if np.issubdtype(one.dtype, np.floating) else one
                for key, one in arrays.items()
            }
        return self._fitted

    def _source(self) -> str:
        return self._asked() + repr(examples()) + repr((_STRENGTH, _TALK_WEIGHS))

    def _made(self) -> Arrays:
        topics = _topics()
        vectors = self._embedder.embed([text for _, text in examples()])
        of = np.array([topics.index(topic) for topic, _ in examples()])
        return {"vectors": vectors, "of": of, "weights": _fitted(vectors, of, self._questions(), topics)}


def _fitted(vectors: Floats, of: NDArray[np.int64], questions: Floats, topics: Sequence[str]) -> Floats:
    """Return weights, float32 (dimensions + 1, topics), the last row the constants."""
    other = topics.index(OTHER)
    rows = np.concatenate([vectors, questions]).astype(np.float64)
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    meant = np.concatenate([of, np.full(len(questions), other)])
    wanted = np.eye(len(topics))[meant]
    talk = meant != other
    weighs = np.where(talk, _TALK_WEIGHS * len(rows) / talk.sum(), 1.0)[:, None]
    solved = np.linalg.solve(
        rows.T @ (rows * weighs) + _STRENGTH * np.eye(rows.shape[1]), rows.T @ (wanted * weighs)
    )
    return np.asarray(solved, np.float32)


@cache
def examples() -> tuple[tuple[str, str], ...]:
    """Return each example with its topic."""
    text = (files("bot.answering.small_talk") / "topics.toml").read_text("utf-8")
    return tuple((topic, one) for topic, rows in tomllib.loads(text).items() for one in rows)


@cache
def _topics() -> tuple[str, ...]:
    return tuple(dict.fromkeys(topic for topic, _ in examples()))
