"""Put documents into the database: every version's bytes and canonical text, kept until it is purged."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from sqlalchemy import ColumnElement, insert, or_, select, update
from sqlalchemy.engine import Connection

from corpus import layout, validity
from corpus.addresses import is_of_the_web
from corpus.citation_id import SHORT_KEY, version_key
from corpus.errors import RefusedError
from corpus.model import SHARED, Added, Document, NewDocument
from corpus.readers import Reading, read
from corpus.readers.fields import check_new
from corpus.segment import Cut
from corpus.segment import passages as cut_passages
from corpus.store import namespace, passages, queries
from corpus.store.audit import ranges, record, revise
from corpus.store.changes import changes
from corpus.store.clock import now
from corpus.store.details import checked, plain
from corpus.store.rows import rows_of
from corpus.store.schema import audit, documents, versions

_LINES = ("title", "author", "url", "language")
_SAID = (*_LINES, *validity.DATES)
_FACTS = ("version", *_SAID, "sha256")
_HERE: dict[str, Any] = dict.fromkeys(("removed_at", "removed_by", "replaced_by"))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A new document read and cut, ready to be stored; making it touches no database."""

    new: NewDocument
    reading: Reading
    cuts: tuple[Cut, ...]
    sha256: str
    text_sha256: str


def checked_new(new: NewDocument) -> NewDocument:
    """Return what a person says of a document as it is stored; raises RefusedError."""
    check_new(new)
    title, author, url, language = (plain(getattr(new, name)) for name in _LINES)
    if url is not None and not is_of_the_web(url):
        raise RefusedError(f"{new.name} was not added: its link is none of the web (https://…).")
    date, as_of, valid_until = (
        None if (value := getattr(new, name)) is None else checked(name, value) for name in validity.DATES
    )
    new = replace(
        new, title=title, author=author, url=url, language=language, date=date, as_of=as_of,
        valid_until=valid_until,
    )  # fmt: skip
    if problem := validity.order_problem(new.as_of, new.valid_until):
        raise RefusedError(f"{new.name} was not added: {problem}.")
    return new


