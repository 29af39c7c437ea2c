"""What of a passage is embedded: the whole, every two neighbouring sentences, every sentence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from corpus.model import Passage
from corpus.segment import windows


@dataclass(frozen=True, slots=True)
class Units:
    """The texts of one passage that are embedded, each once.

    A passage of one sentence is its own sentence and one of two is its own window, so those are not
    kept twice: `sentences` is empty below two sentences, `windows` below three. A record is one unit.
    `spans` counts the passage's sentences.
    """

    passage: str
    windows: tuple[str, ...]
    sentences: tuple[str, ...]
    spans: int

    @property
    def all(self) -> tuple[str, ...]:
        """Return every text, in the order in which vectors are kept."""
        return (self.passage, *self.windows, *self.sentences)


def units(passage: Passage) -> Units:
    """Return the texts of `passage` that are embedded."""
    spans = passage.sentences
    if passage.kind == "record" or len(spans) < 2:
        return Units(passage.text, (), (), len(spans))
    base = passage.start
    pairs = windows(spans) if len(spans) > 2 else []
    return Units(
        passage.text,
        tuple(passage.text[pair.start - base : pair.end - base] for pair in pairs),
        tuple(passage.text[span.start - base : span.end - base] for span in spans),
        len(spans),
    )


def text_hash(text: str) -> bytes:
    """Return the key under which a text's embedding is stored."""
    return hashlib.sha256(text.encode("utf-8")).digest()
