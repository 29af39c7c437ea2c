"""Load several bot processes on one PostgreSQL while one after the other is killed; say what was lost.

    python -m bench.processes [--interactions 2000] [--servers 300] [--processes 3] [--shards 6] [--every 20]
                              [--minutes M]

The bots are the program as shipped, each with its part of the shards; this process is Discord and the
members (the loopback double of tests/). Members ask, press and mention, moderators add documents, and every
so many seconds a process is ended by SIGKILL and started again, when the one before is back. A server whose
process is away is asked when it is back. With --minutes, no more is asked after so long. Writes
bench/results/.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from discord import Permissions
from rich.console import Console

from bench.bot_process import BotProcess
from bench.discord_load import QUESTIONS, RESULTS, ROOT, share, show
from bot.shared.shards import shard_of
from corpus.store import Store, databases
from corpus.store.community import Community
from corpus.store.history import verified
from corpus.store.people import server_of
from tests.discord_double import Attachment, DoubleDiscord, Message, Person, Reply
from tests.discord_double.world import Channel
from tests.postgres import PostgresServer

ALIVE = 3.0
"""Seconds for which a process must have lived after a question to have had to acknowledge it."""

PATIENCE = 90.0
"""Seconds after which an answer counts as lost: within them a killed process' questions are taken up."""

_START = 180.0


@dataclass(slots=True)
class Noticed:
    """What was noticed; `died` counts what was asked of a process that was killed before it could say so."""

    asked: int = 0
    acknowledged: list[float] = field(default_factory=list)
    died: int = 0
    unanswered: list[str] = field(default_factory=list)
    unacknowledged: list[str] = field(default_factory=list)
    taken_over: int = 0
    again: int = 0
    twice: list[str] = field(default_factory=list)
    told: set[tuple[int, str]] = field(default_factory=set)
    pressed: set[tuple[int, str]] = field(default_factory=set)


