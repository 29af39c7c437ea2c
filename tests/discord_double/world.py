from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from discord import Permissions

from .errors import ScriptError

if TYPE_CHECKING:
    from .client import Person
    from .messages import Message
    from .server import DoubleDiscord

MEMBER_DEFAULT = Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
    add_reactions=True,
    create_public_threads=True,
    use_application_commands=True,
)


@dataclass(slots=True, eq=False, repr=False)
class User:
    """A user; `str(user)` is the mention, so f"{bot} hello" mentions."""

    id: int
    name: str
    bot: bool = False
    accepts_dms: bool = True
    locale: str = "en-US"

    def __repr__(self) -> str:
        return f"<User {self.name}>"

    def __str__(self) -> str:
        return f"<@{self.id}>"


@dataclass(slots=True, eq=False, repr=False)
class Role:
    id: int
    guild: Guild
    name: str
    permissions: Permissions
    position: int
    managed: bool = False

    def __repr__(self) -> str:
        return f"<Role {self.name} of {self.guild.name}>"

    def grants(self, permissions: Permissions) -> None:
        """Change what the role may do and tell the bot."""
        self.permissions = permissions
        self.guild.discord.announce.role("GUILD_ROLE_UPDATE", self)

    def __str__(self) -> str:
        return f"<@&{self.id}>"


@dataclass(slots=True, eq=False)
class Membership:
    user: User
    joined_at: str
    roles: list[Role] = field(default_factory=list)
    nick: str | None = None


@dataclass(slots=True, eq=False)
class Overwrite:
    allow: Permissions
    deny: Permissions


@dataclass(slots=True, eq=False, repr=False)
class Channel:
    """A text channel (0), direct messages (1), people's group (3), a public thread (11) or a forum (15)."""

    id: int
    discord: DoubleDiscord
    name: str
    guild: Guild | None
    kind: int = 0
    parent: Channel | None = None
    recipient: User | None = None
    recipients: tuple[User, ...] = ()
    owner: User | None = None
    started_from: Message | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    typing: list[User] = field(default_factory=list)
    deleted: bool = False

    def __repr__(self) -> str:
        return f"<Channel {self.name or self.id}>"

    def __str__(self) -> str:
        return f"<#{self.id}>"

    @property
    def is_thread(self) -> bool:
        return self.kind in (10, 11, 12)

    def visible_to(self, person: Person | User) -> list[Message]:
        """Return the messages this person sees here, oldest first: no deleted, no foreign ephemeral ones."""
        user = person if isinstance(person, User) else person.user
        if not self.permissions_of(user).view_channel:
            return []
        return [m for m in self.messages.values() if not m.deleted and m.seen_by(user)]

    def from_bot(self) -> list[Message]:
        """Return every message of the bot here that still exists, ephemeral ones included."""
        return [m for m in self.messages.values() if not m.deleted and m.author is self.discord.bot]

    def permissions_of(self, user: User) -> Permissions:
        if self.guild is None:
            alike = user is self.recipient or user is self.discord.bot or user in self.recipients
            return Permissions(MEMBER_DEFAULT.value) if alike else Permissions.none()
        return self.guild.permissions_of(user, self.parent or self)

    def overwrite(
        self, who: Role | Person | User, *, allow: Permissions | None = None, deny: Permissions | None = None
    ) -> None:
        """Change what a role or a person may do in this channel and tell the bot."""
        target = who if isinstance(who, Role | User) else who.user
        self.overwrites[target.id] = Overwrite(allow or Permissions.none(), deny or Permissions.none())
        self.discord.announce.channel("CHANNEL_UPDATE", self)

    def delete(self) -> None:
        self.deleted = True
        if self.guild:
            self.guild.channels.pop(self.id, None)
        self.discord.announce.channel("THREAD_DELETE" if self.is_thread else "CHANNEL_DELETE", self)


