"""Read by likeness what no list holds: words by the words of the kinds' examples, questions by the examples.

A word of a question is a sign of what weights say that were fitted to all examples (`tagger`), and a whole
question as likely of a kind (`classifier`). Where there are no weights, of another model or for a kind from
outside, the reference are all examples and counter-examples as the embedding model sees them: a word takes
the sign that most of its nearest reference words have, "possess" that of "have", "severed" that of "ended";
"mayor", which only counter-examples say, that of what records do not know. A kind without weights takes what
is nearer to one of its own examples than to any counter-example.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answering.kept import Arrays, is_kept, kept
from bot.answering.records import classifier
from bot.answering.records.classifier import KindClassifier
from bot.answering.records.idioms import OTHER
from bot.answering.records.kind import Kind
from bot.answering.records.lexicon import languages
from bot.answering.records.masking import NAMES, filled, masked
from bot.answering.records.reading import Reading
from corpus.late import LatePattern
from index.embedding import Embedder
from index.embedding.tokens import TokenVectors, rows_of

Floats = NDArray[np.float32]

NEIGHBOURS = 5
"""How many reference words vote on a word."""

_SHARPNESS = 4  # power of a cosine that a vote weighs
_LEAST = 0.42  # cosine to the nearest reference word below which nothing is known of a word
_SURE = 0.65  # share of the votes that signs of what the records know need together
_ALIKE = 5  # occurrences of a word in one sense that are kept as reference
_WORD = LatePattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME, _NAME_WHOLE = "examples", "whole"  # of what is kept: words alone, and whole examples too
_MADE_BY = "4"  # to be raised when `reference` makes something else of the same examples

PLAIN = "plain"
"""The sign of a word that stands in an example and in no list: it asks for nothing by itself."""

_OF_TWO_SENSES = frozenset(("filler", "have", "put", "start", "active", "partner", "stop", "still", "except"))
"""Signs of listed words that say something else in company: "on hold", "called off"."""

READABLE = frozenset(
    (
        "rel", "partner", "have", "status", "start", "stop", "ended", "suspended", "active", "connected",
        "be", "do", "ask", "me", "filler", PLAIN, "records", "still", "every", "foreign", "with", "in", "of",
        "to", "article", "common",
    )
)  # fmt: skip
"""Signs that a word can take by its nearest words; for what ranks or turns a question these are too few."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What questions are compared with.

    `words` float32 (words, dimensions) of unit length, and the sign of each in `signs`; `ambiguous` are
    listed words that an example gives another sign, which are read by their context too; `sentences`
    float32 (sentences, dimensions) of unit length, and the kind of each in `kinds`, empty for none. Where
    every kind has weights there are only sentences that were embedded for a word, and `kinds` is empty.
    """

    words: Floats
    signs: tuple[str, ...]
    ambiguous: frozenset[str]
    sentences: Floats
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a question is like.

    `cosines` are those to the nearest example of each kind, `against` that to the nearest counter-example,
    both empty or -1 where every kind has weights; `probabilities` those of each kind that weights were fitted
    for, and of none under the empty name; `understood` the signs that their examples hold.
    """

    cosines: Mapping[str, float]
    against: float
    probabilities: Mapping[str, float]
    understood: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Example:
    text: str
    given: dict[int, str]
    kind: str  # empty where no kind answers it


