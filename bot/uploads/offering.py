"""Showing what was understood of an upload, with the buttons that confirm or drop it."""

from __future__ import annotations

import io
from typing import Any

import discord

from bot.core.moderating import Acting, button, handles, view_of
from bot.phrases.moderators import Moderating
from bot.uploads.findings import DocumentFound, RecordsFound
from bot.uploads.offers import PROBLEMS, document_offer, problem_list, records_offer


async def show_document(
    acting: Acting, identity: str, found: DocumentFound, about: dict[str, Any], *, content: str | None = None
) -> None:
    """Show a document that was read, and ask whether to add it."""
    embed = document_offer(found, about, about["title"], acting.p)
    await acting.show(embed, _choice(identity, acting.p.button_add, acting.p), content=content)


async def show_records(acting: Acting, identity: str | None, found: RecordsFound) -> None:
    """Show records that were read, and ask whether to import the good ones; None where there are none."""
    p = acting.p
    embed = records_offer(found, p)
    label = p.button_take_good.format(count=len(found.rows)) if found.problems else p.button_import
    problems = problem_list(found) if len(found.problems) > PROBLEMS else b""

    def files() -> list[discord.File]:
        return [discord.File(io.BytesIO(problems), "refused-rows.txt")] if problems else []

    view = _choice(identity, label, p) if identity else None
    await acting.show(embed, view, content=None if identity else p.no_good_rows, files=files)


def _choice(identity: str, label: str, p: Moderating) -> discord.ui.View:
    return view_of(
        button("add", identity, label, style=discord.ButtonStyle.success),
        button("drop", identity, p.button_drop),
    )


@handles("add")
async def _confirm(press: Acting) -> None:
    await press.defer_in_place()
    await press.app.adding.confirm(press)


@handles("drop")
async def _drop(press: Acting) -> None:
    await press.defer_in_place()
    pending = await press.app.adding.mine(press)
    if pending is None:
        return
    done = await press.app.community.additions.drop(pending.id)
    await press.show(None, content=press.p.dropped if done else press.p.gone)


@handles("offer")
async def _show_again(press: Acting) -> None:
    await press.defer()
    pending = await press.app.adding.mine(press)
    if pending is not None:
        await press.app.adding.show_again(press, pending)
