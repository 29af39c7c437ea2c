"""Put an export into a corpus, empty or living: same ids, same citations; nothing here is overwritten.

A document that is not here comes whole, with its versions and history. Of one that is here, versions that
go on from what is here are added; where both went on, the export's current text becomes the next version;
where the text is here already, nothing happens. What was purged here does not come back.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from corpus.citation_id import SHORT_KEY, version_key
from corpus.errors import RefusedError
from corpus.model import SHARED
from corpus.store import audit, namespace, passages, queries, renewal, schema, sql, statements
from corpus.store.rows import rows_of
from corpus.store.unarchive import Archive, Row

_HISTORY = ("by", "action", "scope", "subject", "version", "detail", "was", "became")


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import did: ids of new and changed documents and records, counts of the same and the purged."""

    documents: tuple[str, ...]
    changed: tuple[str, ...]
    records: int
    same: int
    purged: tuple[str, ...]


def merge(connection: Connection, archive: Archive, *, by: str | None) -> Merged:
    """Store what an export holds and this corpus does not, all or nothing; raises RefusedError."""
    work = _Merge(connection, archive, by)
    for document in archive.rows["documents"]:
        work.document(document)
    work.records()
    for table in (schema.aliases, schema.coverage, schema.cited):
        sql.insert_missing(table, archive.rows[table.name], connection)
    renewal.renew_imported(connection, work.revision)
    return work.done()