def prepare(new: NewDocument) -> Prepared:
    """Read and cut a new document; raises RefusedError."""
    new = checked_new(new)
    reading = read(new.name, new.data)
    text = reading.canonical.text
    return Prepared(
        new,
        reading,
        tuple(cut_passages(reading.canonical)),
        hashlib.sha256(new.data).hexdigest(),
        hashlib.sha256(text.encode()).hexdigest(),
    )


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What adding a document would do: nothing (`same` holds this text), or make `version` of `known`."""

    same: Document | None
    known: Document | None
    version: int


def foresee(connection: Connection, prepared: Prepared, *, scope: str) -> Foreseen:
    """Tell what `add` would do, without doing it."""
    existing = _same_text(connection, prepared, scope)
    if existing is not None:
        known = _known_version(connection, existing.id, prepared)
        is_there = existing.removed_at is None and known == existing.version
        return Foreseen(existing if is_there else None, existing, known)
    identity, latest = _identity(connection, prepared.new, scope)
    return Foreseen(None, described(connection, identity) if latest else None, latest + 1)


def add(connection: Connection, prepared: Prepared, *, scope: str, by: str | None) -> Added:
    """Store a document, or a new version of one; what is stored already is named instead."""
    existing = _same_text(connection, prepared, scope)
    if existing is not None:
        again = _again(connection, prepared, existing, scope=scope, by=by)
        return replacing(connection, again, prepared.new, by=by)
    identity, latest = _identity(connection, prepared.new, scope)
    version = latest + 1
    revision = revise(connection, [scope])
    before = described(connection, identity) if latest else None
    if before:
        passages.retire(connection, identity, kind="passage", scope=scope, revision=revision)
        connection.execute(
            update(documents).where(documents.c.id == identity).values(version=version, **_HERE)
        )
    else:
        connection.execute(insert(documents).values(id=identity, scope=scope, version=version))
    _insert_version(connection, prepared, identity, version, by)
    text = prepared.reading.canonical.text
    rows = [(identity, version, text, cut) for cut in prepared.cuts]
    passages.put(connection, rows, kind="passage", scope=scope, revision=revision)
    document = described(connection, identity)
    record(
        connection,
        revision,
        "update" if before else "add",
        scope=scope,
        by=by,
        subject=identity,
        version=version,
        detail=prepared.new.name,
        before=facts_of(before) if before else None,
        after=facts_of(document) | _changed(connection, before, text),
    )
    warnings = prepared.reading.warnings
    if latest:
        warnings = (
            *warnings,
            f"{identity} was known: this is its version {version}; the earlier ones are kept",
        )
    return replacing(
        connection, Added(document, len(prepared.cuts), None, warnings, changed=True), prepared.new, by=by
    )


def _changed(connection: Connection, before: Document | None, text: str) -> dict[str, str]:
    """Return what a new version changes of the text that it takes the place of."""
    if before is None:
        return {}
    old = rows_of(connection, queries.canonical_text(before.id, before.version))[0][0]
    return {"changes": changes(old, text)}


def remove(connection: Connection, identity: str, *, scope: str, by: str | None) -> Document:
    """Take a document out of what is searched; everything of it stays stored."""
    document = owned(connection, identity, scope)
    if document.removed_at is not None:
        raise RefusedError(f"{identity} has been removed already, on {document.removed_at}.")
    revision = revise(connection, [scope])
    connection.execute(
        update(documents).where(documents.c.id == identity).values(removed_at=now(), removed_by=by)
    )
    passages.retire(connection, identity, kind="passage", scope=scope, revision=revision)
    record(
        connection, revision, "remove", scope=scope, by=by, subject=identity, version=document.version,
        before={"removed": False}, after={"removed": True},
    )  # fmt: skip
    return described(connection, identity)


def restore(
    connection: Connection, identity: str, *, scope: str, by: str | None, version: int | None
) -> Document:
    """Bring a removed document back, or an earlier version of one (the current one unless said)."""
    document = owned(connection, identity, scope)
    wanted = document.version if version is None else version
    if document.removed_at is None and wanted == document.version:
        raise RefusedError(f"{identity} is there already, at version {wanted}.")
    there = _versions(connection, identity)
    if wanted not in there:
        raise RefusedError(f"{identity} has no version {wanted}; its versions are {ranges(there)}.")
    revision = revise(connection, [scope])
    passages.retire(connection, identity, kind="passage", scope=scope, revision=revision)
    passages.revive(connection, identity, wanted, kind="passage", scope=scope, revision=revision)
    connection.execute(update(documents).where(documents.c.id == identity).values(version=wanted, **_HERE))
    record(
        connection, revision, "restore", scope=scope, by=by, subject=identity, version=wanted,
        before={"removed": document.removed_at is not None, "version": document.version},
        after={"removed": False, "version": wanted},
    )  # fmt: skip
    return described(connection, identity)


def replacing(connection: Connection, added: Added, new: NewDocument, *, by: str | None = None) -> Added:
    """Let what was added take the place of the document that it says it replaces."""
    if new.replaces is None:
        return added
    document = added.document
    old = owned(connection, new.replaces, document.scope)
    if old.id == document.id:
        raise RefusedError(f"{old.id} cannot replace itself; nothing was added. Leave --replaces out.")
    if old.replaced_by == document.id:
        return added
    if old.removed_at is None:
        remove(connection, old.id, scope=old.scope, by=by)
    connection.execute(update(documents).where(documents.c.id == old.id).values(replaced_by=document.id))
    record(
        connection, revise(connection, [old.scope]), "replace", scope=old.scope, by=by, subject=old.id,
        version=old.version, before={"replaced by": old.replaced_by}, after={"replaced by": document.id},
    )  # fmt: skip
    return replace(added, changed=True)


def facts_of(document: Document) -> dict[str, Any]:
    """Return what the audit tells of a document's version."""
    return {name: getattr(document, name) for name in _FACTS if getattr(document, name) is not None}


def described(connection: Connection, identity: str) -> Document:
    """Return a document that is known to be there."""
    return queries.to_document(rows_of(connection, queries.document(identity))[0])


def _again(
    connection: Connection, prepared: Prepared, existing: Document, *, scope: str, by: str | None
) -> Added:
    """Answer for a text that is stored: as the duplicate that it is, or by bringing it back."""
    known = _known_version(connection, existing.id, prepared)
    warnings = prepared.reading.warnings
    if existing.removed_at is None and known == existing.version:
        warnings = (*warnings, *_unlike(existing, prepared.new))
        return Added(existing, existing.passages, existing.id, warnings, changed=False)
    document = restore(connection, existing.id, scope=scope, by=by, version=known)
    warnings = (*warnings, f"this text was known as version {known} of {existing.id}, which is back in use")
    return Added(document, document.passages, None, warnings, changed=True)


def _unlike(existing: Document, new: NewDocument) -> list[str]:
    """Tell what was said about a text that is there already, and is not what is known about it."""
    named = [name for name in _SAID if getattr(new, name) not in (None, getattr(existing, name))]
    if not named:
        return []
    options = " ".join(f"--{name.replace('_', '-')} …" for name in named)
    told = " and ".join(name.replace("_", " ") for name in named)
    return [f"its {told} stayed as known; `corpus edit {existing.id} {options}` changes that"]


def _same_text(connection: Connection, prepared: Prepared, scope: str) -> Document | None:
    """Return the document that holds this text: a live one first, else a removed or named one."""
    same: ColumnElement[bool] = or_(
        versions.c.sha256 == prepared.sha256, versions.c.text_sha256 == prepared.text_sha256
    )
    statement = (
        select(documents.c.id, versions.c.version)
        .join(versions, versions.c.document == documents.c.id)
        .where(documents.c.scope == scope, same)
        .order_by(documents.c.id)
    )
    candidates = [(described(connection, row.id), row.version) for row in connection.execute(statement).all()]
    for document, version in candidates:
        if document.removed_at is None and version == document.version:
            return document
    # An earlier version's text comes back only under the document's own name; elsewhere it is new.
    wanted = prepared.new.id or _identity(connection, prepared.new, scope)[0]
    return next((document for document, _ in candidates if document.id == wanted), None)


