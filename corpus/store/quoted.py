"""Keep which spans answers quoted, so that their citations open for good."""

from __future__ import annotations

from typing import Any

from sqlalchemy.engine import Connection

from corpus.citation_id import parse
from corpus.store import sql
from corpus.store.schema import cited


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
