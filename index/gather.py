"""Bring together what partitions are built from: passages of the store and the vectors of their units."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from typing import Protocol

import numpy as np

from corpus.errors import FootbridgeError, StateError
from corpus.model import Passage
from corpus.store import Store
from corpus.store.batches import batches
from index.embedding import Embedder
from index.embedding.tokens import TokenVectors
from index.model import Halves, Progress
from index.partition import PartitionKey, grouped
from index.token_store import pack, token_key, unpack
from index.units import text_hash, units

TOGETHER = 250
"""Passages read together for a rebuild: what of a corpus is in memory at a time, whatever its size."""

_BATCH = 256
"""Texts embedded between two looks at whether to go on; what is done is stored, so nothing is lost."""


class Cancel(Protocol):
    """Whether to stop: an asyncio.Event or a threading.Event."""

    def is_set(self) -> bool:
        """Tell whether to stop."""


class StoppedError(FootbridgeError):
    """Report work that was stopped because it was asked to."""


def go_on(cancel: Cancel | None) -> None:
    """Raise StoppedError when `cancel` is set."""
    if cancel is not None and cancel.is_set():
        raise StoppedError("Stopped. The index is as it was; what was embedded so far is kept.")


@asynccontextmanager
async def writer(store: Store) -> AsyncIterator[Store | StateError]:
    """Yield a store that may write: `store` itself, or one that holds the lock for now; or why none can."""
    if store.writable:
        yield store
        return
    try:
        borrowed = await Store.open(store.folder, write=True, database=store.database)
    except StateError as error:  # in use, read-only, without room: then what is derived stays in memory
        yield error
        return
    try:
        yield borrowed
    finally:
        await borrowed.close()


async def live_passages(store: Store) -> AsyncIterator[list[Passage]]:
    """Yield all live passages, partition after partition, some at a time."""
    waiting: list[int] = []
    for scope in await store.scopes():
        waiting += await store.live_numbers(scope)
        whole = len(waiting) // TOGETHER * TOGETHER
        for some in batches(waiting[:whole], TOGETHER):
            yield await passages_of(store, some)
        del waiting[:whole]
    if waiting:
        yield await passages_of(store, waiting)


async def passages_of(store: Store, numbers: Sequence[int]) -> list[Passage]:
    """Return passages in the order of their numbers' list; one that was purged meanwhile is left out."""
    found = await store.passage_rows(numbers)
    return [found[number] for number in numbers if number in found]


async def vectors_of(
    passages: Sequence[Passage],
    store: Store,
    embedder: Embedder,
    cancel: Cancel | None = None,
    step: Callable[[float], None] | None = None,
) -> Halves:
    """Return the vectors of all units of `passages`, (units, dimensions), in the order of `Units.all`.

    Those that are not stored are embedded and stored, a batch at a time, and `step` is called with the
    share of them that is done; raises StoppedError when `cancel` is set.
    """
    texts = [text for passage in passages for text in units(passage).all]
    keys = await asyncio.to_thread(lambda: [text_hash(text) for text in texts])
    stored = await store.embeddings(embedder.fingerprint, keys)
    size = 2 * embedder.dimensions
    known = {found: vector for found, vector in stored.items() if len(vector) == size}
    missing = {found: text for found, text in zip(keys, texts, strict=True) if found not in known}
    if missing:
        async with writer(store) as target:
            whole = frozenset(text_hash(units(one).passage) for one in passages if one.kind == "passage")
            keeping = target if isinstance(target, Store) else None
            await _embed(missing, whole, known, keeping, embedder, cancel, step)
    joined = b"".join(known[found] for found in keys)
    return np.frombuffer(joined, "<f2").reshape(len(keys), embedder.dimensions)


async def live_vectors(
    store: Store, embedder: Embedder, progress: Progress | None, cancel: Cancel | None = None
) -> AsyncIterator[tuple[PartitionKey, list[Passage], Halves]]:
    """Yield all live passages with the vectors of their units, some of one partition at a time.

    What is missing is embedded and stored; `progress` counts passages. Raises StoppedError.
    """
    total, done = await store.count_live(), 0

    def step(share: float) -> None:
        if progress:
            progress(min(done + int(share * len(passages)), total), total)

    async for passages in live_passages(store):
        go_on(cancel)
        vectors = await vectors_of(passages, store, embedder, cancel, step)
        first = 0
        for pkey, some in grouped(passages).items():
            last = first + sum(len(units(passage).all) for passage in some)
            yield pkey, some, vectors[first:last]
            first = last
        step(1)
        done += len(passages)


async def forget_unused(store: Store) -> None:
    """Delete the stored embeddings of texts that no passage has, live or removed: those of a purged scope."""
    used: set[bytes] = set()
    for scope in await store.scopes():
        found = await store.stored_passages(scope)
        used |= await asyncio.to_thread(_hashes, found)
    await store.keep_embeddings(used)


def _hashes(passages: Sequence[Passage]) -> set[bytes]:
    found: set[bytes] = set()
    for passage in passages:
        texts = units(passage)
        found |= {token_key(texts.passage), *map(text_hash, texts.all)}
    return found


async def tokens_of(passages: Sequence[Passage], store: Store, embedder: Embedder) -> list[TokenVectors]:
    """Return the tokens of passages with their context, see `units`; the model runs for those not stored."""
    texts = [units(passage).passage for passage in passages]
    keys = [token_key(text) for text in texts]
    stored = await store.embeddings(embedder.fingerprint, keys)
    return await asyncio.to_thread(_tokens, texts, [stored.get(key) for key in keys], embedder)


def _tokens(texts: Sequence[str], stored: Sequence[bytes | None], embedder: Embedder) -> list[TokenVectors]:
    missing = [text for text, row in zip(texts, stored, strict=True) if row is None]
    read = iter(embedder.tokens(missing) if missing else [])
    return [unpack(row, embedder.dimensions) if row is not None else next(read) for row in stored]


async def _embed(  # noqa: PLR0917
    missing: dict[bytes, str],
    whole: Collection[bytes],
    known: dict[bytes, bytes],
    target: Store | None,
    embedder: Embedder,
    cancel: Cancel | None,
    step: Callable[[float], None] | None,
) -> None:
    todo = list(missing.items())
    for start in range(0, len(todo), _BATCH):
        go_on(cancel)
        batch = todo[start : start + _BATCH]
        rows, tokens = await asyncio.to_thread(_run, batch, whole, embedder)
        if target is not None:
            await target.put_embeddings(embedder.fingerprint, rows | tokens)
        known.update(rows)
        if step:
            step((start + len(batch)) / len(todo))


def _run(
    batch: Sequence[tuple[bytes, str]], whole: Collection[bytes], embedder: Embedder
) -> tuple[dict[bytes, bytes], dict[bytes, bytes]]:
    """Return the vectors of texts by their key, and the tokens of those that are whole passages by theirs."""
    rows: dict[bytes, bytes] = {}
    tokens: dict[bytes, bytes] = {}
    parts = [(key, text) for key, text in batch if key not in whole]
    if parts:
        vectors = embedder.embed([text for _, text in parts])
        rows = {key: vector.astype("<f2").tobytes() for (key, _), vector in zip(parts, vectors, strict=True)}
    read = [(key, text) for key, text in batch if key in whole]
    if read:
        both = embedder.embed_with_tokens([text for _, text in read])
        for (key, text), (vector, found) in zip(read, both, strict=True):
            rows[key] = vector.astype("<f2").tobytes()
            tokens[token_key(text)] = pack(found)
    return rows, tokens
