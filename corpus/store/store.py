"""The store: one object through which the other rooms read and change what is known."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.util import greenlet_spawn

from corpus.errors import RefusedError, StateMissingError, StateReadOnlyError
from corpus.model import (
    SHARED,
    Added,
    Alias,
    Cited,
    Coverage,
    Document,
    Event,
    Imported,
    NewDocument,
    Passage,
    Statement,
)
from corpus.store import audit, cited, documents, embeddings, passages, sqlite, state, statements
from corpus.store.lock import WriteLock
from corpus.store.schema import facts

P = ParamSpec("P")
T = TypeVar("T")


class Store:
    """The database of a state folder; open it with `Store.open`, close it when done.

    Every method that changes something is one transaction: it happens whole or not at all, with its
    line in the audit. Reading needs no lock and may go on while another process writes.
    """

    def __init__(self, folder: Path, engine: Engine, lock: WriteLock | None) -> None:
        self.folder = folder
        self._engine = engine
        self._lock = lock
        self._one_writer = asyncio.Lock()

    # Opening and closing

    @staticmethod
    def exists(folder: Path) -> bool:
        """Tell whether a state folder holds a database."""
        return state.exists(folder)

    @classmethod
    async def open(cls, folder: Path, *, write: bool) -> Self:
        """Open a state folder; with `write`, hold its lock, and make it or bring it up to date.

        Raises StateMissingError where there is nothing and `write` is not set, StateInUseError,
        StateDamagedError, StateTooNewError, StateReadOnlyError.
        """
        if write:
            return await cls._open_to_write(folder)
        file = state.require(folder)
        store = cls(folder, sqlite.open_engine(file, write=False), None)
        try:
            with sqlite.people_errors(file):
                up_to_date = await state.is_up_to_date(store._engine)
        except BaseException:
            await store.close()
            raise
        if up_to_date:
            return store
        await store.close()
        await (await cls._open_to_write(folder)).close()  # brings it up to date, under the lock
        return await cls.open(folder, write=False)

    @classmethod
    async def _open_to_write(cls, folder: Path) -> Self:
        state.make_folder(folder)
        lock = WriteLock(folder)
        lock.acquire()
        engine: Engine | None = None
        try:
            if not state.exists(folder):
                with suppress(StateMissingError):
                    state.require(folder)
                await state.create(folder)
            file = state.require(folder)
            engine = sqlite.open_engine(file, write=True)
            with sqlite.people_errors(file):
                await state.upgrade(engine)
        except BaseException:
            if engine is not None:
                await greenlet_spawn(engine.dispose)
            lock.release()
            raise
        return cls(folder, engine, lock)

    async def close(self) -> None:
        """Close the database and give the lock back."""
        await greenlet_spawn(self._engine.dispose)
        if self._lock is not None:
            self._lock.release()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @property
    def writable(self) -> bool:
        """Tell whether this store may change what is stored."""
        return self._lock is not None

    async def revision(self) -> int:
        """Return the revision of the corpus; it grows with every change of what is known."""
        return await self._read(audit.current, "revision")

    async def problems(self) -> list[str]:
        """Return what the engine's full check of the database finds wrong; reads all of it."""
        return await self._read(sqlite.integrity_problems)

    async def fact(self, name: str) -> str | None:
        """Return what the store notes about itself under a name; None where nothing is noted."""
        return await self._read(_fact, name)

    async def note_fact(self, name: str, value: str) -> None:
        """Note something about the store itself."""
        await self._write(_note_fact, name, value)

    # Documents

    async def add_document(self, new: NewDocument, *, scope: str = SHARED, by: str | None = None) -> Added:
        """Read, cut and store a document; raises RefusedError. The same text in a scope is stored once."""
        prepared = await asyncio.to_thread(documents.prepare, new)
        return await self._write(documents.add, prepared, scope=scope, by=by)

    async def remove_document(self, identity: str, *, scope: str, by: str | None) -> Document:
        """Take a document out of what is searched; it can be restored."""
        return await self._write(documents.remove, identity, scope=scope, by=by)

    async def restore_document(
        self, identity: str, *, scope: str, by: str | None, version: int | None = None
    ) -> Document:
        """Bring back a removed document or an earlier version."""
        return await self._write(documents.restore, identity, scope=scope, by=by, version=version)

    async def documents(self, scopes: Sequence[str], *, removed: bool = False) -> list[Document]:
        """Return the live documents of scopes, or the removed ones, by title."""
        return await self._read(documents.listed, scopes, removed=removed)

    async def document(self, identity: str, scopes: Sequence[str]) -> Document | None:
        """Return a document of these scopes, removed or not."""
        return await self._read(documents.find, identity, scopes)

    async def text(self, identity: str, version: int) -> str:
        """Return a version's canonical text; raises RefusedError where there is no such version."""
        return _there(await self._read(documents.canonical_text, identity, version), identity, version)

    async def original(self, identity: str, version: int) -> bytes:
        """Return a version's bytes as they were added; raises RefusedError where there is no such version."""
        return _there(await self._read(documents.original, identity, version), identity, version)

    async def history(self, identity: str, scopes: Sequence[str]) -> list[Event]:
        """Return what happened to a document or statement, oldest first."""
        return await self._read(audit.history, identity, scopes)

    async def find_version(self, version_key: str, scopes: Sequence[str]) -> Cited | None:
        """Return the text that a citation id's key names in these scopes."""
        return await self._read(cited.find, version_key, scopes)

    # Partnerships

    async def import_statements(self, rows: Sequence[Statement], *, scope: str, by: str | None) -> Imported:
        """Store statements, all or none; `scope` and `version` of the rows are set here."""
        return await self._write(statements.import_statements, rows, scope=scope, by=by)

    async def remove_statement(self, identity: str, *, scope: str, by: str | None) -> None:
        """Take a statement out of what is known; its versions stay stored."""
        await self._write(statements.remove_statement, identity, scope=scope, by=by)

    async def import_aliases(self, rows: Sequence[Alias], *, scope: str, by: str | None) -> Imported:
        """Store other names of places, all or none."""
        return await self._write(statements.import_aliases, rows, scope=scope, by=by)

    async def import_coverage(self, rows: Sequence[Coverage], *, scope: str, by: str | None) -> Imported:
        """Store claims of completeness, all or none."""
        return await self._write(statements.import_coverage, rows, scope=scope, by=by)

    async def statements(self, scopes: Sequence[str]) -> list[Statement]:
        """Return the live statements of scopes."""
        return await self._read(statements.live, scopes)

    async def aliases(self, scopes: Sequence[str]) -> list[Alias]:
        """Return the other names of places of scopes."""
        return await self._read(statements.listed_aliases, scopes)

    async def coverage(self, scopes: Sequence[str]) -> list[Coverage]:
        """Return the claims of completeness of scopes."""
        return await self._read(statements.listed_coverage, scopes)

    # What the index reads

    async def scopes(self) -> list[str]:
        """Return every scope that holds or held passages."""
        return await self._read(passages.scopes)

    async def passages(self, scope: str, *, after_revision: int | None = None) -> list[Passage]:
        """Return a scope's live passages by number; those added or restored after a revision, if one is given."""
        return await self._read(passages.live, scope, after_revision)

    async def removed_passages(self, scope: str, after_revision: int) -> list[int]:
        """Return the numbers of passages removed after a revision that have not come back."""
        return await self._read(passages.removed, scope, after_revision)

    async def passage_rows(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Return passages by number, live or not; unknown numbers are left out."""
        return await self._read(passages.by_number, numbers)

    async def source_passages(self, source: str, version: int, scope: str) -> list[Passage]:
        """Return the passages of one version of a document or statement, in order, live or not."""
        return await self._read(passages.of_source, source, version, scope)

    async def embeddings(self, model: str, hashes: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return stored vectors (float16, little-endian) by the SHA-256 of their text."""
        return await self._read(embeddings.get, model, hashes)

    async def put_embeddings(self, model: str, rows: Mapping[bytes, bytes]) -> None:
        """Store vectors (float16, little-endian) by the SHA-256 of their text."""
        await self._write(embeddings.put, model, rows)

    async def record(
        self, action: str, *, scope: str, by: str | None, subject: str | None = None, detail: str | None = None
    ) -> None:
        """Write a line of the audit for what changes nothing that is searched."""
        await self._write(_record, action, scope=scope, by=by, subject=subject, detail=detail)

    # Transactions

    async def _read(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` in a transaction that sees one state of the database."""

        def transaction() -> T:
            with self._engine.connect() as connection:
                return work(connection, *args, **kwargs)

        with sqlite.people_errors(self.folder / state.DATABASE):
            return await greenlet_spawn(transaction)

    async def _write(self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` in a transaction that is kept when it returns, and undone when it raises."""
        if self._lock is None:
            raise StateReadOnlyError(f"{self.folder} is open for reading only. Nothing was changed.")

        def transaction() -> T:
            with sqlite.writing(self._engine).begin() as connection:
                return work(connection, *args, **kwargs)

        async with self._one_writer:
            with sqlite.people_errors(self.folder / state.DATABASE):
                return await greenlet_spawn(transaction)


def _there(found: T | None, identity: str, version: int) -> T:
    if found is None:
        raise RefusedError(f"There is no version {version} of “{identity}”.")
    return found


def _fact(connection: Connection, name: str) -> str | None:
    return connection.execute(select(facts.c.value).where(facts.c.name == name)).scalar()


def _note_fact(connection: Connection, name: str, value: str) -> None:
    sqlite.upsert(facts, ("name",), [{"name": name, "value": value}], connection)


def _record(
    connection: Connection, action: str, *, scope: str, by: str | None, subject: str | None, detail: str | None
) -> None:
    revision = audit.current(connection, "revision")
    audit.record(connection, revision, action, scope=scope, by=by, subject=subject, detail=detail)
