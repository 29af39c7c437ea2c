"""Who may do what: 10 servers × roles × every command, menu, button and form, each cell asserted.

The commands are those that the bot registered, the buttons and forms those of the handlers' table; one
that is not classified below fails the test, so nothing new goes unchecked.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from discord import Permissions

from bot.core.components import MEMBERS, MODERATORS
from bot.phrases.members import ENGLISH as WORDS
from bot.phrases.moderators import ENGLISH
from tests.bot.discord_story import Running, bot_on
from tests.discord_double import Attachment, Channel, DoubleDiscord, Guild, Person, Reply
from tests.engines import BOTH, Engine

SERVERS = 10
MEMBER, MODERATOR, MANAGER = "member", "moderator", "manager"

COMMANDS: dict[str, tuple[str, dict[str, Any]]] = {
    "ask": (MEMBER, {"question": "Where did Churchill give his Iron Curtain Speech?"}),
    "city": (MEMBER, {"name": "Burlington"}),
    "brief": (MEMBER, {"one": "Burlington", "other": "Yaroslavl"}),
    "verify": (MEMBER, {"id": "c-1a2b3c4d-0-9z"}),
    "about": (MEMBER, {}),
    "help": (MEMBER, {}),
    "privacy": (MEMBER, {}),
    "forget-me": (MEMBER, {}),
    "corpus add": (MODERATOR, {"file": Attachment("a.exe", b"MZ")}),
    "corpus paste": (MODERATOR, {}),
    "corpus import": (MODERATOR, {"file": Attachment("a.exe", b"MZ")}),
    "corpus add-partnership": (
        MODERATOR,
        {"city_a": "-", "country_a": "-", "city_b": "-", "country_b": "-", "source_title": "-"},
    ),
    "corpus waiting": (MODERATOR, {}),
    "corpus list": (MODERATOR, {}),
    "corpus show": (MODERATOR, {"document": "essay"}),
    "corpus remove": (MODERATOR, {"document": "essay"}),
    "corpus restore": (MODERATOR, {"document": "essay"}),
    "corpus edit": (MODERATOR, {"document": "essay"}),
    "corpus purge": (MODERATOR, {"document": "essay"}),
    "corpus affected": (MODERATOR, {"document": "essay"}),
    "corpus history": (MODERATOR, {"document": "essay"}),
    "corpus export": (MODERATOR, {}),
    "index status": (MODERATOR, {}),
    "index rebuild": (MODERATOR, {}),
    "index rollback": (MODERATOR, {}),
    "index verify": (MODERATOR, {}),
    "insights": (MODERATOR, {}),
    "settings show": (MODERATOR, {}),
    "settings moderators": (MANAGER, {}),
    "settings mentions": (MODERATOR, {}),
    "settings posts": (MODERATOR, {"channel": "0", "answered": "sure"}),
    "settings digest": (MODERATOR, {}),
    "settings answers": (MODERATOR, {}),
    "settings limits": (MODERATOR, {}),
    "settings storing": (MODERATOR, {"stored": True}),
}
MENUS = {"Ask Footbridge about this": MEMBER, "Add to corpus": MODERATOR}
PRESSES = {"add", "drop", "mask", "offer", "list", "purge", "keep", "stop", "answer"}
SENT = {"paste"}
ANSWERS = {"src", "turn", "page", "own", "up", "down", "share", "map", "tell", "ask", "pick"}


class Server:
    """A server with one person of each role; `foreign` moderates the next server and is a member here."""

    def __init__(self, double: DoubleDiscord, number: int) -> None:
        manage = Permissions(manage_guild=True)
        self.guild: Guild = double.guild(f"Server {number}")
        self.channel: Channel = self.guild.channel("general")
        self.role = self.guild.role("keepers")
        self.member = self.guild.member(f"member-{number}")
        self.keeper = self.guild.member(f"keeper-{number}", roles=[self.role])
        self.manager = self.guild.member(f"manager-{number}", permissions=manage)
        self.foreign = self.guild.member(double.guild(f"Server {(number + 1) % SERVERS}").member(
            f"manager-{(number + 1) % SERVERS}", permissions=manage
        ))  # fmt: skip

    def people(self) -> dict[str, tuple[Person, int]]:
        """Return who acts, and how much they may: 0 a member's, 1 a moderator's, 2 a manager's."""
        return {
            "member": (self.member, 0), "moderator by role": (self.keeper, 1), "manager": (self.manager, 2),
            "another server's moderator": (self.foreign, 0),
        }  # fmt: skip


@pytest.fixture
def servers(double: DoubleDiscord) -> list[Server]:
    return [Server(double, number) for number in range(SERVERS)]


@pytest.fixture
async def bot(
    one_engine: Engine, double: DoubleDiscord, servers: list[Server], state: Path
) -> AsyncIterator[Running]:
    from corpus.store.people import Server as Settings

    async with bot_on(double, state) as running:
        for one in servers:
            await running.services.save_server(Settings(one.guild.id, moderator_role=one.role.id))
        yield running


async def test_commands_that_members_cannot_use_are_not_shown_to_them(
    bot: Running, servers: list[Server]
) -> None:
    one = servers[0]
    levels = {(name.split()[0], 1): level for name, (level, _) in COMMANDS.items()}
    for (name, kind), level in (levels | {(name, 3): level for name, level in MENUS.items()}).items():
        assert one.member.sees_command(one.channel, name, kind) == (level == MEMBER), name
        assert one.manager.sees_command(one.channel, name, kind), name


