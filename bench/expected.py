"""Ask the questions of a file that says what their answers must be, and tell what was not right.

    python -m bench.expected QUESTIONS.jsonl --state NAME=DIR … [--faults FILE.toml] [--wrong FILE.jsonl]

A line has `id`, `kind`, `state`, `question` and `expected` (what it may be: `bench.expected_judge`); `state`
names one of the folders given, and lines of others are left out. "unknown place (…)" wants no other place to
answer. What no rule reads is for a reader: it is counted apart, and written with the answer. Where the file
itself errs, `--faults` (by default `expected_faults.toml` beside this) gives the reason by the question's id:
an answer that differs from it there is listed with that reason, and counts as not right.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.expected_judge import Judge
from bench.world import SURE
from bot.answering.answer import Answer
from bot.shared.knowledge_base import KnowledgeBase

_FAULTS = Path(__file__).parent / "expected_faults.toml"


@dataclass(frozen=True, slots=True)
class Judged:
    """A line of the file, the answer to it, and what came of that.

    `verdict` is right, wrong, not answered, to read, or a fault of the data, of which `reason` tells.
    """

    row: Mapping[str, Any]
    answer: Answer
    verdict: str
    reason: str = ""


async def judged(state: Path, rows: Sequence[Mapping[str, Any]]) -> list[Judged]:
    """Ask the questions of one state folder."""
    kb = await KnowledgeBase.open(state, write=False)
    try:
        judge = Judge((await kb.knowledge()).records)
        found = []
        for row in rows:
            answer = await kb.answer(row["question"])
            found.append(Judged(row, answer, judge.verdict(row, answer)))
        return found
    finally:
        await kb.close()


def excused(found: Sequence[Judged], faults: Mapping[str, str]) -> list[Judged]:
    """Return the lines with those that are not right because the file errs set apart."""
    return [
        replace(one, verdict="fault of the data", reason=faults[one.row["id"]])
        if one.verdict != "right" and one.row["id"] in faults
        else one
        for one in found
    ]


def show(found: Sequence[Judged], console: Console) -> None:
    """Print the verdicts by kind."""
    kinds: dict[str, Counter[str]] = {}
    for one in found:
        kinds.setdefault(one.row["kind"], Counter())[one.verdict] += 1
    verdicts = ("right", "wrong", "not answered", "to read", "fault of the data")
    table = Table(title=f"{len(found):,} questions with expected answers")
    for heading in ("kind", *verdicts):
        table.add_column(heading, justify="left" if heading == "kind" else "right")
    for kind, counts in [*kinds.items(), ("all", sum(kinds.values(), Counter()))]:
        table.add_row(kind, *(str(counts[verdict]) for verdict in verdicts))
    console.print(table)
    faults = [one for one in found if one.reason]
    for one in faults:
        console.print(f"Fault of the data, {one.row['id']}: {one.reason}")
    right = sum(one.verdict == "right" for one in found)
    sure = sum(one.verdict == "wrong" and one.answer.confidence > SURE for one in found)
    rest = max(1, len(found) - len(faults))
    console.print(
        f"Right: {right} of {len(found)}, {right / len(found):.1%}; without faults of the data "
        f"{right / rest:.1%}. Wrong with confidence over {SURE}: {sure}"
    )


def write(found: Sequence[Judged], file: Path) -> None:
    """Write what was not right, a line each."""
    with file.open("w", encoding="utf-8") as out:
        for one in found:
            if one.verdict != "right":
                told = {
                    "verdict": one.verdict,
                    "reason": one.reason,
                    "values": one.answer.values,
                    "answer": one.answer.answer,
                }
                row = {**one.row, **told, "confidence": one.answer.confidence}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--state", action="append", required=True, metavar="NAME=DIR")
    parser.add_argument("--faults", type=Path, default=_FAULTS, metavar="FILE.toml")
    parser.add_argument("--wrong", type=Path, metavar="FILE.jsonl")
    chosen = parser.parse_args()
    folders = dict(one.split("=", 1) for one in chosen.state)
    rows = [json.loads(line) for line in chosen.file.read_text("utf-8").splitlines() if line.strip()]
    found = [
        one
        for name, folder in folders.items()
        for one in asyncio.run(judged(Path(folder), [row for row in rows if row["state"] == name]))
    ]
    found = excused(found, tomllib.loads(chosen.faults.read_text("utf-8")))
    show(found, Console())
    if chosen.wrong:
        write(found, chosen.wrong)


if __name__ == "__main__":
    main()
