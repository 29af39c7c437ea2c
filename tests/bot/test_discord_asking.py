from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.discord_story import Running, bot_on
from tests.discord_double import DoubleDiscord

CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"


@pytest.fixture
async def double() -> AsyncIterator[DoubleDiscord]:
    async with DoubleDiscord() as made:
        yield made


@pytest.fixture
async def bot(double: DoubleDiscord, state: Path) -> AsyncIterator[Running]:
    guild = double.guild("Twin Towns")
    guild.channel("general")
    guild.member("alice"), guild.member("bob")
    async with bot_on(double, state) as running:
        yield running


async def test_a_slash_question_is_answered_with_its_source(bot: Running, double: DoubleDiscord) -> None:
    guild = double.guild("Twin Towns")
    general, alice = guild.channel("general"), guild.member("alice")
    reply = await alice.slash(general, "ask", question=CHURCHILL)
    assert reply.content == "🔎 Searching…"
    assert reply.acknowledged_after < 1
    await reply.final(edits=1)
    embed = reply.embeds[0]
    assert embed["title"] == CHURCHILL
    assert "Fulton" in embed["description"]
    assert "Sister Cities" in embed["fields"][0]["value"]
    assert not reply.ephemeral and not reply.message.pings
