"""What the records say, read from a store: put together once, and kept beside the database until it changes.

To join the places of 25,000 statements takes seconds; a question may take one. So the result is written
to `known/` in the state folder. It is derived, and made anew where it is missing, older, or damaged.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

from corpus import atlas
from corpus.model import SHARED
from corpus.partnerships import Records
from corpus.store import Store
from corpus.store.files import KNOWN

_FORMAT = 4
_HEAD = 16 + 4  # bytes of the stamp and of the sum
_WORTH = 1_000  # statements from which writing the result costs less than making it again


class Known:
    """The records of a store; those that are shared are put together once for all who know no others.

    Only what is shared is kept in a file: what a server added goes when the server goes.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._shared: tuple[int, asyncio.Task[Records]] | None = None

    async def of(self, scopes: Sequence[str]) -> Records:
        """Return the records of scopes as they are now."""
        others = [scope for scope in scopes if scope != SHARED]
        if SHARED not in scopes or await _has_records(self._store, others):
            return await _read(self._store, scopes)
        revision = await self._store.revision_of([SHARED])
        if self._shared is None or self._shared[0] != revision or _failed(self._shared[1]):
            self._shared = revision, asyncio.create_task(_shared(self._store, revision))
        return await asyncio.shield(self._shared[1])


def _failed(task: asyncio.Task[Records]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)


async def _has_records(store: Store, scopes: Sequence[str]) -> bool:
    if not scopes:
        return False
    return bool(await store.statements(scopes) or await store.aliases(scopes) or await store.coverage(scopes))


async def _read(store: Store, scopes: Sequence[str]) -> Records:
    return Records(await store.statements(scopes), await store.aliases(scopes), await store.coverage(scopes))


async def _shared(store: Store, revision: int) -> Records:
    path = store.database.derived / KNOWN / "shared.bin"
    stamp = _stamp(revision)
    kept = _load(path, stamp)
    if kept is not None:
        return kept
    records = await _read(store, [SHARED])
    if records.said >= _WORTH:
        _keep(path, stamp, records)
    return records


def _stamp(revision: int) -> bytes:
    """Return what the file must begin with: of which revision, code and atlas it is."""
    size = atlas.FILE.stat().st_size
    text = f"{_FORMAT} {revision} {size} {atlas.FILE.stat().st_mtime_ns} {sys.version}"
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def _sum(body: bytes | memoryview) -> bytes:
    """Return what tells damage; every start reckons it, and a digest would take five times as long."""
    return zlib.crc32(body).to_bytes(4, "big")


def _load(path: Path, stamp: bytes) -> Records | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    body = memoryview(data)[_HEAD:]
    if data[:_HEAD] != stamp + _sum(body):
        return None
    return Records.thaw(body)


def _keep(path: Path, stamp: bytes, records: Records) -> None:
    """Write the file at once, or not at all: a folder that cannot be written is no reason to fail."""
    body = records.freeze()
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        beside.write_bytes(stamp + _sum(body) + body)
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
