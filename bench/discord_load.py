"""Load the Discord bot as members would while its index is rebuilt, and measure what they notice.

    python -m bench.discord_load [--interactions 1000] [--at-once 50]

The bot is the program as shipped (`run.py bot`) in a process of its own; this one is Discord and the
members (the loopback double of tests/). Every rebuild embeds everything anew. Writes bench/results/.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
from discord import Permissions
from rich.console import Console
from rich.table import Table

from corpus.store.files import DATABASE
from tests.discord_double import DoubleDiscord, Person, Reply

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results"
PATIENCE = 60.0
"""Seconds after which an answer counts as lost."""

QUESTIONS = (
    "Where did Churchill give his Iron Curtain Speech?",
    "Since when are Burlington and Yaroslavl twinned?",
    "Who are Chicago's sister cities?",
    "In which country is Puerto Cabezas?",
    "Which sister cities do Burlington and Portland have in common?",
    "What did Eisenhower want citizens to do?",
    "Is Arad a sister city of Burlington?",
    "Who are Portland's sister cities?",
    "What is the boiling point of tungsten?",
    "Which cities broke off their partnership with a Russian city?",
)
PLACES = ("Burlington, Vermont, United States", "Yaroslavl, Russia", "Puerto Cabezas, Nicaragua")


@dataclass(slots=True)
class Noticed:
    """What members noticed: seconds to the acknowledgement and to the answer, and what went wrong."""

    acknowledged: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    rebuilds_begun: int = 0
    rebuilds: int = 0


class Load:
    """Members of one server who keep the bot busy; `mo` may rebuild its index."""

    def __init__(
        self, double: DoubleDiscord, *, members: int, before_rebuild: Callable[[], None] = lambda: None
    ) -> None:
        self._before_rebuild = before_rebuild
        self._double = double
        guild = double.guild("Load")
        self._channels = [guild.channel(f"channel-{number}") for number in range(5)]
        self._members = [guild.member(f"member{number}") for number in range(members)]
        self._mo = guild.member("mo", permissions=Permissions(manage_guild=True))
        self.noticed = Noticed()

    async def run(self, interactions: int) -> None:
        """Let the members, each one thing at a time, cause so many interactions, while rebuilds go on."""
        numbers = iter(range(interactions))
        rebuilding = asyncio.create_task(self._rebuild())
        try:
            await asyncio.gather(*(self._member(member, numbers) for member in self._members))
        finally:
            failed = rebuilding.exception() if rebuilding.done() else None
            rebuilding.cancel()
            await asyncio.gather(rebuilding, return_exceptions=True)
        if failed is not None:
            raise failed

    async def _member(self, member: Person, numbers: Iterator[int]) -> None:
        answer: Reply | None = None
        for number in numbers:
            what = number % 10
            if what == 9 and answer is not None:
                await self._timed(member, "Sources", answer)
            elif what == 4:
                await self._timed(member, "city", PLACES[number % len(PLACES)])
            else:
                answer = await self._timed(member, "ask", QUESTIONS[number * 7 % len(QUESTIONS)]) or answer

    async def _timed(self, member: Person, what: str, about: str | Reply) -> Reply | None:
        began = time.perf_counter()
        channel = self._channels[member.id % len(self._channels)]
        label = f"{member.name}: {what} {about}"
        try:
            if isinstance(about, Reply):
                reply = await member.click(about, what, within_=PATIENCE)
            elif what == "city":
                reply = await member.slash(channel, what, within_=PATIENCE, name=about)
            else:
                reply = await member.slash(channel, what, within_=PATIENCE, question=about)
            self.noticed.acknowledged.append(reply.acknowledged_after)
            await self._double.until(
                lambda: bool(reply.interaction.original and reply.embeds), label, PATIENCE
            )
        except Exception as error:
            self.noticed.lost.append(f"{label}: {error!r}"[:300])
            return None
        self.noticed.answered.append(time.perf_counter() - began)
        if not isinstance(about, Reply) and reply.message.edits != 1:
            self.noticed.doubled.append(label)
        return reply if what == "ask" and "'Sources'" in str(reply.buttons) else None

    async def _rebuild(self) -> None:
        while True:
            self._before_rebuild()
            reply = await self._mo.slash(self._channels[0], "index rebuild", within_=PATIENCE)
            self.noticed.rebuilds_begun += 1
            await reply.shows("index is rebuilt", within=10 * PATIENCE)
            self.noticed.rebuilds += 1

    def shown_twice(self) -> list[str]:
        """Return what was answered by more than one message or acknowledged with more than one."""
        seen = Counter(
            message.interaction.id
            for channel in self._channels
            for message in channel.from_bot()
            if message.interaction is not None
        )
        return [str(identity) for identity, count in seen.items() if count > 1]


class Bot:
    """The shipped program on a state folder, in a process of its own."""

    def __init__(self, state: Path, double: DoubleDiscord) -> None:
        self._state, self._double = state, double
        self._process: asyncio.subprocess.Process | None = None
        self._log = (state / "bot.log").open("wb")
        self._metrics = free_port()

    async def __aenter__(self) -> Bot:
        settings = {
            "DISCORD_TOKEN": self._double.token,
            "FOOTBRIDGE_DATA": str(self._state),
            "FOOTBRIDGE_DISCORD_API": self._double.api_url,
            "FOOTBRIDGE_DISCORD_GATEWAY": self._double.gateway_url,
            "FOOTBRIDGE_METRICS_PORT": str(self._metrics),
            "FOOTBRIDGE_USER_RATE": "1000",
            "FOOTBRIDGE_GUILD_RATE": "10000",
            "FOOTBRIDGE_LOG_LEVEL": "warning",
            "HF_HUB_OFFLINE": "1",
        }
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "run.py", "bot",
            cwd=ROOT, env=os.environ | settings, stdout=self._log, stderr=self._log,
        )  # fmt: skip
        await self._double.ready(300)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(self._process.wait(), 60)
        self._log.close()

    def peak_megabytes(self) -> float:
        """Return the most memory that the process has held."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0

    def processor_seconds(self) -> float:
        """Return how long the process has kept a core busy."""
        assert self._process is not None
        times = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")

    async def figures(self) -> dict[str, float]:
        """Return what the bot's own metrics say of its event loop, in seconds, and of errors."""
        url = f"http://127.0.0.1:{self._metrics}/metrics"
        async with aiohttp.ClientSession() as http, http.get(url) as reply:
            text = await reply.text()
        rows = dict(re.findall(r"^(\S+(?:{.*})?) ([0-9.e+-]+)$", text, re.MULTILINE))
        within = {
            float(found[1]): float(count)
            for name, count in rows.items()
            if (found := re.fullmatch(r'footbridge_loop_lag_seconds_bucket{le="([\d.]+)"}', name))
        }
        total = float(rows["footbridge_loop_lag_seconds_count"])
        return {
            "lag_max": float(rows["footbridge_loop_lag_worst_seconds"]),
            "lag_over_100ms": total - within[0.1],
            "lag_samples": total,
            "errors": sum(float(n) for name, n in rows.items() if name.startswith("footbridge_errors_total")),
        }


