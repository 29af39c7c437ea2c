"""Looking through what a server keeps, taking it out and bringing it back."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.core.access import RECORDED, ModeratorContext
from bot.core.components import moderator_button, view_of
from bot.core.errors import SaidError
from bot.core.services import Services
from bot.phrases.moderators import ModeratorPhrases
from bot.render.answer import ANSWERED, as_many, fit, pack
from bot.render.limits import CHOICES, FIELD_VALUE, OPTION, TITLE, clip
from bot.render.text import code, line, link, plain, shown, split
from bot.render.validity import validity
from bot.shared.export import packed
from corpus.countries import plain as plain_name
from corpus.model import SHARED, Document, Event

if TYPE_CHECKING:
    from bot.shared.knowledge_base import KnowledgeBase

_HISTORY = 15


async def show_list(context: ModeratorContext, waiting: int, *, removed: bool, page: int = 0) -> None:
    """Show a page of the documents of a server and the shared ones, its own first; `waiting`: offers."""
    p = context.p

    async def work(kb: KnowledgeBase) -> tuple[list[Document], list[str]]:
        if removed:
            return await kb.store.documents((context.scope,), removed=True), []
        own, shared = [await kb.store.count_statements(scope) for scope in (context.scope, SHARED)]
        return await kb.store.documents(context.scopes), [p.list_records.format(own=own, shared=shared)]

    documents, notes = await context.services.worker.run(work)
    documents.sort(key=lambda document: document.scope == SHARED)
    pages = _paged([_row(document, p) for document in documents])
    page = min(page, len(pages) - 1)
    text = pages[page] or (p.list_removed_empty if removed else p.list_empty)
    title = (p.list_removed if removed else p.list_title).format(count=len(documents))
    embed = discord.Embed(title=title, description=text, colour=ANSWERED)
    notes += [p.list_waiting.format(count=waiting)] if waiting else []
    if len(pages) > 1:
        notes.append(context.phrases.page.format(page=page + 1, pages=len(pages)))
    if notes:
        embed.set_footer(text=" · ".join(notes))
    await context.show(embed, _turning(context, "removed" if removed else "live", page, len(pages)))


def _turning(context: ModeratorContext, which: str, page: int, pages: int) -> discord.ui.View | None:
    if pages < 2:
        return None
    words = context.phrases
    return view_of(
        moderator_button(
            "list", f"{which}_back", words.previous_page, number=max(0, page - 1), disabled=page == 0
        ),
        moderator_button(
            "list", f"{which}_on", words.next_page, number=min(page + 1, 9999), disabled=page + 1 >= pages
        ),
    )


async def show_one(context: ModeratorContext, identity: str) -> None:
    """Show a document with its versions and beginning, or a record in words."""
    p = context.p
    document = await context.services.worker.run(lambda kb: kb.store.document(identity, context.scopes))
    if document is None:
        record = await context.services.worker.run(lambda kb: kb.store.statement(identity, context.scopes))
        if record is None:
            raise SaidError(p.unknown.format(document=code(identity[:80])))
        embed = discord.Embed(
            title=shown(record.id, 80), description=f"> {shown(record.words, 1500)}", colour=ANSWERED
        )
        source = " · ".join(
            filter(None, (shown(record.source_title, 200), link(record.source_url), _whose(record.scope, p)))
        )
        embed.add_field(name=context.phrases.sources, value=source[:FIELD_VALUE], inline=False)
        await context.show(embed)
        return

    async def work(kb: KnowledgeBase) -> tuple[list[Document], str]:
        versions = await kb.store.versions(identity, context.scopes)
        return versions, await kb.store.text(identity, document.version)

    versions, text = await context.services.worker.run(work)
    lines = [context.phrases.by.format(author=shown(document.author, 200))] if document.author else []
    lines += [link(document.url)] if document.url else []
    said = [p.edit_row.format(name=p.fact_date, value=document.date)] if document.date else []
    said += validity(document, context.phrases)
    lines += [" · ".join(said)] if said else []
    gone = document.removed_at
    lines.append(p.shown_removed.format(date=gone[:10]) if gone else p.shown_live)
    lines.append(f"-# `{document.id}` · {_whose(document.scope, p)}")
    embed = discord.Embed(title=shown(document.title, TITLE), description="\n".join(lines), colour=ANSWERED)
    embed.add_field(name=p.begins, value=_excerpt(text, 700), inline=False)
    rows = [_version(context, one) for one in reversed(versions[-10:])]
    told = as_many(rows, FIELD_VALUE, p.more, beyond=len(versions) - len(rows))
    embed.add_field(name=p.shown_versions, value=told, inline=False)
    await context.show(fit(embed))


async def remove(context: ModeratorContext, identity: str) -> None:
    """Take a document or a record of this server out."""
    p, store = context.p, context.services.worker
    document = await own_document(context, identity)
    if document is None:
        await store.run(lambda kb: kb.store.remove_statement(identity, scope=context.scope, by=context.by))
        text = p.removed_record.format(document=code(identity[:80]))
    else:
        await store.run(lambda kb: kb.store.remove_document(identity, scope=context.scope, by=context.by))
        text = p.removed.format(title=shown(document.title, 200), document=document.id)
    await context.services.make_searchable()
    await context.say(text)


async def restore(context: ModeratorContext, identity: str, version: int | None) -> None:
    """Bring a document or a record of this server back."""
    p = context.p
    if await own_document(context, identity) is None:
        await context.services.worker.run(
            lambda kb: kb.store.restore_statement(identity, scope=context.scope, by=context.by)
        )
        text = p.restored_record.format(document=code(identity[:80]))
    else:
        document = await context.services.worker.run(
            lambda kb: kb.store.restore_document(
                identity, scope=context.scope, by=context.by, version=version
            )
        )
        text = p.restored.format(
            title=shown(document.title, 200), document=document.id, version=document.version
        )
    await context.services.make_searchable()
    context.services.corpus_changed.set()
    await context.say(text)


async def show_history(context: ModeratorContext, identity: str) -> None:
    """Show who did what to a document or record, newest first."""
    p = context.p
    events = await context.services.worker.run(lambda kb: kb.store.history(identity, context.scopes))
    if not events:
        raise SaidError(p.history_none.format(document=code(identity[:80])))
    rows = [_event(context, event) for event in reversed(events[-_HISTORY:])]
    title = p.history_title.format(document=line(identity))[:TITLE]
    told = as_many(rows, 4000, p.more, beyond=len(events) - len(rows))
    await context.show(discord.Embed(title=title, description=told, colour=ANSWERED))


async def export(context: ModeratorContext) -> None:
    """Send the documents and records of this server as files that `corpus add` and `import` read."""
    p = context.p
    export_of = await context.services.worker.run(lambda kb: packed(kb.store, context.scope))
    if not export_of.parts:
        raise SaidError(p.export_empty)
    await context.record("export")
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
            await context.show(None, content=text, files=files)
        else:
            await context.interaction.followup.send(file=files()[0], ephemeral=True)


async def suggestions(
    services: Services, scopes: Sequence[str], typed: str, *, removed: bool
) -> list[app_commands.Choice[str]]:
    """Return documents whose title or id holds what was typed; those removed come first."""

    async def work(kb: KnowledgeBase) -> list[Document]:
        found = await kb.store.documents(scopes, removed=True) if removed else []
        return found + await kb.store.documents(scopes)

    wanted = plain_name(typed)
    found = [
        document
        for document in await services.worker.run(work)
        if wanted in plain_name(document.title) or typed.casefold() in document.id
    ]
    return [
        app_commands.Choice(name=clip(line(document.title), OPTION) or document.id, value=document.id)
        for document in found[:CHOICES]
    ]


async def own_document(context: ModeratorContext, identity: str) -> Document | None:
    """Return a document of this server, None where it is none; refuses what all servers see."""
    document = await context.services.worker.run(lambda kb: kb.store.document(identity, context.scopes))
    if document is not None and document.scope == SHARED:
        raise SaidError(context.p.not_ours.format(title=shown(document.title, 200)))
    return document


def _row(document: Document, p: ModeratorPhrases) -> str:
    return p.list_row.format(
        title=shown(document.title, 150), document=document.id, passages=document.passages,
        version=document.version, whose=_whose(document.scope, p),
        date=(document.removed_at or document.added_at)[:10],
    )  # fmt: skip


def _version(context: ModeratorContext, document: Document) -> str:
    return context.p.shown_version.format(
        version=context.phrases.version.format(version=document.version), date=document.added_at[:10],
        characters=f"{document.characters:,}", who=_who(context, document.added_by),
    )  # fmt: skip


def _event(context: ModeratorContext, event: Event) -> str:
    version = f" {context.phrases.version.format(version=event.version)}" if event.version else ""
    hashes = ", ".join((event.after or {}).get("sha256", ()))  # what a purge leaves
    told = event.detail or (f"SHA-256 {hashes}" if hashes else "")
    detail = f"· {shown(told, 100)}" if told else ""
    return context.p.history_row.format(
        at=event.at[:16].replace("T", " "), action=shown(event.action, 40), version=version,
        who=_who(context, event.by), detail=detail,
    ).strip()  # fmt: skip


def _who(context: ModeratorContext, by: str | None) -> str:
    """Name who did it: the reader, another moderator by a mark that names nobody, or the operator."""
    if by == context.by:
        return context.p.you
    if by and by.startswith(RECORDED):
        return context.p.moderator.format(mark=by.removeprefix(RECORDED)[:6])
    return context.p.operator


def _whose(scope: str, p: ModeratorPhrases) -> str:
    return p.bundled if scope == SHARED else p.ours


def _paged(lines: Sequence[str], most: int = 1800) -> list[str]:
    """Fill pages with lines; at least one page."""
    return pack([row[:most] for row in lines], most) or [""]


def _excerpt(text: str, most: int) -> str:
    """Return how a text begins, neutralised."""
    return split(plain(text[: most * 2]), most)[0]
