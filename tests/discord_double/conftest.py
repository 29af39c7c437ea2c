from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from discord import Permissions

from . import Channel, DoubleDiscord, Guild, Person
from .small_bot import SmallBot, running

Rest = Callable[..., Awaitable[tuple[int, Any]]]

ASK = {"name": "ask", "type": 1, "description": "Ask", "options": [
    {"type": 3, "name": "question", "description": "What", "required": True, "max_length": 20},
    {"type": 5, "name": "private", "description": "Only me"}]}  # fmt: skip


@dataclass(slots=True)
class Town:
    discord: DoubleDiscord
    guild: Guild
    general: Channel
    alice: Person
    bob: Person
    mod: Person


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    """A double with one guild, two members and a moderator; its judge's verdict is taken at the end."""
    async with DoubleDiscord() as discord:
        guild = discord.guild("Twin Towns")
        mod = guild.member("mo", permissions=Permissions(manage_guild=True))
        yield Town(discord, guild, guild.channel("general"), guild.member("alice"), guild.member("bob"), mod)
    # discord.py leaves its ready timers to end by themselves (0.05 s); the double leaves nothing
    left = [t for t in asyncio.all_tasks() if t is not asyncio.current_task() and "discord_double" in repr(t)]
    assert not left, f"tasks were left behind: {left}"


@pytest.fixture
async def bot(town: Town) -> AsyncIterator[SmallBot]:
    """The small discord.py bot, logged in to the double of `town`."""
    async with running(town.discord) as running_bot:
        yield running_bot


@pytest.fixture
async def rest(town: Town) -> AsyncIterator[Rest]:
    """Send one REST request as the bot would, without a library: (status, body)."""
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {town.discord.token}"}) as session:

        async def send(method: str, path: str, body: Any = None, **options: Any) -> tuple[int, Any]:
            url = town.discord.api_url + path
            async with session.request(method, url, json=body, **options) as reply:
                return reply.status, await reply.json() if reply.content_type == "application/json" else None

        yield send


@pytest.fixture
async def ask(town: Town, rest: Rest) -> str:
    """Register /ask and return its id."""
    status, commands = await rest("PUT", f"/applications/{town.discord.application_id}/commands", [ASK])
    assert status == 200
    return str(commands[0]["id"])
