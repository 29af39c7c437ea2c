"""Make, change and delete messages of the bot: shared by the channel routes and the webhook routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import errors
from .calls import Call
from .errors import Json
from .messages import (
    EPHEMERAL,
    LOADING,
    Attachment,
    Message,
    count_pings,
    tidy_components,
    tidy_embeds,
)

if TYPE_CHECKING:
    from .server import DoubleDiscord
    from .world import Channel, User


def new_message(
    discord: DoubleDiscord, channel: Channel, author: User, *, flags: int = 0, kind: int = 0
) -> Message:
    """Return an empty message with an id and a date, not yet in the channel."""
    return Message(discord.ids.next(), channel, author, flags=flags, kind=kind, created=discord.now_iso())


def publish(message: Message) -> None:
    message.channel.messages[message.id] = message
    message.channel.discord.announce.message("MESSAGE_CREATE", message)


def keep_files(call: Call, body: Json, channel: Channel) -> list[Attachment]:
    """Give the uploads ids and addresses and return them in order."""
    described = {str(a["id"]): a for a in body.get("attachments") or []}
    kept = []
    for index, file in sorted(call.files.items()):
        told = described.get(str(index), {})
        file.filename = told.get("filename") or file.filename
        file.description = told.get("description")
        call.discord.cdn.keep(channel, file)
        kept.append(file)
    return kept


def fill(message: Message, body: Json, files: list[Attachment], *, replied_to: Message | None = None) -> None:
    """Put a request body into a fresh message; raises 50006 when it would show nothing."""
    message.content = (body.get("content") or "").strip()
    message.embeds = tidy_embeds(body.get("embeds") or [])
    message.components = tidy_components(body.get("components") or [])
    message.attachments = files
    if not (message.content or message.embeds or message.components or files or body.get("poll")):
        raise errors.empty_message()
    message.replies_to = replied_to.id if replied_to else None
    author = replied_to.author if replied_to else None
    message.pings = count_pings(message.content, body.get("allowed_mentions"), author)


def change(call: Call, message: Message, body: Json, *, announce: bool = True) -> None:
    """Apply an edit: what the body names is replaced, the rest stays; a placeholder becomes a message."""
    message.remember()
    if "content" in body:
        message.content = (body["content"] or "").strip()
        # an edit rings nobody, but what it would ring is counted all the same: tests ask for none
        message.pings = count_pings(message.content, body.get("allowed_mentions"), None)
    if "embeds" in body:
        message.embeds = tidy_embeds(body["embeds"] or [])
    if "components" in body:
        message.components = tidy_components(body["components"] or [])
    if body.get("attachments") is not None:
        staying = {int(a["id"]) for a in body["attachments"]}
        message.attachments = [a for a in message.attachments if a.id in staying]
    message.attachments = message.attachments + keep_files(call, body, message.channel)
    if body.get("flags") is not None:
        fixed = EPHEMERAL | LOADING  # an edit cannot change who sees a message
        message.flags = (message.flags & fixed) | (body["flags"] & ~fixed)
    if message.loading:
        message.flags &= ~LOADING
    else:
        message.edited = call.discord.now_iso()
    if not (message.content or message.embeds or message.components or message.attachments):
        message.history.pop()
        raise errors.empty_message()
    message.edits += 1
    if announce:
        call.discord.announce.message("MESSAGE_UPDATE", message)


def remove(message: Message) -> None:
    message.deleted = True
    message.channel.discord.announce.message_deleted(message)
