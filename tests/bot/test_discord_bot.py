"""Starting, falling, coming back: the outer loop, network faults, restarts in the middle of an answer."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot import discord_bot, discord_check
from bot.ask.responder import Asked
from bot.core.client import INTENTS, PERMISSIONS
from bot.core.connection import FatalError
from bot.core.departures import reconcile_servers
from bot.core.metrics import MetricsServer
from bot.core.running import run
from bot.discord_bot import DiscordBot
from corpus.model import NewDocument
from corpus.store.people import Server
from tests.bot.discord_story import Running, Scene, bot_on, settings_for
from tests.discord_double import DoubleDiscord, Message, point_discord_py_at
from tests.discord_double import faults as f
from tests.raw import holding

CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"
SYNC = "PUT /applications/*/commands"

INDEXED = "footbridge_index_generation"


async def works(scene: Scene) -> None:
    reply = await (await scene.alice.slash(scene.general, "ask", question=CHURCHILL)).final(
        edits=1, within=30
    )
    assert "Westminster College" in reply.embeds[0]["description"]
    assert reply.message.edits == 1


async def test_commands_are_registered_once_and_again_when_they_change(scene: Scene, state: Path) -> None:
    async with bot_on(scene.double, state):
        assert len(scene.double.calls(SYNC)) == 1
    async with bot_on(scene.double, state) as bot:
        assert len(scene.double.calls(SYNC)) == 1
        await bot.services.community.servers.set_fact(f"commands:{scene.double.application_id}", "another")
    async with bot_on(scene.double, state):
        assert len(scene.double.calls(SYNC)) == 2


async def test_a_failed_registration_does_not_stop_the_bot(scene: Scene, state: Path) -> None:
    async with bot_on(scene.double, state):
        pass
    scene.double.faults.status(f.SYNC, 503, times=9)
    async with bot_on(scene.double, state) as bot:
        await bot.services.community.servers.set_fact(f"commands:{scene.double.application_id}", "another")
        assert bot.client is not None and not await bot.client.sync_commands()
        await works(scene)


def test_no_privileged_intent_and_only_the_permissions_needed() -> None:
    assert not (INTENTS.message_content or INTENTS.members or INTENTS.presences)
    assert not (PERMISSIONS.administrator or PERMISSIONS.manage_messages or PERMISSIONS.mention_everyone)


@pytest.mark.parametrize(
    "fault",
    [
        "abort",
        "op7",
        "op9 resumable",
        "op9",
        "refuse first connect",
        "malformed session",
        "closed 4000",
        "closed 4007",
    ],
)
async def test_the_gateway_falls_and_the_bot_is_back(scene: Scene, state: Path, fault: str) -> None:
    double = scene.double
    if fault == "refuse first connect":
        double.faults.refuse_connect()
    async with bot_on(double, state) as bot:
        before = bot.client
        if fault == "malformed session":
            double.faults.malformed_dispatch("READY")
            await until(lambda: bot.client is not before and bot.services.ready.is_set())
        elif fault.startswith("closed"):
            await double.gateway.close(int(fault.split()[1]))
        elif fault == "abort":
            double.faults.abort()
        elif fault == "op7":
            double.faults.op7()
        elif fault.startswith("op9"):
            double.faults.op9(resumable="resumable" in fault)
        await double.ready(30)
        await works(scene)


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        (f.CALLBACK, "reset"), (f.CALLBACK, "lose_reply"), (f.CALLBACK, "500"), (f.CALLBACK, "503"),
        (f.EDIT_ORIGINAL, "reset"), (f.EDIT_ORIGINAL, "lose_reply"), (f.EDIT_ORIGINAL, "500"),
        (f.EDIT_ORIGINAL, "429"), (f.EDIT_ORIGINAL, "429 without Via"),
    ],
)  # fmt: skip
async def test_a_fault_on_the_way_costs_no_answer_and_doubles_none(
    scene: Scene, state: Path, pattern: str, fault: str
) -> None:
    async with bot_on(scene.double, state):
        strike(scene.double, pattern, fault)
        await works(scene)
        assert len(scene.general.from_bot()) == 1


@pytest.mark.parametrize("pattern", [f.SEND, f.EDIT])
@pytest.mark.parametrize("fault", ["reset", "lose_reply", "502", "503", "429"])
async def test_a_mention_is_answered_once_whatever_happens_to_its_messages(
    scene: Scene, state: Path, pattern: str, fault: str
) -> None:
    async with bot_on(scene.double, state):
        strike(scene.double, pattern, fault)
        asked = await scene.alice.says(scene.general, f"{scene.double.bot} {CHURCHILL}")
        answer = await scene.double.wait_for_reply(asked)
        await scene.double.until(lambda: bool(answer.embeds), "the answer", 20)
        assert len(scene.general.from_bot()) == 1


async def until(holds: Callable[[], bool], within: float = 30) -> None:
    """Wait for what happens in the bot and not in the double."""
    end = asyncio.get_running_loop().time() + within
    while not holds():
        assert asyncio.get_running_loop().time() < end, "it did not happen"
        await asyncio.sleep(0.02)


def strike(double: DoubleDiscord, pattern: str, fault: str) -> None:
    if fault == "429":
        double.faults.rate_limited(pattern, retry_after=0.1)
    elif fault == "429 without Via":
        double.faults.rate_limited(pattern, retry_after=0.1, via=False)
    elif fault.isdigit():
        double.faults.status(pattern, int(fault))
    else:
        getattr(double.faults, fault)(pattern)


async def test_a_question_under_way_at_a_restart_is_answered_by_the_next_process(
    scene: Scene, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        hold(bot)
        slash = await scene.alice.slash(scene.general, "ask", question=CHURCHILL)
        asked = await scene.bob.says(scene.general, f"{scene.double.bot} {CHURCHILL}")
        mention = await scene.double.wait_for_reply(asked)
        await scene.until_stored(bot, jobs=2, answers=0)
    async with bot_on(scene.double, state) as bot:
        for message in (slash.message, mention):
            await scene.double.until(lambda message=message: bool(message.embeds), "the answer")  # type: ignore[misc]
            assert "Westminster College" in message.embeds[0]["description"]
        await scene.until_stored(bot, jobs=0, answers=2)
        assert len(scene.general.from_bot()) == 2


async def test_a_question_under_way_when_the_client_dies_is_answered_by_the_next_client(
    scene: Scene, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        release = hold(bot)
        slash = await scene.alice.slash(scene.general, "ask", question=CHURCHILL)
        await scene.until_stored(bot, jobs=1)
        before = bot.client
        scene.double.faults.malformed_dispatch("READY")
        await until(lambda: bot.client is not before and bot.services.ready.is_set())
        release()
        await scene.double.until(lambda: bool(slash.message.embeds), "the answer", 30)
        await scene.until_stored(bot, jobs=0, answers=1)
        assert len(scene.general.from_bot()) == 1


async def test_a_question_is_not_answered_again_while_discord_is_slow_to_show_that_it_arrived(
    scene: Scene, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        assert bot.client is not None
        scene.double.faults.slow(f.SEND, 1.0)
        asked = await scene.alice.says(scene.general, f"{scene.double.bot} {CHURCHILL}")
        await scene.until_stored(bot, jobs=1)
        assert await bot.responder.unfinished() == []
        await bot.client.housekeeping.run("questions")
        answer = await scene.double.wait_for_reply(asked)
        await scene.double.until(lambda: bool(answer.embeds), "the answer")
        await scene.until_stored(bot, jobs=0, questions=1, answers=1)


async def test_a_question_left_over_is_picked_up_once_while_discord_is_slow(
    scene: Scene, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        assert bot.client is not None
        await bot.client.housekeeping.stop()
        asked = await left_over(scene, bot)
        scene.double.faults.slow(f.SEND, 1.0)
        await bot.client.housekeeping.run("questions")
        await asyncio.sleep(0.1)
        assert await bot.responder.unfinished() == []
        await scene.double.wait_for_reply(asked)
        await scene.until_stored(bot, jobs=0, questions=1, answers=1)


async def test_a_question_picked_up_leaves_nothing_when_its_asker_is_forgotten_meanwhile(
    scene: Scene, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        assert bot.client is not None
        await bot.client.housekeeping.stop()
        release = hold(bot)
        asked = await left_over(scene, bot)
        await bot.client.housekeeping.run("questions")
        answer = await scene.double.wait_for_reply(asked)
        done = await (await scene.alice.slash(scene.general, "forget-me")).final()
        assert done.content.startswith("Done.")
        release()
        await scene.double.until(lambda: bool(answer.embeds), "the answer")
        await scene.until_stored(bot, jobs=0, questions=0, answers=0)


@pytest.mark.parametrize("under_way", [False, True])
async def test_a_question_left_over_and_deleted_is_neither_answered_nor_stored(
    scene: Scene, state: Path, under_way: bool
) -> None:
    async with bot_on(scene.double, state) as bot:
        assert bot.client is not None
        await bot.client.housekeeping.stop()
        release = hold(bot)
        asked = await left_over(scene, bot)
        if under_way:
            await bot.client.housekeeping.run("questions")
            await scene.double.wait_for_reply(asked)
        await scene.alice.deletes(asked)
        if under_way:
            await asyncio.sleep(0.2)
            release()
        await scene.until_stored(bot, jobs=0, questions=0, answers=0)
        await scene.double.until(lambda: all(m.deleted for m in scene.general.from_bot()), "no answer")


async def left_over(scene: Scene, bot: Running) -> Message:
    """Return a message of alice whose question an earlier process noted and did not answer."""
    message = await scene.alice.says(scene.general, CHURCHILL)
    asker = bot.services.community.asker(scene.alice.id)
    place = {"channel": scene.general.id, "guild": scene.guild.id}
    asked = Asked(
        "mention", CHURCHILL, asker, None, place["guild"], place["channel"], None, question_message=message.id
    )
    reply = place | {"to": "message", "question": message.id, "message": None}
    await bot.services.community.servers.add_job(
        "ask", f"guild:{scene.guild.id}", {"asked": asdict(asked), "reply": reply}, asker=asker
    )
    return message


def hold(bot: Running) -> Any:
    """Let questions wait until released, as a slow machine would."""
    gate = asyncio.Event()
    ask = bot.services.worker.answer

    async def slow(*args: Any, **given: Any) -> Any:
        await gate.wait()
        return await ask(*args, **given)

    bot.services.worker.answer = slow  # type: ignore[method-assign]
    return gate.set


@pytest.mark.parametrize("code", [4004, 4013, 4014])
async def test_a_fatal_close_ends_the_bot_with_one_line(scene: Scene, state: Path, code: int) -> None:
    made = await DiscordBot.open(settings_for(scene.double, state))
    running = Running(made)
    with point_discord_py_at(scene.double):
        task = asyncio.create_task(run(made.services, running.stop, running.make))
        await scene.double.ready()
        await scene.double.gateway.close(code)
        with pytest.raises(FatalError) as caught:
            await asyncio.wait_for(task, 20)
    await made.close()
    assert caught.value.exit_code == 1 and "\n" not in str(caught.value)


async def test_a_wrong_token_ends_the_bot_with_one_line(scene: Scene, state: Path) -> None:
    settings = settings_for(scene.double, state, token=SecretStr("wrong.token"))
    made = await DiscordBot.open(settings)
    running = Running(made)
    with (
        point_discord_py_at(scene.double),
        pytest.raises(FatalError, match="does not accept this token"),
    ):
        await asyncio.wait_for(run(made.services, running.stop, running.make), 20)
    await made.close()


async def test_check_tells_what_is_missing(scene: Scene, state: Path, tmp_path: Path) -> None:
    good = settings_for(scene.double, state)
    with point_discord_py_at(scene.double):
        assert await asyncio.to_thread(discord_check.check, good) == []
        another = scene.double.token[:-1] + "x"
        wrong = settings_for(scene.double, state, token=SecretStr(another))
        assert "does not accept" in (await asyncio.to_thread(discord_check.check, wrong))[0]
    (tmp_path / "no").write_bytes(b"")  # a file, in which there can be no folder
    nothing = settings_for(
        scene.double, tmp_path / "no" / "folder", token=None, discord_ca=tmp_path / "ca.pem"
    )
    lines = await asyncio.to_thread(discord_check.check, nothing)
    assert [line.split()[0].rstrip(":") for line in lines] == [
        "DISCORD_TOKEN", "FOOTBRIDGE_DATA", "FOOTBRIDGE_DISCORD_CA",
    ]  # fmt: skip


async def test_health_and_metrics_follow_the_gateway(scene: Scene, state: Path) -> None:
    async with bot_on(scene.double, state) as bot:
        server = MetricsServer(bot.services.metrics, lambda: discord_bot.health(bot.services))
        await server.start("127.0.0.1", 0)
        try:
            await works(scene)
            async with aiohttp.ClientSession(f"http://127.0.0.1:{server.port}") as http:
                async with http.get("/healthz") as healthy:
                    assert healthy.status == 200 and (await healthy.json())["gateway"] == "ready"
                async with http.get("/metrics") as metrics:
                    text = await metrics.text()
                assert 'footbridge_questions_total{end="answered",way="slash"} 1.0' in text
                assert "footbridge_gateway_connected 1.0" in text and "footbridge_acknowledge_seconds" in text
                (latency,) = re.findall(r"^footbridge_gateway_latency_seconds (.*)$", text, re.MULTILINE)
                assert 0 < float(latency) < 60
                assert CHURCHILL not in text
                bot.services.gateway.closed()
                async with http.get("/healthz") as ill:
                    assert ill.status == 503
        finally:
            await server.close()


async def test_the_metric_of_the_index_says_what_is_searched_not_what_is_stored(
    scene: Scene, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        services = bot.services
        assert bot.client is not None
        await bot.client.housekeeping.stop()
        before = bot.metric(INDEXED)
        new = NewDocument("own.txt", b"The old bridge of Ayr was closed on a Tuesday in 1877 by its keeper.")
        await services.worker.run(lambda kb: kb.store.add_document(new))
        assert await services.refresh_revision() and bot.metric(INDEXED) == before < services.revision
        await services.worker.run(lambda kb: kb.index.refresh())
        assert not await services.refresh_revision() and bot.metric(INDEXED) == services.revision


async def test_a_server_that_was_left_is_deleted_after_thirty_days(scene: Scene, state: Path) -> None:
    scope, ahead = f"guild:{scene.guild.id}", [0.0]
    async with bot_on(scene.double, state, clock=lambda: time.time() + ahead[0]) as bot:
        await works(scene)
        await bot.services.save_server(Server(scene.guild.id, private=True))
        new = NewDocument("own.txt", b"The old bridge of Ayr was closed on a Tuesday in 1877 by its keeper.")
        await bot.services.worker.run(lambda kb: kb.store.add_document(new, scope=scope))
        scene.guild.leave()
        await scene.until_left(bot, scene.guild.id)
        assert bot.client is not None
        await bot.client.housekeeping.run("tidy")
        assert await bot.services.worker.run(lambda kb: kb.store.documents([scope])), "not before its time"
        ahead[0] = 31 * 86_400
        await bot.client.housekeeping.run("tidy")
        assert not await bot.services.worker.run(lambda kb: kb.store.documents([scope]))
        assert holding(state, "old bridge of Ayr", "on a Tuesday in 1877") == [], "with the bot still running"
        assert await bot.services.community.questions(scope) == []
        assert scene.guild.id not in bot.services.servers
        revision = await bot.services.worker.run(lambda kb: kb.store.revision())
        await reconcile_servers(bot.services, bot.client)
        ahead[0] = 62 * 86_400
        await bot.client.housekeeping.run("tidy")
        assert await bot.services.worker.run(lambda kb: kb.store.revision()) == revision, "deleted once"
