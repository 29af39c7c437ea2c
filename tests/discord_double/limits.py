"""Discord's rules about a request that its API description lacks, as (dotted path, message) pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .messages import COMPONENTS_V2, walk

Json = dict[str, Any]
Problem = tuple[str, str]
UPLOAD_LIMIT = 10 * 1024 * 1024
_MESSAGE_FLAGS = (1 << 2) | (1 << 6) | (1 << 12) | (1 << 13) | COMPONENTS_V2
_LAYOUT_TYPES = {1, 9, 10, 11, 12, 13, 14, 17}


def message(body: Json, uploads: Mapping[int, str], prefix: str = "") -> Iterator[Problem]:
    """Check a message body; `uploads` are the file names sent with it by their index."""
    content = body.get("content") or ""
    if len(content) > 2000:
        yield prefix + "content", f"must be 2000 or fewer in length, is {len(content)}"
    flags = body.get("flags") or 0
    if flags & ~_MESSAGE_FLAGS:
        yield prefix + "flags", f"a bot cannot set {flags & ~_MESSAGE_FLAGS}"
    yield from _embeds(body.get("embeds") or [], uploads, prefix)
    yield from _components(body.get("components") or [], bool(flags & COMPONENTS_V2), prefix + "components")
    if flags & COMPONENTS_V2 and (content or body.get("embeds")):
        yield prefix + "flags", "content and embeds cannot be used with components V2"
    yield from _mentions(body.get("allowed_mentions") or {}, prefix + "allowed_mentions")
    if body.get("attachments") is not None:
        named = {int(a["id"]) for a in body["attachments"] if int(a["id"]) < 100}
        if named != set(uploads):
            yield prefix + "attachments", f"names files {sorted(named)}, sent were {sorted(uploads)}"


def embed_length(embed: Json) -> int:
    """Count what Discord counts towards 6,000: title, description, fields, footer, author."""
    parts = [
        embed.get("title"),
        embed.get("description"),
        (embed.get("footer") or {}).get("text"),
        (embed.get("author") or {}).get("name"),
    ]
    for entry in embed.get("fields") or []:
        parts += [entry.get("name"), entry.get("value")]
    return sum(len((part or "").strip()) for part in parts)


def _embeds(embeds: Sequence[Json], uploads: Mapping[int, str], prefix: str) -> Iterator[Problem]:
    total = sum(embed_length(embed) for embed in embeds)
    if total > 6000:
        yield prefix + "embeds", f"embed size exceeds 6000, is {total}"
    for number, embed in enumerate(embeds):
        at = f"{prefix}embeds.{number}"
        for which, entry in enumerate(embed.get("fields") or []):
            for key in ("name", "value"):
                if not (entry.get(key) or "").strip():
                    yield f"{at}.fields.{which}.{key}", "this field is required"
        if not embed_length(embed) and not (embed.get("image") or embed.get("thumbnail")):
            yield at, "an embed shows nothing"
        for picture in ("image", "thumbnail"):
            url = (embed.get(picture) or {}).get("url") or ""
            if url.startswith("attachment://") and url[13:] not in uploads.values():
                yield f"{at}.{picture}.url", f"{url} names no uploaded file"


def _components(rows: Sequence[Json], version2: bool, at: str) -> Iterator[Problem]:
    everything = list(walk(rows))
    ids = Counter(c["custom_id"] for c in everything if c.get("custom_id"))
    for custom_id, times in ids.items():
        if times > 1:
            yield at, f"component custom id cannot be duplicated: {custom_id}"
    if version2:
        if len(everything) > 40:
            yield at, f"must be 40 or fewer components in all, are {len(everything)}"
        if sum(len(c.get("content") or "") for c in everything if c["type"] == 10) > 4000:
            yield at, "displayable text exceeds 4000"
    else:
        if len(rows) > 5:
            yield at, f"must be 5 or fewer rows, are {len(rows)}"
        for number, row in enumerate(rows):
            if row["type"] != 1:
                yield f"{at}.{number}", "only action rows without components V2"
    for number, row in enumerate(rows):
        if row["type"] == 1:
            yield from _row(row, f"{at}.{number}")
    for component in everything:
        yield from _component(component, at)


def _row(row: Json, at: str) -> Iterator[Problem]:
    kinds = [component["type"] for component in row.get("components") or []]
    menus = [kind for kind in kinds if kind != 2]
    if menus and len(kinds) > 1:
        yield f"{at}.components", "a select menu fills a row alone"


def _component(component: Json, at: str) -> Iterator[Problem]:
    name = component.get("custom_id") or component.get("label") or component["type"]
    if component["type"] == 2:
        link, premium = component.get("style") == 5, component.get("style") == 6
        if link != bool(component.get("url")):
            yield at, f"button {name}: a url and the link style go together"
        if (link or premium) == bool(component.get("custom_id")):
            yield at, f"button {name}: needs a custom_id unless it is a link"
        if not premium and not (component.get("label") or component.get("emoji")):
            yield at, "a button needs a label or an emoji"
    if component["type"] in (2, 3) and any(c.isascii() and c.isalnum() for c in _emoji_names(component)):
        yield at, f"{name}: invalid emoji"
    if component["type"] == 3:
        yield from _menu(component, f"{at}: menu {name}")


def _emoji_names(component: Json) -> str:
    """Return the emoji characters given without an id; digits and # * are emoji only as keycaps."""
    holders = [component, *(component.get("options") or [])]
    names = [h["emoji"].get("name") or "" for h in holders if h.get("emoji") and not h["emoji"].get("id")]
    return "".join(name for name in names if "\u20e3" not in name)


