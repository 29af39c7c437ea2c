"""The fitted classifier: which sentence is best, whether it answers, and how likely it is right.

`classifier.json` and `forest.npz` hold what was fitted, with the names of the features it was fitted for;
`python -m bench.fit` makes them again and says from what.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np

from bot.answering.passages.exclusions import excluded
from bot.answering.passages.features import (
    DECIDING,
    RANKING,
    RERANKING,
    Candidate,
    Column,
    Comparison,
    Decision,
    Feature,
    FeatureMismatchError,
    Ranked,
    Registry,
)
from bot.answering.passages.models import Forest, Linear
from bot.answering.passages.query import Floats, Query
from bot.answering.passages.stages import Stages
from bot.answering.passages.view import View
from index import Hit

WEIGHTS, FOREST = "classifier.json", "forest.npz"

Ranking = Feature[Comparison, Column]
Reranking = Feature[Ranked, Column]
Deciding = Feature[Decision, float]


@dataclass(frozen=True, slots=True)
class Features:
    """The features that a classifier reads, in the order of its weights.

    Sentences are ranked by `ranking`, and once the best passages were read, by `reranking`; of the best one
    it is decided by the ranking features and `deciding` after them.
    """

    ranking: tuple[Ranking, ...]
    reranking: tuple[Reranking, ...]
    deciding: tuple[Deciding, ...]

    @classmethod
    def of(
        cls,
        ranking: Registry[Comparison, Column],
        reranking: Registry[Ranked, Column],
        deciding: Registry[Decision, float],
    ) -> Features:
        """Return all that are registered, in the order of registering."""
        return cls(tuple(ranking), tuple(reranking), tuple(deciding))

    @property
    def ranking_names(self) -> tuple[str, ...]:
        """Return the names of what sentences are ranked by."""
        return tuple(feature.name for feature in self.ranking)

    @property
    def reranking_names(self) -> tuple[str, ...]:
        """Return the names of what sentences are ranked by once the best passages were read."""
        return tuple(feature.name for feature in self.reranking)

    @property
    def deciding_names(self) -> tuple[str, ...]:
        """Return the names of what is decided by."""
        return (*self.ranking_names, *(feature.name for feature in self.deciding))

    def candidates(self, query: Query, hits: Sequence[Hit], views: Sequence[View]) -> list[Candidate]:
        """Return every sentence of the passages found, with its ranking features."""
        found: list[Candidate] = []
        best = hits[0].score if hits else 0.0
        for hit, view in zip(hits, views, strict=True):
            seen = Comparison(query, hit, view, gap=hit.score - best)
            rows = np.empty((seen.count, len(self.ranking)))
            for number, feature in enumerate(self.ranking):
                rows[:, number] = feature.compute(seen)
            found += [Candidate(hit, view, place, row, seen.similar) for place, row in enumerate(rows)]
        return found

    def reread(self, ranked: Sequence[Candidate], scores: Floats) -> Floats:
        """Return what sentences are ranked anew by: (candidates, features)."""
        seen = Ranked(ranked, scores)
        rows = np.empty((len(ranked), len(self.reranking)))
        for number, feature in enumerate(self.reranking):
            rows[:, number] = feature.compute(seen)
        return rows

    def decision(self, query: Query, ranked: Sequence[Candidate], scores: Floats) -> Floats:
        """Return what is decided by, of the best of `ranked`; best first, with their scores."""
        stacked = np.stack([candidate.features for candidate in ranked])
        columns = {name: stacked[:, number] for number, name in enumerate(self.ranking_names)}
        seen = Decision(query, ranked, scores, columns)
        return np.array([*ranked[0].features, *(one.compute(seen) for one in self.deciding)], np.float64)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is thought of the best sentence: does it answer, and how likely is it right (calibrated)."""

    answers: bool
    answerable: float
    right: float


@dataclass(frozen=True, slots=True)
class Classifier:
    """The features, the fitted models, and the probability of being answerable below which it abstains.

    Whether the best sentence answers is judged by weights and by a forest: on documents that neither has
    seen, their mean refuses more that has no answer than either alone, at the same share answered.
    """

    features: Features
    ranking: Linear
    reranking: Linear
    answerable: Linear
    forest: Forest
    right: Linear
    threshold: float

    def rank(self, candidates: Sequence[Candidate]) -> tuple[list[Candidate], Floats]:
        """Return the candidates, best first, and their scores."""
        if not candidates:
            return [], np.zeros(0)
        return _by_score(candidates, self.ranking.score(np.stack([one.features for one in candidates])))

    def rerank(self, ranked: Sequence[Candidate], scores: Floats) -> tuple[list[Candidate], Floats]:
        """Return ranked candidates of which the best were read, best first, and their scores."""
        if not ranked:
            return [], np.zeros(0)
        return _by_score(ranked, self.reranking.score(self.features.reread(ranked, scores)))

    def decide(
        self, query: Query, ranked: Sequence[Candidate], scores: Floats, stages: Stages | None = None
    ) -> Verdict:
        """Judge the best of ranked candidates."""
        stages = stages or Stages()
        features = self.features.decision(query, ranked, scores)
        answerable = together(self.answerable.probability(features), self.forest.probability(features))
        right = self.right.probability(features)
        answers = answerable >= self.threshold or not stages.decision
        answers = answers and not (stages.rules and excluded(query, ranked[0]))
        return Verdict(answers, answerable, right)


def _by_score(candidates: Sequence[Candidate], scores: Floats) -> tuple[list[Candidate], Floats]:
    """Return the candidates and their scores, best first."""
    order = np.argsort(-scores, kind="stable")
    return [candidates[place] for place in order], scores[order]


def together(linear: float, forest: float) -> float:
    """Return one probability for that of the weights and that of the forest, which counts double."""
    return (linear + 2 * forest) / 3


def read(
    folder: Traversable,
    ranking: Registry[Comparison, Column] = RANKING,
    reranking: Registry[Ranked, Column] = RERANKING,
    deciding: Registry[Decision, float] = DECIDING,
) -> Classifier:
    """Read a classifier; raises FeatureMismatchError unless it was fitted for exactly these features."""
    row = json.loads((folder / WEIGHTS).read_text("utf-8"))
    features = _features(row, ranking, reranking, deciding)
    with (folder / FOREST).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        forest = Forest.from_arrays(arrays, features.deciding_names)
    return Classifier(
        features,
        Linear.from_json(row["ranking"], features.ranking_names),
        Linear.from_json(row["reranking"], features.reranking_names),
        Linear.from_json(row["answerable"], features.deciding_names),
        forest,
        Linear.from_json(row["right"], features.deciding_names),
        float(row["threshold"]),
    )


def _features(
    row: dict[str, Any],
    ranking: Registry[Comparison, Column],
    reranking: Registry[Ranked, Column],
    deciding: Registry[Decision, float],
) -> Features:
    """Return the registered features in the order of the weights."""
    ranks, decides = row["ranking"]["features"], row["answerable"]["features"]
    if decides[: len(ranks)] != ranks:
        raise FeatureMismatchError(f"{WEIGHTS} decides by other features than it ranks by; fit it again.")
    reranks = reranking.select(row["reranking"]["features"], WEIGHTS)
    return Features(ranking.select(ranks, WEIGHTS), reranks, deciding.select(decides[len(ranks) :], WEIGHTS))


@cache
def load() -> Classifier:
    """Read the classifier that comes with Footbridge."""
    return read(files("bot.answering.passages"))
