"""Who installs the bot for themselves has it in groups, and in servers that do not have it."""

from __future__ import annotations

from bot.phrases.members import ENGLISH
from tests.bot.discord_story import Running
from tests.bot.moderating_story import FESTIVAL, Moderated
from tests.discord_double import DoubleDiscord

CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"


async def test_a_group_has_the_commands_of_members_alone(bot: Running, double: DoubleDiscord) -> None:
    scene = Moderated(double)
    group = double.group(scene.alice, scene.bob)
    reply = await (await scene.alice.slash(group, "ask", question=CHURCHILL)).final(edits=1, within=60)
    assert "Westminster College" in reply.text and not reply.ephemeral
    assert (await (await scene.bob.click(reply, "Sources")).final()).ephemeral
    assert scene.bob.sees_command(group, "city") and not scene.mo.sees_command(group, "corpus")


async def test_in_a_server_without_the_bot_nothing_is_the_servers(
    bot: Running, double: DoubleDiscord
) -> None:
    scene = Moderated(double)
    await scene.add()
    shown = await scene.command("corpus list")
    scene.guild.leave()
    await scene.until_left(bot, scene.guild.id)
    reply = await (await scene.mo.slash(scene.general, "ask", question=FESTIVAL)).final(edits=1, within=60)
    assert ENGLISH.not_answered in reply.text, "what the server had added is not for its members to see there"
    stored = await bot.services.community.stored()
    assert not stored["questions"], "nothing of what is asked is kept for a server that cannot see it"
    forged = await scene.mo.slash(scene.general, "corpus list", forced_=True)
    assert ENGLISH.only_in_server in forged.text and "lanterns" in shown.text.casefold()
