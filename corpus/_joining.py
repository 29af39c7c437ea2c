"""Which of the places that records name are one place: by the atlas where it has them, else by nearness.

A sighting is a place as one record writes it. Sightings that mean one entry of the atlas are one place,
however they spell it; the others are told apart by name, region, country and coordinates. What could be
one of several namesakes joins the one with which it shares a partner, or stays a place of its own whose
region is not said.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.atlas import Entry, atlas, loose, region_in
from corpus.countries import fold, plain
from corpus.model import Place
from corpus.us_states import US_STATES

EARTH = 6371.0088
"""Mean radius of the Earth in kilometres."""

NEAR = 30.0
"""Kilometres within which a place without a region is the one of that name with a region."""

AROUND = 50.0
"""Kilometres around a large city within which its name is its own: some lists give its region's middle."""

VERY_NEAR = 10.0
"""Kilometres within which spellings that differ by diacritics, or names in two languages, are one place."""

ASTRAY = 100.0
"""Kilometres from the only place of a name from which coordinates are taken for wrong."""

MUCH_LARGER = 10
"""How many times the next namesake's population makes a place the one that is meant without more."""

_LARGE = 100_000  # inhabitants of a large city
_KNOWN = 50_000  # inhabitants from which a place may be meant without more
_A_TOWN = 20_000  # inhabitants from which coordinates are doubted rather than the name

_BESIDE: dict[str, tuple[str, ...]] = {
    "West Bank": ("Palestine", "Israel"), "Palestine": ("Israel",), "Israel": ("Palestine", "Syria"),
    "Northern Cyprus": ("Cyprus",), "Cyprus": ("Northern Cyprus",), "Russia": ("Ukraine",),
    "Ukraine": ("Russia",), "Serbia": ("Kosovo",), "Kosovo": ("Serbia",), "Azerbaijan": ("Armenia",),
    "Armenia": ("Azerbaijan",), "Morocco": ("Western Sahara",), "Western Sahara": ("Morocco",),
    "China": ("Hong Kong", "Macau"), "Finland": ("Åland Islands",), "Denmark": ("Greenland", "Faroe Islands"),
    "France": ("Réunion", "Guadeloupe", "Martinique", "French Guiana", "Mayotte", "New Caledonia",
               "French Polynesia", "Saint Pierre and Miquelon"),
    "United States": ("Puerto Rico", "Guam", "Northern Mariana Islands", "American Samoa"),
    "United Kingdom": ("Jersey", "Guernsey", "Isle of Man", "Gibraltar"),
    "Netherlands": ("Aruba", "Curaçao", "Sint Maarten"),
}  # fmt: skip
"""Countries in which GeoNames may have a place that a record puts in another."""


@dataclass(slots=True)
class Joined:
    """Places by number: how each is called, its number in the atlas (-1 where it has none), its sightings.

    `astray` are the sightings whose coordinates are not used, since they are far from the place named.
    """

    places: list[Place] = field(default_factory=list)
    entries: list[int] = field(default_factory=list)
    numbers: dict[Place, int] = field(default_factory=dict)
    astray: set[Place] = field(default_factory=set)


def kilometres(north: float, east: float, other_north: float, other_east: float) -> float:
    """Return the great-circle distance between two points in degrees."""
    a, b = math.radians(north), math.radians(other_north)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_east - east) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))


