"""Tell how likely a question is of each kind, by weights fitted to the examples and counter-examples of all.

Over the vector of a question, which the embedding model's lower layers and two that were trained on make,
and over its signs and words. `python -m bench.fit_kinds` trains the layers, fits the weights and those of
words (`tagger`), and writes `kinds.onnx` and `kinds.npz`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from bot.answering.records.kind import Kind
from bot.answering.records.masking import is_name
from bot.answering.records.reading import Reading
from bot.answering.records.tagger import Tagger
from index.embedding import Embedder
from index.embedding.layers import OnnxLayers
from index.embedding.tokens import TokenVectors

Floats = NDArray[np.float32]

WEIGHTS, LAYERS = "kinds.npz", "kinds.onnx"
MADE_BY = "python -m bench.fit_kinds"
NONE = ""
"""The name under which stands how likely a question is of no kind."""

_SAYING_NOTHING = frozenset(("article", "filler", "me", "plain"))
_MANY = 4  # places or areas from which on their number makes no difference


@dataclass(frozen=True, slots=True)
class KindClassifier:
    """Weights for the vector and the features of a question, and what they were fitted on.

    `kinds` are names, one of them `NONE`; `features` number the last columns of `weights`, float32 (kinds,
    dimensions + features), by name, and `bias` is float32 (kinds,). `model` is the embedding model's,
    `examples` a digest of all examples, and `layers` make the vector (None where there are no weights);
    `tagger` reads the words with them. `understood` are the signs that several examples of a kind hold, by
    its name: the weights know what these make of a question.
    """

    kinds: tuple[str, ...]
    features: Mapping[str, int]
    weights: Floats
    bias: Floats
    model: str
    examples: str
    understood: Mapping[str, frozenset[str]]
    layers: OnnxLayers | None
    tagger: Tagger | None

    @classmethod
    def empty(cls) -> Self:
        """Return a classifier that has weights for no kind."""
        return cls((), {}, np.empty((0, 0), np.float32), np.empty(0, np.float32), "", "", {}, None, None)

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], layers: OnnxLayers) -> Self:
        """Return what `to_arrays` packed, with its layers."""
        lines = [line.split() for line in arrays["understood"].tolist()]
        return cls(
            tuple(arrays["kinds"].tolist()),
            numbered(arrays["features"].tolist()),
            arrays["weights"].astype(np.float32),
            arrays["bias"].astype(np.float32),
            str(arrays["model"]),
            str(arrays["examples"]),
            {kind: frozenset(signs) for kind, *signs in lines},
            layers,
            Tagger.from_arrays(arrays),
        )

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Return arrays to write, numbers in 16 bits."""
        return {
            "kinds": np.array(self.kinds),
            "features": np.array(list(self.features)),
            "weights": self.weights.astype(np.float16),
            "bias": self.bias.astype(np.float16),
            "model": np.array(self.model),
            "examples": np.array(self.examples),
            "layers": np.array(layers_digest(self.layers) if self.layers else ""),
            "understood": np.array(
                [" ".join([kind, *sorted(of)]) for kind, of in self.understood.items()], str
            ),
        } | (self.tagger.to_arrays() if self.tagger else {})

    def read(self, text: str, embedder: Embedder) -> tuple[Floats, TokenVectors]:
        """Return the vector of a question, and those of its tokens.

        `text` is the question with its names replaced as in the examples.
        """
        if self.layers is None:
            raise ValueError("there are no weights")
        return self.layers.read(embedder.states(text))

    def probabilities(self, vector: Floats, reading: Reading) -> dict[str, float]:
        """Return how likely a question of this vector is of each kind and of none."""
        columns = [len(vector) + number for number in numbers_of(self.features, reading)]
        scores = self.weights[:, : len(vector)] @ vector + self.weights[:, columns].sum(1) + self.bias
        odds = np.exp(scores - scores.max())
        return dict(zip(self.kinds, (odds / odds.sum()).tolist(), strict=True))


def features_of(reading: Reading) -> frozenset[str]:
    """Return what a question asks and names, its signs and words, and which of them follow one another."""
    order = [sign for sign in reading.order if sign not in _SAYING_NOTHING]
    found = {f"sign {sign}" for sign in reading.order}
    found |= {f"signs {one} {then}" for one, then in pairwise(order)}
    found |= {f"signs {' '.join(three)}" for three in zip(order, order[1:], order[2:], strict=False)}
    found |= {f"apart {one} {then}" for far in (2, 3) for one, then in zip(order, order[far:], strict=False)}
    found |= {f"first {order[0] if order else ''}", f"last {order[-1] if order else ''}"}
    found |= {f"asks {reading.asks}"}
    found |= {f"places {min(len(reading.cities), _MANY)}", f"areas {min(len(reading.areas), _MANY)}"}
    return frozenset(found | _words_of(reading))


def _words_of(reading: Reading) -> set[str]:
    """Return the words of a question, and which follow one another; names, years and numbers are alike."""
    said = [sign if is_name(sign) else word for sign, word in zip(reading.order, reading.words, strict=True)]
    return {f"word {word}" for word in said} | {
        f"words {one} {then}" for one, then in pairwise(["", *said, ""])
    }


def numbered(features: Sequence[str]) -> dict[str, int]:
    """Return the number of each feature."""
    return {feature: number for number, feature in enumerate(features)}


def numbers_of(features: Mapping[str, int], reading: Reading) -> list[int]:
    """Return the numbers of the features that a question has."""
    return [features[feature] for feature in features_of(reading) if feature in features]


def common(readings: Sequence[Reading], least: int) -> tuple[str, ...]:
    """Return the features that at least so many questions have."""
    counts = Counter(feature for reading in readings for feature in features_of(reading))
    return tuple(sorted(feature for feature, count in counts.items() if count >= least))


def digest(kinds: Sequence[Kind], outside: Sequence[str]) -> str:
    """Return a digest of all examples and counter-examples, `outside` being those of no kind."""
    said = [(kind.name, kind.examples, kind.counter_examples) for kind in kinds]
    return hashlib.sha256(repr((sorted(said), sorted(outside))).encode()).hexdigest()


def layers_digest(layers: OnnxLayers) -> str:
    """Return a digest of the layers' file."""
    return hashlib.sha256(layers.file.read_bytes()).hexdigest()


def model_of(embedder: Embedder) -> str:
    """Return the identity of a model's weights, however it is run."""
    return embedder.fingerprint.partition("-")[0]


@cache
def bundled() -> KindClassifier:
    """Return the classifier that comes along."""
    folder = files("bot.answering.records")
    with (folder / WEIGHTS).open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        return KindClassifier.from_arrays(arrays, OnnxLayers(Path(str(folder / LAYERS))))
