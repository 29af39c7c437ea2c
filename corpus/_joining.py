"""Which of the places that records name are one place: by the atlas where it has them, else by nearness.

A sighting is a place as one record writes it. Sightings that mean one entry of the atlas are one place,
however they spell it; the others are told apart by name, region, country and coordinates. What could be
one of several namesakes joins the one with which it shares a partner, or stays a place of its own whose
region is not said.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus._meaning import NEAR, VERY_NEAR, distance, meanings_of, region_name, shared
from corpus.atlas import Entry, atlas, region_in
from corpus.countries import fold, plain
from corpus.model import Place


@dataclass(slots=True)
class Joined:
    """Places by number: how each is called, its number in the atlas (-1 where it has none), its sightings.

    `astray` are the sightings whose coordinates are not used, since they are far from the place named.
    """

    places: list[Place] = field(default_factory=list)
    entries: list[int] = field(default_factory=list)
    numbers: dict[Place, int] = field(default_factory=dict)
    astray: set[Place] = field(default_factory=set)


def join(sightings: Mapping[Place, int], pairs: Iterable[tuple[Place, Place]] = ()) -> Joined:
    """Return the places that sightings (with how often each is met) mean; `pairs` are who is twinned."""
    joined = Joined()
    groups: dict[tuple[str, str], list[int]] = {}
    held: list[list[Place]] = []
    by_entry: dict[int, int] = {}
    meanings = meanings_of(sightings)
    joined.astray = {place for place, one in meanings.items() if one.astray} | shared(meanings).keys()
    order = sorted(sightings, key=lambda place: _order(place, meanings[place].entry))
    for place in order:
        entry = meanings[place].entry
        number = by_entry.get(entry.number) if entry else None
        group = groups.setdefault((plain(_told(place)[0]), place.country), [])
        if number is None and not entry:
            number = _nearest(place, [(n, one) for n in group for one in held[n]], joined)
        if number is None:
            number = len(held)
            held.append([])
            joined.entries.append(entry.number if entry else -1)
            if entry:
                by_entry[entry.number] = number
        held[number].append(place)
        joined.numbers[place] = number
        if number not in group:
            group.append(number)
    _by_partner(list(groups.values()), pairs, joined, held)
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
    region = _told(place)[1]
    fitting = [
        (number, other)
        for number, other in group
        if _same(other, place, joined) and not _in_another(region, joined.entries[number])
    ]
    if not fitting:
        return None
    return min(fitting, key=lambda pair: (distance(pair[1], place) or 0.0, pair[0]))[0]


def _in_another(region: str, entry: int) -> bool:
    """Tell whether what the atlas has lies in another region than this: Vyborg is not Vyborg (Petersburg)."""
    known = fold(atlas().entry(entry).region) if entry >= 0 else ""
    return bool(region and known) and region != known


def _told(place: Place) -> tuple[str, str]:
    """Return the folded name and region of a place as written: "Shinagawa (Tokyo)" is Shinagawa in Tokyo."""
    name, _, inside = place.name.removesuffix(")").partition(" (")
    known = region_in(place.country, inside) if inside and not place.region else None
    if known:
        return fold(name), known.key
    return fold(place.name), region_name(place.region, place.country)


def _same(a: Place, b: Place, joined: Joined) -> bool:
    """Tell whether two spellings of a name in one country are one place."""
    (name, one), (other_name, other) = _told(a), _told(b)
    alike = name == other_name
    if one and other and one != other:
        return False
    unplaced = [place.latitude is None or place in joined.astray for place in (a, b)]
    apart = None if any(unplaced) else distance(a, b)
    if alike and one == other and (one or apart is None):
        # without a region and coordinates on one side only, they may be namesakes
        return bool(one) or unplaced[0] == unplaced[1]
    return apart is not None and apart <= (NEAR if alike else VERY_NEAR)


def _by_partner(
    groups: Sequence[Sequence[int]],
    pairs: Iterable[tuple[Place, Place]],
    joined: Joined,
    held: list[list[Place]],
) -> None:
    """Join what the atlas does not have to the namesake with which it shares a partner.

    One may join what another one has joined before, so it is tried until nothing changes.
    """
    several = [group for group in groups if len(group) > 1]
    partners: dict[int, set[int]] = {}
    for a, b in pairs:
        one, other = joined.numbers[a], joined.numbers[b]
        partners.setdefault(one, set()).add(other)
        partners.setdefault(other, set()).add(one)
    changed = True
    while changed:
        changed = False
        for group in several:
            for own in group:
                namesake = _sharing(own, group, partners, joined, held)
                if namesake is not None:
                    _move(own, namesake, partners, joined, held)
                    changed = True


def _sharing(
    own: int,
    group: Sequence[int],
    partners: Mapping[int, set[int]],
    joined: Joined,
    held: Sequence[Sequence[Place]],
) -> int | None:
    """Return the one namesake that shares most partners with a place that the atlas does not have."""
    if joined.entries[own] >= 0 or not held[own]:
        return None
    shared = {
        number: len(partners.get(number, set()) & partners.get(own, set()))
        for number in group
        if number != own and held[number] and _namesakes(held[own], held[number])
    }
    most = max(shared.values(), default=0)
    best = [number for number, count in shared.items() if count == most]
    return best[0] if most and len(best) == 1 else None


def _namesakes(one: Sequence[Place], other: Sequence[Place]) -> bool:
    """Tell whether two groups of sightings may be of one place: one name, and no two regions.

    "Vitrè" is Vitré written wrongly, where the atlas has no other place so called.
    """
    mine, theirs = [_told(place) for place in one], [_told(place) for place in other]
    regions = [{region for _, region in told if region} for told in (mine, theirs)]
    if all(regions) and regions[0].isdisjoint(regions[1]):
        return False
    names = {name for name, _ in theirs}
    return any(
        name in names or not any(fold(e.name) == name for e in atlas().entries(place.name, place.country))
        for (name, _), place in zip(mine, one, strict=True)
    )


def _move(
    own: int, other: int, partners: dict[int, set[int]], joined: Joined, held: list[list[Place]]
) -> None:
    """Give the sightings of one place to another one, whose coordinates are the better ones."""
    for place in held[own]:
        joined.numbers[place] = other
        if not _beside(place, joined.entries[other], held[other]):
            joined.astray.add(place)
    held[other] += held[own]
    held[own] = []
    gained = partners.pop(own, set())
    partners.setdefault(other, set()).update(gained)
    for partner in gained:
        partners[partner] = (partners[partner] - {own}) | {other}


def _beside(place: Place, entry: int, others: Sequence[Place]) -> bool:
    """Tell whether a sighting lies near a place that it was joined to."""
    there = atlas().entry(entry) if entry >= 0 else None
    spots = [Place("", None, "", there.latitude, there.longitude)] if there else others
    apart = [found for spot in spots if (found := distance(place, spot)) is not None]
    return not apart or min(apart) <= NEAR


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
    written = {fold(place.name) for place in group}
    for place in group:
        told = _told(place)[0]
        shorter = told != fold(place.name) and told in written  # some write the region in brackets
        name = place.name.partition(" (")[0] if shorter else place.name
        names[name, place.country] += max(1, sightings[place])
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
) -> tuple[int, bool, bool, int, int, str]:
    """Sort spellings: those that differ by diacritics count together, and the fuller of them is taken.

    Of those that have diacritics alike the one that most write is.
    """
    (name, country), count = item
    alike = sum(
        told for (other, land), told in names.items() if land == country and plain(other) == plain(name)
    )
    return alike, unicodedata.is_normalized("NFKC", name), not name.isascii(), count, -len(name), name


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
