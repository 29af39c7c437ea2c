"""What the gateway tells the bot, and what it keeps from it."""

from __future__ import annotations

import json
from typing import Any

import discord as library
from discord import Permissions

from . import DoubleDiscord
from .conftest import Rest, Town
from .small_bot import SmallBot, running


def events(discord: DoubleDiscord, name: str) -> list[dict[str, Any]]:
    """Return what every session was sent under a name."""
    frames = [json.loads(text) for s in discord.gateway.sessions.values() for _, text in s.buffer]
    return [frame["d"] for frame in frames if frame["t"] == name]


async def test_the_bot_hears_of_its_public_answers_not_of_private_ones(town: Town, bot: SmallBot) -> None:
    await (await town.alice.slash(town.general, "ask", question="q", private=True)).final()
    assert events(town.discord, "MESSAGE_CREATE") == events(town.discord, "MESSAGE_UPDATE") == []
    public = await (await town.alice.slash(town.general, "ask", question="q")).final()
    assert [m["id"] for m in events(town.discord, "MESSAGE_CREATE")] == [str(public.message.id)]
    assert events(town.discord, "MESSAGE_UPDATE")[0]["embeds"], "its own messages are never stripped"


async def test_a_channel_it_cannot_see_is_silent(town: Town, bot: SmallBot) -> None:
    hidden = town.guild.channel("hidden")
    hidden.overwrite(town.guild.bot_role, deny=Permissions(view_channel=True))
    await town.alice.says(hidden, f"{town.discord.bot} x")
    assert events(town.discord, "MESSAGE_CREATE") == []


async def test_events_it_did_not_ask_for_do_not_come(town: Town) -> None:
    async with running(town.discord, lambda: SmallBot(intents=library.Intents(guilds=True))):
        said = await town.alice.says(town.general, f"{town.discord.bot} x")
        await town.alice.dm("x")
        await town.alice.reacts(said, "👍")
        await town.alice.deletes(said)
        for name in ("MESSAGE_CREATE", "MESSAGE_REACTION_ADD", "MESSAGE_DELETE"):
            assert events(town.discord, name) == []


async def test_an_event_goes_to_its_shard_alone() -> None:
    async with DoubleDiscord(shards=2) as discord:
        guilds = [discord.guild(name) for name in ("one", "two")]
        ann = discord.person("ann")
        for guild in guilds:
            guild.member(ann)
        async with running(discord):
            for guild in guilds:
                reply = await ann.slash(guild.channel("general"), "quick")
                assert reply.interaction.attempts == 1
            await ann.dm("x")
            assert len(events(discord, "INTERACTION_CREATE")) == 2
            assert len([m for m in events(discord, "MESSAGE_CREATE") if m["content"] == "x"]) == 1


async def test_a_message_answered_is_stripped_too(town: Town, bot: SmallBot) -> None:
    said = await town.alice.says(town.general, "private matters")
    await town.bob.replies(said, f"{town.discord.bot} look", ping=False)
    told = events(town.discord, "MESSAGE_CREATE")[-1]
    assert told["content"] and told["referenced_message"]["content"] == ""
    told = events(town.discord, "MESSAGE_CREATE")[0]
    assert told["content"] == ""


async def test_an_edit_cannot_change_who_sees_a_message(town: Town, rest: Rest, ask: str) -> None:
    reply = await town.alice.slash(town.general, "ask", question="q", wait_=False)
    webhook = f"/webhooks/{town.discord.application_id}/{reply.interaction.token}/messages/@original"
    callback = f"/interactions/{reply.interaction.id}/{reply.interaction.token}/callback"
    await rest("POST", callback, {"type": 4, "data": {"content": "x", "flags": 64}})
    assert (await rest("PATCH", webhook, {"content": "y", "flags": 4}))[1]["flags"] == 64 | 4
    assert town.general.visible_to(town.bob) == []


def test_administrators_and_owners_may_do_everything(town: Town) -> None:
    boss = town.guild.member("boss", permissions=Permissions(administrator=True))
    assert town.guild.permissions_of(boss.user) == Permissions.all()
    assert town.guild.permissions_of(town.guild.owner).manage_guild
    town.general.overwrite(town.guild.everyone, deny=Permissions(view_channel=True))
    assert town.general.permissions_of(boss.user).view_channel
    assert not town.general.permissions_of(town.alice.user).view_channel