def elsewhere() -> tuple[str, ...]:
    """Return counter-examples that are of no kind."""
    text = (files("bot.answering.records") / "words" / "elsewhere.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def _examples(kinds: Sequence[Kind], outside: Sequence[str]) -> list[_Example]:
    found = [_Example(*filled(one), kind.name) for kind in kinds for one in kind.examples]
    found += [_Example(*filled(one), "") for kind in kinds for one in kind.counter_examples]
    return found + [_Example(*filled(one), "") for one in outside]


def reference(
    embedder: Embedder, kinds: Sequence[Kind], outside: Sequence[str], *, whole: bool = True
) -> Reference:
    """Embed the words of examples and counter-examples, and these as a `whole`; `outside` are of no kind.

    A word of no list means nothing in an example, since the question is answered whatever it says; in a
    counter-example it is what the records do not know, unless examples say it as well. What adds no word that
    is wanted is not embedded, unless whole examples are.
    """
    examples = _examples(kinds, outside)
    harmless = {word for example in examples if example.kind for word, _ in _words_of(example.text)}
    ambiguous: set[str] = set()
    seen: Counter[tuple[str, str]] = Counter()
    wanted: list[tuple[_Example, list[tuple[str, int, str]]]] = []
    for example in examples:
        new = []
        for word, start in _words_of(example.text):
            listed = languages()["en"].sign(word)
            sign = example.given.get(start) or listed
            if listed in _OF_TWO_SENSES and sign != listed:
                ambiguous.add(word)
            if not example.kind and (word in harmless if listed is None else listed in READABLE):
                continue
            sign = sign or (PLAIN if example.kind else OTHER)
            if seen[word, sign] < _ALIKE:
                seen[word, sign] += 1
                new.append((word, start, sign))
        if new or whole:
            wanted.append((example, new))
    vectors: list[Floats] = []
    signs: list[str] = []
    sentences: list[Floats] = []
    read_all = embedder.embed_with_tokens([example.text for example, _ in wanted])
    for (_, new), (sentence, read) in zip(wanted, read_all, strict=True):
        sentences.append(np.asarray(sentence, np.float32))
        for word, start, sign in new:
            vector = word_vector(read, start, start + len(word))
            if vector is not None:
                vectors.append(vector)
                signs.append(sign)
    return Reference(
        np.stack(vectors),
        tuple(signs),
        frozenset(ambiguous),
        np.stack(sentences),
        tuple(example.kind for example in examples) if whole else (),
    )


def _words_of(text: str) -> Iterator[tuple[str, int]]:
    """Return the words of an example in lower case but for the names in its slots, and where each begins."""
    names = {word for name in NAMES.values() for word in _WORD.findall(name)}
    for match in _WORD.finditer(text):
        word = re.sub(r"['’]s$", "", match[0])
        if word not in names:
            yield word.casefold(), match.start()


def word_vector(tokens: TokenVectors, start: int, end: int) -> Floats | None:
    """Return the mean of the tokens at [start, end) of a text, of unit length; None without any."""
    rows = rows_of(tokens.offsets, start, end)
    if not rows:
        return None
    mean = tokens.vectors[rows].mean(0)
    return np.asarray(mean / (np.linalg.norm(mean) or 1.0), np.float32)


class Likeness:
    """Compares questions with a reference, which is made at the first question and kept in a folder.

    `outside` are counter-examples of no kind (None: those of `elsewhere`); `weights` are those fitted for
    kinds (None: those that come along).
    """

    def __init__(
        self,
        embedder: Embedder,
        kinds: Sequence[Kind],
        folder: Path | None = None,
        *,
        outside: Sequence[str] | None = None,
        weights: KindClassifier | None = None,
    ) -> None:
        self._embedder, self._kinds, self._folder = embedder, kinds, folder
        self._outside = elsewhere() if outside is None else tuple(outside)
        self._given = weights
        self._made: Arrays | None = None
        self._last: tuple[str, tuple[Floats, TokenVectors]] | None = None

    def signs(self, reading: Reading) -> dict[str, str]:
        """Return a sign for each word of no list that has one by weights, else by its nearest words.

        Only English is read so: the examples are.
        """
        if reading.language != "en":
            return {}
        tagger = self._weights.tagger
        ambiguous = tagger.ambiguous if tagger else self._ambiguous
        wanted = [
            at
            for at, (sign, word) in enumerate(zip(reading.order, reading.words, strict=True))
            if (sign == OTHER and not may_be_name(reading, at)) or word in ambiguous
        ]
        found: dict[str, str] = {}
        if not wanted:
            return found
        text, spans = masked(reading, wanted)
        tokens = self._read(text)[1] if tagger else self._embedder.tokens([text])[0]
        for at, (start, end) in zip(wanted, spans, strict=True):
            vector = word_vector(tokens, start, end)
            if vector is None:
                continue
            sign = tagger.sign(vector) if tagger else _vote(self._known, vector)
            if sign is not None:
                found[reading.words[at]] = sign
        return found

    def compare(self, reading: Reading) -> Comparison:
        """Compare a question with all examples and counter-examples."""
        text, best = masked(reading, [])[0], dict[str, float]()
        if self._whole:
            best = {kind.name: -1.0 for kind in self._kinds}
            cosines = (self.sentences @ self._embedder.embed([text])[0]).tolist()
            for kind, cosine in zip(self._known.kinds, cosines, strict=True):
                best[kind] = max(best.get(kind, -1.0), cosine)
        against = best.pop("", -1.0)
        weights = self._weights
        likely = weights.probabilities(self._read(text)[0], reading) if weights.layers else {}
        return Comparison(best, against, likely, weights.understood)

    def _read(self, text: str) -> tuple[Floats, TokenVectors]:
        """Read a question with the layers trained on; once, though its words are asked for and its kind."""
        last = self._last
        if last is None or last[0] != text:
            last = self._last = (text, self._weights.read(text, self._embedder))
        return last[1]

    @cached_property
    def _weights(self) -> KindClassifier:
        """The weights for kinds; none where they were fitted on what another model makes of the examples."""
        fitted = self._given or classifier.bundled()
        return fitted if fitted.model == classifier.model_of(self._embedder) else KindClassifier.empty()

    @property
    def _whole(self) -> bool:
        """Tell whether whole examples are compared with: where a kind has no weights."""
        return any(kind.name not in self._weights.kinds for kind in self._kinds)

    @property
    def _name(self) -> str:
        return _NAME_WHOLE if self._whole else _NAME

    @cached_property
    def sentences(self) -> Floats:
        """The vectors of examples and counter-examples: float32 (sentences, dimensions)."""
        return self._arrays("sentences")["sentences"].astype(np.float32)

    @cached_property
    def _ambiguous(self) -> frozenset[str]:
        """The listed words that are read by their context, where there are no weights."""
        return frozenset(self._arrays("ambiguous")["ambiguous"].tolist())

    @cached_property
    def _known(self) -> Reference:
        arrays = self._arrays("words", "signs", "kinds")
        words, signs, kinds = arrays["words"].astype(np.float32), arrays["signs"], arrays["kinds"]
        return Reference(words, tuple(signs.tolist()), self._ambiguous, self.sentences, tuple(kinds.tolist()))

    @property
    def is_prepared(self) -> bool:
        """Tell whether the first question finds the reference made."""
        return self._made is not None or is_kept(self._folder, self._name, self.source)

    def prepare(self) -> None:
        """Make the reference, unless it is kept."""
        self._arrays("kinds")

    @cached_property
    def source(self) -> str:
        """All that the reference is made from."""
        said = repr([(kind.name, kind.examples, kind.counter_examples) for kind in self._kinds])
        said += repr(sorted(languages()["en"].signs.items())) + repr(self._outside)
        return f"{_MADE_BY}{said}{self._whole}{self._embedder.fingerprint}"

    def _arrays(self, *names: str) -> Arrays:
        """Return these of what the reference consists of, and maybe others."""
        return self._made or kept(self._folder, self._name, self.source, self._make, names)

    def _make(self) -> Arrays:
        made = reference(self._embedder, self._kinds, self._outside, whole=self._whole)
        self._made = {
            "words": made.words,
            "signs": np.array(made.signs),
            "ambiguous": np.array(sorted(made.ambiguous), dtype=str),
            "sentences": made.sentences,
            "kinds": np.array(made.kinds),
        }
        return self._made


def may_be_name(reading: Reading, at: int) -> bool:
    """Tell whether a word is written like a name: with a capital inside a sentence."""
    start, end = reading.spans[at]
    before = reading.text[:start].rstrip()
    word = reading.text[start:end]
    return before != "" and before[-1] not in ".?!:" and word[:1].isupper() and not word.isupper()


def _vote(known: Reference, vector: Floats) -> str | None:
    similar = known.words @ vector
    nearest = np.argsort(-similar)[:NEIGHBOURS]
    if similar[nearest[0]] < _LEAST:
        return None
    votes: defaultdict[str, float] = defaultdict(float)
    for row in nearest:
        votes[known.signs[row]] += float(max(similar[row], 0.0)) ** _SHARPNESS
    readable = {sign: weight for sign, weight in votes.items() if sign in READABLE}
    if sum(readable.values()) < _SURE * sum(votes.values()):
        return None
    return max(readable, key=lambda sign: readable[sign])
