"""Gazetteers of a few places, for tests."""

from __future__ import annotations

from corpus.model import Alias, Place, Statement
from corpus.places import Gazetteer
from corpus.records import build

PARIS = Place("Paris", None, "France", 48.8567, 2.3522)
MUENSTER = Place("Münster", None, "Germany", 51.9625, 7.6256)
MUNSTER = Place("Munster", None, "Germany", 52.9859, 10.0853)
LOEHNE = Place("Löhne", None, "Germany", 52.2, 8.7)
LOHNE = Place("Lohne", None, "Germany", 52.6653, 8.2364)


def gazetteer(*places: Place, aliases: tuple[Alias, ...] = ()) -> Gazetteer:
    """Return a gazetteer of the places, each twinned with itself alone, so that none share a partner."""
    return Gazetteer(statements(*places), aliases)


def statements(*places: Place) -> list[Statement]:
    return [build("", place, place, source_title="Town") for place in (*places, PARIS)]


def twinned(*pairs: tuple[Place, Place]) -> Gazetteer:
    return Gazetteer([build("", one, other, source_title="Town") for one, other in pairs])


def labels(found: Gazetteer, name: str) -> list[str]:
    hit = found.look_up(name)
    return sorted(found.places[number].label for number in hit.places) if hit else []
