from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import compose, errors
from .calls import Call, Handler
from .channels import channel_of, message_of
from .errors import Json
from .messages import Message, count_pings
from .payloads import channel_json
from .world import Channel

if TYPE_CHECKING:
    from .server import DoubleDiscord
    from .world import User


def start_thread(
    discord: DoubleDiscord, parent: Channel, name: str, owner: User, message: Message | None = None
) -> Channel:
    """Open a public thread (with the message's id when it starts from one) and announce it."""
    thread = Channel(
        message.id if message else discord.ids.next(),
        discord,
        name,
        parent.guild,
        kind=11,
        parent=parent,
        owner=owner,
        started_from=message,
    )
    discord.channels[thread.id] = thread
    if parent.guild is not None:
        parent.guild.channels[thread.id] = thread
    if message is not None:
        message.thread = thread
    discord.announce.channel("THREAD_CREATE", thread)
    return thread


def open_post(discord: DoubleDiscord, forum: Channel, title: str, owner: User, text: str) -> Message:
    """Open a thread of a forum with its first message, whose id it has, and announce the thread first."""
    thread = start_thread(discord, forum, title, owner)
    message = compose.new_message(discord, thread, owner)
    message.id = thread.id
    message.content, message.pings = text, count_pings(text, None, None)
    compose.publish(message)
    return message


def _from_message(call: Call) -> Any:
    channel = channel_of(call, create_public_threads=True)
    message = message_of(call, channel)
    if message.thread is not None:
        raise errors.ApiError(400, 160004, "A thread has already been created for this message")
    return 201, channel_json(
        start_thread(call.discord, channel, call.body["name"], call.discord.bot, message)
    )


def _without_message(call: Call) -> Any:
    channel = channel_of(call, create_public_threads=True)
    return 201, channel_json(start_thread(call.discord, channel, call.body["name"], call.discord.bot))


def _edit_channel(call: Call) -> Json:
    channel = channel_of(call)
    own = channel.is_thread and channel.owner is call.discord.bot
    if not own and not channel.permissions_of(call.discord.bot).manage_channels:
        raise errors.missing_permissions()
    channel.name = call.body.get("name") or channel.name
    call.discord.announce.channel("THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE", channel)
    return channel_json(channel)


def _delete_channel(call: Call) -> Json:
    channel = channel_of(call)
    granted = channel.permissions_of(call.discord.bot)
    if not (granted.manage_threads if channel.is_thread else granted.manage_channels):
        raise errors.missing_permissions()
    body = channel_json(channel)
    channel.delete()
    return body


def _join(call: Call) -> Any:
    channel_of(call)
    return 204, None


ROUTES: dict[str, Handler] = {
    "POST /channels/{channel_id}/messages/{message_id}/threads": _from_message,
    "POST /channels/{channel_id}/threads": _without_message,
    "PATCH /channels/{channel_id}": _edit_channel,
    "DELETE /channels/{channel_id}": _delete_channel,
    "PUT /channels/{channel_id}/thread-members/@me": _join,
    "DELETE /channels/{channel_id}/thread-members/@me": _join,
}
