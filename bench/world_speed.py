"""How fast the bundled world starts and is suggested, and how fast 100,000 rows are imported."""

from __future__ import annotations

import csv
import random
import statistics
import time
from pathlib import Path

from bench.speed import run
from bench.world_facts import rows
from bot.core.directory import Directory
from corpus.partnerships import Records

QUESTION = "Who are Kraków's sister cities?"
_SUGGESTED = 25
_ROWS = 100_000


def suggestions(records: Records) -> str:
    """Time suggestions for beginnings of names, a third of them with a slip."""
    chance = random.Random(1)
    directory = Directory(1, records, ())
    times = []
    for entry in chance.sample(directory.entries, 1_000):
        typed = list(entry.label[: chance.randint(1, 12)])
        if len(typed) > 3 and chance.random() < 1 / 3:
            typed[chance.randrange(1, len(typed))] = chance.choice("abcdefghijklmnopqrstuvwxyz")
        began = time.thread_time()
        directory.suggest("".join(typed), _SUGGESTED)
        times.append((time.thread_time() - began) * 1000)
    ranks = statistics.quantiles(times, n=20)
    return (
        f"Suggestions over {len(directory.entries):,} names, ms of the processor: "
        f"p50 {ranks[9]:.2f}, p95 {ranks[18]:.2f}, max {max(times):.1f}"
    )


def start(state: Path) -> str:
    """Time `run.py ask` from the start of its process to its end."""
    runs = [run(["run.py", "ask", QUESTION, "--json", "--data", str(state)]) for _ in range(4)][1:]
    seconds = statistics.median(one.seconds for one in runs)
    used = statistics.median(one.processor for one in runs)
    memory = max(one.megabytes for one in runs)
    return f"ask, from process start: {seconds:.2f} s, {used:.2f} s of the processor, {memory:.0f} MB"


def large_import(folder: Path) -> str:
    """Time the import of 100,000 rows between places of the world into a folder without anything else."""
    file, state = folder / "many.csv", folder / "many"
    write_many(file, _ROWS)
    run(["run.py", "index", "status", "--json", "--empty", "--data", str(state)])
    done = run(["run.py", "corpus", "import-partnerships", str(file), "--data", str(state)])
    return (
        f"{_ROWS:,} rows imported: {done.seconds:.0f} s, {done.processor:.0f} s of the processor, "
        f"{done.megabytes:.0f} MB"
    )


def write_many(file: Path, count: int) -> None:
    """Write a file of pairs drawn from the places of the world."""
    chance = random.Random(1)
    columns = ("city", "region", "country", "lat", "lon")
    places = list({tuple(row[f"{one}_{side}"] for one in columns) for row in rows() for side in "ab"})
    places.sort()
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < count:
        a, b = sorted(chance.sample(range(len(places)), 2))
        if places[a][0] != places[b][0]:
            pairs[a, b] = None
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([*(f"{one}_{side}" for side in "ab" for one in columns), "since", "source_title"])
        for a, b in pairs:
            writer.writerow([*places[a], *places[b], chance.randint(1950, 2020), "Drawn for a measurement"])
