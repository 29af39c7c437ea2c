"""The store: one object through which the other rooms read and change what is known."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Self, TypeVar

from corpus.citation_id import SHORT_KEY
from corpus.citation_id import version_key as key_of
from corpus.errors import AmbiguousError, RefusedError, StateError, StateReadOnlyError
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
from corpus.store import databases, index_queries, kept_queries, migrations, queries
from corpus.store.batches import batches
from corpus.store.database import Database, Reader

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from corpus.store.writer import Writer

# What writes is imported by the methods that write: SQLAlchemy and the readers of files take longer to
# import than a question takes to answer.

P = ParamSpec("P")
T = TypeVar("T")


class Store:
    """The database of a state folder; open it with `Store.open`, close it when done.

    Every method that changes something is one transaction: it happens whole or not at all, with its
    line in the audit. Reading needs no lock and may go on while another process writes.
    """

    def __init__(self, database: Database, reader: Reader, writer: Writer | None) -> None:
        self.database = database
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, folder: Path, *, write: bool, database: Database | None = None) -> Self:
        """Open a state folder; with `write`, hold its lock, and make it or bring it up to date.

        `database` is the one that the operator has chosen unless another is given. Raises StateMissingError
        where there is nothing and `write` is not set, StateInUseError, StateDamagedError, StateTooNewError,
        StateReadOnlyError.
        """
        database = database or databases.of(folder)
        if write:
            from corpus.store.writer import Writer  # noqa: PLC0415

            writer = await Writer.open(database)
            opened = cls(database, database.reader(), writer)
            try:
                await database.settle(opened._reader)
            except BaseException:
                await opened.close()
                raise
            with suppress(StateError):  # no room, or busy: it is tried again, and nothing waits for it
                await writer.scrub()  # what a process that was killed had still to do
            return opened
        reader = database.reader()
        try:
            needed = migrations.pending(await reader.rows(queries.MIGRATIONS, tuple))
            if not needed:
                await database.settle(reader)
                return cls(database, reader, None)
        except BaseException:
            await reader.close()
            raise
        await reader.close()
        # brings it up to date, under the lock
        await (await cls.open(folder, write=True, database=database)).close()
        return await cls.open(folder, write=False, database=database)

    async def close(self) -> None:
        """Close the database and give the lock back."""
        await self._reader.close()
        if self._writer is not None:
            await self._writer.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @property
    def folder(self) -> Path:
        """Return the state folder."""
        return self.database.folder

    @property
    def writable(self) -> bool:
        """Tell whether this store may change what is stored."""
        return self._writer is not None

    async def revision(self) -> int:
        """Return the revision of the corpus; it grows with every change of what is known."""
        return (await self._reader.rows(queries.counter("revision"), _first_int))[0]

    async def revision_of(self, scopes: Sequence[str]) -> int:
        """Return the revision at which any of these scopes last changed; 0 where none ever did."""
        return (await self._reader.rows(index_queries.revision_of(scopes), _first_int))[0]

    async def problems(self) -> list[str]:
        """Return what the engine's full check of the database finds wrong; reads all of it."""
        return await self._reader.problems()

    async def fact(self, name: str) -> str | None:
        """Return what the store notes about itself under a name; None where nothing is noted."""
        return next(iter(await self._reader.rows(queries.fact(name), _first_str)), None)

    async def note_fact(self, name: str, value: str) -> None:
        """Note something about the store itself."""
        from corpus.store.facts import note_fact  # noqa: PLC0415

        await self._writes().write(note_fact, name, value)

    # Documents

    async def add_document(self, new: NewDocument, *, scope: str = SHARED, by: str | None = None) -> Added:
        """Read, cut and store a document; raises RefusedError. The same text in a scope is stored once."""
        from corpus.store import documents  # noqa: PLC0415

        writer = self._writes()
        prepared = await asyncio.to_thread(documents.prepare, new)
        return await writer.write(documents.add, prepared, scope=scope, by=by)

    async def remove_document(self, identity: str, *, scope: str, by: str | None) -> Document:
        """Take a document out of what is searched; it can be restored."""
        from corpus.store import documents  # noqa: PLC0415

        return await self._writes().write(documents.remove, identity, scope=scope, by=by)

    async def restore_document(
        self, identity: str, *, scope: str, by: str | None, version: int | None = None
    ) -> Document:
        """Bring back a removed document or an earlier version."""
        from corpus.store import documents  # noqa: PLC0415

        return await self._writes().write(documents.restore, identity, scope=scope, by=by, version=version)

    async def purge(self, scope: str) -> int:
        """Delete everything of a scope for good, its audit too; return the revision."""
        from corpus.store.purge import purge  # noqa: PLC0415

        return await self._writes().write(purge, scope)

    async def documents(self, scopes: Sequence[str], *, removed: bool = False) -> list[Document]:
        """Return the live documents of scopes, or the removed ones, by title."""
        return await self._reader.rows(queries.documents(scopes, removed=removed), queries.to_document)

    async def document(self, identity: str, scopes: Sequence[str]) -> Document | None:
        """Return a document of these scopes, removed or not."""
        found = await self._reader.rows(queries.document(identity), queries.to_document)
        return next((document for document in found if document.scope in scopes), None)

    async def versions(self, identity: str, scopes: Sequence[str]) -> list[Document]:
        """Return a document as each of its versions describes it, the earliest first."""
        found = await self._reader.rows(queries.versions_of(identity), queries.to_document)
        return [document for document in found if document.scope in scopes]

    async def text(self, identity: str, version: int) -> str:
        """Return a version's canonical text; raises RefusedError where there is no such version."""
        found = await self._reader.rows(queries.canonical_text(identity, version), _first_str)
        return _there(found, identity, version)

    async def file_name(self, identity: str, version: int) -> str:
        """Return the name of the file that a version was read from."""
        found = await self._reader.rows(queries.version_name(identity, version), _first_str)
        return _there(found, identity, version)

    async def original(self, identity: str, version: int) -> bytes:
        """Return a version's bytes as they were added; raises RefusedError where there is no such version."""
        found = await self._reader.rows(queries.original(identity, version), lambda row: bytes(row[0]))
        return _there(found, identity, version)

    async def history(self, identity: str, scopes: Sequence[str]) -> list[Event]:
        """Return what happened to a document or statement, oldest first."""
        return await self._reader.rows(queries.history(identity, scopes), queries.to_event)

    async def find_version(self, version_key: str, scopes: Sequence[str]) -> Cited | None:
        """Return the text that a citation id's key names in these scopes, what is current first.

        Raises AmbiguousError where a short key is that of several texts.
        """
        start = version_key[:SHORT_KEY]
        rows = await self._reader.rows(queries.cited_document(start, scopes), queries.to_cited)
        rows += await self._reader.rows(queries.cited_statement(start, scopes), queries.to_cited)
        found = [cited for cited in rows if key_of(cited.source, cited.text).startswith(version_key)]
        if len({(cited.source, cited.text) for cited in found}) > 1:
            raise AmbiguousError(
                f"{version_key} begins the citation ids of {len(found)} different texts; none is shown. "
                "Use the whole id, as answers give it now."
            )
        return max(found, key=lambda cited: (cited.current, cited.version), default=None)

    # Partnerships

    async def import_statements(self, rows: Sequence[Statement], *, scope: str, by: str | None) -> Imported:
        """Store statements, all or none; `scope` and `version` of the rows are set here."""
        from corpus.store import statements  # noqa: PLC0415

        return await self._writes().write(statements.import_statements, rows, scope=scope, by=by)

    async def remove_statement(self, identity: str, *, scope: str, by: str | None) -> None:
        """Take a statement out of what is known; its versions stay stored."""
        from corpus.store import statements  # noqa: PLC0415

        await self._writes().write(statements.remove_statement, identity, scope=scope, by=by)

    async def restore_statement(self, identity: str, *, scope: str, by: str | None) -> Statement:
        """Bring a removed statement back."""
        from corpus.store import statements  # noqa: PLC0415

        return await self._writes().write(statements.restore_statement, identity, scope=scope, by=by)

    async def import_aliases(self, rows: Sequence[Alias], *, scope: str, by: str | None) -> Imported:
        """Store other names of places, all or none."""
        from corpus.store import statements  # noqa: PLC0415

        return await self._writes().write(statements.import_aliases, rows, scope=scope, by=by)

    async def import_coverage(self, rows: Sequence[Coverage], *, scope: str, by: str | None) -> Imported:
        """Store claims of completeness, all or none."""
        from corpus.store import statements  # noqa: PLC0415

        return await self._writes().write(statements.import_coverage, rows, scope=scope, by=by)

    async def statements(self, scopes: Sequence[str]) -> list[Statement]:
        """Return the live statements of scopes."""
        return await self._reader.rows(queries.live_statements(scopes), queries.to_statement)

    async def statement(self, identity: str, scopes: Sequence[str]) -> Statement | None:
        """Return a live statement by its id; where several scopes have it, that of the first."""
        for scope in scopes:
            for row in await self._reader.rows(queries.statement_versions([identity], scope), tuple):
                if queries.is_live(row):
                    return queries.to_statement(row)
        return None

    async def count_statements(self, scope: str) -> int:
        """Return how many live statements a scope has."""
        return (await self._reader.rows(kept_queries.live_statements(scope), _first_int))[0]

    async def statement_ids(self, scope: str) -> list[str]:
        """Return the ids of every statement a scope holds or held."""
        return await self._reader.rows(queries.statement_ids(scope), _first_str)

    async def document_ids(self, among: Collection[str] | None = None) -> frozenset[str]:
        """Return the ids of all documents, removed ones too and of every scope, or those `among` some."""
        found = frozenset(await self._reader.rows(queries.DOCUMENT_IDS, _first_str))
        return found if among is None else found & frozenset(among)

    async def aliases(self, scopes: Sequence[str]) -> list[Alias]:
        """Return the other names of places of scopes."""
        return await self._reader.rows(queries.aliases(scopes), queries.to_alias)

    async def coverage(self, scopes: Sequence[str]) -> list[Coverage]:
        """Return the claims of completeness of scopes."""
        return await self._reader.rows(queries.coverage(scopes), queries.to_coverage)

    # What the index reads

    async def last_purge(self) -> int:
        """Return the revision at which a scope was last purged; -1 where none ever was."""
        noted = await self.fact(queries.LAST_PURGE)
        return -1 if noted is None else int(noted)

    async def purged(self, after_revision: int) -> list[str]:
        """Return the scopes that were purged after a revision; what they hold now was added after that."""
        if await self.last_purge() <= after_revision:
            return []
        return await self._reader.rows(index_queries.purged(after_revision), _first_str)

    async def purged_within(self, after_revision: int) -> list[str]:
        """Return the scopes of which something was purged after a revision, and the rest is as it was."""
        if await self.last_purge() <= after_revision:
            return []
        return await self._reader.rows(index_queries.purged_within(after_revision), _first_str)

    async def changed(self, after_revision: int) -> list[str]:
        """Return the scopes that changed after a revision."""
        return await self._reader.rows(index_queries.changed(after_revision), _first_str)

    async def live_numbers(self, scope: str) -> list[int]:
        """Return the numbers of a scope's live passages, those of documents before those of records."""
        return await self._reader.rows(index_queries.live_numbers(scope), _first_int)

    async def count_live(self) -> int:
        """Return how many passages are live, in all scopes."""
        return (await self._reader.rows(index_queries.COUNT_LIVE, _first_int))[0]

    async def scopes(self) -> list[str]:
        """Return every scope that holds or held passages."""
        return await self._reader.rows(index_queries.SCOPES, _first_str)

    async def passages(self, scope: str, *, after_revision: int | None = None) -> list[Passage]:
        """Return a scope's live passages by number; with a revision, those that came after it."""
        return await self._reader.rows(queries.live_passages(scope, after_revision), queries.to_passage)

    async def stored_passages(self, scope: str) -> list[Passage]:
        """Return all of a scope's passages by number, live or not."""
        return await self._reader.rows(queries.stored_passages(scope), queries.to_passage)

    async def removed_passages(self, scope: str, after_revision: int) -> list[int]:
        """Return the numbers of passages removed after a revision that have not come back."""
        return await self._reader.rows(index_queries.removed_passages(scope, after_revision), _first_int)

    async def passage_rows(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Return passages by number, live or not; unknown numbers are left out."""
        found: list[Passage] = []
        for batch in batches(numbers):
            found += await self._reader.rows(queries.passages_by_number(batch), queries.to_passage)
        return {passage.number: passage for passage in found}

    async def embeddings(self, model: str, hashes: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return stored vectors (float16, little-endian) by the SHA-256 of their text."""
        found: dict[bytes, bytes] = {}
        for batch in batches(sorted(set(hashes))):  # in order, so that neighbours come from the same pages
            found.update(await self._reader.rows(queries.embeddings(model, batch), lambda row: row[:2]))
        return found

    async def put_embeddings(self, model: str, rows: Mapping[bytes, bytes]) -> None:
        """Store vectors (float16, little-endian) by the SHA-256 of their text."""
        from corpus.store import embeddings  # noqa: PLC0415

        await self._writes().write(embeddings.put, model, rows)

    async def keep_embeddings(self, hashes: Collection[bytes]) -> None:
        """Delete the stored vectors of all texts but those with these hashes, whatever their model."""
        from corpus.store import embeddings  # noqa: PLC0415

        await self._writes().write(embeddings.keep, hashes)

    async def record(
        self,
        action: str,
        *,
        scope: str,
        by: str | None,
        subject: str | None = None,
        detail: str | None = None,
    ) -> None:
        """Write a line of the audit for what changes nothing that is searched."""
        from corpus.store import writer  # noqa: PLC0415

        await self._writes().write(writer.record, action, scope=scope, by=by, subject=subject, detail=detail)

    async def scrub(self) -> bool:
        """Rid the file of traces of what was deleted for good; false when others kept it busy."""
        return await self._writes().scrub()

    async def ask(self, query: queries.Query, convert: Callable[[Any], T]) -> list[T]:
        """Return the rows of a query of this folder's modules, converted."""
        return await self._reader.rows(query, convert)

    async def change(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a function of this folder's modules in a transaction of its own."""
        return await self._writes().write(work, *args, **kwargs)

    def _writes(self) -> Writer:
        if self._writer is None:
            raise StateReadOnlyError(f"{self.folder} is open for reading only. Nothing was changed.")
        return self._writer


def _there(found: list[T], identity: str, version: int) -> T:
    if not found:
        raise RefusedError(f"There is no version {version} of “{identity}”.")
    return found[0]


def _first_int(row: Sequence[int]) -> int:
    return row[0]


def _first_str(row: Sequence[str]) -> str:
    return row[0]
