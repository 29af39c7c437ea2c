"""Fit the kinds of record questions to their examples: bot/answering/records/kinds.onnx and kinds.npz.

    python -m bench.fit_kinds [--no-report]

Learns from the examples of all kinds, their counter-examples, the questions of no kind in
`words/elsewhere.txt` and in small talk; and from what nothing needs where questions are answered: further
wordings in `bench/wordings/`, one file for each kind and `none.txt`, and questions about documents in
`bench/train/own`. Prints by kind how many wordings that were held out are read rightly, by the nearest
example and by the weights. The weights that are written have seen all; the signs of words are those by
likeness to words in other folds, as they will be in questions.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench import kind_layers
from bench.train import own
from bot.answering.records import classifier
from bot.answering.records.classifier import NONE, Floats, KindClassifier
from bot.answering.records.interpreter import Interpreter
from bot.answering.records.kind import TURNING, Kind
from bot.answering.records.kinds import kinds
from bot.answering.records.likeness import NAMES, Likeness, elsewhere, filled, masked
from bot.answering.records.reading import Reader, Reading
from bot.answering.small_talk import topics
from corpus.model import Place
from corpus.places import Gazetteer
from corpus.records import build
from index.embedding import Embedder, load
from index.embedding.tokens import TokenVectors

FOLDS = 5
"""Into how many parts wordings are put, of which each in turn is not seen."""

OUT = Path("bot/answering/records")
MORE = Path("bench/wordings")
"""Wordings that are fitted to alone."""

LEAST = 6
"""How many wordings a feature must be seen in."""

ONE_OF = 20
"""Of so many questions about documents one is learned from."""

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
    """A wording as those read it that have not seen it: its reading, its states, and the kind by examples.

    `states` are what the embedding model's lower layers say of it, float32 (tokens, dimensions).
    """

    wording: Wording
    reading: Reading
    states: Floats
    nearest: str


class Remembering:
    """An embedder that reads no text twice: each fold has most of the wordings of the others."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._read: dict[str, tuple[Floats, TokenVectors]] = {}
        self._states: dict[str, Floats] = {}
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

    def states(self, text: str) -> Floats:
        """Return what the lower layers say of a text."""
        if text not in self._states:
            self._states[text] = self._embedder.states(text)
        return self._states[text]

    def embed_with_tokens(self, texts: Sequence[str]) -> Iterator[tuple[Floats, TokenVectors]]:
        """Yield each text's vector and its tokens."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._read]
        self._read |= dict(zip(fresh, self._embedder.embed_with_tokens(fresh), strict=True))
        return iter([self._read[text] for text in texts])


def wordings(known: Sequence[Kind]) -> list[Wording]:
    """Return the examples, counter-examples and further wordings of these kinds, and those of none."""
    found = [Wording(one, kind.name) for kind in known for one in kind.examples]
    found += [Wording(one, NONE) for kind in known for one in kind.counter_examples]
    found += [Wording(one, NONE) for one in elsewhere()]
    found += [Wording(one, NONE) for topic, one in topics.examples() if topic != topics.OTHER]
    for name in (*(kind.name for kind in known), NONE):
        found += [Wording(one, name) for one in more(name)]
    return found


def of_documents() -> list[Wording]:
    """Return questions about documents, which name no place that is known here and are of no kind."""
    asked = [ask.text for text in own.read_all() for ask in text.asks][::ONE_OF]
    return [Wording(one, NONE) for one in asked]


def more(kind: str) -> list[str]:
    """Return the further wordings of a kind, or of none."""
    file = MORE / f"{kind or 'none'}.txt"
    return file.read_text("utf-8").splitlines() if file.exists() else []


def digest() -> str:
    """Return a digest of all further wordings."""
    files = sorted(MORE.glob("*.txt"))
    return hashlib.sha256(repr([(file.name, file.read_text("utf-8")) for file in files]).encode()).hexdigest()


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
                states = embedder.states(masked(reading, [])[0])
                found[place] = Seen(one, reading, states, kind.name if kind else NONE)
    return [found[place] for place in range(len(asked))]


def _of_fold(asked: Sequence[Wording], fold: Sequence[int], part: int) -> frozenset[str]:
    return frozenset(one.example for one, its in zip(asked, fold, strict=True) if its == part)


def fit(
    seen: Sequence[Seen], model: str, examples: str, file: Path, epochs: int = kind_layers.EPOCHS
) -> KindClassifier:
    """Fit the probability of each kind and of none to wordings; the layers are written to `file`."""
    features = classifier.numbered(classifier.common([one.reading for one in seen], LEAST))
    names = sorted({one.wording.kind for one in seen})
    questions = [
        kind_layers.Question(
            one.states, classifier.numbers_of(features, one.reading), names.index(one.wording.kind)
        )
        for one in seen
    ]
    trained = kind_layers.train(questions, len(features), len(names), epochs)
    return KindClassifier(
        tuple(names),
        features,
        trained.weights,
        trained.bias,
        model,
        examples,
        understood(seen),
        kind_layers.export(trained, file, [one.states for one in seen]),
    )


def understood(seen: Sequence[Seen]) -> dict[str, frozenset[str]]:
    """Return the signs that turn a question into another one, and that several examples of a kind hold."""
    held = Counter((one.wording.kind, sign) for one in seen for sign in TURNING & one.reading.signs)
    often = [entry for entry, count in held.items() if count >= OFTEN]
    return {kind: frozenset(sign for of, sign in often if of == kind) for kind, _ in often if kind}


def held_out(
    embedder: Embedder, known: Sequence[Kind], seen: Sequence[Seen], asking: Reader, work: Path
) -> list[str]:
    """Return the kind of each wording by weights, words and examples that have not seen its fold.

    The layers of each fold are written to `work`.
    """
    asked = [one.wording for one in seen]
    fold = folds(asked)
    found: dict[int, str] = {}
    for part in range(FOLDS):
        some = [one for one, its in zip(seen, fold, strict=True) if its != part]
        weights = fit(some, classifier.model_of(embedder), "", work / str(part) / classifier.LAYERS)
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
    parser.add_argument("--no-report", action="store_true", help="fit on all alone, in a few minutes")
    arguments = parser.parse_args()
    known, asking = kinds(), reader()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        state = arguments.models.resolve().parent if arguments.models else work
        embedder = Remembering(load(None, state))
        seen = examine(embedder, known, [*wordings(known), *of_documents()], asking)
        if not arguments.no_report:
            report(seen, held_out(embedder, known, seen, asking, work))
        fitted = fit(
            seen,
            classifier.model_of(embedder),
            classifier.digest(known, elsewhere()),
            work / classifier.LAYERS,
        )
        write(fitted, OUT)


def write(fitted: KindClassifier, folder: Path) -> None:
    """Write layers and weights."""
    if fitted.layers is None:
        raise ValueError("there are no weights to write")
    shutil.copyfile(fitted.layers.file, folder / classifier.LAYERS)
    arrays = fitted.to_arrays() | {"wordings": np.array(digest())}
    np.savez_compressed(folder / classifier.WEIGHTS, allow_pickle=False, **arrays)
    print(f"written to {folder}")


if __name__ == "__main__":
    main()
