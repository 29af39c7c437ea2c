"""Looking through what a server keeps, taking it out and bringing it back."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.core.errors import SaidError
from bot.core.moderating import Acting, button, handles, view_of
from bot.phrases.moderators import Moderating
from bot.render.answer import ANSWERED, fit, pack
from bot.render.limits import CHOICES, FIELD_VALUE, OPTION, TITLE, clip
from bot.render.text import code, line, link, shown
from bot.shared.export import packed
from bot.uploads.offers import excerpt, paged
from corpus.countries import plain
from corpus.model import SHARED, Document, Event, Statement
from corpus.store.pending import WAITING

if TYPE_CHECKING:
    from bot.core.services import App
    from bot.shared.knowledge_base import Desk

_HISTORY = 15


async def show_list(acting: Acting, *, removed: bool, page: int = 0) -> None:
    """Show one page of the documents of a server and the shared ones, its own first."""
    p = acting.p

    async def work(desk: Desk) -> tuple[list[Document], int, int]:
        scopes = (acting.scope,) if removed else acting.scopes
        documents = await desk.store.documents(scopes, removed=removed)
        own = await desk.store.statements((acting.scope,))
        return documents, len(own), len(await desk.store.statements((SHARED,)))

    documents, own, shared = await acting.app.worker.run(work)
    documents.sort(key=lambda document: document.scope == SHARED)
    held = await acting.app.community.additions.of(acting.scope, acting.asker)
    waiting = [one for one in held if one.state == WAITING]
    pages = paged([_row(document, p) for document in documents])
    page = min(page, len(pages) - 1)
    text = pages[page] or (p.list_removed_empty if removed else p.list_empty)
    title = (p.list_removed if removed else p.list_title).format(count=len(documents))
    embed = discord.Embed(title=title, description=text, colour=ANSWERED)
    notes = [] if removed else [p.list_records.format(own=own, shared=shared)]
    notes += [p.list_waiting.format(count=len(waiting))] if waiting else []
    if len(pages) > 1:
        notes.append(acting.phrases.page.format(page=page + 1, pages=len(pages)))
    if notes:
        embed.set_footer(text=" · ".join(notes))
    await acting.show(embed, _turning(acting, "removed" if removed else "live", page, len(pages)))


def _turning(acting: Acting, which: str, page: int, pages: int) -> discord.ui.View | None:
    if pages < 2:
        return None
    words = acting.phrases
    return view_of(
        button("list", f"{which}_back", words.previous_page, number=max(0, page - 1), disabled=page == 0),
        button(
            "list", f"{which}_on", words.next_page, number=min(page + 1, 9999), disabled=page + 1 >= pages
        ),
    )


@handles("list")
async def _turn(press: Acting) -> None:
    await press.defer_in_place()
    await show_list(press, removed=press.key.startswith("removed"), page=press.number)


async def show_one(acting: Acting, identity: str) -> None:
    """Show a document with its versions and beginning, or a record in words."""
    p = acting.p
    document = await acting.app.worker.run(lambda desk: desk.store.document(identity, acting.scopes))
    if document is None:
        record = await _record(acting, identity)
        if record is None:
            raise SaidError(p.unknown.format(document=code(identity[:80])))
        embed = discord.Embed(
            title=shown(record.id, 80), description=f"> {shown(record.words, 1500)}", colour=ANSWERED
        )
        source = " · ".join(
            filter(None, (shown(record.source_title, 200), link(record.source_url), _whose(record.scope, p)))
        )
        embed.add_field(name=acting.phrases.sources, value=source[:FIELD_VALUE], inline=False)
        await acting.show(embed)
        return

    async def work(desk: Desk) -> tuple[list[Document], str]:
        versions = await desk.store.versions(identity, acting.scopes)
        return versions, await desk.store.text(identity, document.version)

    versions, text = await acting.app.worker.run(work)
    lines = [acting.phrases.by.format(author=shown(document.author, 200))] if document.author else []
    lines += [link(document.url)] if document.url else []
    gone = document.removed_at
    lines.append(p.shown_removed.format(date=gone[:10]) if gone else p.shown_live)
    lines.append(f"-# `{document.id}` · {_whose(document.scope, p)}")
    embed = discord.Embed(title=shown(document.title, TITLE), description="\n".join(lines), colour=ANSWERED)
    embed.add_field(name=p.begins, value=excerpt(text, 700), inline=False)
    rows = [_version(acting, one) for one in reversed(versions[-10:])]
    embed.add_field(name=p.shown_versions, value=pack(rows, FIELD_VALUE)[0], inline=False)
    await acting.show(fit(embed))


async def remove(acting: Acting, identity: str) -> None:
    """Take a document or a record of this server out."""
    p, store = acting.p, acting.app.worker
    document = await _own(acting, identity)
    if document is None:
        await store.run(lambda desk: desk.store.remove_statement(identity, scope=acting.scope, by=acting.by))
        text = p.removed_record.format(document=code(identity[:80]))
    else:
        await store.run(lambda desk: desk.store.remove_document(identity, scope=acting.scope, by=acting.by))
        text = p.removed.format(title=shown(document.title, 200), document=document.id)
    await acting.app.adding.searchable()
    await acting.say(text)


async def restore(acting: Acting, identity: str, version: int | None) -> None:
    """Bring a document or a record of this server back."""
    p = acting.p
    if await _own(acting, identity) is None:
        await acting.app.worker.run(
            lambda desk: desk.store.restore_statement(identity, scope=acting.scope, by=acting.by)
        )
        text = p.restored_record.format(document=code(identity[:80]))
    else:
        document = await acting.app.worker.run(
            lambda desk: desk.store.restore_document(
                identity, scope=acting.scope, by=acting.by, version=version
            )
        )
        text = p.restored.format(
            title=shown(document.title, 200), document=document.id, version=document.version
        )
    await acting.app.adding.searchable()
    acting.client.housekeeping.corpus_changed()
    await acting.say(text)


async def show_history(acting: Acting, identity: str) -> None:
    """Show who did what to a document or record, newest first."""
    p = acting.p
    events = await acting.app.worker.run(lambda desk: desk.store.history(identity, acting.scopes))
    if not events:
        raise SaidError(p.history_none.format(document=code(identity[:80])))
    rows = [_event(acting, event) for event in reversed(events[-_HISTORY:])]
    title = p.history_title.format(document=line(identity))[:TITLE]
    await acting.show(discord.Embed(title=title, description=pack(rows, 4000)[0], colour=ANSWERED))


async def export(acting: Acting) -> None:
    """Send the documents and records of this server as files that `corpus add` and `import` read."""
    p = acting.p
    export_of = await acting.app.worker.run(lambda desk: packed(desk.store, acting.scope))
    if not export_of.parts:
        raise SaidError(p.export_empty)
    await acting.app.worker.run(lambda desk: desk.store.record("export", scope=acting.scope, by=acting.by))
    text = p.exported.format(
        documents=export_of.documents, records=export_of.records, parts=len(export_of.parts)
    )
    if export_of.left_out:
        text += "\n" + p.export_left_out.format(names=shown(", ".join(export_of.left_out), 500))
    for number, part in enumerate(export_of.parts, 1):
        name = "footbridge.zip" if len(export_of.parts) == 1 else f"footbridge-{number}.zip"

        def files(part: bytes = part, name: str = name) -> list[discord.File]:
            return [discord.File(io.BytesIO(part), name)]

        if number == 1:
            await acting.show(None, content=text, files=files)
        else:
            await acting.interaction.followup.send(file=files()[0], ephemeral=True)


async def suggestions(
    app: App, scopes: Sequence[str], typed: str, *, live: bool, removed: bool
) -> list[app_commands.Choice[str]]:
    """Return documents whose title or id holds what was typed; those removed come first."""

    async def work(desk: Desk) -> list[Document]:
        found = await desk.store.documents(scopes, removed=True) if removed else []
        return found + (await desk.store.documents(scopes) if live else [])

    wanted = plain(typed)
    found = [
        document
        for document in await app.worker.run(work)
        if wanted in plain(document.title) or typed.casefold() in document.id
    ]
    return [
        app_commands.Choice(name=clip(line(document.title), OPTION) or document.id, value=document.id)
        for document in found[:CHOICES]
    ]


async def _own(acting: Acting, identity: str) -> Document | None:
    """Return a document of this server, None where it is none; refuses what all servers see."""
    document = await acting.app.worker.run(lambda desk: desk.store.document(identity, acting.scopes))
    if document is not None and document.scope == SHARED:
        raise SaidError(acting.p.not_ours.format(title=shown(document.title, 200)))
    return document


async def _record(acting: Acting, identity: str) -> Statement | None:
    found = await acting.app.worker.run(lambda desk: desk.store.statements(acting.scopes))
    return next((statement for statement in reversed(found) if statement.id == identity), None)


def _row(document: Document, p: Moderating) -> str:
    return p.list_row.format(
        title=shown(document.title, 150), document=document.id, passages=document.passages,
        version=document.version, whose=_whose(document.scope, p),
        date=(document.removed_at or document.added_at)[:10],
    )  # fmt: skip


def _version(acting: Acting, document: Document) -> str:
    return acting.p.shown_version.format(
        version=acting.phrases.version.format(version=document.version), date=document.added_at[:10],
        characters=f"{document.characters:,}", who=_who(acting, document.added_by),
    )  # fmt: skip


def _event(acting: Acting, event: Event) -> str:
    version = f" {acting.phrases.version.format(version=event.version)}" if event.version else ""
    detail = f"· {shown(event.detail, 100)}" if event.detail else ""
    return acting.p.history_row.format(
        at=event.at[:16].replace("T", " "), action=shown(event.action, 40), version=version,
        who=_who(acting, event.by), detail=detail,
    ).strip()  # fmt: skip


def _who(acting: Acting, by: str | None) -> str:
    """Name who did it: the reader, another moderator by a mark that names nobody, or the operator."""
    if by == acting.by:
        return acting.p.you
    if by and by.startswith("discord:"):
        return acting.p.moderator.format(mark=by.removeprefix("discord:")[:6])
    return acting.p.operator


def _whose(scope: str, p: Moderating) -> str:
    return p.bundled if scope == SHARED else p.ours
