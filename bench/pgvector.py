"""Compare searching in the process (FAISS, tantivy) with searching in PostgreSQL (pgvector, GIN).

    python -m bench.pgvector [--vectors 20000] [--servers 200] [--questions 100] [--models STATE]

Both hold the same: a large scope, and many small ones of five passages each. Passages are drawn: the vectors
of their units between and around those of the bundled essay and records, the terms mixed from two of them.
Questions are those of `bench/questions`, embedded by the real model, and searched as answers are: nearest
vectors of three kinds, words by BM25, the fusion. The time of the processor is that of both sides together.
Linux only.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from corpus import bundled
from corpus.model import SHARED
from corpus.store import Store
from corpus.store.postgres import PostgresDatabase
from index import Weights, embedding
from index.awaited import keys_of
from index.embedding import Embedder
from index.gather import vectors_of
from index.generation import Size, read_partitions
from index.model import Floats
from index.partition import KINDS, SENTENCE, Live, PartitionKey
from index.postgres import codec, generations
from index.postgres.building import Builder
from index.postgres.connections import Connections
from index.postgres.searching import Tables
from index.postgres.writing import Filled
from index.rows import Rows
from index.scoring import Partitions
from index.search import Found, search
from index.units import text_hash, units
from index.words import Counts
from index.writing import GenerationWriter
from tests.postgres import PostgresServer

SMALL, NEAREST, SPREAD, AT_ONCE = 5, 12, 0.04, 500
QUESTIONS = Path(__file__).parent / "questions"
CACHE = "2GB"  # of the server: all of it fits in there
LIMITS: Any = {"passage": NEAREST, "record": NEAREST}


@dataclass(frozen=True)
class Real:
    """The bundled passages: by passage their vectors by kind, sentences and terms; and all terms."""

    vectors: list[tuple[NDArray[np.float16], ...]]
    spans: list[int]
    terms: list[list[str]]


async def real(folder: Path, embedder: Embedder) -> Real:
    """Read the essay and the records, and embed them."""
    os.environ["FOOTBRIDGE_WORLD"] = "off"
    async with await Store.open(folder, write=True) as store:
        await bundled.set_up(store)
        passages = await store.passages(SHARED)
        rows = Rows.of(passages)
        by_kind = rows.by_kind(await vectors_of(passages, store, embedder))
    ends = np.cumsum(rows.counts, axis=0)
    starts = ends - rows.counts
    vectors = [
        tuple(by_kind[kind][starts[row, kind] : ends[row, kind]] for kind in range(len(KINDS)))
        for row in range(len(rows))
    ]
    return Real(vectors, [len(units(passage).sentences) for passage in passages], list(rows.terms))


class Draw:
    """Draws passages like the real ones; their numbers rise."""

    def __init__(self, of: Real) -> None:
        self._of = of
        self._chance = np.random.default_rng(1)
        self._number = 0
        self._all = np.concatenate([kind for vectors in of.vectors for kind in vectors])
        # the essay's passages have all kinds of units, and are few among the records
        self._essay = [row for row, spans in enumerate(of.spans) if spans]

    def filled(self, count: int) -> Filled:
        """Return so many passages."""
        chosen = self._chance.choice(self._essay, count)
        others = self._chance.integers(len(self._of.terms), size=count)
        kinds = [
            np.concatenate([self._of.vectors[row][kind] for row in chosen]) for kind in range(len(KINDS))
        ]
        terms = tuple(
            [*(one for one in self._of.terms[row] if self._chance.random() < 0.5), *self._of.terms[other]]
            for row, other in zip(chosen, others, strict=True)
        )
        counts = np.array([[len(kind) for kind in self._of.vectors[row]] for row in chosen], np.int64)
        numbers = np.arange(self._number, self._number + count)
        self._number += count
        rows = Rows(
            numbers,
            np.array([self._of.spans[row] for row in chosen], np.int32),
            counts,
            Counts.of(terms),
            terms,
        )
        return Filled(rows, (self._around(kinds[0]), self._around(kinds[1]), self._around(kinds[2])))

    def _around(self, vectors: NDArray[np.float16]) -> NDArray[np.float16]:
        noise = self._chance.normal(size=vectors.shape).astype(np.float32) * SPREAD
        others = self._all[self._chance.integers(len(self._all), size=len(vectors))]
        found = vectors.astype(np.float32) + others.astype(np.float32) / 2 + noise
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float16)


def corpus(of: Real, vectors: int, servers: int) -> Iterator[tuple[PartitionKey, Filled]]:
    """Yield the rows of a large scope with so many vectors, then those of the servers."""
    draw, left = Draw(of), vectors
    while left > 0:
        filled = draw.filled(AT_ONCE)
        left -= int(filled.rows.counts.sum())
        yield PartitionKey(SHARED, "passage"), filled
    for server in range(servers):
        yield PartitionKey(f"guild:{server}", "passage"), draw.filled(SMALL)


def processor(server: PostgresServer) -> float:
    """Return the seconds for which this process and all of the server's have kept a core busy."""
    busy = time.process_time()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            told = (place / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(place.name) == server.pid or int(told[1]) == server.pid:
            busy += (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return busy


async def measured(
    ask: Callable[[int], Awaitable[Found]], questions: int, server: PostgresServer
) -> tuple[list[list[int]], dict[str, float]]:
    """Return the first twelve of each question, and median, 95th percentile and processor in milliseconds."""
    found, spent = [], []
    for number in range(questions):  # once before, so that nothing is read for the first time
        await ask(number)
    busy = processor(server)
    for number in range(questions):
        at = time.perf_counter()
        result = await ask(number)
        spent.append(1000 * (time.perf_counter() - at))
        found.append([hit.number for hit in result.hits[:NEAREST]])
    busy = 1000 * (processor(server) - busy) / questions
    ranked = sorted(spent)
    return found, {
        "p50, ms": statistics.median(spent),
        "p95, ms": ranked[int(0.95 * len(ranked))],
        "processor, ms": busy,
    }


def asked(embedder: Embedder, count: int) -> list[tuple[str, Floats]]:
    """Return questions with their vectors."""
    lines = [
        line
        for name in ("essay", "records")
        for line in (QUESTIONS / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    texts = [str(json.loads(line)["question"]) for line in lines]
    texts = [texts[at * len(texts) // count] for at in range(count)]
    return list(zip(texts, embedder.embed(texts), strict=True))


def write(
    folder: Path,
    first: Iterator[tuple[PartitionKey, Filled]],
    again: Iterator[tuple[PartitionKey, Filled]],
    embedder: Embedder,
) -> dict[PartitionKey, Size]:
    """Write a generation in two passes: the passages, then their vectors."""
    writing = GenerationWriter(folder, embedder.dimensions)
    try:
        for pkey, filled in first:
            writing.add(pkey, filled.rows, keys_of(_keys(filled.rows)))
        writing.end()
        for _, filled in again:
            vectors = np.empty((len(filled.rows.kinds), embedder.dimensions), np.float16)
            for kind, own in enumerate(filled.vectors):
                vectors[filled.rows.kinds == kind] = own
            found = [vector.tobytes() for vector in vectors]
            writing.fill(dict(zip(_keys(filled.rows), found, strict=True)))
        writing.close()
    finally:
        writing.let_go()
    return writing.sizes


def _keys(rows: Rows) -> list[bytes]:
    """Return a key for each unit, as if it had a text of its own."""
    return [text_hash(f"{owner} {place}") for place, owner in enumerate(rows.owners.tolist())]


async def sentences(connection: Any, live: Live, known: Sequence[tuple[str, Floats]]) -> float:
    """Return the share of the passages with the nearest twelve sentences that the graph finds."""
    place = await connection.fetchval("SELECT place FROM index_parts WHERE scope = $1", SHARED)
    shares = []
    for _, vector in known:
        rows = live.partition.vectors[SENTENCE].ask(vector, NEAREST).nearest
        near = await connection.fetch(
            f"SELECT number FROM index_units_{place} WHERE kind = {SENTENCE} "
            f"ORDER BY at <#> $1 LIMIT {NEAREST}",
            codec.halves(vector[None].astype(np.float16))[0],
        )
        shares.append(_shared(live.partition.numbers[rows].tolist(), [row["number"] for row in near]))
    return statistics.mean(shares)


async def fill(
    connections: Connections, filled: Iterable[tuple[PartitionKey, Filled]], embedder: Embedder
) -> float:
    """Build an index in the database and use it; return the bytes that it takes."""
    async with connections.connection() as connection:
        await connection.execute("SET maintenance_work_mem = '1GB'")
        generation = await generations.begin(connection, embedder, 0, -1)
        builder = Builder(connection, generation, embedder.dimensions, None)
        for pkey, some in filled:
            await builder.add(pkey, some)
        await builder.close()
        await generations.use(connection, generation.number, -1)
        size = await connection.fetchval(
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class "
            r"WHERE relname ~ '^index_\w+_\d+$' AND relkind = 'r'"
        )
        return float(size)


async def compare(  # noqa: PLR0917
    server: PostgresServer, folder: Path, models: Path, vectors: int, servers: int, questions: int
) -> dict[str, tuple[float, float]]:
    """Fill both sides, ask both the same; return the figures."""
    embedder = embedding.load(None, models)
    of = await real(folder / "real", embedder)
    known = asked(embedder, questions)

    began = processor(server)
    (folder / "index").mkdir()
    sizes = write(folder / "index", corpus(of, vectors, servers), corpus(of, vectors, servers), embedder)
    partitions = {pkey: Live.of(one) for pkey, one in read_partitions(folder / "index", sizes).items()}
    built_here = processor(server) - began
    size_here = sum(path.stat().st_size for path in (folder / "index").rglob("*") if path.is_file())

    connections = await Connections.open(PostgresDatabase(folder, server.database()))
    began = processor(server)
    size_there = await fill(connections, corpus(of, vectors, servers), embedder)
    built_there = processor(server) - began

    def scope_of(number: int, small: bool) -> str:
        return f"guild:{number % servers}" if small else SHARED

    async def here(number: int, small: bool) -> Found:
        pkey = PartitionKey(scope_of(number, small), "passage")
        question, vector = known[number]
        return search(question, vector, Partitions([(pkey, partitions[pkey])]), LIMITS, Weights())

    async def there(number: int, small: bool) -> Found:
        question, vector = known[number]
        async with connections.reading() as connection:
            found = await generations.known(connection, embedder, [scope_of(number, small)])
            assert found is not None
            loop = asyncio.get_running_loop()
            tables = Tables(connection, loop, found[1], found[0].together, vector)
            return await asyncio.to_thread(search, question, vector, tables, LIMITS, Weights())

    figures: dict[str, tuple[float, float]] = {}
    for name, small in (("large scope", False), ("small scope", True)):
        ours, spent_here = await measured(lambda at: here(at, small), questions, server)  # noqa: B023
        theirs, spent_there = await measured(lambda at: there(at, small), questions, server)  # noqa: B023
        figures |= {f"{name}: {what}": (spent_here[what], spent_there[what]) for what in spent_here}
        shares = [_shared(one, other) for one, other in zip(ours, theirs, strict=True)]
        figures[f"{name}: of the first twelve"] = (1.0, statistics.mean(shares))
    async with connections.reading() as connection:
        share = await sentences(connection, partitions[PartitionKey(SHARED, "passage")], known)
    figures["large scope: of the nearest twelve sentences"] = (1.0, share)
    await connections.close()
    figures["built, s of the processor"] = (built_here, built_there)
    figures["room, MB"] = (size_here / 1e6, size_there / 1e6)
    return figures


def _shared(ours: Sequence[int], theirs: Sequence[int]) -> float:
    return len(set(ours) & set(theirs)) / max(1, len(ours))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--vectors", type=int, default=20_000)
    parser.add_argument("--servers", type=int, default=200)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--models", type=Path, help="a state folder that has the model's export already")
    chosen = parser.parse_args()
    with PostgresServer(shared_buffers=CACHE) as server, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = asyncio.run(
            compare(server, folder, chosen.models or folder, chosen.vectors, chosen.servers, chosen.questions)
        )
    table = Table(title=f"{chosen.vectors:,} vectors, and {chosen.servers:,} scopes of {SMALL} passages")
    for heading in ("", "process", "database"):
        table.add_column(heading, justify="right" if heading else "left")
    for what, (ours, theirs) in found.items():
        table.add_row(what, f"{ours:,.3g}", f"{theirs:,.3g}")
    Console().print(table)


if __name__ == "__main__":
    main()