@dataclass(slots=True, eq=False, repr=False)
class Guild:
    id: int
    discord: DoubleDiscord
    name: str
    owner: User
    everyone: Role = field(init=False)
    bot_role: Role = field(init=False)
    roles: dict[int, Role] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    members: dict[int, Membership] = field(default_factory=dict)
    locale: str = "en-US"
    system_channel: Channel | None = None
    gone: bool = False

    def __repr__(self) -> str:
        return f"<Guild {self.name}>"

    def channel(self, name: str, *, kind: int = 0) -> Channel:
        """Return the text channel of that name, made (and announced) when it does not exist."""
        for channel in self.channels.values():
            if channel.name == name and channel.kind == kind:
                return channel
        made = Channel(self.discord.ids.next(), self.discord, name, self, kind=kind)
        self.channels[made.id] = self.discord.channels[made.id] = made
        self.discord.announce.channel("CHANNEL_CREATE", made)
        return made

    def forum(self, name: str) -> Channel:
        """Return the forum of that name, made (and announced) when it does not exist."""
        return self.channel(name, kind=15)

    def role(self, name: str, permissions: Permissions | None = None) -> Role:
        """Return the role of that name, made (and announced) when it does not exist."""
        for role in self.roles.values():
            if role.name == name:
                return role
        made = Role(self.discord.ids.next(), self, name, permissions or Permissions.none(), len(self.roles))
        self.roles[made.id] = made
        self.discord.announce.role("GUILD_ROLE_CREATE", made)
        return made

    def member(
        self, who: str | Person, *, permissions: Permissions | None = None, roles: Iterable[Role] = ()
    ) -> Person:
        """Make a person a member (by name, one person a name over all guilds) and return the person.

        `permissions` are given by a role of the member's own.
        """
        person = self.discord.person(who) if isinstance(who, str) else who
        membership = self.members.get(person.user.id)
        if membership is None:
            membership = Membership(person.user, self.discord.now_iso())
            self.members[person.user.id] = membership
        wanted = [*roles]
        if permissions is not None:
            wanted.append(self.role(f"only {person.user.name}", permissions))
        membership.roles += [role for role in wanted if role not in membership.roles]
        return person

    def give(self, person: Person, role: Role) -> None:
        self._membership(person).roles.append(role)

    def take(self, person: Person, role: Role) -> None:
        self._membership(person).roles.remove(role)

    def loses(self, person: Person) -> None:
        """Let a member leave."""
        self.members.pop(person.user.id, None)

    def leave(self) -> None:
        """Remove the bot from this guild."""
        self.gone = True
        self.members.pop(self.discord.bot.id, None)
        self.discord.announce.guild_left(self)

    def return_bot(self) -> None:
        """Invite the bot again."""
        self.gone = False
        self.members[self.discord.bot.id] = Membership(
            self.discord.bot, self.discord.now_iso(), [self.bot_role]
        )
        self.discord.announce.guild_joined(self)

    def _membership(self, person: Person) -> Membership:
        if person.user.id not in self.members:
            raise ScriptError(f"{person.user.name} is not a member of {self.name}")
        return self.members[person.user.id]

    def permissions_of(self, user: User, channel: Channel | None = None) -> Permissions:
        """Return what a user may do here: roles, then overwrites of everyone, of roles, of the user."""
        membership = self.members.get(user.id)
        if membership is None:
            return Permissions.none()
        held = [self.everyone, *membership.roles]
        value = 0
        for role in held:
            value |= role.permissions.value
        if user is self.owner or Permissions(value).administrator:
            return Permissions.all()
        if channel is not None:
            roles = [channel.overwrites[r.id] for r in membership.roles if r.id in channel.overwrites]
            layers: list[list[Overwrite]] = [
                [channel.overwrites[self.everyone.id]] if self.everyone.id in channel.overwrites else [],
                roles,
                [channel.overwrites[user.id]] if user.id in channel.overwrites else [],
            ]
            for layer in layers:
                for overwrite in layer:
                    value &= ~overwrite.deny.value
                for overwrite in layer:
                    value |= overwrite.allow.value
        return Permissions(value)


def make_guild(discord: DoubleDiscord, name: str, bot_permissions: Permissions | None) -> Guild:
    """Build a guild with an owner, the everyone role and the bot with a managed role."""
    owner = User(discord.ids.next(), f"owner of {name}"[:32])
    discord.users[owner.id] = owner
    guild = Guild(discord.ids.next_for_shards(), discord, name, owner)
    guild.everyone = Role(guild.id, guild, "@everyone", Permissions(MEMBER_DEFAULT.value), 0)
    granted = Permissions(MEMBER_DEFAULT.value) if bot_permissions is None else bot_permissions
    guild.bot_role = Role(discord.ids.next(), guild, discord.bot.name, granted, 1, managed=True)
    guild.roles = {role.id: role for role in (guild.everyone, guild.bot_role)}
    joined = discord.now_iso()
    guild.members[owner.id] = Membership(owner, joined)
    guild.members[discord.bot.id] = Membership(discord.bot, joined, [guild.bot_role])
    return guild
