"""Weigh the sentences of the passages found: numbers that say how well each answers the question."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from bot.answering.passages import opposites
from bot.answering.passages.holds import can_hold, cannot_be, has_new_name, other_rank
from bot.answering.passages.view import Sentence, View, compounds
from bot.answering.question.kind import ASKING
from bot.answering.question.reading import Question
from index import Hit
from index.embedding.tokens import TokenVectors
from index.terms import STOP_WORDS, stem, words

Floats = NDArray[np.float64]

RANKING = (
    "fused", "fused_gap", "passage_cosine", "sentence_cosine", "window_cosine", "coverage",
    "window_coverage", "passage_coverage", "bigrams", "maxsim", "passage_maxsim", "names", "passage_names",
    "holds", "holds_strict", "novelty", "first", "negation_differs",
)  # fmt: skip
"""The features that rank sentences, in order."""

DECIDING = (
    *RANKING, "score", "margin", "share", "entropy", "best_maxsim", "best_passage_maxsim", "best_coverage",
    "best_sentence_cosine", "best_passage_cosine", "window_coverage_x_cosine", "window_coverage_x_maxsim",
    "opposite", "prefix_opposite", "asks_negation", "negation_unanswered", "negation_unasked", "has_number",
    "number_missing", "number_missing_nearby", "number_missing_in_passage", "name_missing",
    "name_missing_nearby", "name_missing_in_passage", "other_year", "has_name", "name_unknown",
    "any_name_missing_nearby", "any_name_missing_in_passage", "name_weight_missing", "name_gap", "gap",
    "gap_nearby", "gap_in_passage", "weakest", "two_weakest", "weakest_nearby", "asked_word",
    "nearby_maxsim", "mean_maxsim", "least_maxsim", "length", "is_person", "is_time", "is_number",
    "is_place", "is_yes_no", "unknown_terms", "is_record", "cannot_be", "other_rank", "new_name_nearby",
    "noun_gap", "verb_gap",
)  # fmt: skip
"""The features that decide whether the best sentence answers, in order."""

YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b")
_CARRIED = 0.3  # of its weight has a word from an earlier question: the new one asks for something else
_WEIGHTY = 0.04  # share of the question's weight below which a token tells nothing by its absence


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what comparing it needs.

    `weights` gives each term's inverse document frequency, and `unseen` are the terms that no passage
    holds; `tokens` float32 (tokens, dimensions) and
    `shares` each token's part of the question's whole weight, summing to 1.
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
    last_rows: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: its passage, its place there, and its ranking features."""

    hit: Hit
    view: View
    place: int
    features: Floats
    similar: NDArray[np.float32]

    @property
    def sentence(self) -> Sentence:
        """Return the sentence itself."""
        return self.view.sentences[self.place]


def ask(question: Question, tokens: TokenVectors, frequencies: Mapping[str, int], passages: int) -> Asked:
    """Prepare a question; `frequencies` counts the passages, of `passages`, that hold each term."""

    def weight(term: str) -> float:
        held = frequencies.get(term, 0)
        own = _CARRIED if term in question.carried else 1.0
        return own * math.log(1 + (passages - held + 0.5) / (held + 0.5))

    weights = {term: weight(term) for term in question.terms}
    shares = _token_weights(question.text, tokens.offsets, weights)
    total = sum(weights.values()) or 1.0
    opener = next(
        (row for row, (a, b) in enumerate(tokens.offsets) if question.text[a:b].casefold() in ASKING),
        None,
    )
    unseen = frozenset(term for term in weights if not frequencies.get(term))
    unknown = sum(weights[term] for term in unseen) / total
    names = tuple(stem(name.casefold()) for name in question.names)
    unknown_names = sum(name in unseen for name in names) / len(names) if names else 0.0
    share_sum = shares.sum()
    shares = shares / share_sum if share_sum else np.full(len(shares), 1 / max(1, len(shares)))
    held = frozenset(question.names)
    name_rows = [row for row, (a, b) in enumerate(tokens.offsets) if _word_at(question.text, a, b) in held]
    return Asked(
        question, weights, total, tokens.vectors, shares, opener, unknown, unseen, unknown_names, names,
        np.array(name_rows, np.int64), _rows_of(question.asked_noun, tokens.offsets),
        _rows_of(question.verbs, tokens.offsets),
    )  # fmt: skip


def _rows_of(spans: Sequence[tuple[int, int]], offsets: NDArray[np.int32]) -> NDArray[np.int64]:
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


