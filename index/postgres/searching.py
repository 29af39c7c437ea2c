"""The tables as a search asks them: small parts are fetched whole, a large one answers by its graph."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.asked import Asked, Counted, Doubles, Scored, Units
from index.model import Floats
from index.moments import Sums
from index.partition import Live, Partition
from index.postgres import codec, statements
from index.postgres.tables import Part
from index.scoring import Partitions
from index.vectors import Vectors, starts_of
from index.words import Counts, Words, bm25, key

T = TypeVar("T")

LOOKED_AT = 5_000
"""Passages of a large part whose words are looked at for one question: those of its rarest words."""


class Tables:
    """Parts that are searched together, by one question, on a connection that sees one state of them.

    See `asked.Searched`. It is asked on another thread than that of the connection's `loop`.
    """

    def __init__(
        self,
        connection: Any,
        loop: asyncio.AbstractEventLoop,
        parts: Sequence[Part],
        together: int,
        vector: Floats,
    ) -> None:
        self._connection = connection
        self._loop = loop
        self._together = together
        self._small = [part for part in parts if part.place == together]
        self._large = [part for part in parts if part.place != together]
        self._vector = vector
        self._single = codec.singles(vector[None])[0]
        self._fetched = Partitions(())
        self._frequencies: dict[int, Mapping[int, int]] = {}

    def counted(self, wanted: Sequence[str]) -> Counted:
        """Count the passages, and those that hold each of the terms; the small parts are fetched for that."""
        keys = [key(term) for term in wanted]
        self._wait(self._fetch(keys))
        small = self._fetched.counted(wanted)
        frequencies = small.frequencies
        for found in self._frequencies.values():
            frequencies += np.array([found.get(one, 0) for one in keys], np.int64)
        return Counted(
            small.passages + sum(part.passages for part in self._large),
            small.length + sum(part.length for part in self._large),
            frequencies,
        )

    def scored(self, asked: Asked) -> Sequence[Scored]:
        """Return the candidates of each part."""
        found = list(self._fetched.scored(asked))
        return [*found, *(self._wait(self._score(part, asked)) for part in self._large)]

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _fetch(self, keys: Sequence[int]) -> None:
        fetch, parts = self._connection.fetch, [part.number for part in self._small]
        if parts:
            words = await fetch(statements.words(self._together), parts)
            cosines = await fetch(statements.cosines(self._together), self._single, parts)
            self._fetched = Partitions(_lives(self._small, words, cosines))
        for part in self._large:
            rows = await fetch(statements.frequencies(part.place), _signed(keys))
            self._frequencies[part.number] = {row["key"] % 2**32: row["passages"] for row in rows}

    async def _score(self, part: Part, asked: Asked) -> Scored:
        fetch, weights = self._connection.fetch, asked.weights
        matched, by_words = await self._matching(part, asked)
        half = codec.halves(self._vector[None].astype(np.float16))[0]
        near = await fetch(statements.nearest(part.place, weights.candidates), half)
        wanted = [*matched[: weights.candidates].tolist(), *(row["number"] for row in near)]
        words = await fetch(statements.chosen_words(part.place), part.number, sorted(set(wanted)))
        numbers = np.array([row["number"] for row in words], np.int64)
        cosines = await fetch(statements.chosen_cosines(part.place), self._single, part.number, numbers)
        sums = await fetch(statements.sums(part.place), self._single, self._vector.astype(float))
        return Scored(
            pkey=part.pkey,
            numbers=numbers,
            spans=np.array([row["spans"] for row in words], np.int32),
            units=_by_kind(cosines, lambda row: _units(row, numbers)),
            words=_bm25(words, asked),
            matches=by_words,
            sums=_sums(part, sums),
        )

    async def _matching(self, part: Part, asked: Asked) -> tuple[NDArray[np.int64], Doubles]:
        """Return passages that hold the question's words, the best by BM25 first, with that; see `rarest`."""
        chosen = rarest(asked.keys, len(asked.terms), self._frequencies[part.number])
        if not chosen:
            return np.empty(0, np.int64), np.empty(0, np.float64)
        words = await self._connection.fetch(statements.matching(part.place, LOOKED_AT), _signed(chosen))
        numbers, by_words = np.array([row["number"] for row in words], np.int64), _bm25(words, asked)
        best = np.lexsort((numbers, -by_words))[: asked.weights.matches]
        return numbers[best], by_words[best]