def needed(level: str) -> int:
    return {MEMBER: 0, MODERATOR: 1, MANAGER: 2}[level]


def refused(reply: Reply) -> bool:
    """Say whether the bot refused for want of rights."""
    texts = [reply.interaction.original.text if reply.interaction.original else ""]
    texts += [one.text for one in reply.followups]
    return any(text.startswith((WORDS.not_moderator, ENGLISH.manager_only)) for text in texts)


def leaves(command: dict[str, Any]) -> list[str]:
    """Return a registered command's full names, one for each that can be used."""
    under = [option for option in command.get("options", ()) if option["type"] in (1, 2)]
    if not under:
        return [command["name"]]
    return [f"{command['name']} {name}" for option in under for name in leaves(option)]


async def test_every_command_button_and_form_is_classified(bot: Running, double: DoubleDiscord) -> None:
    registered = double.commands.everywhere
    assert {name for one in registered if one["type"] == 1 for name in leaves(one)} == set(COMMANDS)
    assert {one["name"] for one in registered if one["type"] == 3} == set(MENUS)
    assert bot.client is not None
    components = bot.client.components
    assert components.actions(MODERATORS) == PRESSES and components.actions(MODERATORS, "form") == SENT
    assert components.actions(MEMBERS) == ANSWERS and components.actions(MEMBERS, "form") == {"why"}
    for one in registered:
        moderating = one["name"] == "Add to corpus" or one["name"] in (
            "corpus",
            "index",
            "insights",
            "settings",
        )
        assert one["contexts"] == ([0] if moderating else [0, 1, 2]), one["name"]


Use = Callable[[Server, str, Person], Awaitable[Reply]]


async def wrong(servers: list[Server], what: str, level: str, use: Use) -> list[tuple[str, str, str]]:
    """Have everybody in every server do one thing; return the cells that are not as they must be."""

    async def of(server: Server) -> list[tuple[str, str, str]]:
        found = []
        for who, (person, may) in server.people().items():
            reply = await use(server, who, person)
            if refused(reply) != (may < needed(level)):
                found.append((what, who, server.guild.name))
        return found

    return [cell for cells in await asyncio.gather(*map(of, servers)) for cell in cells]


@BOTH
async def test_every_command_is_for_whom_it_is_for_in_every_server(
    bot: Running, servers: list[Server]
) -> None:
    found = []
    for command, (level, options) in COMMANDS.items():

        async def use(
            server: Server,
            _who: str,
            person: Person,
            command: str = command,
            options: dict[str, Any] = options,
        ) -> Reply:
            given = {name: copy(value) for name, value in options.items()}
            if command == "settings moderators":
                given["role"] = server.role  # as it is; without it the choice would be taken back
            reply = await person.slash(server.channel, command, within_=30, **given)
            return await reply.final(within=30)

        found += await wrong(servers, command, level, use)
    assert found == []


async def test_every_menu_is_for_whom_it_is_for_in_every_server(bot: Running, servers: list[Server]) -> None:
    found = []
    for menu, level in MENUS.items():

        async def use(server: Server, _who: str, person: Person, menu: str = menu) -> Reply:
            message = await server.member.says(server.channel, "")
            return await (await person.message_menu(message, menu)).final()

        found += await wrong(servers, menu, level, use)
    assert found == []


@BOTH
async def test_every_button_is_a_moderators_of_that_server(bot: Running, servers: list[Server]) -> None:
    found = []
    for action in sorted(PRESSES):

        async def use(server: Server, _who: str, person: Person, action: str = action) -> Reply:
            held = await (await server.manager.slash(server.channel, "corpus waiting")).final()
            forge(held, action)
            pressed = await person.click(held, custom_id=f"mod:{action}:live_on:1", forced_=True)
            return await pressed.final()

        found += await wrong(servers, action, MODERATOR, use)
    assert found == []


async def test_every_form_is_checked_when_it_is_sent(bot: Running, servers: list[Server]) -> None:
    async def use(server: Server, _who: str, person: Person) -> Reply:
        form = await server.manager.slash(server.channel, "corpus paste")
        return await (await person.submit(form, title="A choir", text="  ", forced_=True)).final()

    assert await wrong(servers, "paste", MODERATOR, use) == []


async def test_none_of_it_works_in_direct_messages(bot: Running, servers: list[Server]) -> None:
    server = servers[0]
    for command, (level, options) in COMMANDS.items():
        if level == MEMBER:
            continue
        given = {name: copy(value) for name, value in options.items()}
        reply = await server.manager.slash(server.manager.dm_channel, command, forced_=True, **given)
        await reply.final()
        assert WORDS.only_in_server in reply.text, command


def forge(held: Reply, action: str) -> None:
    """Put a button on a message that the bot never put there."""
    held.message.components = [
        {"type": 1, "id": 1, "components": [
            {"type": 2, "id": 2, "style": 2, "label": "x", "custom_id": f"mod:{action}:live_on:1"}
        ]}
    ]  # fmt: skip


def copy(value: Any) -> Any:
    return Attachment(value.filename, value.data) if isinstance(value, Attachment) else value