def distance(a: Place, b: Place) -> float | None:
    """Return the great-circle distance in kilometres, None when coordinates are missing."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    return kilometres(a.latitude, a.longitude, b.latitude, b.longitude)


def region_name(region: str | None, country: str) -> str:
    """Return the folded English name of a region, in whatever language or short form it is written."""
    if not region:
        return ""
    if country == "United States":
        region = US_STATES.get(region.replace(".", ""), region)
    known = region_in(country, region)
    return known.key if known else fold(region)


# One sighting and the atlas


@dataclass(frozen=True, slots=True)
class Meant:
    """What a sighting means: the entry of the atlas, None where it has none or several would do.

    `astray` is true when the coordinates of the sighting are not near it.
    """

    entry: Entry | None
    astray: bool = False


def meant(place: Place) -> Meant:
    """Return the entry of the atlas that a place as written means."""
    found = atlas().entries(place.name)
    if not found and place.name.endswith(")"):
        return _bracketed(place)
    own = [entry for entry in found if entry.country == place.country]
    if place.latitude is None or place.longitude is None:
        return Meant(_without_coordinates(place, own))
    beside = _BESIDE.get(place.country, ())
    wide = [*own, *(entry for entry in found if entry.country in beside)]
    near = _near(place, place.latitude, place.longitude, wide)
    if near:
        return Meant(near)
    likely = _without_coordinates(place, own)
    if likely and likely.population >= _A_TOWN:
        far = kilometres(place.latitude, place.longitude, likely.latitude, likely.longitude)
        if far > ASTRAY and fold(likely.name) == fold(place.name):
            return Meant(likely, astray=True)
    abroad = [entry for entry in found if entry.country != place.country]
    if _near(place, place.latitude, place.longitude, abroad):  # those of Portsmouth in England
        return Meant(likely, astray=True)
    return Meant(None)


def _bracketed(place: Place) -> Meant:
    """Return what "Bressanone (Brixen)" or "Leeds (Yorkshire)" means: a name with another, or with a region.

    "Mitte (Berlin)" is a part of a city, which is not the city.
    """
    name, _, inside = place.name[:-1].partition(" (")
    entries = atlas().entries(name, place.country)
    other = {entry.number for entry in atlas().entries(inside, place.country)}
    both = [entry for entry in entries if entry.number in other]
    if both:
        return meant(replace(place, name=name))
    if place.region is None and region_in(place.country, inside):
        whole = meant(replace(place, name=name, region=inside))
        if whole.entry and _quality(replace(place, name=name), whole.entry) < 2:
            return whole
    return Meant(None)


def _quality(place: Place, entry: Entry) -> int:
    """Return how a name fits: 0 as GeoNames writes it, 1 but for diacritics, 2 another name of it."""
    if fold(entry.name) == fold(place.name):
        return 0
    return 1 if loose(entry.name) == loose(place.name) else 2


def _near(place: Place, north: float, east: float, found: Sequence[Entry]) -> Entry | None:
    """Return the entry of that name which lies where the place does."""
    best: tuple[int, float, Entry] | None = None
    wanted = region_in(place.country, place.region) if place.region else None
    elsewhere = any(fold(entry.name) == fold(place.name) for entry in found)
    for entry in found:
        quality = _quality(place, entry)
        if quality == 2 and elsewhere and not loose(entry.name).startswith(loose(place.name)):
            continue  # the coordinates of Aachen beside the name of Aken: Aachen is Aken in Dutch alone
        apart = kilometres(north, east, entry.latitude, entry.longitude)
        reach = NEAR if quality == 0 else VERY_NEAR
        if entry.population >= _LARGE:
            reach = AROUND if quality < 2 else NEAR
        if apart > reach or (wanted and entry.region and entry.region != wanted.name):
            continue
        if best is None or (quality, apart) < best[:2]:
            best = quality, apart, entry
    return best[2] if best else None


def _without_coordinates(place: Place, found: Sequence[Entry]) -> Entry | None:
    """Return the entry that a name means by itself, or with its region; None where several would do."""
    if place.region:
        wanted = region_name(place.region, place.country)
        found = [entry for entry in found if fold(entry.region) == wanted]
    by_quality: dict[int, list[Entry]] = {}
    for entry in found:
        by_quality.setdefault(_quality(place, entry), []).append(entry)
    alike = by_quality[min(by_quality)] if by_quality else []
    if len(alike) > 1:
        first, second = alike[:2]  # they come largest first
        known = first.population >= _KNOWN and first.population >= MUCH_LARGER * second.population
        return first if known or (place.region and first.population > second.population) else None
    if not alike:
        return None
    # The one town that GeoNames calls so may be small where a far larger one is known by that name too.
    larger = max(found, key=lambda entry: entry.population)
    doubtful = larger.population >= _KNOWN and larger.population >= MUCH_LARGER * alike[0].population
    return None if doubtful and min(by_quality) == 1 else alike[0]


def _beside(one: str, other: str) -> bool:
    """Tell whether two countries are one, or may have a place of each other's in lists."""
    return one == other or other in _BESIDE.get(one, ()) or one in _BESIDE.get(other, ())


