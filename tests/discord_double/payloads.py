from __future__ import annotations

from typing import TYPE_CHECKING

from discord import Permissions

from .clock import created_at, iso
from .errors import Json
from .messages import Attachment, Message

if TYPE_CHECKING:
    from .server import DoubleDiscord
    from .world import Channel, Guild, Membership, Role, User


def user_json(user: User) -> Json:
    return {
        "id": str(user.id),
        "username": user.name,
        "avatar": None,
        "discriminator": "0",
        "public_flags": 0,
        "flags": 0,
        "bot": user.bot,
        "banner": None,
        "accent_color": None,
        "global_name": user.name,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
    }


def me_json(user: User) -> Json:
    return user_json(user) | {
        "mfa_enabled": True,
        "locale": "en-US",
        "premium_type": 0,
        "email": None,
        "verified": True,
    }


def application_json(discord: DoubleDiscord) -> Json:
    bot = discord.bot
    return {
        "id": str(discord.application_id),
        "name": bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user_json(bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user_json(discord.operator),
        "approximate_guild_count": len(discord.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }


def member_json(membership: Membership, *, with_user: bool = True) -> Json:
    body: Json = {
        "avatar": None,
        "avatar_decoration_data": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": membership.joined_at,
        "nick": membership.nick,
        "pending": False,
        "premium_since": None,
        "roles": [str(role.id) for role in membership.roles],
        "collectibles": None,
        "mute": False,
        "deaf": False,
    }
    return body | {"user": user_json(membership.user)} if with_user else body


def role_json(role: Role) -> Json:
    body: Json = {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(role.permissions.value),
        "position": role.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.managed,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    return body | {"tags": {"bot_id": str(role.guild.discord.bot.id)}} if role.managed else body


def channel_json(channel: Channel, permissions: Permissions | None = None) -> Json:
    last = max(channel.messages, default=None)
    body: Json = {
        "id": str(channel.id),
        "type": channel.kind,
        "flags": 0,
        "last_message_id": None if last is None else str(last),
    }
    if channel.kind == 3:
        people = [user_json(one) for one in channel.recipients]
        return body | {"recipients": people, "name": None, "icon": None, "owner_id": people[0]["id"]}
    if channel.guild is None:
        assert channel.recipient is not None
        return body | {"recipients": [user_json(channel.recipient)]}
    body |= {
        "guild_id": str(channel.guild.id),
        "name": channel.name,
        "rate_limit_per_user": 0,
        "parent_id": str(channel.parent.id) if channel.parent else None,
    }
    if permissions is not None:
        body["permissions"] = str(permissions.value)
    if channel.is_thread:
        assert channel.owner is not None
        created = iso(created_at(channel.id))
        return body | {
            "owner_id": str(channel.owner.id),
            "message_count": len(channel.messages),
            "member_count": 1,
            "total_message_sent": len(channel.messages),
            "thread_metadata": {
                "archived": False,
                "archive_timestamp": created,
                "auto_archive_duration": 1440,
                "locked": False,
                "create_timestamp": created,
            },
        }
    overwrites = [
        {
            "id": str(i),
            "type": 0 if i in channel.guild.roles else 1,
            "allow": str(o.allow.value),
            "deny": str(o.deny.value),
        }
        for i, o in channel.overwrites.items()
    ]
    return body | {"topic": None, "position": 0, "permission_overwrites": overwrites, "nsfw": False}


def guild_json(guild: Guild) -> Json:
    return {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "description": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": str(guild.owner.id),
        "application_id": None,
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": str(guild.system_channel.id) if guild.system_channel else None,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 0,
        "roles": [role_json(role) for role in guild.roles.values()],
        "default_message_notifications": 0,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 500000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": guild.locale,
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }


def guild_create_json(guild: Guild) -> Json:
    """Return the GUILD_CREATE object; without the members intent it carries the bot's own member only."""
    channels = [c for c in guild.channels.values() if not c.is_thread]
    return guild_json(guild) | {
        "joined_at": guild.members[guild.discord.bot.id].joined_at,
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "members": [member_json(guild.members[guild.discord.bot.id])],
        "channels": [channel_json(c) for c in channels],
        "threads": [channel_json(c) for c in guild.channels.values() if c.is_thread],
    }


def attachment_json(attachment: Attachment, *, ephemeral: bool = False) -> Json:
    body: Json = {
        "id": str(attachment.id),
        "filename": attachment.filename,
        "size": attachment.size,
        "url": attachment.url,
        "proxy_url": attachment.url,
    }
    optional = {"content_type": attachment.content_type, "description": attachment.description}
    body |= {k: v for k, v in optional.items() if v is not None}
    return body | {"ephemeral": True} if ephemeral else body


def message_json(message: Message, *, stripped: bool = False, nested: bool = False) -> Json:
    """Return a message object; `stripped` as a bot without the content intent gets it."""
    discord = message.channel.discord
    mentioned = [discord.users[i] for i in message.pings.users if i in discord.users]
    body: Json = {
        "id": str(message.id),
        "channel_id": str(message.channel.id),
        "type": message.kind,
        "author": user_json(message.author),
        "content": "" if stripped else message.content,
        "mentions": [user_json(user) for user in mentioned],
        "mention_roles": [str(i) for i in message.pings.roles],
        "mention_everyone": message.pings.everyone,
        "attachments": []
        if stripped
        else [attachment_json(a, ephemeral=message.ephemeral) for a in message.attachments],
        "embeds": [] if stripped or message.flags & 4 else message.embeds,
        "components": [] if stripped else message.components,
        "timestamp": message.created,
        "edited_timestamp": message.edited,
        "flags": message.flags,
        "pinned": False,
        "tts": False,
    }
    if message.nonce is not None:
        body["nonce"] = message.nonce
    if message.reactions and not nested:
        body["reactions"] = [reaction_json(message, emoji) for emoji in message.reactions]
    if message.thread and not nested:
        body["thread"] = channel_json(message.thread)
    if message.interaction is not None:
        discord.interactions.describe(message.interaction, body)
    if message.replies_to is not None:
        reference = {"type": 0, "channel_id": str(message.channel.id), "message_id": str(message.replies_to)}
        if message.channel.guild:
            reference["guild_id"] = str(message.channel.guild.id)
        body["message_reference"] = reference
        if not nested:
            original = message.channel.messages.get(message.replies_to)
            intent = bool(discord.gateway.privileged & (1 << 15))
            hide = original is not None and stripped_for_bot(original, content_intent=intent)
            body["referenced_message"] = (
                None
                if original is None or original.deleted
                else message_json(original, stripped=hide, nested=True)
            )
    return body


def reaction_json(message: Message, emoji: str) -> Json:
    users = message.reactions[emoji]
    return {
        "emoji": {"id": None, "name": emoji},
        "count": len(users),
        "burst_colors": [],
        "me_burst": False,
        "count_details": {"burst": 0, "normal": len(users)},
        "me": message.channel.discord.bot in users,
    }


def stripped_for_bot(message: Message, *, content_intent: bool) -> bool:
    """Say whether Discord hides the text from the bot: no intent, no mention, no DM, not its own."""
    bot = message.channel.discord.bot
    entitled = content_intent or message.channel.guild is None or message.author is bot
    return not (entitled or bot.id in message.pings.users)


def message_event_json(message: Message, *, stripped: bool) -> Json:
    """Return what MESSAGE_CREATE and MESSAGE_UPDATE carry: the message, its guild and its author's member."""
    body = message_json(message, stripped=stripped)
    guild = message.channel.guild
    if guild is not None:
        body["guild_id"] = str(guild.id)
        if message.author.id in guild.members:
            body["member"] = member_json(guild.members[message.author.id], with_user=False)
        for mentioned in body["mentions"]:
            membership = guild.members.get(int(mentioned["id"]))
            if membership:
                mentioned["member"] = member_json(membership, with_user=False)
    return body
