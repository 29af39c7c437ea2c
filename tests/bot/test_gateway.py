"""What `/healthz` tells of the gateway, and what no longer ends the client or the process."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from bot.core.metrics import MetricsServer
from bot.discord_bot import DiscordBot, health, open_when_free
from corpus.store import Store
from tests.bot.discord_story import Running, Scene, bot_on, settings_for
from tests.bot.test_discord_bot import until, works
from tests.command import footbridge
from tests.discord_double import DoubleDiscord
from tests.discord_double import faults as f

EVENTS = (
    "MESSAGE_CREATE", "INTERACTION_CREATE", "GUILD_CREATE", "GUILD_DELETE", "CHANNEL_UPDATE",
    "MESSAGE_DELETE", "GUILD_ROLE_UPDATE", "THREAD_CREATE", "USER_UPDATE",
)  # fmt: skip


def shards(bot: Running) -> dict[int, bool]:
    return {one["shard"]: one["ready"] for one in told(bot)["shards"]}


def told(bot: Running) -> dict[str, Any]:
    return health(bot.services)


async def test_malformed_events_keep_only_themselves_out(scene: Scene, state: Path) -> None:
    async with bot_on(scene.double, state) as bot:
        client, identifies = bot.client, scene.double.gateway.identifies
        for event in EVENTS:
            for data in ({"broken": True}, [], "text", 7, None, {"id": "no number"}):
                scene.double.gateway.raw(event, data)
        await works(scene)
        assert bot.client is client and scene.double.gateway.identifies == identifies
        assert bot.metric("footbridge_errors_total", where="malformed event") > len(EVENTS)
        assert told(bot)["ok"]


async def test_a_client_that_ends_again_and_again_is_not_well_though_it_is_ready_between(
    scene: Scene, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        assert told(bot)["ok"]
        for ends in (1, 2):
            before = bot.client
            scene.double.faults.malformed_dispatch("READY")
            await until(lambda before=before: bot.client is not before and bot.services.ready.is_set())  # type: ignore[misc]
            assert told(bot)["restarts"] == ends
            assert told(bot)["ok"] is (ends == 1)
        assert told(bot)["gateway"] == "restarted in a circle"
        await works(scene)


async def test_one_shard_that_is_gone_leaves_the_others_answering_and_healthy(state: Path) -> None:
    async with DoubleDiscord(shards=2) as double:
        scene = Scene(double)
        async with bot_on(double, state) as bot:
            await until(lambda: shards(bot) == {0: True, 1: True})
            assert told(bot)["gateway"] == "ready"
            lost = 1 - (scene.guild.id >> 22) % 2
            double.faults.refuse_connect(10_000)
            for connection in double.gateway.live():
                if connection.session is not None and connection.session.shard == lost:
                    connection.abort()
            await until(lambda: not shards(bot)[lost])
            assert (told(bot)["ok"], told(bot)["gateway"]) == (True, "partly ready")
            assert bot.metric("footbridge_shard_ready", shard=str(lost)) == 0
            assert bot.metric("footbridge_shard_ready", shard=str(1 - lost)) == 1
            await works(scene)
            double.gateway.abort()
            await until(lambda: not told(bot)["ok"])
            double.faults.clear()


async def test_a_shard_comes_back_while_another_hangs(state: Path) -> None:
    async with DoubleDiscord(shards=2) as double:
        scene = Scene(double)
        async with bot_on(double, state) as bot:
            await until(lambda: shards(bot) == {0: True, 1: True})
            lost = 1 - (scene.guild.id >> 22) % 2
            by_shard = {one.session.shard: one for one in double.gateway.live() if one.session is not None}
            double.faults.mute_connect()
            by_shard[lost].abort()
            await double.until(lambda: double.gateway.muted == 1, "the lost shard hangs")
            by_shard[1 - lost].abort()

            def connected() -> list[int]:
                """Return the shards that have a connection which they did not have before."""
                news = (one for one in double.gateway.live() if one not in by_shard.values())
                return [one.session.shard for one in news if one.session is not None]

            # it may be back before anybody looks whether it is away
            await until(lambda: connected() == [1 - lost])
            await until(lambda: shards(bot) == {lost: False, 1 - lost: True})
            await works(scene)


async def test_where_discord_asks_for_more_shards_the_bot_starts_again_with_them(
    scene: Scene, state: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        scene.double.shards = 2
        await scene.double.gateway.close(4011)
        await until(lambda: shards(bot) == {0: True, 1: True})
        await works(scene)
        assert told(bot)["ok"]


async def test_a_closed_knowledge_base_is_not_well(scene: Scene, state: Path) -> None:
    async with bot_on(scene.double, state) as bot:
        await bot.services.worker.close()
        assert (told(bot)["ok"], told(bot)["knowledge"], told(bot)["gateway"]) == (False, "closed", "ready")


@pytest.mark.parametrize("seconds", [1.6, 3.2])
async def test_a_slow_round_trip_leaves_no_answer_thinking(scene: Scene, state: Path, seconds: float) -> None:
    async with bot_on(scene.double, state):
        scene.double.faults.slow(f.CALLBACK, seconds, times=None)
        reply = await (await scene.alice.slash(scene.general, "verify", id="c-aaaaaaaa-0-1")).final(
            edits=1, within=30
        )
        assert reply.content
        assert len(scene.general.from_bot()) == 1


async def test_the_bot_waits_for_a_state_folder_in_use(
    scene: Scene, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.discord_bot._IN_USE_PAUSE", 0.05)
    other = await Store.open(state, write=True)
    waiting = asyncio.create_task(open_when_free(settings_for(scene.double, state)))
    done, _ = await asyncio.wait({waiting}, timeout=1)
    assert not done, "it neither opens nor gives up"
    await other.close()
    bot: DiscordBot = await asyncio.wait_for(waiting, 60)
    assert bot.services.worker.is_open
    await bot.close()


async def test_the_command_for_health_follows_the_port_and_tells_well_from_ill(
    scene: Scene, state: Path, tmp_path: Path
) -> None:
    async with bot_on(scene.double, state) as bot:
        server = MetricsServer(bot.services.metrics, lambda: health(bot.services))
        await server.start("127.0.0.1", 0)

        async def asked(**settings: str) -> tuple[int, str]:
            extra = {"FOOTBRIDGE_METRICS_PORT": str(server.port), "FOOTBRIDGE_METRICS_HOST": "0.0.0.0"}
            done = await asyncio.to_thread(
                footbridge, "bot", "--health", data=state, extra=extra | settings, cwd=tmp_path
            )
            return done.returncode, done.stdout + done.stderr

        try:
            code, said = await asked()
            assert code == 0 and json.loads(said)["gateway"] == "ready"
            bot.services.gateway.closed()
            code, said = await asked()
            assert code == 1 and json.loads(said)["gateway"] == "not connected"
            assert (await asked(FOOTBRIDGE_METRICS_PORT="off"))[0] == 0
        finally:
            await server.close()
        code, said = await asked()
        assert code == 1 and "no bot answers" in said and said.count("\n") == 1
