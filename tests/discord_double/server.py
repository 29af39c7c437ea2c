from __future__ import annotations

import asyncio
import ssl
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web
from discord import Permissions

from . import cdn, channels, rest, threads, webhooks
from .announce import Announcer
from .calls import API, Handler, Logged, Pipeline
from .client import Person
from .clock import Clock, Snowflakes, iso
from .errors import NothingHappenedError, ScriptError
from .faults import Faults
from .gateway import Gateway
from .interactions import Interactions
from .judge import Judge
from .messages import Message
from .world import Channel, Guild, User, make_guild

TOKEN = ".".join((b64encode(b"123456789012345678").decode(), "double", "token-of-the-double-of-discord"))
"""Formed as a bot's token is: an id in base 64, and two more parts."""

ROUTES: dict[str, Handler] = {**rest.ROUTES, **channels.ROUTES, **threads.ROUTES, **webhooks.ROUTES}


@dataclass(slots=True, eq=False)
class _Waiter:
    holds: Callable[[], bool]
    future: asyncio.Future[None]


class DoubleDiscord:
    """A Discord on the loopback that a real, unmodified discord.py client logs in to.

    token: what the bot must present. shards: what gateway/bot recommends; who identifies with fewer is closed
    with 4011. privileged: the privileged intents
    "switched on in the portal" (0: asking for one closes with 4014). heartbeat_interval: seconds.
    identify_seconds: an IDENTIFY sooner after the one before is answered by op 9 (max_concurrency is 1).
    running_clock: let real time count towards the 3 s and 15 min deadlines. certificate: (file, key file);
    then everything is served over TLS under Discord's own host names (see connect.py).
    Leaving the context raises JudgeError when anything was refused by Discord's API description.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        shards: int = 1,
        privileged: int = 0,
        heartbeat_interval: float = 41.25,
        identify_seconds: float = 0.0,
        running_clock: bool = False,
        port: int = 0,
        certificate: tuple[Path, Path] | None = None,
        bot_name: str = "Footbridge",
    ) -> None:
        self.token, self.shards, self._wanted_port, self._certificate = token, shards, port, certificate
        self.clock = Clock(running=running_clock)
        self.ids = Snowflakes(self.clock)
        self.bot = User(self.ids.next(), bot_name, bot=True)
        self.operator = User(self.ids.next(), "operator")
        self.application_id = self.bot.id
        self.users: dict[int, User] = {user.id: user for user in (self.bot, self.operator)}
        self.people: dict[str, Person] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.judge = Judge()
        self.announce = Announcer(self)
        self.gateway = Gateway(self, heartbeat_interval=heartbeat_interval, privileged=privileged)
        self.gateway.identify_seconds = identify_seconds
        self.interactions = Interactions(self)
        self.commands = rest.Commands(self)
        self.cdn = cdn.Cdn(self)
        self.faults = Faults(self)
        self.requests: list[Logged] = []
        self._waiters: list[_Waiter] = []
        self._runner: web.AppRunner | None = None
        self.port = 0
        self.clock.listeners.append(self.notify)

    # life

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        pipeline = Pipeline(self)
        for route, handler in ROUTES.items():
            method, template = route.split(" ", 1)
            app.router.add_route(method, API + template, pipeline.serve(method, template, handler))
        app.router.add_get("/attachments/{channel_id}/{attachment_id}/{filename}", self.cdn.serve)
        for path in ("/", "/resume"):
            app.router.add_get(path, self.gateway.handle)
        app.router.add_route("*", API + "/{rest:.*}", pipeline.unknown)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        context = None
        if self._certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*self._certificate)
        site = web.TCPSite(self._runner, "127.0.0.1", self._wanted_port, ssl_context=context)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.gateway.shut_down()
        if self._runner is not None:
            await self._runner.cleanup()
        if error is None:
            self.judge.verdict()

    @property
    def tls(self) -> bool:
        return self._certificate is not None

    @property
    def api_url(self) -> str:
        return f"https://discord.com{API}" if self.tls else f"http://127.0.0.1:{self.port}{API}"

    @property
    def gateway_url(self) -> str:
        return "wss://gateway.discord.gg/" if self.tls else f"ws://127.0.0.1:{self.port}/"

    @property
    def resume_url(self) -> str:
        return "wss://gateway-double.discord.gg/resume" if self.tls else f"ws://127.0.0.1:{self.port}/resume"

    @property
    def cdn_url(self) -> str:
        return "https://cdn.discordapp.com" if self.tls else f"http://127.0.0.1:{self.port}"

    def now_iso(self) -> str:
        return iso(self.clock.wall())

    # world

    def guild(self, name: str, *, bot_permissions: Permissions | None = None) -> Guild:
        """Return the guild of that name, made with the bot in it (and announced) when it does not exist."""
        for guild in self.guilds.values():
            if guild.name == name:
                return guild
        made = make_guild(self, name, bot_permissions)
        self.guilds[made.id] = made
        self.announce.guild_joined(made)
        return made

    def person(self, name: str) -> Person:
        """Return the person of that name, made when new; `guild.member(name)` also lets them join."""
        if name not in self.people:
            user = User(self.ids.next(), name)
            self.users[user.id] = user
            self.people[name] = Person(self, user)
        return self.people[name]

    def dm_channel(self, user: User) -> Channel:
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        made = Channel(self.ids.next(), self, "", None, kind=1, recipient=user)
        self.channels[made.id] = made
        return made

    def group(self, *people: Person) -> Channel:
        """Make a group of people; the bot is brought there by who installed it for themselves."""
        made = Channel(self.ids.next(), self, "", None, kind=3, recipients=tuple(one.user for one in people))
        self.channels[made.id] = made
        return made

    # waiting for the bot

    def notify(self) -> None:
        """Let everything that waits look again."""
        for waiter in list(self._waiters):
            if waiter.future.done():
                continue
            try:
                if waiter.holds():
                    waiter.future.set_result(None)
            except ScriptError as failed:
                waiter.future.set_exception(failed)

    async def until(self, holds: Callable[[], bool], what: str, within: float = 60) -> None:
        """Wait until a condition over the double's state holds; NothingHappenedError after `within` s."""
        if holds():
            return
        waiter = _Waiter(holds, asyncio.get_running_loop().create_future())
        self._waiters.append(waiter)
        try:
            await asyncio.wait_for(waiter.future, within)
        except TimeoutError:
            refused = "".join(f"\n- {violation}" for violation in self.judge.violations[-5:])
            raise NothingHappenedError(f"waited {within} s for {what}{refused}") from None
        finally:
            self._waiters.remove(waiter)

    async def ready(self, within: float = 60, *, shards: int | None = None) -> None:
        """Wait until every shard of the bot is connected, or so many where others run elsewhere."""

        def holds() -> bool:
            live = [s for s in self.gateway.sessions.values() if s.connection is not None]
            return bool(live) and len({s.shard for s in live}) >= (shards or live[0].shards)

        await self.until(holds, "every shard to be connected", within)

    async def settled(
        self, message: Message, *, edits: int = 0, within: float = 60, quiet: float = 0.03
    ) -> None:
        """Wait until a message is no placeholder, has `edits` edits, and rests for `quiet` seconds."""
        await self.until(
            lambda: not message.loading and message.edits >= edits,
            f"the final form of {message.text[:80]!r}",
            within,
        )
        while True:
            seen = message.edits
            try:
                await self.until(lambda: message.edits > seen, "one more edit", quiet)  # noqa: B023
            except NothingHappenedError:
                return

    async def wait_for_reply(self, message: Message, *, within: float = 60) -> Message:
        """Wait for the bot's answer to a message: a reply to it, or its first message in its thread."""

        def answers() -> list[Message]:
            direct = [m for m in message.channel.from_bot() if m.replies_to == message.id]
            return direct or (message.thread.from_bot() if message.thread else [])

        await self.until(lambda: bool(answers()), f"a reply to {message.content[:80]!r}", within)
        return answers()[0]

    async def wait_for_message(
        self, channel: Channel, *, after: Message | None = None, within: float = 60
    ) -> Message:
        """Wait for the bot's next message in a channel (after a given one)."""

        def found() -> list[Message]:
            return [m for m in channel.from_bot() if after is None or m.id > after.id]

        await self.until(lambda: bool(found()), f"a message of the bot in {channel.name or 'the DM'}", within)
        return found()[0]

    def calls(self, pattern: str = "*") -> list[Logged]:
        """Return the bot's requests whose "METHOD template" matches a pattern (see faults.py)."""
        return [logged for logged in self.requests if fnmatchcase(logged.route, pattern)]

    @property
    def invalid_requests(self) -> int:
        """Count the answers that bring a ban (10,000 in 10 minutes): 401, 403 and 429."""
        return sum(logged.status in (401, 403, 429) for logged in self.requests)

    def peak_rate(self) -> int:
        """Return the most requests within a second that count towards Discord's 50 (interactions do not)."""
        times = [
            r.at for r in self.requests if "/interactions/" not in r.route and "/webhooks/" not in r.route
        ]
        return max((bisect_right(times, at + 1) - number for number, at in enumerate(times)), default=0)
