"""Build the data of interactions from what the bot registered or sent, as a Discord client would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from .errors import Json, ScriptError
from .messages import Attachment, Message, walk
from .payloads import attachment_json, channel_json, member_json, message_json, role_json, user_json
from .world import Channel, Guild, Role, User

if TYPE_CHECKING:
    from .client import Person

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 3, 4, 5, 6, 7, 8, 9, 10, 11


class Resolved:
    """Collect the objects that ids in an interaction's data point to."""

    def __init__(self, channel: Channel) -> None:
        self._channel, self._guild = channel, channel.guild
        self.data: Json = {}

    def _put(self, kind: str, identity: int, body: Json) -> str:
        self.data.setdefault(kind, {})[str(identity)] = body
        return str(identity)

    def add(self, value: Any) -> str:
        from .client import Person

        if isinstance(value, Person):
            value = value.user
        if isinstance(value, User):
            membership = self._guild.members.get(value.id) if self._guild else None
            if membership is not None and self._guild is not None:
                granted = str(self._guild.permissions_of(value, self._channel).value)
                self._put(
                    "members", value.id, member_json(membership, with_user=False) | {"permissions": granted}
                )
            return self._put("users", value.id, user_json(value))
        if isinstance(value, Role):
            return self._put("roles", value.id, role_json(value))
        if isinstance(value, Channel):
            granted_here = value.permissions_of(value.discord.bot)
            return self._put("channels", value.id, channel_json(value, granted_here))
        if isinstance(value, Attachment):
            if not value.id:
                value = self._channel.discord.cdn.keep(self._channel, value)
            return self._put("attachments", value.id, attachment_json(value, ephemeral=True))
        if isinstance(value, Message):
            return self._put("messages", value.id, message_json(value))
        raise ScriptError(f"cannot point to {value!r}")


def command_data(
    command: Json,
    path: list[str],
    given: Mapping[str, Any],
    channel: Channel,
    *,
    forced: bool = False,
    focused: str | None = None,
) -> Json:
    """Return a slash command's data: the options checked against the definition and typed by it.

    path: sub-command group and sub-command. forced: send values that a client would not let through.
    focused: the option being typed (autocomplete), for which nothing is checked or required.
    """
    resolved = Resolved(channel)
    level, wrappers = command, list[Json]()
    for step in path:
        found = [o for o in level.get("options", ()) if o["name"] == step and o["type"] in (1, 2)]
        if not found:
            raise ScriptError(f"/{command['name']} has no sub-command {step!r}")
        level = found[0]
        wrappers.append({"type": level["type"], "name": step})
    definitions = {o["name"]: o for o in level.get("options", ())}
    if any(o["type"] in (1, 2) for o in definitions.values()):
        raise ScriptError(f"/{' '.join([command['name'], *path])} needs a sub-command: {sorted(definitions)}")
    options = []
    for name, value in given.items():
        definition = definitions.get(name) or definitions.get(name.replace("_", "-"))
        if definition is None:
            raise ScriptError(f"/{command['name']} has no option {name!r}; there are {sorted(definitions)}")
        options.append(_option(definition, value, resolved, forced or focused is not None))
        if definition["name"] == focused or name == focused:
            options[-1]["focused"] = True
    missing = {n for n, d in definitions.items() if d.get("required")} - {o["name"] for o in options}
    if missing and focused is None and not forced:
        raise ScriptError(f"/{command['name']} needs {sorted(missing)}")
    for wrapper in reversed(wrappers):
        options = [wrapper | {"options": options}]
    data: Json = {"id": command["id"], "name": command["name"], "type": 1, "options": options}
    if resolved.data:
        data["resolved"] = resolved.data
    return data | {"guild_id": command["guild_id"]} if "guild_id" in command else data


def _option(definition: Json, value: Any, resolved: Resolved, forced: bool) -> Json:
    name, kind = definition["name"], definition["type"]
    if kind in (USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT):
        value = value if isinstance(value, str) else resolved.add(value)
    elif not forced:
        _check(definition, value)
    return {"name": name, "type": kind, "value": value}


def _check(definition: Json, value: Any) -> None:
    name = definition["name"]
    wanted: dict[int, Callable[[Any], bool]] = {
        STRING: lambda v: isinstance(v, str),
        BOOLEAN: lambda v: isinstance(v, bool),
        INTEGER: lambda v: isinstance(v, int) and not isinstance(v, bool),
        NUMBER: lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    }
    if not wanted[definition["type"]](value):
        raise ScriptError(f"option {name!r} does not take {value!r}")
    choices = definition.get("choices")
    if choices and not any(c["value"] == value and type(c["value"]) is type(value) for c in choices):
        raise ScriptError(f"option {name!r} offers {[c['value'] for c in choices]}, not {value!r}")
    size = len(value) if isinstance(value, str) else value
    most = definition.get("max_length", 6000) if isinstance(value, str) else definition.get("max_value")
    least = definition.get("min_length") if isinstance(value, str) else definition.get("min_value")
    if not isinstance(value, bool) and (
        (most is not None and size > most) or (least is not None and size < least)
    ):
        raise ScriptError(f"option {name!r}: {size} is outside {least} to {most} (use forced_=True)")


