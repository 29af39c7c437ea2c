"""Places that a question describes by their rank, regions that are ranked, and partners at two removes."""

from __future__ import annotations

import pytest

from bot.answering.records import RecordAnswer, Records
from corpus.model import Place
from corpus.records import build
from tests.bot.answering.records.network import CHEMNITZ, KASSEL, STATEMENTS, answer_from_records, network

CHICAGO = "Chicago, Illinois, United States"
OSAKA = "Osaka, Japan"


@pytest.fixture(scope="module")
def records() -> Records:
    return network()


def told(records: Records, question: str, value: object) -> RecordAnswer:
    """Return the answer to a question about a place that is described; its value, in any order, is that."""
    answer = answer_from_records(question, records)
    assert answer is not None
    got = sorted(answer.value) if isinstance(answer.value, list) else answer.value
    assert got == value, answer.text
    assert answer.confidence < 0.9
    return answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many sister cities does the city with the most sister cities have?", 7),
        ("Which sister cities does the city with the most sister cities have in China?", ["Shanghai, China"]),
        ("In which country is the city with the most sister cities?", "United States"),
        ("Is the town that has most partners twinned with Warsaw?", True),
        ("Since when are Osaka and the city with the most sister cities twinned?", 1973),
        ("Who are the sister cities of the Japanese city with the most sister cities?",
         [CHICAGO, "Hamburg, Germany", "Shanghai, China"]),
    ],
)  # fmt: skip
def test_what_is_asked_of_a_place_that_is_described_is_answered(
    records: Records, question: str, value: object
) -> None:
    assert "has the most" in told(records, question, value).text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many sister cities does Osaka's oldest sister city have?", 7),
        ("The oldest sister city of Osaka: how many partners does it have?", 8),
        ("Which partners does the newest twin of Osaka have?", [CHICAGO, OSAKA]),
        ("Who are the partners of Chicago's second oldest partner?",
         [CHICAGO, "Hamburg, Germany", "Shanghai, China"]),
        ("Is Osaka's first twin town twinned with Warsaw?", True),
        ("How many partners does Chicago's Japanese partner have?", 3),
        ("How many partners does the Japanese partner of Chicago have?", 3),
        ("Which Chinese city is Chicago's Japanese partner twinned with?", ["Shanghai, China"]),
        ("Which country is Osaka's oldest sister city in?", "United States"),
        ("In which country does Chicago's most distant partner lie?", "China"),
        ("Who else is twinned with the newest twin of Osaka?", [CHICAGO]),
        ("How many partners has Warsaw's partner?", 8),
        ("Is the oldest twin of Osaka twinned with Warsaw?", True),
        ("Does Volgograd have more twins than Osaka's oldest partner?", False),
    ],
)  # fmt: skip
def test_what_is_asked_of_a_partner_described_by_its_rank_is_asked_of_that_partner(
    records: Records, question: str, value: object
) -> None:
    told(records, question, value)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("When did Osaka's oldest sister city become its partner?", 1973),
        ("Which of the partners of Osaka is its oldest twin?", CHICAGO),
    ],
)
def test_what_is_asked_of_a_partner_and_its_place_is_not_asked_of_other_partners(
    records: Records, question: str, value: object
) -> None:
    answer = answer_from_records(question, records)
    assert answer is not None and answer.value == value, answer and answer.text
    assert "Hamburg" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "How many partners does Chicago's Asian partner have?",  # Osaka and Shanghai
        "How many partners does Chicago's Bolivian partner have?",
        "Which twins do Chicago's Japanese partners have?",  # all of them are asked about
        "Who painted Osaka's oldest partner?",
    ],
)
def test_a_partner_that_cannot_be_told_is_not_described(records: Records, question: str) -> None:
    answer = answer_from_records(question, records)
    assert answer is None or answer.kind != "described", answer.text


def test_of_places_that_are_level_no_one_is_told_of(records: Records) -> None:
    answer = answer_from_records(
        "Who are the sister cities of the city with the fewest sister cities?", records
    )
    assert answer is not None and not answer.has_value
    assert "They are tied" in answer.text


def test_a_question_for_the_place_described_is_the_ranking(records: Records) -> None:
    answer = answer_from_records("Which is the city with the most sister cities?", records)
    assert answer is not None and answer.value == CHICAGO and answer.confidence > 0.9


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Which state has the most sister cities?", "Illinois, United States"),
        ("Which prefecture has the most sister cities?", "Osaka, Japan"),
        ("Which state in Germany has the most partnerships?", ["Hamburg, Germany", "Saxony, Germany"]),
        (
            "Which 2 states of the USA have most partners?",
            ["Illinois, United States", "Vermont, United States"],
        ),
        (
            "Which city in the state of Vermont has the most sister cities?",
            "Burlington, Vermont, United States",
        ),
    ],
)
def test_regions_are_ranked_and_are_no_cities(records: Records, question: str, value: object) -> None:
    answer = answer_from_records(question, records)
    assert answer is not None
    assert answer.value == value, answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Which of the partners of Chicago's partners in Japan are in China?", ["Shanghai, China"]),
        ("Which of the partners of Chicago's partners in Poland are in China?", []),
        ("What twins do Chicago's twins in Japan have?", ["Hamburg, Germany", "Shanghai, China"]),
        ("What are the partners in China of Chicago's partners in Japan?", ["Shanghai, China"]),
    ],
)
def test_an_area_beside_the_partners_is_where_they_lie(
    records: Records, question: str, value: object
) -> None:
    answer = answer_from_records(question, records)
    assert answer is not None
    assert answer.value == value, answer.text


def test_who_compares_two_places_is_told_what_they_share(records: Records) -> None:
    answer = answer_from_records("Compare Chicago's and Osaka's sister cities", records)
    assert answer is not None and answer.value == CHICAGO
    assert "have 2 partners in common in the records: Hamburg, Germany" in answer.text


def test_the_first_is_as_sure_as_partnerships_are_dated() -> None:
    graz, linz = Place("Graz", None, "Austria"), Place("Linz", None, "Austria")
    rows = (
        build("P97", graz, CHEMNITZ, relation="twin", since="1980", source_title="A list"),
        build("P98", graz, KASSEL, relation="twin", source_title="A list"),
        build("P99", linz, KASSEL, relation="twin", since="1980", source_title="A list"),
    )
    records = network((*STATEMENTS, *rows))
    half = answer_from_records("Which is Graz's oldest sister city?", records)
    whole = answer_from_records("Which is Linz's oldest sister city?", records)
    assert half is not None and half.value == "Chemnitz, Saxony, Germany" and half.confidence < 0.5
    assert whole is not None and whole.confidence > 0.9


def test_where_no_partnership_is_dated_none_is_told_as_the_first() -> None:
    graz = Place("Graz", None, "Austria")
    records = network((*STATEMENTS, build("P98", graz, KASSEL, relation="twin", source_title="A list")))
    answer = answer_from_records("Which is Graz's oldest sister city?", records)
    assert answer is not None and not answer.has_value and answer.statements
    assert answer.text.startswith("The records give no start date for the 1 sister city of Graz, Austria")


def test_pairs_of_countries_are_ranked_and_no_countries(records: Records) -> None:
    answer = answer_from_records("Top 2 country pairs by number of sister city partnerships", records)
    assert answer is not None and isinstance(answer.value, list) and len(answer.value) == 4
