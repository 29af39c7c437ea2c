from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .connection import (
    DIRECT_MESSAGES,
    DIRECT_REACTIONS,
    GUILD_MESSAGES,
    GUILD_REACTIONS,
    GUILDS,
    MESSAGE_CONTENT,
)
from .errors import Json
from .messages import Message
from .payloads import (
    channel_json,
    guild_create_json,
    member_json,
    message_event_json,
    role_json,
    stripped_for_bot,
)

if TYPE_CHECKING:
    from .server import DoubleDiscord
    from .world import Channel, Guild, Role, User


class Announcer:
    """Tell the bot over the gateway what changed, as far as its intents and permissions let it see."""

    def __init__(self, discord: DoubleDiscord) -> None:
        self._discord = discord

    def _sees(self, channel: Channel) -> bool:
        return bool(channel.permissions_of(self._discord.bot).view_channel)

    def _send(self, event: str, data: Json | Callable[[int], Json | None], guild: Guild | None) -> None:
        if guild is None or not guild.gone:
            self._discord.gateway.dispatch(event, data, guild=guild.id if guild else None)
        self._discord.notify()

    def message(self, event: str, message: Message) -> None:
        """Dispatch MESSAGE_CREATE or MESSAGE_UPDATE; ephemeral messages are seen by their owner alone."""
        guild = message.channel.guild
        needed = GUILD_MESSAGES if guild else DIRECT_MESSAGES

        def build(intents: int) -> Json | None:
            if not intents & needed:
                return None
            content = bool(intents & MESSAGE_CONTENT)
            return message_event_json(message, stripped=stripped_for_bot(message, content_intent=content))

        if message.only_for is None and self._sees(message.channel):
            self._send(event, build, guild)
        self._discord.notify()

    def message_deleted(self, message: Message) -> None:
        guild = message.channel.guild
        data = {"id": str(message.id), "channel_id": str(message.channel.id)}
        data |= {"guild_id": str(guild.id)} if guild else {}
        needed = GUILD_MESSAGES if guild else DIRECT_MESSAGES
        if message.only_for is None:
            self._send("MESSAGE_DELETE", lambda intents: data if intents & needed else None, guild)
        self._discord.notify()

    def reaction(self, event: str, message: Message, emoji: str, user: User) -> None:
        guild = message.channel.guild
        data: Json = {
            "user_id": str(user.id),
            "channel_id": str(message.channel.id),
            "message_id": str(message.id),
            "emoji": {"id": None, "name": emoji},
            "burst": False,
            "type": 0,
            "message_author_id": str(message.author.id),
        }
        if guild:
            data["guild_id"] = str(guild.id)
            if event == "MESSAGE_REACTION_ADD" and user.id in guild.members:
                data["member"] = member_json(guild.members[user.id])
        needed = GUILD_REACTIONS if guild else DIRECT_REACTIONS
        self._send(event, lambda intents: data if intents & needed else None, guild)

    def channel(self, event: str, channel: Channel) -> None:
        if channel.guild is not None:
            data = channel_json(channel)
            if event == "THREAD_CREATE":
                data |= {"newly_created": True}
            self._send(event, lambda intents: data if intents & GUILDS else None, channel.guild)

    def role(self, event: str, role: Role) -> None:
        data = {"guild_id": str(role.guild.id), "role": role_json(role)}
        self._send(event, lambda intents: data if intents & GUILDS else None, role.guild)

    def guild_create(self, guild: Guild) -> Json:
        data = guild_create_json(guild)
        self._discord.judge.event("GUILD_CREATE", data)
        return data

    def guild_joined(self, guild: Guild) -> None:
        data = guild_create_json(guild)
        del data["unavailable"]  # its absence is how a new guild differs from one that became available
        self._send("GUILD_CREATE", lambda intents: data if intents & GUILDS else None, guild)

    def guild_left(self, guild: Guild) -> None:
        self._discord.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild=guild.id)
        self._discord.notify()
