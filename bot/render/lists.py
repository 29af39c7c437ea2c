"""A list within an answer's text, item by item: as bullets when it is short, by country when it is long."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.render.limits import FIELD_VALUE
from bot.render.text import shown

SHORT = 3
"""Lists up to this length stay in their sentence."""

LONG = 12
"""Lists longer than this are grouped by country."""

_ITEM = 600


@dataclass(frozen=True, slots=True)
class Listed:
    """A text with a list in it: what leads in, the items with what is said of each, what follows."""

    head: str
    items: tuple[str, ...]
    values: tuple[str, ...]
    rest: str


def find_list(text: str, values: Sequence[str]) -> Listed | None:
    """Find the list that names `values` in order after a colon, item by item; None when there is none."""
    if len(values) <= SHORT:
        return None
    spans: list[int] = []
    at = 0
    for value in values:
        at = text.find(value, at)
        if at < 0:
            return None
        spans.append(at)
        at += len(value)
    colon = text.rfind(":", 0, spans[0])
    if colon < 0 or text[colon + 1 : spans[0]].strip():
        return None
    end = re.compile(r"\.(?=\s|$)").search(text, at)
    stop = end.start() if end else len(text)
    bounds = [*spans, stop]
    items = [_tidy(text[left:right]) for left, right in pairwise(bounds)]
    return Listed(text[: colon + 1], tuple(items), tuple(values), text[stop + 1 :].strip())


def bullets(listed: Listed) -> list[str]:
    """Write the items as escaped lines: bullets, grouped by country where there are many."""
    if len(listed.items) <= LONG:
        return [f"• {shown(item, _ITEM)}" for item in listed.items]
    groups: dict[str, list[str]] = defaultdict(list)
    for item, value in zip(listed.items, listed.values, strict=True):
        place, _, country = value.rpartition(", ")
        groups[country if place else ""].append(item.replace(value, place or value, 1))
    lines: list[str] = []
    for country in sorted(groups, key=lambda name: (-len(groups[name]), name)):
        if country:
            lines.append(f"**{shown(country, 60)}** ({len(groups[country])})")
        lines += [f"• {shown(item, _ITEM)}" for item in groups[country]]
    return lines


def plain_list(values: Sequence[str]) -> list[str]:
    """Write values that stand in no text as escaped bullets."""
    return [f"• {shown(value, FIELD_VALUE // 4)}" for value in values]


def _tidy(item: str) -> str:
    return re.sub(r"(?:[;,]?\s+and|[;,])\s*$", "", item.strip()).strip()
