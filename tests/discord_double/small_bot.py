"""A small plain discord.py bot that uses every feature the double serves; the double's own tests run it."""

from __future__ import annotations

import asyncio
import contextlib
import io
from collections.abc import AsyncIterator, Callable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from .connect import point_discord_py_at
from .server import DoubleDiscord


class AgainView(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Sources", custom_id="sources")
    async def sources(self, interaction: discord.Interaction[Any], _: discord.ui.Button[Any]) -> None:
        await interaction.response.send_message("the sources", ephemeral=True)

    @discord.ui.button(label="Next", custom_id="next")
    async def next(self, interaction: discord.Interaction[Any], _: discord.ui.Button[Any]) -> None:
        await interaction.response.edit_message(content="page 2")

    @discord.ui.button(label="Why", custom_id="why")
    async def why(self, interaction: discord.Interaction[Any], _: discord.ui.Button[Any]) -> None:
        await interaction.response.send_modal(WhyForm())

    @discord.ui.select(
        custom_id="pick", options=[discord.SelectOption(label=x, value=x[0]) for x in ("Bath", "Ayr")]
    )
    async def pick(self, interaction: discord.Interaction[Any], menu: discord.ui.Select[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content=f"picked {menu.values[0]}")


class WhyForm(discord.ui.Modal, title="Why?"):
    reason: discord.ui.TextInput[Any] = discord.ui.TextInput(label="Reason", max_length=100)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        await interaction.response.send_message(f"because {self.reason.value}", ephemeral=True)


class SmallBot(commands.AutoShardedBot):
    """`seen` logs what it was told: names of events with a detail."""

    def __init__(self, *, intents: discord.Intents | None = None, **options: Any) -> None:
        wanted = intents or discord.Intents(
            guilds=True, guild_messages=True, dm_messages=True, guild_reactions=True
        )
        super().__init__(
            command_prefix=commands.when_mentioned,
            intents=wanted,
            guild_ready_timeout=0.05,
            allowed_mentions=discord.AllowedMentions.none(),
            help_command=None,
            **options,
        )
        self.seen: list[tuple[str, Any]] = []

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Skip the five seconds that the library sleeps here."""

    async def setup_hook(self) -> None:
        add_commands(self.tree)
        self.add_view(AgainView())
        await self.tree.sync()

    async def on_message(self, message: discord.Message, /) -> None:
        if message.author == self.user:
            return
        self.seen.append(("message", message.content))
        if self.user in message.mentions or message.guild is None:
            files = [await attachment.read() for attachment in message.attachments]
            await message.reply(f"you said {message.content} with {[len(f) for f in files]}")

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        self.seen.append(("edit", payload.message.content))

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        self.seen.append(("delete", payload.message_id))

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        self.seen.append(("reaction", str(payload.emoji)))

    async def on_shard_resumed(self, shard_id: int) -> None:
        self.seen.append(("resumed", shard_id))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self.seen.append(("left", guild.name))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self.seen.append(("joined", guild.name))


def add_commands(tree: app_commands.CommandTree[Any]) -> None:
    @tree.command(description="Ask something")
    async def ask(interaction: discord.Interaction[Any], question: str, private: bool = False) -> None:
        await interaction.response.defer(ephemeral=private, thinking=True)
        embed = discord.Embed(title=question, description="an answer [1]").add_field(
            name="Source", value="a page"
        )
        await interaction.edit_original_response(embed=embed, view=AgainView())

    @tree.command(description="Answer at once")
    async def quick(interaction: discord.Interaction[Any], times: app_commands.Range[int, 1, 3] = 1) -> None:
        await interaction.response.send_message("searching")
        for number in range(times):
            await interaction.followup.send(f"more {number}", ephemeral=True)

    @tree.command(description="A city")
    async def city(interaction: discord.Interaction[Any], name: str) -> None:
        await interaction.response.send_message(f"city {name}")

    @city.autocomplete("name")
    async def _complete(_: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{typed}ington", value="v1")]

    corpus = app_commands.Group(
        name="corpus",
        description="The corpus",
        default_permissions=discord.Permissions(manage_guild=True),
        guild_only=True,
    )

    @corpus.command(description="Add a file")
    async def add(interaction: discord.Interaction[Any], file: discord.Attachment) -> None:
        data = await file.read()
        back = discord.File(io.BytesIO(data), "copy.txt", description="the same")
        await interaction.response.send_message(
            f"{file.filename}: {len(data)} of {file.size} bytes", file=back
        )

    tree.add_command(corpus)

    @tree.context_menu(name="Ask this")
    async def menu(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await interaction.response.send_message(f"asked {message.content}", ephemeral=True)


@contextlib.asynccontextmanager
async def running(
    double: DoubleDiscord,
    make: Callable[[], commands.AutoShardedBot] = SmallBot,
) -> AsyncIterator[Any]:
    """Run a bot against the double until the block ends; its exception, if any, is left in `bot.ended`."""
    with point_discord_py_at(double):
        bot = make()
        task = asyncio.create_task(bot.start(double.token))
        try:
            ready = asyncio.create_task(_ready(double, bot))
            await asyncio.wait({task, ready}, return_when="FIRST_COMPLETED")
            if task.done():
                ready.cancel()
                task.result()
            await ready
            yield bot
        finally:
            await bot.close()
            with contextlib.suppress(Exception):
                await task


async def _ready(double: DoubleDiscord, bot: commands.AutoShardedBot) -> None:
    await double.ready()
    await asyncio.wait_for(bot.wait_until_ready(), 5)
