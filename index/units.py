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
    The whole carries its context; parts do not, since each then resembles the others more than a question.
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
    whole = in_context(passage)
    if passage.kind == "record" or len(spans) < 2:
        return Units(whole, (), (), len(spans))
    base = passage.start
    pairs = windows(spans) if len(spans) > 2 else []
    return Units(
        whole,
        tuple(passage.text[pair.start - base : pair.end - base] for pair in pairs),
        tuple(passage.text[span.start - base : span.end - base] for span in spans),
        len(spans),
    )


def in_context(passage: Passage) -> str:
    """Return a passage's text after what a reader knows who comes to it: that is how it is found."""
    return f"{passage.context}\n{passage.text}" if passage.context else passage.text


def text_hash(text: str) -> bytes:
    """Return the key under which a text's embedding is stored."""
    return hashlib.sha256(text.encode("utf-8")).digest()
