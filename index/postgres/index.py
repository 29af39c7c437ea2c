"""The index in PostgreSQL, as the other rooms use it: a process holds nothing of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, Self, TypeVar

import asyncpg

from corpus.errors import FootbridgeError, StateError
from corpus.store import Store
from index import base, embedding
from index.base import BaseIndex
from index.embedding import Embedder
from index.gather import Cancel, StoppedError, forget_unused, go_on, writer
from index.interface import PassageIndex
from index.model import Progress, Search, Status, Weights
from index.postgres import building, generations, tables
from index.postgres.applying import apply
from index.postgres.checking import check, summary
from index.postgres.connections import APPLYING, BUILDING, Connections, is_lost
from index.postgres.earlier import forget_in_folder
from index.postgres.searching import Tables
from index.postgres.tables import Generation, Part
from index.search import Found, Limits, search

log = logging.getLogger("footbridge.index")

T = TypeVar("T")

_TRIES = 5
"""How often a search is begun anew because the tables it was to look at had just been replaced."""


class DatabaseIndex(BaseIndex):
    """Finds passages in the tables of the store's database; see `interface.PassageIndex`.

    All processes share them: what one of them applies, builds or deletes is so for all.
    """

    def __init__(
        self, store: Store, connections: Connections, embedder: Embedder, number: int | None = None
    ) -> None:
        super().__init__(store, embedder)
        self._connections = connections
        self._number = number
        self._seen: Generation | None = None
        self._growing: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, store: Store, embedder: Embedder, progress: embedding.Progress | None = None) -> Self:
        """Open the index in the store's database, built first where there is none of this model.

        `progress` is called with the step in words, done and total. Raises StateError.
        """
        index = cls(store, await Connections.open(store.database), embedder)
        try:
            if await index._in_use() is None:
                await index._rebuild(base.building(progress), None, None, only_missing=True)
            await index.refresh()
        except BaseException:
            await index.close()
            raise
        return index

    @property
    def generation(self) -> str:
        """Return the name of the generation that was last seen in use."""
        return self._seen.name if self._seen else ""

    @property
    def revision(self) -> int:
        """Return the revision of the corpus at which the index was last seen."""
        return self._seen.revision if self._seen else -1

    async def status(self) -> Status:
        """Return what the index holds."""
        generation = await self._now()
        with self._connections.errors():
            async with self._connections.connection() as connection:
                scopes, units = await summary(connection, generation.number)
        return self._status(
            generation=generation.name,
            revision=generation.revision,
            base=generation.base,
            scopes=scopes,
            units=units,
            changed=generation.changed,
            created=generation.created,
            vectors="database",
        )

    async def search(
        self,
        question: str,
        scopes: Sequence[str],
        limit: int = 12,
        *,
        records: int | None = None,
        weights: Weights | None = None,
    ) -> Search:
        """Return the passages of `scopes` that answer `question` best, best first."""
        limits: Limits = {"passage": limit, "record": limit if records is None else records}
        work = self._search(question, tuple(scopes), limits, weights or Weights())
        # a caller that is cancelled leaves the search to its end, and its connection is given back
        return await asyncio.shield(asyncio.ensure_future(work))

    async def _search(
        self, question: str, scopes: tuple[str, ...], limits: Limits, weights: Weights
    ) -> Search:
        vector, tokens = await asyncio.to_thread(self._embedder.read, question)
        loop = asyncio.get_running_loop()

        async def find() -> tuple[Generation, Found]:
            async with self._connections.reading() as connection:
                known = await generations.known(connection, self._embedder, scopes, self._number)
                if known is None:
                    raise self._missing()
                generation, parts = known
                searched = Tables(connection, loop, parts, generation.together, vector)
                return generation, await asyncio.to_thread(
                    search, question, vector, searched, limits, weights
                )

        generation, found = await self._steadily(find)
        return found.of(
            question, scopes, vector, tokens, revision=generation.revision, generation=generation.name
        )

    async def _steadily(self, work: Callable[[], Awaitable[T]]) -> T:
        """Return what `work` returns; begin it anew where tables that it was to read have been replaced."""
        for _ in range(_TRIES - 1):
            with self._connections.errors(), suppress(asyncpg.UndefinedTableError):
                return await work()
        with self._connections.errors():
            return await work()

    async def refresh(self) -> None:
        """Apply what was added and removed in the store since; costs what the change costs.

        Whichever process is first does it for all. What was purged is then written out of the tables; a
        part that has become large is given its own place beside what goes on, see `settle`.
        """
        async with self._changing:  # so one of this process waits for a lock, with a connection
            generation = await self._now()
            grown: list[Part] = []
            if generation.revision < await self._store.revision():
                grown = await self._apply()
                generation = await self._now()
            if self._store.writable and await self._store.last_purge() > generation.purged:
                await self._forget_purged()
        await forget_in_folder(self._store)
        if grown and (self._growing is None or self._growing.done()):
            self._growing = asyncio.create_task(self._grow())

    async def _apply(self) -> list[Part]:
        """Apply what changed to the generation that is in use once nobody else applies or replaces any."""
        with self._connections.errors():
            async with self._connections.lock(APPLYING) as connection:
                generation = await self._read(connection)
                if generation is None:
                    raise self._missing()
                return await apply(connection, self._store, self._embedder, generation)

    async def _grow(self) -> None:
        """Give the parts that are too large for the place of the small ones places apart."""
        try:
            with self._connections.errors():
                async with self._connections.lock(APPLYING, self._closing) as connection:
                    generation = await generations.used(connection, self._embedder)
                    for part in await generations.parts(connection, generation.number) if generation else ():
                        go_on(self._closing)
                        large = not tables.fits(part.passages, sum(part.units))
                        if generation and large and part.place == generation.together:
                            await building.move_out(connection, generation, part, self._embedder.dimensions)
        except StoppedError:
            return
        except FootbridgeError as error:  # it is searched as it is, more slowly; the next change tries again
            log.warning("%s", error)

    async def _forget_purged(self) -> None:
        """Write what may hold traces of what was purged anew, and delete its embeddings."""
        dimensions = self._embedder.dimensions
        with self._connections.errors():
            async with self._connections.lock(APPLYING) as connection:
                generation = await generations.used(connection, self._embedder)
                last_purge = await self._store.last_purge()
                if generation is None or generation.purged >= last_purge:
                    return
                await apply(connection, self._store, self._embedder, generation)
                await forget_unused(self._store)
                if generation.stale or (await self._now()).stale:
                    await building.renew_together(connection, generation, dimensions)
                for part in await building.stale_parts(connection, generation.number):
                    await building.set_apart(connection, part, dimensions)
                async with self._connections.lock_if_free(BUILDING) as free:
                    if free is not None:  # else whoever builds has its own left-overs in mind
                        await generations.forget_unused(free)
                if await tables.sweep(connection):
                    await building.note_purged(connection, generation.number, last_purge)
        await self._store.scrub()
        await self._now()

    async def settle(self) -> None:
        """Return when no part is being given its own place beside what goes on."""
        while self._growing is not None and not self._growing.done():
            await asyncio.wait({self._growing})

    async def close(self) -> None:
        """Give up what is being built beside what goes on, and the connections."""
        self._closing.set()
        await self.settle()
        if self._number is None:
            await self._connections.close()

    async def rebuild(
        self,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
        approve: Callable[[PassageIndex], Awaitable[bool]] | None = None,
    ) -> bool:
        """Build a new generation from the database, and have all processes use it; see `PassageIndex`."""
        return await self._rebuild(progress, cancel, approve, only_missing=False)

    async def _rebuild(
        self,
        progress: Progress | None,
        cancel: Cancel | None,
        approve: Callable[[PassageIndex], Awaitable[bool]] | None,
        *,
        only_missing: bool,
    ) -> bool:
        async with self._building:
            try:
                with self._connections.errors():
                    async with self._connections.lock(BUILDING, cancel) as connection:
                        if only_missing and await generations.used(connection, self._embedder):
                            return True
                        if not await self._build(connection, progress, cancel, approve):
                            return False
            except StoppedError:
                return False
        await self.refresh()
        return True

    async def _build(
        self,
        connection: Any,
        progress: Progress | None,
        cancel: Cancel | None,
        approve: Callable[[PassageIndex], Awaitable[bool]] | None,
    ) -> bool:
        """Build a generation and use it, under the lock; false where it was not approved."""
        async with writer(self._store) as target:
            if isinstance(target, StateError):
                raise target
            used, last_purge = await generations.used(connection, self._embedder), await target.last_purge()
            before = used.purged if used else -1
            purged = last_purge > before
            if purged:
                async with self._changing, self._connections.lock(APPLYING):
                    await forget_unused(target)  # not while somebody adds, whose texts would be forgotten
            try:
                number = await building.build(
                    connection, self._store, self._embedder, last_purge, progress, cancel
                )
                candidate = DatabaseIndex(self._store, self._connections, self._embedder, number)
                if approve and not await approve(candidate):
                    return False
                async with self._changing, self._connections.lock(APPLYING) as applying:
                    built = await candidate._read(applying)
                    assert built is not None, "who builds has the lock of it"
                    await apply(applying, self._store, self._embedder, built)
                    await generations.use(applying, number, before if purged else last_purge)
            finally:  # what is in use now is spared
                swept = not is_lost(connection) and await generations.forget_unused(connection)
            if purged:
                if swept:  # else whoever is next to look for what was purged tries again
                    await building.note_purged(connection, number, last_purge)
                await target.scrub()
        return True

    async def rollback(self) -> str:
        """Say that there is nothing to go back to: the database keeps one generation."""
        raise StateError(
            f"The index in {self._connections} has no earlier generation: a database keeps the one in use. "
            f"{self.generation} stays in use."
        )

    async def verify(self) -> list[str]:
        """Compare index, embeddings, passages and canonical texts; return what is wrong, a line each."""
        await self.refresh()
        generation = await self._now()
        return await self._steadily(lambda: check(self._store, self._connections, self._embedder, generation))

    async def _in_use(self) -> Generation | None:
        """Look which generation is in use, or read the row of this one, and remember what was seen."""
        with self._connections.errors():
            async with self._connections.connection() as connection:
                self._seen = await self._read(connection)
        return self._seen

    async def _read(self, connection: Any) -> Generation | None:
        if self._number is not None:
            return await generations.numbered(connection, self._number)
        return await generations.used(connection, self._embedder)

    async def _now(self) -> Generation:
        """Return the generation in use; raises StateError where there is none of this model any more."""
        found = await self._in_use()
        if found is None:
            raise self._missing()
        return found

    def _missing(self) -> StateError:
        return StateError(
            f"{self._connections} holds no index of the model {self._embedder.name} any more: one with "
            "another model was built. Give all processes the same, and start them again."
        )
