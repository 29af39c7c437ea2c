"""Text of strangers, made harmless: neutralised, escaped, cut and split without breaking an escape."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

from bot.render.limits import ELLIPSIS, PAGES, length

BLANK = "—"
_LONGEST_ADDRESS = 400
_BREAK = "\u200b"

# Characters that reorder or hide what stands there: bidirectional controls, tags, invisible spaces.
_HIDDEN = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b\u2060-\u2065\u206a-\u206f\ufeff\u00ad"
    "\u115f\u1160\u3164\uffa0\u180e\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_MARKS = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{4})[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]+"
)
_URL = re.compile(
    r"[a-z][a-z0-9+.-]{1,20}://[^\s<>]*|(?:www\.|discord(?:app)?\.(?:gg|com|io|me)[/-])[^\s<>]+",
    re.IGNORECASE,
)
_URL_TAIL = re.compile(r"[.,;:!?'\"”’»)\]}*_~|]+$")
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
_SPECIAL = re.compile(r"[\\*_~|`]")
_LINK = re.compile(r"(?<=\])\(")
_ANGLE = re.compile(r"<(?=[@#:/taid!&])")
_LINE = re.compile(r"^(\s*)(#{1,3}(?=\s)|-#(?=\s)|>{1,3}|[-+](?=\s)|\d{1,9}(?=[.)]\s))", re.MULTILINE)
_EVERYONE = re.compile(r"@(?=everyone|here|&|!|\d)", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}", re.IGNORECASE)


def plain(text: str) -> str:
    """Return text without what hides or reorders it: controls, overrides, invisibles, stacked marks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _HIDDEN.sub("", text)
    text = _CONTROL.sub(" ", text)
    text = _MARKS.sub(r"\1", text)
    if not text.isascii():
        text = "".join("\ufffd" if unicodedata.category(sign) == "Cs" else sign for sign in text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def line(text: str) -> str:
    """Return neutralised text on one line."""
    return " ".join(plain(text).split())


@lru_cache(maxsize=4096)
def escape(text: str) -> str:
    """Escape neutralised text so that Discord shows its characters and does nothing else with them.

    Addresses become code: they are shown whole, as what they are, and cannot be pressed.
    """
    parts: list[str] = []
    end = 0
    for match in _URL.finditer(text):
        address = _URL_TAIL.sub("", match.group())
        parts.append(_escape_words(text[end : match.start()]))
        parts.append(code(address))
        end = match.start() + len(address)
    parts.append(_escape_words(text[end:]))
    return "".join(parts)


def unescape(text: str) -> str:
    """Read back what `escape` wrote, but for text that it showed as code."""
    return _ESCAPED.sub(r"\1", text).replace(_BREAK, "")


def _escape_words(text: str) -> str:
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = _LINK.sub(r"\\(", text)
    text = _ANGLE.sub(rf"\<{_BREAK}", text)
    text = _EVERYONE.sub(f"@{_BREAK}", text)
    return _LINE.sub(_escape_line, text)


def _escape_line(match: re.Match[str]) -> str:
    # a number keeps its digits and loses the power of the dot behind it
    space, sign = match.groups()
    return f"{space}{sign}{_BREAK}" if sign.isdigit() else f"{space}\\{sign}"


def code(text: str) -> str:
    """Show text as code, on one line; a backtick inside is written as its percent code."""
    inside = _EVERYONE.sub(f"@{_BREAK}", line(text).replace("`", "%60"))
    inside = _ANGLE.sub(f"<{_BREAK}", inside)
    return f"`{inside}`" if inside else BLANK


def shown(text: str, most: int, *, one_line: bool = True) -> str:
    """Neutralise, escape and cut text of strangers to `most` units; never empty, never half an escape."""
    bare = line(text) if one_line else plain(text)
    if not bare:
        return BLANK
    whole = escape(bare) if length(bare) <= most else ""
    if whole and length(whole) <= most:
        return whole
    size = min(len(bare), most - 1)
    while size > 0:
        cut = escape(bare[:size].rstrip()) + ELLIPSIS
        over = length(cut) - most
        if over <= 0:
            return cut
        size -= max(1, over // 3)
    return ELLIPSIS


def split(text: str, most: int) -> list[str]:
    """Split neutralised text into escaped pieces of at most `most` units, at lines, then at words.

    At most PAGES pieces; the last one says by an ellipsis that there would be more.
    """
    pieces: list[str] = []
    current = ""
    room = most
    for token in _tokens(text, most):
        cost = length(escape(token)) + 2
        if cost > room and current.strip():
            pieces.append(current.strip())
            if len(pieces) == PAGES:
                break
            current, room = "", most
        current += token
        room -= cost
    else:
        if current.strip():
            pieces.append(current.strip())
        return [shown(piece, most, one_line=False) for piece in pieces] or [BLANK]
    pieces[-1] += f" {ELLIPSIS}"
    return [shown(piece, most, one_line=False) for piece in pieces]


def _tokens(text: str, most: int) -> list[str]:
    # four units are the most that one character can become, so a chunk of a fifth always fits
    chunk = max(1, most // 5)
    found: list[str] = []
    for row in re.findall(r"[^\n]*\n+|[^\n]+", text):
        if length(escape(row)) + 2 <= most // 2:
            found.append(row)
            continue
        for word in re.findall(r"\S+\s*|\s+", row):
            found.extend(word[at : at + chunk] for at in range(0, len(word), chunk))
    return found


def link(url: str | None, *, longest: int = 100) -> str:
    """Write a source's address as what it is: whole up to `longest` units, else its host as the link.

    Hosts are shown in ASCII, so that letters that look alike show; anything but http is not pressable.
    """
    if not url:
        return ""
    bare = line(url)
    try:
        parts = urlsplit(bare)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        return shown(bare, 100)
    userinfo = "@" in parts.netloc
    if parts.scheme not in {"http", "https"} or userinfo or not _HOST.fullmatch(host):
        return shown(bare, 100)
    place = f"{host}:{port}" if port else host
    # an @ is as good as its percent code to who is asked for the page, and mentions nobody
    path = quote(parts.path, safe="/%:!$&',;=~+-._")
    query = f"?{quote(parts.query, safe='/%:!$&,;=~+-._?')}" if parts.query else ""
    part = f"#{quote(parts.fragment, safe='/%:!$&,;=~+-._?')}" if parts.fragment else ""
    target = f"{parts.scheme}://{place}{path}{query}{part}"
    if length(target) <= longest:
        return target
    if length(target) > _LONGEST_ADDRESS:
        return code(place)
    # a host that Discord could read as emphasis stands beside the link instead
    return f"[🔗]({target}) {code(place)}" if "_" in place else f"[{place}]({target})"
