"""A state of the index: the parts that a search looks at, and what they are of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Self

from index.part import Live, Part, Shelf


@dataclass(frozen=True, slots=True)
class State:
    """One state of the index; a search uses one from beginning to end.

    `name` is empty for an index that is in memory only. `base` is the revision the generation was built
    from, `revision` the one that the parts bring it up to. Of the shelves in `built` the first part is the
    generation's own; every other part came since.
    """

    name: str
    base: int
    revision: int
    created: str
    shelves: dict[Shelf, tuple[Live, ...]]
    built: frozenset[Shelf] = frozenset()

    @classmethod
    def of(cls, name: str, revision: int, created: str, parts: Mapping[Shelf, Part]) -> Self:
        """Return the state of a generation, or of an index in memory, with nothing changed since."""
        shelves: dict[Shelf, tuple[Live, ...]] = {shelf: (Live.of(part),) for shelf, part in parts.items()}
        return cls(name, revision, revision, created, shelves, frozenset(shelves))

    def without(self, scopes: Collection[str]) -> Self:
        """Return the state without all that these scopes hold."""
        shelves = {shelf: parts for shelf, parts in self.shelves.items() if shelf.scope not in scopes}
        return replace(self, shelves=shelves, built=self.built & shelves.keys())

    def own(self, shelf: Shelf) -> tuple[Live, ...]:
        """Return the generation's own part of a shelf, if it has one."""
        return self.shelves.get(shelf, ())[: shelf in self.built]

    def since(self, shelf: Shelf) -> tuple[Live, ...]:
        """Return the parts of a shelf that were added since the generation was built."""
        return self.shelves.get(shelf, ())[shelf in self.built :]

    @property
    def changed(self) -> int:
        """Return how many units were added or removed since the generation was built."""
        removed = sum(live.part.units - live.units for shelf in self.shelves for live in self.own(shelf))
        return removed + sum(live.part.units for shelf in self.shelves for live in self.since(shelf))

    @property
    def units(self) -> int:
        """Return how many units are searched."""
        return sum(live.units for parts in self.shelves.values() for live in parts)
