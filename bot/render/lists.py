"""The entries of a list as lines: bullets, under a heading for each group of several where they are many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.answering.blocks import Block, Item, Listing
from bot.phrases.members import Phrases
from bot.render.sources import marks
from bot.render.text import shown

SHORT = 3
"""Lists up to this length stay in their sentence."""

LONG = 12
"""Lists longer than this are grouped."""

_LABEL = 500
_NOTE = 200
_GROUP = 60


def is_long(block: Block) -> bool:
    """Tell whether a block is a list that stands below its sentence."""
    return isinstance(block, Listing) and len(block.items) > SHORT


def bullets(listing: Listing, rest: Sequence[str], p: Phrases) -> list[str]:
    """Write a list's entries as escaped lines; `rest` names those left out where they are known."""
    if len(listing.items) > LONG:
        lines = _grouped(listing.items, p)
    else:
        lines = [_bullet(item, item.label) for item in listing.items]
    if rest:
        lines += [
            f"**{p.more_entries.format(count=len(rest))}**",
            *(f"• {shown(one, _LABEL)}" for one in rest),
        ]
    elif listing.more:
        lines.append(f"-# {p.more_entries.format(count=listing.more)}")
    return lines


def _grouped(items: Sequence[Item], p: Phrases) -> list[str]:
    """Write the largest groups first; entries that share theirs with no other come last, together."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        groups[item.group].append(item)
    several = [name for name in groups if name and len(groups[name]) > 1]
    lines: list[str] = []
    for name in sorted(several, key=lambda name: (-len(groups[name]), name)):
        lines.append(f"**{shown(name, _GROUP)}** ({len(groups[name])})")
        lines += [_bullet(item, item.label.removesuffix(f", {name}")) for item in groups[name]]
    alone = [item for item in items if item.group not in several]
    if several and alone:
        count = f" ({len(alone)})" if len(alone) > 1 else ""
        lines.append(f"**{p.other_entries}**{count}")
    return lines + [_bullet(item, item.label) for item in alone]


def _bullet(item: Item, label: str) -> str:
    parts = [f"• {shown(label, _LABEL)}"]
    if item.note:
        parts.append(f"({shown(item.note, _NOTE)})")
    return " ".join([*parts, marks(item.citations)]).rstrip()
