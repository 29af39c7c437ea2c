"""Countries, regions and continents that a question names, and what several of them mean together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from bot.answering.question.linking import LARGE, Mention
from corpus import countries
from corpus.atlas import atlas
from corpus.countries import fold
from corpus.partnerships import Records
from corpus.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Area:
    """A country, region, continent or group of countries that partners or places are to lie in.

    `land` is the country of the region, where regions of several countries have its name.
    """

    label: str
    country: str | None = None
    region: str | None = None
    continent: str | None = None
    group: frozenset[str] | None = None
    land: str | None = None

    def holds(self, country: str, region: str) -> bool:
        """Tell whether a place of this country and (folded) region lies in it."""
        if self.group is not None:
            return country in self.group
        if self.continent:
            return countries.continent(country) == self.continent
        return (self.country is not None and country == self.country) or (
            self.region is not None and region == self.region and self.land in (None, country)
        )


_MEMBERS: WeakKeyDictionary[Records, dict[tuple[Area, ...], frozenset[int]]] = WeakKeyDictionary()
"""Places by areas, for as long as the records are in use: ranking looks at each partnership."""


def members(records: Records, areas: Sequence[Area]) -> frozenset[int]:
    """Return the numbers of the places that lie in all of these areas."""
    cache = _MEMBERS.setdefault(records, {})
    key = tuple(areas)
    found = cache.get(key)
    if found is None:
        found = frozenset(
            number for number, spot in enumerate(records.areas) if all(area.holds(*spot) for area in areas)
        )
        cache[key] = found
    return found


def within(records: Records, areas: Sequence[Area]) -> frozenset[int] | None:
    """Return the places in what the areas mean together; None without any, for everywhere.

    Of areas side by side ("in China and Japan") either counts, of nested ones ("in Hesse, Germany") both.
    """
    if not areas:
        return None
    return frozenset().union(*(members(records, group) for group in groups(records, areas)))


def groups(records: Records, areas: Iterable[Area]) -> list[tuple[Area, ...]]:
    """Return each narrowest area with those around it: "in Hesse, Germany, and Japan" is two."""
    once = tuple(dict.fromkeys(areas))
    return [
        (area, *(other for other in once if _lies_in(records, area, other)))
        for area in once
        if not any(_lies_in(records, other, area) for other in once)
    ]


def _lies_in(records: Records, one: Area, other: Area) -> bool:
    """Tell whether an area is a part of another one: Hesse of Germany, Germany of Europe."""
    if one == other or one.continent or one.group is not None:
        return False
    states = records.gazetteer.regions.get(one.region or "", ())
    if other.group is not None:
        lands = (one.country,) if one.country else states
        return bool(lands) and set(lands) <= other.group
    if other.continent:
        lands = (one.country,) if one.country else states
        return any(countries.continent(land) == other.continent for land in lands)
    return other.country in states and other.country != one.country


def settled(areas: Sequence[Area]) -> tuple[Area, ...]:
    """Return areas of which one that is a country and a state of another is what those beside it are.

    Georgia beside Germany is the country, beside Ohio the state; alone it may be both.
    """
    return tuple(_settled(area, [other for other in areas if other is not area]) for area in areas)


def _settled(area: Area, others: Sequence[Area]) -> Area:
    if area.country is None or area.region is None:
        return area
    if any(other.country and other.region is None for other in others):
        return replace(area, region=None)
    own = {region.country for region in atlas().regions(area.region)} == {area.country}
    if not own and any(other.region and other.country is None for other in others):
        return replace(area, country=None)  # not the State of Mexico: beside Texas it is still the country
    return area


def meanings(records: Records, area: Area, beside: Sequence[Area] = ()) -> tuple[Area, ...]:
    """Return the areas that one name means, told apart: a country first, then regions, most places first.

    It is one area where it is but one in the records, and where one beside it is the region's country.
    """
    lands = records.gazetteer.regions.get(area.region or "", ())
    if any(other.country in lands for other in beside if other is not area):
        return (area,)
    name = region_label(area.region, records.gazetteer) if area.region else area.label
    found = [replace(area, region=None)] if area.country else []
    regions = [
        replace(area, label=f"{name}, {land}", country=None, land=land)
        for land in lands
        if land != area.country
    ]
    regions.sort(key=lambda one: -len(members(records, (one,))))
    found += [one for one in regions if members(records, (one,))]
    return tuple(found) if len(found) > 1 else (area,)


def named_within(country: str | None, region: str | None, gazetteer: Gazetteer) -> Area:
    """Return the area that a country, or a region, named after a place is."""
    return Area(country or region_label(region or "", gazetteer), country, region)


def empty(records: Records, areas: Sequence[Area], numbers: Iterable[int]) -> list[str]:
    """Return the labels of areas in which none of the places lies."""
    found = set(numbers)
    return [group[0].label for group in groups(records, areas) if found.isdisjoint(members(records, group))]


def area_of(
    mention: Mention, order: list[str], mentions: tuple[Mention, ...], gazetteer: Gazetteer
) -> Area | None:
    """Return the mention as a country, region or continent, None when it is a city here.

    Luxembourg and New York are both: after "in" beside another city, or after "cities in", they
    are the larger.
    """
    area = mention.country or mention.region or mention.continent or mention.group
    of_its_land = mention.land in gazetteer.regions.get(mention.region or "", ())  # "New York, USA"
    if not area or mention.mismatch or (mention.qualifier and not of_its_land):
        return None
    plain_region = mention.region and not (mention.country or mention.continent or mention.group)
    if plain_region and not mention.places and _in_city_place(order, gazetteer, mention):
        return None
    if mention.places and not _is_larger(mention, gazetteer):
        others = any(other.places and other is not mention for other in mentions)
        inside = order[-1:] == ["in"] or order[-2:] == ["in", "article"]
        before = order[-2:-1] if order[-1:] == ["in"] else order[-3:-2]
        if not (inside and (others or before in (["place"], ["rel"], ["partner"]))):
            return None
    label = mention.country or mention.text
    if mention.group:
        label = mention.group.name
    elif mention.continent:
        label = countries.CONTINENT_NAMES[mention.continent]
    elif mention.region and not mention.country:
        label = region_label(mention.region, gazetteer)
    if of_its_land:
        return Area(f"{label}, {mention.land}", region=mention.region, land=mention.land)
    several = frozenset(mention.group.members) if mention.group else None
    return Area(label, mention.country, mention.region, mention.continent, several)


def _is_larger(mention: Mention, gazetteer: Gazetteer) -> bool:
    """Tell whether the larger is meant, not a city: Mahdia was once called Africa, Eu is no EU.

    So is a country with places of its own, where the cities of its name lie elsewhere: Greece, New York, is
    named with its state. Salvador is the city: the country is El Salvador.
    """
    if land := mention.country:
        own = fold(mention.text) == fold(land) and land in gazetteer.lands
        return own and all(gazetteer.places[number].country != land for number in mention.places)
    if not (mention.continent or mention.group):
        return False
    return mention.how != "exact" or (mention.text.isupper() and len(mention.text) > 1)


def _in_city_place(order: list[str], gazetteer: Gazetteer, mention: Mention) -> bool:
    """Tell whether a region that is a city as well (Vienna) stands where a city does."""
    if order[-1:] in (["in"], ["article"], ["ALONE"]):
        return False
    return any(
        one.own and (one.population >= LARGE or fold(one.region) == mention.region)
        for one in gazetteer.elsewhere(mention.text)
    )


def region_label(region: str, gazetteer: Gazetteer) -> str:
    """Return how a region is written, by its folded name."""
    written = (place.region for place in gazetteer.places if fold(place.region or "") == region)
    named = (found.name for found in atlas().regions(region))
    return countries.states().get(region) or next(written, None) or next(named, region)
