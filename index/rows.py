"""What passages become in the index, a row each, before it is written or searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage
from index.held import Halves
from index.terms import terms
from index.units import in_context, units
from index.words import Counts


@dataclass(frozen=True, slots=True)
class Rows:
    """Passages by row: numbers, how many sentences each has, and `counts`, (rows, 3), how many vectors.

    `vectors` holds those of passages, of windows and of sentences, each (n, dimensions); `words` counts the
    terms that `terms` lists in their order.
    """

    numbers: NDArray[np.int64]
    spans: NDArray[np.int32]
    counts: NDArray[np.int64]
    vectors: tuple[Halves, Halves, Halves]
    words: Counts
    terms: tuple[list[str], ...]

    @classmethod
    def of(cls, passages: Sequence[Passage], vectors: Halves) -> Rows:
        """Return the rows of passages, given the vectors of their units in the order of `Units.all`."""
        cut = [units(passage) for passage in passages]
        counts = np.array([[1, len(one.windows), len(one.sentences)] for one in cut], np.int64).reshape(-1, 3)
        kinds = np.repeat(np.tile(np.arange(3), len(cut)), counts.ravel())
        if len(kinds) != len(vectors):
            raise ValueError("every unit needs one vector")
        found = tuple(terms(in_context(passage)) for passage in passages)
        return cls(
            np.array([passage.number for passage in passages], np.int64),
            np.array([one.spans for one in cut], np.int32),
            counts,
            (vectors[kinds == 0], vectors[kinds == 1], vectors[kinds == 2]),
            Counts.of(found),
            found,
        )

    @classmethod
    def joined(cls, parts: Sequence[Rows]) -> Rows:
        """Return the rows of all parts, one after the other; there is one at least."""
        if len(parts) == 1:
            return parts[0]
        kinds = [np.concatenate([part.vectors[kind] for part in parts]) for kind in range(3)]
        return cls(
            np.concatenate([part.numbers for part in parts]),
            np.concatenate([part.spans for part in parts]),
            np.concatenate([part.counts for part in parts]),
            (kinds[0], kinds[1], kinds[2]),
            Counts.joined([part.words for part in parts]),
            tuple(found for part in parts for found in part.terms),
        )

    def __len__(self) -> int:
        return len(self.numbers)
