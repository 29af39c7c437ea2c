"""Which places an answer's cited records tie together, and where those lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.language import phrases
from corpus.model import SHARED, Place

if TYPE_CHECKING:
    from bot.answering.answer import Answer
    from bot.shared.knowledge_base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a map: its name, what it is called in full, degrees north and east."""

    name: str
    label: str
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Ties:
    """What a map shows: pairs of places, the places that most pairs share first in theirs.

    `missing` names the places that nobody says where they lie.
    """

    pairs: tuple[tuple[Spot, Spot], ...]
    missing: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Say what the map shows."""
        count, homes = len(self.pairs), self.homes
        if len(homes) == 1:
            return phrases()("map.partners", count, home=homes[0].label)
        return phrases()("map.partnerships", count)

    @property
    def homes(self) -> tuple[Spot, ...]:
        """Return the places that the others are partners of, in the order of the answer."""
        return tuple(dict.fromkeys(home for home, _ in self.pairs))


async def ties_of(kb: KnowledgeBase, answer: Answer, scopes: Sequence[str] = (SHARED,)) -> Ties:
    """Return the pairs that the records cited by an answer are about; none where it cites no record."""
    records = (await kb.knowledge(scopes)).records
    pairs: dict[frozenset[int], tuple[int, int]] = {}
    for citation in answer.citations:
        if citation.record is None:
            continue
        statement = await kb.store.statement(citation.record, scopes)
        if statement is not None:
            a, b = (records.gazetteer.number(place) for place in (statement.a, statement.b))
            pairs.setdefault(frozenset((a, b)), (a, b))
    shared = Counter(number for pair in pairs.values() for number in pair)
    drawn: list[tuple[Spot, Spot]] = []
    missing: dict[str, None] = {}
    for a, b in pairs.values():
        home, partner = (a, b) if shared[a] >= shared[b] else (b, a)
        ends = [_spot(records.place(number)) for number in (home, partner)]
        missing |= {
            records.label(number): None
            for number, spot in zip((home, partner), ends, strict=True)
            if spot is None
        }
        if ends[0] is not None and ends[1] is not None:
            drawn.append((ends[0], ends[1]))
    return Ties(tuple(drawn), tuple(missing))


def _spot(place: Place) -> Spot | None:
    if place.latitude is None or place.longitude is None:
        return None
    return Spot(place.name, place.label, place.latitude, place.longitude)