def rarest(keys: Sequence[int], single: int, known: Mapping[int, int]) -> list[int]:
    """Return by which keys passages are looked for: the first `single` where those hold few enough.

    Else the rarest of all, pairs among them, which no more than `LOOKED_AT` hold together; one at least.
    """
    there = [one for one in keys[:single] if known.get(one)]
    if sum(known[one] for one in there) <= LOOKED_AT:
        return there
    chosen, held = list[int](), 0
    for one in sorted((one for one in keys if known.get(one)), key=lambda one: known[one]):
        held += known[one]
        if chosen and held > LOOKED_AT:
            break
        chosen.append(one)
    return chosen


def _lives(parts: Sequence[Part], words: Sequence[Any], cosines: Sequence[Any]) -> list[tuple[Any, Live]]:
    """Return small parts as partitions that know the question's cosines, and how often it holds its words."""
    rows = {part: list(some) for part, some in groupby(words, lambda row: row["part"])}
    kinds = {part: list(some) for part, some in groupby(cosines, lambda row: row["part"])}
    found = []
    for part in parts:
        own = rows.get(part.number, [])
        numbers = np.array([row["number"] for row in own], np.int64)

        def vectors(row: Any | None, numbers: NDArray[np.int64] = numbers) -> Vectors:
            cosines, starts = _units(row, numbers)
            return Vectors(Known(cosines), starts, None)

        spans = np.array([row["spans"] for row in own], np.int32)
        partition = Partition(
            numbers, spans, _by_kind(kinds.get(part.number, ()), vectors), Words.few(_counts(own))
        )
        found.append((part.pkey, Live.of(partition)))
    return found


class Known:
    """Vectors of which nothing is at hand but one question's cosines with them; see `held.Held`."""

    def __init__(self, cosines: Floats) -> None:
        self._cosines = cosines

    def __len__(self) -> int:
        return len(self._cosines)

    def cosines(self, _: Floats) -> Floats:
        """Return the cosine of every vector."""
        return self._cosines

    def cosines_at(self, _: Floats, places: NDArray[np.int64]) -> Floats:
        """Return the cosines of the vectors at these places."""
        return self._cosines[places]

    def nearest(self, question: Floats, limit: int) -> NDArray[np.int64]:
        """Do not answer: the cosine of every vector is known."""
        raise NotImplementedError

    def at(self, places: NDArray[np.int64]) -> Floats:
        """Do not answer: the vectors stayed where they are."""
        raise NotImplementedError


def _by_kind(rows: Sequence[Any], made: Callable[[Any | None], T]) -> tuple[T, T, T]:
    """Return what is made of the row of each kind; of None where there is no such row."""
    by_kind = {row["kind"]: row for row in rows}
    return made(by_kind.get(0)), made(by_kind.get(1)), made(by_kind.get(2))


def _units(row: Any | None, numbers: NDArray[np.int64]) -> Units:
    """Return the cosines of a row for the passages that have these numbers, which rise."""
    if row is None:
        return np.empty(0, np.float32), np.zeros(len(numbers) + 1, np.int64)
    at = np.searchsorted(numbers, np.array(row["numbers"], np.int64))
    return np.array(row["cosines"], np.float32), starts_of(np.bincount(at, minlength=len(numbers)))


def _counts(rows: Sequence[Any]) -> Counts:
    return codec.of_counts([row["counts"] for row in rows], [row["length"] for row in rows])


def _bm25(rows: Sequence[Any], asked: Asked) -> Doubles:
    """Return BM25 of passages."""
    counts, weights = _counts(rows), asked.weights
    table = counts.table(np.arange(len(rows)), asked.keys)
    return bm25(table, counts.lengths, asked.mean_length, asked.inverse, k1=weights.k1, b=weights.b)


def _sums(part: Part, rows: Sequence[Any]) -> tuple[Sums, Sums, Sums]:
    def of(row: Any | None, count: int) -> Sums:
        return Sums(count, row["total"], row["square"]) if row is not None and count else Sums(0, 0.0, 0.0)

    by_kind = {row["kind"]: row for row in rows}
    passage, window, sentence = (of(by_kind.get(kind), part.units[kind]) for kind in range(3))
    return passage, window, sentence


def _signed(keys: Sequence[int]) -> list[int]:
    """Return keys of 32 bits as PostgreSQL's integers, which have a sign."""
    return [int(one) for one in np.array(keys, np.uint32).view(np.int32)]
