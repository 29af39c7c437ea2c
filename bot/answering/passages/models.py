"""The two kinds of fitted model: weights of a sum, and a forest of small decision trees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from bot.answering.passages.features.registry import FeatureMismatchError
from bot.answering.passages.query import Floats


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
        """Read weights; raises FeatureMismatchError when they are not for these features."""
        if list(names) != row["features"]:
            raise FeatureMismatchError(
                "classifier.json has weights for other features; run `python -m bench.fit` again."
            )
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
class Forest:
    """Decision trees whose mean is a probability; nodes of all trees in one row.

    A node sends a row of features to `left` when its `feature` is at most `threshold` (float32), else to
    `right`; a leaf sends it to itself, and `value` is the share of right answers there. `roots` are where
    the trees begin, and no tree is deeper than `depth`.
    """

    roots: NDArray[np.int32]
    feature: NDArray[np.uint8]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    depth: int

    def probability(self, features: Floats) -> float:
        """Return the probability for one row of features."""
        row = features.astype(np.float32)
        at = self.roots
        for _ in range(self.depth):
            at = np.where(row[self.feature[at]] <= self.threshold[at], self.left[at], self.right[at])
        return float(self.value[at].mean())

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], names: Sequence[str]) -> Self:
        """Read a forest; raises FeatureMismatchError when it is not for these."""
        if list(names) != arrays["names"].tolist():
            raise FeatureMismatchError(
                "forest.npz was grown for other features; run `python -m bench.fit` again."
            )
        kept = {name: arrays[name] for name in ("roots", "feature", "threshold", "left", "right", "value")}
        return cls(**kept, depth=int(arrays["depth"]))

    def to_arrays(self, names: Sequence[str]) -> dict[str, NDArray[Any]]:
        """Return what `from_arrays` reads."""
        return {
            "names": np.array(list(names)),
            "roots": self.roots,
            "feature": self.feature,
            "threshold": self.threshold,
            "left": self.left,
            "right": self.right,
            "value": self.value,
            "depth": np.array(self.depth),
        }
