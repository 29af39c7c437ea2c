"""The small immutable records that a search is asked with and answers with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.model import PassageKind
from index.embedding.tokens import TokenVectors

Row = TypeVar("Row", bound=np.generic)
Floats = NDArray[np.float32]
Halves = NDArray[np.float16]
Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is to do."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How scores are fused; the defaults are what searches use, others are for measuring.

    A hit's score is `dense` × (`paragraph` z + `sentence` z + `window` z, each by its weight) + `words`
    × z of BM25. `k1` and `b` are BM25's, `pairs` the weight of two neighbouring words in it;
    `candidates` is how many passages each kind of search proposes, `matches` how many passages that
    share a word with the question are scored by BM25.
    """

    dense: float = 0.7
    paragraph: float = 1.0
    sentence: float = 1.0
    window: float = 1.0
    words: float = 0.6
    pairs: float = 0.5
    k1: float = 0.6
    b: float = 0.75
    candidates: int = 50
    matches: int = 1000


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found.

    `number` is the passage's; `score` the fused one, without a unit. `paragraph`, `sentence` and
    `window` are cosines with the question: of the whole passage, its best sentence and its best two
    neighbouring sentences; `bm25` is without a unit. Each `*_z` is the same in standard deviations above
    the mean of the scopes searched. `sentences` and `windows` hold the cosine of every sentence, in the
    order of `Passage.sentences`, and of every two neighbouring ones.
    """

    number: int
    kind: PassageKind
    scope: str
    score: float
    paragraph: float
    sentence: float
    window: float
    bm25: float
    paragraph_z: float
    sentence_z: float
    window_z: float
    bm25_z: float
    sentences: tuple[float, ...]
    windows: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What one search found, best first, on one state of the index.

    `vector` is the question's, `tokens` those of its words; `terms` its words as the index knows them
    (see `index.terms`); `passages` counts the live passages in the scopes searched, `frequencies` those
    of them that hold each term; `revision` is the corpus's.
    """

    question: str
    scopes: tuple[str, ...]
    vector: Floats
    tokens: TokenVectors
    terms: tuple[str, ...]
    hits: tuple[Hit, ...]
    passages: int
    frequencies: Mapping[str, int]
    revision: int
    generation: str


@dataclass(frozen=True, slots=True)
class Status:
    """What an index holds, for people and for `index status`.

    `revision` is what it answers from, `base_revision` what its generation was built from; the units
    and passages between the two are counted as `changed`. `warnings` are lines for people. `vectors` says
    where they are searched: in this `process`, or in the `database`.
    """

    generation: str
    revision: int
    base_revision: int
    scopes: Mapping[str, int]
    passages: int
    units: int
    changed: int
    dimensions: int
    model: str
    fingerprint: str
    engine: str
    created: str
    warnings: tuple[str, ...]
    vectors: str = "process"
