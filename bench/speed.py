"""Measure speed and memory against the usual baseline, in the same run and on the same texts.

    python -m bench.speed [--rounds N] [--recall QUESTIONS DOCUMENTS]

The baseline is sentence-transformers on torch in float32, with one flat FAISS index over paragraphs. Each
measurement is a process of its own (`bench.speed_sides`); the sides take turns, and the medians of the
rounds are shown. With --recall, both embed the paragraphs of the folder DOCUMENTS, and the share of the
answerable questions whose nearest paragraph holds the answer is compared as well. Writes bench/results/.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
_MEASURED = Path(__file__).with_name("measured.py")
RESULTS = Path(__file__).parent / "results"
QUESTION = "Where did Churchill give his Iron Curtain Speech?"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: a figure of each side, and what is asked of ours (or of the ratio)."""

    name: str
    baseline: float | None
    ours: float
    ratio: float | None
    wanted: str
    reached: bool | None


@dataclass(frozen=True, slots=True)
class Run:
    """A finished process: seconds, peak memory in MB, what it printed, seconds of the processor."""

    seconds: float
    megabytes: float
    output: str
    processor: float


def run(arguments: list[str]) -> Run:
    """Run a process to its end; raises RuntimeError with what it said where it fails."""
    with (
        tempfile.TemporaryFile("w+") as out,
        tempfile.TemporaryFile("w+") as err,
        tempfile.NamedTemporaryFile("r") as took,
    ):
        subprocess.run(
            [sys.executable, "-S", _MEASURED, took.name, sys.executable, *arguments],
            cwd=ROOT, env=os.environ | {"HF_HUB_OFFLINE": "1"}, stdin=subprocess.DEVNULL, stdout=out,
            stderr=err, check=True,
        )  # fmt: skip
        found = json.load(took)
        out.seek(0)
        err.seek(0)
        if found.pop("code"):
            raise RuntimeError(f"{' '.join(arguments)}: {err.read()[-2000:]}")
        return Run(output=out.read(), **found)


def side(name: str, *arguments: str | Path) -> dict[str, Any]:
    """Run one side of a comparison and return its figures, with its peak memory."""
    done = run(["-m", "bench.speed_sides", name, *map(str, arguments)])
    return {**json.loads(done.output.splitlines()[-1]), "megabytes": done.megabytes}


def compare(state: Path, rounds: int, recall: list[str]) -> list[Line]:
    """Let both sides embed the same passages and answer the same questions, in turns."""
    seen: dict[str, list[dict[str, Any]]] = {"baseline": [], "ours": []}
    for _ in range(rounds):
        for name, found in seen.items():
            found.append(side(name, state, *recall))

    def figure(name: str, key: str) -> float:
        return float(statistics.median(one[key] for one in seen[name]))

    def ratio(key: str, *, more_is_better: bool) -> float:
        pairs = zip(seen["baseline"], seen["ours"], strict=True)
        shares = [theirs[key] / ours[key] for theirs, ours in pairs]
        return float(statistics.median(1 / share if more_is_better else share for share in shares))

    faster = ratio("passages_per_second", more_is_better=True)
    lines = [
        Line(
            "passages of 80 tokens embedded a second",
            figure("baseline", "passages_per_second"),
            figure("ours", "passages_per_second"),
            faster,
            "ratio ≥ 3.5",
            faster >= 3.5,
        )
    ]
    for key, name in (
        ("query_ms", "one question: embedding and search, ms"),
        ("first_vector_seconds", "start of the process to the first vector, s"),
        ("megabytes", "peak memory, MB"),
    ):
        lines.append(
            Line(
                name, figure("baseline", key), figure("ours", key), ratio(key, more_is_better=False), "", None
            )
        )
    if recall:
        theirs, ours = figure("baseline", "recall"), figure("ours", "recall")
        lines.append(
            Line("recall@1 of paragraph vectors, %", theirs, ours, None, "within 1", ours >= theirs - 1)
        )
    return lines


def start(state: Path, rounds: int) -> list[Line]:
    """Measure `run.py ask` from the start of its process to its end."""
    runs = [run(["run.py", "ask", QUESTION, "--json", "--data", str(state)]) for _ in range(max(rounds, 3))]
    seconds = statistics.median(one.seconds for one in runs)
    megabytes = max(one.megabytes for one in runs)
    return [
        Line("process start to the answer (run.py ask), s", None, seconds, None, "≤ 1.2", seconds <= 1.2),
        Line("its peak memory, MB", None, megabytes, None, "≤ 300", megabytes <= 300),
    ]


def adding(state: Path) -> Line:
    """Compare adding a document to 5,000 passages with adding it to none."""
    found = side("adding", state)
    share = found["large_ms"] / found["empty_ms"]
    return Line(
        "adding a document to 5,000 passages ÷ to none", found["empty_ms"], found["large_ms"], share, "≤ 1.5",
        share <= 1.5,
    )  # fmt: skip


def show(lines: list[Line], console: Console) -> None:
    """Print the table."""
    table = Table(title="Speed")
    for heading in ("", "baseline", "Footbridge", "ratio", "wanted", ""):
        table.add_column(heading, justify="left" if heading in ("", "wanted") else "right")
    for line in lines:
        numbers = [f"{one:.4g}" if one is not None else "" for one in (line.baseline, line.ours)]
        ratio = f"{line.ratio:.2f}" if line.ratio is not None else ""
        table.add_row(
            line.name, *numbers, ratio, line.wanted, {True: "✓", False: "✗", None: ""}[line.reached]
        )
    console.print(table)


def main() -> None:
    """Measure, print the table, write the JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--recall", nargs=2, metavar=("QUESTIONS", "DOCUMENTS"), default=[])
    chosen = parser.parse_args()
    console = Console()
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load > cores / 2:
        console.print(
            f"This machine is busy (load {load:.1f} on {cores} cores), so the baseline suffers most: "
            "the ratios below are not to be quoted. Measure again when it is idle."
        )
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="footbridge-speed-") as folder, console.status("") as status:
        state = Path(folder) / "state"
        status.update("First start: exporting the model, building the index …")
        first = run(["run.py", "index", "status", "--json", "--data", str(state)])
        lines.append(Line("first start ever, s", None, first.seconds, None, "≤ 60", first.seconds <= 60))
        status.update("Starting and answering …")
        lines += start(state, chosen.rounds)
        status.update(f"Embedding and searching, {chosen.rounds} rounds of both sides …")
        lines += compare(state, chosen.rounds, chosen.recall)
        status.update("Adding documents …")
        lines.append(adding(state))
    show(lines, console)
    RESULTS.mkdir(exist_ok=True)
    result = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores",
        "load_at_start": load,
        "rounds": chosen.rounds,
        "lines": [asdict(line) for line in lines],
    }
    file = RESULTS / f"speed-{datetime.now(UTC):%Y%m%dT%H%M%S}.json"
    file.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", "utf-8")
    console.print(f"Written to {file.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
