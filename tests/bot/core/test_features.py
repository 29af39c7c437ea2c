"""A feature from outside: a cog with commands, buttons, a form and work of its own."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.access import ModeratorContext, begin
from bot.core.client import Footbridge
from bot.core.components import MEMBERS, Pressed, component, custom_id, fields_of, moderator_button, view_of
from bot.core.context import Context
from bot.core.worker import ClosedError
from bot.phrases.members import ENGLISH
from bot.phrases.moderators import ENGLISH as MODERATORS
from tests.bot.discord_story import bot_on
from tests.bot.moderating_story import Moderated
from tests.discord_double import DoubleDiscord, Reply

KEY = "0123456789abcdefghijklmnop"


class Choirs(commands.Cog):
    """Counts choirs, badly."""

    def __init__(self, client: Footbridge) -> None:
        self.client = client
        self.counted = asyncio.Event()

    async def cog_load(self) -> None:
        self.client.components.for_members("choir", self.pressed)
        self.client.components.for_members("choose", self.pressed)
        self.client.components.for_moderators("song", self.open_form)
        self.client.components.for_moderators("song", self.sent, kind="form")
        self.client.housekeeping.add("choirs", 60, self.count)

    @app_commands.command(description="Show the choirs")
    async def choirs(self, interaction: discord.Interaction[Footbridge]) -> None:
        context = Context(interaction)
        await context.defer()
        button: discord.ui.Button[Any] = discord.ui.Button(
            label="Sing", custom_id=custom_id(MEMBERS, "choir", KEY, 3)
        )
        options = [discord.SelectOption(label=name, value=name) for name in ("2", "none", "-1")]
        menu: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=custom_id(MEMBERS, "choose", KEY), options=options
        )
        await context.show(discord.Embed(title="Choirs"), view_of(component(button), component(menu)))

    @app_commands.command(description="Show the songs")
    async def songs(self, interaction: discord.Interaction[Footbridge]) -> None:
        context = await begin(interaction)
        await context.show(
            discord.Embed(title="Songs"), view_of(moderator_button("song", "new", "Add a song"))
        )

    @app_commands.command(description="Fail after the first answer")
    async def fail(self, interaction: discord.Interaction[Footbridge], how: str) -> None:
        await Context(interaction).defer()
        if how == "closing":
            raise ClosedError
        raise ZeroDivisionError

    async def pressed(self, context: Context, pressed: Pressed) -> None:
        await context.defer()
        await context.say(f"choir {pressed.key} {pressed.number}")

    async def open_form(self, context: ModeratorContext, _pressed: Pressed) -> None:
        form = discord.ui.Modal(title="A song", custom_id=custom_id("mod", "song", "new"))
        form.add_item(discord.ui.TextInput(label="Song", custom_id="song"))
        await context.open_form(form)

    async def sent(self, context: ModeratorContext, pressed: Pressed) -> None:
        await context.say(f"{pressed.key}: {fields_of(context)['song']}")

    async def count(self) -> None:
        self.counted.set()


async def press(scene: Moderated, held: Reply, custom: str) -> Reply:
    """Press a button that the message never held."""
    held.message.components = [
        {"type": 1, "id": 1, "components": [
            {"type": 2, "id": 2, "style": 2, "label": "x", "custom_id": custom}
        ]}
    ]  # fmt: skip
    return await (await scene.mo.click(held, custom_id=custom, forced_=True)).final()


async def test_a_feature_adds_its_command_buttons_form_and_work(double: DoubleDiscord, state: Path) -> None:
    scene = Moderated(double)
    async with bot_on(double, state, more=(Choirs,)) as bot:
        assert bot.client is not None
        cog = bot.client.get_cog("Choirs")
        assert isinstance(cog, Choirs)
        await asyncio.wait_for(cog.counted.wait(), 10)
        shown = await scene.command("choirs")
        assert (await (await scene.mo.click(shown, "Sing")).final()).content == f"choir {KEY} 3"
        songs = await scene.command("songs")
        form = await scene.mo.click(songs, "Add a song")
        sent = await (await scene.mo.submit(form, song="The ferry")).final()
        assert sent.content == "new: The ferry"


async def test_what_is_done_for_no_action_is_said_and_a_moderators_is_checked_first(
    double: DoubleDiscord, state: Path
) -> None:
    scene = Moderated(double)
    async with bot_on(double, state) as bot:
        held = await scene.command("corpus waiting")
        assert "too old" in (await press(scene, held, f"fb:nothing:{KEY}")).content
        assert (await press(scene, held, "mod:nothing:x")).content == MODERATORS.gone
        refused = await scene.alice.click(held, custom_id="mod:nothing:x", forced_=True)
        assert (await refused.final()).content == ENGLISH.not_moderator
        assert bot.services.metrics.errors.collect()[0].samples == []


async def test_what_nobody_expected_is_said_where_the_answer_stands_under_a_number(
    double: DoubleDiscord, state: Path
) -> None:
    scene = Moderated(double)
    async with bot_on(double, state, more=(Choirs,)) as bot:
        failed = await scene.command("fail", how="unexpectedly")
        assert failed.ephemeral and "tell a moderator this number" in failed.content
        errors = bot.services.metrics.errors
        assert [dict(one.labels) for one in errors.collect()[0].samples if one.name.endswith("_total")] == [
            {"where": "/fail"}
        ]
        await scene.mo.slash(scene.general, "fail", how="closing")
        assert len([one for one in errors.collect()[0].samples if one.name.endswith("_total")]) == 1
