"""Read an export, checked before anything is stored: it may come from anywhere."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table, Text

from corpus.errors import RefusedError
from corpus.identity import is_document_id, shown
from corpus.store import schema
from corpus.store.archive import FORMAT, MANIFEST, ORIGINALS, TABLES, VERSION, named, told
from corpus.store.queries import unpack_spans

LARGEST = 2 * 1024**3
"""Bytes that an export may have when it is unpacked."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Archive:
    """An export that was read: rows by table, original bytes by SHA-256, and the file's own SHA-256."""

    rows: dict[str, list[Row]]
    originals: dict[str, bytes]
    sha256: str


def read(file: Path) -> Archive:
    """Read an export; raises RefusedError where it is none, is damaged, or says what cannot be."""
    try:
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        with zipfile.ZipFile(file) as archive:
            found = _read(archive, digest)
    except OSError as error:
        raise _refused(file, f"cannot be read ({error.strerror})") from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise _refused(file, f"is no whole zip file ({type(error).__name__})") from None
    except (_WrongError, KeyError, ValueError, TypeError, AttributeError) as error:
        reason = str(error) if isinstance(error, _WrongError) else "holds what no export holds"
        raise _refused(file, reason) from None
    return found


class _WrongError(Exception):
    """What is wrong with an export, in words that follow its name."""


def _refused(file: Path, reason: str) -> RefusedError:
    return RefusedError(f"{file} {reason}. Nothing was imported; name a file that `corpus export` wrote.")


def _read(archive: zipfile.ZipFile, digest: str) -> Archive:
    if sum(info.file_size for info in archive.infolist()) > LARGEST:
        raise _WrongError(f"is larger than {LARGEST // 2**20:,} MiB unpacked")
    if MANIFEST not in archive.namelist():
        raise _WrongError("is no export of Footbridge")
    manifest = json.loads(archive.read(MANIFEST))
    if manifest["format"] != FORMAT:
        raise _WrongError("is no export of Footbridge")
    if manifest["version"] != VERSION:
        raise _WrongError(f"was written by a later Footbridge (format {manifest['version']})")
    rows = {table.name: _rows(archive, table, manifest["files"][named(table)]) for table in TABLES}
    originals: dict[str, bytes] = {}
    for name in {str(row["sha256"]) for row in rows["versions"]}:
        originals[name] = archive.read(ORIGINALS + name)
        if hashlib.sha256(originals[name]).hexdigest() != name:
            raise _WrongError(f"holds an original that is not what it was ({name[:12]}…)")
    _check(rows)
    return Archive(rows, originals, digest)


def _rows(archive: zipfile.ZipFile, table: Table, expected: Row) -> list[Row]:
    data = archive.read(named(table))
    if hashlib.sha256(data).hexdigest() != expected["sha256"]:
        raise _WrongError(f"is damaged: {named(table)} is not what was written")
    return [_row(table, json.loads(line)) for line in data.splitlines()]


def _row(table: Table, given: Row) -> Row:
    """Return a row with every column that is told, of the type that it has; a new one may be missing."""
    names = told(table)
    extra = set(given) - set(names) - ({"live"} if table is schema.passages else set())
    if extra:
        raise _WrongError(f"was written by a later Footbridge ({table.name}.{min(extra)})")
    for name in names:
        column, value = table.c[name], given.get(name)
        kind: tuple[type, ...] = (str,) if isinstance(column.type, Text) else (int, float)
        if not (isinstance(value, kind) or (value is None and column.nullable)):
            raise _WrongError(f"holds a {table.name} row whose {name} cannot be")
    return {**dict.fromkeys(names), **given}


def _check(rows: dict[str, list[Row]]) -> None:
    """Refuse texts and spans that do not agree: a quote must be what its document says."""
    texts: dict[tuple[str, str, int], str] = {}
    scopes = {row["id"]: row["scope"] for row in rows["documents"]}
    for row in rows["versions"]:
        if hashlib.sha256(row["text"].encode()).hexdigest() != row["text_sha256"]:
            raise _WrongError(f"holds a text of {row['document']} that is not what it was")
        texts["passage " + scopes[row["document"]], row["document"], row["version"]] = row["text"]
    for row in rows["documents"]:
        if not is_document_id(row["id"]):
            raise _WrongError("holds a document whose id cannot be one")
        if ("passage " + row["scope"], row["id"], row["version"]) not in texts:
            raise _WrongError(f"lacks the current version of {row['id']}")
    for row in rows["statements"]:
        if shown(row["id"]) != row["id"]:  # earlier versions took other ids, but none so is to be had
            raise _WrongError("holds a record whose id cannot be one")
        texts["record " + row["scope"], row["id"], row["version"]] = row["words"]
    for row in rows["passages"]:
        text = texts[f"{row['kind']} {row['scope']}", row["source"], row["version"]]
        start, end = row["start_at"], row["end_at"]
        spans = unpack_spans(row["sentences"], start)
        inside = all(start <= span.start < span.end <= end for span in spans)
        if not 0 <= start < end <= len(text) or text[start:end] != row["text"] or not inside:
            raise _WrongError(f"holds a passage that {row['source']} does not say")
