"""Mean and spread of a question's scores over many vectors, with or without looking at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

_LEAST_SPREAD = 0.02
"""Cosines of fewer texts than make a spread, or of copies of one text, are taken to spread this much."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What mean and spread of some scores follow from: how many there are, their sum, that of their squares.

    The sums of two sets of scores are those of each, added.
    """

    count: int
    total: float
    square: float

    @classmethod
    def of(cls, scores: NDArray[np.floating]) -> Self:
        """Return the sums of `scores`."""
        exact = scores.astype(np.float64)
        return cls(len(exact), float(exact.sum()), float(exact @ exact))


@dataclass(frozen=True, slots=True)
class Moments:
    """Sufficient statistics of n vectors x: n, the sum of x and the sum of x xᵀ, in float64.

    The scores q·x of a question q have the sum q·Σx and the sum of squares qᵀ(Σxxᵀ)q, exactly; and the
    statistics of two sets of vectors are those of each, added. They are worth their 1.2 MB (384 dimensions)
    only where not every score is computed anyway.
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
    def of_many(cls, vectors: NDArray[np.float32]) -> Self:
        """Return the moments of some 10,000 `vectors`, summed in float32: 1e-6 off, in half the time."""
        square = vectors.T @ vectors
        return cls(len(vectors), vectors.sum(0, np.float64), square.astype(np.float64))

    @classmethod
    def none(cls, dimensions: int) -> Self:
        """Return the moments of no vectors."""
        return cls(0, np.zeros(dimensions), np.zeros((dimensions, dimensions)))

    def __add__(self, other: Moments) -> Moments:
        return Moments(self.count + other.count, self.total + other.total, self.square + other.square)

    def __sub__(self, other: Moments) -> Moments:
        return Moments(self.count - other.count, self.total - other.total, self.square - other.square)

    def scores(self, question: NDArray[np.floating]) -> Sums:
        """Return the sums of the scores of `question`, a vector, with all vectors."""
        asked = question.astype(np.float64)
        return Sums(self.count, float(asked @ self.total), float(asked @ self.square @ asked))


def spread(sets: Sequence[Sums]) -> tuple[float, float]:
    """Return mean and standard deviation of the scores of all sets."""
    count = sum(one.count for one in sets)
    if not count:
        return 0.0, 1.0
    mean = sum(one.total for one in sets) / count
    variance = sum(one.square for one in sets) / count - mean * mean
    return mean, max(variance, _LEAST_SPREAD**2) ** 0.5
