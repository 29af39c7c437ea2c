"""The tables of the index.

index_generations    what is searched: of which model, at which revision
index_parts          the passages, or the records, of a scope: how many, and in which place
index_units_<place>  a vector each: which passage's, of which kind, the how manieth
index_words_<place>  a passage each: how many sentences and terms it has, which terms, and how often each

Small parts are in one place, `together`, and looked through by the number of their part alone. A large one
has a place apart: with a graph for each kind of vectors, an index of terms, and two tables more, of how many
passages hold each term, and of the moments of its vectors.

All of it is derived. A place's number is never used again, so a search that meets a place which is gone knows
that there is another state of the index, and asks anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import asyncpg

from corpus.model import PassageKind
from index.partition import PartitionKey
from index.rows import Rows

FORMAT = 1
"""Changes when what is stored changes; a generation of another format is not read but built again."""

MOST_PASSAGES, MOST_UNITS = 2_000, 10_000
"""Of a small part; looking through it takes 25 ms of the server's processor at most."""

_MOST_DIMENSIONS = 4_000
"""Of vectors that pgvector can put into a graph; longer ones are compared one and all."""

_BREADTH = 200
"""How many vectors are looked at to find the neighbours of one that comes into a graph: of 50,000 drawn ones
the nearest twelve were then found to 0.997, with pgvector's own 64 to 0.919, for a third more of time."""

MADE = """
CREATE SEQUENCE index_numbers AS integer;
CREATE TABLE index_generations (
    number integer PRIMARY KEY, format integer NOT NULL, used boolean NOT NULL, fingerprint text NOT NULL,
    dimensions integer NOT NULL, base bigint NOT NULL, revision bigint NOT NULL, together integer NOT NULL,
    changed bigint NOT NULL, purged bigint NOT NULL, stale boolean NOT NULL, created text NOT NULL
);
CREATE UNIQUE INDEX index_generations_used ON index_generations (used) WHERE used;
CREATE TABLE index_parts (
    number integer PRIMARY KEY, generation integer NOT NULL REFERENCES index_generations ON DELETE CASCADE,
    scope text NOT NULL, kind text NOT NULL, place integer NOT NULL, passages integer NOT NULL,
    length bigint NOT NULL, units integer[] NOT NULL, stale boolean NOT NULL,
    UNIQUE (generation, scope, kind)
);
ALTER TABLE index_parts ALTER scope SET STATISTICS 0;
"""
"""`base` is the revision a generation was built from, `revision` the one it is brought up to, `purged` that
of the last purge of which nothing is left; `stale` is what may still hold traces of what was purged."""

_TOGETHER = """
CREATE TABLE index_units_{place} (
    part integer NOT NULL, kind smallint NOT NULL, number bigint NOT NULL, place integer NOT NULL,
    at halfvec({dimensions}) NOT NULL, PRIMARY KEY (part, kind, number, place)
);
CREATE TABLE index_words_{place} (
    part integer NOT NULL, number bigint NOT NULL, spans integer NOT NULL, length integer NOT NULL,
    terms integer[] NOT NULL, counts bytea NOT NULL, PRIMARY KEY (part, number)
);
"""
_UNSAMPLED = """
ALTER TABLE index_units_{place} ALTER at SET STATISTICS 0;
ALTER TABLE index_words_{place} ALTER terms SET STATISTICS 0, ALTER counts SET STATISTICS 0;
"""
"""The server's statistics hold samples, which would outlast what is purged; none of these is needed."""

_APART = """
CREATE TABLE index_terms_{place} (key integer PRIMARY KEY, passages integer NOT NULL);
CREATE TABLE index_moments_{place} (
    kind smallint NOT NULL, line integer NOT NULL, at vector({dimensions}) NOT NULL, PRIMARY KEY (kind, line)
);
ALTER TABLE index_terms_{place} ALTER key SET STATISTICS 0;
ALTER TABLE index_moments_{place} ALTER at SET STATISTICS 0;
"""
_TERMS = """
INSERT INTO index_terms_{place}
SELECT held.key, count(*) FROM index_words_{place}, unnest(terms) AS held (key) GROUP BY held.key
"""
_NAMES = ("units", "words", "terms", "moments")
IS_PLACE = "relkind = 'r' AND relname ~ '^index_units_[0-9]+$' AND pg_table_is_visible(oid)"
"""Of a row of pg_class, that it is of a place; there is one of each."""

