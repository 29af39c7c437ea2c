"""Choose what to quote: the best sentence, with the neighbour it needs, then what adds to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.answering.passages.features.comparison import Candidate
from bot.answering.passages.query import Floats
from corpus.model import Passage

MOST = 3
"""How many quotes an answer shows at most."""

_NEIGHBOUR = 0.18  # a neighbour with this part of the best sentence's odds belongs to the quote
_FURTHER = 0.02  # a further quote needs this part of the best sentence's odds
_LONGEST = 600  # characters of a quote, beyond which no neighbour is joined
_LEANS_BACK = re.compile(
    r"(?:[\"'“‘(]*)(?:he|she|it|they|this|that|these|those|his|her|its|their|such|however|moreover|therefore"
    r"|thus|instead|both|in (?:this|that|these|those|addition)|as such|for example|most recently)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a passage: code points [start, end) of the version's canonical text."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the words quoted."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


def choose(ranked: Sequence[Candidate], scores: Floats) -> list[Quote]:
    """Return the quotes, the one that carries the answer first; none of them overlap."""
    if not ranked:
        return []
    odds = np.exp(np.asarray(scores) - scores[0])
    by_place = {(c.hit.number, c.place): float(o) for c, o in zip(ranked, odds, strict=True)}
    quotes = [_in_context(ranked[0], by_place)]
    said = {ranked[0].sentence.text}
    for candidate, odd in zip(ranked[1:], odds[1:], strict=True):
        if len(quotes) == MOST or odd < _FURTHER:
            break
        span = candidate.view.passage.sentences[candidate.place]
        overlaps = any(
            q.passage.number == candidate.hit.number and span.start < q.end and q.start < span.end
            for q in quotes
        )
        if not overlaps and candidate.sentence.text not in said:  # two sources may say it in the same words
            said.add(candidate.sentence.text)
            quotes.append(Quote(candidate.view.passage, span.start, span.end))
    return quotes


def whole(candidates: Sequence[Candidate]) -> list[Quote]:
    """Return the sentence of each candidate, each passage once: what is nearest when nothing answers."""
    quotes: dict[int, Quote] = {}
    for candidate in candidates:
        span = candidate.view.passage.sentences[candidate.place]
        quotes.setdefault(candidate.hit.number, Quote(candidate.view.passage, span.start, span.end))
    return list(quotes.values())[:MOST]


def _in_context(top: Candidate, odds: dict[tuple[int, int], float]) -> Quote:
    """Quote a sentence, joined with the neighbour that it leans on or that is nearly as good."""
    spans, place = top.view.passage.sentences, top.place
    near = {
        side: odds.get((top.hit.number, side), 0.0)
        for side in (place - 1, place + 1)
        if 0 <= side < len(spans)
    }
    best = max(near, key=lambda side: near[side], default=None)
    first = last = place
    if best is not None and near[best] >= _NEIGHBOUR:
        first, last = min(place, best), max(place, best)
    elif place and _LEANS_BACK.match(top.sentence.text):
        first = place - 1
    if spans[last].end - spans[first].start > _LONGEST:
        first = last = place
    return Quote(top.view.passage, spans[first].start, spans[last].end)
