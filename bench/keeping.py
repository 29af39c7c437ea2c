"""Measure what keeping costs in a large corpus: adding, editing, purging, rebuilding, exporting.

    python -m bench.keeping [--passages N]

Embeddings are drawn at random by a model that does nothing else, so the figures are those of everything but
embedding; `bench.speed` measures that.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import random
import tempfile
import time
from collections.abc import Awaitable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from corpus.model import SHARED, NewDocument
from corpus.store import Store, archive, purge
from corpus.store.editing import edit
from corpus.store.sqlite_backup import backup
from index import Index
from index.embedding.tokens import TokenStates, TokenVectors

_WORDS = [f"word{number}" for number in range(20_000)]
_A_DOCUMENT = 40  # paragraphs


class Drawn:
    """Draws the embedding of a text at random, the same one for the same text."""

    name = "drawn at random"
    fingerprint = "drawn"
    dimensions = 384
    engine = "none"
    keeps: Path | None = None

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors, (texts, dimensions)."""
        seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") for text in texts]
        drawn = np.stack([np.random.default_rng(seed).standard_normal(self.dimensions) for seed in seeds])
        found: NDArray[np.float32] = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
        return found

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return no tokens: nothing is asked here."""
        none = TokenVectors(np.empty((0, 2), np.int32), np.empty((0, self.dimensions), np.float32))
        return [none] * len(texts)

    def states(self, text: str) -> TokenStates:
        """Return no states: nothing is asked here."""
        return TokenStates(np.empty((0, 2), np.int32), np.empty((0, self.dimensions), np.float32))

    def embed_with_tokens(self, texts: Sequence[str]) -> Iterator[tuple[NDArray[np.float32], TokenVectors]]:
        """Return the vectors of texts, and no tokens."""
        yield from zip(self.embed(texts), self.tokens(texts), strict=True)

    def read(self, text: str) -> tuple[NDArray[np.float32], TokenVectors]:
        """Return a text's vector, and no tokens."""
        return self.embed([text])[0], self.tokens([text])[0]


def paper(number: int, chance: random.Random) -> NewDocument:
    """Make up a document of words that mean nothing, a few sentences a paragraph."""
    paragraphs = [
        " ".join(" ".join(chance.choices(_WORDS, k=12)).capitalize() + "." for _ in range(3))
        for _ in range(_A_DOCUMENT)
    ]
    return NewDocument(f"paper-{number}.txt", "\n\n".join(paragraphs).encode())


async def timed(work: Awaitable[object]) -> tuple[float, float]:
    """Return how many seconds it takes, and of the processor: on a busy machine the first is longer."""
    began, used = time.perf_counter(), time.process_time()
    await work
    return time.perf_counter() - began, time.process_time() - used


async def measure(folder: Path, passages: int) -> dict[str, tuple[float, float]]:
    """Fill a corpus, and measure each thing once: seconds, and those of the processor."""
    chance = random.Random(1)
    found: dict[str, tuple[float, float]] = {}
    async with await Store.open(folder / "state", write=True) as store:
        documents = passages // _A_DOCUMENT
        for number in range(documents):
            await store.add_document(paper(number, chance))
        index = await Index.open(store, folder / "state", Drawn())

        async def add(number: int) -> None:
            await store.add_document(paper(number, chance))
            await index.refresh()

        async def correct() -> None:
            await store.change(edit, "paper-1", {"title": "Another title"}, scope=SHARED, by=None)
            await index.refresh()

        async def delete() -> None:
            await store.change(purge.purge_document, "paper-2", scope=SHARED, by=None)
            await index.refresh()
            await store.scrub()

        found["a document added"] = await timed(add(documents))
        found["another added"] = await timed(add(documents + 1))
        found["a title corrected"] = await timed(correct())
        found["everything rebuilt, nothing embedded"] = await timed(index.rebuild())
        found["a document purged, with the rebuild and the files written anew"] = await timed(delete())
        found["everything exported"] = await timed(archive.export(folder / "state", folder / "all.zip"))
        copied = asyncio.to_thread(backup, folder / "state", folder / "backup.zip")
        found["a backup made"] = await timed(copied)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what keeping costs in a large corpus.")
    parser.add_argument("--passages", type=int, default=20_000)
    passages = parser.parse_args().passages
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measure(Path(folder), passages))
    table = Table(title=f"{passages:,} passages; embeddings drawn at random, so without embedding")
    table.add_column("what")
    table.add_column("seconds", justify="right")
    table.add_column("of the processor", justify="right")
    for what, (seconds, used) in found.items():
        table.add_row(what, f"{seconds:.2f}", f"{used:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
