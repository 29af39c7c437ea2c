"""Which places there are, what each is called, and which one a name means.

Identity is name, region and country as written, with diacritics. A record without a region is the
place of that name with one only where coordinates are near; spellings that differ by diacritics
are one place only where coordinates nearly agree (Reykjavik and Reykjavík, never Münster and Munster).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from corpus import countries
from corpus.countries import fold, plain
from corpus.model import Alias, Coverage, Place, Statement

NEAR = 30.0
"""Kilometres within which a place without a region is the one of that name with a region."""

VERY_NEAR = 10.0
"""Kilometres within which spellings that differ by diacritics are one place."""

EARTH = 6371.0088
"""Mean radius of the Earth in kilometres."""

How = Literal["exact", "alias", "part", "accents", "typo"]

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class Found:
    """Places that a name may mean: their numbers, how it was found, the name that was matched."""

    places: tuple[int, ...]
    how: How
    name: str


def distance(a: Place, b: Place) -> float | None:
    """Return the great-circle distance in kilometres, None when coordinates are missing."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north, other = math.radians(a.latitude), math.radians(b.latitude)
    half = math.sin((other - north) / 2) ** 2
    half += math.cos(north) * math.cos(other) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))


def region_name(region: str | None, country: str) -> str:
    """Return the folded region; postal codes of states of the United States in full."""
    if not region:
        return ""
    if country == "United States":
        return fold(countries.US_STATES.get(region.replace(".", ""), region))
    return fold(region)


def _same(a: Place, b: Place) -> bool:
    """Tell whether two spellings of a name in one country are one place."""
    one, other = region_name(a.region, a.country), region_name(b.region, b.country)
    alike = fold(a.name) == fold(b.name)
    if alike and one == other:
        return True
    if one and other and one != other:
        return False
    apart = distance(a, b)
    return apart is not None and apart <= (NEAR if alike else VERY_NEAR)


def _better(a: Place, b: Place) -> Place:
    """Return the fuller of two descriptions of one place: region, diacritics, coordinates of either."""

    def fullness(place: Place) -> tuple[bool, bool, int]:
        return bool(place.region), not place.name.isascii(), -len(place.name)

    best, rest = (a, b) if fullness(a) >= fullness(b) else (b, a)
    if best.latitude is None and rest.latitude is not None:
        return Place(best.name, best.region, best.country, rest.latitude, rest.longitude)
    return best


def _parts(name: str) -> list[str]:
    """Return shorter names that a long one holds: "Adachi (Tokyo)", "Laudio/Llodio", "Jilin City"."""
    parts = []
    if name.endswith(")") and " (" in name:
        parts.append(name.split(" (", 1)[0])
    if "/" in name:
        parts += [part.strip() for part in name.split("/")]
    for suffix in (" City", " (city)"):
        short = name.removesuffix(suffix)
        state = fold(short) in countries.states() and short != "New York"
        if short != name and not state and countries.named(short) is None:
            parts.append(short)
    if name.startswith(("Saint ", "Sainte ")):
        parts.append("St. " + name.split(" ", 1)[1])
    elif name.startswith(("St. ", "St ")):
        parts.append("Saint " + name.split(" ", 1)[1])
    return [part for part in parts if len(part) > 1]


