"""What the scenarios of every room share: a Discord, a server in it, and the bot that runs there."""

from __future__ import annotations

import warnings
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

with warnings.catch_warnings():
    # discord.py imports the standard library's audioop, which says at every import that it will leave
    warnings.simplefilter("ignore", DeprecationWarning)
    import discord  # noqa: F401

from bot.shared.knowledge_base import KnowledgeBase
from tests.bot.discord_story import Running, Scene, bot_on
from tests.discord_double import DoubleDiscord


@pytest.fixture
async def double() -> AsyncIterator[DoubleDiscord]:
    async with DoubleDiscord() as made:
        yield made


@pytest.fixture
def scene(double: DoubleDiscord) -> Scene:
    return Scene(double)


@pytest.fixture
async def bot(scene: Scene, state: Path) -> AsyncIterator[Running]:
    async with bot_on(scene.double, state) as running:
        yield running


@pytest.fixture
async def kb(prepared_state: Path) -> AsyncIterator[KnowledgeBase]:
    """Yield the bundled corpus, opened to be read."""
    opened = await KnowledgeBase.open(prepared_state, write=False)
    yield opened
    await opened.close()
