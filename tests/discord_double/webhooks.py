from __future__ import annotations

import time
from typing import Any

from . import compose, errors
from .calls import Call, Handler
from .errors import Json
from .interactions import ALLOWED, COMPONENT, MODAL, Interaction
from .messages import EPHEMERAL, LOADING, Message
from .payloads import message_json

_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"


def _callback(call: Call) -> Any:
    interaction = call.discord.interactions.for_callback(
        call.id("interaction_id"), call.params["interaction_token"]
    )
    kind, data = call.body["type"], call.body.get("data") or {}
    if interaction.kind not in ALLOWED.get(kind, ()):
        raise errors.invalid_form([("type", f"callback type {kind} is not allowed for this interaction")])
    if kind in (6, 7) and interaction.source is None:
        raise errors.invalid_form([("type", "there is no message to update")])
    if kind in (4, 5):
        interaction.original = _first_message(call, interaction, data, loading=kind == 5)
    elif kind == 7 and interaction.source is not None:
        compose.change(call, interaction.source, data)
    if kind in (6, 7):
        interaction.original = interaction.source
    interaction.modal = data if kind == 9 else None
    interaction.choices = list(data.get("choices") or []) if kind == 8 else None
    interaction.callback, interaction.acknowledged = kind, True
    interaction.acknowledged_at = time.perf_counter()
    if kind in (4, 5) and interaction.original is not None:
        compose.publish(interaction.original)
    if call.query.get("with_response") not in ("1", "true", "True"):
        return 204, None
    return _response(interaction)


def _first_message(call: Call, interaction: Interaction, data: Json, *, loading: bool) -> Message:
    flags = (data.get("flags") or 0) | (LOADING if loading else 0)
    message = _new(call, interaction, flags)
    if not loading:
        compose.fill(message, data, compose.keep_files(call, data, interaction.channel))
    return message


def _new(call: Call, interaction: Interaction, flags: int) -> Message:
    message = compose.new_message(call.discord, interaction.channel, call.discord.bot, flags=flags, kind=0)
    message.interaction = interaction
    message.kind = 20 if interaction.kind == 2 and interaction.data.get("type") == 1 else 0
    message.kind = 23 if interaction.kind == 2 and interaction.data.get("type") in (2, 3) else message.kind
    if interaction.kind in (COMPONENT, MODAL) and interaction.source is not None:
        hidden = interaction.source.only_for is not None
        message.kind, message.replies_to = (0, None) if hidden else (19, interaction.source.id)
    message.only_for = interaction.person.user if flags & EPHEMERAL else None
    return message


def _response(interaction: Interaction) -> Json:
    guild = interaction.channel.guild
    told: Json = {
        "id": str(interaction.id),
        "type": interaction.kind,
        "channel_id": str(interaction.channel.id),
    }
    if guild is not None:
        told["guild_id"] = str(guild.id)
    body: Json = {"interaction": told}
    original = interaction.original
    if interaction.callback in (4, 5, 7) and original is not None:
        told["response_message_id"] = str(original.id)
        told["response_message_loading"] = original.loading
        told["response_message_ephemeral"] = original.ephemeral
        kind = 7 if interaction.callback == 7 else 4
        body["resource"] = {"type": kind, "message": message_json(original)}
    return body


def _interaction(call: Call) -> Interaction:
    return call.discord.interactions.for_webhook(call.id("webhook_id"), call.params["webhook_token"])


def _followup(call: Call) -> Any:
    """Send a further message; the first one after a bare deferral takes the placeholder's place."""
    interaction, body = _interaction(call), call.body or {}
    files = compose.keep_files(call, body, interaction.channel)
    waiting = interaction.original
    if waiting is not None and waiting.loading and not waiting.deleted:
        compose.fill(waiting, body, files)
        waiting.flags &= ~LOADING
        waiting.edits += 1
        call.discord.announce.message("MESSAGE_UPDATE", waiting)
        return message_json(waiting)
    message = _new(call, interaction, body.get("flags") or 0)
    compose.fill(message, body, files)
    message.interaction = interaction
    interaction.followups.append(message)
    compose.publish(message)
    return message_json(message) if call.query.get("wait") in ("1", "true", "True") else (204, None)


def _named(call: Call) -> Message:
    interaction = _interaction(call)
    if "message_id" not in call.params:
        message = interaction.original
    else:
        wanted = call.id("message_id")
        own = [m for m in (interaction.original, interaction.source, *interaction.followups) if m is not None]
        message = next((m for m in own if m.id == wanted), None)
    if message is None or message.deleted or message.author is not call.discord.bot:
        raise errors.unknown_message()
    return message


def _get(call: Call) -> Json:
    return message_json(_named(call))


def _patch(call: Call) -> Json:
    message = _named(call)
    compose.change(call, message, call.body or {})
    return message_json(message)


def _delete(call: Call) -> Any:
    compose.remove(_named(call))
    return 204, None


ROUTES: dict[str, Handler] = {
    "POST /interactions/{interaction_id}/{interaction_token}/callback": _callback,
    f"POST {_WEBHOOK}": _followup,
    f"GET {_WEBHOOK}/messages/@original": _get,
    f"PATCH {_WEBHOOK}/messages/@original": _patch,
    f"DELETE {_WEBHOOK}/messages/@original": _delete,
    f"GET {_WEBHOOK}/messages/{{message_id}}": _get,
    f"PATCH {_WEBHOOK}/messages/{{message_id}}": _patch,
    f"DELETE {_WEBHOOK}/messages/{{message_id}}": _delete,
}
