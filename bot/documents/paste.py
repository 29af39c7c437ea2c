"""Texts that come without a file: the form, a message, one record typed as options."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import discord

from bot.ask.buttons import _field as field_of
from bot.core.errors import SaidError
from bot.core.moderating import Acting, takes
from bot.phrases.moderators import Moderating
from bot.render.limits import clip
from bot.render.text import line
from bot.uploads.fetch import fetch, file_name, readable
from corpus.model import NewDocument
from corpus.records import COLUMNS

if TYPE_CHECKING:
    from bot.core.client import Footbridge

_LONGEST = 4000
_TITLE = 200


async def open_paste(acting: Acting, *, title: str = "") -> None:
    """Open the form for a text; what it sends is handled also after a restart."""
    p = acting.p
    form = discord.ui.Modal(title=p.paste_title, custom_id="mod:paste:new", timeout=3600)
    form.add_item(_input("title", p.paste_name, most=_TITLE, default=clip(line(title), _TITLE)))
    form.add_item(_input("text", p.paste_text, most=_LONGEST, long=True))
    form.add_item(_input("author", p.paste_author, most=_TITLE, required=False))
    form.add_item(_input("url", p.paste_url, most=500, required=False))
    await acting.ask(form)


def _input(
    name: str, label: str, *, most: int, long: bool = False, required: bool = True, default: str = ""
) -> discord.ui.Label[Any]:
    entry: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id=name,
        style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
        required=required,
        max_length=most,
        default=default or None,
    )
    return discord.ui.Label(text=label, component=entry)


@takes("paste")
async def _pasted(sent: Acting) -> None:
    await sent.defer()
    data: Any = sent.interaction.data or {}
    found = {name: field_of(data.get("components"), name) for name in ("title", "text", "author", "url")}
    text, title = found["text"][:_LONGEST], line(found["title"])[:_TITLE]
    if not text.strip():
        raise SaidError(sent.p.empty_paste)
    stem = re.sub(r"[/\\]+", "-", title)[:80] or "text"
    name = file_name(f"{stem}.md", "text.md")
    new = NewDocument(
        name, text.encode(errors="replace"), title or None, line(found["author"])[:_TITLE] or None,
        line(found["url"])[:500] or None,
    )  # fmt: skip
    await sent.app.adding.offer_document(sent, new)


async def from_message(client: Footbridge, message: discord.Message, p: Moderating) -> NewDocument:
    """Make a document of a message's text, else of the first file of it that can be read."""
    author = line(message.author.display_name)[:_TITLE] or None
    if message.content.strip():
        channel = getattr(message.channel, "name", None) or str(message.channel.id)
        title = p.message_title.format(
            author=author or "?", channel=line(channel)[:60], date=f"{message.created_at:%Y-%m-%d}"
        )
        data = message.content.encode(errors="replace")
        return NewDocument(f"message-{message.id}.md", data, title, author, message.jump_url)
    for attachment in message.attachments:
        name = file_name(attachment.filename)
        if readable(name):
            data = await fetch(client, attachment, p)
            return NewDocument(name, data, None, author, message.jump_url)
    raise SaidError(p.no_text)


def row_of(given: Mapping[str, str | None]) -> bytes:
    """Write one record as the CSV file that the contract describes."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    # a cell is one line: a line end inside would only confuse the line numbers of its problems
    writer.writerow({name: line(value) for name, value in given.items() if value})
    return out.getvalue().encode(errors="replace")
