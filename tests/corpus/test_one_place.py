"""One place, however it is written, and two that only look alike."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.coordinates import doubted
from corpus.model import Place
from tests.corpus.gazetteers import LOEHNE, LOHNE, MUNSTER, PARIS, gazetteer, labels, twinned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Place("Köln", None, "Germany"), Place("Cologne", None, "Germany", 50.94, 6.96)),
        (Place("Göteborg", None, "Sweden"), Place("Gothenburg", None, "Sweden")),
        (Place("Nürnberg", "Bavaria", "Germany"), Place("Nuremberg", None, "Germany")),
        (Place("Wolgograd", None, "Russia"), Place("Volgograd", None, "Russia")),
        (Place("Mailand", None, "Italy"), Place("Milan", None, "Italy")),
        (Place("Malmo\u0308", None, "Sweden"), Place("Malmö", None, "Sweden")),
        (Place("Mal\u00admö\u200b", None, "Sweden"), Place("Malmö", None, "Sweden")),
        (Place("\uff2dalmö", None, "Sweden"), Place("Malmö", None, "Sweden")),
        (Place("Clermont Ferrand", None, "France"), Place("Clermont-Ferrand", None, "France")),
        (Place("Famagusta", None, "Northern Cyprus", 35.12, 33.94),
         Place("Famagusta", None, "Cyprus", 35.12, 33.94)),
        (Place("Debrecen (Debrezin)", None, "Hungary", 47.53, 21.63), Place("Debrecen", None, "Hungary")),
        (Place("Hradec Králové (Königgrätz)", None, "Czech Republic", 49.71, 15.3),
         Place("Hradec Králové", None, "Czech Republic")),
        (Place("Pfaffenhofen a. d. Ilm", None, "Germany", 48.53, 11.51),
         Place("Pfaffenhofen an der Ilm", None, "Germany", 48.53, 11.5)),
    ],
)  # fmt: skip
def test_two_spellings_of_one_place_are_one(one: Place, other: Place) -> None:
    found = gazetteer(one, other)
    assert found.number(one) == found.number(other)
    assert found.geonames_id(found.number(one)) is not None
    assert found.places[found.number(one)].name in (one.name, other.name)


FORMS: list[Literal["NFC", "NFD", "NFKC", "NFKD"]] = ["NFC", "NFD", "NFKC", "NFKD"]
UNSEEN = st.lists(st.tuples(st.integers(0, 8), st.sampled_from("\u00ad\u200b\u200d\u2060\ufeff")), max_size=4)


@given(data=st.data())
@pytest.mark.parametrize(
    "place", [("Malmö", "Sweden"), ("Århus", "Denmark"), ("Łódź", "Poland"), ("São Paulo", "Brazil")]
)
def test_however_the_letters_of_a_place_are_stored_it_is_one(
    place: tuple[str, str], data: st.DataObject
) -> None:
    form, unseen, wide = (data.draw(one) for one in (st.sampled_from(FORMS), UNSEEN, st.booleans()))
    name, country = place
    written = "".join(chr(ord(c) + 0xFEE0) if wide and c.isascii() and c.isalpha() else c for c in name)
    written = unicodedata.normalize(form, written)
    for at, character in unseen:
        written = written[:at] + character + written[at:]
    found = gazetteer(Place(name, None, country), Place(written, None, country))
    assert found.number(Place(name, None, country)) == found.number(Place(written, None, country))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LOEHNE, LOHNE),
        (Place("Löhne", None, "Germany"), Place("Lohne", None, "Germany")),
        (Place("Fürth", None, "Germany", 49.48, 10.99), Place("Furth", None, "Germany", 48.59, 12.02)),
        (Place("Aken", None, "Germany", 50.7764, 6.0839), Place("Aachen", None, "Germany", 50.7756, 6.0836)),
        (Place("Lichtenberg (Berlin)", None, "Germany", 52.53, 13.5),
         Place("Berlin", None, "Germany", 52.52, 13.4)),
        (Place("Suwałki (rural gmina)", None, "Poland", 54.1, 22.93),
         Place("Suwałki", None, "Poland", 54.1, 22.93)),
        (Place("Arras (communauté)", None, "France", 50.28, 2.79),
         Place("Arras", None, "France", 50.29, 2.78)),
        (Place("Gulou (Fuzhou)", None, "China", 26.08, 119.29), Place("Fuzhou", None, "China", 26.07, 119.3)),
        (Place("Vyborg (Saint Petersburg)", None, "Russia", 60.72, 28.77),
         Place("Vyborg", None, "Russia", 60.72, 28.77)),
        (Place("Moskau (Krasnaja Presnja)", None, "Russia", 55.76, 37.61),
         Place("Moskau", None, "Russia", 55.76, 37.62)),
        (Place("Beuel (Bonn)", None, "Germany", 50.74, 7.12), Place("Beuel", None, "Germany", 52.05, 9.1)),
    ],
)  # fmt: skip
def test_places_that_only_look_alike_stay_two(one: Place, other: Place) -> None:
    found = gazetteer(one, other)
    assert found.number(one) != found.number(other)


def test_the_spelling_of_most_records_is_shown_and_each_is_found() -> None:
    cologne, koeln = Place("Cologne", None, "Germany"), Place("Köln", None, "Germany")
    found = twinned((cologne, PARIS), (cologne, MUNSTER), (koeln, LOHNE))
    assert (
        labels(found, "Köln") == labels(found, "cologne") == labels(found, "Keulen") == ["Cologne, Germany"]
    )


PORTLAND = Place("Portland", None, "United States")
PORTLAND_OREGON = Place("Portland", "Oregon", "United States", 45.52, -122.67)
PORTLAND_MAINE = Place("Portland", "Maine", "United States", 43.66, -70.26)
SAPPORO, ARCHANGEL = Place("Sapporo", None, "Japan"), Place("Arkhangelsk", None, "Russia")


def test_what_gives_no_region_joins_the_namesake_with_which_it_shares_a_partner() -> None:
    found = twinned((PORTLAND_OREGON, SAPPORO), (PORTLAND_MAINE, ARCHANGEL), (PORTLAND, SAPPORO))
    assert found.number(PORTLAND) == found.number(PORTLAND_OREGON) != found.number(PORTLAND_MAINE)


def test_what_joined_a_namesake_is_joined_by_a_third_that_shares_its_partners() -> None:
    far = Place("Portland", None, "United States", 50.55, -2.44)  # those of Portland in England
    found = twinned((PORTLAND_OREGON, SAPPORO), (far, SAPPORO), (far, LOEHNE), (PORTLAND, LOEHNE))
    assert len({found.number(place) for place in (PORTLAND, far, PORTLAND_OREGON)}) == 1


def test_a_place_whose_coordinates_are_wrong_is_the_namesake_with_which_it_shares_a_partner() -> None:
    susa = Place("Susa", None, "Italy")
    wrong = Place("Susa", None, "Italy", 32.19, 48.26)  # those of Susa in Iran
    found = twinned((susa, SAPPORO), (wrong, SAPPORO))
    assert found.number(susa) == found.number(wrong)
    assert round(found.places[found.number(susa)].latitude or 0) == 45
    apart = twinned((susa, SAPPORO), (wrong, ARCHANGEL))
    assert apart.number(susa) != apart.number(wrong)


def test_a_name_without_its_accents_is_joined_by_a_partner_where_no_place_is_called_so() -> None:
    written, wrongly = Place("Vitré", None, "France", 48.12, -1.21), Place("Vitrè", None, "France", 47.0, 3.0)
    found = twinned((written, SAPPORO), (wrongly, SAPPORO))
    assert found.number(written) == found.number(wrongly)
    lohne = Place("Lohne", None, "Germany", 47.0, 10.0)
    apart = twinned((LOEHNE, SAPPORO), (lohne, SAPPORO))
    assert apart.number(LOEHNE) != apart.number(lohne)


def test_of_two_spellings_with_diacritics_the_one_that_most_write_is_shown() -> None:
    right, wrong = Place("León", None, "Spain"), Place("Léon", None, "Spain")
    found = twinned((right, SAPPORO), (right, ARCHANGEL), (wrong, MUNSTER))
    assert labels(found, "Leon") == ["León, Spain"]


def test_a_state_that_gives_its_name_to_another_region_too_is_found() -> None:
    seattle = Place("Seattle", "Washington", "United States", 47.61, -122.33)
    found = gazetteer(seattle)
    assert found.population(found.number(seattle))


def test_a_region_in_brackets_is_the_region() -> None:
    ward = Place("Shinagawa", "Tokyo", "Japan", 35.61, 139.73)
    other = Place("Shinagawa (Tokyo)", None, "Japan")
    found = twinned((ward, SAPPORO), (other, ARCHANGEL))
    assert found.number(ward) == found.number(other)
    assert labels(found, "Shinagawa (Tokyo)") == ["Shinagawa, Tokyo, Japan"]
    alone = twinned((other, ARCHANGEL))
    assert alone.places[alone.number(other)].label == "Shinagawa (Tokyo), Japan"


def test_coordinates_of_many_places_are_of_none_of_them() -> None:
    names = ("Montlhéry", "Vendôme", "Pérenchies", "Bondoufle", "Quetigny")
    heap = [Place(name, None, "France", 47.9644, 7.3072) for name in names]
    found = gazetteer(*heap)
    assert all(found.geonames_id(found.number(place)) for place in heap)
    assert [place for place, _ in doubted(heap)] == sorted(heap, key=lambda place: place.label)
    fewer = gazetteer(*heap[:3])
    assert fewer.geonames_id(fewer.number(heap[2])) is None


def test_what_shares_no_partner_keeps_its_region_unsaid() -> None:
    found = twinned((PORTLAND_OREGON, SAPPORO), (PORTLAND_MAINE, ARCHANGEL), (PORTLAND, LOEHNE))
    assert len({found.number(place) for place in (PORTLAND, PORTLAND_OREGON, PORTLAND_MAINE)}) == 3
    assert found.region(found.number(PORTLAND)) == ""


def test_what_shares_partners_with_two_namesakes_joins_neither() -> None:
    found = twinned((PORTLAND_OREGON, SAPPORO), (PORTLAND_MAINE, SAPPORO), (PORTLAND, SAPPORO))
    assert len({found.number(place) for place in (PORTLAND, PORTLAND_OREGON, PORTLAND_MAINE)}) == 3
