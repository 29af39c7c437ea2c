"""Passages in the database: what the index reads."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, insert, select, update
from sqlalchemy.engine import Connection, Row

from corpus.model import Passage, PassageKind, Span
from corpus.segment import Cut
from corpus.store.audit import advance
from corpus.store.batches import batches
from corpus.store.schema import passages

_COLUMNS = (
    passages.c.number,
    passages.c.kind,
    passages.c.scope,
    passages.c.source,
    passages.c.version,
    passages.c.start_at,
    passages.c.end_at,
    passages.c.text,
    passages.c.sentences,
    passages.c.heading,
)


def put(
    connection: Connection,
    cuts: Sequence[tuple[str, int, str, Cut]],
    *,
    kind: PassageKind,
    scope: str,
    revision: int,
) -> None:
    """Store passages: rows of (source, version, canonical text, cut), each under a new number."""
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
                "sentences": _pack(cut),
                "heading": cut.heading,
                "added_revision": revision,
            }
        )
    connection.execute(insert(passages), rows)


def retire(connection: Connection, source: str, *, kind: PassageKind, scope: str, revision: int) -> None:
    """Take a source's live passages out of what is searched; they stay stored."""
    connection.execute(
        update(passages)
        .where(
            passages.c.source == source,
            passages.c.scope == scope,
            passages.c.kind == kind,
            passages.c.removed_revision.is_(None),
        )
        .values(removed_revision=revision)
    )


def revive(connection: Connection, source: str, version: int, *, kind: PassageKind, scope: str, revision: int) -> None:
    """Put a version's passages back into what is searched, as if added at `revision`."""
    connection.execute(
        update(passages)
        .where(
            passages.c.source == source,
            passages.c.version == version,
            passages.c.scope == scope,
            passages.c.kind == kind,
        )
        .values(removed_revision=None, added_revision=revision)
    )


def live(connection: Connection, scope: str, after_revision: int | None) -> list[Passage]:
    """Return a scope's live passages by number; only those added after a revision, where one is given."""
    statement = select(*_COLUMNS).where(passages.c.scope == scope, passages.c.removed_revision.is_(None))
    if after_revision is not None:
        statement = statement.where(passages.c.added_revision > after_revision)
    return _passages(connection, statement.order_by(passages.c.number))


def removed(connection: Connection, scope: str, after_revision: int) -> list[int]:
    """Return the numbers of a scope's passages that were removed after a revision, and are not back."""
    statement = select(passages.c.number).where(
        passages.c.scope == scope, passages.c.removed_revision > after_revision
    )
    return list(connection.execute(statement.order_by(passages.c.number)).scalars())


def by_number(connection: Connection, numbers: Sequence[int]) -> dict[int, Passage]:
    """Return passages, live or not, by their numbers; unknown numbers are left out."""
    found: dict[int, Passage] = {}
    for batch in batches(numbers):
        for passage in _passages(connection, select(*_COLUMNS).where(passages.c.number.in_(batch))):
            found[passage.number] = passage
    return found


def of_source(connection: Connection, source: str, version: int, scope: str) -> list[Passage]:
    """Return the passages of one version of a document or statement, live or not, in order."""
    statement = select(*_COLUMNS).where(
        passages.c.source == source, passages.c.version == version, passages.c.scope == scope
    )
    return _passages(connection, statement.order_by(passages.c.number))


def scopes(connection: Connection) -> list[str]:
    """Return the scopes that hold or held passages: one look into the index for each."""
    found: list[str] = []
    statement = select(passages.c.scope).order_by(passages.c.scope).limit(1)
    scope = connection.execute(statement).scalar()
    while scope is not None:
        found.append(scope)
        scope = connection.execute(statement.where(passages.c.scope > scope)).scalar()
    return found


def _passages(connection: Connection, statement: Select[*tuple[object, ...]]) -> list[Passage]:
    return [_passage(row) for row in connection.execute(statement)]


def _passage(row: Row[*tuple[object, ...]]) -> Passage:
    number, kind, scope, source, version, start, end, text, sentences, heading = row._tuple()
    return Passage(number, kind, scope, source, version, start, end, text, _unpack(sentences, start), heading)


def _pack(cut: Cut) -> str:
    """Write sentence spans as lengths: gap, sentence, gap, sentence … from the passage's start."""
    lengths: list[str] = []
    position = cut.span.start
    for span in cut.sentences:
        lengths += [str(span.start - position), str(span.end - span.start)]
        position = span.end
    return " ".join(lengths)


def _unpack(packed: str, start: int) -> tuple[Span, ...]:
    lengths = [int(length) for length in packed.split()]
    spans: list[Span] = []
    position = start
    for gap, length in zip(lengths[::2], lengths[1::2], strict=True):
        begin = position + gap
        position = begin + length
        spans.append(Span(begin, position))
    return tuple(spans)
