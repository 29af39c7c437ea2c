"""`/corpus` for documents and the message menu: adding, looking through, taking out, bringing back."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.access import ModeratorContext, begin, is_moderator, moderator, moderators_command
from bot.core.client import Footbridge
from bot.core.components import Pressed, moderator_button, view_of
from bot.core.context import server_here
from bot.core.errors import text_of
from bot.documents import browse, keeping
from bot.documents.additions import DocumentAdditions
from bot.documents.paste import attached, open_paste, parts_of, pasted
from bot.phrases import moderator_commands as words
from bot.render.text import shown
from bot.uploads.additions import Additions
from bot.uploads.fetch import check_document, fetch
from corpus.errors import FootbridgeError
from corpus.model import NewDocument

Short = app_commands.Range[str, 1, 200]
Long = app_commands.Range[str, 1, 500]
Language = app_commands.Range[str, 1, 20]
Date = app_commands.Range[str, 1, 10]
Version = app_commands.Range[int, 1, 9_999]


class DocumentCommands(commands.Cog):
    """The documents of a server: the subcommands of `/corpus` for them, the message menu and the buttons."""

    def __init__(self, client: Footbridge, additions: Additions, documents: DocumentAdditions) -> None:
        self.client = client
        self.additions = additions
        self.documents = documents
        self._menu = app_commands.ContextMenu(name=words.ADD_MESSAGE, callback=self.add_message)

    async def cog_load(self) -> None:
        """Add the message menu, which a cog cannot declare, the buttons of a list, and the form."""
        self.client.tree.add_command(self._menu)
        self.client.components.for_moderators("list", self._turn)
        self.documents.register(self.client.components)
        self.client.components.for_moderators("purge", keeping.purge)
        self.client.components.for_moderators("keep", keeping.keep)
        self.client.components.for_moderators("paste", self._pasted, kind="form")

    async def cog_unload(self) -> None:
        """Take the menu away."""
        self.client.tree.remove_command(self._menu.name, type=self._menu.type)

    # adding

    @app_commands.command(description=words.ADD)
    @app_commands.describe(
        file=words.ADD_FILE, title=words.TITLE, author=words.AUTHOR, url=words.URL, language=words.LANGUAGE,
        date=words.DATE, as_of=words.AS_OF, valid_until=words.VALID_UNTIL, replaces=words.REPLACES,
    )  # fmt: skip
    async def add(  # noqa: PLR0917
        self,
        interaction: discord.Interaction[Footbridge],
        file: discord.Attachment,
        title: Short | None = None,
        author: Short | None = None,
        url: Long | None = None,
        language: Language | None = None,
        date: Date | None = None,
        as_of: Date | None = None,
        valid_until: Date | None = None,
        replaces: Short | None = None,
    ) -> None:
        """Read an attached file and ask whether to add it."""
        context = await begin(interaction)
        name = check_document(file, context.p)
        data = await fetch(self.client, file, context.p)
        replaces = replaces.strip() if replaces else None
        new = NewDocument(
            name, data, title, author, url, language,
            date=date, replaces=replaces, as_of=as_of, valid_until=valid_until,
        )  # fmt: skip
        await self.documents.offer(context, new)

    @app_commands.command(description=words.PASTE)
    async def paste(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Open a form for a text."""
        await open_paste(moderator(interaction))

    @moderators_command
    async def add_message(
        self, interaction: discord.Interaction[Footbridge], message: discord.Message
    ) -> None:
        """Read a message and what is attached to it, with author and link; ask of each whether to add it."""
        context = await begin(interaction)
        parts = parts_of(message, context.p)
        for part in parts:
            if part is not parts[0]:
                context.further()
            try:
                if isinstance(part, discord.Attachment):
                    part = await attached(self.client, message, part, context.p)  # noqa: PLW2901
                await self.documents.offer(context, part)
            except FootbridgeError as error:  # of one part, which keeps only that one out
                await context.say(text_of(error))

    @app_commands.command(description=words.WAITING)
    async def waiting(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Show what waits for this moderator's word."""
        context = await begin(interaction)
        held = await self.additions.waiting(context)
        if not held:
            await context.say(context.p.waiting_none)
            return
        lines = [
            f"{number}. {shown(str(one.about.get('title') or one.name), 200)} · <t:{one.created_at}:R>"
            for number, one in enumerate(held, 1)
        ]
        buttons = [
            moderator_button("offer", one.id, context.p.button_show.format(number=number))
            for number, one in enumerate(held, 1)
        ]
        embed = discord.Embed(title=context.p.waiting, description="\n".join(lines))
        await context.show(embed, view_of(*buttons))

    # looking through, taking out

    @app_commands.command(name="list", description=words.LIST)
    @app_commands.describe(removed=words.LIST_REMOVED)
    async def list_(self, interaction: discord.Interaction[Footbridge], removed: bool = False) -> None:
        """List documents."""
        context = await begin(interaction)
        await browse.show_list(context, len(await self.additions.waiting(context)), removed=removed)

    async def _turn(self, context: ModeratorContext, pressed: Pressed) -> None:
        """Show another page of a list, in place of the one that was pressed."""
        await context.defer_in_place()
        removed, waiting = pressed.key.startswith("removed"), len(await self.additions.waiting(context))
        await browse.show_list(context, waiting, removed=removed, page=pressed.number)

    async def _pasted(self, context: ModeratorContext, _pressed: Pressed) -> None:
        await context.defer()
        await self.documents.offer(context, pasted(context))

    @app_commands.command(description=words.SHOW)
    @app_commands.describe(document=words.DOCUMENT)
    async def show(self, interaction: discord.Interaction[Footbridge], document: Short) -> None:
        """Show a document or a record."""
        await browse.show_one(await begin(interaction), document.strip())

    @app_commands.command(description=words.REMOVE)
    @app_commands.describe(document=words.DOCUMENT)
    async def remove(self, interaction: discord.Interaction[Footbridge], document: Short) -> None:
        """Take a document or record out."""
        await browse.remove(await begin(interaction), document.strip())

    @app_commands.command(description=words.RESTORE)
    @app_commands.describe(document=words.DOCUMENT, version=words.RESTORE_VERSION)
    async def restore(
        self,
        interaction: discord.Interaction[Footbridge],
        document: Short,
        version: app_commands.Range[int, 1, 100_000] | None = None,
    ) -> None:
        """Bring a document or record back."""
        await browse.restore(await begin(interaction), document.strip(), version)

    @app_commands.command(description=words.EDIT)
    @app_commands.describe(
        document=words.DOCUMENT, title=words.EDIT_TITLE, author=words.EDIT_AUTHOR, url=words.EDIT_URL,
        language=words.EDIT_LANGUAGE, date=words.EDIT_DATE, as_of=words.EDIT_AS_OF,
        valid_until=words.EDIT_VALID_UNTIL,
    )  # fmt: skip
    async def edit(  # noqa: PLR0917
        self,
        interaction: discord.Interaction[Footbridge],
        document: Short,
        title: Short | None = None,
        author: Short | None = None,
        url: Long | None = None,
        language: Language | None = None,
        date: Date | None = None,
        as_of: Date | None = None,
        valid_until: Date | None = None,
    ) -> None:
        """Correct what is said about a document."""
        given = {"title": title, "author": author, "url": url, "language": language, "date": date,
                 "as_of": as_of, "valid_until": valid_until}  # fmt: skip
        await keeping.edit(await begin(interaction), document.strip(), given)

    @app_commands.command(description=words.PURGE)
    @app_commands.describe(document=words.DOCUMENT, version=words.PURGE_VERSION)
    async def purge(
        self, interaction: discord.Interaction[Footbridge], document: Short, version: Version | None = None
    ) -> None:
        """Say what would be deleted for good, and ask."""
        await keeping.ask_to_purge(await begin(interaction), document.strip(), version)

    @app_commands.command(description=words.AFFECTED)
    @app_commands.describe(document=words.DOCUMENT)
    async def affected(self, interaction: discord.Interaction[Footbridge], document: Short) -> None:
        """List the answers that cited a document or record."""
        await keeping.show_affected(await begin(interaction), document.strip())

    @app_commands.command(description=words.HISTORY)
    @app_commands.describe(document=words.DOCUMENT)
    async def history(self, interaction: discord.Interaction[Footbridge], document: Short) -> None:
        """Show what happened to a document or record."""
        await browse.show_history(await begin(interaction), document.strip())

    @app_commands.command(description=words.EXPORT)
    async def export(self, interaction: discord.Interaction[Footbridge]) -> None:
        """Send everything that this server has added."""
        await browse.export(await begin(interaction))

    @show.autocomplete("document")
    @history.autocomplete("document")
    @affected.autocomplete("document")
    async def suggest(
        self, interaction: discord.Interaction[Footbridge], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest documents that this server sees, removed ones too."""
        return await self._suggest(interaction, typed, shared=True, removed=True)

    @remove.autocomplete("document")
    @edit.autocomplete("document")
    @add.autocomplete("replaces")
    async def suggest_live(
        self, interaction: discord.Interaction[Footbridge], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest documents of this server."""
        return await self._suggest(interaction, typed, shared=False, removed=False)

    @restore.autocomplete("document")
    @purge.autocomplete("document")
    async def suggest_removed(
        self, interaction: discord.Interaction[Footbridge], typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest documents of this server, removed ones first."""
        return await self._suggest(interaction, typed, shared=False, removed=True)

    async def _suggest(
        self,
        interaction: discord.Interaction[Footbridge],
        typed: str,
        *,
        shared: bool,
        removed: bool,
    ) -> list[app_commands.Choice[str]]:
        if not is_moderator(interaction):
            return []
        services = self.client.services
        scopes = services.scopes(server_here(interaction))[0 if shared else 1 :]
        return await browse.suggestions(services, scopes, typed, removed=removed)
