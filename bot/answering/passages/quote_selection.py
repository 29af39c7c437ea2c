"""Choose what to quote: the best sentence, with what else may hold the answer, then what adds to it."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.answering.passages.features.comparison import Candidate
from bot.answering.passages.query import Floats
from bot.answering.passages.rows import is_in_table, is_row
from bot.answering.question.kind import asks_for_several
from corpus.clauses import items
from corpus.late import LatePattern
from corpus.model import Passage

MOST = 3
"""How many quotes an answer shows at most."""

_FURTHER = 0.02  # a further quote needs this part of the best sentence's odds
_LONGEST = 400  # characters of the first quote, beyond which no neighbour is joined
_LONGEST_FURTHER = 300  # characters of a further one
_COST = 0.0006  # how much likelier each further character must make it that the quote holds the answer
_DOUBT = (
    0.7  # what log-odds are multiplied by: which sentence of a passage answers is less sure than they say
)
_LONGEST_LIST = 1_200  # characters of a list that is quoted as a whole
_FEWEST_LINES = 2  # of a passage that is a list
_SURE = 0.3  # how likely a stretch is the answer, from which on it is marked
_PART = 0.7  # of a quote; what is nearly all of it is not marked
_REPEATS = 0.8  # share of a sentence's terms said before, from which on it adds nothing
LEANS_BACK = LatePattern(
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


def choose(
    ranked: Sequence[Candidate], scores: Floats, question: str = "", beside: Sequence[Candidate] = ()
) -> list[Quote]:
    """Return the quotes, the one that carries the answer first; none of them overlap.

    Where `question` asks for the steps of something or for several things, a list is quoted whole. Those of
    the ranked that are to stand `beside` the first are quoted next, whatever they repeat.
    """
    if not ranked:
        return []
    found = np.asarray(scores) - scores[0]
    passages = _by_passage(ranked, found)
    several = asks_for_several(question)
    whole_list = several and _is_list(ranked[0].view.passage)
    quotes = [_listed(ranked[0]) if whole_list else _around(ranked[0], passages, (), _LONGEST)]
    said = [_said(ranked[0], quotes[0])]
    for candidate in beside[: MOST - 1]:
        quote = _around(candidate, passages, (), _LONGEST_FURTHER)
        quotes.append(_with_answer(quote, candidate))
        said.append(_said(candidate, quote))
    for candidate, score in zip(ranked[1:], found[1:], strict=True):
        if len(quotes) == MOST or score < math.log(_FURTHER):
            break
        span = candidate.view.passage.sentences[candidate.place]
        taken = [quote for quote in quotes if quote.passage.number == candidate.hit.number]
        overlaps = any(span.start < quote.end and quote.start < span.end for quote in taken)
        # a row of another thing than is asked of
        is_other = not several and is_row(ranked[0]) and is_in_table(candidate)
        adds = _adds(candidate.sentence.terms, said)
        if adds and not (overlaps or is_other or _is_heading(candidate)):
            quotes.append(_around(candidate, passages, taken, _LONGEST_FURTHER))
            said.append(_said(candidate, quotes[-1]))
    quotes[0] = _with_answer(quotes[0], ranked[0])
    return quotes


def _by_passage(ranked: Sequence[Candidate], scores: Floats) -> dict[int, Floats]:
    """Return the weights of each passage's sentences, in their order; together they are 1."""
    odds = {one.hit.number: np.full(len(one.view.passage.sentences), -np.inf) for one in ranked}
    for candidate, score in zip(ranked, scores, strict=True):
        odds[candidate.hit.number][candidate.place] = score * _DOUBT
    shares = {number: np.exp(some - some.max()) for number, some in odds.items()}
    return {number: some / some.sum() for number, some in shares.items()}


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


def _said(candidate: Candidate, quote: Quote) -> frozenset[str]:
    """Return the terms of the sentences that a quote of the candidate's passage holds."""
    view = candidate.view
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
    """Tell whether a passage is a list: several lines, each a sentence or more, or numbered items."""
    spans = passage.sentences[passage.headings :]
    if spans and items(passage.text, spans[0].start - passage.start, len(passage.text)):
        return True  # "To apply: 1. Fill in the form. 2. Ask for a reference. 3. Hand both in."
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


def _around(
    candidate: Candidate, weights: Mapping[int, Floats], taken: Sequence[Quote], longest: int
) -> Quote:
    """Quote a sentence with those beside it that make it likelier that the answer is quoted.

    Of all stretches around the sentence that are not too long and leave out what is `taken`, it is the one
    that holds most weight for its length. A sentence is quoted without the headings above it, which are shown
    beside it; a heading says little without the sentence below it, and a sentence that leans back little
    without the one before.
    """
    passage, place = candidate.view.passage, candidate.place
    spans, weight = passage.sentences, weights[candidate.hit.number]
    if is_row(candidate):
        return Quote(passage, spans[place].start, spans[place].end)
    before = [quote.end for quote in taken if quote.end <= spans[place].start]
    after = [quote.start for quote in taken if quote.start >= spans[place].end]
    below = 0 if _is_heading(candidate) else passage.headings
    free = [
        at
        for at, span in enumerate(spans)
        if at >= below
        and span.start >= max(before, default=0)
        and span.end <= min(after, default=passage.end)
    ]

    def size(first: int, last: int) -> int:
        return spans[last].end - spans[first].start

    def worth(ends: tuple[int, int]) -> float:
        return float(weight[ends[0] : ends[1] + 1].sum()) - _COST * size(*ends)

    stretches = [
        (first, last)
        for first in range(free[0], place + 1)
        for last in range(place, free[-1] + 1)
        if first == last or size(first, last) <= longest
    ]
    first, last = max(stretches, key=worth)
    if _is_heading(candidate) and last == place < free[-1]:
        last += 1
    if candidate.view.sentences[last].text.rstrip().endswith((":", "：")):  # it promises what comes next
        while last < free[-1] and size(first, last + 1) <= max(longest, size(place, place + 1)):
            last += 1
    leans = LEANS_BACK.match(candidate.view.sentences[first].text)
    if leans and first > free[0] and size(first - 1, last) <= longest:
        first -= 1
    return Quote(passage, spans[first].start, spans[last].end)
