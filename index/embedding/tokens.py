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
