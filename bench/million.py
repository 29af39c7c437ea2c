"""Measure a million passages on one machine: what their index needs to be built, and what a search costs.

    python -m bench.million [--passages N] [--sentences S] [--questions Q]

Passages are of real sentences of the bundled essay, each with a mark that no other has; their vectors are
drawn around those of their real sentences, since embedding so many would take a day. They are written,
opened and searched by the index's own code, without a database. What is found is compared with what
comparing every vector finds, by each kind of vector: recall@12, of the twelve that are found nearest, and
of the fifty that a search scores. Prints seconds, those of the processor, memory and sizes.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from bench.scale_sides import Drawn, forget_peak, memory, sentences
from corpus.model import SHARED, Passage, Span
from index import embedding
from index.awaited import keys_of
from index.generation import Size, read_partitions
from index.model import Weights
from index.partition import KINDS, PartitionKey
from index.rows import Rows
from index.scoring import Partitions
from index.search import search
from index.state import State
from index.units import text_hash, units
from index.writing import GenerationWriter

T = TypeVar("T")

_TOGETHER = 2_000  # passages made together
_NEAREST = 12
KEY = PartitionKey(SHARED, "passage")


class Exact:
    """Which rows own the vectors nearest to questions, by comparing every one, kind by kind."""

    def __init__(self, asked: NDArray[np.float32]) -> None:
        self._asked = asked
        self._cosines = [np.full((len(asked), _NEAREST), -1, np.float32) for _ in KINDS]
        self.rows = [np.full((len(asked), _NEAREST), -1, np.int64) for _ in KINDS]

    def add(self, kind: int, vectors: NDArray[np.float16], rows: NDArray[np.int64]) -> None:
        """Compare more vectors, each of a row."""
        more = self._asked @ vectors.astype(np.float32).T
        cosines = np.hstack([self._cosines[kind], more])
        owners = np.hstack([self.rows[kind], np.broadcast_to(rows, more.shape)])
        best = np.argpartition(-cosines, _NEAREST - 1, axis=1)[:, :_NEAREST]
        self._cosines[kind] = np.take_along_axis(cosines, best, 1)
        self.rows[kind] = np.take_along_axis(owners, best, 1)


def passage(number: int, real: Sequence[str], count: int, chance: random.Random) -> Passage:
    """Return a passage of so many real sentences, each marked."""
    chosen = chance.sample(range(len(real)), count)
    parts = [f"{real[one]} ({number}.{place}.{one})." for place, one in enumerate(chosen)]
    ends = np.cumsum([len(part) + 1 for part in parts]).tolist()
    spans = tuple(Span(end - 1 - len(part), end - 1) for part, end in zip(parts, ends, strict=True))
    text = " ".join(parts)
    return Passage(number, "passage", SHARED, "made", 1, 0, len(text), text, spans)


def write(folder: Path, drawn: Drawn, chosen: argparse.Namespace, exact: Exact) -> dict[PartitionKey, Size]:
    """Write the index of all passages; compare every vector with the questions meanwhile."""
    real, chance = sentences(), random.Random(1)
    writing = GenerationWriter(folder, drawn.dimensions)
    try:
        for passages in _some(chosen, real, chance):
            cut = [units(one) for one in passages]
            keys = keys_of([text_hash(text) for one in cut for text in one.all])
            writing.add(KEY, Rows.of(passages, cut), keys)
        writing.end()
        chance = random.Random(1)  # the same passages again, for their vectors
        for passages in _some(chosen, real, chance):
            cut = [units(one) for one in passages]
            texts = [text for one in cut for text in one.all]
            vectors = drawn.embed(texts).astype(np.float16)
            found = [vector.tobytes() for vector in vectors]
            writing.fill(dict(zip(map(text_hash, texts), found, strict=True)))
            rows = Rows.of(passages, cut)
            for kind, some in enumerate(rows.by_kind(vectors)):
                exact.add(kind, some, rows.owners[rows.kinds == kind])
        if writing.missing():
            raise RuntimeError("a vector has not come to its place")
        writing.close()
    finally:
        writing.let_go()
    return writing.sizes


def _some(chosen: argparse.Namespace, real: Sequence[str], chance: random.Random) -> Iterator[list[Passage]]:
    for first in range(0, chosen.passages, _TOGETHER):
        numbers = range(first, min(first + _TOGETHER, chosen.passages))
        yield [passage(number, real, chosen.sentences, chance) for number in numbers]


def timed(work: Callable[[], T]) -> tuple[T, float, float]:
    """Return what is returned, seconds, and those of the processor."""
    began, used = time.perf_counter(), time.process_time()
    found = work()
    return found, time.perf_counter() - began, time.process_time() - used


def measure(folder: Path, chosen: argparse.Namespace, models: Path) -> dict[str, str]:
    """Write, open and search; return what was measured, in words."""
    model = embedding.load(None, models)
    drawn = Drawn(model, sentences())
    chance = random.Random(2)
    asked = [
        f"What is said about {' '.join(chance.choice(sentences()).split()[2:8])}?"
        for _ in range(chosen.questions)
    ]
    vectors = model.embed(asked)
    exact = Exact(vectors)
    sizes, seconds, used = timed(lambda: write(folder, drawn, chosen, exact))
    shown = {
        "vectors": f"{sizes[KEY].units:,}",
        "written (vectors drawn, all compared)": f"{seconds:,.0f} s, {used:,.0f} of the processor",
        "peak memory of that, with the model": f"{memory('VmHWM'):,.0f} MB, mapped files among it",
        "on disk": f"{_size(folder):,.0f} MB",
    }
    forget_peak()
    before = memory("VmRSS")
    partitions, seconds, used = timed(lambda: read_partitions(folder, sizes))
    state = State.of("made", 0, "", partitions)
    shown["opened"] = f"{seconds:.2f} s, {used:.2f} of the processor"
    spent: list[tuple[float, float]] = []
    wide = Weights().candidates
    recalls: dict[tuple[str, int], list[float]] = {}
    by = Partitions(state.searched([SHARED]))
    for place, (question, vector) in enumerate(zip(asked, vectors, strict=True)):
        one = partial(search, question, vector, by, {"passage": 12, "record": 0}, Weights())
        _, seconds, used = timed(one)
        spent.append((1000 * seconds, 1000 * used))
        for kind, (name, held) in enumerate(zip(KINDS, partitions[KEY].vectors, strict=True)):
            wanted = set(exact.rows[kind][place].tolist())
            for limit in (_NEAREST, wide) if len(held) else ():
                rows = held.ask(vector, limit).nearest
                found = set(partitions[KEY].numbers[rows].tolist())
                recalls.setdefault((name, limit), []).append(len(wanted & found) / len(wanted))
    for name, column in (("a search", 0), ("a search, of the processor", 1)):
        ranks = statistics.quantiles([one[column] for one in spent], n=20)
        shown[name] = f"{ranks[9]:.1f} ms (median), {ranks[18]:.1f} ms (95 %)"
    for (name, limit), shares in recalls.items():
        shown[f"recall@12, {name}s, of {limit} found"] = f"{statistics.mean(shares):.3f}"
    shown["memory before it was opened"] = f"{before:,.0f} MB"
    shown["memory after all searches"] = (
        f"{memory('VmRSS'):,.0f} MB, of which not mapped files {memory('RssAnon'):,.0f}"
    )
    return shown


def _size(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--sentences", type=int, default=2)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--folder", type=Path, help="where the index is written; a temporary one otherwise")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="footbridge-million-", dir=chosen.folder) as place:
        (Path(place) / "index").mkdir()
        shown = measure(Path(place) / "index", chosen, Path(place))
    table = Table(title=f"{chosen.passages:,} passages of {chosen.sentences} sentences, on one machine")
    table.add_column("what")
    table.add_column("measured", justify="right")
    for what, figure in shown.items():
        table.add_row(what, figure)
    Console().print(table)


if __name__ == "__main__":
    main()
