"""A question with what comparing it with sentences needs: the weight of its terms, its tokens' vectors."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answering.question.kind import ASKING
from bot.answering.question.reading import Question
from index.embedding.tokens import TokenVectors
from index.terms import STOP_WORDS, stem, words

Floats = NDArray[np.float64]

_CARRIED = 0.3  # of its weight has a word from an earlier question: the new one asks for something else


@dataclass(frozen=True, slots=True)
class Query:
    """A question with what comparing it needs.

    `weights` gives each term's inverse document frequency, `total` their sum, and `unseen` are the terms
    that no passage holds, `unknown` their part of the weight; `tokens` float32 (tokens, dimensions) and
    `shares` each token's part of the question's whole weight, summing to 1. `opener` is the row of the
    word that asks; `name_rows`, `noun_rows` and `verb_rows` those of names, of the word that says what is
    asked for, and of the likely main verb; `name_stems` the stems of the names, `unknown_names` the share
    of them that no passage holds.
    """

    question: Question
    weights: Mapping[str, float]
    total: float
    tokens: NDArray[np.float32]
    shares: Floats
    opener: int | None
    unknown: float
    unseen: frozenset[str]
    unknown_names: float
    name_stems: tuple[str, ...]
    name_rows: NDArray[np.int64]
    noun_rows: NDArray[np.int64]
    verb_rows: NDArray[np.int64]


def prepare(question: Question, tokens: TokenVectors, frequencies: Mapping[str, int], passages: int) -> Query:
    """Prepare a question; `frequencies` counts the passages, of `passages`, that hold each term."""
    weights = _term_weights(question, frequencies, passages)
    total = sum(weights.values()) or 1.0
    unseen = frozenset(term for term in weights if not frequencies.get(term))
    names = tuple(stem(name.casefold()) for name in question.names)
    offsets = tokens.offsets
    return Query(
        question=question,
        weights=weights,
        total=total,
        tokens=tokens.vectors,
        shares=_shares(_token_weights(question.text, offsets, weights)),
        opener=_opener(question.text, offsets),
        unknown=sum(weights[term] for term in unseen) / total,
        unseen=unseen,
        unknown_names=sum(name in unseen for name in names) / len(names) if names else 0.0,
        name_stems=names,
        name_rows=_rows_of_words(question.names, question.text, offsets),
        noun_rows=_rows_of_spans(question.asked_noun, offsets),
        verb_rows=_rows_of_spans(question.verbs, offsets),
    )


def _term_weights(question: Question, frequencies: Mapping[str, int], passages: int) -> dict[str, float]:
    """Give each term its inverse document frequency, less where only an earlier question says it."""

    def weight(term: str) -> float:
        held = frequencies.get(term, 0)
        own = _CARRIED if term in question.carried else 1.0
        return own * math.log(1 + (passages - held + 0.5) / (held + 0.5))

    return {term: weight(term) for term in question.terms}


def _token_weights(text: str, offsets: NDArray[np.int32], weights: Mapping[str, float]) -> Floats:
    """Give each token its word's weight, divided by the tokens of that word."""
    found = np.zeros(len(offsets))
    for match in re.finditer(r"[^\W_]+(?:[.,]\d+)*", text):
        rows = [
            row for row, (a, b) in enumerate(offsets) if a >= match.start() and b <= match.end() and b > a
        ]
        folded = words(match[0])
        word = folded[0] if folded else ""
        if rows and word and word not in STOP_WORDS:
            found[rows] = weights.get(stem(word), 0.0) / len(rows)
    return found


def _shares(weights: Floats) -> Floats:
    """Return weights as parts of their sum; equal parts where none weighs anything."""
    total = weights.sum()
    result: Floats = weights / total if total else np.full(len(weights), 1 / max(1, len(weights)))
    return result


def _opener(text: str, offsets: NDArray[np.int32]) -> int | None:
    """Return the row of the first word that asks."""
    rows = (row for row, (a, b) in enumerate(offsets) if text[a:b].casefold() in ASKING)
    return next(rows, None)


def _rows_of_words(wanted: Sequence[str], text: str, offsets: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return the rows of the tokens that are part of one of these words."""
    held = frozenset(wanted)
    rows = [row for row, (a, b) in enumerate(offsets) if _word_at(text, a, b) in held]
    return np.array(rows, np.int64)


def _rows_of_spans(spans: Sequence[tuple[int, int]], offsets: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return the rows of the tokens that lie in one of these stretches of the question."""
    return np.array(
        [row for row, (a, b) in enumerate(offsets) if any(start <= a and b <= end for start, end in spans)],
        np.int64,
    )


def _word_at(text: str, start: int, end: int) -> str:
    """Return the whole word of which text[start:end] is a part."""
    while start and (text[start - 1].isalnum() or text[start - 1] in "-’'"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] in "-’'"):
        end += 1
    return re.sub(r"['’]s?$", "", text[start:end])
