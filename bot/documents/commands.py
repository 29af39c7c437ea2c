"""`/corpus` and the message menu: adding, importing, looking through and taking out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.access import is_moderator, require_moderator
from bot.core.log import logger
from bot.core.moderating import Acting, ModeratorButton, begin, button, submitted, view_of
from bot.core.worker import ClosedError
from bot.documents import browse as keeping
from bot.documents.paste import from_message, open_paste, row_of
from bot.phrases import moderators as words
from bot.render.text import shown
from bot.uploads.fetch import check_document, check_records, fetch
from corpus.model import NewDocument
from corpus.store.pending import WAITING

if TYPE_CHECKING:
    from bot.core.client import Footbridge

    Interaction = discord.Interaction[Footbridge]

log = logger(__name__)

_FINISH_EVERY = 60.0
"""Seconds between two looks for what was confirmed and could not be stored."""

Short = app_commands.Range[str, 1, 200]
Long = app_commands.Range[str, 1, 500]


def _choices(*values: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=value, value=value) for value in values]


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class Corpus(commands.GroupCog, group_name="corpus", group_description=words.CORPUS):
    """The documents and records of a server."""

    def __init__(self, bot: Footbridge) -> None:
        self.bot = bot
        self._tasks: set[asyncio.Task[None]] = set()
        self._menu = app_commands.ContextMenu(name=words.ADD_MESSAGE, callback=self.add_message)
        self._menu.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=False)

    async def cog_load(self) -> None:
        """Register the menu and the buttons; store what was confirmed before a crash."""
        self.bot.add_dynamic_items(ModeratorButton)
        self.bot.tree.add_command(self._menu)
        task = asyncio.create_task(self._finish())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def cog_unload(self) -> None:
        """Take the menu away."""
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _finish(self) -> None:
        while True:
            try:
                await self.bot.app.adding.finish(self.bot)
            except ClosedError:
                return
            except Exception as error:
                self.bot.app.incident("adding", error)
            await asyncio.sleep(_FINISH_EVERY)

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Handle forms here, so that one sent after a restart is handled like any other."""
        if interaction.type is discord.InteractionType.modal_submit:
            await submitted(interaction)

    # adding

    @app_commands.command(description=words.ADD)
    @app_commands.describe(
        file=words.ADD_FILE, title=words.TITLE, author=words.AUTHOR, url=words.URL, language=words.LANGUAGE
    )
    async def add(  # noqa: PLR0917
        self,
        interaction: discord.Interaction[Footbridge],
        file: discord.Attachment,
        title: Short | None = None,
        author: Short | None = None,
        url: Long | None = None,
        language: app_commands.Range[str, 2, 20] | None = None,
    ) -> None:
        """Read an attached file and ask whether to add it."""
        acting = await begin(interaction)
        name = check_document(file, acting.p)
        data = await fetch(self.bot, file, acting.p)
        new = NewDocument(name, data, title, author, url, language)
        await self.bot.app.adding.offer_document(acting, new)

    @app_commands.command(description=words.PASTE)
    async def paste(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Open a form for a text."""
        acting = Acting(interaction, require_moderator(interaction))
        await open_paste(acting)

    async def add_message(
        self, interaction: discord.Interaction[Footbridge], message: discord.Message
    ) -> None:
        """Read a message, with its author and link, and ask whether to add it."""
        acting = await begin(interaction)
        new = await from_message(self.bot, message, acting.p)
        await self.bot.app.adding.offer_document(acting, new)

    @app_commands.command(name="import", description=words.IMPORT)
    @app_commands.describe(file=words.IMPORT_FILE)
    async def import_(self, interaction: discord.Interaction[Footbridge], file: discord.Attachment) -> None:
        """Read a CSV file of records and ask whether to import it."""
        acting = await begin(interaction)
        name = check_records(file, acting.p)
        data = await fetch(self.bot, file, acting.p)
        await self.bot.app.adding.offer_records(acting, name, data)

    @app_commands.command(name="add-partnership", description=words.ADD_PARTNERSHIP)
    @app_commands.describe(
        city_a=words.CITY_A, country_a=words.COUNTRY_A, region_a=words.REGION_A,
        city_b=words.CITY_B, country_b=words.COUNTRY_B, region_b=words.REGION_B,
        source_title=words.SOURCE, source_url=words.SOURCE_URL, relation=words.RELATION,
        since=words.SINCE, until=words.UNTIL, status=words.STATUS, note=words.NOTE,
    )  # fmt: skip
    @app_commands.choices(
        relation=_choices("twin", "friendship", "contact", "club"),
        status=_choices("active", "suspended", "ended", "unknown"),
    )
    async def add_partnership(  # noqa: PLR0917
        self,
        interaction: discord.Interaction[Footbridge],
        city_a: Short,
        country_a: Short,
        city_b: Short,
        country_b: Short,
        source_title: Short,
        region_a: Short | None = None,
        region_b: Short | None = None,
        relation: str | None = None,
        since: Short | None = None,
        until: Short | None = None,
        status: str | None = None,
        source_url: Long | None = None,
        note: Long | None = None,
    ) -> None:
        """Check one record and ask whether to add it."""
        given: dict[str, Any] = {
            "city_a": city_a, "country_a": country_a, "region_a": region_a, "city_b": city_b,
            "country_b": country_b, "region_b": region_b, "source_title": source_title,
            "source_url": source_url, "relation": relation, "since": since, "until": until,
            "status": status, "note": note,
        }  # fmt: skip
        acting = await begin(interaction)
        await self.bot.app.adding.offer_records(acting, "record.csv", row_of(given))

    @app_commands.command(description=words.WAITING)
    async def waiting(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Show what waits for this moderator's word."""
        acting = await begin(interaction)
        held = await self.bot.app.community.additions.of(acting.scope, acting.asker)
        held = [one for one in held if one.state == WAITING]
        if not held:
            await acting.say(acting.p.waiting_none)
            return
        lines = [
            f"{number}. {shown(str(one.about.get('title') or one.name), 200)} · <t:{one.created_at}:R>"
            for number, one in enumerate(held, 1)
        ]
        buttons = [
            button("offer", one.id, acting.p.button_show.format(number=number))
            for number, one in enumerate(held, 1)
        ]
        embed = discord.Embed(title=acting.p.waiting, description="\n".join(lines))
        await acting.show(embed, view_of(*buttons))

    # looking through, taking out

    @app_commands.command(name="list", description=words.LIST)
    @app_commands.describe(removed=words.LIST_REMOVED)
    async def list_(self, interaction: discord.Interaction[Footbridge], removed: bool = False) -> None:
        """List documents."""
        await keeping.show_list(await begin(interaction), removed=removed)

    @app_commands.command(description=words.SHOW)
    @app_commands.describe(document=words.DOCUMENT)
    async def show(self, interaction: discord.Interaction[Footbridge], document: Short) -> None:
        """Show a document or a record."""
        await keeping.show_one(await begin(interaction), document.strip())

    @app_commands.command(description=words.REMOVE)
    @app_commands.describe(document=words.DOCUMENT)
    async def remove(self, interaction: discord.Interaction[Footbridge], document: Short) -> None:
        """Take a document or record out."""
        await keeping.remove(await begin(interaction), document.strip())

    @app_commands.command(description=words.RESTORE)
    @app_commands.describe(document=words.DOCUMENT, version=words.RESTORE_VERSION)
    async def restore(
        self,
        interaction: discord.Interaction[Footbridge],
        document: Short,
        version: app_commands.Range[int, 1, 100_000] | None = None,
    ) -> None:
        """Bring a document or record back."""
        await keeping.restore(await begin(interaction), document.strip(), version)

    @app_commands.command(description=words.HISTORY)
    @app_commands.describe(document=words.DOCUMENT)
    async def history(self, interaction: discord.Interaction[Footbridge], document: Short) -> None:
        """Show what happened to a document or record."""
        await keeping.show_history(await begin(interaction), document.strip())

    @app_commands.command(description=words.EXPORT)
    async def export(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Send everything that this server has added."""
        await keeping.export(await begin(interaction))

    @show.autocomplete("document")
    @history.autocomplete("document")
    async def suggest(
        self, interaction: discord.Interaction[Footbridge], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest documents that this server sees, removed ones too."""
        return await self._suggest(interaction, typed, shared=True, live=True, removed=True)

    @remove.autocomplete("document")
    async def suggest_live(
        self, interaction: discord.Interaction[Footbridge], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest documents of this server."""
        return await self._suggest(interaction, typed, shared=False, live=True, removed=False)

    @restore.autocomplete("document")
    async def suggest_removed(
        self, interaction: discord.Interaction[Footbridge], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest documents of this server, removed ones first."""
        return await self._suggest(interaction, typed, shared=False, live=True, removed=True)

    async def _suggest(
        self, interaction: Interaction, typed: str, *, shared: bool, live: bool, removed: bool
    ) -> list[app_commands.Choice[str]]:
        if not is_moderator(interaction):
            return []
        scopes = self.bot.app.scopes(interaction.guild_id)[0 if shared else 1 :]
        return await keeping.suggestions(self.bot.app, scopes, typed, live=live, removed=removed)
