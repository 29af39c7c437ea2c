from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .errors import Json

if TYPE_CHECKING:
    from .interactions import Interaction
    from .world import Channel, User

EPHEMERAL = 1 << 6
LOADING = 1 << 7
SUPPRESS_EMBEDS = 1 << 2
COMPONENTS_V2 = 1 << 15

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")


@dataclass(slots=True, eq=False)
class Attachment:
    """A file that a person (or the bot) uploads.

    `size` and `content_type` are what the message claims; leave them out to tell the truth. The CDN always
    serves `data` with `content_type`, unless `discord.faults` says otherwise.
    """

    filename: str
    data: bytes
    content_type: str | None = None
    size: int | None = None
    description: str | None = None
    id: int = 0
    url: str = ""

    def __post_init__(self) -> None:
        if self.content_type is None:
            self.content_type = mimetypes.guess_type(self.filename)[0]
        if self.size is None:
            self.size = len(self.data)


@dataclass(slots=True, eq=False)
class Pings:
    """Whom a message rang: user ids, role ids, everyone."""

    users: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    everyone: bool = False

    def __bool__(self) -> bool:
        return bool(self.users or self.roles or self.everyone)


@dataclass(slots=True, eq=False, repr=False)
class Message:
    """A message as the double keeps it; what a member sees is `content`, `embeds`, `buttons`, `menus`."""

    id: int
    channel: Channel
    author: User
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    kind: int = 0
    replies_to: int | None = None
    pings: Pings = field(default_factory=Pings)
    created: str = ""
    edited: str | None = None
    only_for: User | None = None
    interaction: Interaction | None = None
    reactions: dict[str, list[User]] = field(default_factory=dict)
    nonce: str | int | None = None
    thread: Channel | None = None
    deleted: bool = False
    edits: int = 0
    history: list[Json] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<Message of {self.author.name}: {self.text[:60]!r}>"

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def loading(self) -> bool:
        return bool(self.flags & LOADING)

    @property
    def buttons(self) -> list[Json]:
        return [c for c in walk(self.components) if c["type"] == 2]

    @property
    def menus(self) -> list[Json]:
        return [c for c in walk(self.components) if c["type"] in (3, 5, 6, 7, 8)]

    @property
    def text(self) -> str:
        """Everything readable: content, then each embed's title, description, fields, footer and author."""
        parts = [self.content]
        for embed in self.embeds:
            parts += [
                embed.get("author", {}).get("name", ""),
                embed.get("title", ""),
                embed.get("description", ""),
            ]
            parts += [f"{f['name']}\n{f['value']}" for f in embed.get("fields", ())]
            parts.append(embed.get("footer", {}).get("text", ""))
        parts += [c["content"] for c in walk(self.components) if c["type"] == 10]
        return "\n".join(part for part in parts if part)

    def seen_by(self, user: User) -> bool:
        return self.only_for is None or self.only_for is user

    def button(self, label: str) -> Json:
        for button in self.buttons:
            if button.get("label") == label or button.get("emoji", {}).get("name") == label:
                return button
        raise AssertionError(f"no button {label!r}; there are {[b.get('label') for b in self.buttons]}")

    async def final(self, *, edits: int = 0, within: float = 60, quiet: float = 0.03) -> Message:
        """Wait until the message is no placeholder, was edited `edits` times and stays `quiet` seconds."""
        await self.channel.discord.settled(self, edits=edits, within=within, quiet=quiet)
        return self

    async def shows(self, text: str, *, within: float = 60) -> Message:
        """Wait until the message shows a text somewhere."""
        await self.channel.discord.until(lambda: text in self.text, f"{text!r} in {self!r}", within)
        return self

    def remember(self) -> None:
        """Keep what was shown before an edit, so a test can look at every state a member saw."""
        self.history.append(
            {
                "content": self.content,
                "embeds": self.embeds,
                "components": self.components,
                "flags": self.flags,
            }
        )


def walk(components: Sequence[Json]) -> Iterator[Json]:
    """Yield every component, rows and containers included, outermost first."""
    for component in components:
        yield component
        yield from walk(component.get("components", ()))
        if "component" in component:
            yield from walk([component["component"]])
        if "accessory" in component:
            yield from walk([component["accessory"]])


def count_pings(
    content: str, allowed: Json | None, replied_to: User | None, *, ping_reply: bool = True
) -> Pings:
    """Return whom `content` rings under `allowed_mentions` (None: everybody mentioned)."""
    users = [int(u) for u in _USER.findall(content)]
    roles = [int(r) for r in _ROLE.findall(content)]
    everyone = bool(_EVERYONE.search(content))
    if allowed is not None:
        parse = allowed.get("parse") or []
        named_users = {int(u) for u in allowed.get("users") or []}
        named_roles = {int(r) for r in allowed.get("roles") or []}
        users = [u for u in users if "users" in parse or u in named_users]
        roles = [r for r in roles if "roles" in parse or r in named_roles]
        everyone = everyone and "everyone" in parse
        ping_reply = bool(allowed.get("replied_user", False))
    if replied_to is not None and ping_reply:
        users.append(replied_to.id)
    return Pings(list(dict.fromkeys(users)), list(dict.fromkeys(roles)), everyone)


def tidy_components(components: Sequence[Json]) -> list[Json]:
    """Return components as Discord stores them: nulls dropped, defaults filled, every one numbered."""
    counter = 0

    def tidy(component: Json) -> Json:
        nonlocal counter
        counter += 1
        kept: Json = {"id": counter} | {k: v for k, v in component.items() if v is not None}
        if kept["type"] in (3, 5, 6, 7, 8):
            kept = {"min_values": 1, "max_values": 1} | kept
            kept.pop("required", None)
        if "emoji" in kept:
            kept["emoji"] = {k: v for k, v in kept["emoji"].items() if v is not None}
        if "components" in kept:
            kept["components"] = [tidy(child) for child in kept["components"]]
        for single in ("component", "accessory"):
            if single in kept:
                kept[single] = tidy(kept[single])
        if "options" in kept:
            kept["options"] = [
                {k: v for k, v in option.items() if v is not None} for option in kept["options"]
            ]
        return kept

    return [tidy(component) for component in components]


def tidy_embeds(embeds: Sequence[Json]) -> list[Json]:
    """Return embeds as Discord stores them: type filled in, nulls dropped, `inline` always present."""

    def tidy(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: tidy(v) for k, v in value.items() if v is not None}
        return [tidy(v) for v in value] if isinstance(value, list) else value

    kept: list[Json] = []
    for embed in embeds:
        done = {"type": "rich"} | tidy(embed)
        if "fields" in done:
            done["fields"] = [{"inline": False} | f for f in done["fields"]]
        kept.append(done)
    return kept
