from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import errors
from .calls import Call, Handler
from .errors import Json, ScriptError
from .payloads import (
    application_json,
    channel_json,
    guild_json,
    me_json,
    member_json,
    role_json,
    user_json,
)

if TYPE_CHECKING:
    from .server import DoubleDiscord
    from .world import Guild

CHAT, USER_MENU, MESSAGE_MENU = 1, 2, 3


class Commands:
    """The commands that the bot registered, global ones and those of one guild."""

    def __init__(self, discord: DoubleDiscord) -> None:
        self._discord = discord
        self.everywhere: list[Json] = []
        self.by_guild: dict[int, list[Json]] = {}
        self.syncs = 0

    def put(self, listed: list[Json], guild: int | None) -> list[Json]:
        """Replace a set of commands; a command that stays keeps its id."""
        self.syncs += 1
        known = {(c["type"], c["name"]): c["id"] for c in self.within(guild)}
        stored = [self._store(command, guild, known) for command in listed]
        if guild is None:
            self.everywhere = stored
        else:
            self.by_guild[guild] = stored
        return stored

    def _store(self, command: Json, guild: int | None, known: dict[tuple[int, str], str]) -> Json:
        kind = command.get("type") or CHAT
        permissions = command.get("default_member_permissions")
        body = {k: v for k, v in command.items() if v is not None and k != "id"} | {
            "id": known.get((kind, command["name"]), str(self._discord.ids.next())),
            "type": kind,
            "application_id": str(self._discord.application_id),
            "version": str(self._discord.ids.next()),
            "default_member_permissions": None if permissions is None else str(permissions),
            "description": command.get("description") or "",
            "contexts": command.get("contexts"),
        }
        if "options" in body:
            body["options"] = [_tidy_option(option) for option in body["options"]]
        return body | {"guild_id": str(guild)} if guild is not None else body

    def within(self, guild: int | None) -> list[Json]:
        return self.everywhere if guild is None else self.by_guild.get(guild, [])

    def find(self, name: str, kind: int, guild: Guild | None) -> Json:
        """Return a registered command as a member of `guild` (None: in a DM) would pick it."""
        listed = [*(self.within(guild.id) if guild else []), *self.everywhere]
        for command in listed:
            if command["name"] == name and command["type"] == kind:
                return command
        raise ScriptError(f"the bot registered no command {name!r}; there are {[c['name'] for c in listed]}")


def _tidy_option(option: Json) -> Json:
    kept = {k: v for k, v in option.items() if v is not None}
    if "options" in kept:
        kept["options"] = [_tidy_option(child) for child in kept["options"]]
    return kept


def _me(call: Call) -> Json:
    return me_json(call.discord.bot)


def _application(call: Call) -> Json:
    return application_json(call.discord)


def _gateway(call: Call) -> Json:
    return {"url": call.discord.gateway_url}


def _gateway_bot(call: Call) -> Json:
    left = max(0, 1000 - call.discord.gateway.identifies)
    limit = {"total": 1000, "remaining": left, "reset_after": 86_400_000, "max_concurrency": 1}
    return {"url": call.discord.gateway_url, "shards": call.discord.shards, "session_start_limit": limit}


def _user(call: Call) -> Json:
    user = call.discord.users.get(call.id("user_id"))
    if user is None:
        raise errors.unknown_user()
    return user_json(user)


def _open_dm(call: Call) -> Json:
    user = call.discord.users.get(int(call.body.get("recipient_id") or 0))
    if user is None:
        raise errors.unknown_user()
    if user.bot:
        raise errors.dms_closed()
    return channel_json(call.discord.dm_channel(user))


def _own_application(call: Call) -> None:
    if call.id("application_id") != call.discord.application_id:
        raise errors.missing_access()


def _scope(call: Call) -> int | None:
    _own_application(call)
    return guild_of(call).id if "guild_id" in call.params else None


def _put_commands(call: Call) -> list[Json]:
    return call.discord.commands.put(call.body or [], _scope(call))


def _get_commands(call: Call) -> list[Json]:
    return call.discord.commands.within(_scope(call))


def guild_of(call: Call) -> Guild:
    guild = call.discord.guilds.get(call.id("guild_id"))
    if guild is None:
        raise errors.unknown_guild()
    if guild.gone:
        raise errors.missing_access()
    return guild


def _guild(call: Call) -> Json:
    guild = guild_of(call)
    counted = call.query.get("with_counts") in ("1", "true", "True")
    return guild_json(guild) | (
        {"approximate_member_count": len(guild.members), "approximate_presence_count": 0} if counted else {}
    )


def _guild_channels(call: Call) -> list[Json]:
    return [channel_json(c) for c in guild_of(call).channels.values() if not c.is_thread]


def _guild_roles(call: Call) -> list[Json]:
    return [role_json(role) for role in guild_of(call).roles.values()]


def _member(call: Call) -> Json:
    membership = guild_of(call).members.get(call.id("user_id"))
    if membership is None:
        raise errors.unknown_member()
    return member_json(membership)


def _members(call: Call) -> list[Json]:
    if not call.discord.gateway.privileged & 2:
        raise errors.missing_access()  # the list needs the members intent
    after, limit = int(call.query.get("after", "0")), int(call.query.get("limit", "1"))
    found = sorted((m for i, m in guild_of(call).members.items() if i > after), key=lambda m: m.user.id)
    return [member_json(m) for m in found[:limit]]


def _active_threads(call: Call) -> Json:
    threads = [c for c in guild_of(call).channels.values() if c.is_thread]
    return {"threads": [channel_json(c) for c in threads], "members": [], "has_more": False}


def _leave(call: Call) -> Any:
    guild_of(call).leave()
    return 204, None


ROUTES: dict[str, Handler] = {
    "GET /users/@me": _me,
    "GET /users/{user_id}": _user,
    "POST /users/@me/channels": _open_dm,
    "DELETE /users/@me/guilds/{guild_id}": _leave,
    "GET /oauth2/applications/@me": _application,
    "GET /applications/@me": _application,
    "GET /gateway": _gateway,
    "GET /gateway/bot": _gateway_bot,
    "PUT /applications/{application_id}/commands": _put_commands,
    "GET /applications/{application_id}/commands": _get_commands,
    "PUT /applications/{application_id}/guilds/{guild_id}/commands": _put_commands,
    "GET /applications/{application_id}/guilds/{guild_id}/commands": _get_commands,
    "GET /guilds/{guild_id}": _guild,
    "GET /guilds/{guild_id}/channels": _guild_channels,
    "GET /guilds/{guild_id}/roles": _guild_roles,
    "GET /guilds/{guild_id}/members": _members,
    "GET /guilds/{guild_id}/members/{user_id}": _member,
    "GET /guilds/{guild_id}/threads/active": _active_threads,
}
