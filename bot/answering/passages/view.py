"""A passage as the answering reads it: sentences, their terms, and the vectors of their tokens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.answering.question.reading import CAPITALISED, negated
from corpus.model import Passage
from index.embedding.tokens import TokenVectors
from index.terms import STOP_WORDS, stem, words
from index.units import in_context

_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage.

    `order` are its words in lower case, in order, and `stemmed` the stem of each; `terms` its stemmed
    content words, `stems` those of all its words, `words` the words themselves and its compounds;
    `bigrams` the pairs of neighbouring content words; `names` its capitalised words, in lower case.
    """

    text: str
    order: tuple[str, ...]
    stemmed: tuple[str, ...]
    terms: frozenset[str]
    stems: frozenset[str]
    words: frozenset[str]
    bigrams: frozenset[tuple[str, str]]
    names: tuple[str, ...]
    denies: bool


@dataclass(frozen=True, slots=True)
class View:
    """A passage, its sentences and their terms, and its tokens in their context.

    `context` is what stands above it, the document's title and headings, read like a sentence. `where`
    gives the places of the sentences that hold a term, `sizes` how many terms each holds. `tokens` is
    float32 (tokens, dimensions), the context's before the text's, and `offsets` int32 (tokens, 2) says
    where each stands in the passage's text, below 0 in the context; `spans` gives each sentence's rows in
    both, an empty range where the model did not read that far, and `above` those of the context.
    """

    passage: Passage
    sentences: tuple[Sentence, ...]
    where: Mapping[str, tuple[int, ...]]
    sizes: NDArray[np.int64]
    tokens: NDArray[np.float32]
    offsets: NDArray[np.int32]
    spans: tuple[slice, ...]
    context: Sentence
    above: slice


def sentence(text: str) -> Sentence:
    """Read one sentence."""
    found = words(text)
    stemmed = [stem(word) for word in found]
    content = [root for word, root in zip(found, stemmed, strict=True) if word not in STOP_WORDS]
    return Sentence(
        text=text,
        order=tuple(found),
        stemmed=tuple(stemmed),
        terms=frozenset(content),
        stems=frozenset(stemmed),
        words=frozenset(found) | compounds(text),
        bigrams=frozenset(pairwise(content)),
        names=tuple(re.sub(r"['’]s?$", "", name).casefold() for name in CAPITALISED.findall(text)),
        denies=negated(text),
    )


def compounds(text: str) -> frozenset[str]:
    """Return the words of a text that are written with a hyphen, whole and in lower case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return frozenset(_COMPOUND.findall(folded)) if "-" in folded else frozenset()


def view(passage: Passage, tokens: TokenVectors) -> View:
    """Look at a passage; `tokens` are those of its text with its context before it."""
    base = passage.start
    before = len(in_context(passage)) - len(passage.text)
    offsets = tokens.offsets - before
    sentences = tuple(
        sentence(passage.text[span.start - base : span.end - base]) for span in passage.sentences
    )
    starts = offsets[:, 0]
    spans = tuple(
        slice(
            int(np.searchsorted(starts, span.start - base)),
            int(np.searchsorted(starts, span.end - base)),
        )
        for span in passage.sentences
    )
    where: dict[str, tuple[int, ...]] = {}
    for place, part in enumerate(sentences):
        for term in part.terms:
            where[term] = (*where.get(term, ()), place)
    sizes = np.array([len(part.terms) for part in sentences], np.int64)
    above = slice(0, int(np.searchsorted(starts, 0)))
    context = _context(passage.context)
    return View(passage, sentences, where, sizes, tokens.vectors, offsets, spans, context, above)


@lru_cache(maxsize=1000)
def _context(text: str) -> Sentence:
    """Read what stands above passages; those of one document share it."""
    return sentence(text)


def without_context(seen: View) -> View:
    """Return a view that does not know what stands above the passage."""
    before = seen.above.stop
    spans = tuple(slice(max(0, rows.start - before), max(0, rows.stop - before)) for rows in seen.spans)
    return replace(
        seen,
        passage=replace(seen.passage, context=""),
        tokens=seen.tokens[before:],
        offsets=seen.offsets[before:],
        spans=spans,
        context=sentence(""),
        above=slice(0, 0),
    )
