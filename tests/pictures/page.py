"""A page that looks like Discord on a phone, made from the JSON of messages and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from tests.pictures.markdown import readable, to_html

WIDTH = 390
_STYLE = Path(__file__).with_name("discord.css")
_BUTTONS = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link"}


@dataclass(frozen=True, slots=True)
class Picture:
    """One message of the bot: what a member did, and the body of the request that last changed it."""

    name: str
    did: str
    body: dict[str, Any]


def page(pictures: Sequence[Picture]) -> str:
    """Return the page of some messages, one below the other."""
    shown = "\n".join(_message(picture) for picture in pictures)
    style = _STYLE.read_text(encoding="utf-8")
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Footbridge in Discord</title>'
        f"<style>{style}</style></head><body>{shown}</body></html>"
    )


def texts(body: dict[str, Any]) -> Iterator[str]:
    """Yield every text that a reader sees of a message, as it reads on the page."""
    if body.get("content"):
        yield readable(body["content"])
    for embed in body.get("embeds") or ():
        yield from (readable(embed[name]) for name in ("title", "description") if embed.get(name))
        for field in embed.get("fields") or ():
            yield from (readable(field["name"]), readable(field["value"]))
        if embed.get("footer"):
            yield " ".join(embed["footer"]["text"].split())
    for part in _parts(body):
        yield from (str(part[name]) for name in ("label", "placeholder") if part.get(name))
        for option in part.get("options") or ():
            yield from (str(option[name]) for name in ("label", "description") if option.get(name))


def _parts(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for row in body.get("components") or ():
        yield from row.get("components") or ()


def _message(picture: Picture) -> str:
    body = picture.body
    content = f'<div class="content">{to_html(body["content"])}</div>' if body.get("content") else ""
    embeds = "".join(_embed(embed) for embed in body.get("embeds") or ())
    rows = "".join(
        f'<div class="row">{"".join(_component(part) for part in row["components"])}</div>'
        for row in body.get("components") or ()
    )
    return (
        f'<section id="{escape(picture.name)}"><div class="did">{escape(picture.did)}</div>'
        '<div class="head"><span class="face">F</span><b>Footbridge</b><span class="app">APP</span></div>'
        f'<div class="body">{content}{embeds}{rows}</div></section>'
    )


def _embed(embed: dict[str, Any]) -> str:
    parts = [f'<div class="title">{to_html(embed["title"])}</div>' if embed.get("title") else ""]
    if embed.get("description"):
        parts.append(f'<div class="description">{to_html(embed["description"])}</div>')
    for field in embed.get("fields") or ():
        name, value = to_html(field["name"]), to_html(field["value"])
        parts.append(f'<div class="field"><div class="name">{name}</div>{value}</div>')
    if embed.get("footer"):
        parts.append(f'<div class="footer">{escape(embed["footer"]["text"])}</div>')
    return f'<div class="embed" style="border-color:#{embed.get("color") or 0:06x}">{"".join(parts)}</div>'


def _component(part: dict[str, Any]) -> str:
    emoji = escape((part.get("emoji") or {}).get("name") or "")
    if part["type"] == 2:
        kind = _BUTTONS[part["style"]] + (" disabled" if part.get("disabled") else "")
        label = escape(part.get("label") or "")
        return f'<span class="button {kind}">{emoji} {label}</span>'
    options = "".join(
        f'<div class="option">{escape(option["label"])}'
        f"<small>{escape(option.get('description') or '')}</small></div>"
        for option in part.get("options") or ()
    )
    return f'<div class="menu">{escape(part.get("placeholder") or "")}</div><div class="open">{options}</div>'
