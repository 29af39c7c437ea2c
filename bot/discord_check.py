"""Testing the settings of the Discord bot without starting it."""

from __future__ import annotations

import asyncio
import base64
import re
import socket
from pathlib import Path

import aiohttp
import discord

from bot.core.client import INTENTS
from bot.core.connection import FATAL, be_quiet, connector, point
from bot.shared.operator_settings import Settings
from corpus.errors import FootbridgeError, StateMissingError
from corpus.store import databases, queries
from corpus.store.database import Database

_TOKEN = re.compile(r"(?P<id>[\w-]{16,})\.[\w-]{4,}\.[\w-]{16,}", re.ASCII)

_MALFORMED = (
    "this is no bot's token, which has three parts with dots between them. Copy it anew from the page Bot of "
    "the developer portal; the client secret, the public key and the application's id are other things."
)


def check(settings: Settings) -> list[str]:
    """Test the settings without starting the bot; return one line for each thing that is missing or wrong."""
    problems = [*_check_files(settings), *_check_database(settings), *_check_port(settings)]
    token = settings.token.get_secret_value().strip() if settings.token else ""
    if not token:
        return ["DISCORD_TOKEN is not set: put the bot's token there or in a file .env.", *problems]
    if any(sign.isspace() for sign in token):
        return ["DISCORD_TOKEN holds a space or a line end: copy the token anew.", *problems]
    if not _is_formed(token):
        return [f"DISCORD_TOKEN: {_MALFORMED}", *problems]
    point(settings)
    return [*problems, *asyncio.run(_check_login(settings, token))]


def _is_formed(token: str) -> bool:
    """Tell whether a token has a bot token's three parts, the first of which is the bot's id in base 64."""
    parts = _TOKEN.fullmatch(token)
    if parts is None:
        return False
    try:
        identity = base64.urlsafe_b64decode(parts["id"] + "=" * (-len(parts["id"]) % 4))
    except ValueError:
        return False
    return identity.isdigit()


def _check_files(settings: Settings) -> list[str]:
    problems = []
    path = settings.data.absolute()
    # the bot makes the folder, and those above it
    folder = next(one for one in (path, *path.parents) if one.exists())
    if not folder.is_dir():
        problems.append(f"FOOTBRIDGE_DATA: {folder} is no folder.")
    else:
        probe = folder / ".footbridge-check"
        try:
            probe.touch()
            probe.unlink()
        except OSError as error:
            problems.append(f"FOOTBRIDGE_DATA: {folder} cannot be written ({error.strerror}).")
    if settings.model is not None and ("/" in settings.model or "\\" in settings.model):
        path = Path(settings.model)
        if path.is_absolute() and not path.is_dir():
            problems.append(f"FOOTBRIDGE_MODEL: there is no folder {path}.")
    if settings.discord_ca is not None and not settings.discord_ca.is_file():
        problems.append(f"FOOTBRIDGE_DISCORD_CA: there is no file {settings.discord_ca}.")
    return problems


def _check_database(settings: Settings) -> list[str]:
    """Say why PostgreSQL cannot be used, where it is to be."""
    if settings.database is None:
        return []
    try:
        database = databases.of(settings.data, settings.database.get_secret_value())
        asyncio.run(_open(database))
    except StateMissingError:
        return []  # the bot makes the tables
    except FootbridgeError as error:
        return [str(error)]
    return []


async def _open(database: Database) -> None:
    reader = database.reader()
    try:
        await reader.rows(queries.MIGRATIONS, tuple)
    finally:
        await reader.close()


def _check_port(settings: Settings) -> list[str]:
    """Say why metrics cannot be served where they are to be, by listening there as the bot does."""
    host, port = settings.metrics_host, settings.metrics_port
    if not port:
        return []
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, protocol, _, address in found:
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                if family == socket.AF_INET6:
                    probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                probe.bind(address)
    except OSError as error:
        where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return [f"FOOTBRIDGE_METRICS_PORT: {where} cannot be used ({error.strerror})."]
    return []


async def _check_login(settings: Settings, token: str) -> list[str]:
    be_quiet()
    client = discord.Client(intents=INTENTS, connector=connector(settings))
    try:
        async with asyncio.timeout(15):
            await client.login(token)
    except discord.LoginFailure:
        return [f"DISCORD_TOKEN: {FATAL[4004]}"]
    except (discord.HTTPException, OSError, aiohttp.ClientError, TimeoutError) as error:
        return [f"Discord could not be reached from here ({type(error).__name__}); the token was not tested."]
    finally:
        await client.close()
    return []
