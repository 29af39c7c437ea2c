from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from . import Attachment, DoubleDiscord, connector, make_certificate
from .small_bot import SmallBot


async def test_over_tls_under_discords_own_names(tmp_path: Path) -> None:
    """No attribute of discord.py is touched: a resolver and a trusted certificate are enough."""
    files = make_certificate(tmp_path)
    if files is None:
        pytest.skip("openssl is not here")
    async with DoubleDiscord(certificate=files) as discord:
        guild = discord.guild("T")
        ann = guild.member("ann")
        bot = SmallBot(connector=connector(discord, files[0]))
        task = asyncio.create_task(bot.start(discord.token))
        try:
            await discord.ready()
            assert (await ann.slash(guild.channel("general"), "quick")).content == "searching"
            answer = await discord.wait_for_reply(await ann.dm("hi", files=[Attachment("a b.txt", b"123")]))
            assert "[3]" in answer.content
            discord.gateway.reconnect()
            await discord.until(lambda: discord.gateway.resumes == 1, "a RESUME on the resume address")
            await discord.ready()
        finally:
            await bot.close()
            await task


async def test_a_port_can_be_chosen() -> None:
    async with DoubleDiscord() as first:
        port = first.port
    async with DoubleDiscord(port=port) as second:
        assert second.port == port
