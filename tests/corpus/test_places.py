"""Which places there are, and which one a name means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import countries
from corpus.model import Alias, Place, Statement
from corpus.places import Gazetteer, distance
from corpus.records import build

PARIS = Place("Paris", None, "France", 48.8567, 2.3522)


def gazetteer(*places: Place, aliases: tuple[Alias, ...] = ()) -> Gazetteer:
    return Gazetteer(statements(*places), aliases)


def statements(*places: Place) -> list[Statement]:
    return [build("", place, PARIS, source_title="Town") for place in places]


def labels(found: Gazetteer, name: str) -> list[str]:
    hit = found.look_up(name)
    return sorted(found.places[number].label for number in hit.places) if hit else []


MUENSTER = Place("Münster", None, "Germany", 51.9625, 7.6256)
MUNSTER = Place("Munster", None, "Germany", 52.9859, 10.0853)
LOEHNE = Place("Löhne", None, "Germany", 52.2, 8.7)
LOHNE = Place("Lohne", None, "Germany", 52.6653, 8.2364)


def test_places_are_never_merged_by_stripping_accents() -> None:
    found = gazetteer(MUENSTER, MUNSTER, LOEHNE, LOHNE)
    assert len(found.places) == 5
    assert labels(found, "Münster") == ["Münster, Germany"]
    assert labels(found, "munster") == ["Munster, Germany"]
    assert labels(found, "Muenster") == ["Münster, Germany"]
    assert labels(found, "Lohne") == ["Lohne, Germany"]


def test_without_the_plain_one_the_accent_is_forgiven_and_told() -> None:
    hit = gazetteer(MUENSTER).look_up("Munster")
    assert hit is not None
    assert hit.how == "accents"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Place("Constanța", None, "Romania", 44.16, 28.63), Place("Constanţa", None, "Romania")),
        (Place("Reykjavik", None, "Iceland", 64.14, -21.9),
         Place("Reykjavík", None, "Iceland", 64.15, -21.94)),
        (Place("Burlington", "Vermont", "United States", 44.47, -73.21),
         Place("Burlington", None, "United States", 44.48, -73.2)),
        (Place("Portland", "OR", "United States"), Place("Portland", "Oregon", "United States")),
        (Place("Ōmihachiman", None, "Japan", 35.13, 136.09),
         Place("Omihachiman", None, "Japan", 35.13, 136.1)),
    ],
)  # fmt: skip
def test_one_place_written_in_two_ways_is_one(one: Place, other: Place) -> None:
    for order in ((one, other), (other, one)):
        found = gazetteer(*order)
        assert len(found.places) == 2
        assert found.number(one) == found.number(other)
        best = found.places[found.number(one)]
        assert best.latitude is not None or one.latitude is None
        assert best.region == (one.region or other.region)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Place("Burlington", "Vermont", "United States", 44.47, -73.21),
         Place("Burlington", None, "United States", 36.09, -79.44)),
        (Place("Burlington", "Vermont", "United States", 44.47, -73.21),
         Place("Burlington", None, "United States")),
        (Place("Burlington", "Vermont", "United States"), Place("Burlington", "Ontario", "Canada")),
        (Place("Toledo", None, "Spain"), Place("Toledo", None, "United States")),
        (MUENSTER, MUNSTER),
    ],
)  # fmt: skip
def test_places_that_may_be_two_stay_two(one: Place, other: Place) -> None:
    for order in ((one, other), (other, one)):
        found = gazetteer(*order)
        assert found.number(one) != found.number(other)


def test_other_names_lead_to_the_place() -> None:
    found = gazetteer(
        Place("Volgograd", None, "Russia"),
        Place("New York City", None, "United States"),
        Place("Adachi (Tokyo)", None, "Japan"),
        Place("Laudio/Llodio", None, "Spain"),
        Place("Saint Petersburg", None, "Russia"),
        Place("Mexico City", None, "Mexico"),
        aliases=(
            Alias("Stalingrad", "Volgograd", None, "Russia", "former"),
            Alias("Peking", "Beijing", None, "China", "exonym"),
        ),
    )
    assert labels(found, "Stalingrad") == ["Volgograd, Russia"]
    assert labels(found, "new york") == ["New York City, United States"]
    assert labels(found, "Adachi") == ["Adachi (Tokyo), Japan"]
    assert labels(found, "Llodio") == ["Laudio/Llodio, Spain"]
    assert labels(found, "St. Petersburg") == ["Saint Petersburg, Russia"]
    assert labels(found, "Mexico") == []
    assert labels(found, "Peking") == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Yaroslavel", "Yaroslavl"), ("Yaroslval", "Yaroslavl"), ("Sprngfield", "Springfield"),
        ("Sandars", None), ("Bon", None), ("Romme", None), ("Aroslavl", None), ("Springfeld Gardens", None),
    ],
)  # fmt: skip
def test_typing_errors_are_forgiven_with_care(written: str, meant: str | None) -> None:
    places = [Place(name, None, "Russia") for name in ("Yaroslavl", "Springfield", "Randers", "Bonn", "Rome")]
    found = gazetteer(*places)
    guess = found.guess(written)
    assert (found.places[guess.places[0]].name if guess else None) == meant


def test_between_two_near_names_nothing_is_guessed() -> None:
    found = gazetteer(
        Place("Marburg", None, "Germany"),
        Place("Maryburg", None, "Russia"),
        Place("Warburg", None, "Germany"),
    )
    assert found.guess("Mabburg") is not None
    twins = gazetteer(Place("Neustadt", None, "Germany"), Place("Neustedt", None, "Germany"))
    assert twins.guess("Neustidt") is None


def test_distance_is_along_the_great_circle() -> None:
    chicago, osaka = (
        Place("Chicago", None, "US", 41.8819, -87.6278),
        Place("Osaka", None, "JP", 34.6939, 135.5022),
    )
    km = distance(chicago, osaka)
    assert km is not None
    assert round(km) == 10433
    assert distance(chicago, Place("X", None, "Y")) is None


@given(st.text(max_size=40))
def test_folding_is_settled_after_once(text: str) -> None:
    assert countries.fold(countries.fold(text)) == countries.fold(text)
    found = gazetteer(MUENSTER)
    found.look_up(text)
    found.guess(text)


@given(st.permutations([MUENSTER, MUNSTER, LOEHNE, LOHNE, Place("Munster", None, "Germany", 52.98, 10.09)]))
def test_numbers_do_not_depend_on_the_order_of_rows(places: list[Place]) -> None:
    found, base = gazetteer(*places), gazetteer(MUENSTER, MUNSTER, LOEHNE, LOHNE)
    assert [place.name for place in found.places] == [place.name for place in base.places]