def free_port() -> int:
    """Return a port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def forget_embeddings(state: Path) -> None:
    """Delete every stored embedding, so that the next rebuild embeds all texts."""
    with closing(sqlite3.connect(state / DATABASE, timeout=30)) as connection, connection:
        connection.execute("DELETE FROM embeddings")


async def measure(state: Path, interactions: int, at_once: int) -> dict[str, Any]:
    """Run the load against the bot on a state folder; return the figures."""
    async with DoubleDiscord(running_clock=True) as double:
        load = Load(double, members=at_once, before_rebuild=lambda: forget_embeddings(state))
        async with Bot(state, double) as bot:
            idle = await bot.figures()
            began, busy, ours = time.perf_counter(), bot.processor_seconds(), time.process_time()
            await load.run(interactions)
            seconds = time.perf_counter() - began
            busy, ours = bot.processor_seconds() - busy, time.process_time() - ours
            figures = await bot.figures()
            megabytes = bot.peak_megabytes()
    noticed = load.noticed
    return {
        "interactions": interactions,
        "at_once": at_once,
        "seconds": round(seconds, 1),
        "bot_processor_seconds": round(busy, 1),
        "double_processor_seconds": round(ours, 1),
        "rebuilds": noticed.rebuilds,
        "unacknowledged": interactions - len(noticed.acknowledged),
        "acknowledged_p50": round(share(noticed.acknowledged, 0.50), 3),
        "acknowledged_p99": round(share(noticed.acknowledged, 0.99), 3),
        "answers_p50": round(share(noticed.answered, 0.50), 3),
        "answers_p95": round(share(noticed.answered, 0.95), 3),
        "loop_lag_max": round(figures["lag_max"], 3),
        "loop_lag_max_before_load": round(idle["lag_max"], 3),
        "loop_lag_share_over_100ms": round(figures["lag_over_100ms"] / max(1, figures["lag_samples"]), 4),
        "peak_megabytes": round(megabytes),
        "errors": int(figures["errors"]),
        "lost": noticed.lost,
        "doubled": noticed.doubled + load.shown_twice(),
    }


def share(values: Sequence[float], part: float) -> float:
    """Return the value that `part` of the values do not exceed; infinity when there is none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else float("inf")