class _Merge:
    """One import under way; everything of it has one revision."""

    def __init__(self, connection: Connection, archive: Archive, by: str | None) -> None:
        self._connection = connection
        self._archive = archive
        self._by = by
        self._revision = audit.revise(connection, _scopes(archive))
        self._versions = _grouped(archive.rows["versions"], "document")
        self._passages = _grouped(archive.rows["passages"], "kind", "scope", "source")
        self._purged = _purged(connection, archive)
        self._new: list[str] = []
        self._changed: list[str] = []
        self._gone: list[str] = []
        self._records = self._same = self._lines = 0

    @property
    def revision(self) -> int:
        """Return the revision of all that the import changes."""
        return self._revision

    def document(self, row: Row) -> None:
        """Bring one document in."""
        theirs = [one for one in self._versions[row["id"],] if not self._is_purged(row, one["sha256"])]
        if row["version"] not in {one["version"] for one in theirs}:
            self._gone.append(row["id"])
            return
        here = schema.documents.c
        held = self._connection.execute(select(schema.documents).where(here.id == row["id"])).first()
        if held is None:
            if namespace.is_record(self._connection, row["id"]):
                raise RefusedError(f"{row['id']} is the id of a record here; nothing was imported.")
            self._connection.execute(insert(schema.documents).values(**row))
            self._insert(row, theirs)
            self._history(row["scope"], row["id"])
            self._new.append(row["id"])
        elif held.scope != row["scope"]:
            raise RefusedError(
                f"{row['id']} is the id of another server's document here; nothing was imported."
            )
        else:
            self._join(row, theirs, current=held.version)

    def _join(self, row: Row, theirs: list[Row], *, current: int) -> None:
        """Add to a document that is here what it lacks."""
        versions = schema.versions
        own = {
            one.version: one.text_sha256
            for one in self._connection.execute(select(versions).where(versions.c.document == row["id"]))
        }
        texts = {one["version"]: one["text_sha256"] for one in theirs}
        new = [one for one in theirs if one["text_sha256"] not in own.values()]
        wanted = texts[row["version"]]
        if wanted in own.values():
            self._same += 1
            return
        if own.items() <= texts.items():
            version = row["version"]
        else:  # both went on since: theirs comes after ours
            version = max(own) + 1
            new = [{**one, "version": version} for one in theirs if one["text_sha256"] == wanted]
            given = self._passages["passage", row["scope"], row["id"]]
            moved = [{**one, "version": version} for one in given if one["version"] == row["version"]]
            self._passages["passage", row["scope"], row["id"]] = moved
        passages.retire(
            self._connection, row["id"], kind="passage", scope=row["scope"], revision=self._revision
        )
        where = schema.documents.c.id == row["id"]
        values = {"version": version, "removed_at": None, "removed_by": None, "replaced_by": None}
        self._connection.execute(update(schema.documents).where(where).values(**values))
        self._insert({**row, "version": version, "removed_at": None}, new)
        audit.record(
            self._connection, self._revision, "update", scope=row["scope"], by=self._by, subject=row["id"],
            version=version, before={"version": current}, after={"version": version, "imported": True},
        )  # fmt: skip
        self._changed.append(row["id"])

    def _insert(self, document: Row, versions: list[Row]) -> None:
        for one in versions:
            key = version_key(document["id"], one["text"])[:SHORT_KEY]
            values = {**one, "original": self._archive.originals[one["sha256"]], "key": key}
            values["characters"] = len(one["text"])
            self._connection.execute(insert(schema.versions).values(**values))
        numbers = {one["version"] for one in versions}
        rows = self._passages["passage", document["scope"], document["id"]]
        live = document["version"] if document["removed_at"] is None else None
        self._put((row for row in rows if row["version"] in numbers), live=live)

    def records(self) -> None:
        """Bring the records in."""
        for (scope, identity), theirs in _grouped(self._archive.rows["statements"], "scope", "id").items():
            kept = [
                one for one in theirs if not self._is_purged({"scope": scope, "id": identity}, _words(one))
            ]
            if not kept:
                self._gone.append(str(identity))
                continue
            own = rows_of(self._connection, queries.statement_versions([str(identity)], str(scope)))
            if own:
                self._join_record(str(scope), kept, {one[22] for one in own})
                continue
            namespace.keep_apart(self._connection, [str(identity)])
            for one in kept:
                one["key"] = version_key(one["id"], one["words"])[:SHORT_KEY]
            self._connection.execute(insert(schema.statements), kept)
            live = next((one["version"] for one in kept if one["live"]), None)
            self._put(self._passages["record", scope, identity], live=live)
            self._history(str(scope), str(identity))
            self._records += 1

    def _join_record(self, scope: str, theirs: list[Row], own: set[str]) -> None:
        live = [one for one in theirs if one["live"] and one["words"] not in own]
        if not live:
            self._same += 1
            return
        row = queries.to_statement(tuple(live[0][name] for name in queries.STATEMENT_COLUMNS))
        done = statements.import_statements(self._connection, [row], scope=scope, by=self._by)
        self._records += len(done.new) + len(done.changed)

    def _put(self, rows: Iterable[Row], *, live: int | None) -> None:
        """Store passages under new numbers, those of version `live` to be searched."""
        found = list(rows)
        if not found:
            return
        first = audit.advance(self._connection, "passage", len(found)) - len(found) + 1
        values = []
        for number, row in enumerate(found, start=first):
            stored = {name: value for name, value in row.items() if name != "live"}
            removed = None if row["version"] == live else self._revision
            stored |= {"number": number, "added_revision": self._revision, "removed_revision": removed}
            values.append(stored)
        self._connection.execute(insert(schema.passages), values)

    def _history(self, scope: str, subject: str) -> None:
        """Write down anew what was done to it where it comes from; purges there are no purges here."""
        for line in self._archive.rows["audit"]:
            own = (line["scope"], line["subject"]) == (scope, subject)
            if own and not line["action"].startswith("purge"):
                told = {name: line[name] for name in _HISTORY}
                audit.copy(self._connection, self._revision, told, at=line["at"])
                self._lines += 1

    def _is_purged(self, row: Mapping[str, Any], digest: str) -> bool:
        return digest in self._purged.get((row["scope"], row["id"]), ())

    def done(self) -> Merged:
        """Write the line of the audit and tell what was done."""
        told = Merged(
            tuple(self._new), tuple(self._changed), self._records, self._same, tuple(sorted(set(self._gone)))
        )
        after = {
            "sha256": self._archive.sha256, "documents": len(told.documents), "changed": len(told.changed),
            "records": told.records, "lines copied": self._lines,
        }  # fmt: skip
        audit.record(
            self._connection, self._revision, "import archive", scope=SHARED, by=self._by, after=after
        )
        return told


def _grouped(rows: Iterable[Row], *names: str) -> defaultdict[tuple[Any, ...], list[Row]]:
    found: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in names)].append(row)
    return found


def _scopes(archive: Archive) -> set[str]:
    """Return every scope of which an export holds anything, and the one in which the import is noted."""
    tables = ("documents", "statements", "aliases", "coverage")
    return {SHARED, *(row["scope"] for name in tables for row in archive.rows[name])}


def _words(row: Row) -> str:
    return hashlib.sha256(row["words"].encode()).hexdigest()


def _purged(connection: Connection, archive: Archive) -> dict[tuple[str, str], set[str]]:
    """Return the digests of what was purged here, by scope and id."""
    found: dict[tuple[str, str], set[str]] = {}
    scopes = {row["scope"] for name in ("documents", "statements") for row in archive.rows[name]}
    for scope in scopes:
        for subject, digests in map(queries.to_purge, rows_of(connection, queries.purges(scope))):
            found.setdefault((scope, subject), set()).update(digests)
    return found
