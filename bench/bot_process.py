"""One process of the bot as shipped, to be killed and started again; its part of the shards is its own."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import aiohttp

from bench.discord_load import ROOT, free_port
from bot.shared.shards import dealt


class BotProcess:
    """One of the bot's processes, with a state folder of its own; `deaths` are times of the loop."""

    def __init__(self, number: int, of: int, folder: Path, settings: dict[str, str], shards: int) -> None:
        self.shards = dealt(str(number), of, shards)
        self.deaths: list[float] = []
        self._folder = folder
        self._port = free_port()
        self._settings = settings | {
            "FOOTBRIDGE_PROCESS": f"bot-{number}",
            "FOOTBRIDGE_PROCESSES": str(of),
            "FOOTBRIDGE_SHARD_COUNT": str(shards),
            "FOOTBRIDGE_DATA": str(folder),
            "FOOTBRIDGE_METRICS_PORT": str(self._port),
        }
        self._log = (folder / "bot.log").open("ab")
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the program; it connects later."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "run.py", "bot",
            cwd=ROOT, env=os.environ | self._settings, stdout=self._log, stderr=self._log,
            start_new_session=True,  # as on a machine of its own
        )  # fmt: skip

    async def kill(self) -> None:
        """End the process without a word."""
        assert self._process is not None
        self.deaths.append(asyncio.get_running_loop().time())
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> None:
        """End the process in good order."""
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), 60)
            if self._process.returncode is None:
                self._process.kill()
                await self._process.wait()
        self._log.close()

    async def revision(self) -> int:
        """Return the corpus' revision that the process knows."""
        async with (
            aiohttp.ClientSession() as http,
            http.get(f"http://127.0.0.1:{self._port}/healthz") as said,
        ):
            return int((await said.json(content_type=None))["revision"])