WANTED: dict[str, float] = {
    "unacknowledged": 0, "acknowledged_p99": 1, "answers_p95": 3, "loop_lag_max": 0.1,
    "peak_megabytes": 500, "errors": 0, "lost": 0, "doubled": 0,
}  # fmt: skip
"""The most that each may be."""


def show(found: dict[str, Any], console: Console, wanted: Mapping[str, float], title: str) -> None:
    """Print the figures beside what is wanted."""
    table = Table(title=title)
    for heading in ("", "found", "wanted", ""):
        table.add_column(heading, justify="right" if heading else "left")
    for name, value in found.items():
        number = len(value) if isinstance(value, list) else value
        most = wanted.get(name)
        verdict = "" if most is None else "✓" if number <= most else "✗"
        table.add_row(name.replace("_", " "), f"{number}", "" if most is None else f"≤ {most}", verdict)
    console.print(table)


def main() -> None:
    """Measure, print the table, write the JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--interactions", type=int, default=1000)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--state", type=Path, help="a state folder to copy (default: a fresh one)")
    chosen = parser.parse_args()
    console = Console()
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load > cores / 2:
        console.print(f"This machine is busy (load {load:.1f} on {cores} cores): do not quote the times.")
    # members' requests are judged in the tests; judging them here would only take the bot's cores
    os.environ["DISCORD_OPENAPI"] = os.devnull
    with tempfile.TemporaryDirectory(prefix="footbridge-load-") as folder:
        state = Path(folder) / "state"
        if chosen.state is not None:
            shutil.copytree(chosen.state, state)
        else:
            program = [sys.executable, "run.py", "index", "status", "--data", str(state)]
            subprocess.run(program, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        found = asyncio.run(measure(state, chosen.interactions, chosen.at_once))
    show(found, console, WANTED, "Discord under load (times in seconds)")
    RESULTS.mkdir(exist_ok=True)
    result = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.processor() or platform.machine()}, {cores} cores",
        "load_at_start": load,
        **found,
    }
    file = RESULTS / f"discord-load-{datetime.now(UTC):%Y%m%dT%H%M%S}.json"
    file.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", "utf-8")
    console.print(f"Written to {file.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
