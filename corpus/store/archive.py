"""Everything that a corpus knows in one file, to be read by people, by programs and by another Footbridge.

The file is a zip, described in docs/export.md: `manifest.json`, JSON lines for each table, the original
files by their SHA-256. Embeddings and index are derived and left out, as is all that members asked.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.engine import Connection
from sqlalchemy.util import greenlet_spawn

from corpus import private
from corpus.errors import RefusedError
from corpus.store import databases, queries, schema
from corpus.store.clock import now
from corpus.store.database import Database
from corpus.store.rows import rows_of

FORMAT, VERSION = "footbridge export", 1
MANIFEST = "manifest.json"
ORIGINALS = "originals/"

TABLES: tuple[Table, ...] = (
    schema.documents, schema.versions, schema.passages, schema.statements, schema.aliases, schema.coverage,
    schema.cited, schema.audit,
)  # fmt: skip
LEFT_OUT = frozenset(
    ("versions.original", "passages.number", "passages.added_revision", "passages.removed_revision")
)
"""Columns that are written elsewhere or are one corpus' own; of a passage is told whether it is `live`."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds: documents and records, removed ones among them."""

    documents: int
    records: int


async def export(folder: Path, target: Path, database: Database | None = None) -> Exported:
    """Write the corpus of a state folder into a file, as it is at one moment; others may go on meanwhile.

    Raises RefusedError where the file cannot be written; then what was there stays.
    """
    database = database or databases.of(folder)
    await database.reader().close()  # raises where there is nothing to be read
    engine = database.engine(write=False)

    def run() -> Exported:
        with database.errors(), engine.begin() as connection:
            found: list[Exported] = []
            private.replace(target, lambda path: found.append(_write(connection, path)))
            return found[0]

    try:
        return await greenlet_spawn(run)
    except OSError as error:
        raise RefusedError(
            f"{target} cannot be written ({error.strerror}). Nothing was changed, and what was there stays."
        ) from None
    finally:
        await greenlet_spawn(engine.dispose)


def named(table: Table) -> str:
    """Return the name of a table's file in the export."""
    return f"{'history' if table is schema.audit else table.name}.jsonl"


def told(table: Table) -> list[str]:
    """Return the columns of a table that are exported."""
    return [column.name for column in table.c if f"{table.name}.{column.name}" not in LEFT_OUT]


def _write(connection: Connection, path: Path) -> Exported:
    counts: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in TABLES:
            counts[named(table)] = _put(archive, named(table), _lines(connection, table))
        for digest in connection.execute(select(schema.versions.c.sha256).distinct()).scalars().all():
            one = select(schema.versions.c.original).where(schema.versions.c.sha256 == digest).limit(1)
            archive.writestr(ORIGINALS + digest, connection.execute(one).scalar_one())
        manifest = {
            "format": FORMAT, "version": VERSION, "made_at": now(),
            "revision": rows_of(connection, queries.counter("revision"))[0][0], "files": counts,
        }  # fmt: skip
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1) + "\n")
    records = select(schema.statements.c.scope, schema.statements.c.id).distinct()
    return Exported(int(counts["documents.jsonl"]["lines"]), len(connection.execute(records).all()))


def _put(archive: zipfile.ZipFile, name: str, lines: Iterator[bytes]) -> dict[str, Any]:
    digest, count = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as stream:
        for line in lines:
            stream.write(line)
            digest.update(line)
            count += 1
    return {"lines": count, "sha256": digest.hexdigest()}


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    columns: list[Any] = [table.c[name] for name in told(table)]
    if table is schema.passages:
        columns.append(table.c.removed_revision.is_(None).label("live"))
    names: Sequence[str] = [column.name for column in columns]
    for row in connection.execute(select(*columns).order_by(*table.primary_key.columns)):
        values = dict(zip(names, row, strict=True))
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
