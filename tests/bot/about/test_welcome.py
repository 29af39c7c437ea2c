"""What a server is told when it takes the bot in."""

from __future__ import annotations

from discord import Permissions

from bot.phrases.moderators import ENGLISH
from tests.bot.discord_story import Running, Scene

STEPS = ("**1.", "**2.", "**3.", "/settings moderators", "/corpus add")


async def test_a_server_that_takes_the_bot_in_is_told_three_next_steps(bot: Running, scene: Scene) -> None:
    guild = scene.guild
    guild.system_channel = scene.general
    guild.leave()
    await scene.until_left(bot, guild.id)
    guild.return_bot()
    said = await scene.double.wait_for_message(scene.general)
    assert all(step in said.text for step in STEPS) and not said.pings
    assert ENGLISH.settings_gaps not in said.text
    shown = await scene.alice.slash(scene.general, "help")
    assert len(scene.general.from_bot()) == 2 and shown.ephemeral, "said once"


async def test_where_it_may_not_write_the_owner_is_told_and_what_is_missing(
    bot: Running, scene: Scene
) -> None:
    guild = scene.guild
    guild.system_channel = scene.general
    guild.leave()
    await scene.until_left(bot, guild.id)
    scene.general.overwrite(guild.everyone, deny=Permissions(send_messages=True))
    guild.return_bot()
    said = await scene.double.wait_for_message(scene.double.dm_channel(guild.owner))
    assert all(step in said.text for step in STEPS)
    assert ENGLISH.gap.format(channel=scene.general, lacking="Send Messages") in said.text
    assert not scene.general.from_bot()