def shared(meanings: Mapping[Place, Meant]) -> dict[Place, Place]:
    """Return places that have the coordinates of one in another country, and that one.

    Where the atlas has one of them there, its coordinates are right and the others' are not; else none are.
    """
    spots: dict[tuple[float, float], list[Place]] = {}
    for place in meanings:
        if place.latitude is not None and place.longitude is not None:
            spots.setdefault((place.latitude, place.longitude), []).append(place)
    found: dict[Place, Place] = {}
    for group in spots.values():
        right = {place for place in group if meanings[place].entry and not meanings[place].astray}
        for place in group:
            others = [one for one in group if not _beside(one.country, place.country)]
            if others and place not in right:
                found[place] = min(others, key=lambda one: (one not in right, one.label))
    return found


# All sightings together


def join(sightings: Mapping[Place, int], pairs: Iterable[tuple[Place, Place]] = ()) -> Joined:
    """Return the places that sightings (with how often each is met) mean; `pairs` are who is twinned."""
    joined = Joined()
    groups: dict[tuple[str, str], list[int]] = {}
    held: list[list[Place]] = []
    by_entry: dict[int, int] = {}
    unsure: list[Place] = []
    meanings = {place: meant(place) for place in sightings}
    joined.astray = {place for place, one in meanings.items() if one.astray} | shared(meanings).keys()
    order = sorted(sightings, key=lambda place: _order(place, meanings[place].entry))
    for place in order:
        entry = meanings[place].entry
        number = by_entry.get(entry.number) if entry else None
        group = groups.setdefault((plain(place.name), place.country), [])
        if number is None and not entry:
            number = _nearest(place, [(n, one) for n in group for one in held[n]], joined)
        if number is None:
            number = len(held)
            held.append([])
            joined.entries.append(entry.number if entry else -1)
            if entry:
                by_entry[entry.number] = number
            elif not place.region and (place.latitude is None or place in joined.astray):
                unsure.append(place)
        held[number].append(place)
        joined.numbers[place] = number
        if number not in group:
            group.append(number)
    _by_partner(unsure, groups, pairs, joined, held)
    _settle(joined, held, sightings)
    return joined


def _order(place: Place, entry: Entry | None) -> tuple[bool, int, bool, bool, str, float, float]:
    """Put what the atlas has first, then fuller descriptions, which others can join."""
    return (
        entry is None,
        entry.number if entry else 0,
        not place.region,
        place.latitude is None,
        place.label,
        place.latitude or 0.0,
        place.longitude or 0.0,
    )


def _nearest(place: Place, group: Sequence[tuple[int, Place]], joined: Joined) -> int | None:
    """Return the number of the place that a sighting is by name, region and nearness."""
    fitting = [(number, other) for number, other in group if _same(other, place, joined)]
    if not fitting:
        return None
    return min(fitting, key=lambda pair: (distance(pair[1], place) or 0.0, pair[0]))[0]


def _same(a: Place, b: Place, joined: Joined) -> bool:
    """Tell whether two spellings of a name in one country are one place."""
    one, other = region_name(a.region, a.country), region_name(b.region, b.country)
    alike = fold(a.name) == fold(b.name)
    if one and other and one != other:
        return False
    apart = None if a in joined.astray else distance(a, b)
    if alike and one == other and (one or apart is None):
        # without a region and coordinates on one side only, they may be namesakes
        return bool(one) or (a.latitude is None) == (b.latitude is None)
    return apart is not None and apart <= (NEAR if alike else VERY_NEAR)


