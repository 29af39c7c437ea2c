"""The wordings that kinds of record questions are fitted to, and what reads them.

The examples of all kinds, their counter-examples, the questions of no kind in `words/elsewhere.txt` and in
small talk; and what nothing needs where questions are answered: further wordings in `bench/wordings/`, one
file for each kind and `none.txt`, and questions about documents in `bench/train/own`.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.train import own
from bot.answering.records.classifier import NONE
from bot.answering.records.kind import Kind
from bot.answering.records.likeness import elsewhere
from bot.answering.records.masking import NAMES, filled
from bot.answering.records.reading import Reader
from bot.answering.small_talk import topics
from corpus.model import Place
from corpus.places import Gazetteer
from corpus.records import build

FOLDS = 5
"""Into how many parts wordings are put, of which each in turn is not seen."""

MORE = Path("bench/wordings")
"""Wordings that are fitted to alone."""

ONE_OF = 20
"""Of so many questions about documents one is learned from."""

OPEN = "?"
"""The kind of a wording of which nothing but words is told."""

_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """An example, or a counter-example, whose `kind` is empty; `original` is the text that it misspells."""

    example: str
    kind: str
    original: str = ""

    @property
    def text(self) -> str:
        """Return it with names in its slots."""
        return filled(self.example)[0]

    @property
    def given(self) -> dict[str, str]:
        """Return the signs that it gives to words, by word in lower case."""
        text, given = filled(self.example)
        words = {start: _WORD.match(text, start) for start in given}
        return {word[0].casefold(): given[start] for start, word in words.items() if word}


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
    files = sorted(MORE.glob("*.t*"))
    return hashlib.sha256(repr([(file.name, file.read_text("utf-8")) for file in files]).encode()).hexdigest()


def reader() -> Reader:
    """Return what reads wordings: it knows the places that their slots name."""
    a, b = (Place(NAMES[slot], None, "United States") for slot in ("A", "B"))
    return Reader(Gazetteer([build("P1", a, b, source_title="the slots of examples")]))


def folds(asked: Sequence[Wording]) -> list[int]:
    """Return the fold of each wording; what says the same is in the same."""
    texts = sorted({one.original or one.text for one in asked})
    random.Random(0).shuffle(texts)
    fold = {text: place % FOLDS for place, text in enumerate(texts)}
    return [fold[one.original or one.text] for one in asked]
