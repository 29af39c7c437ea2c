"""Exact answers over tens of thousands of partnerships, where the file for it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.answering.records import Records
from corpus.records import read_csv
from tests.bot.answering.records.network import answer_from_records

FILE = (
    Path(os.environ.get("FOOTBRIDGE_TEST_DATA", Path(__file__).parents[5] / "shared" / "data"))
    / "wikipedia-2026.csv"
)


@pytest.fixture(scope="module")
def records() -> Records:
    if not FILE.exists():
        pytest.skip(
            f"{FILE.name} is not there: set FOOTBRIDGE_TEST_DATA to the folder of the files for scale"
        )
    return Records(read_csv(FILE.read_bytes(), name=FILE.name).statements)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Which city has the most sister cities?", "Bethlehem, Palestine"),
        ("Which two countries have the most partnerships?", ["France", "Germany"]),
        ("Is Chicago twinned with Mexico City?", True),
        ("Who are Lohne's twin towns?", ["Międzylesie, Poland", "Rixheim, France"]),
        ("Which sister cities does Chicago have in China?", ["Shanghai, China", "Shenyang, China"]),
        ("Top 3 cities with the most sister cities",
         ["Bethlehem, Palestine", "Shanghai, China", "Rio de Janeiro, Brazil"]),
    ],
)  # fmt: skip
def test_facts_of_the_whole_network(records: Records, question: str, value: object) -> None:
    answer = answer_from_records(question, records)
    assert answer is not None
    assert answer.value == value


@pytest.mark.parametrize("name", ["Toledo", "Birmingham", "Córdoba"])
def test_names_in_several_countries_give_choices(records: Records, name: str) -> None:
    answer = answer_from_records(f"Who are {name}'s sister cities?", records)
    assert answer is not None
    assert len(answer.choices) > 1


def test_of_each_of_few_namesakes_with_few_partners_it_is_told(records: Records) -> None:
    answer = answer_from_records("Who are Burlington's sister cities?", records)
    assert answer is not None and answer.kind == "each" and not answer.choices
    assert len(answer.statements) > 2


@pytest.mark.parametrize(
    "question",
    [
        "which city has the most sister cities",
        "what are the benefits of a nice sister city",
        "how many people live in most cities",
        "who is the mayor of bath",
    ],
)
def test_common_words_are_not_taken_for_the_towns_of_that_name(records: Records, question: str) -> None:
    answer = answer_from_records(question, records)
    assert answer is None or answer.kind == "most"