class Load:
    """Members of many servers, and moderators of some, beside a hand that kills."""

    def __init__(self, double: DoubleDiscord, processes: list[BotProcess], *, servers: int) -> None:
        self.noticed = Noticed()
        self._double, self._processes = double, processes
        self._shards = double.shards
        self._channels = [double.guild(f"Town {number}").channel("general") for number in range(servers)]
        self._members: dict[int, Person] = {}
        self._shown: list[tuple[Message, str]] = []
        self._until = 0.0

    async def run(self, interactions: int, at_once: int, every: float, minutes: float) -> None:
        """Let so many interactions happen, so many at once, and a death every so many seconds."""
        self._until = asyncio.get_running_loop().time() + 60 * minutes
        numbers = iter(range(interactions))
        killing = asyncio.create_task(self._kill(every))
        try:
            await asyncio.gather(*(self._one(numbers) for _ in range(at_once)))
        finally:
            killing.cancel()
            await asyncio.gather(killing, return_exceptions=True)
        await self._double.ready(_START, shards=self._shards)

    async def _kill(self, every: float) -> None:
        for process in itertools.cycle(self._processes):
            await asyncio.sleep(every)
            await self._here(frozenset(range(self._shards)))
            await process.kill()
            await process.start()

    async def _one(self, numbers: Iterator[int]) -> None:
        for number in numbers:
            if asyncio.get_running_loop().time() > self._until:
                return
            self.noticed.asked += 1
            channel = self._channels[number * 7 % len(self._channels)]
            assert channel.guild is not None
            await self._here({shard_of(channel.guild.id, self._shards)})
            kind = number % 10
            if kind == 9:
                await self._document(channel, number)
            elif kind == 5:
                await self._mention(channel, number)
            else:
                await self._ask(channel, number)

    async def _here(self, shards: set[int] | frozenset[int]) -> None:
        """Wait until somebody is there for these shards."""

        def holds() -> bool:
            sessions = self._double.gateway.sessions.values()
            return shards <= {one.shard for one in sessions if one.connection is not None}

        await self._double.until(holds, f"shards {sorted(shards)}", _START)

    def _member(self, channel: Channel, name: str, **more: Any) -> Person:
        assert channel.guild is not None
        return channel.guild.member(f"{name} of {channel.guild.name}", **more)

    async def _acknowledged(self, channel: Channel, waiting: Any, label: str) -> Any:
        """Return what is waited for; None when its process died before it had to say so, or it is lost."""
        began = asyncio.get_running_loop().time()
        try:
            reply = await waiting
        except Exception as error:
            if self._death(channel, began, began + ALIVE):
                self.noticed.died += 1
            else:
                self.noticed.unacknowledged.append(f"{label}: {error!r}"[:300])
            return None
        self.noticed.acknowledged.append(asyncio.get_running_loop().time() - began)
        return reply

    def _death(self, channel: Channel, since: float, until: float) -> bool:
        assert channel.guild is not None
        shard = shard_of(channel.guild.id, self._shards)
        (process,) = [one for one in self._processes if shard in one.shards]
        return any(since - 0.5 <= at <= until for at in process.deaths)

    async def _ask(self, channel: Channel, number: int) -> None:
        member, question = self._member(channel, "ann"), QUESTIONS[number * 3 % len(QUESTIONS)]
        label, began = f"{number}: {question}", asyncio.get_running_loop().time()
        asking = member.slash(channel, "ask", question=question)
        reply: Reply | None = await self._acknowledged(channel, asking, label)
        if reply is not None:
            await self._answered(channel, reply.message, label, began)

    async def _mention(self, channel: Channel, number: int) -> None:
        member, question = self._member(channel, "ann"), QUESTIONS[number * 3 % len(QUESTIONS)]
        label, began = f"{number}: mention: {question}", asyncio.get_running_loop().time()
        said = await member.says(channel, f"{self._double.bot} {question}")
        waiting = self._double.wait_for_reply(said)
        message: Message | None = await self._acknowledged(channel, waiting, label)
        if message is not None:
            await self._answered(channel, message, label, began)

    async def _answered(self, channel: Channel, message: Message, label: str, began: float) -> None:
        try:
            await self._double.until(lambda: bool(message.embeds), label, PATIENCE)
        except Exception as error:
            self.noticed.unanswered.append(f"{label}: {message.text[:60]!r}: {error!r}"[:300])
            return
        self.noticed.taken_over += self._death(channel, began + 0.5, asyncio.get_running_loop().time())
        self._shown.append((message, label))

    async def _document(self, channel: Channel, number: int) -> None:
        mo = self._member(channel, "mo", permissions=Permissions(manage_guild=True))
        assert channel.guild is not None
        key, label = (channel.guild.id, f"minutes-{number}"), f"{number}: a document"
        text = f"# Minutes {number}\n\nThe bridge of gate {number} was closed for {number + 3} days.\n"
        file = Attachment(f"{key[1]}.md", text.encode())
        offer: Reply | None = await self._acknowledged(
            channel, mo.slash(channel, "corpus add", file=file), label
        )
        if offer is None:
            return
        try:
            await offer.final(within=20)
            press = mo.click(offer, "Add")
        except Exception:  # its process died while it read the file: nothing was confirmed, nothing is kept
            return
        if await self._acknowledged(channel, press, f"{label}: Add") is None:
            return
        self.noticed.pressed.add(key)
        with suppress(Exception):  # where its process has died, it is told when the process is back, or never
            await offer.shows("✅ Added", within=PATIENCE)
            self.noticed.told.add(key)

    def look_for_doubles(self) -> None:
        """Note what was answered by two messages, or in two ways, or again after a death."""
        texts = Counter(
            str(message.interaction.id if message.interaction is not None else message.replies_to)
            for channel in self._channels
            for message in channel.from_bot()
        )
        self.noticed.twice += [f"{count} messages: {name}" for name, count in texts.items() if count > 1]
        for message, label in self._shown:
            answers = [state for state in message.history if state.get("embeds")]
            shown = {json.dumps(state["embeds"], sort_keys=True) for state in answers}
            shown.add(json.dumps(message.embeds, sort_keys=True))
            if len(shown) > 1:
                self.noticed.twice.append(f"{len(shown)} answers: {label}")
            self.noticed.again += len(answers)


async def kept(address: str, folder: Path, noticed: Noticed, processes: list[BotProcess]) -> dict[str, Any]:
    """Say what of the changes is stored, which servers count as left, and who knows the newest revision."""
    database = databases.of(folder, address)
    async with await Store.open(folder, write=False, database=database) as store:
        community = await Community.open(store.database)
        for _ in range(60):  # what was confirmed is stored, and told, within a minute of a start
            if not await community.additions.confirmed() and not await community.servers.jobs("ask"):
                break
            await asyncio.sleep(2)
        stored = {
            (server_of(one.scope), one.title.lower().replace(" ", "-"))
            for one in await store.documents(list(await store.scopes()))
            if one.title.startswith("Minutes ")
        }
        found = {
            "documents": len(stored),
            "told_and_not_stored": [str(key) for key in noticed.told - stored],
            "confirmed_and_left": [one.name for one in await community.additions.confirmed()],
            "jobs_left": len(await community.servers.jobs("ask")),
            "taken_for_left": await community.servers.departed(before=2**62),
            "history": [*(await verified(store)).problems],
        }
        newest = await store.revision()
        for _ in range(20):
            behind = [one for one in processes if await one.revision() != newest]
            if not behind:
                break
            await asyncio.sleep(0.5)
        found["behind"] = len(behind)
        await community.close()
    return found