def _menu(menu: Json, at: str) -> Iterator[Problem]:
    options = menu.get("options") or []
    values = [option.get("value") for option in options]
    least = 1 if menu.get("min_values") is None else menu["min_values"]
    most = 1 if menu.get("max_values") is None else menu["max_values"]
    if len(set(values)) < len(values):
        yield at, "option values must be unique"
    if not least <= most <= max(len(options), 1):
        yield at, f"min_values {least}, max_values {most} for {len(options)} options"
    if sum(bool(option.get("default")) for option in options) > most:
        yield at, "more defaults than max_values"


def _mentions(allowed: Json, at: str) -> Iterator[Problem]:
    for kind in ("users", "roles"):
        if kind in (allowed.get("parse") or []) and allowed.get(kind):
            yield at, f"parse:[{kind!r}] and {kind}:[ids] are mutually exclusive"


def modal(body: Json) -> Iterator[Problem]:
    rows = body.get("components") or []
    if len(rows) > 5:
        yield "data.components", f"must be between 1 and 5 in length, is {len(rows)}"
    ids = [c["custom_id"] for c in walk(rows) if c.get("custom_id")]
    if len(set(ids)) < len(ids):
        yield "data.components", "component custom id cannot be duplicated"
    for component in walk(rows):
        if component["type"] != 4:
            continue
        most = component.get("max_length") or 4000
        if (component.get("min_length") or 0) > most:
            yield "data.components", "min_length above max_length"
        if len(component.get("value") or "") > most:
            yield "data.components", "value longer than max_length"


def commands(listed: Sequence[Json]) -> Iterator[Problem]:
    """Check a set of commands: counts, names, order of options, 8,000 characters a command."""
    kinds = Counter(command.get("type") or 1 for command in listed)
    for kind, most in ((1, 100), (2, 15), (3, 15)):
        if kinds[kind] > most:
            yield "", f"maximum number of application commands of type {kind} reached ({most})"
    names = Counter((command.get("type") or 1, command["name"]) for command in listed)
    for (kind, name), times in names.items():
        if times > 1:
            yield "", f"application command names must be unique: {name} ({kind})"
    for number, command in enumerate(listed):
        chat = (command.get("type") or 1) == 1
        if chat:
            yield from _command_option(command, str(number))
            if not command.get("description"):
                yield f"{number}.description", "this field is required"
        elif command.get("description") or command.get("options"):
            yield str(number), "context menu commands cannot have a description or options"
        if _command_length(command) > 8000:
            yield str(number), "command exceeds maximum size (8000)"


def _command_length(option: Json) -> int:
    own = len(option["name"]) + len(option.get("description") or "")
    choices = sum(len(c["name"]) + len(str(c["value"])) for c in option.get("choices") or [])
    return own + choices + sum(_command_length(child) for child in option.get("options") or [])


def _command_option(option: Json, at: str) -> Iterator[Problem]:
    name = option["name"]
    if not all(c.isalnum() or c in "-_'" for c in name) or name != name.lower():
        yield f"{at}.name", f"{name!r} is no lower-case command name"
    children = option.get("options") or []
    names = [child["name"] for child in children]
    if len(set(names)) < len(names):
        yield f"{at}.options", "option names must be unique"
    plain = [child for child in children if child["type"] > 2]
    if plain and len(plain) < len(children):
        yield f"{at}.options", "sub-command and other options are mutually exclusive"
    required = [bool(child.get("required")) for child in plain]
    if required != sorted(required, reverse=True):
        yield f"{at}.options", "required options must be placed before non-required options"
    if option.get("autocomplete") and option.get("choices"):
        yield at, "choices and autocomplete are mutually exclusive"
    for number, child in enumerate(children):
        yield from _command_option(child, f"{at}.options.{number}")
