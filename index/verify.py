"""Compare what the index holds with the database, from which it was built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from corpus.model import Passage
from corpus.store import Store
from index.part import KINDS, Live
from index.units import text_hash, units

_AGREE = 0.999
"""The least cosine of a vector with the stored embedding of its text; they are the same numbers."""

_AT_ONCE = 500
"""Passages whose embeddings are fetched together."""


async def verify(store: Store, scopes: Mapping[str, Sequence[Live]], fingerprint: str) -> list[str]:
    """Return what does not agree between the parts and the store, a line for people each."""
    found: list[str] = []
    for scope in sorted({*scopes, *await store.scopes()}):
        passages = {passage.number: passage for passage in await store.passages(scope)}
        found += _coverage(scope, passages, scopes.get(scope, ()))
        found += await _texts(store, scope, passages)
        for live in scopes.get(scope, ()):
            found += await _vectors(store, scope, passages, live, fingerprint)
    return found


def _coverage(scope: str, passages: Mapping[int, Passage], parts: Sequence[Live]) -> list[str]:
    """Every live passage is indexed once, and nothing else is."""
    numbers = [number for live in parts for number in live.part.numbers[live.alive].tolist()]
    found = [
        f"{scope}: passage {number} is not in the index" for number in sorted(passages.keys() - set(numbers))
    ]
    found += [
        f"{scope}: passage {number} is indexed but not live"
        for number in sorted(set(numbers) - passages.keys())
    ]
    seen: set[int] = set()
    for number in numbers:
        if number in seen:
            found.append(f"{scope}: passage {number} is indexed twice")
        seen.add(number)
    return found


async def _texts(store: Store, scope: str, passages: Mapping[int, Passage]) -> list[str]:
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
                texts[version] = await store.text(*version)
            whole = texts[version]
        if whole[passage.start : passage.end] != passage.text:
            found.append(f"{scope}: passage {passage.number} is not what {passage.source} says there")
        if any(not passage.start <= span.start < span.end <= passage.end for span in passage.sentences):
            found.append(f"{scope}: a sentence of passage {passage.number} lies outside of it")
    return found


async def _vectors(
    store: Store, scope: str, passages: Mapping[int, Passage], live: Live, fingerprint: str
) -> list[str]:
    """Every unit has its vector, and the vector is the stored embedding of the unit's text."""
    found = []
    rows = [row for row in np.flatnonzero(live.alive).tolist() if int(live.part.numbers[row]) in passages]
    for start in range(0, len(rows), _AT_ONCE):
        some = {row: passages[int(live.part.numbers[row])] for row in rows[start : start + _AT_ONCE]}
        keys = [text_hash(text) for passage in some.values() for text in units(passage).all]
        stored = await store.embeddings(fingerprint, keys)
        for row, passage in some.items():
            found += [
                f"{scope}: passage {passage.number} {line}" for line in _wrong(passage, row, live, stored)
            ]
    return found


def _wrong(passage: Passage, row: int, live: Live, stored: Mapping[bytes, bytes]) -> list[str]:
    """Return what is wrong with the vectors of one passage, put after its number."""
    cut, found = units(passage), []
    if len(passage.sentences) != live.part.spans[row]:
        found.append("has other sentences in the index")
    for kind, texts, vectors in zip(
        KINDS, ((cut.passage,), cut.windows, cut.sentences), live.part.vectors, strict=True
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
