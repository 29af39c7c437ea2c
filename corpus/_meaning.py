"""What a place as a record writes it means: an entry of the atlas, none, or one far from its coordinates.

A name alone settles it where one place has it, or one is far larger than its namesakes; coordinates settle
it where a place of that name lies near them. Coordinates that many places have are of none of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus import _spelling
from corpus.atlas import Entry, atlas, loose, region_in
from corpus.countries import fold
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
_OF_DISTRICTS = 1_000_000  # inhabitants of a city after whose name a district stands in brackets
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

_KINDS = frozenset(
    """district county municipality parish region province quarter borough rural urban gmina powiat kreis
    landkreis bezirk stadtbezirk stadtteil ortsteil samtgemeinde verbandsgemeinde verwaltungsgemeinschaft
    gemeindeverwaltungsverband amt oblast raion microregion communaute canton departement island""".split()  # noqa: SIM905
)
"""Words in brackets after a name which say that more, or less, than the town of that name is meant."""

_HEAP = 5
"""Names at one point from which its coordinates are of none of them, but the middle of a country."""


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
    if not found:
        return _bracketed(place) if place.name.endswith(")") else Meant(_abbreviated(place))
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


def _abbreviated(place: Place) -> Entry | None:
    """Return what lies where the place does under its name written out: "Pfaffenhofen a. d. Ilm"."""
    if place.latitude is None or place.longitude is None:
        return None
    for form in _spelling.forms(place.name):
        near = _near(place, place.latitude, place.longitude, atlas().entries(form, place.country))
        if near:
            return near
    return None


def _bracketed(place: Place) -> Meant:
    """Return what "Bressanone (Brixen)" or "Leeds (Yorkshire)" means: a name with another, or with a region.

    What the atlas does not have in brackets, "Trebic (Trebitsch)", counts for nothing where coordinates fit.
    "Mitte (Berlin)" is a part of a city, which is not the city, and "Altenkirchen (Kreis)" is around it.
    """
    name, _, inside = place.name[:-1].partition(" (")
    entries = atlas().entries(name, place.country)
    other = {entry.number for entry in atlas().entries(inside, place.country)}
    both = [entry for entry in entries if entry.number in other]
    plain = replace(place, name=name)
    own = len(both) == 1 and _quality(plain, both[0]) < 2  # Gulou is another name of Fuzhou, and a part of it
    if own and place.latitude is not None and place.longitude is not None:
        far = kilometres(place.latitude, place.longitude, both[0].latitude, both[0].longitude) > ASTRAY
        return Meant(both[0], astray=far)
    if both:
        return meant(plain)
    if place.region is None and region_in(place.country, inside):
        whole = meant(replace(place, name=name, region=inside))
        if whole.entry and _quality(plain, whole.entry) < 2:
            return whole
    if place.latitude is None or place.longitude is None or not _KINDS.isdisjoint(loose(inside).split()):
        return Meant(None)
    near = _near(plain, place.latitude, place.longitude, entries)
    around = atlas().entries(inside, place.country)
    if near is None or near.population >= _OF_DISTRICTS:
        return Meant(None)
    return Meant(None if any(entry.population > near.population for entry in around) else near)


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


def meanings_of(places: Iterable[Place]) -> dict[Place, Meant]:
    """Return what each of all sightings means."""
    found = {place: meant(place) for place in places}
    for place in _heaped(found):
        found[place] = replace(meant(Place(place.name, place.region, place.country)), astray=True)
    return found


def _heaped(meanings: Mapping[Place, Meant]) -> list[Place]:
    """Return the places whose coordinates many others have, and that the atlas does not have there.

    Districts in brackets are left out: they may have the coordinates of their city.
    """
    spots: dict[tuple[float, float], list[Place]] = {}
    for place, one in meanings.items():
        if one.entry is None and place.latitude is not None and place.longitude is not None:
            spots.setdefault((place.latitude, place.longitude), []).append(place)
    return [
        place
        for group in spots.values()
        if len({loose(place.name) for place in group}) >= _HEAP
        for place in group
        if not place.name.endswith(")")
    ]


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
