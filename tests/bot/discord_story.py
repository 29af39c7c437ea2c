"""What the Discord scenarios share: the unmodified bot, run by its own service, against the double."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.ask.commands import Ask
from bot.ask.responder import Responder
from bot.core import running
from bot.core.client import Feature, Footbridge
from bot.core.services import Services
from bot.discord_bot import DiscordBot
from bot.rebuild.jobs import Rebuilds
from bot.shared.operator_settings import Settings
from bot.uploads.additions import Additions
from tests.discord_double import Attachment, DoubleDiscord, Reply, point_discord_py_at


class Client(Footbridge):
    """The bot's own client without the five seconds that the library sleeps before a second IDENTIFY."""

    async def before_identify_hook(self, _shard_id: int | None, *, initial: bool = False) -> None:
        return


class Running:
    """A running bot: `bot` is what outlives its clients, `client` the present one."""

    def __init__(self, bot: DiscordBot, more: Sequence[Feature] = (), **options: Any) -> None:
        self.bot = bot
        self.more = more
        self.options = options
        self.client: Client | None = None
        self.stop = asyncio.Event()

    @property
    def services(self) -> Services:
        return self.bot.services

    def metric(self, name: str, **labels: str) -> float:
        """Return what `/metrics` says, 0 where nothing was counted yet."""
        return self.services.metrics.registry.get_sample_value(name, labels) or 0.0

    @property
    def additions(self) -> Additions:
        return self.bot.additions

    @property
    def rebuilds(self) -> Rebuilds:
        return self.bot.rebuilds

    @property
    def responder(self) -> Responder:
        cog = self.client.get_cog("Ask") if self.client else None
        assert isinstance(cog, Ask)
        return cog.responder

    def make(self) -> Client:
        features = (*self.bot.features(), *self.more)
        self.client = Client(self.services, features, guild_ready_timeout=0.05, **self.options)
        return self.client


def settings_for(double: DoubleDiscord, folder: Path, **given: Any) -> Settings:
    values: dict[str, Any] = {
        "token": SecretStr(double.token), "data": folder, "metrics_port": None, "user_rate": 1000,
        "guild_rate": 1000,
    }  # fmt: skip
    return Settings(_env_file=None, **(values | given))


@contextlib.asynccontextmanager
async def bot_on(
    double: DoubleDiscord,
    folder: Path,
    *,
    clock: Any = None,
    options: Mapping[str, Any] | None = None,
    more: Sequence[Feature] = (),
    **given: Any,
) -> AsyncIterator[Running]:
    """Run the bot on a state folder until the block ends; `options` are discord.py's, `more` features."""
    given_clock = {} if clock is None else {"clock": clock}
    settings = settings_for(double, folder, **given)
    made = await DiscordBot.open(settings, **given_clock)
    story = Running(made, more, **(options or {}))
    with point_discord_py_at(double):
        task = asyncio.create_task(running.run(story.services, story.stop, story.make))
        try:
            ready = asyncio.create_task(double.ready(shards=len(settings.sharding.ids) or None))
            await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                ready.cancel()
                task.result()
            await ready
            await story.services.ready.wait()
            yield story
        finally:
            story.stop.set()
            await asyncio.gather(task, return_exceptions=True)
            await made.close()


class Scene:
    """A server with a channel and two members, and helpers to wait for what is stored."""

    def __init__(self, double: DoubleDiscord) -> None:
        self.double = double
        self.guild = double.guild("Twin Towns")
        self.general = self.guild.channel("general")
        self.alice = self.guild.member("alice")
        self.bob = self.guild.member("bob")

    @staticmethod
    def file(name: str, data: bytes) -> Attachment:
        return Attachment(name, data)

    async def until_stored(self, bot: Running, *, within: float = 60, **counts: int) -> None:
        """Wait until the tables named hold so many rows; what is shown is stored a moment later."""
        end = asyncio.get_running_loop().time() + within
        while True:
            stored = await bot.services.community.stored()
            if all(stored[name] == count for name, count in counts.items()):
                return
            assert asyncio.get_running_loop().time() < end, f"{stored} is not {counts}"
            await asyncio.sleep(0.02)

    @staticmethod
    async def until_left(bot: Running, guild: int, *, within: float = 60) -> None:
        """Wait until it is noted that the bot left a server."""
        end = asyncio.get_running_loop().time() + within
        while guild not in await bot.services.community.servers.departed(before=2**62):
            assert asyncio.get_running_loop().time() < end, "the departure was not noted"
            await asyncio.sleep(0.02)


async def ask(scene: Scene, question: str, *, private: bool = False) -> Reply:
    """Have alice ask with `/ask`, and wait for the answer."""
    return await (await scene.alice.slash(scene.general, "ask", question=question, private=private)).final(
        edits=1
    )
