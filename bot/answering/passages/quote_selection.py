"""Choose what to quote: the best sentence, with what it needs beside it, then what adds to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.answering.passages.features.comparison import Candidate
from bot.answering.passages.query import Floats
from bot.answering.question.kind import asks_for_several
from corpus.model import Passage

MOST = 3
"""How many quotes an answer shows at most."""

_NEIGHBOUR = 0.18  # a neighbour with this part of the best sentence's odds belongs to the quote
_FURTHER = 0.02  # a further quote needs this part of the best sentence's odds
_LONGEST = 600  # characters of a quote, beyond which no neighbour is joined
_LONGEST_LIST = 1_200  # characters of a list that is quoted as a whole
_FEWEST_LINES = 2  # of a passage that is a list
_SURE = 0.3  # how likely a stretch is the answer, from which on it is marked
_PART = 0.7  # of a quote; what is nearly all of it is not marked
_REPEATS = 0.8  # share of a sentence's terms said before, from which on it adds nothing
LEANS_BACK = re.compile(
    r"(?:[\"'“‘(]*)(?:he|she|it|they|this|that|these|those|his|her|its|their|such|however|moreover|therefore"
    r"|thus|instead|both|in (?:this|that|these|those|addition)|as such|for example|most recently)\b",
    re.IGNORECASE,
)
"""A sentence that begins so says little without the one before it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a passage: code points [start, end) of the version's canonical text.

    `answer` is the part of it that answers, likewise; None where that is not clear.
    """

    passage: Passage
    start: int
    end: int
    answer: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """Return the words quoted."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


def choose(ranked: Sequence[Candidate], scores: Floats, question: str = "") -> list[Quote]:
    """Return the quotes, the one that carries the answer first; none of them overlap.

    Where `question` asks for the steps of something or for several things, a list is quoted whole.
    """
    if not ranked:
        return []
    odds = np.exp(np.asarray(scores) - scores[0])
    by_place = {(c.hit.number, c.place): float(o) for c, o in zip(ranked, odds, strict=True)}
    several = asks_for_several(question)
    quotes = [
        _listed(ranked[0])
        if several and _is_list(ranked[0].view.passage)
        else _in_context(ranked[0], by_place)
    ]
    said = [_said(ranked, quotes[0])]
    for candidate, odd in zip(ranked[1:], odds[1:], strict=True):
        if len(quotes) == MOST or odd < _FURTHER:
            break
        span = candidate.view.passage.sentences[candidate.place]
        overlaps = any(
            q.passage.number == candidate.hit.number and span.start < q.end and q.start < span.end
            for q in quotes
        )
        terms = candidate.sentence.terms
        if not overlaps and _adds(terms, said) and not _is_heading(candidate):
            said.append(terms)
            quotes.append(Quote(candidate.view.passage, span.start, span.end))
    quotes[0] = _with_answer(quotes[0], ranked[0])
    return quotes


def _with_answer(quote: Quote, top: Candidate) -> Quote:
    """Return a quote with the part that answers, where the reading model is sure of it and it is a part."""
    reading = top.reading
    if reading is None or reading.sure < _SURE:
        return quote
    start, end = (quote.passage.start + place for place in reading.span)
    inside = quote.start <= start < end <= quote.end
    part = end - start <= _PART * (quote.end - quote.start)
    return replace(quote, answer=(start, end)) if inside and part else quote


def whole(candidates: Sequence[Candidate]) -> list[Quote]:
    """Return the sentence of each candidate, each passage once: what is nearest when nothing answers."""
    quotes: dict[int, Quote] = {}
    for candidate in candidates:
        span = candidate.view.passage.sentences[candidate.place]
        quotes.setdefault(candidate.hit.number, Quote(candidate.view.passage, span.start, span.end))
    return list(quotes.values())[:MOST]


def _said(ranked: Sequence[Candidate], quote: Quote) -> frozenset[str]:
    """Return the terms of the sentences that a quote of the first candidate's passage holds."""
    view = ranked[0].view
    held = (
        sentence.terms
        for sentence, span in zip(view.sentences, view.passage.sentences, strict=True)
        if quote.start <= span.start and span.end <= quote.end
    )
    return frozenset().union(*held)


def _adds(terms: Collection[str], said: Sequence[Collection[str]]) -> bool:
    """Tell whether a sentence of these terms says something that no quote before it says."""
    return all(sum(term in before for term in terms) < _REPEATS * len(terms) for before in said)


def _is_heading(candidate: Candidate) -> bool:
    return candidate.place < candidate.view.passage.headings


def _is_list(passage: Passage) -> bool:
    """Tell whether a passage is a list: several lines, each a sentence or more."""
    spans = passage.sentences[passage.headings :]
    breaks = sum("\n" in _between(passage, at) for at in range(passage.headings, len(passage.sentences) - 1))
    return len(spans) > 1 and breaks >= _FEWEST_LINES


def _between(passage: Passage, at: int) -> str:
    """Return what stands between a sentence and the next one."""
    first, second = passage.sentences[at : at + 2]
    return passage.text[first.end - passage.start : second.start - passage.start]


def _listed(top: Candidate) -> Quote:
    """Quote the list that a sentence is of, without its heading; as much around it as a quote may hold."""
    passage = top.view.passage
    spans = passage.sentences
    first = min(top.place, passage.headings)
    last = len(spans) - 1
    while spans[last].end - spans[first].start > _LONGEST_LIST and first < last:
        if first < top.place and top.place - first >= last - top.place:
            first += 1
        else:
            last -= 1
    return Quote(passage, spans[first].start, spans[last].end)


def _in_context(top: Candidate, odds: Mapping[tuple[int, int], float]) -> Quote:
    """Quote a sentence, joined with the neighbour that it leans on or that is nearly as good.

    A heading says little without the sentence below it.
    """
    spans, place = top.view.passage.sentences, top.place
    near = {
        side: odds.get((top.hit.number, side), 0.0)
        for side in (place - 1, place + 1)
        if 0 <= side < len(spans)
    }
    best = max(near, key=lambda side: near[side], default=None)
    first = last = place
    if _is_heading(top) and place + 1 < len(spans):
        last = place + 1
    elif best is not None and near[best] >= _NEIGHBOUR:
        first, last = min(place, best), max(place, best)
    elif place and LEANS_BACK.match(top.sentence.text):
        first = place - 1
    if spans[last].end - spans[first].start > _LONGEST:
        first = last = place
    return Quote(top.view.passage, spans[first].start, spans[last].end)
