"""One side of bench.scale, in a process of its own: python -P bench/scale_sides.py SIDE STATE [...].

It uses only what earlier versions have as well, so that it measures a checkout of one, named by PYTHONPATH.
Prints one JSON line.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import inspect
import json
import random
import re
import resource
import statistics
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import bundled
from corpus.model import SHARED, NewDocument
from corpus.store import Store, documents
from index import Index, embedding
from index.embedding.tokens import TokenVectors
from index.gather import vectors_of

PARAGRAPHS, SENTENCES = 2, 3
QUESTIONS = 60
_TOGETHER = 100  # documents added together
_GLANCE = 0.02  # seconds between two looks at the memory of processes that were started
_SPREAD = 0.03  # how far a drawn vector is from the real one, in each of 384 dimensions times 16
_MARK = re.compile(r"\(\d+\.\d+\.(\d+)\)")


def sentences() -> list[str]:
    """Return the sentences of the bundled essay that are neither short nor long."""
    text = (Path(bundled.__file__).parent / "bundled" / "sister_cities_essay.txt").read_text("utf-8")
    found = dict.fromkeys(one.strip() for one in text.replace("\n", " ").split(". "))
    return [one for one in found if 40 < len(one) < 200]


class Drawn:
    """The real model for questions; vectors of made texts are drawn around those of their real sentences.

    A made sentence is a real one with a mark that makes it unlike all others and names the real one.
    """

    def __init__(self, model: Any, real: Sequence[str]) -> None:
        self._model = model
        self._real = real
        both = list(model.embed_with_tokens(list(real)))
        self._vectors = np.stack([vector for vector, _ in both])
        self._tokens = [tokens for _, tokens in both]
        self._chance = np.random.default_rng(1)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a unit vector for each text, near the mean of its sentences'."""
        means = np.stack([self._vectors[self._of(text)].mean(0) for text in texts])
        means /= np.linalg.norm(means, axis=1, keepdims=True)
        drawn = means + self._chance.normal(size=means.shape) * _SPREAD
        found: NDArray[np.float32] = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
        return found

    def embed_with_tokens(self, texts: Sequence[str]) -> Iterator[tuple[NDArray[np.float32], TokenVectors]]:
        """Yield vectors, and the tokens of the real sentences at their places."""
        for text, vector in zip(texts, self.embed(texts), strict=True):
            parts = [(self._tokens[one], text.find(self._real[one])) for one in self._of(text)]
            offsets = np.concatenate([tokens.offsets + at for tokens, at in parts])
            yield vector, TokenVectors(offsets, np.concatenate([tokens.vectors for tokens, _ in parts]))

    @staticmethod
    def _of(text: str) -> list[int]:
        return [int(number) for number in _MARK.findall(text)]


def scope(server: int) -> str:
    """Return a server's scope."""
    return f"guild:{10**17 + server}"


def paper(server: int, number: int, real: Sequence[str], chance: random.Random) -> NewDocument:
    """Return a document of a few real sentences, each marked."""
    chosen = chance.sample(range(len(real)), PARAGRAPHS * SENTENCES)
    marked = [f"{real[one]} ({server}.{number}.{one})." for one in chosen]
    paragraphs = [" ".join(marked[one::PARAGRAPHS]) for one in range(PARAGRAPHS)]
    title = f"Minutes {server}.{number}"
    return NewDocument(f"minutes-{server}-{number}.txt", "\n\n".join(paragraphs).encode(), title=title)


async def make(state: Path, servers: str, each: str) -> dict[str, float]:
    """Add so many documents to so many servers, with vectors and tokens; no index is built."""
    real, chance = sentences(), random.Random(1)
    drawn = Drawn(embedding.load(None, state), real)
    async with await Store.open(state, write=True) as store:
        for server in range(int(servers)):
            for first in range(0, int(each), _TOGETHER):
                some = range(first, min(first + _TOGETHER, int(each)))
                papers = [documents.prepare(paper(server, one, real, chance)) for one in some]
                before = await store.revision()
                await store.change(_add_all, papers, scope(server))
                added = await store.passages(scope(server), after_revision=before)
                await vectors_of(added, store, drawn)
    return {}


def _add_all(connection: Any, papers: Sequence[Any], where: str) -> None:
    for one in papers:
        documents.add(connection, one, scope=where, by=None)


