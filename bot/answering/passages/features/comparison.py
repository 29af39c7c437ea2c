"""What features look at: a question beside a passage, and a question beside its best sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.answering.passages.features.registry import Registry
from bot.answering.passages.query import Floats, Query
from bot.answering.passages.view import Sentence, View
from index import Hit

Likeness = NDArray[np.float32]
Column = Floats | Likeness | Sequence[float] | float
"""A value for every sentence of a passage, or one that is the same for all of them."""


class Comparison:
    """A question beside one passage that was found; what several features need is computed once.

    `similar` is float32 (tokens of the question, tokens of the passage): their cosines. `gap` is how far
    the hit's fused score is from the best hit's.
    """

    def __init__(self, query: Query, hit: Hit, view: View, gap: float) -> None:
        self.query = query
        self.question = query.question
        self.hit = hit
        self.view = view
        self.gap = gap
        self.sentences = view.sentences
        self.count = len(view.sentences)
        self.similar: Likeness = (
            query.tokens @ view.tokens.T if len(view.tokens) else np.zeros((len(query.tokens), 1), np.float32)
        )

    @cached_property
    def weights(self) -> Floats:
        """Return the weights of the question's terms: (terms,)."""
        return np.fromiter(self.query.weights.values(), np.float64, len(self.query.weights))

    @cached_property
    def held(self) -> NDArray[np.bool_]:
        """Return which term of the question which sentence holds: (terms, sentences)."""
        held = np.zeros((len(self.query.weights), self.count), np.bool_)
        for row, term in enumerate(self.query.weights):
            held[row, list(self.view.where.get(term, ()))] = True
        return held

    @cached_property
    def best(self) -> Likeness:
        """Return each question token's best likeness in each sentence: (tokens, sentences)."""
        return np.stack([best_of(self.similar, rows) for rows in self.view.spans], axis=1)

    @cached_property
    def window_cosines(self) -> Floats:
        """Return for each sentence the better cosine of the two windows that it is in: (sentences,)."""
        windows, own = self.hit.windows, self.hit.sentences
        near = (max(windows[max(0, at - 1) : at + 1], default=own[at]) for at in range(self.count))
        return np.fromiter(near, np.float64, self.count)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reading model says of a sentence.

    `answers` are the log-odds that its passage answers the question, `place` how likely the answer is in this
    sentence if it is in the passage, as a logarithm. `span` is where in the passage's text it most likely
    stands, code points [start, end), and `sure` how likely that is.
    """

    answers: float
    place: float
    span: tuple[int, int]
    sure: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: its passage, its place there, and its ranking features.

    `reading` is what the reading model says of it, None where it did not read it.
    """

    hit: Hit
    view: View
    place: int
    features: Floats
    similar: Likeness
    reading: Reading | None = None

    @property
    def sentence(self) -> Sentence:
        """Return the sentence itself."""
        return self.view.sentences[self.place]

    @property
    def nearby(self) -> tuple[Sentence, ...]:
        """Return the sentence with its neighbours."""
        return self.view.sentences[max(0, self.place - 1) : self.place + 2]

    @property
    def in_context(self) -> tuple[Sentence, ...]:
        """Return the sentence with its neighbours, and what stands above it as if it were one."""
        return (*self.nearby, self.view.context)


LEAST, MOST = -8.0, 8.0
"""Between these what was read counts; a sentence that was not read counts as the least."""


class Ranked:
    """Candidates, best first, with their `scores`; what was read of them is put in rows once."""

    def __init__(self, ranked: Sequence[Candidate], scores: Floats) -> None:
        self.ranked = ranked
        self.scores = scores

    @cached_property
    def answers(self) -> Floats:
        """Return the log-odds of each candidate's passage to answer: (candidates,)."""
        return _clipped([one.reading.answers if one.reading else LEAST for one in self.ranked])

    @cached_property
    def places(self) -> Floats:
        """Return how likely the answer is in each sentence, if it is in its passage, as a logarithm."""
        return _clipped([one.reading.place if one.reading else LEAST for one in self.ranked])


class Decision(Ranked):
    """A question beside its best sentence; what several features need is computed once.

    `ranked` are the candidates, best first, with their `scores`; `columns` their ranking features by
    name, each (candidates,).
    """

    def __init__(
        self, query: Query, ranked: Sequence[Candidate], scores: Floats, columns: dict[str, Floats]
    ) -> None:
        self.query = query
        self.question = query.question
        super().__init__(ranked, scores)
        self.columns = columns
        self.top = ranked[0]
        self.sentence = self.top.sentence
        self.view = self.top.view

    @cached_property
    def nearby(self) -> tuple[Sentence, ...]:
        """Return the best sentence with its neighbours."""
        return self.top.nearby

    @cached_property
    def nearby_text(self) -> str:
        """Return the words of the best sentence and its neighbours."""
        return " ".join(sentence.text for sentence in self.nearby)

    @cached_property
    def odds(self) -> Floats:
        """Return the candidates' scores as a distribution: (candidates,), summing to 1."""
        odds: Floats = np.exp(self.scores - self.scores[0])
        odds /= odds.sum()
        return odds

    @cached_property
    def own(self) -> Likeness:
        """Return each question token's best likeness in the best sentence: (tokens,)."""
        return best_of(self.top.similar, self.view.spans[self.top.place])

    @cached_property
    def near(self) -> Likeness:
        """Return each question token's best likeness in the best sentence or the one before: (tokens,)."""
        spans, place = self.view.spans, self.top.place
        return best_of(self.top.similar, slice(spans[max(0, place - 1)].start, spans[place].stop))

    @cached_property
    def whole(self) -> Likeness:
        """Return each question token's best likeness in the passage: (tokens,)."""
        best: Likeness = self.top.similar.max(1)
        return best


RANKING: Registry[Comparison, Column] = Registry()
"""Features of every sentence of a passage, by which sentences are ranked."""

RERANKING: Registry[Ranked, Column] = Registry()
"""Features of every sentence once the best passages were read, by which sentences are ranked anew."""

DECIDING: Registry[Decision, float] = Registry()
"""Features of the best sentence, by which, with its ranking features, it is decided whether it answers."""


def _clipped(values: Sequence[float]) -> Floats:
    return np.clip(np.array(values, np.float64), LEAST, MOST)


def best_of(similar: Likeness, rows: slice) -> Likeness:
    """Return each question token's best likeness among some of a passage's tokens; 0 where there are none."""
    part = similar[:, rows]
    best: Likeness = part.max(1) if part.shape[1] else np.zeros(len(similar), np.float32)
    return best
