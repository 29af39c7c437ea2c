"""How Discord is reached: by the library's own addresses, or by those that the settings name."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, MutableMapping
from typing import Any, Final

import aiohttp
import discord
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult
from discord.gateway import DiscordWebSocket, ReconnectWebSocket
from discord.http import Route

from bot.shared.operator_settings import Settings
from corpus.errors import FootbridgeError

FATAL: Final = {
    4004: "Discord does not accept this token. Copy the bot's token anew from the developer portal.",
    4010: "Discord does not know this shard. This is a fault of Footbridge; please report it.",
    4012: "Discord no longer speaks this version of its gateway. Update Footbridge.",
    4013: "Discord does not know an intent asked for. This is a fault of Footbridge; please report it.",
    4014: (
        "Discord does not show this bot the text of messages. Turn on “Message Content Intent” on the bot's "
        "page in the developer portal, or FOOTBRIDGE_MESSAGE_CONTENT off."
    ),
}
"""What is wrong, by the code with which Discord closes the gateway; starting anew is useless then.

4011 is none of them: Discord asks for more shards, and the next client starts as many as it is told.
"""

_SESSION: Final = frozenset({"READY", "RESUMED"})
"""Events without which there is no session: where one of them cannot be read, the client has to end."""


class FatalError(FootbridgeError):
    """Discord refuses the bot, and will again: starting anew is useless."""


class _Resolver(AbstractResolver):
    """Sends every host to one address; for tests and for networks with a gateway of their own."""

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Answer with the one address."""
        return [
            ResolveResult(
                hostname=host, host=self._host, port=self._port, family=socket.AF_INET, proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]  # fmt: skip

    async def close(self) -> None:
        """Hold nothing."""


def connector(settings: Settings) -> aiohttp.BaseConnector | None:
    """Make the connector that the settings ask for, None for the library's own; inside a running loop."""
    if settings.discord_address is None and settings.discord_ca is None:
        return None
    context = ssl.create_default_context(cafile=str(settings.discord_ca) if settings.discord_ca else None)
    if settings.discord_address is None:
        return aiohttp.TCPConnector(limit=0, ssl=context)
    host, _, port = settings.discord_address.rpartition(":")
    return aiohttp.TCPConnector(limit=0, ssl=context, resolver=_Resolver(host, int(port)))


def be_quiet() -> None:
    """Have discord.py say nothing of voice, which Footbridge has none of."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


def point(settings: Settings) -> None:
    """Use the API and gateway addresses of the settings, where they are set."""
    if settings.discord_api is not None:
        Route.BASE = settings.discord_api
    if settings.discord_gateway is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway)


def keep_malformed_out(
    parsers: MutableMapping[str, Callable[[Any], None]], tell: Callable[[str, Exception], object]
) -> None:
    """Let an event that cannot be read keep out only itself, not end the client with all its shards.

    `parsers` are the library's, by the event's name; `tell` is given the name and what went wrong.
    """

    def guarded(name: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
        def read(data: Any) -> None:
            try:
                parse(data)
            except Exception as error:
                tell(name, error)

        return read

    for name in parsers.keys() - _SESSION:
        parsers[name] = guarded(name, parsers[name])


class _Shard(discord.shard.Shard):
    """A shard that comes back beside the others.

    discord.py's client turns to one lost shard after the other, and waits a minute for each that hangs:
    those lost after it stayed away as long.
    """

    _coming: asyncio.Task[None] | None = None

    async def reidentify(self, exc: ReconnectWebSocket) -> None:
        """Resume or identify again, and let the client turn to other shards meanwhile."""
        self._coming = asyncio.create_task(super().reidentify(exc))

    async def reconnect(self) -> None:
        """Connect again, and let the client turn to other shards meanwhile."""
        self._coming = asyncio.create_task(super().reconnect())

    async def close(self) -> None:
        """Close it, also while it is coming back."""
        if self._coming is not None:
            self._coming.cancel()
        await super().close()


def keep_shards_apart() -> None:
    """Have discord.py make shards that do not wait for each other."""
    discord.shard.Shard = _Shard  # type: ignore[misc]


def raise_fatal(problem: object) -> None:
    """Raise FatalError where Discord refuses the bot and will again; else return."""
    if isinstance(problem, discord.LoginFailure):
        raise FatalError(FATAL[4004]) from problem
    if isinstance(problem, discord.PrivilegedIntentsRequired):
        raise FatalError(FATAL[4014]) from problem
    if isinstance(problem, discord.ConnectionClosed) and problem.code in FATAL:
        raise FatalError(FATAL[problem.code]) from problem