def candidates(asked: Asked, hits: Sequence[Hit], views: Sequence[View]) -> list[Candidate]:
    """Return every sentence of the passages found, with its ranking features."""
    found: list[Candidate] = []
    best = hits[0].score if hits else 0.0
    for hit, view in zip(hits, views, strict=True):
        similar = (
            asked.tokens @ view.tokens.T if len(view.tokens) else np.zeros((len(asked.tokens), 1), np.float32)
        )
        rows = _ranking_features(asked, hit, view, similar, gap=hit.score - best)
        found += [Candidate(hit, view, place, features, similar) for place, features in enumerate(rows)]
    return found


def _ranking_features(
    asked: Asked, hit: Hit, view: View, similar: NDArray[np.float32], *, gap: float
) -> Floats:
    """Return the ranking features of a passage's sentences, a row each, in the order of RANKING."""
    question, sentences = asked.question, view.sentences
    count = len(sentences)
    held = np.zeros((len(asked.weights), count), bool)  # which sentence holds which term
    for row, term in enumerate(asked.weights):
        held[row, list(view.where.get(term, ()))] = True
    weights = np.fromiter(asked.weights.values(), np.float64, len(asked.weights))
    with_previous = held.copy()
    with_previous[:, 1:] |= held[:, :-1]
    holds = np.fromiter((can_hold(question, sentence) for sentence in sentences), np.float64, count)
    strict = question.kind in ("number", "time")
    pairs = len(question.bigrams) or 1
    columns = (
        hit.score,
        gap,
        hit.paragraph,
        hit.sentences,
        [_window_cosine(hit, place) for place in range(count)],
        weights @ held / asked.total,
        weights @ with_previous / asked.total,
        float(weights @ held.any(1)) / asked.total,
        [len(question.bigrams & sentence.bigrams) / pairs for sentence in sentences],
        asked.shares @ _best_of_each(similar, view.spans),
        float(similar.max(1) @ asked.shares),
        _shares_of_names(asked.name_stems, view),
        _share_of_names(asked.name_stems, view.where),
        holds,
        holds if strict else 0.5,
        np.log1p(view.sizes - held.sum(0)),
        np.arange(count) == 0,
        [question.negated != sentence.denies for sentence in sentences],
    )
    rows = np.empty((count, len(RANKING)))
    for number, column in enumerate(columns):
        rows[:, number] = column
    return rows


def _window_cosine(hit: Hit, place: int) -> float:
    near = hit.windows[max(0, place - 1) : place + 1]
    return max(near, default=hit.sentences[place])


def _best_of_each(similar: NDArray[np.float32], spans: Sequence[slice]) -> NDArray[np.float32]:
    """Return each question token's best likeness in each sentence: (tokens, sentences)."""
    return np.stack([_best(similar, rows) for rows in spans], axis=1)


def _best(similar: NDArray[np.float32], rows: slice) -> NDArray[np.float32]:
    part = similar[:, rows]
    return part.max(1) if part.shape[1] else np.zeros(len(similar), np.float32)


def _shares_of_names(stems: Sequence[str], view: View) -> Floats:
    """Return the share of the names that each sentence holds; 1 where there are none."""
    held = np.zeros(len(view.sentences))
    for name in stems:
        held[list(view.where.get(name, ()))] += 1
    return held / len(stems) if stems else held + 1.0


def _share_of_names(stems: Sequence[str], terms: Collection[str]) -> float:
    return sum(name in terms for name in stems) / len(stems) if stems else 1.0


def deciding(asked: Asked, ranked: Sequence[Candidate], scores: Floats) -> Floats:
    """Return the features that decide whether the best of `ranked` answers; best first, with their scores."""
    top = ranked[0]
    stacked = np.stack([candidate.features for candidate in ranked])
    odds = np.exp(scores - scores[0])
    odds /= odds.sum()
    column = {name: stacked[:, number] for number, name in enumerate(RANKING)}
    own = dict(zip(RANKING, top.features, strict=True))
    spread = -float((odds * np.log(odds + 1e-9)).sum())
    margin = float(scores[0] - scores[1]) if len(scores) > 1 else 3.0
    figures = [
        float(scores[0]), margin, float(odds[0]), spread,
        float(column["maxsim"][:5].max()), float(column["passage_maxsim"].max()),
        float(column["passage_coverage"].max()), float(column["sentence_cosine"].max()),
        float(column["passage_cosine"].max()), own["window_coverage"] * own["window_cosine"],
        own["window_coverage"] * own["maxsim"],
    ]  # fmt: skip
    return np.array([*top.features, *figures, *_contradictions(asked, top), *_gaps(asked, top)], np.float64)


def around(candidate: Candidate) -> tuple[Sentence, ...]:
    """Return a candidate's sentence with its neighbours."""
    return candidate.view.sentences[max(0, candidate.place - 1) : candidate.place + 2]


