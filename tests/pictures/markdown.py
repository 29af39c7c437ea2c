"""Discord's markdown as HTML: as much of it as the bot's messages use."""

from __future__ import annotations

import re
from html import escape

_ESCAPED = re.compile(r"\\([^\w\s]|_)")
_TOKEN = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|\[(?P<text>[^\]\n]+)\]\((?P<target>https?://[^\s)]+)\)"
    r"|(?P<url>https?://[^\s<>]*[^\s<>.,;:!?'\"”’»)\]}*_~|])"
    r"|<@!?(?P<user>\d+)>|<@&(?P<role>\d+)>|<#(?P<channel>\d+)>"
    r"|<t:(?P<time>\d+)(?::[a-zA-Z])?>"
    r"|\*\*(?P<bold>(?:\\.|[^*\n])+(?:\*(?!\*)(?:\\.|[^*\n])+)*)\*\*"
    r"|(?<!\*)\*(?P<italic>(?:\\.|[^*\s\\])(?:(?:\\.|[^*\n\\])*(?:\\.|[^*\s\\]))?)\*(?!\*)"
    r"|\\(?P<sign>[^\w\s]|_)"
)


def to_html(text: str) -> str:
    """Return a message's or an embed's text as HTML, one block a line."""
    return "".join(_line(row) for row in text.split("\n"))


def readable(text: str) -> str:
    """Return the words that a reader sees of a text, without its signs."""
    rows = (re.sub(r"^(-# |#{1,3} |> )", "", row) for row in text.split("\n"))
    return " ".join(re.sub(r"<[^>]*>", "", " ".join(map(inline, rows))).split())


def _line(row: str) -> str:
    for sign, kind in (("-# ", "small"), ("### ", "h3"), ("## ", "h2"), ("# ", "h1"), ("> ", "quote")):
        if row.startswith(sign):
            return f'<div class="{kind}">{inline(row[len(sign) :])}</div>'
    if row.startswith("• "):
        return f'<div class="item">{inline(row)}</div>'
    return f"<div>{inline(row) or '&#8203;'}</div>"


def inline(text: str) -> str:
    """Return one line as HTML."""
    parts, end = [], 0
    for match in _TOKEN.finditer(text):
        parts += [escape(text[end : match.start()]), _shown(match)]
        end = match.end()
    return "".join([*parts, escape(text[end:])])


def _shown(match: re.Match[str]) -> str:
    kind, found = match.lastgroup, match.groupdict()
    inside = found[kind] if kind else ""
    if kind == "bold":
        return f"<b>{inline(inside)}</b>"
    if kind == "italic":
        return f"<i>{inline(inside)}</i>"
    if kind == "target":
        return f'<a href="{escape(found["target"])}">{inline(found["text"])}</a>'
    if kind == "url":
        return f'<a href="{escape(inside)}">{escape(inside)}</a>'
    if kind in ("user", "role", "channel"):
        return f'<span class="mention">{"#" if kind == "channel" else "@"}member</span>'
    if kind == "time":
        return '<span class="time">a moment ago</span>'
    return f"<code>{escape(inside)}</code>" if kind == "code" else escape(inside)
