# ruff: noqa: S608 (the pieces put together are this module's own; values go by parameters)
"""Every question that reading puts to the database, in plain SQL, and what its rows become.

Reading is on the way from a question to its answer, where importing SQLAlchemy would take a quarter of
the time that a command may take. So these are texts in the SQL that all engines share, with `:name` for
parameters; they run on the driver as they are, and inside a writing transaction by way of `rows`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.model import (
    HEADINGS,
    Alias,
    Cited,
    CitedState,
    Coverage,
    Document,
    Event,
    Passage,
    Place,
    Span,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Query:
    """A statement and its parameters."""

    sql: str
    parameters: dict[str, Any] = field(default_factory=dict)


# What the store knows about itself

MIGRATIONS = Query("SELECT number, name, checksum FROM migrations ORDER BY number")


def counter(name: str) -> Query:
    """Ask for a counter's value."""
    return Query("SELECT value FROM counters WHERE name = :name", {"name": name})


def fact(name: str) -> Query:
    """Ask for what is noted under a name."""
    return Query("SELECT value FROM facts WHERE name = :name", {"name": name})


LAST_PURGE = "last purge"
"""The fact that holds the revision of the last purge: most have none, and the audit need not be read."""

SCRUB = "scrub"
"""The fact that is there while something was deleted whose traces the file may still hold."""

SCRUB_KNOWN = "scrub known"
"""The fact beside it while copies of what is known, derived and kept in files, may hold it as well."""


def purges(scope: str) -> Query:
    """Ask which documents and records of a scope were purged: subject, version, and what it became."""
    return Query(
        "SELECT subject, version, became FROM audit WHERE action LIKE 'purge %' AND scope = :scope",
        {"scope": scope},
    )


def to_purge(row: Sequence[Any]) -> tuple[str, list[str]]:
    """Make what was purged of a row: the id, and the SHA-256 of what it held."""
    subject, _version, became = row
    return str(subject), list(json.loads(became)["sha256"]) if became else []


def history(subject: str, scopes: Sequence[str]) -> Query:
    """Ask what happened to a document or statement, oldest first."""
    chosen, parameters = among("scope", scopes)
    return Query(
        "SELECT revision, at, by, action, scope, subject, version, detail, was, became FROM audit "
        f"WHERE subject = :subject AND {chosen} ORDER BY number",
        {"subject": subject, **parameters},
    )


def to_event(row: Sequence[Any]) -> Event:
    """Make an audit line of a row."""
    was, became = (json.loads(change) if change else None for change in row[8:10])
    revision, at, by, action, scope, subject, version, detail = row[:8]
    return Event(revision, at, by, action, scope, subject, version, detail, was, became)


# Documents

_DOCUMENT = (
    "SELECT d.id, d.scope, d.version, v.title, v.author, v.url, v.language, v.note, v.sha256, v.characters, "
    "v.passages, v.added_at, v.added_by, d.removed_at, v.date, d.replaced_by, "
    "v.as_of, v.valid_until "
    "FROM documents d JOIN versions v ON v.document = d.id AND v.version = d.version "
)


def document(identity: str) -> Query:
    """Ask for a document by its id, whatever its scope."""
    return Query(_DOCUMENT + "WHERE d.id = :id", {"id": identity})


def documents(scopes: Sequence[str], *, removed: bool) -> Query:
    """Ask for the live or the removed documents of scopes, by title."""
    chosen, parameters = among("d.scope", scopes)
    gone = "IS NOT NULL" if removed else "IS NULL"
    return Query(f"{_DOCUMENT}WHERE {chosen} AND d.removed_at {gone} ORDER BY v.title, d.id", parameters)


def to_document(row: Sequence[Any]) -> Document:
    """Make a document of a row."""
    return Document(*row)


def canonical_text(identity: str, version: int) -> Query:
    """Ask for a version's canonical text."""
    return Query(
        "SELECT text FROM versions WHERE document = :id AND version = :v", {"id": identity, "v": version}
    )


def layout_of(identity: str, version: int) -> Query:
    """Ask how a version's text is laid out, see `corpus.layout`."""
    return Query(
        "SELECT layout FROM versions WHERE document = :id AND version = :v", {"id": identity, "v": version}
    )


def original(identity: str, version: int) -> Query:
    """Ask for a version's original bytes."""
    return Query(
        "SELECT original FROM versions WHERE document = :id AND version = :v", {"id": identity, "v": version}
    )


def version_name(identity: str, version: int) -> Query:
    """Ask for the name of the file that a version was read from."""
    return Query(
        "SELECT name FROM versions WHERE document = :id AND version = :v", {"id": identity, "v": version}
    )


