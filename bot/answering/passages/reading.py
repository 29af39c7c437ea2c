"""Read the best passages together with the question: a stage between ranking and deciding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.passages.features.comparison import Candidate, Reading
from corpus.model import Passage
from index.cross_encoder import Pair, Read, Reader

MOST = 5
"""How many passages are read with the question; each costs some milliseconds."""

_BETWEEN = " › "
"""Stands between title and headings of a passage's context; the model was trained on one a line."""

_LONGEST = 420
"""Characters of a passage that are read at once, about what the model takes in; most passages are shorter."""


@dataclass(frozen=True, slots=True)
class _Window:
    """Sentences [first, last] of a passage."""

    passage: Passage
    first: int
    last: int

    @property
    def start(self) -> int:
        """Return where its text begins, in the passage's."""
        return self.passage.sentences[self.first].start - self.passage.start

    @property
    def text(self) -> str:
        """Return what is read."""
        return self.passage.text[self.start : self.passage.sentences[self.last].end - self.passage.start]

    def pair(self, question: str) -> Pair:
        """Return it beside a question."""
        return Pair(question, self.passage.context.replace(_BETWEEN, "\n"), self.text)

    def readings(self, read: Read) -> dict[int, Reading]:
        """Return what was read of each sentence in the window, by its place in the passage."""
        start, end, sure = read.place()
        where, offset = (start + self.start, end + self.start), self.passage.start + self.start
        spans = enumerate(self.passage.sentences[self.first : self.last + 1], self.first)
        return {
            place: Reading(read.answers, read.within(span.start - offset, span.end - offset), where, sure)
            for place, span in spans
        }


def with_readings(
    reader: Reader, question: str, ranked: Sequence[Candidate], most: int = MOST
) -> list[Candidate]:
    """Return the candidates, those of the first `most` passages with what was read of them."""
    best: dict[int, Candidate] = {}
    for candidate in ranked:
        if len(best) == most:
            break
        best.setdefault(candidate.hit.number, candidate)
    windows = [_window(one.view.passage, one.place) for one in best.values()]
    read = reader.read([one.pair(question) for one in windows])
    found = {number: window.readings(one) for number, window, one in zip(best, windows, read, strict=True)}
    return [
        replace(one, reading=found[one.hit.number].get(one.place)) if one.hit.number in found else one
        for one in ranked
    ]


def of_first(ranked: Sequence[Candidate], most: int = MOST) -> list[Candidate]:
    """Return the candidates without what was read of all but the first `most` passages."""
    kept = list(dict.fromkeys(candidate.hit.number for candidate in ranked))[:most]
    return [one if one.hit.number in kept else replace(one, reading=None) for one in ranked]


def _window(passage: Passage, place: int) -> _Window:
    """Return the sentences around one, as many as are read at once."""
    spans = passage.sentences
    first = last = place
    while True:
        sides = [
            (spans[b].end - spans[a].start, a, b)
            for a, b in ((first - 1, last), (first, last + 1))
            if a >= 0 and b < len(spans) and spans[b].end - spans[a].start <= _LONGEST
        ]
        if not sides:
            return _Window(passage, first, last)
        _, first, last = min(sides)
