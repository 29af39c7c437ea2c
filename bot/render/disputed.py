"""Which entry of a list says what its sources disagree about, and in which part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.answer import Disagreement
from bot.answering.blocks import Item

DISPUTED = "⚖️"
"""Stands behind what sources disagree about."""

_JOINT = ", "
_SIDES = 3
_SIDE = 40
"""So many sides, and so many letters of each, fit the line of an entry."""

Side = tuple[str, tuple[int, ...]]


def parts(item: Item) -> tuple[list[str], list[str]]:
    """Return the parts of an entry's label and of its note: Arad, Israel; since 1996."""
    return item.label.split(_JOINT), item.note.split(_JOINT) if item.note else []


def told(item: Item, disagreements: Sequence[Disagreement]) -> dict[int, Disagreement]:
    """Return by its place the part of an entry behind which a disagreement is told, parts of the note last.

    That is one that says what one of the sides says, of which the entry cites a source.
    """
    found: dict[int, Disagreement] = {}
    said = [part for half in parts(item) for part in half]
    for one in disagreements:
        sides = one.sides
        if not 1 < len(sides) <= _SIDES or any(len(text) > _SIDE for text, _ in sides):
            continue
        # the note says more of the partnership than the label does
        for at in reversed(range(len(said))):
            if at not in found and any(_says(said[at], side, item) for side in sides):
                found[at] = one
                break
    return found


def own_side(text: str, item: Item, disagreement: Disagreement) -> tuple[tuple[int, ...], list[Side]]:
    """Return who says what a part of an entry says, and the other sides."""
    own = next(side for side in disagreement.sides if _says(text, side, item))
    return own[1], [side for side in disagreement.sides if side != own]


def _says(part: str, side: Side, item: Item) -> bool:
    text, cited = side
    return not set(cited).isdisjoint(item.citations) and bool(
        re.search(rf"(?<![0-9A-Za-z]){re.escape(text)}(?![0-9A-Za-z])", part)
    )
