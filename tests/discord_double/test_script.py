"""What the scripted client sends, looked at in the payload itself."""

from __future__ import annotations

from typing import Any

import pytest

from . import Attachment, ScriptError, script
from .conftest import Rest, Town

KINDS = {"name": "all-kinds", "description": "d", "type": 1, "options": [
    {"type": kind, "name": name, "description": "d"} for kind, name in (
        (4, "number"), (5, "flag"), (6, "who"), (7, "where"), (8, "role"), (9, "anyone"), (10, "size"),
        (11, "file"))
]}  # fmt: skip
CHOICE = {"name": "pick", "description": "d", "type": 1, "options": [
    {"type": 3, "name": "one-of", "description": "d", "choices": [{"name": "A", "value": "a"}]}]}  # fmt: skip
NESTED = {"name": "top", "description": "d", "type": 1, "options": [
    {"type": 2, "name": "group", "description": "d", "options": [
        {"type": 1, "name": "leaf", "description": "d", "options": [
            {"type": 3, "name": "x", "description": "d"}]}]}]}  # fmt: skip
LOOK = {"name": "Look", "type": 2}


@pytest.fixture
async def registered(town: Town, rest: Rest) -> None:
    commands = [KINDS, CHOICE, NESTED, LOOK]
    assert (await rest("PUT", f"/applications/{town.discord.application_id}/commands", commands))[0] == 200


async def _data(town: Town, command: str, **options: Any) -> dict[str, Any]:
    return (await town.alice.slash(town.general, command, wait_=False, **options)).interaction.data


async def test_every_kind_of_option(town: Town, registered: None) -> None:
    data = await _data(
        town, "all-kinds", number=3, flag=True, who=town.bob, where=town.general, role=town.guild.everyone,
        anyone=town.mod, size=1.5, file=Attachment("a.txt", b"x"),
    )  # fmt: skip
    assert [option["type"] for option in data["options"]] == [4, 5, 6, 7, 8, 9, 10, 11]
    assert set(data["resolved"]) == {"users", "members", "channels", "roles", "attachments"}
    values = {option["name"]: option["value"] for option in data["options"]}
    assert data["resolved"]["users"][values["who"]]["username"] == "bob"
    assert data["resolved"]["attachments"][values["file"]]["size"] == 1
    with pytest.raises(ScriptError, match="does not take True"):
        await _data(town, "all-kinds", number=True)


async def test_sub_command_groups_choices_and_hyphens(town: Town, registered: None) -> None:
    nested = await _data(town, "top group leaf", x="v")
    assert nested["options"][0]["options"][0]["options"] == [{"name": "x", "type": 3, "value": "v"}]
    assert (await _data(town, "pick", one_of="a"))["options"] == [{"name": "one-of", "type": 3, "value": "a"}]
    with pytest.raises(ScriptError, match="offers"):
        await _data(town, "pick", one_of="b")
    with pytest.raises(ScriptError, match="needs a sub-command"):
        await _data(town, "top group", x="v")
    assert (await _data(town, "pick", one_of="b", forced_=True))["options"][0]["value"] == "b"


async def test_a_users_menu(town: Town, registered: None) -> None:
    reply = await town.alice.user_menu(town.general, town.bob, "Look", wait_=False)
    assert reply.interaction.data["target_id"] == str(town.bob.id)


async def test_the_envelope_in_a_guild_and_in_a_direct_message(town: Town, registered: None) -> None:
    public = (await town.mod.slash(town.general, "pick", wait_=False)).interaction.payload
    assert int(public["member"]["permissions"]) & (1 << 5), "Manage Server"
    assert public["context"] == 0 and "user" not in public
    private = (await town.mod.slash(town.mod.dm_channel, "pick", wait_=False)).interaction.payload
    assert private["user"]["username"] == "mo" and private["context"] == 1 and "guild_id" not in private


def test_menus_of_people_and_options_by_value(town: Town) -> None:
    menu = {"type": 5, "custom_id": "m", "min_values": 1, "max_values": 1}
    assert script.select_data(menu, (town.bob,), town.general)["values"] == [str(town.bob.id)]
    with pytest.raises(ScriptError, match="takes 1 to 1"):
        script.select_data(menu, (town.bob, town.alice), town.general)
    options = [{"label": "Bath, Somerset", "value": "7"}]
    assert script.select_data(menu | {"type": 3, "options": options}, ("7",), town.general)["values"] == ["7"]


def test_a_form_with_every_field(town: Town) -> None:
    def labelled(label: str, **component: Any) -> dict[str, Any]:
        return {"type": 18, "label": label, "component": {"custom_id": label.lower()} | component}

    form = {"custom_id": "f", "title": "t", "components": [
        {"type": 10, "content": "read this"},
        {"type": 1, "components": [{"type": 4, "custom_id": "why", "label": "Why not?", "required": False}]},
        labelled("Which", type=3, options=[{"label": "A", "value": "a"}]),
        labelled("File", type=19), labelled("Radio", type=21), labelled("Boxes", type=22),
        labelled("Tick", type=23),
    ]}  # fmt: skip
    given = {
        "why_not": "so",
        "Which": "A",
        "file": Attachment("a", b""),
        "radio": "r",
        "boxes": ["b"],
        "tick": True,
    }
    data = script.modal_data(form, given, town.general)
    assert data["components"][1]["components"][0]["value"] == "so"
    inside = [component["component"] for component in data["components"][2:]]
    assert [c.get("values", c.get("value")) for c in inside][0:1] == [["a"]]
    assert inside[1]["values"] == list(data["resolved"]["attachments"])
    assert [inside[2]["value"], inside[3]["values"], inside[4]["value"]] == ["r", ["b"], True]