async def measure(server: PostgresServer, folder: Path, models: Path, chosen: Any) -> dict[str, Any]:
    """Run everything; return the figures."""
    address = server.database()
    async with AsyncExitStack() as stack:
        double = await stack.enter_async_context(
            DoubleDiscord(shards=chosen.shards, identify_seconds=chosen.identify_seconds)
        )
        settings = {
            "DISCORD_TOKEN": double.token,
            "FOOTBRIDGE_DATABASE": address,
            "FOOTBRIDGE_PEOPLE_KEY": secrets.token_hex(32),
            "FOOTBRIDGE_DISCORD_API": double.api_url,
            "FOOTBRIDGE_DISCORD_GATEWAY": double.gateway_url,
            "FOOTBRIDGE_USER_RATE": "1000",
            "FOOTBRIDGE_GUILD_RATE": "10000",
            "FOOTBRIDGE_LOG_LEVEL": "warning",
            "FOOTBRIDGE_WORLD": "off",
            "HF_HUB_OFFLINE": "1",
        }
        os.environ["FOOTBRIDGE_PEOPLE_KEY"] = settings["FOOTBRIDGE_PEOPLE_KEY"]
        processes = []
        for number in range(chosen.processes):
            own = folder / f"bot-{number}"
            shutil.copytree(models, own / "models")
            processes.append(BotProcess(number, chosen.processes, own, settings, chosen.shards))
        load = Load(double, processes, servers=chosen.servers)
        for process in processes:
            await process.start()
            stack.push_async_callback(process.stop)
        await double.ready(_START, shards=chosen.shards)
        began = asyncio.get_running_loop().time()
        await load.run(chosen.interactions, chosen.at_once, chosen.every, chosen.minutes)
        seconds = asyncio.get_running_loop().time() - began
        stored = await kept(address, folder / "looking", load.noticed, processes)
        load.look_for_doubles()
    noticed = load.noticed
    return {
        "interactions": noticed.asked,
        "servers": chosen.servers,
        "seconds": round(seconds, 1),
        "deaths": sum(len(one.deaths) for one in processes),
        "acknowledged": len(noticed.acknowledged),
        "asked_of_a_dying_process": noticed.died,
        "acknowledged_p50": round(share(noticed.acknowledged, 0.50), 3),
        "acknowledged_p99": round(share(noticed.acknowledged, 0.99), 3),
        "answered_through_a_death": noticed.taken_over,
        "same_answer_shown_again": noticed.again,
        "documents_pressed": len(noticed.pressed),
        "documents_told": len(noticed.told),
        "sessions_begun_too_early": double.gateway.crowded,
        "unacknowledged": noticed.unacknowledged,
        "unanswered": noticed.unanswered,
        "twice": noticed.twice,
        **stored,
    }


WANTED = (
    "unacknowledged", "unanswered", "twice", "told_and_not_stored", "confirmed_and_left", "taken_for_left",
    "history", "jobs_left", "behind", "sessions_begun_too_early",
)  # fmt: skip
"""What has to be none."""


def arguments() -> argparse.ArgumentParser:
    """Return the options."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--interactions", type=int, default=2000)
    parser.add_argument("--servers", type=int, default=300)
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--shards", type=int, default=6)
    parser.add_argument("--every", type=float, default=20.0)
    parser.add_argument("--minutes", type=float, default=24 * 60)
    parser.add_argument("--at-once", type=int, default=16)
    parser.add_argument("--identify-seconds", type=float, default=5.0)
    parser.add_argument("--models", type=Path, help="a folder with the exported models (default: made)")
    return parser


def main() -> None:
    """Measure, print the table, write the JSON."""
    chosen = arguments().parse_args()
    console = Console()
    # members' requests are judged in the tests; judging them here would only take the bots' cores
    os.environ["DISCORD_OPENAPI"] = os.devnull
    with tempfile.TemporaryDirectory(prefix="footbridge-processes-") as place:
        folder = Path(place)
        models = chosen.models
        if models is None:
            program = [sys.executable, "run.py", "index", "status", "--data", str(folder / "made")]
            subprocess.run(program, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            models = folder / "made" / "models"
        with PostgresServer() as server:
            found = asyncio.run(measure(server, folder, models, chosen))
    show(found, console, dict.fromkeys(WANTED, 0), "Several processes, one after the other killed (seconds)")
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"processes-{datetime.now(UTC):%Y%m%dT%H%M%S}.json"
    file.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", "utf-8")
    console.print(f"Written to {file.relative_to(ROOT)}")
    raise SystemExit(any(found[name] for name in WANTED))


if __name__ == "__main__":
    main()