def versions_of(identity: str) -> Query:
    """Ask for a document's versions, as whole documents, the earliest first."""
    return Query(
        _DOCUMENT.replace("AND v.version = d.version", "").replace("d.version", "v.version")
        + "WHERE d.id = :id ORDER BY v.version",
        {"id": identity},
    )


# What a citation names


def cited_document(key: str, scopes: Sequence[str]) -> Query:
    """Ask for the document versions whose text has a key with this beginning."""
    chosen, parameters = among("d.scope", scopes)
    return Query(
        "SELECT 'passage', d.scope, v.document, v.version, v.title, v.author, v.url, v.text, "
        "d.removed_at IS NULL AND v.version = d.version, d.removed_at, d.replaced_by, v.as_of, v.valid_until "
        f"FROM versions v JOIN documents d ON d.id = v.document WHERE v.key = :key AND {chosen}",
        {"key": key, **parameters},
    )


def cited_statement(key: str, scopes: Sequence[str]) -> Query:
    """Ask for the statement versions whose words have a key with this beginning."""
    chosen, parameters = among("s.scope", scopes)
    return Query(
        "SELECT 'record', s.scope, s.id, s.version, s.source_title, NULL, s.source_url, s.words, s.live = 1, "
        "CASE WHEN EXISTS (SELECT 1 FROM statements o "
        "WHERE o.scope = s.scope AND o.id = s.id AND o.live = 1) THEN NULL ELSE s.added_at END, "
        "NULL, NULL, NULL "
        f"FROM statements s WHERE s.key = :key AND {chosen}",
        {"key": key, **parameters},
    )


def to_cited(row: Sequence[Any]) -> Cited:
    """Make what a citation names of a row."""
    kind, scope, source, version, title, author, url, text, current, removed, replaced_by = row[:11]
    state: CitedState = "current" if current else "superseded"
    if removed is not None and replaced_by is None:
        state = "withdrawn"
    return Cited(
        kind, scope, source, version, title, author, url, text, bool(current), state, replaced_by, *row[11:]
    )


# Passages

_PASSAGE = (
    "SELECT p.number, p.kind, p.scope, p.source, p.version, p.start_at, p.end_at, p.text, p.sentences, "
    "p.heading, p.lead, p.page, p.headings, v.title FROM passages p LEFT JOIN versions v "
    "ON p.kind = 'passage' AND v.document = p.source AND v.version = p.version "
)


def live_passages(scope: str, after_revision: int | None) -> Query:
    """Ask for a scope's live passages, or those of them that came after a revision."""
    since = "" if after_revision is None else "AND p.added_revision > :after "
    return Query(
        f"{_PASSAGE}WHERE p.scope = :scope AND p.removed_revision IS NULL {since}ORDER BY p.number",
        {"scope": scope} if after_revision is None else {"scope": scope, "after": after_revision},
    )


def passages_of(source: str, scope: str) -> Query:
    """Ask for the live passages of a document, in their order, and look at no other's."""
    where = "p.source = :source AND p.kind = 'passage' AND p.scope = :scope AND p.removed_revision IS NULL"
    return Query(f"{_PASSAGE}WHERE {where} ORDER BY p.start_at", {"source": source, "scope": scope})


def stored_passages(scope: str) -> Query:
    """Ask for all of a scope's passages, live or not."""
    return Query(f"{_PASSAGE}WHERE p.scope = :scope ORDER BY p.number", {"scope": scope})


def passages_by_number(numbers: Sequence[int]) -> Query:
    """Ask for passages, live or not, by their numbers."""
    chosen, parameters = among("p.number", numbers)
    return Query(f"{_PASSAGE}WHERE {chosen}", parameters)


def to_passage(row: Sequence[Any]) -> Passage:
    """Make a passage of a row."""
    (
        number,
        kind,
        scope,
        source,
        version,
        start,
        end,
        text,
        sentences,
        heading,
        lead,
        page,
        headings,
        title,
    ) = row
    spans = unpack_spans(sentences, start)
    context = HEADINGS.join(part for part in (title, heading, lead) if part)
    return Passage(
        number, kind, scope, source, version, start, end, text, spans, heading, lead, page, headings, context
    )


def pack_spans(spans: Sequence[Span], start: int) -> str:
    """Write spans as lengths from `start`: gap, span, gap, span and so on."""
    lengths: list[str] = []
    position = start
    for span in spans:
        lengths += [str(span.start - position), str(span.end - span.start)]
        position = span.end
    return " ".join(lengths)


