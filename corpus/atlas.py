"""The world's places: what GeoNames knows of them, compiled into one file that is read where it lies.

`bundled/atlas.bin` is made by `tools/atlas.py`. It is mapped into memory and not read as a whole, so a
look-up touches a few pages, and opening it costs nothing however many places it holds.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from corpus.countries import fold, plain

FILE = Path(__file__).parent / "bundled" / "atlas.bin"
MAGIC = b"FBATLAS1"
ROW = struct.Struct("<IIffIHH")
"""A place: GeoNames id, population, latitude, longitude, where its name begins, region, country."""

BITS = 18
"""Bits of an entry of an index that number the place; the other 46 are of the hash of its name."""

_SMALL_WORDS = str.maketrans(dict.fromkeys("'’‘ʼ`´ʻʹ", None))


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of GeoNames: its number in the atlas and its id, names as GeoNames writes them.

    `region` is the first-level region by its English name, empty where GeoNames has none; `country` is
    by its common English name, `population` 0 where unknown; latitude and longitude are in degrees.
    """

    number: int
    id: int
    name: str
    region: str
    country: str
    population: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Region:
    """A first-level region: its number in the atlas, its English name, its country."""

    number: int
    name: str
    country: str

    @property
    def key(self) -> str:
        """The name as regions are compared."""
        return fold(self.name)


@lru_cache(maxsize=16_384)
def loose(name: str) -> str:
    """Return a name as the atlas looks it up: without diacritics, apostrophes, hyphens and brackets."""
    bare = plain(name).translate(_SMALL_WORDS)
    if not bare.isalnum():
        bare = "".join(letter if letter.isalnum() else " " for letter in bare)
    return " ".join(bare.split())


def hashed(key: str) -> int:
    """Return the 46 bits by which a name stands in an index."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little") >> BITS


class Atlas:
    """The places of one compiled file."""

    def __init__(self, path: Path = FILE) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        view = memoryview(self._map)
        if view[: len(MAGIC)] != MAGIC:
            raise ValueError(f"{path} is no atlas")
        at = len(MAGIC) + 4
        size = int.from_bytes(view[len(MAGIC) : at], "little")
        head = json.loads(bytes(view[at : at + size]))
        self._parts = {name: view[start:end] for name, (start, end) in head["parts"].items()}
        self._countries: list[str] = head["countries"]
        self._names = self._parts["names"].cast("Q")
        self._region_names = self._parts["region_names"].cast("Q")

    def __len__(self) -> int:
        return len(self._parts["places"]) // ROW.size

    def entry(self, number: int) -> Entry:
        """Return a place by its number in the atlas."""
        row = ROW.unpack_from(self._parts["places"], number * ROW.size)
        identity, population, north, east, start, region, country = row
        texts = self._parts["texts"]
        name = bytes(texts[start + 1 : start + 1 + texts[start]]).decode()
        where, land = self._regions[region][1], self._countries[country]
        return Entry(number, identity, name, where, land, population, north, east)

    def named(self, name: str) -> list[int]:
        """Return the numbers of the places that have this name in any language, best known first."""
        return list(_found(self._names, loose(name)))

    def entries(self, name: str, country: str | None = None) -> list[Entry]:
        """Return the places of this name, in a country if one is given, largest first."""
        found = [self.entry(number) for number in self.named(name)]
        if country:
            found = [entry for entry in found if entry.country == country]
        return sorted(found, key=lambda entry: -entry.population)

    @cached_property
    def _regions(self) -> list[tuple[str, str]]:
        """Country and name of each region."""
        lines = bytes(self._parts["regions"]).decode().split("\n")
        return [(country, name) for country, _, name in (line.partition("\t") for line in lines)]

    def region(self, number: int) -> Region:
        """Return a region by its number."""
        country, name = self._regions[number]
        return Region(number, name, country)

    def regions(self, name: str) -> list[Region]:
        """Return the regions that have this name in any language."""
        return [self.region(number) for number in _found(self._region_names, loose(name))]


def _found(index: memoryview, key: str) -> Iterator[int]:
    """Yield what an index holds under a name."""
    if not key:
        return
    wanted = hashed(key)
    at = bisect_left(index, wanted << BITS)
    while at < len(index) and index[at] >> BITS == wanted:
        yield index[at] & ((1 << BITS) - 1)
        at += 1


@cache
def atlas() -> Atlas:
    """Return the atlas that comes along."""
    return Atlas()


@lru_cache(maxsize=8_192)
def region_in(country: str, name: str) -> Region | None:
    """Return the region of a country that the name means, in whatever language it is written.

    Of several the one that is called so: Washington is the state, and another name of the district.
    """
    found = [region for region in atlas().regions(name) if region.country == country]
    return next((region for region in found if region.key == fold(name)), found[0] if found else None)