def _by_partner(
    unsure: Sequence[Place],
    groups: Mapping[tuple[str, str], list[int]],
    pairs: Iterable[tuple[Place, Place]],
    joined: Joined,
    held: list[list[Place]],
) -> None:
    """Join what could be one of several namesakes to the one with which it shares a partner."""
    if not unsure:
        return
    partners: dict[int, set[int]] = {}
    for a, b in pairs:
        one, other = joined.numbers[a], joined.numbers[b]
        partners.setdefault(one, set()).add(other)
        partners.setdefault(other, set()).add(one)
    for place in unsure:
        own = joined.numbers[place]
        shared = {
            number: len(partners.get(number, set()) & partners.get(own, set()))
            for number in groups[plain(place.name), place.country]
            if number != own and any(fold(other.name) == fold(place.name) for other in held[number])
        }
        most = max(shared.values(), default=0)
        best = [number for number, count in shared.items() if count == most]
        if most and len(best) == 1:
            for moved in held[own]:
                joined.numbers[moved] = best[0]
            held[best[0]] += held[own]
            held[own] = []


def _settle(joined: Joined, held: Sequence[Sequence[Place]], sightings: Mapping[Place, int]) -> None:
    """Choose how each place is called, and number those that are left without gaps, by their labels."""
    called = {
        number: _called(group, joined, sightings, joined.entries[number])
        for number, group in enumerate(held)
        if group
    }

    def key(number: int) -> tuple[bool, bool, str, int]:
        place = called[number]
        return not place.region, place.latitude is None, place.label, joined.entries[number]

    order = sorted(called, key=key)
    renumbered = {number: at for at, number in enumerate(order)}
    joined.places = [called[number] for number in order]
    joined.numbers = {place: renumbered[number] for place, number in joined.numbers.items()}
    joined.entries = [joined.entries[number] for number in order]
    _tell_apart(joined)


def _called(group: Sequence[Place], joined: Joined, sightings: Mapping[Place, int], entry: int) -> Place:
    """Return the place as most records write it; of as many, the fuller spelling."""
    names: Counter[tuple[str, str]] = Counter()
    regions: Counter[str] = Counter()
    for place in group:
        names[place.name, place.country] += max(1, sightings[place])
        if place.region:
            regions[place.region] += max(1, sightings[place])
    (name, country), _ = max(names.items(), key=lambda item: _weight(item, names))
    region = max(regions, key=lambda text: (len(text) > 3, regions[text], text), default=None)
    known = [place for place in group if place.latitude is not None and place not in joined.astray]
    best = min(known, key=lambda place: (place.name != name, -sightings[place], place.label), default=None)
    if best:
        return Place(name, region, country, best.latitude, best.longitude)
    if entry >= 0:
        there = atlas().entry(entry)
        return Place(name, region, country, round(there.latitude, 4), round(there.longitude, 4))
    return Place(name, region, country)


def _weight(
    item: tuple[tuple[str, str], int], names: Mapping[tuple[str, str], int]
) -> tuple[int, bool, bool, int, str]:
    """Sort spellings: those that differ by diacritics count together, and the fuller of them is taken."""
    (name, country), _ = item
    alike = sum(
        count for (other, land), count in names.items() if land == country and plain(other) == plain(name)
    )
    return alike, unicodedata.is_normalized("NFKC", name), not name.isascii(), -len(name), name


def _tell_apart(joined: Joined) -> None:
    """Write the region of places that share name and country with another, where it is known."""
    groups: dict[tuple[str, str], list[int]] = {}
    for number, place in enumerate(joined.places):
        groups.setdefault((fold(place.name), place.country), []).append(number)
    for numbers in groups.values():
        if len(numbers) < 2:
            continue
        for number in numbers:
            place, entry = joined.places[number], joined.entries[number]
            if place.region or entry < 0:
                continue
            region = atlas().entry(entry).region or None
            joined.places[number] = Place(place.name, region, place.country, place.latitude, place.longitude)
