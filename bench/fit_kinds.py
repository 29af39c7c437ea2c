"""Fit the kinds of record questions to their examples: bot/answering/records/kinds.npz.

    python -m bench.fit_kinds [--only-print]

Learns from the examples of all kinds, their counter-examples, and the questions of no kind in
`words/elsewhere.txt`. Prints by kind how many wordings that were held out are read rightly, by the nearest
example and by the weights. The weights that are written have seen all; the signs of a wording's words are
those by likeness to the words of wordings in other folds, as they will be in questions.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from bot.answering.records import classifier
from bot.answering.records.classifier import NONE, Floats, KindClassifier
from bot.answering.records.interpreter import Interpreter
from bot.answering.records.kind import TURNING, Kind
from bot.answering.records.kinds import kinds
from bot.answering.records.likeness import NAMES, Likeness, elsewhere, filled, masked
from bot.answering.records.reading import Reader, Reading
from corpus.model import Place
from corpus.places import Gazetteer
from corpus.records import build
from index.embedding import Embedder, load
from index.embedding.tokens import TokenVectors

FOLDS = 5
"""Into how many parts wordings are put, of which each in turn is not seen."""

OUT = Path("bot/answering/records") / classifier.WEIGHTS
STRENGTH = 30.0
"""sklearn's C."""

SCALE = 0.25
"""What a feature counts beside the embedding, which is of unit length."""

LEAST = 6
"""How many wordings a feature must be seen in."""

