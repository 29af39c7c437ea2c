"""The fitted part: which sentence is best, whether it answers, and how likely it is right.

`judge.json` and `forest.npz` hold what was fitted; `python -m bench.fit` makes them again and says from
what.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from bot.answering.passages.evidence import DECIDING, RANKING, Asked, Candidate, Floats, deciding
from bot.answering.passages.ruling import ruled_out
from bot.answering.passages.weights import Forest, Linear


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is thought of the best sentence: does it answer, and how likely is it right (calibrated)."""

    answers: bool
    answerable: float
    right: float


@dataclass(frozen=True, slots=True)
class Judge:
    """The fitted models, and the probability of being answerable below which it abstains.

    Whether the best sentence answers is judged by weights and by a forest: on documents that neither has
    seen, their mean refuses more that has no answer than either alone, at the same share answered.
    """

    ranking: Linear
    answerable: Linear
    forest: Forest
    right: Linear
    threshold: float

    def rank(self, candidates: Sequence[Candidate]) -> tuple[list[Candidate], Floats]:
        """Return the candidates, best first, and their scores."""
        if not candidates:
            return [], np.zeros(0)
        scores = self.ranking.score(np.stack([candidate.features for candidate in candidates]))
        order = np.argsort(-scores, kind="stable")
        return [candidates[place] for place in order], scores[order]

    def decide(self, asked: Asked, ranked: Sequence[Candidate], scores: Floats) -> Verdict:
        """Judge the best of ranked candidates."""
        features = deciding(asked, ranked, scores)
        answerable = together(self.answerable.probability(features), self.forest.probability(features))
        right = self.right.probability(features)
        answers = answerable >= self.threshold and not ruled_out(asked, ranked[0])
        return Verdict(answers, answerable, right)


def together(linear: float, forest: float) -> float:
    """Return one probability for that of the weights and that of the forest, which counts double."""
    return (linear + 2 * forest) / 3


@cache
def load() -> Judge:
    """Read the weights that come with Footbridge."""
    folder = files("bot.answering.passages")
    row = json.loads((folder / "judge.json").read_text("utf-8"))
    with (folder / "forest.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        forest = Forest.from_arrays(arrays, DECIDING)
    return Judge(
        Linear.from_json(row["ranking"], RANKING),
        Linear.from_json(row["answerable"], DECIDING),
        forest,
        Linear.from_json(row["right"], DECIDING),
        float(row["threshold"]),
    )
