"""Everything that a server has added, as zip files in the layout that `run.py corpus export` writes."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from corpus.records import write_csv

if TYPE_CHECKING:
    from corpus.model import Document
    from corpus.store import Store

LARGEST = 9 * 1024 * 1024
"""Bytes of one zip file; Discord takes ten mebibytes of a bot."""

_DESCRIBED = ("id", "title", "author", "url", "language", "note", "date", "as_of", "valid_until")


@dataclass(frozen=True, slots=True)
class Export:
    """Zip files, what they hold, and the names of files too large for one."""

    parts: tuple[bytes, ...]
    documents: int
    records: int
    left_out: tuple[str, ...]


async def packed(store: Store, scope: str) -> Export:
    """Pack a scope's live documents, as they were sent, and its records."""
    documents = await store.documents((scope,))
    statements = await store.statements((scope,))
    files: list[tuple[str, bytes]] = []
    told: dict[str, dict[str, Any]] = {}
    for document in documents:
        name = await file_name(store, document)
        files.append((f"documents/{name}", await store.original(document.id, document.version)))
        told[name] = description(document)
    if told:
        described = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        files.insert(0, ("documents/documents.json", described.encode()))
    if statements:
        files.insert(0, ("partnerships.csv", write_csv(statements).encode()))
    parts, left_out = await asyncio.to_thread(_zipped, files)
    return Export(parts, len(documents), len(statements), left_out)


def _zipped(files: Sequence[tuple[str, bytes]]) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    parts: list[bytes] = []
    left_out: list[str] = []
    group: list[tuple[str, bytes]] = []
    size = 0
    for name, data in files:
        alone = len(_zip([(name, data)]))
        if alone > LARGEST:
            left_out.append(name)
            continue
        if group and size + alone > LARGEST:
            parts.append(_zip(group))
            group, size = [], 0
        group.append((name, data))
        size += alone
    if group:
        parts.append(_zip(group))
    return tuple(parts), tuple(left_out)


def _zip(files: Sequence[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


async def file_name(store: Store, document: Document) -> str:
    """Return a file name of its own for a document, with the ending that picks its reader again."""
    name = await store.file_name(document.id, document.version)
    return document.id + (PurePosixPath(name).suffix.lower() or ".txt")


def description(document: Document) -> dict[str, Any]:
    """Return what documents.json tells of a document, so that `corpus add` describes it as it was."""
    return {key: getattr(document, key) for key in _DESCRIBED}
