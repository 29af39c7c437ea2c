"""A day of messages as members write them: each gets its answer, and moderators see questions alone."""

from __future__ import annotations

import json
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from bot.phrases.members import ENGLISH
from tests.bot.discord_story import Scene, bot_on

FILE = Path(__file__).parents[3] / "bench/questions/messages.jsonl"
MISTAKEN = 50
"""One in so many things that are said to the bot may be taken for a question."""


def rows(count: int) -> list[dict[str, Any]]:
    """Return messages of the half that may be looked at, of all kinds in turn."""
    kinds: dict[str, list[dict[str, Any]]] = {}
    for line in FILE.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["half"] == "fit" and "history" not in row:
            kinds.setdefault(row["kind"], []).append(row)
    turns = [cycle(of_kind) for of_kind in kinds.values()]
    return [next(turn) for turn in islice(cycle(turns), count)]


async def through(scene: Scene, state: Path, count: int) -> None:
    asked = rows(count)
    members = [scene.guild.member(f"member{number}") for number in range(10)]
    noisy = scene.guild.member("noisy")
    async with bot_on(scene.double, state, user_rate=count, guild_rate=2 * count) as bot:
        for number, row in enumerate(asked):
            member = members[number % len(members)]
            if number % 2:
                question = await member.says(scene.general, f"{scene.double.bot} {row['message']}")
                await (await scene.double.wait_for_reply(question)).final(edits=1, within=60)
            else:
                reply = await member.slash(scene.general, "ask", question=row["message"])
                await reply.final(edits=1, within=60)
        scope = f"guild:{scene.guild.id}"
        stored = [one.text for one in await bot.services.community.questions(scope)]
    async with bot_on(scene.double, state, user_rate=1):
        answered = await noisy.slash(scene.general, "ask", question=asked[0]["message"])
        await answered.final(edits=1, within=60)
        for _ in range(2):
            refused = await noisy.slash(scene.general, "ask", question=asked[0]["message"])
            await refused.final(within=60)
        assert refused.ephemeral and "asked a lot" in refused.content
    shown = [message for message in scene.general.from_bot() if not message.ephemeral]
    assert len(shown) >= count
    assert not [one for one in shown if one.content == ENGLISH.searching or "asked a lot" in one.text]
    talk = [row["message"] for row in asked if row["kind"] == "chat"]
    assert len([text for text in stored if text in talk]) <= len(talk) / MISTAKEN
    assert len(stored) >= count - len(talk) - 1


async def test_a_morning_of_mixed_messages(scene: Scene, state: Path) -> None:
    await through(scene, state, 24)


@pytest.mark.soak
async def test_a_day_of_mixed_messages(scene: Scene, state: Path) -> None:
    await through(scene, state, 500)
