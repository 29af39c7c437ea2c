"""The rows of a table say alike things of different ones: first comes that which names what is asked of."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.passages.features.comparison import Candidate
from bot.answering.passages.query import Floats, Query
from corpus.text import CELLS


def is_in_table(candidate: Candidate) -> bool:
    """Tell whether a sentence stands in a table that names its columns, as a row or as their names."""
    passage = candidate.view.passage
    is_cells = CELLS in (passage.lead or "") and CELLS.strip() in candidate.sentence.text
    return is_cells and candidate.place >= passage.headings


def is_row(candidate: Candidate) -> bool:
    """Tell whether a sentence is a row of such a table."""
    return is_in_table(candidate) and candidate.sentence.text != candidate.view.passage.lead


def named_first(query: Query, ranked: Sequence[Candidate], scores: Floats) -> tuple[list[Candidate], Floats]:
    """Put the row first that says most of the question, where a row of its table comes first.

    Its score is then that of the row whose place it takes: how well the table answers stays as it was judged.
    """
    found = list(ranked)
    if not found or not is_row(found[0]):
        return found, scores
    top = found[0].view.passage
    table = (top.source, top.version, top.lead)

    def said(at: int) -> float:
        return sum(query.weights.get(term, 0.0) for term in set(found[at].sentence.terms))

    rows = [
        at
        for at, one in enumerate(found)
        if is_row(one) and (one.view.passage.source, one.view.passage.version, one.view.passage.lead) == table
    ]
    best = max(rows, key=lambda at: (said(at), -at))
    return [found[best], *found[:best], *found[best + 1 :]], scores