OFTEN = 3
"""In how many of its examples a kind must have a sign to understand it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """An example, or a counter-example, whose `kind` is empty."""

    example: str
    kind: str

    @property
    def text(self) -> str:
        """Return it with names in its slots."""
        return filled(self.example)[0]


@dataclass(frozen=True, slots=True)
class Seen:
    """A wording as those read it that have not seen it: its reading, its vector, and the kind by examples."""

    wording: Wording
    reading: Reading
    vector: Floats
    nearest: str


class Remembering:
    """An embedder that reads no text twice: each fold has most of the wordings of the others."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._read: dict[str, tuple[Floats, TokenVectors]] = {}
        self.name, self.fingerprint, self.keeps = embedder.name, embedder.fingerprint, None
        self.dimensions, self.engine = embedder.dimensions, embedder.engine

    def read(self, text: str) -> tuple[Floats, TokenVectors]:
        """Return a text's vector and its tokens."""
        return next(self.embed_with_tokens([text]))

    def embed(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of texts, float32 (texts, dimensions), of unit length."""
        return np.stack([vector for vector, _ in self.embed_with_tokens(texts)])

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return each text's tokens."""
        return [tokens for _, tokens in self.embed_with_tokens(texts)]

    def embed_with_tokens(self, texts: Sequence[str]) -> Iterator[tuple[Floats, TokenVectors]]:
        """Yield each text's vector and its tokens."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._read]
        self._read |= dict(zip(fresh, self._embedder.embed_with_tokens(fresh), strict=True))
        return iter([self._read[text] for text in texts])


def wordings(known: Sequence[Kind]) -> list[Wording]:
    """Return all examples and counter-examples."""
    found = [Wording(one, kind.name) for kind in known for one in kind.examples]
    found += [Wording(one, NONE) for kind in known for one in kind.counter_examples]
    return found + [Wording(one, NONE) for one in elsewhere()]


def reader() -> Reader:
    """Return what reads wordings: it knows the places that their slots name."""
    a, b = (Place(NAMES[slot], None, "United States") for slot in ("A", "B"))
    return Reader(Gazetteer([build("P1", a, b, source_title="the slots of examples")]))


def folds(asked: Sequence[Wording]) -> list[int]:
    """Return the fold of each wording; what says the same is in the same."""
    texts = sorted({one.text for one in asked})
    random.Random(0).shuffle(texts)
    fold = {text: place % FOLDS for place, text in enumerate(texts)}
    return [fold[one.text] for one in asked]


def without(
    embedder: Embedder, known: Sequence[Kind], held: frozenset[str], weights: KindClassifier
) -> Interpreter:
    """Return an interpreter that has not seen these wordings."""

    def left(examples: Sequence[str]) -> tuple[str, ...]:
        return tuple(one for one in examples if one not in held)

    some = [
        replace(kind, examples=left(kind.examples), counter_examples=left(kind.counter_examples))
        for kind in known
    ]
    return Interpreter(Likeness(embedder, some, outside=left(elsewhere()), weights=weights), some)


def examine(
    embedder: Embedder, known: Sequence[Kind], asked: Sequence[Wording], asking: Reader
) -> list[Seen]:
    """Read each wording with what has seen only those of other folds, and no weights."""
    fold = folds(asked)
    found: dict[int, Seen] = {}
    for part in range(FOLDS):
        interpreter = without(embedder, known, _of_fold(asked, fold, part), KindClassifier.empty())
        for place, one in enumerate(asked):
            if fold[place] == part:
                kind = interpreter.kind_of(asking, one.text)
                reading = interpreter.read(asking, one.text)
                vector = embedder.embed([masked(reading, [])[0]])[0]
                found[place] = Seen(one, reading, vector, kind.name if kind else NONE)
    return [found[place] for place in range(len(asked))]


def _of_fold(asked: Sequence[Wording], fold: Sequence[int], part: int) -> frozenset[str]:
    return frozenset(one.example for one, its in zip(asked, fold, strict=True) if its == part)


def fit(seen: Sequence[Seen], model: str, examples: str) -> KindClassifier:
    """Fit the probability of each kind and of none to wordings."""
    features = classifier.common([one.reading for one in seen], LEAST)
    rows = sparse.csr_matrix(
        [np.concatenate([one.vector, SCALE * classifier.present(features, one.reading)]) for one in seen]
    )  # hardly any question has most of the features
    names = [one.wording.kind for one in seen]
    found = LogisticRegression(C=STRENGTH, max_iter=200).fit(rows, names)
    weights = found.coef_.copy()
    weights[:, -len(features) :] *= SCALE
    return KindClassifier(
        tuple(found.classes_.tolist()),
        features,
        weights.astype(np.float32),
        found.intercept_.astype(np.float32),
        model,
        examples,
        understood(seen),
    )


def understood(seen: Sequence[Seen]) -> dict[str, frozenset[str]]:
    """Return the signs that turn a question into another one, and that several examples of a kind hold."""
    turning = TURNING | {"NUMBER"}
    held = Counter((one.wording.kind, sign) for one in seen for sign in turning & one.reading.signs)
    often = [entry for entry, count in held.items() if count >= OFTEN]
    return {kind: frozenset(sign for of, sign in often if of == kind) for kind, _ in often if kind}


def held_out(embedder: Embedder, known: Sequence[Kind], seen: Sequence[Seen], asking: Reader) -> list[str]:
    """Return the kind of each wording by weights, words and examples that have not seen its fold."""
    asked = [one.wording for one in seen]
    fold = folds(asked)
    found: dict[int, str] = {}
    for part in range(FOLDS):
        some = [one for one, its in zip(seen, fold, strict=True) if its != part]
        weights = fit(some, classifier.model_of(embedder), "")
        interpreter = without(embedder, known, _of_fold(asked, fold, part), weights)
        for place, one in enumerate(asked):
            if fold[place] == part:
                kind = interpreter.kind_of(asking, one.text)
                found[place] = kind.name if kind else NONE
    return [found[place] for place in range(len(asked))]


def report(seen: Sequence[Seen], weighed: Sequence[str]) -> None:
    """Print by kind how many wordings not seen are read rightly, by nearest example and by weights."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one, kind in zip(seen, weighed, strict=True):
        for by, said in (("nearest", one.nearest), ("weights", kind)):
            right = said == one.wording.kind
            for row in (one.wording.kind or "of no kind", *(["all kinds"] if one.wording.kind else [])):
                found[row]["n"] += by == "nearest"
                found[row][by] += right
                found[row][f"{by} other"] += not right and bool(said)
    for row in sorted(found, key=lambda name: (name in ("all kinds", "of no kind"), name)):
        count = found[row]
        print(
            f"{row:20s} n {count['n']:4d}  right by the nearest example {count['nearest'] / count['n']:.3f}, "
            f"by weights {count['weights'] / count['n']:.3f};  "
            f"taken for another kind {count['nearest other']}, {count['weights other']}"
        )


def main() -> None:
    """Examine, fit on what each fold has not seen, report, fit on all and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, help="a state folder's models/, so that none is exported anew")
    parser.add_argument("--only-print", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    known, asking = kinds(), reader()
    with tempfile.TemporaryDirectory() as work:
        state = arguments.models.resolve().parent if arguments.models else Path(work)
        embedder = Remembering(load(None, state))
    seen = examine(embedder, known, wordings(known), asking)
    report(seen, held_out(embedder, known, seen, asking))
    if not arguments.only_print:
        fitted = fit(seen, classifier.model_of(embedder), classifier.digest(known, elsewhere()))
        np.savez_compressed(OUT, allow_pickle=False, **fitted.to_arrays())
        print(f"written to {OUT}")


if __name__ == "__main__":
    main()
