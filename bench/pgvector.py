"""Compare nearest vectors from pgvector with those of the index that each process derives (FAISS).

    python -m bench.pgvector [--vectors 20000] [--servers 500] [--questions 200]

A large scope and many small ones of thirty vectors each, in 384 dimensions, drawn around two hundred centres;
no text and no model. In PostgreSQL the large scope has a graph (HNSW), the small ones are looked through
exactly by their scope. Seconds of the processor are those of both sides of the connection. Linux only.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import asyncpg
import faiss
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from tests.postgres import PostgresServer

DIMENSIONS, SMALL, NEAREST, CENTRES, SPREAD = 384, 30, 12, 200, 0.06
Vectors = NDArray[np.float32]


def drawn(count: int, centres: Vectors, chance: np.random.Generator) -> Vectors:
    """Return unit vectors around the centres."""
    near = centres[chance.integers(len(centres), size=count)]
    found = near + chance.normal(size=near.shape).astype(np.float32) * SPREAD
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


def text(vector: Vectors) -> str:
    """Write a vector as pgvector reads it."""
    return "[" + ",".join(f"{number:.6f}" for number in vector) + "]"


def processor(pid: int) -> float:
    """Return the seconds for which a process has kept a core busy."""
    times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


class Postgres:
    """The vectors in PostgreSQL: `connection`, and the process that serves it."""

    def __init__(self, connection: Any, pid: int) -> None:
        self._connection = connection
        self.pid = pid

    @classmethod
    async def fill(cls, address: str, large: Vectors, small: Vectors) -> tuple[Postgres, dict[str, float]]:
        """Store all; return what storing and the graph took, in seconds of the server's processor, and MB."""
        connection = await asyncpg.connect(address)
        await connection.execute("CREATE EXTENSION vector")
        kind = f"halfvec({DIMENSIONS})"
        await connection.execute(f"CREATE TABLE large (number int, at {kind})")
        await connection.execute(f"CREATE TABLE small (scope int, number int, at {kind})")
        await connection.execute("SET max_parallel_maintenance_workers = 0")
        made = cls(connection, await connection.fetchval("SELECT pg_backend_pid()"))
        began = processor(made.pid)
        for first in range(0, len(large), 500):
            rows = [(first + at, text(one)) for at, one in enumerate(large[first : first + 500])]
            await connection.executemany("INSERT INTO large VALUES ($1, $2::text::halfvec)", rows)
        for first in range(0, len(small), 500):
            some = enumerate(small[first : first + 500], first)
            rows3 = [(at // SMALL, at, text(one)) for at, one in some]
            await connection.executemany("INSERT INTO small VALUES ($1, $2, $3::text::halfvec)", rows3)
        stored = processor(made.pid)
        await connection.execute("CREATE INDEX ON small (scope)")
        await connection.execute("CREATE INDEX graph ON large USING hnsw (at halfvec_ip_ops)")
        await connection.execute("ANALYZE")
        await connection.execute("SET hnsw.ef_search = 100")
        size = await connection.fetchval("SELECT pg_total_relation_size('large')")
        took = {"stored": stored - began, "graph": processor(made.pid) - stored, "megabytes": size / 1e6}
        return made, took

    async def large(self, vector: Vectors) -> list[int]:
        """Return the nearest of the large scope, by the graph."""
        query = f"SELECT number FROM large ORDER BY at <#> $1::text::halfvec LIMIT {NEAREST}"
        return [row[0] for row in await self._connection.fetch(query, text(vector))]

    async def small(self, vector: Vectors, scope: int) -> list[int]:
        """Return the nearest of a small scope, looked through exactly."""
        query = f"SELECT number FROM small WHERE scope = $2 ORDER BY at <#> $1::text::halfvec LIMIT {NEAREST}"
        return [row[0] for row in await self._connection.fetch(query, text(vector), scope)]

    async def close(self) -> None:
        """Close the connection."""
        await self._connection.close()


async def timed(
    ask: Callable[[int], Any], questions: int, others: Sequence[int]
) -> tuple[list[Any], float, float]:
    """Return what was found, the median milliseconds, and those of the processor of all processes."""
    found, spent = [], []
    busy = time.process_time() + sum(map(processor, others))
    for number in range(questions):
        at = time.perf_counter()
        result = ask(number)
        found.append(await result if asyncio.iscoroutine(result) else result)
        spent.append(1000 * (time.perf_counter() - at))
    busy = time.process_time() + sum(map(processor, others)) - busy
    return found, statistics.median(spent), 1000 * busy / questions


async def compare(server: PostgresServer, vectors: int, servers: int, questions: int) -> dict[str, Any]:
    """Fill both sides, ask both the same; return the figures."""
    faiss.omp_set_num_threads(1)
    chance = np.random.default_rng(1)
    centres = chance.normal(size=(CENTRES, DIMENSIONS)).astype(np.float32)
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    large, small = drawn(vectors, centres, chance), drawn(servers * SMALL, centres, chance)
    asked = drawn(questions, centres, chance)
    began = time.process_time()
    flat = faiss.IndexScalarQuantizer(DIMENSIONS, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    flat.train(large)
    flat.add(large)
    built = time.process_time() - began
    postgres, took = await Postgres.fill(server.database(), large, small)
    scopes = chance.integers(servers, size=questions)

    def own(number: int) -> list[int]:
        first = int(scopes[number]) * SMALL
        cosines = small[first : first + SMALL] @ asked[number]
        return [first + int(at) for at in np.argsort(-cosines)[:NEAREST]]

    there = [postgres.pid]
    exact = await timed(lambda at: flat.search(asked[at : at + 1], NEAREST)[1][0].tolist(), questions, ())
    graph = await timed(lambda at: postgres.large(asked[at]), questions, there)
    small_here = await timed(own, questions, ())
    small_there = await timed(lambda at: postgres.small(asked[at], int(scopes[at])), questions, there)
    await postgres.close()
    hits = [len(set(one) & set(other)) / NEAREST for one, other in zip(exact[0], graph[0], strict=True)]
    return {
        "large scope: p50, ms": (exact[1], graph[1]),
        "large scope: processor, ms": (exact[2], graph[2]),
        "large scope: of the nearest twelve found": (1.0, statistics.mean(hits)),
        "small scope: p50, ms": (small_here[1], small_there[1]),
        "small scope: processor, ms": (small_here[2], small_there[2]),
        "built, s of the processor": (built, took["stored"] + took["graph"]),
        "of which the graph": (0.0, took["graph"]),
        "large scope: MB": (vectors * 2 * DIMENSIONS / 1e6, took["megabytes"]),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--vectors", type=int, default=20_000)
    parser.add_argument("--servers", type=int, default=500)
    parser.add_argument("--questions", type=int, default=200)
    chosen = parser.parse_args()
    with PostgresServer() as server:
        found = asyncio.run(compare(server, chosen.vectors, chosen.servers, chosen.questions))
    table = Table(title=f"{chosen.vectors:,} vectors, and {chosen.servers:,} scopes of {SMALL}")
    for heading in ("", "derived (FAISS)", "pgvector"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, (ours, theirs) in found.items():
        table.add_row(name, f"{ours:,.3g}", f"{theirs:,.3g}")
    Console().print(table)


if __name__ == "__main__":
    main()
