"""One measurement of bench.speed in a process of its own: python -m bench.speed_sides SIDE STATE [...].

Prints one JSON line. Each side imports only what it would need in use, and starts its clock at the time
that FOOTBRIDGE_STARTED holds: when its process was started.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.model import SHARED, NewDocument
from corpus.store import Store

ESSAY = Path(__file__).parent.parent / "corpus" / "bundled" / "sister_cities_essay.txt"
PASSAGES, QUESTIONS = 96, 40
_WORDS_OF_80_TOKENS = 60


def passages(count: int, words: int = _WORDS_OF_80_TOKENS, seed: int = 1) -> list[str]:
    """Return passages of about 80 tokens: stretches of the essay, each of other sentences."""
    chance = random.Random(seed)
    sentences = ESSAY.read_text(encoding="utf-8").replace("\n", " ").split(". ")
    found = []
    for number in range(count):
        text: list[str] = [f"Note {seed}.{number}."]
        while len(text) < words:
            text += chance.choice(sentences).split()
        found.append(" ".join(text[:words]) + ".")
    return found


def questions() -> list[str]:
    """Return short questions, no two alike."""
    chance = random.Random(2)
    words = [word for word in ESSAY.read_text(encoding="utf-8").split() if len(word) > 4]
    return [f"What is said about {' '.join(chance.sample(words, 4))}?" for _ in range(QUESTIONS)]


def rate(embed: Callable[[list[str]], Any]) -> float:
    """Return how many passages are embedded a second; the first few do not count."""
    texts = passages(PASSAGES)
    embed(texts[:8])
    started = time.perf_counter()
    embed(texts)
    return len(texts) / (time.perf_counter() - started)


def since_start() -> float:
    """Return the seconds since this process was started."""
    return time.time() - float(os.environ["FOOTBRIDGE_STARTED"])


def recall(embed: Callable[[list[str]], Any], files: list[str]) -> dict[str, float]:
    """Return the share of answerable questions whose nearest paragraph holds an answer, in per cent."""
    if not files:
        return {}
    asked = [json.loads(line) for line in Path(files[0]).read_text("utf-8").splitlines()]
    asked = [one for one in asked if one.get("answers")]
    blocks = [
        block for path in sorted(Path(files[1]).iterdir()) for block in path.read_text("utf-8").split("\n\n")
    ]
    paragraphs = [" ".join(block.split()) for block in blocks if block.strip() and block[0] != "#"]
    scores = embed([one["question"] for one in asked]) @ embed(paragraphs).T
    right = 0
    for one, row in zip(asked, scores, strict=True):
        best = paragraphs[int(row.argmax())]
        held = any(answer.casefold() in best.casefold() for answer in one["answers"])
        right += held and (not one.get("paragraph") or best[:80] in " ".join(one["paragraph"].split()))
    return {"recall": 100 * right / len(asked)}


def baseline(_: Path, *files: str) -> dict[str, float]:
    """Measure sentence-transformers on torch, and a flat index over paragraphs."""
    from bench.baseline import Baseline  # noqa: PLC0415

    found = Baseline(passages(1))
    first = since_start()
    embed = found._embed
    rated = rate(embed)
    searched = Baseline(passages(400, words=20))
    searched.ask("A first question?")
    query = statistics.median(searched.ask(question).milliseconds for question in questions())
    return {
        "first_vector_seconds": first,
        "passages_per_second": rated,
        "query_ms": query,
        **recall(embed, list(files)),
    }


def ours(state: Path, *files: str) -> dict[str, float]:
    """Measure the exported model, and the index over passages, windows and sentences."""
    from index import embedding  # noqa: PLC0415

    model = embedding.load(None, state)
    model.embed(["A first question?"])
    first = since_start()
    return {
        "first_vector_seconds": first,
        "passages_per_second": rate(model.embed),
        "query_ms": asyncio.run(_query(model)),
        **recall(model.embed, list(files)),
    }


async def _query(model: Any) -> float:
    from index import Index  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        async with await Store.open(Path(folder), write=True) as store:
            text = "\n\n".join(passages(400, words=20))
            await store.add_document(NewDocument("notes.txt", text.encode()))
            index = await Index.open(store, Path(folder), model)
            await index.search("A first question?", [SHARED])
            spent = []
            for question in questions():
                started = time.perf_counter()
                await index.search(question, [SHARED])
                spent.append((time.perf_counter() - started) * 1000)
    return statistics.median(spent)


def adding(state: Path) -> dict[str, float]:
    """Measure adding a document to an empty corpus and to one of 5,000 passages, in turns."""
    return asyncio.run(_adding(state))


async def _adding(state: Path) -> dict[str, float]:
    from index import Index, embedding  # noqa: PLC0415

    model = embedding.load(None, state)
    spent: dict[str, list[float]] = {"empty_ms": [], "large_ms": []}
    with tempfile.TemporaryDirectory() as place:
        folders = {"empty_ms": Path(place) / "empty", "large_ms": Path(place) / "large"}
        for name, folder in folders.items():
            async with await Store.open(folder, write=True) as store:
                await _fill(store, model, 5000 if name == "large_ms" else 0)
                await Index.open(store, folder, model)
        for turn in range(7):
            for name, folder in folders.items():
                async with await Store.open(folder, write=True) as store:
                    index = await Index.open(store, folder, model)
                    text = "\n\n".join(passages(20, seed=100 + 10 * turn + (name == "large_ms")))
                    started = time.perf_counter()
                    await store.add_document(NewDocument(f"new{turn}.txt", text.encode()))
                    await index.refresh()
                    spent[name].append((time.perf_counter() - started) * 1000)
                    await store.remove_document(f"new{turn}", scope=SHARED, by=None)
    return {name: statistics.median(times) for name, times in spent.items()}


async def _fill(store: Store, model: Any, count: int) -> None:
    """Add so many passages, with made-up vectors: what they are does not change what adding costs."""
    import numpy as np  # noqa: PLC0415

    from index.units import text_hash, units  # noqa: PLC0415

    chance = np.random.default_rng(0)
    for first in range(0, count, 500):
        text = "\n\n".join(f"{one}" for one in passages(min(500, count - first), words=30, seed=first + 1000))
        await store.add_document(NewDocument(f"old{first}.txt", text.encode()))
    texts = [text for one in await store.passages(SHARED) for text in units(one).all]
    vectors = chance.normal(size=(len(texts), model.dimensions))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) if texts else 1
    rows = {text_hash(text): row.astype("<f2").tobytes() for text, row in zip(texts, vectors, strict=True)}
    await store.put_embeddings(model.fingerprint, rows)


if __name__ == "__main__":
    sides: dict[str, Callable[..., dict[str, float]]] = {
        "baseline": baseline,
        "ours": ours,
        "adding": adding,
    }
    print(json.dumps(sides[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])))