_BUSY = "10s"  # that a place is waited for which others read


@dataclass(frozen=True, slots=True)
class Generation:
    """A row of index_generations."""

    number: int
    base: int
    revision: int
    together: int
    changed: int
    purged: int
    stale: bool
    created: str

    @property
    def name(self) -> str:
        """Return its name for people."""
        return f"g{self.number:08d}"


@dataclass(frozen=True, slots=True)
class Part:
    """A row of index_parts."""

    number: int
    scope: str
    kind: PassageKind
    place: int
    passages: int
    length: int
    units: tuple[int, int, int]

    @classmethod
    def of(cls, row: Any) -> Part:
        """Return the part of a row."""
        passage, window, sentence = row["units"]
        return cls(
            row["number"], row["scope"], row["kind"], row["place"], row["passages"], row["length"],
            (passage, window, sentence),
        )  # fmt: skip

    @property
    def pkey(self) -> PartitionKey:
        """Return what is in it."""
        return PartitionKey(self.scope, self.kind)


def fits(passages: int, units: int) -> bool:
    """Tell whether a part is small."""
    return passages <= MOST_PASSAGES and units <= MOST_UNITS


def rows_fit(rows: Rows) -> bool:
    """Tell whether these rows are a small part."""
    return fits(len(rows), int(rows.counts.sum()))


async def number(connection: Any) -> int:
    """Return a number that none has had: of a generation, a part or a place."""
    return int(await connection.fetchval("SELECT nextval('index_numbers')"))


async def make(connection: Any, place: int, dimensions: int) -> None:
    """Make the tables of a place."""
    await connection.execute((_TOGETHER + _UNSAMPLED).format(place=place, dimensions=dimensions))


async def make_apart(connection: Any, place: int, dimensions: int) -> None:
    """Make, once its passages are there, what a place apart has beside them; its moments are to be filled."""
    await connection.execute(_APART.format(place=place, dimensions=dimensions))
    await connection.execute(_TERMS.format(place=place))
    # each insertion into an index of terms puts them where they are searched
    await connection.execute(f"CREATE INDEX ON index_words_{place} USING gin (terms) WITH (fastupdate = off)")
    if dimensions <= _MOST_DIMENSIONS:
        for kind in range(3):
            await connection.execute(
                f"CREATE INDEX ON index_units_{place} USING hnsw (at halfvec_ip_ops) "
                f"WITH (ef_construction = {_BREADTH}) WHERE kind = {kind}"
            )


async def analyse(connection: Any, place: int, *, apart: bool) -> None:
    """Have the server know how much is in a place, by which it chooses its ways."""
    for name in _NAMES if apart else _NAMES[:2]:
        await connection.execute(f"ANALYZE index_{name}_{place}")


async def sweep(connection: Any) -> bool:
    """Drop the places that no part and no generation is in; false where one is being read, and stays."""
    # places first: one that is made meanwhile is not among them, or has its part already
    found = await connection.fetch(
        rf"SELECT substring(relname FROM '\d+$')::integer AS place FROM pg_class WHERE {IS_PLACE}"  # noqa: S608
    )
    used = await connection.fetch(
        "SELECT place FROM index_parts UNION SELECT together FROM index_generations"
    )
    places = sorted({row[0] for row in found} - {row[0] for row in used})
    return all([await _drop(connection, place) for place in places])


async def _drop(connection: Any, place: int) -> bool:
    """Drop a place; false where others read it for longer than a moment.

    One table after the other: who holds two while a search waits for one of them waits for the search. By the
    last one the place is found again where this is cut off.
    """
    for name in reversed(_NAMES):
        try:
            async with connection.transaction():
                await connection.execute(f"SET LOCAL lock_timeout = '{_BUSY}'")
                await connection.execute(f"DROP TABLE IF EXISTS index_{name}_{place}")
        except asyncpg.LockNotAvailableError:
            return False
    return True
