"""What looking a place up gives: places found or elsewhere, regions, and the numbers of sightings."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from corpus.atlas import atlas
from corpus.model import Place

How = Literal["exact", "alias", "part", "accents", "typo"]
"""How a name was found: as it is written, as another name, a part of it, without accents, or misspelt."""


@dataclass(frozen=True, slots=True)
class Found:
    """Places that a name may mean: their numbers, how it was found, the name that was matched.

    `also` are places that have the name in another way than the first: as an old name, or a foreign one.
    """

    places: tuple[int, ...]
    how: How
    name: str
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A real place of a name that the records do not have: where it is, and how large.

    `region` is empty and `population` 0 where GeoNames does not say; `own` is true where the name is the
    one GeoNames calls it by, false where it is another name of it.
    """

    name: str
    region: str
    country: str
    population: int
    own: bool

    @property
    def label(self) -> str:
        """Write the place as people read it: `City, Region, Country`."""
        return ", ".join(part for part in (self.name, self.region, self.country) if part)


@dataclass(frozen=True, slots=True)
class Gained:
    """Of the places that rows name: how many are new, how many were there, and were not spelt so before."""

    new: int
    joined: int
    respelt: int


class Regions(Mapping[str, tuple[str, ...]]):
    """Folded names of regions, of the records and of the atlas, and the countries they are in.

    A city of the records gives its name to no region that the records do not name: Osaka is the city.
    """

    def __init__(self, recorded: Mapping[str, tuple[str, ...]], cities: Container[str]) -> None:
        self.recorded = recorded
        self._cities = cities

    def __getitem__(self, name: str) -> tuple[str, ...]:
        wanted = len(name) > 2 and name not in self._cities
        known = tuple(region.country for region in atlas().regions(name)) if wanted else ()
        both = tuple(dict.fromkeys((*self.recorded.get(name, ()), *known)))
        if not both:
            raise KeyError(name)
        return both

    def __iter__(self) -> Iterator[str]:
        """Yield the names that the records write; the atlas has more."""
        return iter(self.recorded)

    def __len__(self) -> int:
        return len(self.recorded)


class Numbers(Mapping[Place, int]):
    """The numbers of sightings, put in a table when one is first asked for."""

    def __init__(self, sightings: Sequence[Place], numbers: Sequence[int]) -> None:
        self._sightings = sightings
        self._by_row = numbers

    @cached_property
    def _table(self) -> dict[Place, int]:
        return dict(zip(self._sightings, self._by_row, strict=True))

    def __getitem__(self, place: Place) -> int:
        return self._table[place]

    def __iter__(self) -> Iterator[Place]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._by_row)
