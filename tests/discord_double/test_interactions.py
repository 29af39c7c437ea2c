from __future__ import annotations

import asyncio
from typing import Any

import pytest

from . import NoResponseError, Reply
from .conftest import Rest, Town
from .small_bot import SmallBot

SAY = {"type": 4, "data": {"content": "an answer"}}
DEFER = {"type": 5, "data": {"flags": 64}}


async def _asked(town: Town) -> Reply:
    return await town.alice.slash(town.general, "ask", question="why?", wait_=False)


def _callback(reply: Reply) -> str:
    return f"/interactions/{reply.interaction.id}/{reply.interaction.token}/callback"


def _webhook(town: Town, reply: Reply, tail: str = "") -> str:
    return f"/webhooks/{town.discord.application_id}/{reply.interaction.token}{tail}"


def _code(answer: tuple[int, Any]) -> tuple[int, int]:
    return answer[0], answer[1]["code"]


async def test_a_callback_with_response_returns_the_message(town: Town, rest: Rest, ask: str) -> None:
    reply = await _asked(town)
    assert reply.state == "born"
    status, body = await rest("POST", _callback(reply) + "?with_response=1", SAY)
    assert (status, body["resource"]["message"]["content"]) == (200, "an answer")
    assert body["interaction"]["response_message_ephemeral"] is False
    assert reply.state == "acknowledged"
    assert await rest("POST", _callback(await _asked(town)), SAY) == (204, None)


async def test_unknown_late_and_second_callbacks(town: Town, rest: Rest, ask: str) -> None:
    assert _code(await rest("POST", "/interactions/123/abc/callback", SAY)) == (404, 10062)
    reply = await _asked(town)
    await rest("POST", _callback(reply), SAY)
    assert _code(await rest("POST", _callback(reply), SAY)) == (400, 40060)
    late = await _asked(town)
    town.discord.clock.advance(3.01)
    assert late.state == "expired"
    assert _code(await rest("POST", _callback(late), SAY)) == (404, 10062)


async def test_who_waits_is_told_that_the_application_did_not_respond(
    town: Town, rest: Rest, ask: str
) -> None:
    waiting = asyncio.create_task(town.alice.slash(town.general, "ask", question="why?"))
    await asyncio.sleep(0)
    town.discord.clock.advance(2.9)
    assert not waiting.done()
    town.discord.clock.advance(0.2)
    with pytest.raises(NoResponseError):
        await waiting


async def test_edits_before_acknowledgement_after_a_missed_one_and_after_15_minutes(
    town: Town, rest: Rest, ask: str
) -> None:
    edit = {"content": "x"}
    early = await _asked(town)
    assert _code(await rest("PATCH", _webhook(town, early, "/messages/@original"), edit)) == (404, 10015)
    assert _code(await rest("POST", _webhook(town, early), edit)) == (404, 10015)
    answered = await _asked(town)
    await rest("POST", _callback(answered), DEFER)
    town.discord.clock.advance(14 * 60)
    status, body = await rest("PATCH", _webhook(town, answered, "/messages/@original"), edit)
    assert (status, body["content"]) == (200, "x")
    assert _code(await rest("PATCH", _webhook(town, early, "/messages/@original"), edit)) == (404, 10015)
    town.discord.clock.advance(61)
    assert _code(await rest("PATCH", _webhook(town, answered, "/messages/@original"), edit)) == (401, 50027)
    assert _code(await rest("POST", "/webhooks/1/nonsense", edit)) == (404, 10015)


async def test_the_life_of_a_deferred_response(town: Town, rest: Rest, ask: str) -> None:
    reply = await _asked(town)
    await rest("POST", _callback(reply), DEFER)
    original = _webhook(town, reply, "/messages/@original")
    status, body = await rest("GET", original)
    assert status == 200 and body["flags"] & 128 and body["flags"] & 64
    assert reply.message.loading and town.general.visible_to(town.bob) == []
    status, body = await rest("POST", _webhook(town, reply, "?wait=1"), {"content": "first"})
    assert body["id"] == str(reply.message.id), "the first follow-up takes the place of the placeholder"
    assert reply.message.ephemeral and not reply.message.loading
    status, body = await rest("POST", _webhook(town, reply, "?wait=1"), {"content": "second", "flags": 64})
    second = _webhook(town, reply, f"/messages/{body['id']}")
    assert (await rest("PATCH", second, {"content": "2nd"}))[1]["content"] == "2nd"
    channel = f"/channels/{town.general.id}/messages/{body['id']}"
    assert _code(await rest("GET", channel)) == (404, 10008), "ephemeral messages are not in the channel"
    assert await rest("DELETE", second) == (204, None)
    assert _code(await rest("GET", second)) == (404, 10008)
    assert await rest("DELETE", original) == (204, None)
    assert _code(await rest("PATCH", original, {"content": "x"})) == (404, 10008)


@pytest.mark.parametrize(
    "body", [{"type": 7, "data": {"content": "x"}}, {"type": 8, "data": {"choices": []}}]
)
async def test_callback_types_that_a_command_does_not_allow(
    town: Town, rest: Rest, ask: str, body: Any
) -> None:
    assert _code(await rest("POST", _callback(await _asked(town)), body)) == (400, 50035)


async def test_an_empty_answer_is_refused_and_does_not_acknowledge(town: Town, rest: Rest, ask: str) -> None:
    reply = await _asked(town)
    empty = {"type": 4, "data": {"content": " "}}
    assert _code(await rest("POST", _callback(reply), empty)) == (400, 50006)
    assert reply.state == "born"


async def test_a_refused_body_is_50035_and_a_violation(town: Town, rest: Rest, ask: str) -> None:
    reply = await _asked(town)
    with town.discord.judge.expects("data.content"):
        answer = await rest("POST", _callback(reply), {"type": 4, "data": {"content": "x" * 2001}})
    assert _code(answer) == (400, 50035)
    assert "data" in answer[1]["errors"] and reply.state == "born"


async def test_a_replayed_interaction_is_acknowledged_once(town: Town, bot: SmallBot) -> None:
    reply = await town.alice.slash(town.general, "quick")
    await town.alice.replays(reply)
    await town.discord.until(lambda: reply.interaction.attempts == 2, "the second callback")
    assert [logged.status for logged in town.discord.calls("POST /interactions/*")] == [200, 400]


async def test_a_forged_button_reaches_the_bot(town: Town, bot: SmallBot) -> None:
    reply = await (await town.alice.slash(town.general, "ask", question="q")).final()
    forged = await town.bob.click(reply, custom_id="someone:else", forced_=True, wait_=False)
    await town.alice.click(reply, "Sources")
    assert forged.state == "born", "the small bot ignores it"


async def test_a_running_clock_lets_deadlines_pass_by_themselves(town: Town) -> None:
    from . import DoubleDiscord

    async with DoubleDiscord(running_clock=True) as discord:
        first = discord.clock.now()
        await asyncio.sleep(0.01)
        assert discord.clock.now() > first
    assert town.discord.clock.now() == 0
