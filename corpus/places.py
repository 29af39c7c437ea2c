"""Which places there are, what each is called, and which one a name means.

A place is an entry of the atlas (GeoNames) where it has one, however a record spells it; what the atlas
lacks, districts and islands among it, is told apart by name, region, country and coordinates.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Self, cast

from corpus import _spelling, countries
from corpus._found import Elsewhere, Found, Gained, How, Numbers, Regions
from corpus._frozen import Lazy, Packed, Table, packed
from corpus._joining import join
from corpus._meaning import MUCH_LARGER, distance, kilometres, region_name
from corpus.atlas import Entry, atlas, loose
from corpus.countries import fold, plain
from corpus.groups import group
from corpus.model import Alias, Coverage, Place, Statement

__all__ = ["Elsewhere", "Found", "Gazetteer", "How", "distance", "kilometres", "region_name"]

KNOWN = 15_000
"""Inhabitants from which a place is known by its names in other languages, and not only by its own."""

_SHORT = {3: 1_000_000, 4: 100_000}  # the same for names of few letters, which are words as well


def _known_from(key: str) -> int:
    """Return from how many inhabitants a place may be meant by another name of it."""
    return _SHORT.get(len(key), KNOWN if len(key) < 6 else 0) if key.isascii() else 0


def _plain(place: Place) -> tuple[Any, ...]:
    """Return a place as a tuple; what many share is one text wherever it is read again."""
    texts = (text and sys.intern(text) for text in (place.name, place.region, place.country))
    return (*texts, place.latitude, place.longitude)


class Gazetteer:
    """The places of the records, by number, and the look-up of their names."""

    def __init__(
        self,
        statements: Iterable[Statement],
        aliases: Sequence[Alias] = (),
        coverage: Sequence[Coverage] = (),
    ) -> None:
        sightings: dict[Place, int] = {}
        pairs = []
        for statement in statements:
            for place in (statement.a, statement.b):
                sightings[place] = sightings.get(place, 0) + 1
            pairs.append((statement.a, statement.b))
        for row in coverage:
            sightings.setdefault(row.place, 0)
        self._aliases: Sequence[Alias] = aliases
        joined = join(sightings, pairs)
        self.places = joined.places
        self._entries = joined.entries
        self._numbers = joined.numbers
        self.sightings = list(joined.numbers)

    places: Sequence[Place]
    """The places by number, as answers write them."""

    sightings: Sequence[Place]
    """The places as records write them."""

    _numbers: Mapping[Place, int]

    def freeze(self) -> dict[str, Any]:
        """Return all of it in plain values, for `thaw`."""
        recorded = dict(cast("Regions", self.regions).recorded)
        return {
            "places": packed([_plain(place) for place in self.places]),
            "entries": self._entries,
            "sightings": packed([_plain(place) for place in self.sightings]),
            "numbers": [self._numbers[place] for place in self.sightings],
            "tables": (self.names, self.aliases, self.parts),
            "late": [marshal.dumps(dict(table)) for table in (self.labels, self.unaccented)],
            "regions": recorded,
            "longest": self.longest,
        }

    @classmethod
    def thaw(cls, kept: Mapping[str, Any]) -> Self:
        """Return what `freeze` gave; places are made when they are asked for."""
        found = cls.__new__(cls)
        places, sightings = Packed(*kept["places"]), Packed(*kept["sightings"])
        numbers = kept["numbers"]
        found.places = Lazy(len(places), lambda at: Place(*places[at]))
        found.sightings = Lazy(len(sightings), lambda at: Place(*sightings[at]))
        found._entries = kept["entries"]
        found._aliases = ()
        found._numbers = Numbers(found.sightings, numbers)
        found.names, found.aliases, found.parts = kept["tables"]
        found.labels, found.unaccented = map(Table, kept["late"])
        found.regions = Regions(kept["regions"], found.names)
        found.longest = kept["longest"]
        return found

    def number(self, place: Place) -> int:
        """Return the number of a place that a record names."""
        return self._numbers[place]

    def since(self, before: Gazetteer, named: Sequence[Place]) -> Gained:
        """Return what the places that rows name added to those of an earlier gazetteer."""
        known = {self._numbers[place] for place in before.sightings if place in self._numbers}
        spelt = {(place.name, place.region, place.country) for place in before.sightings}
        found = {self._numbers[place] for place in named if place in self._numbers}
        spellings = [p for p in named if (p.name, p.region, p.country) not in spelt]
        other = {self._numbers[place] for place in spellings if place in self._numbers}
        return Gained(len(found - known), len(found & known), len(other & known))

    def entry(self, number: int) -> Entry | None:
        """Return what the atlas says of a place, None where it does not have it."""
        at = self._entries[number]
        return atlas().entry(at) if at >= 0 else None

    def geonames_id(self, number: int) -> int | None:
        """Return the GeoNames id of a place."""
        entry = self.entry(number)
        return entry.id if entry else None

    def population(self, number: int) -> int | None:
        """Return the inhabitants of a place, None where GeoNames does not say."""
        entry = self.entry(number)
        return entry.population or None if entry else None

    def region(self, number: int) -> str:
        """Return the folded region of a place: the record's, or else the atlas's; empty when unknown."""
        place = self.places[number]
        if place.region:
            return region_name(place.region, place.country)
        entry = self.entry(number)
        return fold(entry.region) if entry else ""

    def find(self, name: str, region: str | None, country: str) -> int | None:
        """Return the number of the place so described; without a region only if it is the only one."""
        group = [
            number for number in self.names.get(fold(name), ()) if self.places[number].country == country
        ]
        if region:
            wanted = region_name(region, country)
            group = [number for number in group if self.region(number) == wanted]
        elif len(group) > 1:
            exact = self._numbers
            written = {number for place, number in exact.items() if place.label == f"{name}, {country}"}
            group = [number for number in group if number in written]
        return group[0] if len(group) == 1 else None

    @cached_property
    def names(self) -> dict[str, tuple[int, ...]]:
        """Folded names as the records write them, and the places so called."""
        found: dict[str, list[int]] = {}
        for place, number in sorted(self._numbers.items(), key=lambda item: item[1]):
            held = found.setdefault(fold(place.name), [])
            if number not in held:
                held.append(number)
        return {name: tuple(numbers) for name, numbers in found.items()}

    @cached_property
    def labels(self) -> Mapping[str, tuple[int, ...]]:
        """Folded labels, as answers print places, and the places so labelled."""
        found: dict[str, tuple[int, ...]] = {}
        for number, place in enumerate(self.places):
            found[fold(place.label)] = (*found.get(fold(place.label), ()), number)
        return found

    @cached_property
    def aliases(self) -> dict[str, tuple[int, ...]]:
        """Folded other names from the alias file, and the places they mean."""
        found: dict[str, tuple[int, ...]] = {}
        for alias in self._aliases:
            number = self.find(alias.city, alias.region, alias.country)
            if number is None:
                number = self._numbered(alias)
            held = found.get(fold(alias.name), ())
            if number is not None and number not in held:
                found[fold(alias.name)] = (*held, number)
        return found

    def _numbered(self, alias: Alias) -> int | None:
        """Return the place that an alias is of, where the records call it by another name."""
        entries = atlas().entries(alias.city, alias.country)
        found = {self._by_entry[entry.number] for entry in entries if entry.number in self._by_entry}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _by_entry(self) -> dict[int, int]:
        return {entry: number for number, entry in enumerate(self._entries) if entry >= 0}

    @cached_property
    def parts(self) -> dict[str, tuple[int, ...]]:
        """Folded shorter forms of long names, and the places they may mean."""
        found: dict[str, tuple[int, ...]] = {}
        for place, number in sorted(self._numbers.items(), key=lambda item: item[1]):
            name = place.name
            if "(" in name or "/" in name or name.endswith(" City") or name.startswith(("St", "Saint")):
                for part in _spelling.parts(name):
                    held = found.get(fold(part), ())
                    if number not in held:
                        found[fold(part)] = (*held, number)
        return found

    @cached_property
    def unaccented(self) -> Mapping[str, tuple[int, ...]]:
        """Names without diacritics, hyphens and the like, and with umlauts spelt out, of all kinds above."""
        found: dict[str, tuple[int, ...]] = {}
        for table in (self.names, self.aliases, self.parts):
            for name, numbers in table.items():
                if name.isascii() and name.replace(" ", "").isalnum():
                    continue
                for form in {plain(name), loose(name), plain(_spelling.spelt_out(name))}:
                    found[form] = tuple(dict.fromkeys((*found.get(form, ()), *numbers)))
        return found

    @cached_property
    def lands(self) -> frozenset[str]:
        """Return the countries in which places are."""
        return frozenset(place.country for place in self.places)

    @cached_property
    def regions(self) -> Mapping[str, tuple[str, ...]]:
        """Folded names of regions, of the records and of the world's, and the countries they are in."""
        found: dict[str, tuple[str, ...]] = dict.fromkeys(countries.states(), ("United States",))
        for place in self.places:
            if place.region:
                for name in (fold(place.region), region_name(place.region, place.country)):
                    if place.country not in found.get(name, ()):
                        found[name] = (*found.get(name, ()), place.country)
        return Regions(found, self.names)

    @cached_property
    def longest(self) -> int:
        """The number of words in the longest name that is looked up, at most 8."""
        names = (*self.names, *self.aliases, *self.parts)
        return min(8, max((name.count(" ") + 1 for name in names), default=1))

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        """Names without diacritics by their length, for the search of misspelt ones."""
        found: dict[int, list[str]] = {}
        for name in sorted({plain(name) for name in (*self.names, *self.aliases, *self.parts)}):
            found.setdefault(len(name), []).append(name)
        return found

    def look_up(self, name: str) -> Found | None:
        """Return the places of this name; the first kind of name that matches decides."""
        key = fold(name)
        labelled = self.labels.get(key) if "," in key else None
        if labelled:
            return Found(labelled, "exact", key)
        found = self._recorded(key, plain(name)) or self._in_atlas(key) or self._qualified(name)
        if found is None and countries.named(key):  # "Luxemburg" is the city of Luxembourg too
            named = self.names.get(fold(countries.named(key) or ""), ())
            inside = tuple(n for n in named if self.places[n].country == countries.named(key))
            return Found(inside, "part", key) if inside else None
        if found is None:
            shorter = () if self._several(name) else _spelling.parts(name)
            for form in (*shorter, *_spelling.forms(name)):
                found = self._recorded(fold(form), plain(form)) or self._in_atlas(fold(form))
                if found:
                    return Found(found.places, "part" if found.how == "exact" else found.how, found.name)
        if found and found.how == "exact":
            others = self._in_atlas(key)
            also = tuple(number for number in others.places if number not in found.places) if others else ()
            return Found(found.places, found.how, found.name, also)
        return found

    def _several(self, name: str) -> bool:
        """Tell whether what a stroke parts is not two names of one place: "Chicago/Warsaw", "Oder/Neisse"."""
        halves = [self.look_up(half.strip()) for half in name.split("/")] if "/" in name else []
        known = [set(half.places) for half in halves if half is not None]
        return bool(halves) and (len(known) < len(halves) or not set.intersection(*known))

    def _qualified(self, name: str) -> Found | None:
        """Return the places of a name that is followed by its region or country: "Athens, Georgia"."""
        city, mark, rest = name.partition(" (") if name.endswith(")") else name.rpartition(", ")
        rest = rest.removesuffix(")").strip()
        if not mark or not city.strip() or not rest:
            return None
        found = self.look_up(city.strip())
        if found is None:
            return None
        land = countries.named(rest)

        def fits(number: int) -> bool:
            country = self.places[number].country
            return country == land or (
                bool(self.region(number)) and self.region(number) == region_name(rest, country)
            )

        fitting = tuple(number for number in (*found.places, *found.also) if fits(number))
        return Found(fitting, found.how, found.name) if fitting else None

    def _recorded(self, key: str, bare: str) -> Found | None:
        """Return the places that the records or their aliases call so."""
        kinds: tuple[tuple[How, dict[str, tuple[int, ...]]], ...] = (
            ("exact", self.names),
            ("alias", self.aliases),
            ("part", self.parts),
        )
        for how, table in kinds:
            if key in table:
                numbers = table[key]
                if how == "exact":  # an alias may name another place as well
                    numbers = tuple(dict.fromkeys((*numbers, *self.aliases.get(key, ()))))
                return Found(numbers, how, key)
        for form in dict.fromkeys((bare, loose(key))):
            if form in self.unaccented:
                return Found(self.unaccented[form], "accents", form)
            if form != key:  # the question has diacritics or hyphens that the records lack
                for _, table in kinds:
                    if form in table:
                        return Found(table[form], "accents", form)
        return None

    def _in_atlas(self, key: str) -> Found | None:
        """Return the places of the records that have this name in some language or had it once."""
        if countries.named(key) or group(key) or (key.isascii() and len(key) < 3):
            return None
        own: list[int] = []
        other: list[Entry] = []
        largest = 0  # of the places that are called so and have no records
        for entry in atlas().entries(key):
            called = loose(entry.name) == loose(key)
            if entry.number not in self._by_entry:
                largest = max(largest, entry.population) if called else largest
            elif called:
                own.append(self._by_entry[entry.number])
            elif entry.population >= _known_from(key):
                other.append(entry)
        # Villa Nueva is in Guatemala, even if Villanueva in Nicaragua is written so at times
        other = [entry for entry in other if entry.population > largest]
        clear = [n.number for n in other if n.population * MUCH_LARGER > other[0].population]
        meant = own or [self._by_entry[number] for number in clear]
        rest = [self._by_entry[entry.number] for entry in other]
        also = tuple(number for number in rest if number not in meant)
        return Found(tuple(meant), "alias", key, also) if meant else None

    def elsewhere(self, name: str) -> list[Elsewhere]:
        """Return the real places of this name that the records do not have, largest first."""
        key = loose(name)
        found = [
            Elsewhere(entry.name, entry.region, entry.country, entry.population, loose(entry.name) == key)
            for entry in atlas().entries(name)
            if entry.number not in self._by_entry
        ]
        return sorted(found, key=lambda place: (-place.population, not place.own, place.label))

    def guess(self, name: str) -> Found | None:
        """Return the place whose name is a typing error away; None when two names are as near.

        One error is allowed from five letters, two from nine; short names are never guessed, nor what is
        the name of a real place.
        """
        bare = plain(name)
        allowed = 0 if len(bare) < 5 else 1 if len(bare) < 9 else 2
        if not allowed or atlas().named(name):
            return None
        from rapidfuzz import process  # noqa: PLC0415 - only when a question holds an unknown name
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        best: dict[str, int] = {}
        for length in range(len(bare) - allowed, len(bare) + allowed + 1):
            pool = self._by_length.get(length, [])
            for near, errors, _ in process.extract(
                bare, pool, scorer=OSA.distance, score_cutoff=allowed, limit=8
            ):
                best[near] = int(errors)
        # People rarely mistype the first letter, and "Sanders" is not Randers.
        best = {
            near: errors
            for near, errors in best.items()
            if len(near) >= 5 and (near[0] == bare[0] or near[:2] == bare[1::-1])
        }
        fewest = min(best.values(), default=0)
        nearest = [near for near, errors in best.items() if errors == fewest]
        if len(nearest) != 1:
            return None
        found = self.look_up(nearest[0])
        return Found(found.places, "typo", nearest[0]) if found else None