class Gazetteer:
    """The places of the records, by number, and the look-up of their names."""

    def __init__(
        self,
        statements: Iterable[Statement],
        aliases: Sequence[Alias] = (),
        coverage: Sequence[Coverage] = (),
    ) -> None:
        self.places: list[Place] = []
        self._numbers: dict[tuple[str, str | None, str], int] = {}
        self._groups: dict[tuple[str, str], list[int]] = {}
        self._aliases = aliases
        seen: dict[tuple[str, str | None, str], Place] = {}
        for statement in statements:
            for place in (statement.a, statement.b):
                key = (place.name, place.region, place.country)
                held = seen.get(key)
                if held is None or (held.latitude is None and place.latitude is not None):
                    seen[key] = place
        for row in coverage:
            seen.setdefault((row.place.name, row.place.region, row.place.country), row.place)
        # Fuller descriptions first, so that a place without a region finds the one to join.
        for place in sorted(
            seen.values(), key=lambda place: (not place.region, place.latitude is None, place.label)
        ):
            self._add(place)

    def _add(self, place: Place) -> None:
        group = self._groups.setdefault((plain(place.name), place.country), [])
        joined = [number for number in group if _same(self.places[number], place)]
        if joined:
            number = min(joined, key=lambda held: distance(self.places[held], place) or 0.0)
            self.places[number] = _better(self.places[number], place)
        else:
            number = len(self.places)
            self.places.append(place)
            group.append(number)
        self._numbers[place.name, place.region, place.country] = number

    def number(self, place: Place) -> int:
        """Return the number of a place that a record names."""
        return self._numbers[place.name, place.region, place.country]

    def find(self, name: str, region: str | None, country: str) -> int | None:
        """Return the number of the place so described; without a region only if it is the only one."""
        exact = self._numbers.get((name, region, country))
        if exact is not None:
            return exact
        group = [
            number
            for number in self._groups.get((plain(name), country), [])
            if fold(self.places[number].name) == fold(name)
            and (
                not region or region_name(self.places[number].region, country) == region_name(region, country)
            )
        ]
        return group[0] if len(group) == 1 else None

    @cached_property
    def names(self) -> dict[str, tuple[int, ...]]:
        """Folded names as the records write them, and the places so called."""
        found: dict[str, tuple[int, ...]] = {}
        for (name, _, _), number in self._numbers.items():
            key = fold(name)
            held = found.get(key, ())
            if number not in held:
                found[key] = (*held, number)
        return found

    @cached_property
    def aliases(self) -> dict[str, tuple[int, ...]]:
        """Folded other names from the alias file, and the places they mean."""
        found: dict[str, tuple[int, ...]] = {}
        for alias in self._aliases:
            number = self.find(alias.city, alias.region, alias.country)
            held = found.get(fold(alias.name), ())
            if number is not None and number not in held:
                found[fold(alias.name)] = (*held, number)
        return found

    @cached_property
    def parts(self) -> dict[str, tuple[int, ...]]:
        """Folded shorter forms of long names, and the places they may mean."""
        found: dict[str, tuple[int, ...]] = {}
        for (name, _, _), number in self._numbers.items():
            if "(" in name or "/" in name or name.endswith(" City") or name.startswith(("St", "Saint")):
                for part in _parts(name):
                    held = found.get(fold(part), ())
                    if number not in held:
                        found[fold(part)] = (*held, number)
        return found

    @cached_property
    def unaccented(self) -> dict[str, tuple[int, ...]]:
        """Names without diacritics, and with German umlauts spelt out, of all kinds above."""
        found: dict[str, tuple[int, ...]] = {}
        for table in (self.names, self.aliases, self.parts):
            for name, numbers in table.items():
                if name.isascii():
                    continue
                for form in {plain(name), plain(name.translate(_UMLAUTS))}:
                    found[form] = tuple(dict.fromkeys((*found.get(form, ()), *numbers)))
        return found

    @cached_property
    def regions(self) -> dict[str, tuple[str, ...]]:
        """Folded names of regions in the records, and of US states, and the countries they are in."""
        found: dict[str, tuple[str, ...]] = dict.fromkeys(countries.states(), ("United States",))
        for place in self.places:
            name = region_name(place.region, place.country)
            if name and place.country not in found.get(name, ()):
                found[name] = (*found.get(name, ()), place.country)
        return found

    @cached_property
    def longest(self) -> int:
        """The number of words in the longest name that is looked up, at most 8."""
        names = (*self.names, *self.aliases, *self.parts)
        return min(8, max((name.count(" ") + 1 for name in names), default=1))

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        """Names without diacritics by their length, for the search of misspelt ones."""
        found: dict[int, list[str]] = {}
        for name in {plain(name) for name in (*self.names, *self.aliases, *self.parts)}:
            found.setdefault(len(name), []).append(name)
        return found

    def look_up(self, name: str) -> Found | None:
        """Return the places of exactly this name; the first kind of name that matches decides."""
        key = fold(name)
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
        bare = plain(name)
        if bare in self.unaccented:
            return Found(self.unaccented[bare], "accents", bare)
        if bare != key:  # the question has diacritics that the records lack
            for _, table in kinds:
                if bare in table:
                    return Found(table[bare], "accents", bare)
        return None

    def guess(self, name: str) -> Found | None:
        """Return the place whose name is a typing error away; None when two names are as near.

        One error is allowed from five letters, two from nine; short names are never guessed.
        """
        from rapidfuzz import process  # noqa: PLC0415 - only when a question holds an unknown name
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        bare = plain(name)
        allowed = 0 if len(bare) < 5 else 1 if len(bare) < 9 else 2
        if not allowed:
            return None
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
