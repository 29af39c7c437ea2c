"""Measure what many small servers cost, or a large one: folder, memory, start, questions, rebuild.

    python -m bench.scale [--servers N] [--documents D] [--baseline CHECKOUT [--compared M]] [--state FOLDER]

Each server has five documents, or D, of six real sentences, two passages a document; their embeddings are
drawn around those of the real sentences, so nothing but those is embedded. With --baseline, a checkout of an
earlier version (the folder that `git worktree add` makes) is measured in the same run, over M servers.
--state names a state folder to begin from, whose model is exported already. Linux only: memory is read from
/proc.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parent.parent
_SIDES = Path(__file__).with_name("scale_sides.py")
FIGURES = {
    "passages": "passages",
    "files": "files of the generation",
    "vectors_mb": "vectors in it, MB",
    "beyond_mb": "beyond the vectors, MB",
    "build_cpu": "index built, s of the processor",
    "build_peak_mb": "peak memory of the process that builds, MB",
    "start_seconds": "start, s",
    "start_cpu": "start, s of the processor",
    "rest_mb": "memory at rest, MB",
    "rest_own_mb": "of which not mapped files, MB",
    "question_p50_ms": "a question p50, ms",
    "question_p95_ms": "a question p95, ms",
    "question_p50_cpu_ms": "a question p50, ms of the processor",
    "question_p95_cpu_ms": "a question p95, ms of the processor",
    "add_cpu": "a document added, s of the processor",
    "rebuild_cpu": "rebuilt while serving, s of the processor",
    "rebuild_peak_mb": "peak memory of all meanwhile, MB",
}
WANTED = {
    "beyond_mb": 200.0, "rest_mb": 600.0, "rebuild_peak_mb": 900.0, "start_seconds": 15.0,
    "question_p95_ms": 100.0,
}  # fmt: skip
"""The most that each may be at 2,000 servers."""

LARGE = {
    50_000: {"build_cpu": 10.0, "build_peak_mb": 400.0},
    200_000: {"build_cpu": 60.0, "build_peak_mb": 800.0},
}
"""The most that each may be for one server with so many passages."""


def side(code: Path, name: str, state: Path, *arguments: object) -> dict[str, float]:
    """Run one side with the code of a checkout; raises RuntimeError with what it said where it fails."""
    said = _run(code, "-P", str(_SIDES), name, str(state), *map(str, arguments))
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found


def begun(code: Path, state: Path) -> None:
    """Set a state folder up with the code of a checkout, both models with it."""
    _run(code, "run.py", "ask", "Who is twinned with Lyon?", "--data", str(state))


def _run(code: Path, *command: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(code), "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "2"}
    done = subprocess.run(
        [sys.executable, *command], cwd=code, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command} with {code}: {done.stderr[-2000:]}")
    return done.stdout


def measure(code: Path, state: Path, servers: int) -> dict[str, float]:
    """Return the figures of a checkout over a state folder, whose index it builds first."""
    shutil.rmtree(state / "index", ignore_errors=True)
    return {**side(code, "build", state), **side(code, "serve", state, servers)}


def compare(
    folder: Path, begins: dict[str, Path], servers: int, documents: int, codes: dict[str, Path]
) -> dict[str, dict[str, float]]:
    """Measure each of the codes over servers that it made itself, of the same documents."""
    found = {}
    for name, code in codes.items():
        state = folder / f"{name}-{servers}"
        shutil.copytree(begins[name], state)
        side(code, "make", state, servers, documents)
        found[name] = measure(code, state, servers)
        shutil.rmtree(state)
    return found


def show(console: Console, servers: int, documents: int, found: dict[str, dict[str, float]]) -> None:
    """Print the figures of one size."""
    table = Table(title=f"{servers:,} servers with {documents:,} documents each")
    table.add_column("")
    for name in found:
        table.add_column(name, justify="right")
    table.add_column("ratio", justify="right")
    table.add_column("wanted")
    many = WANTED if servers >= 2_000 else {}
    wanted = many if servers > 1 else LARGE.get(2 * documents, {})
    for key, title in FIGURES.items():
        values = [one[key] for one in found.values()]
        ratio = f"{values[0] / values[-1]:.2f}" if len(values) > 1 and values[-1] else ""
        most = f"≤ {wanted[key]:g}" if key in wanted else ""
        table.add_row(title, *(f"{value:,.4g}" for value in values), ratio, most)
    console.print(table)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--servers", type=int, default=2_000)
    parser.add_argument("--documents", type=int, default=5)
    parser.add_argument("--baseline", type=Path)
    parser.add_argument("--compared", type=int, default=100)
    parser.add_argument("--state", type=Path)
    chosen = parser.parse_args()
    console = Console()
    each = chosen.documents
    with tempfile.TemporaryDirectory(prefix="footbridge-scale-") as place:
        folder = Path(place)
        begins = {"baseline": folder / "earlier", "Footbridge": chosen.state or folder / "begin"}
        if not chosen.state:
            begun(ROOT, begins["Footbridge"])
        if chosen.baseline:
            codes = {"baseline": chosen.baseline.resolve(), "Footbridge": ROOT}
            begun(codes["baseline"], begins["baseline"])
            compared = min(chosen.compared, chosen.servers)
            show(console, compared, each, compare(folder, begins, compared, each, codes))
            if compared == chosen.servers:
                return
        found = compare(folder, begins, chosen.servers, each, {"Footbridge": ROOT})
        show(console, chosen.servers, each, found)


if __name__ == "__main__":
    main()
