"""Which places there are, and which one a name means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import countries
from corpus._found import Gained
from corpus.atlas import atlas
from corpus.coordinates import doubted
from corpus.model import Alias, Place
from corpus.places import distance
from tests.corpus.gazetteers import LOEHNE, LOHNE, MUENSTER, MUNSTER, gazetteer, labels


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
        assert best.region == max(one.region or "", other.region or "", key=len) or not best.region


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


def test_namesakes_in_one_country_are_labelled_with_their_regions() -> None:
    one, other = (
        Place("Springfield", None, "United States", 42.10, -72.59),
        Place("Springfield", None, "United States", 37.21, -93.29),
    )
    found = gazetteer(one, other)
    assert labels(found, "Springfield") == [
        "Springfield, Massachusetts, United States",
        "Springfield, Missouri, United States",
    ]


def test_coordinates_in_another_country_are_not_used() -> None:
    astray = Place("Casablanca", None, "Morocco", -33.32, -71.41)  # those of Casablanca in Chile
    found = gazetteer(astray)
    place = found.places[found.number(astray)]
    assert place.latitude is not None
    assert round(place.latitude) == 34


def test_coordinates_that_a_place_of_another_country_has_are_doubted_and_not_used() -> None:
    right = Place("Volgograd", None, "Russia", 48.7086, 44.5147)
    wrong = Place("A hamlet", None, "Italy", 48.7086, 44.5147)
    beside = (
        Place("Famagusta", None, "Cyprus", 35.1, 33.9),
        Place("A quarter", None, "Northern Cyprus", 35.1, 33.9),
    )
    assert list(doubted((right, wrong, *beside))) == [(wrong, "are also those of Volgograd, Russia")]
    found = gazetteer(right, wrong)
    assert found.places[found.number(wrong)].latitude is None
    assert found.places[found.number(right)].latitude == 48.7086
    far = Place("Casablanca", None, "Morocco", -33.32, -71.41)
    assert list(doubted((far,))) == [(far, "lie far from it, or in another country")]


def test_what_rows_add_to_a_gazetteer_is_counted() -> None:
    before = gazetteer(Place("Köln", None, "Germany"), Place("Paris", None, "France"))
    named = [Place("Cologne", None, "Germany"), Place("Paris", None, "France"), Place("Oslo", None, "Norway")]
    after = gazetteer(Place("Köln", None, "Germany"), *named)
    assert after.since(before, named) == Gained(new=1, joined=2, respelt=1)


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("Königsberg", "Kaliningrad"), ("Bombay", "Mumbai"), ("Karl-Marx-Stadt", "Chemnitz"),
        ("Fünfkirchen", "Pécs"), ("Москва", "Moscow"), ("東京", "Tokyo"), ("Αθήνα", "Athens"),
        ("Frankfurt a.M.", "Frankfurt am Main"), ("Frankfurt/Oder", "Frankfurt (Oder)"),
        ("Frankfurt an der Oder", "Frankfurt (Oder)"), ("Washington DC", "Washington, D.C."),
        ("Clermont Ferrand", "Clermont-Ferrand"), ("La Coruña", "A Coruña"), ("La Coruna", "A Coruña"),
        ("St Louis", "St. Louis"), ("Saint Louis", "St. Louis"), ("Ft Worth", "Fort Worth"),
        ("Xian", "Xi'an"), ("L’Aquila", "L'Aquila"), ("Tel-Aviv", "Tel Aviv"), ("Nuernberg", "Nuremberg"),
        ("City of Bath", "Bath"), ("Ville de Nancy", "Nancy"), ("Stadt Kassel", "Kassel"),
        ("Trivandrum", "Thiruvananthapuram"), ("Donostia", "San Sebastián"),
    ],
)  # fmt: skip
def test_names_of_all_kinds_are_read(written: str, label: str) -> None:
    homes = {
        "Kaliningrad": "Russia", "Mumbai": "India", "Chemnitz": "Germany", "Pécs": "Hungary",
        "Moscow": "Russia", "Tokyo": "Japan", "Athens": "Greece", "Frankfurt am Main": "Germany",
        "Frankfurt (Oder)": "Germany", "Washington, D.C.": "United States", "Clermont-Ferrand": "France",
        "A Coruña": "Spain", "St. Louis": "United States", "Fort Worth": "United States", "Xi'an": "China",
        "L'Aquila": "Italy", "Tel Aviv": "Israel", "Nuremberg": "Germany", "Bath": "United Kingdom",
        "Nancy": "France", "Kassel": "Germany", "Thiruvananthapuram": "India", "San Sebastián": "Spain",
    }  # fmt: skip
    found = gazetteer(*(Place(name, None, country) for name, country in homes.items()))
    assert labels(found, written) == [f"{label}, {homes[label]}"]


def test_a_real_place_without_records_is_known_and_is_not_guessed() -> None:
    found = gazetteer(Place("Vienne", None, "France"), Place("Samara", None, "Russia"))
    assert found.look_up("Vienna") is None
    assert found.guess("Vienna") is None
    assert found.guess("Asmara") is None
    best = found.elsewhere("Vienna")[0]
    assert (best.label, best.population > 1_000_000) == ("Vienna, Vienna, Austria", True)
    assert found.elsewhere("Asmara")[0].country == "Eritrea"
    assert [place.country for place in found.elsewhere("Samara")] != ["Russia"]
    assert found.elsewhere("Xyzzyville") == []


def test_what_the_atlas_knows_of_a_place_is_told() -> None:
    found = gazetteer(Place("Köln", None, "Germany"), Place("Nowhere in Particular", None, "Germany"))
    cologne, nowhere = found.number(Place("Köln", None, "Germany")), found.look_up("Nowhere in Particular")
    assert found.geonames_id(cologne) == 2886242
    assert (found.population(cologne) or 0) > 1_000_000
    assert found.region(cologne) == "north rhine-westphalia"
    assert nowhere is not None
    assert found.geonames_id(nowhere.places[0]) is None
    assert found.population(nowhere.places[0]) is None
    assert found.region(nowhere.places[0]) == ""


@pytest.mark.parametrize(
    ("written", "key"),
    [("Bayern", "bavaria"), ("Bavière", "bavaria"), ("Toscana", "tuscany"), ("Nordrhein-Westfalen",
     "north rhine-westphalia"), ("Katalonien", "catalonia"), ("Sicilia", "sicily"), ("Małopolskie",
     "lesser poland"), ("Skåne", "skåne"), ("Bretagne", "brittany")],
)  # fmt: skip
def test_regions_have_names_in_several_languages(written: str, key: str) -> None:
    found = gazetteer(MUENSTER)
    assert [region.key for region in atlas().regions(written)] == [key]
    assert countries.fold(written) in found.regions


@given(st.sampled_from(range(0, 20_000, 7)), st.booleans())
def test_a_place_of_the_atlas_is_found_by_its_own_label(number: int, with_region: bool) -> None:
    entry = atlas().entry(number)
    place = Place(entry.name, entry.region if with_region else None, entry.country)
    found = gazetteer(place)
    hit = found.look_up(found.places[found.number(place)].label)
    assert hit is not None
    assert found.number(place) in hit.places


def test_a_city_of_the_records_is_no_region_that_they_do_not_name() -> None:
    assert "osaka" in gazetteer(MUENSTER).regions
    assert "osaka" not in gazetteer(Place("Osaka", None, "Japan")).regions
    assert "osaka" in gazetteer(Place("Osaka", None, "Japan"), Place("Izumi", "Osaka", "Japan")).regions
