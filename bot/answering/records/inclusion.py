"""What a question says is to count too, or is not to: "suspended ones included", "friendships left out"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_SORTS = {"friendship": "friendship", "suspended": "suspended", "ended": "ended", "stop": "ended"}
"""Signs of sorts of partnership that are told apart from those that a question asks for."""

_BETWEEN = frozenset(("filler", "article", "and", "or", "rel", "partner", "place", "active", "be"))
"""Signs that may stand among those of sorts: "suspended or ended ones"."""

_BACK, _ON = -1, 1
_PHRASES: tuple[tuple[tuple[str, ...], bool, int], ...] = (
    (("included",), True, _BACK), (("counted",), True, _BACK), (("count", "too"), True, _BACK),
    (("count", "also"), True, _BACK), (("count", "as", "well"), True, _BACK),
    (("left", "out"), False, _BACK), (("excluded",), False, _BACK), (("aside",), False, _BACK),
    (("not", "including"), False, _ON), (("not", "counting"), False, _ON),
    (("including",), True, _ON), (("counting",), True, _ON),
    (("excluding",), False, _ON), (("without",), False, _ON), (("except",), False, _ON),
)  # fmt: skip
"""Words before or after sorts of partnership, whether these are to count, and on which side they stand."""


@dataclass(frozen=True, slots=True)
class Sorts:
    """The signs of what is to count too, of what is not to, and where the words stand that say so."""

    included: frozenset[str]
    omitted: frozenset[str]
    spots: frozenset[int]


def settle(order: list[str], words: Sequence[str]) -> Sorts:
    """Return what a question says is to count and what is not; in `order` these words count for nothing."""
    included: set[str] = set()
    omitted: set[str] = set()
    said: set[int] = set()
    for at in range(len(words)):
        for phrase, counts, side in _PHRASES:
            end = at + len(phrase)
            if tuple(words[at:end]) != phrase:
                continue
            sorts = _sorts(order, range(at - 1, -1, -1) if side == _BACK else range(end, len(order)))
            (included if counts else omitted).update(_SORTS[order[spot]] for spot in sorts)
            if sorts:
                settled = range(min(at, *sorts), max(end - 1, *sorts) + 1)
                order[settled.start : settled.stop] = ["filler"] * len(settled)
                said.update(settled)
    return Sorts(frozenset(included), frozenset(omitted), frozenset(said))


def _sorts(order: Sequence[str], spots: range) -> list[int]:
    """Return where sorts of partnership stand from the first of some places on, with nothing else between."""
    found = []
    for spot in spots:
        if order[spot] in _SORTS:
            found.append(spot)
        elif order[spot] not in _BETWEEN:
            break
    return found
