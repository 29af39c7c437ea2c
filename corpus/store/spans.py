"""Which spans a citation may open: those that answers quoted (`quoted`), and those that one could quote.

An id can be altered by anybody, and the text that it names may be one that this person may not read at
will. So an altered span opens only where it begins and ends with sentences of one passage, as quotes do.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus.model import Span

MOST_SENTENCES = 3
"""How many sentences one quote joins at most."""


def could_be_quoted(start: int, end: int, passages: Iterable[tuple[Span, ...]]) -> bool:
    """Tell whether a span is one or a few whole sentences of one passage."""
    for sentences in passages:
        starts = [at for at, span in enumerate(sentences) if span.start == start]
        if starts and any(span.end == end for span in sentences[starts[0] : starts[0] + MOST_SENTENCES]):
            return True
    return False
