"""Cut stored documents anew when the rules by which passages are cut have changed.

A version's canonical text never changes, so the citations of its spans stay what they are.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.engine import Connection, Row

from corpus import layout
from corpus.errors import RefusedError
from corpus.segment import RULES
from corpus.segment import passages as cut_passages
from corpus.store import passages, queries, schema
from corpus.store.audit import revise
from corpus.store.facts import note_fact
from corpus.store.rows import rows_of
from corpus.store.schema import documents, versions
from corpus.text import Canonical

_FACT = "passages cut by rules"


def renew(connection: Connection) -> int:
    """Cut every version anew whose passages were cut by other rules; return how many those were."""
    noted = rows_of(connection, queries.fact(_FACT))
    if noted and noted[0][0] == str(RULES):
        return 0
    found = connection.execute(
        select(versions.c.document, versions.c.version).order_by(versions.c.document, versions.c.version)
    ).all()
    if found:
        revision = revise(connection, connection.execute(select(documents.c.scope).distinct()).scalars())
        for identity, version in found:
            _renew(connection, identity, version, revision)
    note_fact(connection, _FACT, str(RULES))
    return len(found)


def renew_imported(connection: Connection, revision: int) -> int:
    """Cut anew the versions that have passages by earlier rules alone, as an import brings them."""
    rows = schema.passages.c
    found = connection.execute(
        select(rows.source, rows.version)
        .where(rows.kind == "passage")
        .group_by(rows.source, rows.version)
        .having(func.max(rows.rules) < RULES)
    ).all()
    for identity, version in found:
        _renew(connection, identity, version, revision)
    return len(found)


def _renew(connection: Connection, identity: str, version: int, revision: int) -> None:
    """Put new passages of a version beside the old ones, which are searched no more."""
    row = connection.execute(
        select(documents.c.scope, documents.c.version, documents.c.removed_at, versions)
        .join(versions, versions.c.document == documents.c.id)
        .where(versions.c.document == identity, versions.c.version == version)
    ).one()
    canonical = _canonical(row)
    cuts = [(identity, version, canonical.text, cut) for cut in cut_passages(canonical)]
    is_live = row.removed_at is None and row[1] == version
    if is_live:
        passages.retire(connection, identity, kind="passage", scope=row.scope, revision=revision)
    passages.put(connection, cuts, kind="passage", scope=row.scope, revision=revision, live=is_live)
    connection.execute(
        versions.update()
        .where(versions.c.document == identity, versions.c.version == version)
        .values(passages=len(cuts), layout=layout.pack(canonical))
    )


def _canonical(row: Row[tuple[object, ...]]) -> Canonical:
    """Return how a version's text is laid out: as noted, as its file says, or else as the text alone."""
    from corpus.readers import read  # noqa: PLC0415  (only here: its file is read for want of a note)

    if row.layout is not None:
        return layout.unpack(row.text, row.layout)
    for name, data in ((row.name, row.original), ("text.txt", row.text.encode())):
        try:
            found = read(name, data).canonical
        except RefusedError:
            continue
        if found.text == row.text:
            return found
    return layout.bare(row.text)
