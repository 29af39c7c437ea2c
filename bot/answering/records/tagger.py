"""Tell what a word of no list is a sign of, by what it is in its sentence.

Weights over the vectors that the layers trained on give to the words of a question, fitted to all words of
the wordings of kinds: those of the lists, misspelt ones, and others whose sign somebody has told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from bot.answering.records.idioms import OTHER

Floats = NDArray[np.float32]

VALUED = frozenset(("NUMBER", "ordinal"))
"""Signs that are nothing without a value, which only a listed word has."""

_LEAST = 0.5  # probability of a sign from which on a word is taken for it


@dataclass(frozen=True, slots=True)
class Tagger:
    """Weights of words, float32 (signs, dimensions) and (signs,), and what listed words they decide on too.

    `signs` are their names, `OTHER` that of what records do not know. `ambiguous` are listed words that an
    example gives another sign than their list: they are read by their sentence as well.
    """

    signs: tuple[str, ...]
    weights: Floats
    bias: Floats
    ambiguous: frozenset[str]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Return what `to_arrays` packed."""
        return cls(
            tuple(arrays["signs"].tolist()),
            arrays["sign_weights"].astype(np.float32),
            arrays["sign_bias"].astype(np.float32),
            frozenset(arrays["ambiguous"].tolist()),
        )

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Return arrays to write, numbers in 16 bits."""
        return {
            "signs": np.array(self.signs),
            "sign_weights": self.weights.astype(np.float16),
            "sign_bias": self.bias.astype(np.float16),
            "ambiguous": np.array(sorted(self.ambiguous), dtype=str),
        }

    def sign(self, vector: Floats) -> str | None:
        """Return the sign of a word by its vector, float32 (dimensions,) of unit length; None if unclear."""
        scores = self.weights @ vector + self.bias
        odds = np.exp(scores - scores.max())
        best = int(odds.argmax())
        sign = self.signs[best]
        known = sign != OTHER and sign not in VALUED and odds[best] / odds.sum() >= _LEAST
        return sign if known else None
