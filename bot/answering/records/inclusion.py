"""What a question says is to count too, or is not to: "suspended ones included", "friendships left out"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_SORTS = {"friendship": "friendship", "suspended": "suspended", "ended": "ended", "stop": "ended"}
"""Signs of sorts of partnership that are told apart from those that a question asks for."""

_BETWEEN = frozenset(("filler", "article", "and", "or", "rel", "partner", "place", "active", "be"))
"""Signs that may stand among those of sorts: "suspended or ended ones"."""

_AFTER = {"included": True, "counted": True, "excluded": False, "aside": False}
_BEFORE = {"including": True, "counting": True, "excluding": False, "without": False, "except": False}
"""Words after and before sorts of partnership, and whether these are to count."""

_LEFT_OUT = ("left", "out")
_TOO = (["too"], ["also"], ["as"])


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
    for at, word in enumerate(words):
        counts, spots = _AFTER.get(word), range(at - 1, -1, -1)
        if counts is None and tuple(words[at : at + 2]) == _LEFT_OUT:
            counts = False
        if counts is None and word == "count" and words[at + 1 : at + 2] in _TOO:
            counts = True
        if counts is None and word in _BEFORE:
            counts, spots = _BEFORE[word], range(at + 1, len(order))
        sorts = _sorts(order, spots) if counts is not None else []
        if not sorts:
            continue
        denied = order[at - 1 : at] == ["negated"]  # "not counting"
        (included if counts and not denied else omitted).update(_SORTS[order[spot]] for spot in sorts)
        first, last = min(at - denied, *sorts), max(at, *sorts)
        last += tuple(words[at : at + 2]) == _LEFT_OUT and last == at
        said.update(range(first, last + 1))
        for spot in range(first, last + 1):
            order[spot] = "filler"
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
