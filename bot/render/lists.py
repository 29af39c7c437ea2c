"""The entries of a list as lines: bullets, under a heading for each group of several where they are many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeGuard

from bot.answering.answer import Answer, Disagreement
from bot.answering.blocks import Block, Item, Listing
from bot.phrases.members import Phrases
from bot.render.disputed import DISPUTED, own_side, parts, told
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


def untold(answer: Answer) -> list[Disagreement]:
    """Return what the sources disagree about that no entry of a list says in its own line."""
    entries = [item for block in answer.laid_out if _is_flat(block) for item in block.items]
    within = [one for item in entries for one in told(item, answer.disagreements).values()]
    return [one for one in answer.disagreements if one not in within]


def _is_flat(block: Block) -> TypeGuard[Listing]:
    return isinstance(block, Listing) and SHORT < len(block.items) <= LONG


def bullets(
    listing: Listing, rest: Sequence[str], p: Phrases, disagreements: Sequence[Disagreement] = ()
) -> list[str]:
    """Write a list's entries as escaped lines; `rest` names those left out where they are known.

    Of `disagreements`, those about what an entry says stand in its line, side by side.
    """
    if len(listing.items) > LONG:
        lines = _grouped(listing.items, p)
    else:
        lines = [_entry(item, p, disagreements) for item in listing.items]
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


def _entry(item: Item, p: Phrases, disagreements: Sequence[Disagreement]) -> str:
    """Write an entry, what its sources say differently behind the part of it that they differ about."""
    within = told(item, disagreements)
    if not within:
        return _bullet(item, item.label)
    label, note = parts(item)
    written = [_part(text, item, p, within.get(at)) for at, text in enumerate((*label, *note))]
    row = f"• {', '.join(written[: len(label)])}"
    if note:
        row += f" ({', '.join(written[len(label) :])})"
    named = {side.citation for at, one in within.items() if at >= len(label) for side in one.statements}
    return f"{row} {marks([one for one in item.citations if one not in named])}".rstrip()


def _part(text: str, item: Item, p: Phrases, disagreement: Disagreement | None) -> str:
    said = shown(text, _LABEL)
    if disagreement is None:
        return said
    own, others = own_side(text, item, disagreement)
    sides = [f"{said} {marks(own)}", *(f"{shown(other, _NOTE)} {marks(cited)}" for other, cited in others)]
    return f"{p.or_else.join(sides)} {DISPUTED}"


def _bullet(item: Item, label: str) -> str:
    parts = [f"• {shown(label, _LABEL)}"]
    if item.note:
        parts.append(f"({shown(item.note, _NOTE)})")
    return " ".join([*parts, marks(item.citations)]).rstrip()
