"""What passages become in the index, a row each, before it is written or searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage
from index.model import Halves
from index.terms import terms
from index.units import Units, units
from index.words import Counts


@dataclass(frozen=True, slots=True)
class Rows:
    """Passages by row: numbers, how many sentences each has, and `counts`, (rows, 3), how many vectors.

    `words` counts the terms that `terms` lists in their order.
    """

    numbers: NDArray[np.int64]
    spans: NDArray[np.int32]
    counts: NDArray[np.int64]
    words: Counts
    terms: tuple[list[str], ...]

    @classmethod
    def of(cls, passages: Sequence[Passage], cut: Sequence[Units] | None = None) -> Rows:
        """Return the rows of passages, given their units where these are at hand."""
        cut = [units(passage) for passage in passages] if cut is None else cut
        found = tuple(terms(one.passage) for one in cut)
        return cls(
            np.array([passage.number for passage in passages], np.int64),
            np.array([one.spans for one in cut], np.int32),
            np.array([[1, len(one.windows), len(one.sentences)] for one in cut], np.int64).reshape(-1, 3),
            Counts.of(found),
            found,
        )

    @classmethod
    def joined(cls, parts: Sequence[Rows]) -> Rows:
        """Return the rows of all parts, one after the other; there is one at least."""
        if len(parts) == 1:
            return parts[0]
        return cls(
            np.concatenate([part.numbers for part in parts]),
            np.concatenate([part.spans for part in parts]),
            np.concatenate([part.counts for part in parts]),
            Counts.joined([part.words for part in parts]),
            tuple(found for part in parts for found in part.terms),
        )

    @property
    def kinds(self) -> NDArray[np.int64]:
        """Return of which kind each unit is, in the order of `Units.all`, one passage after the other."""
        return np.repeat(np.tile(np.arange(3), len(self)), self.counts.ravel())

    @property
    def owners(self) -> NDArray[np.int64]:
        """Return of which passage each unit is: its number."""
        return np.repeat(self.numbers, self.counts.sum(1))

    def by_kind(self, vectors: Halves) -> tuple[Halves, Halves, Halves]:
        """Return vectors of all units, in the order of `Units.all`, as those of each kind."""
        kinds = self.kinds
        if len(kinds) != len(vectors):
            raise ValueError("every unit needs one vector")
        return vectors[kinds == 0], vectors[kinds == 1], vectors[kinds == 2]

    def __len__(self) -> int:
        return len(self.numbers)