def unpack_spans(packed: str, start: int) -> tuple[Span, ...]:
    """Read what `pack_spans` wrote."""
    lengths = [int(length) for length in packed.split()]
    spans: list[Span] = []
    position = start
    for gap, length in zip(lengths[::2], lengths[1::2], strict=True):
        begin = position + gap
        position = begin + length
        spans.append(Span(begin, position))
    return tuple(spans)


# Partnerships

PLAIN_COLUMNS = (
    "relation", "since", "until", "status", "status_date", "source_title", "source_url", "checked_on",
    "note", "words",
)  # fmt: skip
STATEMENT_COLUMNS = (
    "id", "scope", "version", "a_name", "a_region", "a_country", "a_latitude", "a_longitude",
    "b_name", "b_region", "b_country", "b_latitude", "b_longitude", *PLAIN_COLUMNS,
)  # fmt: skip
_STATEMENT = (
    "SELECT id, scope, version, a_name, a_region, a_country, a_latitude, a_longitude, "
    f"b_name, b_region, b_country, b_latitude, b_longitude, {', '.join(PLAIN_COLUMNS)}, live FROM statements "
)


def live_statements(scopes: Sequence[str]) -> Query:
    """Ask for the live statements of scopes, by id."""
    chosen, parameters = among("scope", scopes)
    return Query(f"{_STATEMENT}WHERE {chosen} AND live = 1 ORDER BY scope, id", parameters)


def statement_versions(ids: Sequence[str], scope: str) -> Query:
    """Ask for every version of statements, the earliest first."""
    chosen, parameters = among("id", ids)
    return Query(
        f"{_STATEMENT}WHERE scope = :scope AND {chosen} ORDER BY version", {"scope": scope, **parameters}
    )


def statement_givers(ids: Sequence[str], scope: str) -> Query:
    """Ask who gave statements their ids: who imported the first version of each."""
    chosen, parameters = among("id", ids)
    return Query(
        f"SELECT id, added_by FROM statements WHERE scope = :scope AND version = 1 AND {chosen}",
        {"scope": scope, **parameters},
    )


DOCUMENT_IDS = Query("SELECT id FROM documents")


def statement_ids(scope: str) -> Query:
    """Ask for every statement id of a scope, live or not."""
    return Query("SELECT DISTINCT id FROM statements WHERE scope = :scope", {"scope": scope})


def to_statement(row: Sequence[Any]) -> Statement:
    """Make a statement of a row."""
    identity, scope, version = row[:3]
    plain = dict(zip(PLAIN_COLUMNS, row[13:23], strict=True))
    return Statement(identity, scope, version, Place(*row[3:8]), Place(*row[8:13]), **plain)


def is_live(row: Sequence[Any]) -> bool:
    """Tell whether a statement's row is its live version."""
    return bool(row[23])


def aliases(scopes: Sequence[str]) -> Query:
    """Ask for the other names of places, by name."""
    chosen, parameters = among("scope", scopes)
    columns = "name, city, region, country, kind"
    return Query(f"SELECT {columns} FROM aliases WHERE {chosen} ORDER BY name, country, city", parameters)


def to_alias(row: Sequence[Any]) -> Alias:
    """Make an alias of a row."""
    return Alias(row[0], row[1], row[2] or None, row[3], row[4])


def coverage(scopes: Sequence[str]) -> Query:
    """Ask for the claims of completeness, by place."""
    chosen, parameters = among("scope", scopes)
    columns = "city, region, country, complete, as_of, source_title, source_url, note"
    return Query(f"SELECT {columns} FROM coverage WHERE {chosen} ORDER BY country, city, region", parameters)


def to_coverage(row: Sequence[Any]) -> Coverage:
    """Make a claim of completeness of a row."""
    return Coverage(Place(row[0], row[1] or None, row[2]), bool(row[3]), *row[4:8])


# Embeddings


def embeddings(model: str, hashes: Sequence[bytes]) -> Query:
    """Ask for a model's vectors by the hash of their text."""
    chosen, parameters = among("e.hash", hashes)
    return Query(
        "SELECT e.hash, e.vector FROM models m JOIN embeddings e ON e.model = m.number "
        f"WHERE m.fingerprint = :model AND {chosen}",
        {"model": model, **parameters},
    )


def among(column: str, values: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """Return `column IN (…)` and its parameters; nothing is among no values."""
    if not values:
        return "1 = 0", {}
    parameters = {f"among{index}": value for index, value in enumerate(values)}
    return f"{column} IN ({', '.join(f':{name}' for name in parameters)})", parameters
