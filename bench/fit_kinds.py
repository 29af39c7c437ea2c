"""Fit the kinds of record questions to their examples: bot/answering/records/kinds.onnx and kinds.npz.

    python -m bench.fit_kinds [--no-report]

Learns from all wordings of kinds and of none (`bench.kind_wordings`) and from what is known of their words
(`bench.word_signs`), some of them misspelt. Prints by kind how many wordings that were held out are read
rightly, and how many of their words of no list. The weights that are written have seen all; what words are
signs of, as kinds are fitted to, is by weights that had not seen the wording, as it will be in questions.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench import kind_layers
from bench.kind_wordings import FOLDS, OPEN, Wording, digest, folds, of_documents, reader, wordings
from bench.word_signs import Known, WordSigns, misspelt, told_alone
from bot.answering.records import classifier
from bot.answering.records.classifier import NONE, Floats, KindClassifier
from bot.answering.records.idioms import OTHER
from bot.answering.records.interpreter import Interpreter
from bot.answering.records.kind import TURNING, Kind
from bot.answering.records.kinds import kinds
from bot.answering.records.likeness import Likeness, elsewhere, word_vector
from bot.answering.records.masking import masked
from bot.answering.records.reading import Reader, Reading
from bot.answering.records.tagger import Tagger
from index.embedding import Embedder, load
from index.embedding.tokens import TokenStates, TokenVectors, rows_of

OUT = Path("bot/answering/records")

LEAST = 6
"""How many wordings a feature must be seen in."""

OFTEN = 3
"""In how many of its examples a kind must have a sign to understand it."""

FEW = 2
"""Epochs for weights that only tell what words are signs of, of wordings that they have not seen."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A wording as those read it that have not seen it, and the words of it whose sign is known.

    `states` are what the embedding model's lower layers say of it; of each word there are its tokens among
    them.
    """

    wording: Wording
    reading: Reading
    states: TokenStates
    words: Sequence[tuple[Known, Sequence[int]]]


class Remembering:
    """An embedder that reads no text twice: each fold has most of the wordings of the others."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._read: dict[str, tuple[Floats, TokenVectors]] = {}
        self._states: dict[str, TokenStates] = {}
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

    def states(self, text: str) -> TokenStates:
        """Return what the lower layers say of a text."""
        if text not in self._states:
            self._states[text] = self._embedder.states(text)
        return self._states[text]

    def embed_with_tokens(self, texts: Sequence[str]) -> Iterator[tuple[Floats, TokenVectors]]:
        """Yield each text's vector and its tokens."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._read]
        self._read |= dict(zip(fresh, self._embedder.embed_with_tokens(fresh), strict=True))
        return iter([self._read[text] for text in texts])


class Fitting:
    """Reads wordings and fits weights to them: `known` are the kinds, `asking` knows the names in slots."""

    def __init__(self, embedder: Embedder, known: Sequence[Kind], asking: Reader) -> None:
        self._embedder, self._known, self._asking = embedder, known, asking
        self.signs = WordSigns((), ())

    def seen(self, one: Wording, reading: Reading) -> Seen:
        """Return a wording as it is read, with what is known of its words."""
        known = self.signs.of(one, reading)
        text, spans = masked(reading, [word.at for word in known])
        states = self._embedder.states(text)
        words = [(word, rows_of(states.offsets, *span)) for word, span in zip(known, spans, strict=True)]
        return Seen(one, reading, states, [(word, rows) for word, rows in words if rows])

    def listed(self, asked: Sequence[Wording]) -> list[Seen]:
        """Read wordings by lists alone."""
        read = [self._asking.read(one.text) for one in asked]
        self.signs = WordSigns(asked, read)
        return [self.seen(one, reading) for one, reading in zip(asked, read, strict=True)]

    def examine(self, asked: Sequence[Wording], work: Path) -> list[Seen]:
        """Read wordings, words of no list by weights that have not seen them; layers go to `work`."""
        listed = self.listed(asked)
        halves = [fold % 2 for fold in folds(asked)]
        found: dict[int, Seen] = {}
        for part in (0, 1):
            some = [one for one, half in zip(listed, halves, strict=True) if half != part]
            interpreter = self._with(self.fit(some, work / str(part), epochs=FEW))
            for place, one in enumerate(asked):
                if halves[place] == part:
                    found[place] = self.seen(one, interpreter.read(self._asking, one.text))
        return [found[place] for place in range(len(asked))]

    def _with(self, weights: KindClassifier) -> Interpreter:
        return Interpreter(Likeness(self._embedder, self._known, weights=weights), self._known)

    def fit(
        self, seen: Sequence[Seen], work: Path, *, examples: str = "", epochs: int = kind_layers.EPOCHS
    ) -> KindClassifier:
        """Fit the probability of each kind and of none, and of what words are signs of; layers go to `work`.

        `examples` is a digest of those of kinds.
        """
        features = classifier.numbered(classifier.common([one.reading for one in seen], LEAST))
        names = sorted({one.wording.kind for one in seen} - {OPEN})
        of_words = sorted({word.sign for one in seen for word, _ in one.words})
        number = {sign: place for place, sign in enumerate(of_words)}
        questions = [
            kind_layers.Question(
                one.states,
                classifier.numbers_of(features, one.reading),
                kind_layers.OPEN if one.wording.kind == OPEN else names.index(one.wording.kind),
                [kind_layers.Word(rows, number[word.sign], word.is_listed) for word, rows in one.words],
            )
            for one in seen
        ]
        trained = kind_layers.train(questions, len(features), len(names), len(of_words), epochs)
        return KindClassifier(
            tuple(names),
            features,
            trained.weights,
            trained.bias,
            classifier.model_of(self._embedder),
            examples,
            understood(seen),
            kind_layers.export(trained, work / classifier.LAYERS, [one.states for one in seen]),
            Tagger(tuple(of_words), trained.sign_weights, trained.sign_bias, self.signs.ambiguous),
        )

    def report(self, seen: Sequence[Seen], work: Path) -> None:
        """Print by kind how many wordings are read rightly by weights that have not seen their fold.

        And how many words of no list, told or misspelt.
        """
        fold = folds([one.wording for one in seen])
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for part in range(FOLDS):
            some = [one for one, its in zip(seen, fold, strict=True) if its != part]
            weights = self.fit(some, work / str(part))
            interpreter = self._with(weights)
            for one in (one for one, its in zip(seen, fold, strict=True) if its == part):
                if one.wording.kind != OPEN and not one.wording.original:
                    kind = interpreter.kind_of(self._asking, one.wording.text)
                    _count(found, one.wording.kind, kind.name if kind else NONE)
                row = "misspelt words" if one.wording.original else "words of no list"
                for wanted, said in self._words(one, weights):
                    found[row]["n"] += 1
                    found[row]["right"] += said == wanted
        for row, count in sorted(found.items(), key=lambda item: (" " in item[0], item[0])):
            print(f"{row:20s} n {count['n']:4d}  right {count['right'] / count['n']:.3f};  ", end="")
            print(f"taken for another kind {count['other']}")

    def _words(self, one: Seen, weights: KindClassifier) -> Iterator[tuple[str, str]]:
        """Yield the sign of each word of no list that is known, and the one that weights tell.

        Of a wording that is misspelt, those of the words that it marks alone.
        """
        text, spans = masked(one.reading, [word.at for word, _ in one.words])
        tokens, given = weights.read(text, self._embedder)[1], one.wording.given
        for (word, _), span in zip(one.words, spans, strict=True):
            passed = word.is_listed or (one.wording.original and one.reading.words[word.at] not in given)
            vector = None if passed else word_vector(tokens, *span)
            if vector is not None and weights.tagger:
                yield word.sign, weights.tagger.sign(vector) or OTHER


def understood(seen: Sequence[Seen]) -> dict[str, frozenset[str]]:
    """Return the signs that turn a question into another one, and that several examples of a kind hold."""
    held = Counter((one.wording.kind, sign) for one in seen for sign in TURNING & one.reading.signs)
    often = [entry for entry, count in held.items() if count >= OFTEN and entry[0] != OPEN]
    return {kind: frozenset(sign for of, sign in often if of == kind) for kind, _ in often if kind}


def _count(found: defaultdict[str, Counter[str]], wanted: str, said: str) -> None:
    for row in (wanted, "all kinds") if wanted else ("of no kind",):
        found[row]["n"] += 1
        found[row]["right"] += said == wanted
        found[row]["other"] += said not in (wanted, NONE)


def main() -> None:
    """Examine, report on what each fold has not seen, fit on all and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, help="a state folder's models/, so that none is exported anew")
    parser.add_argument("--no-report", action="store_true", help="fit on all alone, in a few minutes")
    arguments = parser.parse_args()
    known = kinds()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        state = arguments.models.resolve().parent if arguments.models else work
        fitting = Fitting(Remembering(load(None, state)), known, reader())
        asked = [*wordings(known), *of_documents()]
        seen = fitting.examine([*asked, *misspelt(asked), *told_alone(asked)], work)
        if not arguments.no_report:
            fitting.report(seen, work / "report")
        write(fitting.fit(seen, work, examples=classifier.digest(known, elsewhere())), OUT)


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
