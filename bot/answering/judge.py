"""The fitted part: which sentence is best, whether it answers, and how likely it is right.

`judge.json` holds the weights; `python -m bench.fit` makes it again and says from what.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Self

import numpy as np

from bot.answering.evidence import DECIDING, RANKING, Asked, Candidate, Floats, deciding


@dataclass(frozen=True, slots=True)
class Linear:
    """Standardised features times weights plus a bias; features beyond ±4 deviations are cut."""

    mean: Floats
    scale: Floats
    weights: Floats
    bias: float = 0.0

    def score(self, features: Floats) -> Floats:
        """Return the scores of features (rows, features), or of one row."""
        standard = np.clip((features - self.mean) / self.scale, -4, 4)
        result: Floats = standard @ self.weights + self.bias
        return result

    def probability(self, features: Floats) -> float:
        """Return the probability that one row's score stands for."""
        return float(1 / (1 + np.exp(-self.score(features))))

    @classmethod
    def from_json(cls, row: dict[str, Any], names: Sequence[str]) -> Self:
        """Read weights; raises ValueError when they are not for these features."""
        if list(names) != row["features"]:
            raise ValueError("judge.json was fitted for other features; run `python -m bench.fit` again.")
        return cls(
            np.array(row["mean"]), np.array(row["scale"]), np.array(row["weights"]), float(row["bias"])
        )

    def to_json(self, names: Sequence[str]) -> dict[str, Any]:
        """Return what `from_json` reads."""
        return {
            "features": list(names),
            "mean": [round(float(x), 5) for x in self.mean],
            "scale": [round(float(x), 5) for x in self.scale],
            "weights": [round(float(x), 5) for x in self.weights],
            "bias": round(self.bias, 5),
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is thought of the best sentence: does it answer, and how likely is it right (calibrated)."""

    answers: bool
    answerable: float
    right: float


@dataclass(frozen=True, slots=True)
class Judge:
    """The three fitted models, and the probability of being answerable below which it abstains."""

    ranking: Linear
    answerable: Linear
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
        answerable, right = self.answerable.probability(features), self.right.probability(features)
        answers = answerable >= self.threshold and not ruled_out(asked, features)
        return Verdict(answers, answerable, right)


_OTHER_RANK = DECIDING.index("other_rank")
_MOST_UNKNOWN = 0.5  # of the names in a question


def ruled_out(asked: Asked, features: Floats) -> bool:
    """Tell whether a rule says that the sentence cannot answer, whatever the weights say.

    The second largest is not the largest, and what is said of names most of which no passage holds, in
    no spelling near them, is not known. A rule on missing numbers also ruled out answers, so it is a weight.
    """
    return asked.unknown_names > _MOST_UNKNOWN or bool(features[_OTHER_RANK] > 0)


@cache
def load() -> Judge:
    """Read the weights that come with Footbridge."""
    row = json.loads((files("bot.answering") / "judge.json").read_text("utf-8"))
    return Judge(
        Linear.from_json(row["ranking"], RANKING),
        Linear.from_json(row["answerable"], DECIDING),
        Linear.from_json(row["right"], DECIDING),
        float(row["threshold"]),
    )
