"""What the reading model is given and what it says; the same in training and in use."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from corpus.errors import ModelError

QUESTION_TOKENS, CONTEXT_TOKENS, WINDOW_TOKENS = 40, 28, 100
"""How many tokens of each are read at most."""

ANSWER_TOKENS = 30
"""How many tokens the stretch that answers has at most."""

QUESTION, CONTEXT, PASSAGE = 0, 1, 2
"""What a token is part of. Markers count as the question's, but the last, which counts as context."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a window of a passage, with what stands above the passage (title and headings)."""

    question: str
    context: str
    window: str


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: the log-odds that the window answers the question, and where.

    `starts` and `ends` are the logarithms of how likely the answer starts and ends at each token of the
    window, float32 (tokens,); `offsets`, int32 (tokens, 2), tells where each stands in the window.
    """

    answers: float
    starts: NDArray[np.float32]
    ends: NDArray[np.float32]
    offsets: NDArray[np.int32]

    def place(self) -> tuple[int, int, float]:
        """Return where the answer most likely stands, characters [start, end) of the window, and how likely.

        It has at most `ANSWER_TOKENS` tokens. Nothing was read: (0, 0, 0.0).
        """
        best, found = -np.inf, (0, 0)
        for first, odds in enumerate(self.starts):
            ends = self.ends[first : first + ANSWER_TOKENS]
            last = int(ends.argmax())
            if odds + ends[last] > best:
                best, found = float(odds + ends[last]), (first, first + last)
        if not len(self.starts):
            return 0, 0, 0.0
        return int(self.offsets[found[0], 0]), int(self.offsets[found[1], 1]), float(np.exp(best))

    def within(self, start: int, end: int) -> float:
        """Return how likely the answer is in characters [start, end) of the window, as a logarithm.

        It is the mean of starting and of ending there; -inf where none of its tokens was read.
        """
        rows = (self.offsets[:, 0] >= start) & (self.offsets[:, 1] <= end)
        if not rows.any():
            return float("-inf")
        parts = [np.logaddexp.reduce(side[rows]) for side in (self.starts, self.ends)]
        return float(sum(parts)) / 2


class Reader(ABC):
    """Reads pairs of question and window; safe to call from any thread."""

    engine: str
    """What runs the model, in a few words for people."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self._markers = markers_of(tokenizer)

    @abstractmethod
    def read(self, pairs: Sequence[Pair]) -> list[Read]:
        """Read pairs; one result for each, in their order."""

    @abstractmethod
    def run(self, ids: NDArray[np.int64], parts: NDArray[np.int64]) -> tuple[float, NDArray[np.float32]]:
        """Return the log-odds that the passage answers, and the scores of spans: (tokens, 2)."""

    def read_one(self, pair: Pair) -> Read:
        """Read one pair."""
        question, context, window = (
            self.tokenizer.encode(text, add_special_tokens=False)
            for text in (pair.question, pair.context, pair.window)
        )
        ids, parts = joined(question.ids, context.ids, window.ids, self._markers)
        answers, spans = self.run(ids, parts)
        likely = _log_softmax(spans[parts == PASSAGE])
        offsets = np.array(window.offsets[: len(likely)], np.int32).reshape(-1, 2)
        return Read(answers, likely[:, 0], likely[:, 1], offsets)


def tokenizer_of(tokenizer: Tokenizer) -> Tokenizer:
    """Return a tokenizer set to give every token of a text and nothing else."""
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def markers_of(tokenizer: Tokenizer) -> tuple[int, int]:
    """Return the ids of what opens a text and of what ends it; raises ModelError where there are none."""
    first, last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    if first is None or last is None:
        raise ModelError("The reading model's tokenizer has no [CLS] and [SEP].")
    return first, last


def joined(
    question: Sequence[int], context: Sequence[int], window: Sequence[int], markers: tuple[int, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the ids of `[CLS] question [SEP] context window [SEP]` and what each is part of, both (tokens,).

    `markers` are the ids of CLS and SEP. What is too long is cut.
    """
    first, last = markers
    q, c, w = question[:QUESTION_TOKENS], context[:CONTEXT_TOKENS], window[:WINDOW_TOKENS]
    ids = [first, *q, last, *c, *w, last]
    parts = [QUESTION] * (len(q) + 2) + [CONTEXT] * len(c) + [PASSAGE] * len(w) + [CONTEXT]
    return np.array(ids, np.int64), np.array(parts, np.int64)


def _log_softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the logarithms of the softmax over tokens: (tokens, 2)."""
    if not len(scores):
        return scores
    high = scores - scores.max(0)
    result: NDArray[np.float32] = high - np.log(np.exp(high).sum(0))
    return result