def _contradictions(asked: Asked, top: Candidate) -> list[float]:
    """Return what speaks against the sentence: opposites, denials, other numbers, names not there."""
    question, sentence, passage = asked.question, top.sentence, top.view.passage.text
    nearby = " ".join(part.text for part in around(top))
    asked_stems = {stem(word) for word in question.words}
    asked_words = frozenset(question.words) | compounds(question.text)
    said = sentence.denies
    years = [number for number in question.numbers if YEAR.fullmatch(number)]
    in_sentence = _missing_numbers(question.numbers, sentence.text)
    return [
        float(opposites.contradicts(asked_stems, sentence.stems)),
        float(opposites.negates_by_prefix(asked_words, sentence.words)),
        float(question.negated),
        float(question.negated and not said),
        float(said and not question.negated),
        float(bool(question.numbers)),
        float(in_sentence > 0),
        float(_missing_numbers(question.numbers, nearby) > 0),
        float(_missing_numbers(question.numbers, passage) > 0),
        _missing_names(question.names, sentence.text),
        _missing_names(question.names, nearby),
        _missing_names(question.names, passage),
        float(
            bool(years) and all(y not in sentence.text for y in years) and bool(YEAR.search(sentence.text))
        ),
        float(bool(question.names)),
        float(asked.unknown_names > 0),
        float(_missing_names(question.names, nearby) > 0),
        float(_missing_names(question.names, passage) > 0),
        _name_weight(asked, top.view.where),
        _name_gap(asked, top),
    ]


def _name_weight(asked: Asked, terms: Collection[str]) -> float:
    """Return the part of the question's weight that names not in these terms have."""
    stems = {stem(name.casefold()) for name in asked.question.names}
    return sum(asked.weights.get(name, 0.0) for name in stems if name not in terms) / asked.total


def _name_gap(asked: Asked, top: Candidate) -> float:
    """Return how far the worst-matched token of a name is from anything in the passage."""
    if not len(asked.name_rows):
        return 0.0
    return float((1 - top.similar[asked.name_rows].max(1)).max())


def _missing_numbers(numbers: Sequence[str], text: str) -> int:
    plain = text.replace(",", "")
    return sum(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", plain) is None for number in numbers)


def _missing_names(names: Sequence[str], text: str) -> float:
    """Return the share of the names that a text does not hold, spelling mistakes forgiven."""
    if not names:
        return 0.0
    held = set(words(text))
    missing = 0
    for name in names:
        folded = (words(name) or [name.casefold()])[0]
        if folded in held or stem(folded) in {stem(word) for word in held}:
            continue
        close = len(folded) > 4 and process.extractOne(folded, held, scorer=fuzz.ratio, score_cutoff=84)
        missing += not close
    return missing / len(names)


def _gaps(asked: Asked, top: Candidate) -> list[float]:
    """Return how much of the question the sentence, what is near it and its passage leave unsaid."""
    question, view = asked.question, top.view
    before = view.spans[top.place - 1] if top.place else view.spans[top.place]
    own = _best(top.similar, view.spans[top.place])
    near = _best(top.similar, slice(before.start, view.spans[top.place].stop))
    whole = top.similar.max(1)

    def gap(best: NDArray[np.float32]) -> float:
        return float((asked.shares * np.clip(1 - best, 0, 1)).max(initial=0.0))

    weighty = np.flatnonzero(asked.shares > _WEIGHTY)
    weakest = np.sort(own[weighty]) if len(weighty) else np.ones(1)
    return [
        gap(own), gap(near), gap(whole), float(weakest[0]), float(weakest[:2].mean()),
        float(near[weighty].min(initial=1.0)), _asked_word(asked, top), float(near @ asked.shares),
        float(own.mean()) if len(own) else 0.0, float(own.min(initial=1.0)), len(question.terms) / 10,
        float(question.kind == "person"), float(question.kind == "time"), float(question.kind == "number"),
        float(question.kind == "place"), float(question.kind == "yes_no"), asked.unknown,
        float(view.passage.kind == "record"), float(cannot_be(question, around(top))),
        float(other_rank(question, around(top))), float(has_new_name(question, around(top))),
        _gap_of(asked.noun_rows, near), _gap_of(asked.last_rows, near),
    ]  # fmt: skip


def _gap_of(rows: NDArray[np.int64], best: NDArray[np.float32]) -> float:
    """Return how far the worst-matched of some tokens of the question is from what is said."""
    return float((1 - best[rows]).max()) if len(rows) else 0.0


def _asked_word(asked: Asked, top: Candidate) -> float:
    """Return how near the question word comes to what the sentence says beyond the question."""
    part = top.similar[:, top.view.spans[top.place]]
    if asked.opener is None or not part.shape[1]:
        return 0.4
    new = part.max(0) < 0.75
    return float(part[asked.opener, new].max()) if new.any() else 0.0
