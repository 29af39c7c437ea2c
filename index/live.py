"""The index as the other rooms use it: opened, searched, brought up to date, rebuilt."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

from corpus.errors import FootbridgeError, StateDamagedError, StateError
from corpus.model import Passage
from corpus.store import Store, clock
from index import embedding, generation, opening
from index.base import BaseIndex, building
from index.embedding import Embedder
from index.gather import (
    Cancel,
    StoppedError,
    forget_unused,
    go_on,
    vectors_of,
    writer,
)
from index.generation import Size
from index.interface import PassageIndex
from index.model import Progress, Search, Status, Weights
from index.partition import Live, Partition, PartitionKey, grouped
from index.rebuilding import in_memory, write
from index.scoring import Partitions
from index.search import Limits, search
from index.state import State, keys_of
from index.threads import to_its_end
from index.verify import verify

log = logging.getLogger("footbridge.index")

_MOST_CHANGES, _SHARE_OF_CHANGES = 2000, 0.2
"""Units changed since the generation from which on the next writer builds a new one: the larger of these."""

_MOST_PARTITIONS = 8
"""Parts in memory for a scope before they are joined into one."""


class Index(BaseIndex):
    """Finds passages; open it with `Index.open`. Every method may be called while another one waits."""

    def __init__(self, store: Store, folder: Path, embedder: Embedder) -> None:
        super().__init__(store, embedder)
        self._folder = folder
        self._state = State("", -1, -1, "", {})
        self._warnings: list[str] = []
        self._renewing: asyncio.Task[None] | None = None

    @classmethod
    async def open(
        cls, store: Store, state: Path, embedder: Embedder, progress: embedding.Progress | None = None
    ) -> Self:
        """Open the index of `state` for `store`, at the store's revision.

        A generation that is damaged is set aside, and built again like one that is missing, from the
        database; where nothing can be written, it is built in memory. `progress` is called with the
        step in words, done and total.
        """
        index = cls(store, state / generation.FOLDER, embedder)
        found = await asyncio.to_thread(
            opening.in_use, index._folder, embedder.fingerprint, writable=store.writable, warn=index._warn
        )
        if found is not None:
            index._state = found
            if store.writable:  # what a kill left of a purged scope
                await asyncio.to_thread(generation.prune, index._folder, await store.last_purge())
            await index.refresh()
            return index
        told = building(progress)
        try:
            await index.rebuild(told)
        except StateError as error:
            index._warn(f"The index is built in memory only: {error}")
            index._state = await in_memory(store, embedder, told)
        return index

    @property
    def generation(self) -> str:
        """Return the name of the generation in use; empty when the index is in memory only."""
        return self._state.name

    @property
    def revision(self) -> int:
        """Return the revision of the corpus that is searched."""
        return self._state.revision

    async def status(self) -> Status:
        """Return what the index holds."""
        state = self._state
        scopes = dict.fromkeys(sorted(pkey.scope for pkey in state.partitions), 0)
        for pkey, partitions in state.partitions.items():
            scopes[pkey.scope] += sum(live.count for live in partitions)
        return self._status(
            generation=state.name,
            revision=state.revision,
            base=state.base,
            scopes=scopes,
            units=state.units,
            changed=state.changed,
            created=state.created,
            warnings=self._warnings,
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
        """Return the passages of `scopes` that answer `question` best, best first.

        At most `limit` are of documents, and at most `records` (None: `limit`) are records. Only the
        scopes named are looked at; a scope that holds nothing is no error.
        """
        limits: Limits = {"passage": limit, "record": limit if records is None else records}
        return await asyncio.to_thread(self._search, question, tuple(scopes), limits, weights or Weights())

    def _search(self, question: str, scopes: tuple[str, ...], limits: Limits, weights: Weights) -> Search:
        state = self._state
        vector, tokens = self._embedder.read(question)
        found = search(question, vector, Partitions(state.searched(scopes)), limits, weights)
        return found.of(question, scopes, vector, tokens, revision=state.revision, generation=state.name)

    async def refresh(self) -> None:
        """Apply what was added and removed in the store since; costs what the change costs.

        Where the store may write, a new generation is built when something was purged that the one in use
        may hold. When much has changed since it was built, a new one is built as well, but beside what goes
        on: nobody waits for it; see `settle`.
        """
        async with self._changing:
            revision = await self._store.revision()
            if revision != self._state.revision:
                self._state = await self._up_to_date(revision)
        state = self._state
        if not self._store.writable:
            return
        if not state.name or await self._store.last_purge() > state.base:
            await self.rebuild()
            return
        old = state.changed > max(_MOST_CHANGES, _SHARE_OF_CHANGES * state.units)
        if old and (self._renewing is None or self._renewing.done()):
            self._renewing = asyncio.create_task(self._renew())

    async def _up_to_date(self, revision: int) -> State:
        """Return the state brought up to `revision`; without room for that, what changed is kept."""
        try:
            return await self._changed(self._state, revision)
        except StateError as error:
            if type(error) is not StateError:
                raise
            raise StateError(
                f"What was changed is kept, but the index in {self._folder} could not be brought up to date. "
                "Make room; the next command does it."
            ) from error

    async def _renew(self) -> None:
        try:
            await self.rebuild(cancel=self._closing)
        except FootbridgeError as error:  # nothing is lost, and the next change tries again
            log.warning("%s", error)

    async def settle(self) -> None:
        """Return when no new generation is being built beside what goes on."""
        while self._renewing is not None and not self._renewing.done():
            await asyncio.wait({self._renewing})

    async def close(self) -> None:
        """Give up what is being built beside what goes on; the next writer begins anew."""
        self._closing.set()
        await self.settle()

    async def rebuild(
        self,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
        approve: Callable[[PassageIndex], Awaitable[bool]] | None = None,
    ) -> bool:
        """Build a new generation from the database and use it; embeddings that are stored are reused.

        `approve` is given the new index, to be asked, before it is used. Returns False if `approve`
        rejected the index or `cancel` was set; then, as on any failure, the index is as it was. Raises
        a StateError where the state folder cannot be written. `progress` counts passages.
        """
        async with self._building, writer(self._store) as target:
            if isinstance(target, StateError):
                raise target
            folder: Path | None = None
            try:
                last_purge = await target.last_purge()
                if last_purge > self._state.base:
                    async with self._changing:  # else what is just being added would be forgotten
                        await forget_unused(target)
                folder = generation.new_folder(self._folder)
                sizes, revision = await write(target, self._embedder, folder, progress, cancel)
                go_on(cancel)
                if approve and not await approve(await self._candidate(folder, sizes, revision)):
                    return False
                purged = last_purge > self._state.base
                async with self._changing:
                    built = await to_its_end(self._publish, folder, sizes, revision, last_purge)
                    self._state = await self._changed(built, await self._store.revision())
                if purged:
                    await target.scrub()
            except StoppedError:
                return False
            except OSError as error:
                raise generation.unwritten(self._folder, error) from error
            finally:
                if folder is not None:
                    shutil.rmtree(folder, ignore_errors=True)
        await self.refresh()
        return True

    async def _candidate(self, folder: Path, sizes: Mapping[PartitionKey, Size], revision: int) -> Index:
        """Return an index of what is written in a folder, to be asked and compared; it is not in use."""
        found = Index(self._store, self._folder, self._embedder)
        partitions = await asyncio.to_thread(generation.read_partitions, folder, sizes)
        found._state = State.of("", revision, clock.now(), partitions)
        return found

    async def rollback(self) -> str:
        """Use the generation before the one in use, brought up to the corpus as it is; return its name.

        Raises StateError where the store may not write, or no earlier generation can be used: there is
        none, another model built it, or something was purged since.
        """
        if not self._store.writable or not self._state.name:
            raise StateError(f"The index in {self._folder} cannot be changed now. It is as it was.")
        async with self._building, self._changing:
            found = await asyncio.to_thread(
                opening.earlier,
                self._folder,
                self._embedder.fingerprint,
                than=self._state.name,
                last_purge=await self._store.last_purge(),
                warn=self._warn,
            )
            if found is None:
                raise StateError(
                    f"No earlier generation in {self._folder} can be used. {self._state.name} stays in use."
                )
            await asyncio.to_thread(generation.use, self._folder, found.name)
            self._state = found
        await self.refresh()
        return found.name

    async def verify(self) -> list[str]:
        """Compare index, embeddings, passages and canonical texts; return what is wrong, a line each."""
        await self.refresh()
        async with self._changing:  # else a rebuild could remove the files that are being compared
            state, files = self._state, list[str]()
            if state.name:
                files = await asyncio.to_thread(self._file_problems, state.name)
        by_scope: dict[str, tuple[Live, ...]] = {}
        for pkey, partitions in state.partitions.items():
            by_scope[pkey.scope] = (*by_scope.get(pkey.scope, ()), *partitions)

        async def held(scope: str) -> AsyncIterator[Live]:
            for live in by_scope.get(scope, ()):
                yield live

        return files + await verify(self._store, by_scope, held, self._embedder.fingerprint, state.revision)

    def _publish(
        self,
        folder: Path,
        sizes: Mapping[PartitionKey, Size],
        revision: int,
        last_purge: int,
    ) -> State:
        model = self._embedder
        manifest = generation.publish(
            folder,
            sizes,
            revision=revision,
            model=model.name,
            fingerprint=model.fingerprint,
            dimensions=model.dimensions,
        )
        opened = generation.open_partitions(self._folder / manifest.generation, manifest)
        generation.prune(self._folder, last_purge)
        return State.of(manifest.generation, manifest.revision, manifest.created, opened)

    async def _changed(self, state: State, revision: int) -> State:
        """Return `state` brought up to `revision`, by what changed in each scope."""
        state = state.without(await self._store.purged(state.revision))
        partitions = dict(state.partitions)
        purged = await self._store.purged_within(state.revision)
        for scope in dict.fromkeys([*await self._store.changed(state.revision), *purged]):
            added = await self._store.passages(scope, after_revision=state.revision)
            removed = await self._store.removed_passages(scope, state.revision)
            if scope in purged:  # nothing is left that could say what went
                removed += await self._missing(state, scope)
            if not added and not removed:
                continue
            kinds = keys_of(scope)
            if any(len(partitions.get(pkey, ())) > _MOST_PARTITIONS for pkey in kinds):
                # Joined: all that was added since the generation, in one partition.
                for pkey in kinds:
                    partitions[pkey] = state.own(pkey) if state.name else ()
                added = await self._store.passages(scope, after_revision=state.base if state.name else None)
                removed += await self._store.removed_passages(scope, state.base)
            gone = [*removed, *(passage.number for passage in added)]
            new = grouped(added)
            for pkey in kinds:
                kept = tuple(live.without(gone) for live in partitions.get(pkey, ()))
                if pkey in new:
                    kept = (*kept, Live.of(await self._partition(new[pkey])))
                if kept:
                    partitions[pkey] = kept
                else:
                    partitions.pop(pkey, None)
        return replace(state, revision=revision, partitions=partitions)

    async def _missing(self, state: State, scope: str) -> list[int]:
        """Return the passages of a scope that the state holds and the store does not."""
        kinds = keys_of(scope)
        held = [live.partition.numbers for pkey in kinds for live in state.partitions.get(pkey, ())]
        there = set(await self._store.live_numbers(scope))
        return [number for numbers in held for number in numbers.tolist() if number not in there]

    async def _partition(self, passages: Sequence[Passage]) -> Partition:
        vectors = await vectors_of(passages, self._store, self._embedder)
        return await asyncio.to_thread(Partition.build, passages, vectors)

    def _file_problems(self, name: str) -> list[str]:
        folder = self._folder / name
        try:
            return generation.problems(folder, generation.open_manifest(folder), all_files=True)
        except StateDamagedError as error:
            return [str(error)]

    def _warn(self, line: str) -> None:
        log.warning("%s", line)
        self._warnings.append(line)