def menu_data(command: Json, target: Message | Person, channel: Channel) -> Json:
    """Return a context menu's data; the message comes with its full text, as Discord sends it."""
    resolved = Resolved(channel)
    identity = resolved.add(target)
    return {
        "id": command["id"],
        "name": command["name"],
        "type": command["type"],
        "target_id": identity,
        "resolved": resolved.data,
    }


def select_data(menu: Json, chosen: tuple[Any, ...], channel: Channel, *, forced: bool = False) -> Json:
    """Return a select menu's data; options are named by label or value, people and roles by themselves."""
    resolved = Resolved(channel)
    if menu["type"] == 3:
        values = [_value_of(menu, str(choice), forced) for choice in chosen]
    else:
        values = [resolved.add(choice) for choice in chosen]
    if not forced and not menu["min_values"] <= len(values) <= menu["max_values"]:
        raise ScriptError(
            f"the menu takes {menu['min_values']} to {menu['max_values']} choices, not {len(values)}"
        )
    data: Json = {
        "custom_id": menu["custom_id"],
        "component_type": menu["type"],
        "values": values,
        "id": menu.get("id", 1),
    }
    return data | {"resolved": resolved.data} if resolved.data else data


def _value_of(menu: Json, choice: str, forced: bool) -> str:
    for option in menu["options"]:
        if choice in (option["label"], option["value"]):
            return str(option["value"])
    if forced:
        return choice
    raise ScriptError(f"the menu has no {choice!r}; there are {[o['label'] for o in menu['options']]}")


def modal_data(modal: Json, given: Mapping[str, Any], channel: Channel, *, forced: bool = False) -> Json:
    """Return a form's data; fields are named by custom_id or label (with `_` for spaces, any case)."""
    resolved, left = Resolved(channel), dict(given)
    components = []
    for number, row in enumerate(modal["components"], 1):
        if row["type"] == 10:
            components.append({"type": 10, "id": number})
            continue
        labelled = row["type"] == 18
        fields = [row["component"]] if labelled else row["components"]
        done = []
        for entry in fields:
            label = row["label"] if labelled else entry.get("label") or ""
            done.append(_field(entry, label, left, resolved, forced) | {"id": number * 10})
        inside: Json = {"component": done[0]} if labelled else {"components": done}
        components.append({"type": row["type"], "id": number} | inside)
    if left:
        known = [c.get("custom_id") or c.get("label") for c in walk(modal["components"]) if c["type"] != 1]
        raise ScriptError(f"the form has no field {sorted(left)}; there are {known}")
    data: Json = {"custom_id": modal["custom_id"], "components": components}
    return data | {"resolved": resolved.data} if resolved.data else data


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _field(entry: Json, label: str, left: dict[str, Any], resolved: Resolved, forced: bool) -> Json:
    names = (entry["custom_id"], label)
    key = next((k for k in left if k in names or _plain(k) in map(_plain, names)), None)
    value = left.pop(key) if key is not None else None
    body: Json = {"type": entry["type"], "custom_id": entry["custom_id"]}
    if entry["type"] == 4:
        text = (entry.get("value") or "") if value is None else str(value)
        required, most = entry.get("required") is not False, entry.get("max_length") or 4000
        if not forced and ((required and not text) or len(text) > most):
            raise ScriptError(f"the field {label or names[0]!r} refuses {text[:60]!r} (use forced_=True)")
        return body | {"value": text}
    if entry["type"] in (21, 23):
        return body | {"value": value}
    chosen = [] if value is None else list(value) if isinstance(value, list | tuple) else [value]
    if entry["type"] == 3:
        return body | {"values": [_value_of(entry, str(c), forced) for c in chosen]}
    return body | {"values": [c if entry["type"] == 22 else resolved.add(c) for c in chosen]}


def shown_to(command: Json, guild: Guild | None, user: User, channel: Channel) -> bool:
    """Say whether a client lists a command for a user: contexts and default_member_permissions."""
    if guild is None:
        contexts = command.get("contexts")
        if contexts is None:
            return command.get("dm_permission", True) is not False
        if channel.kind == 3:
            return 2 in contexts and 1 in command.get("integration_types", ())
        return 1 in contexts
    if command.get("contexts") is not None and 0 not in command["contexts"]:
        return False
    needed = command["default_member_permissions"]
    granted = guild.permissions_of(user, channel)
    if needed is None or granted.administrator:
        return True
    return int(needed) != 0 and granted.value & int(needed) == int(needed)
