from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from . import compose, script
from .errors import Json, ScriptError
from .interactions import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Interaction
from .limits import UPLOAD_LIMIT
from .messages import Attachment, Message, count_pings
from .payloads import channel_json, member_json, message_json, user_json
from .reply import Reply
from .threads import open_post, start_thread
from .world import Channel, User

if TYPE_CHECKING:
    from .server import DoubleDiscord


class Person:
    """A human at a Discord client; every method is one thing a human does.

    Methods that start an interaction resolve when the bot has acknowledged it (NoResponseError when 3 s of
    the double's clock pass first, NothingHappenedError after 10 s of real time); with `wait_=False` at once.
    `forced_=True` sends what a client would not let through: forged, foreign, hidden or disabled things.
    """

    def __init__(self, discord: DoubleDiscord, user: User) -> None:
        self._discord = discord
        self.user = user

    def __str__(self) -> str:
        return str(self.user)

    def __repr__(self) -> str:
        return f"<Person {self.user.name}>"

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def dm_channel(self) -> Channel:
        return self._discord.dm_channel(self.user)

    @property
    def dms(self) -> list[Message]:
        """The messages of the conversation with the bot, oldest first."""
        return self.dm_channel.visible_to(self)

    # messages

    async def says(
        self,
        channel: Channel,
        content: str = "",
        *,
        files: Sequence[Attachment] = (),
        embeds: Sequence[Json] = (),
        reply_to: Message | None = None,
        ping: bool = True,
    ) -> Message:
        """Write a message. `embeds` stand for link previews, which Discord adds to people's messages."""
        message = compose.new_message(self._discord, channel, self.user, kind=19 if reply_to else 0)
        message.content, message.embeds = content, [dict(e) for e in embeds]
        message.attachments = [self._discord.cdn.keep(channel, file) for file in files]
        message.replies_to = reply_to.id if reply_to else None
        message.pings = count_pings(content, None, reply_to.author if reply_to else None, ping_reply=ping)
        compose.publish(message)
        return message

    async def replies(
        self, message: Message, content: str, *, ping: bool = True, files: Sequence[Attachment] = ()
    ) -> Message:
        """Answer a message; with `ping` (Discord's default) its author counts as mentioned."""
        return await self.says(message.channel, content, reply_to=message, ping=ping, files=files)

    async def dm(self, content: str = "", *, files: Sequence[Attachment] = ()) -> Message:
        return await self.says(self.dm_channel, content, files=files)

    async def edits(self, message: Message, content: str) -> Message:
        self._own(message)
        message.remember()
        message.content, message.edited = content, self._discord.now_iso()
        message.pings = count_pings(content, None, None)
        message.edits += 1
        self._discord.announce.message("MESSAGE_UPDATE", message)
        return message

    async def deletes(self, message: Message) -> None:
        self._own(message)
        for file in message.attachments:
            self._discord.cdn.forget(file)
        compose.remove(message)

    def _own(self, message: Message) -> None:
        if message.author is not self.user or message.deleted:
            raise ScriptError(f"{self.name} cannot change {message.content[:60]!r}")

    async def reacts(self, message: Message, emoji: str) -> None:
        message.reactions.setdefault(emoji, []).append(self.user)
        self._discord.announce.reaction("MESSAGE_REACTION_ADD", message, emoji, self.user)

    async def starts_thread(self, message: Message, name: str) -> Channel:
        return start_thread(self._discord, message.channel, name, self.user, message)

    async def opens(self, forum: Channel, title: str, text: str = "") -> Message:
        """Open a thread in a forum; return its first message."""
        return open_post(self._discord, forum, title, self.user, text)

    # commands

    def sees_command(self, channel: Channel, command: str, kind: int = 1) -> bool:
        """Say whether a client would list a command for this person here."""
        name = command.split(maxsplit=1)[0] if kind == 1 else command
        found = self._discord.commands.find(name, kind, channel.guild)
        return script.shown_to(found, channel.guild, self.user, channel)

    async def slash(
        self,
        channel: Channel,
        command: str,
        /,
        *,
        wait_: bool = True,
        forced_: bool = False,
        within_: float = 60,
        **options: Any,
    ) -> Reply:
        """Use a slash command (sub-commands by space), whether or not a client lists it here."""
        name, *path = command.split()
        definition = self._discord.commands.find(name, 1, channel.guild)
        data = script.command_data(definition, path, options, channel, forced=forced_)
        if (
            channel.guild is None
            and not forced_
            and not script.shown_to(definition, None, self.user, channel)
        ):
            raise ScriptError(f"/{command} cannot be used in a direct message")
        self._sizes(options, forced_)
        return await self._start(COMMAND, channel, data, command, wait_, within_)

    def _sizes(self, options: dict[str, Any], forced: bool) -> None:
        for value in options.values():
            if isinstance(value, Attachment) and len(value.data) > UPLOAD_LIMIT and not forced:
                raise ScriptError(
                    f"{value.filename} is larger than 10 MiB (use forced_=True: people with Nitro can)"
                )

    async def message_menu(
        self, message: Message, command: str, /, *, wait_: bool = True, within_: float = 60
    ) -> Reply:
        """Use a message's context menu."""
        definition = self._discord.commands.find(command, 3, message.channel.guild)
        data = script.menu_data(definition, message, message.channel)
        return await self._start(COMMAND, message.channel, data, command, wait_, within_)

    async def user_menu(
        self, channel: Channel, person: Person, command: str, /, *, wait_: bool = True, within_: float = 60
    ) -> Reply:
        definition = self._discord.commands.find(command, 2, channel.guild)
        data = script.menu_data(definition, person, channel)
        return await self._start(COMMAND, channel, data, command, wait_, within_)

    async def autocomplete(
        self, channel: Channel, command: str, /, *, within_: float = 60, **options: Any
    ) -> list[Json]:
        """Type into an option (the last one named) and return the choices, {"name", "value"} each."""
        name, *path = command.split()
        definition = self._discord.commands.find(name, 1, channel.guild)
        focused = list(options)[-1]
        data = script.command_data(definition, path, options, channel, focused=focused)
        reply = await self._start(AUTOCOMPLETE, channel, data, command, True, within_)
        return reply.interaction.choices or []

    # components

    async def click(
        self,
        on: Message | Reply,
        /,
        label: str | None = None,
        *,
        custom_id: str | None = None,
        wait_: bool = True,
        forced_: bool = False,
        within_: float = 60,
    ) -> Reply:
        """Press a button by label (or its emoji) or by custom_id."""
        message = self._shown(on, forced_)
        if label is not None:
            button = message.button(label)
        else:
            button = next((b for b in message.buttons if b.get("custom_id") == custom_id), {})
        if not forced_ and (not button.get("custom_id") or button.get("disabled")):
            raise ScriptError(f"{self.name} cannot press {label or custom_id!r} of {message.text[:60]!r}")
        data = {
            "custom_id": button.get("custom_id") or custom_id,
            "component_type": 2,
            "id": button.get("id", 1),
        }
        return await self._component(message, on, data, wait_, within_)

    async def select(
        self,
        on: Message | Reply,
        /,
        *chosen: Any,
        menu: str | None = None,
        wait_: bool = True,
        forced_: bool = False,
        within_: float = 60,
    ) -> Reply:
        """Choose in a select menu (the only one, or the one with custom_id `menu`)."""
        message = self._shown(on, forced_)
        found = [m for m in message.menus if menu in (None, m["custom_id"])]
        if not found or (found[0].get("disabled") and not forced_):
            raise ScriptError(f"{self.name} sees no menu {menu or ''} on {message.text[:60]!r}")
        data = script.select_data(found[0], chosen, message.channel, forced=forced_)
        return await self._component(message, on, data, wait_, within_)

    async def _component(
        self, message: Message, on: Message | Reply, data: Json, wait: bool, within: float
    ) -> Reply:
        parent = on.interaction if isinstance(on, Reply) else message.interaction
        return await self._start(
            COMPONENT, message.channel, data, "", wait, within, source=message, parent=parent
        )

    def _shown(self, on: Message | Reply, forced: bool) -> Message:
        message = on.message if isinstance(on, Reply) else on
        if not forced and (message.deleted or message not in message.channel.visible_to(self)):
            raise ScriptError(f"{self.name} does not see {message.text[:60]!r}")
        return message

    async def submit(
        self,
        form: Reply,
        /,
        *,
        wait_: bool = True,
        forced_: bool = False,
        within_: float = 60,
        **fields: Any,
    ) -> Reply:
        """Fill in the form that a reply opened; fields by custom_id or label."""
        opened = form.interaction
        data = script.modal_data(form.modal, fields, opened.channel, forced=forced_)
        return await self._start(
            MODAL, opened.channel, data, "", wait_, within_, source=opened.source, parent=opened
        )

    async def replays(self, reply: Reply) -> None:
        """Send the very same interaction again, id and token included."""
        again = reply.interaction
        guild = again.channel.guild
        self._discord.gateway.dispatch("INTERACTION_CREATE", again.payload, guild=guild.id if guild else None)

    # the envelope

    async def _start(
        self,
        kind: int,
        channel: Channel,
        data: Json,
        name: str,
        wait: bool,
        within: float,
        *,
        source: Message | None = None,
        parent: Interaction | None = None,
    ) -> Reply:
        interaction = self._discord.interactions.make(
            kind, self, channel, data, name=name, source=source, parent=parent
        )
        self._discord.interactions.dispatch(interaction, self._payload(interaction))
        reply = Reply(self._discord, interaction)
        return await reply.acknowledged(within) if wait else reply

    def _payload(self, interaction: Interaction) -> Json:
        channel, guild, bot = interaction.channel, interaction.channel.guild, self._discord.bot
        body: Json = {
            "id": str(interaction.id),
            "application_id": str(self._discord.application_id),
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel_id": str(channel.id),
            "locale": self.user.locale,
            "entitlements": [],
            "attachment_size_limit": UPLOAD_LIMIT,
            "context": {1: 1, 3: 2}.get(channel.kind, 0),
            "app_permissions": str(channel.permissions_of(bot).value),
            "authorizing_integration_owners": (
                {"1": str(self.user.id)}
                if channel.kind == 3 or (guild is not None and guild.gone)
                else {"0": str(guild.id if guild else 0)}
            ),
            "channel": channel_json(channel, channel.permissions_of(self.user)),
        }
        if guild is None:
            body["user"] = user_json(self.user)
        else:
            membership = guild.members.get(self.user.id)
            if membership is None:
                raise ScriptError(f"{self.name} is not a member of {guild.name}")
            granted = str(guild.permissions_of(self.user, channel.parent or channel).value)
            body |= {
                "guild_id": str(guild.id),
                "guild_locale": guild.locale,
                "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
                "member": member_json(membership) | {"permissions": granted},
            }
        if interaction.source is not None:
            body["message"] = message_json(interaction.source)
        return body
