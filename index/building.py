"""Build a generation in two passes over the database: first its passages, then the vectors of their texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from corpus.model import Passage
from corpus.store import Store
from corpus.store.index_queries import stored_embeddings
from index.awaited import keys_of
from index.gather import Cancel, go_on, live_passages
from index.generation import Size
from index.partition import PartitionKey, grouped
from index.rows import Rows
from index.threads import to_its_end
from index.units import text_hash, units
from index.writing import GenerationWriter

Read = Callable[[int], None]
"""Called with how many more passages were read."""

_PAGE = 5_000
"""Embeddings read together."""


class Build(Protocol):
    """A generation being written into a folder: by this process, or by one of its own."""

    async def read(self, told: Read, cancel: Cancel | None) -> None:
        """Read every live passage; what changes meanwhile is applied afterwards, like any later change."""

    async def fill(self) -> list[int]:
        """Put stored vectors in their places; return the numbers of passages that lack some."""

    async def finish(self, cancel: Cancel | None) -> tuple[dict[PartitionKey, Size], int]:
        """Finish the files; return the sizes of the partitions, and the revision they are of."""

    async def __aenter__(self) -> Self:
        """Begin."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of everything, finished or not."""


class Here:
    """A build by this process, in threads."""

    def __init__(self, store: Store, folder: Path, fingerprint: str, dimensions: int) -> None:
        self._store = store
        self._fingerprint = fingerprint
        self._writing = GenerationWriter(folder, dimensions)
        self._vector_bytes = 2 * dimensions
        self._revision = -1

    async def read(self, told: Read, cancel: Cancel | None = None) -> None:
        """Read every live passage."""
        self._revision = await self._store.revision()
        async for passages in live_passages(self._store):
            go_on(cancel)
            await to_its_end(self._add, passages)
            told(len(passages))
        await to_its_end(self._writing.end)

    def _add(self, passages: Sequence[Passage]) -> None:
        for pkey, some in grouped(passages).items():
            cut = [units(passage) for passage in some]
            keys = keys_of([text_hash(text) for one in cut for text in one.all])
            self._writing.add(pkey, Rows.of(some, cut), keys)

    async def fill(self) -> list[int]:
        """Put stored vectors in their places; return the numbers of passages that lack some.

        All are read in their order, a page at a time, and not each looked up: that takes ten times as long.
        """
        after = b""
        while page := await self._store.ask(
            stored_embeddings(self._fingerprint, self._vector_bytes, after, _PAGE), lambda row: row[:2]
        ):
            await to_its_end(self._writing.fill, dict(page))
            after = page[-1][0]
        return self._writing.missing()

    async def finish(self, cancel: Cancel | None = None) -> tuple[dict[PartitionKey, Size], int]:
        """Finish the files; return the sizes of the partitions, and the revision they are of."""
        go_on(cancel)
        await to_its_end(self._writing.close)
        return self._writing.sizes, self._revision

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writing.let_go()
