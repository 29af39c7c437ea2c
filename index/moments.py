"""Mean and spread of a question's scores over many vectors, without looking at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

_LEAST_SPREAD = 0.02
"""Cosines of fewer texts than make a spread, or of copies of one text, are taken to spread this much."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Sufficient statistics of n vectors x: n, the sum of x and the sum of x xᵀ, in float64.

    The scores q·x of a question q have mean q·Σx/n and variance qᵀ(Σxxᵀ)q/n − mean², exactly; and the
    statistics of two sets of vectors are those of each, added.
    """

    count: int
    total: NDArray[np.float64]
    square: NDArray[np.float64]

    @classmethod
    def of(cls, vectors: NDArray[np.floating]) -> Self:
        """Return the moments of `vectors`, (n, dimensions)."""
        exact = vectors.astype(np.float64)
        return cls(len(exact), exact.sum(0), exact.T @ exact)

    @classmethod
    def none(cls, dimensions: int) -> Self:
        """Return the moments of no vectors."""
        return cls(0, np.zeros(dimensions), np.zeros((dimensions, dimensions)))

    def __add__(self, other: Moments) -> Moments:
        return Moments(self.count + other.count, self.total + other.total, self.square + other.square)

    def __sub__(self, other: Moments) -> Moments:
        return Moments(self.count - other.count, self.total - other.total, self.square - other.square)


def spread(sets: Sequence[Moments], question: NDArray[np.floating]) -> tuple[float, float]:
    """Return mean and standard deviation of the scores of `question`, a vector, over all sets."""
    count = sum(one.count for one in sets)
    if not count:
        return 0.0, 1.0
    asked = question.astype(np.float64)
    mean = sum(float(asked @ one.total) for one in sets) / count
    variance = sum(float(asked @ one.square @ asked) for one in sets) / count - mean * mean
    return mean, max(variance, _LEAST_SPREAD**2) ** 0.5
