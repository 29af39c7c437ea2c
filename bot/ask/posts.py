"""Posts that do not mention the bot, in channels where moderators have them answered: what counts as one."""

from __future__ import annotations

from dataclasses import dataclass

import discord

from bot.ask.recalling import bare
from bot.ask.responder import LONGEST
from bot.core.services import Services
from corpus.store.people import Posts


@dataclass(frozen=True, slots=True)
class Post:
    """What a post asks and how it is answered; `title` is that of the thread which it opens, or empty."""

    how: Posts
    question: str
    title: str = ""


def post_of(client: discord.Client, services: Services, message: discord.Message) -> Post | None:
    """Return the post that a message of a person is: in a channel, or the first one of a forum's thread.

    What is said to somebody else, by a reply or a mention, is none; nor is one whose text is not shown.
    """
    if message.guild is None or message.reference is not None or message.mentions:
        return None
    place, title = message.channel, ""
    number = place.id
    if isinstance(place, discord.Thread):
        if message.id != place.id or not isinstance(place.parent, discord.ForumChannel):
            return None
        number, title = place.parent_id, " ".join(place.name.split())
    how = services.server(message.guild.id).posts.get(number)
    text = bare(message.content, client)
    if how is None or not (text or title):
        return None
    return Post(how, text[:LONGEST] or title, title if text else "")
