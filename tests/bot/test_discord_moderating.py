"""A moderator adds, imports, looks through and takes out; the bot, the model and the essay are the real ones."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from discord import Permissions

from bot.phrases_moderating import ENGLISH
from tests.bot.discord_story import Running, Scene, bot_on
from tests.discord_double import DoubleDiscord, Message, Person, Reply

HARBOUR = (
    b"# The Lantern Festival of Burlington\n\nBy Rosa Lindqvist\n\n"
    b"The lantern festival of Burlington and Yaroslavl was founded in 2019 by the choir of the harbour "
    b"school. It is held every September on the waterfront.\n"
)
FESTIVAL = "Who founded the lantern festival of Burlington and Yaroslavl?"


@pytest.fixture
async def double() -> AsyncIterator[DoubleDiscord]:
    async with DoubleDiscord() as made:
        yield made


@pytest.fixture
def scene(double: DoubleDiscord) -> Scene:
    return Scene(double)


@pytest.fixture
def mo(scene: Scene) -> Person:
    return scene.guild.member("mo", permissions=Permissions(manage_guild=True))


@pytest.fixture
async def bot(scene: Scene, state: Path) -> AsyncIterator[Running]:
    async with bot_on(scene.double, state) as running:
        yield running


async def offer(scene: Scene, who: Person, name: str, data: bytes, **more: str) -> Reply:
    reply = await who.slash(scene.general, "corpus add", file=scene.file(name, data), **more)
    return await reply.final(edits=1)


async def press(who: Person, on: Reply | Message, label: str) -> Reply:
    return await (await who.click(on, label)).final()


async def asks(scene: Scene, question: str) -> Reply:
    return await (await scene.alice.slash(scene.general, "ask", question=question)).final(edits=1)


async def test_a_file_is_shown_confirmed_and_cited_by_the_next_question(
    bot: Running, scene: Scene, mo: Person
) -> None:
    before = await asks(scene, FESTIVAL)
    assert "choir" not in before.text
    shown = await offer(scene, mo, "lanterns.md", HARBOUR)
    assert shown.ephemeral and shown.embeds[0]["title"] == ENGLISH.offer
    assert "The Lantern Festival of Burlington" in shown.text and "passages" in shown.text
    await press(mo, shown, "Add")
    await shown.shows("✅ Added")
    assert shown.buttons == []
    after = await asks(scene, FESTIVAL)
    assert "choir of the harbour school" in after.text
    assert "The Lantern Festival of Burlington" in after.embeds[0]["fields"][0]["value"]
