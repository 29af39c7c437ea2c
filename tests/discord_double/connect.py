"""How a bot is pointed at the double: in this process, or over TLS without touching discord.py."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult
from discord.gateway import DiscordWebSocket
from discord.http import Route

if TYPE_CHECKING:
    from .server import DoubleDiscord

HOSTS = ("discord.com", "*.discord.com", "*.discord.gg", "*.discordapp.com", "localhost")


@contextmanager
def point_discord_py_at(discord: DoubleDiscord) -> Iterator[None]:
    """Let every discord.py client of this process talk to the double (plain HTTP) within the block."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = discord.api_url, yarl.URL(discord.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


class LoopbackResolver(AbstractResolver):
    """Send every host name to the double's port on the loopback."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host,
                host="127.0.0.1",
                port=self._port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        return None


def connector(discord: DoubleDiscord, certificate: Path) -> aiohttp.TCPConnector:
    """Return the connector for `Client(connector=...)`: Discord's names, the double's port."""
    context = ssl.create_default_context(cafile=str(certificate))
    return aiohttp.TCPConnector(resolver=LoopbackResolver(discord.port), ssl=context, limit=0)


def make_certificate(folder: Path) -> tuple[Path, Path] | None:
    """Make a self-signed certificate for Discord's host names; None without openssl."""
    openssl = shutil.which("openssl")
    if openssl is None:
        return None
    certificate, key = folder / "double.crt", folder / "double.key"
    names = ",".join([*(f"DNS:{host}" for host in HOSTS), "IP:127.0.0.1"])
    subprocess.run(
        [
            openssl,
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=Discord double",
            "-addext",
            f"subjectAltName={names}",
            "-keyout",
            str(key),
            "-out",
            str(certificate),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key
