"""Ask questions about the bundled world, of which SQL knows the answers, and measure how fast that goes.

    python -m bench.world [--each N] [--state DIR] [--no-speed] [--wrong FILE.jsonl]

Prints right, wrong and not answered by kind, how many wrong values were stated with confidence over 0.9, the
time of questions, suggestions, start and of an import of 100,000 rows. `--wrong` writes what was not right.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import world_speed
from bench.world_facts import tables
from bench.world_questions import Question, questions
from bot.answering.answer import Answer
from bot.shared.knowledge_base import KnowledgeBase

SURE = 0.9


@dataclass(frozen=True, slots=True)
class Told:
    """A question, what was answered, how that is judged, and the seconds of the processor that it took."""

    question: Question
    answer: Answer
    verdict: str
    seconds: float


def judge(question: Question, answer: Answer) -> str:
    """Return "right", "wrong" where another value was stated, "not answered" where none was."""
    if answer.abstained or (not answer.has_values and question.expected is not None):
        return "not answered"
    if not all(name in answer.answer for name in question.says):
        return "wrong"
    return "right" if _same(answer.values, question.expected, question.how) else "wrong"


def _same(given: Any, wanted: Any, how: str) -> bool:
    if wanted is None:
        return given is None
    if how == "path":
        return len(given) - 1 == wanted if isinstance(given, list) else bool(given == wanted)
    if isinstance(wanted, set):
        return isinstance(given, list) and len(given) == len(set(given)) and set(given) == wanted
    if isinstance(wanted, bool) or isinstance(given, bool):
        return given is wanted
    if how == "near":
        return isinstance(given, (int, float)) and abs(given - wanted) <= max(2, 0.02 * wanted)
    if isinstance(given, list) and given:  # the first is the answer, the others are what it was compared with
        given = given[0]
    return str(given) == str(wanted)


async def ask(kb: KnowledgeBase, asked: Sequence[Question]) -> list[Told]:
    """Ask every question, one after the other."""
    await kb.answer("Who are Burlington's sister cities?")  # what the first one loads counts with the start
    told = []
    for question in asked:
        began = time.process_time()
        answer = await kb.answer(question.text, history=question.history)
        seconds = time.process_time() - began
        told.append(Told(question, answer, judge(question, answer), seconds))
    return told


def show(told: Sequence[Told], console: Console) -> None:
    """Print the verdicts by kind, and the times."""
    kinds: dict[str, Counter[str]] = {}
    sure: Counter[str] = Counter()
    for one in told:
        kinds.setdefault(one.question.kind, Counter())[one.verdict] += 1
        sure[one.question.kind] += one.verdict == "wrong" and one.answer.confidence > SURE
    table = Table(title=f"{len(told):,} questions of {len(kinds)} kinds about the bundled world")
    for heading in ("kind", "right", "wrong", "not answered", f"wrong, confidence over {SURE}"):
        table.add_column(heading, justify="left" if heading == "kind" else "right")
    for kind, found in [*kinds.items(), ("all", sum(kinds.values(), Counter()))]:
        counts = [str(found[verdict]) for verdict in ("right", "wrong", "not answered")]
        table.add_row(kind, *counts, str(sure[kind] if kind != "all" else sure.total()))
    console.print(table)
    right = sum(one.verdict == "right" for one in told)
    console.print(f"Right: {right / len(told):.1%}")
    times = [one.seconds * 1000 for one in told]
    ranks = statistics.quantiles(times, n=20)
    console.print(
        f"A question, ms of the processor: p50 {ranks[9]:.1f}, p95 {ranks[18]:.1f}, max {max(times):.0f}"
    )


def write(told: Sequence[Told], file: Path) -> None:
    """Write what was not right, a line each: the question, what was expected and what was said."""
    with file.open("w", encoding="utf-8") as out:
        for one in told:
            if one.verdict == "right":
                continue
            wanted = one.question.expected
            row = {
                "kind": one.question.kind,
                "question": one.question.text,
                "history": one.question.history,
                "expected": sorted(wanted) if isinstance(wanted, set) else wanted,
                "verdict": one.verdict,
                "values": one.answer.values,
                "confidence": one.answer.confidence,
                "answer": one.answer.answer,
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


async def measure(chosen: argparse.Namespace, state: Path, console: Console) -> None:
    """Set a folder up, ask, and time the rest."""
    kb = await KnowledgeBase.open(state, write=True)
    try:
        records = (await kb.knowledge()).records
        told = await ask(kb, list(questions(tables(records), chosen.each)))
        show(told, console)
        if chosen.wrong:
            write(told, chosen.wrong)
        if chosen.speed:
            console.print(world_speed.suggestions(records))
    finally:
        await kb.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--each", type=int, default=30, help="questions of a kind")
    parser.add_argument("--state", type=Path, help="a state folder that has the world; otherwise one is made")
    parser.add_argument("--no-speed", dest="speed", action="store_false")
    parser.add_argument("--wrong", type=Path, metavar="FILE.jsonl")
    chosen = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory(prefix="footbridge-world-") as folder:
        state = chosen.state or Path(folder) / "state"
        asyncio.run(measure(chosen, state, console))
        if chosen.speed:
            console.print(world_speed.start(state))
            console.print(world_speed.large_import(Path(folder)))


if __name__ == "__main__":
    main()