def _known_version(connection: Connection, identity: str, prepared: Prepared) -> int:
    same = or_(versions.c.sha256 == prepared.sha256, versions.c.text_sha256 == prepared.text_sha256)
    current = described(connection, identity).version
    found = (
        connection.execute(select(versions.c.version).where(versions.c.document == identity, same))
        .scalars()
        .all()
    )
    return current if current in found else max(found)


def _insert_version(
    connection: Connection, prepared: Prepared, identity: str, version: int, by: str | None
) -> None:
    new, reading = prepared.new, prepared.reading
    text = reading.canonical.text
    connection.execute(
        insert(versions).values(
            document=identity,
            version=version,
            name=PurePath(new.name).as_posix(),
            title=new.title or reading.title or _title_of_name(new.name),
            author=new.author or reading.author,
            url=new.url or reading.url,
            language=new.language or reading.language,
            note=new.note,
            date=new.date or reading.published,
            **_validity(new, reading),
            sha256=prepared.sha256,
            text_sha256=prepared.text_sha256,
            key=version_key(identity, text)[:SHORT_KEY],
            original=new.data,
            text=text,
            characters=len(text),
            passages=len(prepared.cuts),
            added_at=now(),
            added_by=by,
            layout=layout.pack(reading.canonical),
        )
    )


def _validity(new: NewDocument, reading: Reading) -> dict[str, str | None]:
    """Return of when and until when it holds: what a person says of both, else what its file says."""
    said = new if new.as_of or new.valid_until else reading
    return {"as_of": said.as_of, "valid_until": said.valid_until}


def _identity(connection: Connection, new: NewDocument, scope: str) -> tuple[str, int]:
    """Return the id to store under, and the latest version there is of it (0 for a new document)."""
    if new.id is not None:
        owner = connection.execute(select(documents.c.scope).where(documents.c.id == new.id)).scalar()
        if owner is not None and owner != scope:
            raise RefusedError(f"The id “{new.id}” is taken; choose another one.")
        if owner is None and namespace.is_record(connection, new.id):
            raise RefusedError(
                f"{new.name} was not added: “{new.id}” is the id of a record; choose another one."
            )
        return new.id, _latest(connection, new.id) if owner is not None else 0
    # Without an id, the file's name decides: the same name is a new version, another name that makes the
    # same id gets a number.
    stem = _slug(new.name)
    base = stem if scope == SHARED else f"{stem}-{version_key(scope, '')[:4]}"
    name = PurePath(new.name).as_posix()
    candidate, number = base, 1
    while True:
        latest = _latest(connection, candidate)
        free = not latest and not namespace.is_record(connection, candidate)
        if free or (latest and _is_of(connection, candidate, scope, name)):
            return candidate, latest
        number += 1
        candidate = f"{base}-{number}"


def _is_of(connection: Connection, identity: str, scope: str, name: str) -> bool:
    statement = (
        select(versions.c.name)
        .join(documents, documents.c.id == versions.c.document)
        .where(documents.c.id == identity, documents.c.scope == scope, versions.c.name == name)
    )
    return connection.execute(statement.limit(1)).scalar() is not None


def _versions(connection: Connection, identity: str) -> list[int]:
    statement = select(versions.c.version).where(versions.c.document == identity)
    return sorted(connection.execute(statement).scalars())


def _latest(connection: Connection, identity: str) -> int:
    """Return the last version there is or was of a document that is there, else 0."""
    there = _versions(connection, identity)
    if not there:
        return 0
    purged = select(audit.c.version).where(audit.c.subject == identity, audit.c.action == "purge version")
    gone: list[int] = list(connection.execute(purged).scalars())
    return max(there + gone)


def owned(connection: Connection, identity: str, scope: str) -> Document:
    """Return a document of this scope; raises RefusedError where there is none."""
    found = rows_of(connection, queries.document(identity))
    document = queries.to_document(found[0]) if found else None
    if document is None or document.scope != scope:
        raise RefusedError(f"There is no document “{identity}” here; `corpus list` names them all.")
    return document


def _slug(name: str) -> str:
    stem = PurePath(name).with_suffix("").as_posix()
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    whole = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    # Of a file deep in folders the end is kept: there its own name stands.
    slug = (whole[-60:] if "/" in stem else whole[:60]).strip("-")
    # A name without a Latin letter still needs an id that is the same everywhere.
    return slug or f"document-{version_key(stem, '')[:5]}"


def _title_of_name(name: str) -> str:
    return re.sub(r"[_\s]+", " ", PurePath(name).stem).strip() or name
