"""Questions about countries and regions that are read in more than one way, or hold nothing."""

from __future__ import annotations

import pytest

from bot.answering.records import Records
from corpus.model import Place
from corpus.records import build
from tests.bot.answering.records.network import CHEMNITZ, KASSEL, STATEMENTS, answer_from_records, network


@pytest.fixture(scope="module")
def records() -> Records:
    return network()


def test_within_a_country_both_places_lie_there() -> None:
    records = network((*STATEMENTS, build("P99", KASSEL, CHEMNITZ, relation="twin", source_title="A list")))
    for question in (
        "Which partnerships are there within Germany?",
        "Which twinnings between German cities?",
    ):
        answer = answer_from_records(question, records)
        assert answer is not None
        assert answer.value == ["Chemnitz, Saxony, Germany – Kassel, Hesse, Germany"], answer.text
        assert answer.text.startswith("Between places in Germany the records hold 1 partnership:")


def test_a_country_that_is_a_state_too_is_what_the_area_beside_it_is() -> None:
    tbilisi, athens = Place("Tbilisi", None, "Georgia"), Place("Athens", "Georgia", "United States")
    records = network(
        (
            *STATEMENTS,
            build("P98", tbilisi, KASSEL, relation="twin", source_title="A list"),
            build("P99", athens, KASSEL, relation="twin", source_title="A list"),
        )
    )
    values = {
        "Which cities in Georgia are twinned with cities in Germany?": ["Tbilisi, Georgia"],
        "Which cities in Georgia are twinned with cities in Hesse?": ["Athens, Georgia, United States"],
        "Which cities in Georgia have sister cities?": ["Athens, Georgia, United States", "Tbilisi, Georgia"],
    }
    for question, value in values.items():
        answer = answer_from_records(question, records)
        assert answer is not None, question
        assert isinstance(answer.value, list)
        assert sorted(answer.value) == value, question


def test_where_there_is_none_what_comes_nearest_is_cited(records: Records) -> None:
    for question in (
        "How many partnerships are there between France and Japan?",
        "How many partnerships are there within Germany?",
        "How many cities in Japan have 5 or more sister cities?",
    ):
        answer = answer_from_records(question, records)
        assert answer is not None
        assert answer.statements, "an answer without a citation is left to the passages"
        assert answer.value == 0
        assert "elsewhere" in answer.text or "the one with most has 3 partnerships: Osaka" in answer.text


def test_a_country_is_not_a_city_of_its_name_elsewhere() -> None:
    greece, volos = Place("Greece", "New York", "United States"), Place("Volos", None, "Greece")
    records = network(
        (
            *STATEMENTS,
            build("P98", greece, KASSEL, relation="twin", source_title="A list"),
            build("P99", volos, CHEMNITZ, relation="twin", source_title="A list"),
        )
    )
    country = answer_from_records("How many twinnings between Germany and Greece are there?", records)
    city = answer_from_records("Who are the sister cities of Greece, New York?", records)
    assert country is not None and country.value == 1 and "Volos" in country.text
    assert city is not None and city.value == ["Kassel, Hesse, Germany"]
    bahia = Place("Salvador", None, "Brazil")
    other = network((*STATEMENTS, build("P97", bahia, KASSEL, relation="twin", source_title="A list")))
    salvador = answer_from_records("Who are Salvador's sister cities?", other)
    assert salvador is not None and salvador.value == ["Kassel, Hesse, Germany"]


def test_of_twinnings_the_friendships_that_are_not_counted_are_told(records: Records) -> None:
    between = answer_from_records(
        "How many twinnings are there between the United States and France?", records
    )
    began = answer_from_records("How many twinnings began in 1996?", records)
    every = answer_from_records("How many partnerships began in 1996?", records)
    for answer, value in ((between, 1), (began, 0)):
        assert answer is not None and answer.value == value
        assert "1 friendship or contact is not counted." in answer.text
    assert every is not None and every.value == 1 and "not counted" not in every.text