async def build(state: Path) -> dict[str, float]:
    """Build the index from what is stored."""
    model = embedding.load(None, state)
    began, used = time.perf_counter(), processor()
    async with await Store.open(state, write=True) as store:
        with Started() as started:
            index = await Index.open(store, state, model)
        spent = {"build_seconds": time.perf_counter() - began, "build_cpu": processor() - used}
        place = state / "index" / index.generation
        files = [path.stat().st_size for path in place.rglob("*") if path.is_file()]
        told: Any = index.status()  # earlier versions answer at once
        now = await told if inspect.isawaitable(told) else told
        vectors = now.units * 2 * model.dimensions
        return {
            **spent, "passages": now.passages, "files": len(files), "vectors_mb": vectors / 1e6,
            "beyond_mb": (sum(files) - vectors) / 1e6, "build_peak_mb": started.peak_mb or memory("VmHWM"),
        }  # fmt: skip


async def serve(state: Path, servers: str) -> dict[str, float]:
    """Open everything, rest, answer questions of many servers, and rebuild."""
    began, used = time.perf_counter(), time.process_time()
    from bot.shared.knowledge_base import KnowledgeBase  # noqa: PLC0415

    kb = await KnowledgeBase.open(state, write=True)
    found = {"start_seconds": time.perf_counter() - began, "start_cpu": time.process_time() - used}
    real, chance = sentences(), random.Random(2)
    spent, cpus = [], []
    for number in range(QUESTIONS + 5):
        words = chance.choice(real).split()
        question = f"What is said about {' '.join(words[2:8])}?"
        where = (SHARED, scope(chance.randrange(int(servers))))
        at, cpu = time.perf_counter(), time.process_time()
        await kb.answer(question, scopes=where)
        if number >= 5:  # the first load what is loaded once
            spent.append(1000 * (time.perf_counter() - at))
            cpus.append(1000 * (time.process_time() - cpu))
    gc.collect()
    found |= {"rest_mb": memory("VmRSS"), "rest_own_mb": memory("RssAnon")}
    for name, times in (("ms", spent), ("cpu_ms", cpus)):
        ranks = statistics.quantiles(times, n=20)
        found |= {f"question_p50_{name}": ranks[9], f"question_p95_{name}": ranks[18]}
    began, used = time.perf_counter(), time.process_time()
    await kb.store.add_document(NewDocument("new.txt", b"A bell rang."), scope=scope(0))
    await kb.index.refresh()
    found |= {"add_seconds": time.perf_counter() - began, "add_cpu": time.process_time() - used}
    forget_peak()
    used = processor()
    with Started() as started:
        await kb.index.rebuild()
    found |= {"rebuild_cpu": processor() - used, "rebuild_peak_mb": memory("VmHWM") + started.peak_mb}
    await kb.close()
    return found


def processor() -> float:
    """Return the seconds of the processor that this process and those that it started have used."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


class Started:
    """Watches what memory the processes take that this one starts; what rusage says holds this one's own.

    A process that was forked counts the memory of its parent, until it runs another program, as its peak.
    """

    def __init__(self) -> None:
        self.peak_mb = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Started:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        ours = Path("/proc/self/cmdline").read_bytes()
        while not self._over.wait(_GLANCE):
            for task in Path("/proc/self/task").iterdir():
                with contextlib.suppress(OSError):  # it has ended
                    for number in (task / "children").read_text().split():
                        child = Path("/proc") / number
                        if (child / "cmdline").read_bytes() not in (ours, b""):
                            self.peak_mb = max(self.peak_mb, _figure((child / "status").read_text(), "VmHWM"))


def memory(name: str) -> float:
    """Return a figure of this process's memory, in MB: VmRSS, RssAnon (without files) or VmHWM, the peak."""
    return _figure(Path("/proc/self/status").read_text(), name)


def _figure(status: str, name: str) -> float:
    found = re.search(rf"^{name}:\s+(\d+) kB", status, re.M)
    return int(found[1]) / 1000 if found else float("nan")


def forget_peak() -> None:
    """Have the peak of this process's memory measured from here."""
    Path("/proc/self/clear_refs").write_text("5")


if __name__ == "__main__":
    sides: dict[str, Any] = {"make": make, "build": build, "serve": serve}
    print(json.dumps(asyncio.run(sides[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:]))))
