"""Which sorts of partnership count, by what a question says of them, and numbers that are compared."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.records import Records, inclusion
from corpus.model import Place
from corpus.records import build
from tests.bot.answering.records.network import (
    CHICAGO,
    KASSEL,
    STATEMENTS,
    TOWN,
    answer_from_records,
    network,
)

_CHICAGO = "Chicago, Illinois, United States"


@pytest.fixture(scope="module")
def records() -> Records:
    return network()


@cache
def with_an_ended_one() -> Records:
    ended = build("S1", CHICAGO, KASSEL, relation="twin", since="1970", status="ended", source_title=TOWN)
    return network((*STATEMENTS, ended))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many sister cities does Chicago have?", 7),
        ("How many sister cities does Chicago have, friendships included?", 8),
        ("Friendship ones included, how many sister cities does Chicago have?", 8),
        ("How many sister cities does Chicago have, including the ended ones?", 8),
        ("How many sister cities does Chicago have, ended and friendship ones included?", 9),
        ("How many partners does Chicago have?", 8),
        ("How many partners does Chicago have, not counting friendships?", 7),
        ("How many partners does Chicago have, friendships left out?", 7),
        ("How many partners does Chicago have excluding suspended ones?", 7),
        ("How many partners does Chicago have, friendships aside?", 7),
        ("How many sister cities does Chicago have, if ended ones count too?", 8),
        ("How many partners does Chicago have, not including friendships?", 7),
        ("How many suspended partners does Chicago have?", 1),
        ("How many suspended partners does Chicago have, friendships included?", 1),
    ],
)
def test_what_a_question_says_is_to_count_counts(question: str, value: int) -> None:
    answer = answer_from_records(question, with_an_ended_one())
    assert answer is not None and answer.value == value, answer and answer.text


_SIGNS = st.sampled_from(["friendship", "suspended", "ended", "rel", "CITY", "how", "many", "article", "and"])
_WORDS = st.sampled_from(["included", "including", "counting", "left", "out", "excluded", "x", "y", "not"])


@given(st.lists(st.tuples(_SIGNS, _WORDS), max_size=12))
def test_only_what_is_said_of_sorts_is_settled(said: list[tuple[str, str]]) -> None:
    order, words = [sign for sign, _ in said], [word for _, word in said]
    before = list(order)
    sorts = inclusion.settle(order, words)
    assert sorts.included | sorts.omitted <= {"friendship", "suspended", "ended"}
    changed = {at for at, sign in enumerate(order) if sign != before[at]}
    assert changed <= sorts.spots
    assert len(order) == len(before)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Which cities have exactly seven sister cities?", [_CHICAGO]),
        ("Which city has just 7 twins?", [_CHICAGO]),
        ("Which cities have more than six sister cities?", [_CHICAGO]),
        ("Which city has the most sister cities?", _CHICAGO),
    ],
)
def test_a_number_that_is_compared_is_no_rank(records: Records, question: str, value: object) -> None:
    answer = answer_from_records(question, records)
    assert answer is not None and answer.value == value, answer and answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Which has the shortest list of sister cities: Chicago, Osaka or Volgograd?", None),
        ("Is the list of Osaka's or of Chicago's sister cities the shorter one?", None),
        ("Which country has Osaka at least the most partners in?", None),
        ("More than six sister cities: which cities have that?", [_CHICAGO]),
    ],
)
def test_what_is_smaller_is_not_told_as_larger(records: Records, question: str, value: object) -> None:
    answer = answer_from_records(question, records)
    if value is None:  # listed words alone may leave it; what they answer is not turned round
        assert answer is None or answer.value != _CHICAGO
    else:
        assert answer is not None and answer.value == value


def test_the_mean_of_places_that_are_named_is_theirs(records: Records) -> None:
    answer = answer_from_records("Average number of sister cities of Chicago and Osaka?", records)
    assert answer is not None and answer.value == 5.0
    assert "Chicago, Illinois, United States (7)" in answer.text and "Osaka, Japan (3)" in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Partnerships of Chicago that were started between 1990 and 1995",
         ["Hamburg, Germany", "Mexico City, Mexico"]),
        ("Which twins does Chicago have, leaving out those that Osaka has?",
         ["Casablanca, Morocco", "Mexico City, Mexico", "Moscow, Russia", "Warsaw, Poland"]),
        ("Chicago's twins, minus Osaka",
         ["Casablanca, Morocco", "Hamburg, Germany", "Mexico City, Mexico", "Moscow, Russia",
          "Shanghai, China", "Warsaw, Poland"]),
        ("Which places are twinned with somewhere Japanese?",
         ["Burlington, Ontario, Canada", _CHICAGO, "Hamburg, Germany", "Portland, Oregon, United States",
          "Shanghai, China", "Volgograd, Russia"]),
        ("What do Chicago and Osaka have in common, partner-wise?", ["Hamburg, Germany", "Shanghai, China"]),
        ("mexico citys sister cities", [_CHICAGO]),
        ("honfleurs sister cities", ["Burlington, Vermont, United States"]),
        ("From which year on have Chicago and Osaka been twinned?", 1973),
    ],
)  # fmt: skip
def test_what_stands_beside_the_places_says_which_partners_are_meant(
    records: Records, question: str, value: object
) -> None:
    answer = answer_from_records(question, records)
    assert answer is not None, "left to the passages"
    got = sorted(answer.value) if isinstance(answer.value, list) else answer.value
    assert got == (sorted(value) if isinstance(value, list) else value), answer.text


def test_two_places_of_one_name_are_twinned_with_each_other(records: Records) -> None:
    answer = answer_from_records("Are Toledo and Toledo sister cities?", records)
    assert answer is not None and answer.value is True and not answer.choices


def test_who_asks_whence_a_partnership_is_known_is_told_the_sources(records: Records) -> None:
    answer = answer_from_records("Chicago–Osaka, says who?", records)
    assert answer is not None and answer.value == [TOWN]


@pytest.mark.parametrize(
    ("before", "question", "value"),
    [
        ("What is Osaka's oldest partner?", "How many sister cities does that one have?", 7),
        ("What is Osaka's oldest partner?", "Is this city twinned with Warsaw?", True),
        ("What is Chicago's oldest partner?", "And its second oldest?", "Osaka, Japan"),
        ("Is Osaka twinned with Chicago?", "How many sister cities does that city have?", 3),
    ],
)
def test_that_one_is_the_place_that_was_told(
    records: Records, before: str, question: str, value: object
) -> None:
    answer = answer_from_records(question, records, history=[before])
    assert answer is not None and answer.value == value, answer and answer.text


def test_a_label_is_read_back_as_its_place() -> None:
    """What the bot writes can be asked again, whatever signs its region is written with."""
    otaru = Place("Otaru", "Hokkaidō", "Japan", 43.19, 140.99)
    records = network((*STATEMENTS, build("L1", otaru, KASSEL, relation="twin", source_title=TOWN)))
    for number in records.of:
        label = records.label(number)
        answer = answer_from_records(f"Who are the partners of {label}?", records)
        assert answer is not None and label in answer.text and not answer.unknown, label
