from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import aiohttp
import discord as library
import pytest

from . import Attachment, DoubleDiscord, errors, faults
from .conftest import Rest, Town
from .small_bot import SmallBot


def _channel(town: Town, bot: SmallBot) -> library.TextChannel:
    channel = bot.get_channel(town.general.id)
    assert isinstance(channel, library.TextChannel)
    return channel


@pytest.fixture
def no_backoff(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let discord.py's sleeps between attempts pass at once, and list what it wanted to sleep."""
    slept: list[float] = []
    real = asyncio.sleep

    async def sleep(seconds: float, result: object = None) -> object:
        if seconds >= 1:
            slept.append(seconds)
        return await real(0 if seconds >= 1 else seconds, result)

    monkeypatch.setattr("discord.http.asyncio.sleep", sleep)
    return slept


@pytest.mark.parametrize("everywhere", [False, True])
async def test_a_429_is_waited_out(town: Town, bot: SmallBot, everywhere: bool) -> None:
    fault = town.discord.faults.rate_limited(faults.SEND, everywhere=everywhere)
    await _channel(town, bot).send("x")
    assert fault.hits == 1 and len(town.general.from_bot()) == 1
    assert [logged.status for logged in town.discord.calls(faults.SEND)] == [429, 200]


async def test_a_429_without_via_fails_at_once(town: Town, bot: SmallBot) -> None:
    town.discord.faults.rate_limited(faults.SEND, via=False)
    with pytest.raises(library.HTTPException) as refused:
        await _channel(town, bot).send("x")
    assert refused.value.status == 429 and town.general.from_bot() == []


@pytest.mark.parametrize("status", [500, 502])
async def test_500_and_502_are_tried_again(
    town: Town, bot: SmallBot, no_backoff: list[float], status: int
) -> None:
    town.discord.faults.status(faults.SEND, status, times=2)
    await _channel(town, bot).send("x")
    assert no_backoff == [1, 3] and len(town.general.from_bot()) == 1


async def test_503_fails_at_once_on_bot_routes_and_is_tried_again_on_webhooks(
    town: Town, bot: SmallBot, no_backoff: list[float]
) -> None:
    town.discord.faults.status(faults.SEND, 503)
    with pytest.raises(library.DiscordServerError):
        await _channel(town, bot).send("x")
    assert no_backoff == []
    town.discord.faults.status(faults.CALLBACK, 503)
    assert (await town.alice.slash(town.general, "quick")).content == "searching"
    assert no_backoff == [1]


async def test_a_reset_before_the_reply_does_nothing(town: Town, bot: SmallBot) -> None:
    town.discord.faults.reset(faults.SEND)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await _channel(town, bot).send("x")
    assert town.general.from_bot() == []


async def test_a_lost_reply_has_done_its_work(town: Town, bot: SmallBot) -> None:
    town.discord.faults.lose_reply(faults.SEND)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await _channel(town, bot).send("x")
    assert [m.content for m in town.general.from_bot()] == ["x"]


async def test_a_lost_callback_reply_and_its_retry(town: Town, rest: Rest, ask: str) -> None:
    reply = await town.alice.slash(town.general, "ask", question="x", wait_=False)
    path = f"/interactions/{reply.interaction.id}/{reply.interaction.token}/callback"
    town.discord.faults.lose_reply(faults.CALLBACK)
    with pytest.raises(aiohttp.ClientError):
        await rest("POST", path, {"type": 4, "data": {"content": "seen"}})
    assert reply.content == "seen"
    assert (await rest("POST", path, {"type": 4, "data": {"content": "seen"}}))[1]["code"] == 40060


async def test_a_slow_reply_has_done_its_work_at_once(town: Town, bot: SmallBot) -> None:
    town.discord.faults.slow(faults.SEND, 0.1)
    started = time.perf_counter()
    sending = asyncio.create_task(_channel(town, bot).send("x"))
    await town.discord.wait_for_message(town.general)
    assert not sending.done()
    await sending
    assert time.perf_counter() - started >= 0.1


@pytest.mark.parametrize(("make", "error", "code"), [
    (errors.unknown_channel, library.NotFound, 10003),
    (errors.unknown_message, library.NotFound, 10008),
    (errors.missing_permissions, library.Forbidden, 50013),
])  # fmt: skip
async def test_errors_of_discord(
    town: Town,
    bot: SmallBot,
    make: Callable[[], errors.ApiError],
    error: type[library.HTTPException],
    code: int,
) -> None:
    town.discord.faults.error(faults.SEND, make())
    with pytest.raises(error) as refused:
        await _channel(town, bot).send("x")
    assert refused.value.code == code


@pytest.mark.parametrize("damage", ["missing", "truncated", "wrong size", "wrong type"])
async def test_the_cdn_serves_wrongly(town: Town, bot: SmallBot, damage: faults.Damage) -> None:
    got: asyncio.Queue[Exception | bytes] = asyncio.Queue()

    async def read(message: library.Message) -> None:
        try:
            got.put_nowait(await message.attachments[0].read())
        except (library.HTTPException, aiohttp.ClientError) as error:
            got.put_nowait(error)

    bot.on_message = read  # type: ignore[method-assign]
    fault = town.discord.faults.cdn(damage)
    await town.alice.dm("x", files=[Attachment("notes.md", b"the truth")])
    first = await got.get()
    await town.alice.dm("y", files=[Attachment("notes.md", b"the truth")])
    assert fault.hits == 1 and await got.get() == b"the truth"
    wanted = {"missing": library.NotFound, "truncated": aiohttp.ClientPayloadError}.get(damage, bytes)
    assert isinstance(first, wanted) and first != b"the truth"


async def test_an_attachment_lies(town: Town, bot: SmallBot) -> None:
    liar = Attachment("essay.txt", b"x" * 50, content_type="image/png", size=3)
    reply = await town.mod.slash(town.general, "corpus add", file=liar)
    assert reply.content == "essay.txt: 50 of 3 bytes"


async def test_deleted_for_real(town: Town, rest: Rest) -> None:
    said = await town.alice.says(town.general, "x", files=[Attachment("a.txt", b"1")])
    async with aiohttp.ClientSession() as session:
        async with session.get(said.attachments[0].url) as reply:
            assert await reply.read() == b"1"
        await town.alice.deletes(said)
        async with session.get(said.attachments[0].url) as reply:
            assert reply.status == 404
    path = f"/channels/{town.general.id}/messages/{said.id}"
    assert (await rest("GET", path))[1]["code"] == 10008


async def test_patterns_times_and_clear(town: Town, rest: Rest) -> None:
    fault = town.discord.faults.status("GET /users/*", 500, times=None)
    assert [(await rest("GET", "/users/@me"))[0] for _ in range(3)] == [500] * 3
    assert fault.hits == 3 and (await rest("GET", "/gateway"))[0] == 200
    town.discord.faults.clear()
    assert (await rest("GET", "/users/@me"))[0] == 200


async def test_every_fault_has_a_name_and_can_be_armed() -> None:
    async with DoubleDiscord() as discord:
        named = discord.faults.all_of()
        for arm in named.values():
            arm()
        assert len(named) == 24
        discord.faults.clear()
        assert not discord.faults.armed and not discord.gateway.deaf
