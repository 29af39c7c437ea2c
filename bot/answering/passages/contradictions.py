"""Passages of two documents that answer one question differently: another number, time or person.

Both must answer it as the reading model sees it, with a stretch that it is sure of; both stretches must hold
what is asked for, and no part of it in common. And both must be about the same: they hold the same words and
names of the question, and what stands above them names something in common where it names anything. A wrong
alarm costs more than a missed one, for both passages are quoted anyway where both answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answering.answer import Citation, Disagreement, Position
from bot.answering.language import dated, phrases
from bot.answering.passages.features.comparison import Candidate, Reading
from bot.answering.passages.query import Query
from bot.answering.question.kind import Kind
from corpus.late import LatePattern
from index.terms import stem, words

_SURE = 0.5
"""How likely the stretch must be the answer, if the passage holds one."""

_BEHIND = 3.0
"""By how much less, in log-odds, the other passage may be taken to answer than the first."""

_NUMBER = LatePattern(r"\d+(?:[.,]\d+)*")
_NAME = LatePattern(r"[^\W\d_a-zß-öø-ÿ][\w’'-]+")
_MONTH = LatePattern(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b(mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Side:
    """A sentence that answers, and the words that say what it says."""

    candidate: Candidate
    said: str


def contradicting(query: Query, ranked: Sequence[Candidate]) -> list[Side]:
    """Return what the first sentence says and, of other documents, those that say otherwise; else nothing.

    `ranked` are candidates, best first; of each document there is one side at most.
    """
    values = _VALUES.get(query.question.kind)
    if values is None or not ranked:
        return []
    first = ranked[0]
    said = _said(first)
    if said is None or not values(said):
        return []
    found: dict[str, Side] = {}
    for other in _best_of_each(ranked[1:], first):
        otherwise = _said(other)
        if otherwise is None or not values(otherwise) or other.view.passage.source in found:
            continue
        if not values(said) & values(otherwise) and _about_the_same(query, first, other):
            found[other.view.passage.source] = Side(other, otherwise)
    return [Side(first, said), *found.values()] if found else []


def side_by_side(
    citations: Sequence[Citation], sides: Sequence[Side], asked: Kind
) -> tuple[list[Citation], list[Disagreement]]:
    """Put the sides of a disagreement first, the newest document's before the others', and tell of it.

    Nothing is told where not two of the sides are cited.
    """
    cited = [(side, found) for side in sides if (found := _citation_of(side, citations))]
    if len(cited) < 2:
        return list(citations), []
    cited.sort(key=lambda pair: _date(pair[1]), reverse=True)  # stable: without dates, the likelier first
    first = [citation for _, citation in cited]
    ordered = [*first, *(one for one in citations if one not in first)]
    numbered = [replace(one, number=number) for number, one in enumerate(ordered, 1)]
    positions = tuple(
        Position(_told(side.said, citation), number) for number, (side, citation) in enumerate(cited, 1)
    )
    return numbered, [Disagreement(phrases()(f"disagreement.{asked}"), positions)]


def _citation_of(side: Side, citations: Sequence[Citation]) -> Citation | None:
    """Return the citation whose quote holds what a side says."""
    passage, reading = side.candidate.view.passage, side.candidate.reading
    assert reading is not None
    start = passage.start + reading.span[0]
    return next(
        (one for one in citations if one.document == passage.source and one.start <= start < one.end), None
    )


def _date(citation: Citation) -> str:
    return citation.as_of or citation.date or ""


def _told(said: str, citation: Citation) -> str:
    date = _date(citation)
    return phrases()("disagreement.dated", said=said, date=dated(date)) if date else said


def _best_of_each(ranked: Sequence[Candidate], first: Candidate) -> list[Candidate]:
    """Return the sentence of each passage of another document in which its answer stands, if it has one."""
    assert first.reading is not None
    least = first.reading.answers - _BEHIND
    best: dict[int, Candidate] = {}
    for one in ranked:
        reading, passage = one.reading, one.view.passage
        if passage.kind == "record" or passage.source == first.view.passage.source or reading is None:
            continue
        if reading.answers >= least and _holds_span(one, reading):
            best.setdefault(passage.number, one)
    return list(best.values())


def _holds_span(one: Candidate, reading: Reading) -> bool:
    passage = one.view.passage
    span = passage.sentences[one.place]
    return span.start <= passage.start + reading.span[0] < span.end


def _said(one: Candidate) -> str | None:
    """Return the stretch that answers; None where that is not sure, or not a document's."""
    passage, reading = one.view.passage, one.reading
    if passage.kind == "record" or reading is None or reading.sure < _SURE:
        return None
    return passage.text[slice(*reading.span)].strip()


def _about_the_same(query: Query, first: Candidate, other: Candidate) -> bool:
    """Tell whether two sentences hold the same of the question, under headings that share a name."""
    held = [
        {term for term in query.question.terms if any(term in part.stems for part in one.in_context)}
        for one in (first, other)
    ]
    if held[0] != held[1] or not held[0]:
        return False
    above = [set(one.view.context.names) - _common(query) for one in (first, other)]
    return not all(above) or bool(above[0] & above[1])


def _common(query: Query) -> frozenset[str]:
    """Return the question's words: they say nothing of which of several things of a kind is meant."""
    return frozenset(query.question.words) - {name.casefold() for name in query.question.names}


def _numbers(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"\.0+$", "", found.replace(",", "")) for found in _NUMBER.findall(text))


def _times(text: str) -> frozenset[str]:
    named = (match[0].casefold()[:3] for match in _MONTH.finditer(text))
    return frozenset((*_numbers(text), *named))


def _people(text: str) -> frozenset[str]:
    return frozenset(stem(word) for name in _NAME.findall(text) for word in words(name))


_VALUES: Mapping[Kind, Callable[[str], frozenset[str]]] = {
    "number": _numbers,
    "time": _times,
    "person": _people,
}
"""What of a stretch is compared, by what is asked for."""
