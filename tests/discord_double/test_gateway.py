from __future__ import annotations

import asyncio
import json

import aiohttp
import discord as library
import pytest

from . import DoubleDiscord
from .conftest import Town
from .connect import point_discord_py_at
from .server import TOKEN
from .small_bot import SmallBot, running


async def _bot_answers(town: Town) -> None:
    reply = await town.alice.slash(town.general, "quick")
    assert reply.content == "searching"


async def test_ready_brings_the_guilds_of_each_shard() -> None:
    async with DoubleDiscord(shards=2) as double:
        guilds = [double.guild(name) for name in ("one", "two", "three", "four")]
        channels = [guild.channel("general") for guild in guilds]
        people = [guild.member("ann") for guild in guilds]
        async with running(double) as bot:
            assert {guild.name for guild in bot.guilds} == {"one", "two", "three", "four"}
            assert len({guild.shard_id for guild in bot.guilds}) == 2
            for channel, ann in zip(channels, people, strict=True):
                assert (await ann.slash(channel, "quick")).content == "searching"
            assert double.gateway.identifies == 2


async def test_a_wrong_token_is_refused_at_login(town: Town) -> None:
    bot = SmallBot()
    with point_discord_py_at(town.discord), pytest.raises(library.LoginFailure):
        await bot.start("wrong")
    await bot.close()


@pytest.mark.parametrize(
    ("code", "error"), [(4014, library.PrivilegedIntentsRequired), (4004, library.ConnectionClosed)]
)
async def test_fatal_closes_end_the_client(town: Town, code: int, error: type[Exception]) -> None:
    bot = SmallBot(intents=library.Intents.all() if code == 4014 else None)
    if code == 4004:
        town.discord.gateway.token = "revoked"
    with point_discord_py_at(town.discord), pytest.raises(error):
        await bot.start(TOKEN)
    await bot.close()


async def test_the_content_intent_shows_every_text() -> None:
    async with DoubleDiscord(privileged=1 << 15) as double:
        guild = double.guild("T")
        ann = guild.member("ann")

        def make() -> SmallBot:
            return SmallBot(intents=library.Intents(guilds=True, guild_messages=True, message_content=True))

        async with running(double, make) as bot:
            await ann.says(guild.channel("general"), "not hidden")
            await ann.slash(guild.channel("general"), "quick")
            assert ("message", "not hidden") in bot.seen


async def test_op_7_resumes_and_replays(town: Town, bot: SmallBot) -> None:
    town.discord.gateway.reconnect()
    await _missed_and_replayed(town, bot)


async def test_a_cut_connection_resumes_and_replays(town: Town, bot: SmallBot) -> None:
    town.discord.gateway.abort()
    await _missed_and_replayed(town, bot)


@pytest.mark.parametrize("code", [4000, 4001, 1000, 1001])
async def test_harmless_closes_resume(town: Town, bot: SmallBot, code: int) -> None:
    await town.discord.gateway.close(code)
    await _missed_and_replayed(town, bot)


async def _missed_and_replayed(town: Town, bot: SmallBot) -> None:
    await town.discord.until(lambda: not town.discord.gateway.connected, "the connection to drop")
    pending = await town.alice.slash(town.general, "quick", wait_=False)
    await town.discord.ready()
    assert (await pending.acknowledged()).content == "searching"
    assert town.discord.gateway.resumes == 1 and town.discord.gateway.identifies == 1


@pytest.mark.parametrize("code", [4007, 4009])
async def test_closes_that_end_the_session_lead_to_a_new_one(town: Town, bot: SmallBot, code: int) -> None:
    await town.discord.gateway.close(code)
    await town.discord.until(lambda: town.discord.gateway.identifies == 2, "a second IDENTIFY")
    await town.discord.ready()
    await _bot_answers(town)


@pytest.mark.parametrize("resumable", [True, False])
async def test_op_9(town: Town, bot: SmallBot, resumable: bool) -> None:
    town.discord.gateway.invalidate(resumable=resumable)
    gateway = town.discord.gateway
    await town.discord.until(lambda: gateway.resumes + gateway.identifies == 2, "RESUME or IDENTIFY")
    await town.discord.ready()
    assert gateway.identifies == (1 if resumable else 2)
    await _bot_answers(town)


