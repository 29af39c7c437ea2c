"""Correcting what is said of a document, deleting for good, and which answers cited it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

import discord

from bot.core.access import ModeratorContext
from bot.core.components import Pressed, moderator_button, view_of
from bot.core.errors import SaidError
from bot.documents.browse import own_document
from bot.render.answer import ANSWERED, UNSURE, as_many
from bot.render.limits import TITLE
from bot.render.text import code, line, shown
from bot.shared import upkeep
from corpus.model import Document, Purged
from corpus.store import kept_queries

if TYPE_CHECKING:
    from bot.shared.knowledge_base import KnowledgeBase
    from corpus.store.affected import Affected

NOTHING = "-"
"""What a moderator writes to take an author, a link or a date away: Discord sends no empty option."""

_MOST_ANSWERS = 15

_Held = tuple[int, str]
"""The latest version of a document or record, and the hash of its content."""


# correcting


async def edit(context: ModeratorContext, identity: str, given: Mapping[str, str | None]) -> None:
    """Change what is said about a document of this server: what is given, `NOTHING` takes it away."""
    p = context.p
    changed = {
        name: "" if value.strip() == NOTHING else value for name, value in given.items() if value is not None
    }
    if not changed:
        raise SaidError(p.edit_nothing)
    await own_document(context, identity)
    _wait_for_rebuild(context)
    document = await context.services.worker.run(
        lambda kb: upkeep.edit(kb, identity, changed, scope=context.scope, by=context.by)
    )
    await context.services.refresh_revision()
    words = {"title": p.fact_title, "author": p.fact_author, "url": p.fact_url,
             "language": p.fact_language, "date": p.fact_date, "as_of": p.fact_as_of,
             "valid_until": p.fact_valid_until}  # fmt: skip
    lines = [
        p.edit_row.format(name=words[name], value=shown(getattr(document, name) or p.nothing, 300))
        for name in changed
    ]
    await context.say("\n".join((p.edited.format(document=document.id), *lines)))


# deleting for good


async def ask_to_purge(context: ModeratorContext, identity: str, version: int | None) -> None:
    """Say what would be gone for good, and ask; nothing is deleted yet."""
    await own_document(context, identity)
    _wait_for_rebuild(context)
    p, scope = context.p, context.scope

    async def work(kb: KnowledgeBase) -> tuple[Purged, Document | None, _Held]:
        goes = await upkeep.foresee_purge(kb, identity, scope=scope, version=version)
        document = await kb.store.document(identity, (scope,))
        if document is not None:
            return goes, document, (document.version, document.sha256)
        return goes, None, (await _records(kb, scope))[identity]

    goes, document, held = await context.services.worker.run(work)
    lines = [f"**{shown(document.title, 300)}**"] if document else []
    lines.append(
        p.purge_goes.format(
            document=code(identity), versions=", ".join(map(str, goes.versions[:20])),
            passages=goes.passages, answers=goes.answers,
        )
    )  # fmt: skip
    lines.append(p.purge_for_good)
    embed = discord.Embed(title=p.purge_title, description="\n\n".join(lines), colour=UNSURE)
    key = _key(scope, identity, version, held)
    await context.show(embed, view_of(
        moderator_button("purge", key, p.button_purge, number=version, style=discord.ButtonStyle.danger),
        moderator_button("keep", key, p.button_keep),
    ))  # fmt: skip


async def purge(context: ModeratorContext, pressed: Pressed) -> None:
    """Delete what a button names, if it is as it was when that was shown."""
    await context.defer_in_place()
    _wait_for_rebuild(context)
    p, scope, version = context.p, context.scope, pressed.number or None
    identity = await context.services.worker.run(lambda kb: _named(kb, scope, version, pressed.key))
    if identity is None:
        await context.say(p.purge_gone)
        return
    done, clean = await context.services.worker.run(
        lambda kb: upkeep.purge(kb, identity, scope=scope, by=context.by, version=version)
    )
    await context.services.refresh_revision()
    text = p.purged.format(document=code(identity), passages=done.passages, answers=done.answers)
    await context.show(None, content=text if clean else f"{text} {p.purged_traces}")


async def keep(context: ModeratorContext, _pressed: Pressed) -> None:
    """Leave everything as it is."""
    await context.defer_in_place()
    await context.show(None, content=context.p.kept)


async def _named(kb: KnowledgeBase, scope: str, version: int | None, key: str) -> str | None:
    """Return the id that a button was made for; None where it is no more, or has changed since."""
    documents = [*await kb.store.documents((scope,)), *await kb.store.documents((scope,), removed=True)]
    for document in documents:
        if _key(scope, document.id, version, (document.version, document.sha256)) == key:
            return document.id
    records = await _records(kb, scope)
    return next((one for one, held in records.items() if _key(scope, one, version, held) == key), None)


async def _records(kb: KnowledgeBase, scope: str) -> dict[str, _Held]:
    """Return what each record of a scope is by now."""
    rows = await kb.store.ask(kept_queries.latest_statements(scope), tuple)
    return {identity: (number, words) for identity, number, words in rows}


def _key(scope: str, identity: str, version: int | None, held: _Held) -> str:
    """Return what a button names it by: an id may be longer than a button can hold.

    `held` is of the document or record as it is by now, so that a change of it makes the button idle.
    """
    told = (scope, identity, version, held)
    return hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()


def _wait_for_rebuild(context: ModeratorContext) -> None:
    """Refuse while the index is being built anew: that would hold the answer up until it is done."""
    if context.services.rebuilding():
        raise SaidError(context.p.rebuild_first)


# answers that cited it


async def show_affected(context: ModeratorContext, identity: str) -> None:
    """List the kept answers of this server that cited a document or record, the newest first."""
    p = context.p

    async def work(kb: KnowledgeBase) -> tuple[bool, list[Affected]]:
        from corpus.store.affected import affected  # noqa: PLC0415  (with the knowledge base it is loaded)

        known = bool(await kb.store.history(identity, context.scopes))
        return known, await affected(kb.store, identity)

    known, found = await context.services.worker.run(work)
    ours = [one for one in found if one.scope == context.scope]
    if not known and not ours:
        raise SaidError(p.unknown.format(document=code(identity[:80])))
    if not ours:
        await context.say(p.affected_none.format(document=code(identity[:80])))
        return
    rows = [_affected_row(context, one) for one in ours[:_MOST_ANSWERS]]
    told = as_many(rows, 4000, p.more, beyond=len(ours) - len(rows))
    title = p.affected_title.format(count=len(ours), document=line(identity))[:TITLE]
    await context.show(discord.Embed(title=title, description=told, colour=ANSWERED))


def _affected_row(context: ModeratorContext, one: Affected) -> str:
    p = context.p
    where = p.affected_private
    if one.channel and one.message:
        where = f"https://discord.com/channels/{context.server}/{one.channel}/{one.message}"
    return p.affected_row.format(
        when=f"<t:{one.asked_at}:f>", where=where, versions=", ".join(map(str, one.versions)),
        citations=" ".join(code(cited) for cited in one.citations[:3]),
    )  # fmt: skip
