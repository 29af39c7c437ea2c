"""What the embedding model returns for the tokens of a text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The tokens of a text as they stand in their context; a text longer than the model reads is cut.

    `offsets` is int32 (tokens, 2): code points [start, end) of the text; `vectors` float32 (tokens,
    dimensions), each of unit length.
    """

    offsets: NDArray[np.int32]
    vectors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TokenStates:
    """What a model's lower layers say of the tokens of a text, the markers at both ends included.

    `offsets` is int32 (tokens, 2) as of `TokenVectors`, a marker's empty; `values` float32 (tokens,
    dimensions).
    """

    offsets: NDArray[np.int32]
    values: NDArray[np.float32]


def rows_of(offsets: NDArray[np.int32], start: int, end: int) -> list[int]:
    """Return which tokens lie in [start, end) of a text."""
    return [row for row, (a, b) in enumerate(offsets.tolist()) if start <= a < b <= end]
