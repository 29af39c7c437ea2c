"""A passage as the answering reads it: sentences, their terms, and the vectors of their tokens."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage
from index.embedding.tokens import TokenVectors
from index.terms import STOP_WORDS, stem, words

_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage.

    `terms` are its stemmed content words, `stems` those of all its words, `words` the words themselves
    in lower case and its compounds; `bigrams` the pairs of neighbouring content words.
    """

    text: str
    terms: frozenset[str]
    stems: frozenset[str]
    words: frozenset[str]
    bigrams: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class View:
    """A passage, its sentences, its heading's terms, and its tokens in their context.

    `tokens` is float32 (tokens, dimensions); `spans` gives each sentence's rows in it, an empty range
    where the model did not read that far.
    """

    passage: Passage
    sentences: tuple[Sentence, ...]
    terms: frozenset[str]
    tokens: NDArray[np.float32]
    spans: tuple[slice, ...]


def sentence(text: str) -> Sentence:
    """Read one sentence."""
    found = words(text)
    content = [stem(word) for word in found if word not in STOP_WORDS]
    return Sentence(
        text=text,
        terms=frozenset(content),
        stems=frozenset(stem(word) for word in found),
        words=frozenset(found) | compounds(text),
        bigrams=frozenset(pairwise(content)),
    )


def compounds(text: str) -> frozenset[str]:
    """Return the words of a text that are written with a hyphen, whole and in lower case."""
    return frozenset(_COMPOUND.findall(unicodedata.normalize("NFKC", text).casefold()))


def view(passage: Passage, tokens: TokenVectors) -> View:
    """Look at a passage; `tokens` are those of its text."""
    base = passage.start
    sentences = tuple(
        sentence(passage.text[span.start - base : span.end - base]) for span in passage.sentences
    )
    starts = tokens.offsets[:, 0]
    spans = tuple(
        slice(
            int(np.searchsorted(starts, span.start - base)),
            int(np.searchsorted(starts, span.end - base)),
        )
        for span in passage.sentences
    )
    terms: frozenset[str] = frozenset().union(*(part.terms for part in sentences))
    return View(passage, sentences, terms, tokens.vectors, spans)
