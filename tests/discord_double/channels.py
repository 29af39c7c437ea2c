from __future__ import annotations

from typing import Any

from discord import Permissions

from . import compose, errors
from .calls import Call, Handler
from .errors import Json
from .messages import Message
from .payloads import channel_json, message_json, stripped_for_bot, user_json
from .world import Channel


def channel_of(call: Call, **needed: bool) -> Channel:
    """Return the channel of the path; raise as Discord does where the bot may not see or do that."""
    channel = call.discord.channels.get(call.id("channel_id"))
    if channel is None or channel.deleted:
        raise errors.unknown_channel()
    granted = channel.permissions_of(call.discord.bot)
    if not granted.view_channel:
        raise errors.missing_access()
    if not granted >= Permissions(**needed):
        raise errors.missing_permissions()
    return channel


def message_of(call: Call, channel: Channel) -> Message:
    """Return the message of the path; ephemeral ones do not exist for the channel's routes."""
    message = channel.messages.get(call.id("message_id"))
    if message is None or message.deleted or message.only_for is not None:
        raise errors.unknown_message()
    return message


def as_bot_sees(call: Call, message: Message) -> Json:
    content = bool(call.discord.gateway.privileged & (1 << 15))
    return message_json(message, stripped=stripped_for_bot(message, content_intent=content))


def _get_channel(call: Call) -> Json:
    return channel_json(channel_of(call))


def _get_messages(call: Call) -> list[Json]:
    channel = channel_of(call, read_message_history=True)
    shown = [m for m in channel.messages.values() if not m.deleted and m.only_for is None]
    if "before" in call.query:
        shown = [m for m in shown if m.id < int(call.query["before"])]
    if "after" in call.query:
        shown = [m for m in shown if m.id > int(call.query["after"])]
    limit = int(call.query.get("limit", "50"))
    chosen = shown[:limit] if "after" in call.query else shown[-limit:]
    return [as_bot_sees(call, m) for m in reversed(chosen)]


def _get_message(call: Call) -> Json:
    return as_bot_sees(call, message_of(call, channel_of(call, read_message_history=True)))


def _send(call: Call) -> Json:
    channel = channel_of(call)
    body: Json = call.body or {}
    nonce = body.get("nonce")
    if body.get("enforce_nonce") and nonce is not None:
        for earlier in channel.messages.values():
            if earlier.nonce == nonce and earlier.author is call.discord.bot:
                return message_json(earlier)  # the same request again, after its reply was lost
    _may_send(call, channel, body)
    message = compose.new_message(call.discord, channel, call.discord.bot, flags=body.get("flags") or 0)
    message.nonce = nonce
    compose.fill(
        message, body, compose.keep_files(call, body, channel), replied_to=_referenced(channel, body)
    )
    message.kind = 19 if message.replies_to else 0
    if not channel.permissions_of(call.discord.bot).embed_links:
        message.embeds = []
    compose.publish(message)
    return message_json(message)


def _may_send(call: Call, channel: Channel, body: Json) -> None:
    granted = channel.permissions_of(call.discord.bot)
    if channel.recipient is not None and not channel.recipient.accepts_dms:
        raise errors.dms_closed()
    sending = granted.send_messages_in_threads if channel.is_thread else granted.send_messages
    if not sending or (call.files and not granted.attach_files):
        raise errors.missing_permissions()
    if body.get("message_reference") and not granted.read_message_history:
        raise errors.ApiError(400, 160002, "Cannot reply without permission to read message history")


def _referenced(channel: Channel, body: Json) -> Message | None:
    reference = body.get("message_reference")
    if not reference:
        return None
    found = channel.messages.get(int(reference["message_id"]))
    if found is None or found.deleted or found.only_for is not None:
        if reference.get("fail_if_not_exists") is False:
            return None
        raise errors.invalid_form([("message_reference", "Unknown message")])
    return found


def _edit(call: Call) -> Json:
    message = message_of(call, channel_of(call))
    if message.author is not call.discord.bot:
        raise errors.not_the_author()
    compose.change(call, message, call.body or {})
    return message_json(message)


def _delete(call: Call) -> Any:
    channel = channel_of(call)
    message = message_of(call, channel)
    if (
        message.author is not call.discord.bot
        and not channel.permissions_of(call.discord.bot).manage_messages
    ):
        raise errors.missing_permissions()
    compose.remove(message)
    return 204, None


def _bulk_delete(call: Call) -> Any:
    channel = channel_of(call, manage_messages=True)
    for wanted in call.body["messages"]:
        message = channel.messages.get(int(wanted))
        if message is not None and not message.deleted:
            compose.remove(message)
    return 204, None


def _typing(call: Call) -> Any:
    channel = channel_of(call, send_messages=True)
    channel.typing.append(call.discord.bot)
    return 204, None


def _react(call: Call) -> Any:
    channel = channel_of(call, read_message_history=True)
    message, emoji = message_of(call, channel), call.params["emoji_name"]
    if emoji not in message.reactions and not channel.permissions_of(call.discord.bot).add_reactions:
        raise errors.missing_permissions()
    users = message.reactions.setdefault(emoji, [])
    if call.discord.bot not in users:
        users.append(call.discord.bot)
        call.discord.announce.reaction("MESSAGE_REACTION_ADD", message, emoji, call.discord.bot)
    return 204, None


def _unreact(call: Call) -> Any:
    channel = channel_of(call)
    message, emoji = message_of(call, channel), call.params["emoji_name"]
    user = call.discord.users.get(call.id("user_id")) if "user_id" in call.params else call.discord.bot
    if user is not call.discord.bot and not channel.permissions_of(call.discord.bot).manage_messages:
        raise errors.missing_permissions()
    users = message.reactions.get(emoji, [])
    if user is None or user not in users:
        raise errors.ApiError(400, 10014, "Unknown Emoji")
    users.remove(user)
    if not users:
        del message.reactions[emoji]
    call.discord.announce.reaction("MESSAGE_REACTION_REMOVE", message, emoji, user)
    return 204, None


def _reactors(call: Call) -> list[Json]:
    message = message_of(call, channel_of(call, read_message_history=True))
    return [user_json(user) for user in message.reactions.get(call.params["emoji_name"], [])]


_REACTIONS = "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}"
ROUTES: dict[str, Handler] = {
    "GET /channels/{channel_id}": _get_channel,
    "GET /channels/{channel_id}/messages": _get_messages,
    "POST /channels/{channel_id}/messages": _send,
    "POST /channels/{channel_id}/messages/bulk-delete": _bulk_delete,
    "GET /channels/{channel_id}/messages/{message_id}": _get_message,
    "PATCH /channels/{channel_id}/messages/{message_id}": _edit,
    "DELETE /channels/{channel_id}/messages/{message_id}": _delete,
    "POST /channels/{channel_id}/typing": _typing,
    f"PUT {_REACTIONS}/@me": _react,
    f"DELETE {_REACTIONS}/@me": _unreact,
    f"DELETE {_REACTIONS}/{{user_id}}": _unreact,
    f"GET {_REACTIONS}": _reactors,
}
