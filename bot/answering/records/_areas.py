"""What several areas in one question mean together: of two side by side either, of nested ones both."""

from __future__ import annotations

from bot.answering.records._ask import Where
from bot.answering.records._result import join
from corpus import countries
from corpus.partnerships import Records


def _lies_in(records: Records, one: Where, other: Where) -> bool:
    """Tell whether an area is a part of another one: Hesse of Germany, Germany of Europe."""
    if one == other or one.continent:
        return False
    states = records.gazetteer.regions.get(one.region or "", ())
    if other.continent:
        lands = (one.country,) if one.country else states
        return any(countries.continent(land) == other.continent for land in lands)
    return other.country in states and other.country != one.country


def _groups(records: Records, wheres: tuple[Where, ...]) -> list[tuple[Where, ...]]:
    """Return each narrowest area with those around it: "in Hesse, Germany, and Japan" is two."""
    once = tuple(dict.fromkeys(wheres))
    return [
        (where, *(other for other in once if _lies_in(records, where, other)))
        for where in once
        if not any(_lies_in(records, other, where) for other in once)
    ]


def _in_group(records: Records, group: tuple[Where, ...], number: int) -> bool:
    return all(where.holds(*records.areas[number]) for where in group)


def in_areas(records: Records, wheres: tuple[Where, ...], number: int) -> bool:
    """Tell whether a place lies in what the areas mean together; without any, everywhere."""
    return not wheres or any(_in_group(records, group, number) for group in _groups(records, wheres))


def areas_named(records: Records, wheres: tuple[Where, ...]) -> str:
    """Say the areas: " in China and Japan", " in Hesse in Germany"."""
    parts = [" in ".join(where.label for where in group) for group in _groups(records, wheres)]
    return f" in {join(parts)}" if parts else ""


def empty_areas(records: Records, wheres: tuple[Where, ...], numbers: list[int]) -> list[str]:
    """Return the labels of areas in which none of the places lies."""
    groups = _groups(records, wheres)
    return [group[0].label for group in groups if not any(_in_group(records, group, n) for n in numbers)]
