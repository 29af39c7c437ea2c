"""The load bench in short: nothing lost, nothing answered twice, every interaction acknowledged."""

from __future__ import annotations

from pathlib import Path

from bench import discord_load
from bench.discord_load import Load, share
from tests.bot.discord_story import bot_on
from tests.discord_double import DoubleDiscord


async def test_under_load_and_rebuilds_nothing_is_lost_or_doubled(state: Path) -> None:
    async with DoubleDiscord() as double:
        load = Load(double, members=12, before_rebuild=lambda: discord_load.forget_embeddings(state))
        async with bot_on(double, state) as bot:
            await load.run(60)
            rebuild = bot.rebuilds.running
            if rebuild is not None:
                rebuild.cancel.set()
    noticed = load.noticed
    assert noticed.lost == [] and noticed.doubled == [] and load.shown_twice() == []
    assert len(noticed.acknowledged) == len(noticed.answered) == 60
    assert noticed.rebuilds_begun, "no rebuild ran meanwhile"


def test_shares_are_of_sorted_values() -> None:
    assert [share([3.0, 1.0, 2.0], part) for part in (0.0, 0.5, 0.99)] == [1.0, 2.0, 3.0]
    assert share([], 0.5) == float("inf")
