"""Which spans a citation may open: those that answers quoted, and those that an answer could quote.

An id can be altered by anybody, and the text that it names may be one that this person may not read at
will. So an altered span opens only where it begins and ends with sentences of one passage, as quotes do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.engine import Connection

from corpus.citation_id import parse
from corpus.model import Span
from corpus.store import sql
from corpus.store.schema import cited

MOST_SENTENCES = 3
"""How many sentences one quote joins at most."""


def note_spans(connection: Connection, answer: dict[str, Any]) -> None:
    """Keep the spans that an answer quoted; not who asked, nor what."""
    rows = []
    for citation in (*answer.get("citations", ()), *answer.get("nearest", ())):
        try:
            key, start, end = parse(citation["id"])
        except (ValueError, KeyError, TypeError):
            continue
        rows.append({"key": key, "start_at": start, "end_at": end})
    sql.insert_missing(cited, rows, connection)


def could_be_quoted(start: int, end: int, passages: Iterable[tuple[Span, ...]]) -> bool:
    """Tell whether a span is one or a few whole sentences of one passage."""
    for sentences in passages:
        starts = [at for at, span in enumerate(sentences) if span.start == start]
        if starts and any(span.end == end for span in sentences[starts[0] : starts[0] + MOST_SENTENCES]):
            return True
    return False
