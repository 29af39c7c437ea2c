"""The question that an answer of the bot was given to, read from Discord where nothing else holds it."""

from __future__ import annotations

import re
from typing import Any

import discord

from bot.core.delivery import UndeliverableError, deliver
from bot.core.metrics import Metrics
from bot.render.limits import ELLIPSIS, TITLE, length
from bot.render.text import unescape


def bare(text: str, client: discord.Client, role: int | None = None) -> str:
    """Return a message's text without the mention of the bot, or of its role."""
    me = client.user
    return " ".join(re.sub(rf"<@!?{me.id if me else 0}>|<@&{role or 0}>", " ", text).split())


async def question_of(client: discord.Client, metrics: Metrics, answer: discord.Message) -> str | None:
    """Return what was asked: the title, or the message that is replied to; None where neither is whole."""
    title = answer.embeds[0].title if answer.embeds else None
    if title and not title.endswith(ELLIPSIS):
        return unescape(title)
    if asked := await _replied_to(client, metrics, answer):
        return asked
    # a question may end in an ellipsis itself; a longer one that was cut fills its title
    return unescape(title) if title and length(title) <= TITLE // 2 else None


async def _replied_to(client: discord.Client, metrics: Metrics, answer: discord.Message) -> str:
    """Return the text of the message that is replied to, empty where there is none, or it cannot be had."""
    reference = answer.reference
    if reference is None or reference.message_id is None:
        return ""
    channel: Any = client.get_partial_messageable(reference.channel_id)
    number = reference.message_id
    try:
        asked = await deliver(metrics, lambda: channel.fetch_message(number))
    except UndeliverableError:
        return ""
    return bare(asked.content, client) if asked is not None else ""