async def test_missing_heartbeat_acks_make_the_client_resume(town: Town) -> None:
    town.discord.gateway.heartbeat_interval = 0.05
    async with running(town.discord, lambda: SmallBot(heartbeat_timeout=0.2)):
        town.discord.faults.no_heartbeat_acks()
        await town.discord.until(lambda: town.discord.gateway.resumes > 0, "a RESUME")
        town.discord.faults.no_heartbeat_acks(silent=False)
        await town.discord.ready()
        await _bot_answers(town)


async def test_a_malformed_dispatch_ends_the_client(town: Town) -> None:
    bot = SmallBot()
    with point_discord_py_at(town.discord):
        task = asyncio.create_task(bot.start(town.discord.token))
        await town.discord.ready()
        town.discord.faults.malformed_dispatch()
        with pytest.raises(KeyError):
            await task
    await bot.close()


async def test_a_refused_connect_is_tried_again_by_a_running_client(town: Town, bot: SmallBot) -> None:
    town.discord.faults.refuse_reconnect()
    await town.discord.until(lambda: town.discord.gateway.refused == 1, "the refused connect")
    await town.discord.ready(within=20)
    await _bot_answers(town)


async def test_the_first_connect_is_refused(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    real = asyncio.sleep
    monkeypatch.setattr("discord.shard.asyncio.sleep", lambda seconds: real(0))
    town.discord.faults.refuse_connect()
    async with running(town.discord):
        assert town.discord.gateway.refused == 1
        await _bot_answers(town)


async def test_a_bot_that_starts_again_takes_over(town: Town) -> None:
    async with running(town.discord):
        reply = await (await town.alice.slash(town.general, "ask", question="q")).final()
    assert not town.discord.gateway.sessions, "a clean close ends the session"
    async with running(town.discord):
        assert (await town.alice.click(reply, "Sources")).content == "the sources"


async def test_a_duplicate_interaction_arrives_twice(town: Town, bot: SmallBot) -> None:
    town.discord.faults.duplicate_interaction()
    reply = await town.alice.slash(town.general, "quick")
    await town.discord.until(lambda: reply.interaction.attempts == 2, "the second callback")
    assert len(town.discord.calls("POST /interactions/*")) == 2
    assert [logged.status for logged in town.discord.calls("POST /interactions/*")] == [200, 400]
    assert len(town.general.from_bot()) >= 1 and town.general.from_bot()[0] is reply.message


async def _talk(town: Town, *frames: dict[str, object]) -> int | None:
    """Send frames over a bare websocket and return the close code."""
    async with aiohttp.ClientSession() as session, session.ws_connect(town.discord.gateway_url) as socket:
        assert json.loads(await socket.receive_str())["op"] == 10
        for frame in frames:
            await socket.send_str(json.dumps(frame))
        async for message in socket:
            if json.loads(message.data)["op"] == 9:
                return 9
        return socket.close_code


def _identify(**changes: object) -> dict[str, object]:
    return {"op": 2, "d": {"token": TOKEN, "intents": 1, "properties": {}} | changes}


@pytest.mark.parametrize(("frames", "code"), [
    ([{"op": 3, "d": {}}], 4003),
    ([_identify(token="wrong")], 4004),
    ([_identify(), _identify()], 4005),
    ([_identify(shard=[3, 2])], 4010),
    ([_identify(intents=1 << 30)], 4013),
    ([_identify(intents=1 << 15)], 4014),
    ([_identify(), {"op": 99, "d": None}], 4001),
    ([{"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 1}}], 4004),
    ([{"op": 6, "d": {"token": TOKEN, "session_id": "x", "seq": 1}}], 9),
])  # fmt: skip
async def test_close_codes(town: Town, frames: list[dict[str, object]], code: int) -> None:
    assert await _talk(town, *frames) == code


async def test_members_are_found_by_id_over_the_gateway(town: Town, bot: SmallBot) -> None:
    guild = bot.get_guild(town.guild.id)
    assert guild is not None
    found = await guild.query_members(user_ids=[town.alice.id])
    assert [member.name for member in found] == ["alice"]
