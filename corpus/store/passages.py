"""Put passages into the database, and in and out of what is searched."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Update, insert, update
from sqlalchemy.engine import Connection

from corpus.model import PassageKind
from corpus.segment import RULES, Cut
from corpus.store.audit import advance
from corpus.store.queries import pack_spans
from corpus.store.schema import passages


def put(
    connection: Connection,
    cuts: Sequence[tuple[str, int, str, Cut]],
    *,
    kind: PassageKind,
    scope: str,
    revision: int,
    live: bool = True,
) -> None:
    """Store passages: rows of (source, version, canonical text, cut), each under a new number.

    Without `live` they are stored as those of a version that is not searched.
    """
    if not cuts:
        return
    number = advance(connection, "passage", len(cuts)) - len(cuts)
    rows = []
    for offset, (source, version, text, cut) in enumerate(cuts, start=1):
        rows.append(
            {
                "number": number + offset,
                "kind": kind,
                "scope": scope,
                "source": source,
                "version": version,
                "start_at": cut.span.start,
                "end_at": cut.span.end,
                "text": text[cut.span.start : cut.span.end],
                "sentences": pack_spans(cut.sentences, cut.span.start),
                "heading": cut.heading,
                "lead": cut.lead,
                "page": cut.page,
                "headings": cut.headings,
                "rules": RULES,
                "added_revision": revision,
                "removed_revision": None if live else revision,
            }
        )
    connection.execute(insert(passages), rows)


def retire(connection: Connection, source: str, *, kind: PassageKind, scope: str, revision: int) -> None:
    """Take a source's live passages out of what is searched; they stay stored."""
    connection.execute(_live(source, kind, scope).values(removed_revision=revision))


def touch(connection: Connection, source: str, *, kind: PassageKind, scope: str, revision: int) -> None:
    """Have a source's live passages indexed anew: what is known about it has changed."""
    connection.execute(_live(source, kind, scope).values(added_revision=revision))


def _live(source: str, kind: PassageKind, scope: str) -> Update:
    """Begin a change of a source's live passages."""
    return update(passages).where(
        passages.c.source == source,
        passages.c.scope == scope,
        passages.c.kind == kind,
        passages.c.removed_revision.is_(None),
    )


def revive(
    connection: Connection, source: str, version: int, *, kind: PassageKind, scope: str, revision: int
) -> None:
    """Put a version's passages back into what is searched, as if added at `revision`.

    Those that were cut by earlier rules stay out: `renew` has put others in their place.
    """
    connection.execute(
        update(passages)
        .where(
            passages.c.source == source,
            passages.c.version == version,
            passages.c.scope == scope,
            passages.c.kind == kind,
            passages.c.rules == (RULES if kind == "passage" else passages.c.rules),
        )
        .values(removed_revision=None, added_revision=revision)
    )
