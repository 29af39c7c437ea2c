"""What a search asks of the passages that it may look at, and what it is told of them.

This is the seam between the fusion (`search`), which knows no storage, and the rooms in which passages are:
partitions in this process (`scoring`), or tables of PostgreSQL (`index.postgres`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.model import Floats, Weights
from index.moments import Sums
from index.partition import PartitionKey

Doubles = NDArray[np.float64]
Units = tuple[Floats, NDArray[np.int64]]
"""Cosines of the units of rows, one row's after the other's, and where each row's begin (rows + 1)."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many live passages there are, how many terms they have in all, how many hold each term wanted."""

    passages: int
    length: int
    frequencies: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its vector, its terms, the keys of these and of its pairs, and each key's weight in BM25.

    `mean_length` is that of the passages which are searched together, in terms.
    """

    vector: Floats
    terms: tuple[str, ...]
    keys: tuple[int, ...]
    inverse: Doubles
    mean_length: float
    weights: Weights


@dataclass(frozen=True, slots=True)
class Scored:
    """Candidates of one partition, a row each: their numbers, how many sentences each has, and their scores.

    `units` are the cosines of all units by kind, `words` BM25. Beside them what tells how good a score is:
    `matches` is BM25 of all passages that share a word with the question (of the best `Weights.matches` at
    least), `sums` are those of the cosines of all live units, by kind.
    """

    pkey: PartitionKey
    numbers: NDArray[np.int64]
    spans: NDArray[np.int32]
    units: tuple[Units, Units, Units]
    words: Doubles
    matches: Doubles
    sums: tuple[Sums, Sums, Sums]


class Searched(Protocol):
    """The passages that one search may look at, of one state of the index, and no others."""

    def counted(self, wanted: Sequence[str]) -> Counted:
        """Count the passages, and those that hold each of the terms."""

    def scored(self, asked: Asked) -> Sequence[Scored]:
        """Return the candidates of each partition: the best by words and by units of each kind, scored."""
