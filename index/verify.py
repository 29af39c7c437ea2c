"""Compare what the index holds with the database, from which it was built."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence

import numpy as np

from corpus.errors import RefusedError
from corpus.model import Passage
from corpus.store import Store
from index.partition import KINDS, Live
from index.units import text_hash, units

_AGREE = 0.999
"""The least cosine of a vector with the stored embedding of its text; they are the same numbers."""

_AT_ONCE = 500
"""Passages whose embeddings are fetched together."""


Wrong = tuple[int, str]
"""The number of a passage, and what is wrong with it."""


async def verify(
    store: Store,
    scopes: Collection[str],
    held: Callable[[str], AsyncIterator[Live]],
    fingerprint: str,
    revision: int,
) -> list[str]:
    """Return what does not agree between index and store at a revision, a line each.

    `scopes` are those that the index knows of; `held` gives a scope's partitions, of which one at a time is
    looked at.
    """
    found: list[str] = []
    for scope in sorted({*scopes, *await store.scopes()}):
        passages = {passage.number: passage for passage in await store.passages(scope)}
        wrong, numbers = await _texts(store, scope, passages), list[int]()
        async for live in held(scope):
            numbers += live.partition.numbers[live.alive].tolist()
            wrong += await _vectors(store, passages, live, fingerprint)
        wrong = _coverage(passages, numbers) + wrong
        if wrong and scope not in await store.purged(revision):
            later = await _later(store, scope, revision)
            found += [f"{scope}: passage {number} {what}" for number, what in wrong if number not in later]
    return found


async def _later(store: Store, scope: str, revision: int) -> set[int]:
    """Return the passages that came or went after a revision: the partitions cannot know of them.

    Asked after all comparisons, so that whatever changed while they went on is among them.
    """
    added = await store.passages(scope, after_revision=revision)
    return {*(passage.number for passage in added), *await store.removed_passages(scope, revision)}


def _coverage(passages: Mapping[int, Passage], numbers: Sequence[int]) -> list[Wrong]:
    """Every live passage is indexed once, and nothing else is."""
    found = [(number, "is not in the index") for number in sorted(passages.keys() - set(numbers))]
    found += [(number, "is indexed but not live") for number in sorted(set(numbers) - passages.keys())]
    seen: set[int] = set()
    for number in numbers:
        if number in seen:
            found.append((number, "is indexed twice"))
        seen.add(number)
    return found


async def _texts(store: Store, scope: str, passages: Mapping[int, Passage]) -> list[Wrong]:
    """Every passage is the stretch of its version's canonical text that it says it is."""
    found = []
    words = {statement.id: statement.words for statement in await store.statements([scope])}
    texts: dict[tuple[str, int], str] = {}
    for passage in passages.values():
        if passage.kind == "record":
            whole = words.get(passage.source, "")
        else:
            version = (passage.source, passage.version)
            if version not in texts:
                texts[version] = await _text(store, *version)
            whole = texts[version]
        if whole[passage.start : passage.end] != passage.text:
            found.append((passage.number, f"is not what {passage.source} says there"))
        if any(not passage.start <= span.start < span.end <= passage.end for span in passage.sentences):
            found.append((passage.number, "has a sentence that lies outside of it"))
    return found


async def _text(store: Store, source: str, version: int) -> str:
    """Return a version's text, which is empty where the version is missing: no passage agrees with that."""
    try:
        return await store.text(source, version)
    except RefusedError:
        return ""


async def _vectors(
    store: Store, passages: Mapping[int, Passage], live: Live, fingerprint: str
) -> list[Wrong]:
    """Every unit has its vector, and the vector is the stored embedding of the unit's text."""
    found = []
    rows = [
        row for row in np.flatnonzero(live.alive).tolist() if int(live.partition.numbers[row]) in passages
    ]
    for start in range(0, len(rows), _AT_ONCE):
        some = {row: passages[int(live.partition.numbers[row])] for row in rows[start : start + _AT_ONCE]}
        keys = [text_hash(text) for passage in some.values() for text in units(passage).all]
        stored = await store.embeddings(fingerprint, keys)
        for row, passage in some.items():
            found += [(passage.number, line) for line in _wrong(passage, row, live, stored)]
    return found


def _wrong(passage: Passage, row: int, live: Live, stored: Mapping[bytes, bytes]) -> list[str]:
    """Return what is wrong with the vectors of one passage."""
    cut, found = units(passage), []
    if len(passage.sentences) != live.partition.spans[row]:
        found.append("has other sentences in the index")
    for kind, texts, vectors in zip(
        KINDS, ((cut.passage,), cut.windows, cut.sentences), live.partition.vectors, strict=True
    ):
        have, _ = vectors.of(np.array([row]))
        if len(have) != len(texts):
            found.append(f"has {len(have)} {kind} vectors for {len(texts)}")
            continue
        for text, vector in zip(texts, have, strict=True):
            kept = stored.get(text_hash(text))
            if kept is not None and not _same(np.frombuffer(kept, "<f2").astype(np.float32), vector):
                found.append(f"has a {kind} vector that is not its text's")
    return found


def _same(one: np.ndarray, other: np.ndarray) -> bool:
    norm = float(np.linalg.norm(one) * np.linalg.norm(other))
    return one.shape == other.shape and norm > 0 and float(one @ other) / norm >= _AGREE
