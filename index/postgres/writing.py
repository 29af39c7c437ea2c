# ruff: noqa: S608 (what is put into the texts are numbers of places; values go by parameters)
"""Passages put into a part and taken out of it, with all that is counted of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage
from index.held import widened
from index.model import Halves
from index.moments import Moments
from index.postgres import codec
from index.postgres.tables import Part
from index.rows import Rows
from index.words import Counts

_AT_ONCE = 4_000  # vectors in memory together

_COUNTED = """
UPDATE index_parts SET passages = passages + $2, length = length + $3,
    units = ARRAY[units[1] + $4, units[2] + $5, units[3] + $6] WHERE number = $1
"""


@dataclass(frozen=True, slots=True)
class Change:
    """What comes into a part, or goes: passages, their terms in all, vectors by kind.

    Of a part apart also how many passages hold each term, and the moments of the vectors by kind.
    """

    passages: int
    length: int
    units: tuple[int, int, int]
    terms: Mapping[int, int]
    moments: tuple[Moments, Moments, Moments] | None


@dataclass(frozen=True, slots=True)
class Filled:
    """Rows, and the vectors of their units by kind."""

    rows: Rows
    vectors: tuple[Halves, Halves, Halves]

    @classmethod
    def of(cls, passages: Sequence[Passage], vectors: Halves) -> Filled:
        """Return passages, given the vectors of their units in the order of `Units.all`."""
        rows = Rows.of(passages)
        return cls(rows, rows.by_kind(vectors))

    @classmethod
    def joined(cls, parts: Sequence[Filled]) -> Filled:
        """Return those of all parts, one after the other; there is one at least."""
        kinds = [np.concatenate([part.vectors[kind] for part in parts]) for kind in range(3)]
        return cls(Rows.joined([part.rows for part in parts]), (kinds[0], kinds[1], kinds[2]))


async def put(connection: Any, part: Part, filled: Filled) -> None:
    """Put passages into the tables of a part's place; nothing is counted."""
    await connection.copy_records_to_table(f"index_units_{part.place}", records=_units(part.number, filled))
    await connection.copy_records_to_table(
        f"index_words_{part.place}", records=_words(part.number, filled.rows)
    )


def coming(filled: Filled, *, apart: bool) -> Change:
    """Return what comes with these."""
    rows = filled.rows
    passage, window, sentence = (int(count) for count in rows.counts.sum(0))
    units = (passage, window, sentence)
    if not apart:
        return Change(len(rows), int(rows.words.lengths.sum()), units, {}, None)
    keys, times = np.unique(rows.words.keys.view(np.int32), return_counts=True)
    terms = dict(zip(keys.tolist(), times.tolist(), strict=True))
    whole, of_windows, of_sentences = (Moments.of(widened(vectors)) for vectors in filled.vectors)
    moments = (whole, of_windows, of_sentences)
    return Change(len(rows), int(rows.words.lengths.sum()), units, terms, moments)


async def remove(
    connection: Any, part: Part, numbers: Sequence[int], dimensions: int, *, apart: bool
) -> Change:
    """Take passages out of a part's tables; unknown numbers are no matter. Return what went."""
    words = await connection.fetch(
        f"DELETE FROM index_words_{part.place} WHERE part = $1 AND number = ANY($2) RETURNING length, terms",
        part.number, numbers,
    )  # fmt: skip
    taken = "at" if apart else "NULL AS at"
    gone = await connection.fetch(
        f"DELETE FROM index_units_{part.place} WHERE part = $1 AND kind = ANY('{{0,1,2}}') "
        f"AND number = ANY($2) RETURNING kind, {taken}",
        part.number, numbers,
    )  # fmt: skip
    kinds = [[row["at"] for row in gone if row["kind"] == kind] for kind in range(3)]
    units = (len(kinds[0]), len(kinds[1]), len(kinds[2]))
    length = sum(row["length"] for row in words)
    if not apart:
        return Change(len(words), length, units, {}, None)
    terms: dict[int, int] = {}
    for row in words:
        for one in row["terms"]:
            terms[one] = terms.get(one, 0) + 1
    passage, window, sentence = (
        Moments.of(widened(codec.of_halves(vectors, dimensions))) for vectors in kinds
    )
    return Change(len(words), length, units, terms, (passage, window, sentence))


async def count(connection: Any, part: Part, change: Change, sign: int) -> None:
    """Count what came into a part (`sign` 1), or went (-1)."""
    await connection.execute(
        _COUNTED, part.number, sign * change.passages, sign * change.length,
        *(sign * units for units in change.units),
    )  # fmt: skip
    if change.terms:
        await connection.execute(
            f"INSERT INTO index_terms_{part.place} AS terms "
            "SELECT * FROM unnest($1::integer[], $2::integer[]) "
            "ON CONFLICT (key) DO UPDATE SET passages = terms.passages + excluded.passages",
            list(change.terms), [sign * times for times in change.terms.values()],
        )  # fmt: skip
        await connection.execute(
            f"DELETE FROM index_terms_{part.place} WHERE passages <= 0 AND key = ANY($1)", list(change.terms)
        )
    for kind, moments in enumerate(change.moments or ()):
        if moments.count:
            await connection.executemany(
                f"UPDATE index_moments_{part.place} SET at = at + $3 WHERE kind = $1 AND line = $2",
                list(_lines(kind, moments, sign)),
            )


async def fill_moments(connection: Any, part: Part, dimensions: int) -> None:
    """Fill the moments of a place apart from the vectors that are there."""
    for kind in range(3):
        found = Moments.none(dimensions)
        waiting: list[bytes] = []
        async with connection.transaction():
            async for row in connection.cursor(
                f"SELECT at FROM index_units_{part.place} WHERE part = $1 AND kind = $2",
                part.number, kind, prefetch=_AT_ONCE,
            ):  # fmt: skip
                waiting.append(row["at"])
                if len(waiting) == _AT_ONCE:
                    found += Moments.of(widened(codec.of_halves(waiting, dimensions)))
                    waiting = []
        found += Moments.of(widened(codec.of_halves(waiting, dimensions)))
        await connection.copy_records_to_table(f"index_moments_{part.place}", records=_lines(kind, found, 1))


def _lines(kind: int, moments: Moments, sign: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield the lines of moments: first the sum, then those of the matrix."""
    whole = sign * np.vstack([moments.total, moments.square])
    for line, vector in enumerate(codec.singles(whole.astype(np.float32))):
        yield kind, line, vector


def _units(part: int, filled: Filled) -> Iterator[tuple[int, int, int, int, bytes]]:
    """Yield a row of index_units for each vector."""
    for kind, vectors in enumerate(filled.vectors):
        counts = filled.rows.counts[:, kind]
        owners = np.repeat(filled.rows.numbers, counts)
        places = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
        for number, place, vector in zip(
            owners.tolist(), places.tolist(), codec.halves(vectors), strict=True
        ):
            yield part, kind, number, place, vector


def _words(part: int, rows: Rows) -> Iterator[tuple[int, int, int, int, list[int], bytes]]:
    """Yield a row of index_words for each passage."""
    words: Counts = rows.words
    keys: NDArray[np.int32] = words.keys.view(np.int32)
    for row, (first, last) in enumerate(zip(words.starts[:-1], words.starts[1:], strict=True)):
        yield (
            part, int(rows.numbers[row]), int(rows.spans[row]), int(words.lengths[row]),
            keys[first:last].tolist(), codec.counts(words.keys[first:last], words.times[first:last]),
        )  # fmt: skip
