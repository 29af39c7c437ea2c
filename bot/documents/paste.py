"""Texts that come without a file: the form, and a message."""

from __future__ import annotations

import re
from typing import Any

import discord

from bot.core.access import ModeratorContext
from bot.core.components import MODERATORS, custom_id, fields_of
from bot.core.errors import SaidError
from bot.phrases.moderators import ModeratorPhrases
from bot.render.limits import clip
from bot.render.text import line
from bot.uploads.fetch import fetch, file_name, readable
from corpus.model import NewDocument

_LONGEST = 4000
_TITLE = 200


async def open_paste(context: ModeratorContext, title: str = "") -> None:
    """Open the form for a text; what it sends is handled also after a restart."""
    p = context.p
    form = discord.ui.Modal(
        title=p.paste_title, custom_id=custom_id(MODERATORS, "paste", "new"), timeout=3600
    )
    form.add_item(_input("title", p.paste_name, most=_TITLE, default=clip(line(title), _TITLE)))
    form.add_item(_input("text", p.paste_text, most=_LONGEST, long=True))
    form.add_item(_input("author", p.paste_author, most=_TITLE, required=False))
    form.add_item(_input("url", p.paste_url, most=500, required=False))
    form.add_item(_input("valid_until", p.paste_valid_until, most=10, required=False))
    await context.open_form(form)


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


def pasted(context: ModeratorContext) -> NewDocument:
    """Make a document of a sent form; raises RefusedError where it holds no text."""
    found = fields_of(context)
    text, title = found.get("text", "")[:_LONGEST], line(found.get("title", ""))[:_TITLE]
    if not text.strip():
        raise SaidError(context.p.empty_paste)
    stem = re.sub(r"[/\\]+", "-", title)[:80] or "text"
    name = file_name(f"{stem}.md", "text.md")
    author, url = line(found.get("author", ""))[:_TITLE], line(found.get("url", ""))[:500]
    return NewDocument(
        name, text.encode(errors="replace"), title or None, author or None, url or None,
        valid_until=line(found.get("valid_until", ""))[:10] or None,
    )  # fmt: skip


def parts_of(message: discord.Message, p: ModeratorPhrases) -> list[NewDocument | discord.Attachment]:
    """Return what of a message can be a document: its text, each file that can be read.

    Raises RefusedError where there is nothing.
    """
    found: list[NewDocument | discord.Attachment] = []
    if message.content.strip():
        channel = getattr(message.channel, "name", None) or str(message.channel.id)
        author = _author(message)
        title = p.message_title.format(
            author=author or "?", channel=line(channel)[:60], date=f"{message.created_at:%Y-%m-%d}"
        )
        data = message.content.encode(errors="replace")
        found.append(NewDocument(f"message-{message.id}.md", data, title, author, message.jump_url))
    found += [one for one in message.attachments if readable(file_name(one.filename))]
    if not found:
        raise SaidError(p.no_text)
    return found


async def attached(
    client: discord.Client, message: discord.Message, attachment: discord.Attachment, p: ModeratorPhrases
) -> NewDocument:
    """Fetch a file of a message, with the message's author and link; raises RefusedError."""
    data = await fetch(client, attachment, p)
    return NewDocument(file_name(attachment.filename), data, None, _author(message), message.jump_url)


def _author(message: discord.Message) -> str | None:
    return line(message.author.display_name)[:_TITLE] or None
