"""What a moderator sets, on the running bot."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from discord import Permissions

from bot.phrases.moderators import ENGLISH
from tests.bot.discord_story import Running, bot_on
from tests.bot.moderating_story import LANTERNS, Moderated
from tests.discord_double import DoubleDiscord

CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"


@pytest.fixture
def scene(double: DoubleDiscord) -> Moderated:
    return Moderated(double)


async def test_a_role_of_the_settings_moderates_until_it_is_taken_back(
    bot: Running, scene: Moderated
) -> None:
    keepers = scene.guild.role("keepers")
    scene.guild.give(scene.bob, keepers)
    assert "Only moderators" in (await scene.command("corpus list", scene.bob)).text
    assert (
        ENGLISH.settings_everyone
        in (await scene.command("settings moderators", role=scene.guild.roles[scene.guild.id])).text
    )
    saved = await scene.command("settings moderators", role=keepers)
    assert ENGLISH.settings_saved in saved.text and f"<@&{keepers.id}>" in saved.text
    assert "Sister Cities" in (await scene.command("corpus list", scene.bob)).text
    assert ENGLISH.manager_only in (await scene.command("settings moderators", scene.bob)).text
    shown = await scene.offer("lanterns.md", LANTERNS, scene.bob)
    scene.guild.take(scene.bob, keepers)
    assert "Only moderators" in (await (await scene.bob.click(shown, "Add")).final()).text
    await scene.command("settings moderators")
    scene.guild.give(scene.bob, keepers)
    assert "Only moderators" in (await scene.command("corpus list", scene.bob)).text


async def test_a_role_that_is_not_shown_the_commands_is_told_of(bot: Running, scene: Moderated) -> None:
    said = (await scene.command("settings moderators", role=scene.guild.role("keepers"))).text
    assert "Integrations" in said
    managers = scene.guild.role("managers", Permissions(manage_guild=True))
    assert "Integrations" not in (await scene.command("settings moderators", role=managers)).text


async def test_what_the_bot_lacks_in_a_channel_is_shown(bot: Running, scene: Moderated) -> None:
    assert ENGLISH.settings_no_gaps in (await scene.command("settings show")).text
    help_, everyone = scene.guild.channel("help"), scene.guild.everyone
    help_.overwrite(everyone, deny=Permissions(embed_links=True, read_message_history=True))
    scene.guild.channel("board").overwrite(everyone, deny=Permissions(view_channel=True))
    text = (await scene.command("settings show")).text
    lacking = "Embed Links, Read Message History"
    assert ENGLISH.gap.format(channel=help_, lacking=lacking) in text
    assert str(scene.guild.channel("board")) not in text, "what is hidden from everyone is no gap"
    for number in range(60):
        channel = scene.guild.channel(f"channel-{number}")
        channel.overwrite(everyone, deny=Permissions(2**40 - 1) ^ Permissions(view_channel=True))
    assert ENGLISH.settings_gaps in (await scene.command("settings show")).text


async def test_of_more_channels_than_a_field_holds_it_is_said_how_many_there_are(
    bot: Running, scene: Moderated
) -> None:
    many = tuple(10**18 + number for number in range(50))
    posts = dict.fromkeys(many, "always")
    server = replace(bot.services.server(scene.guild.id), channels=many, posts=posts)  # type: ignore[arg-type]
    await bot.services.save_server(server)
    (embed,) = (await scene.command("settings show")).embeds
    fields = {field["name"]: field["value"] for field in embed["fields"]}
    for name in (ENGLISH.settings_channels, ENGLISH.settings_posts):
        value = fields[name]
        found = re.search(r"… and (\d+) more", value)
        assert found is not None and int(found[1]) + value.count("<#") == 50, name


async def test_settings_are_kept_and_followed(scene: Moderated, state: Path) -> None:
    other = scene.guild.channel("other")
    async with bot_on(scene.double, state) as bot:
        assert "in every channel" in (await scene.command("settings mentions")).text
        assert str(other) in (await scene.command("settings mentions", channel=other)).text
        await scene.command("settings answers", private=True, language="en")
        await scene.command("settings limits", member=2, server=5)
        await scene.ask(CHURCHILL)
        await scene.until_stored(bot, questions=1)
        await scene.command("settings storing", stored=False)
        await scene.until_stored(bot, questions=0)
    async with bot_on(scene.double, state) as bot:
        text = (await scene.command("settings show")).text
        for part in (str(other), "private unless", "2 a member, 5 the server", ENGLISH.settings_storing_off):
            assert part in text, part
        assert (await scene.ask(CHURCHILL)).ephemeral
        await scene.alice.says(scene.general, f"{scene.double.bot} {CHURCHILL}")
        await scene.ask(CHURCHILL)
        assert "asked a lot" in (await scene.alice.slash(scene.general, "ask", question=CHURCHILL)).content
        cleared = await scene.command("settings mentions")
        assert "in every channel" in cleared.text
        assert "10 a member" not in (await scene.command("settings limits", member=0)).text
        assert "not stored here" in (await scene.command("insights")).text


async def test_taking_a_channel_away_never_has_mentions_answered_in_more(
    bot: Running, scene: Moderated
) -> None:
    other, guild = scene.guild.channel("other"), scene.guild.id

    async def refused(**options: object) -> str:
        before = bot.services.server(guild).channels
        text = (await scene.command("settings mentions", answered=False, **options)).text
        assert "Nothing was changed" in text and bot.services.server(guild).channels == before
        return text

    assert await refused() == await refused(channel=other) == ENGLISH.settings_not_here
    await scene.command("settings mentions", channel=scene.general)
    last = await refused(channel=scene.general)
    assert "only channel" in last and str(scene.general) in last
    assert ENGLISH.settings_saved in (await scene.command("settings mentions", channel=other)).text
    await scene.command("settings mentions", channel=scene.general, answered=False)
    assert bot.services.server(guild).channels == (other.id,)
