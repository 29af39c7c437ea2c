"""How answers are compared with what a file of questions expects, and what of it is the file's own fault."""

from __future__ import annotations

from typing import Any

import pytest

from bench.expected import Judged, excused
from bench.expected_judge import Judge
from bot.answering.answer import Answer
from tests.bot.answering.records.network import network

PARTNERS = ["Bologna, Italy", "Sapporo, Japan"]


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(network())


def _row(expected: object, question: str = "?", kind: str = "any") -> dict[str, Any]:
    return {"id": "a-1", "kind": kind, "question": question, "expected": expected}


def _answer(values: Any = None, text: str = "", choices: tuple[str, ...] = ()) -> Answer:
    return Answer(
        "", "?", text, bool(choices), 0.98, has_values=values is not None, values=values, choices=choices
    )


@pytest.mark.parametrize(
    ("expected", "question", "given", "verdict"),
    [
        (PARTNERS, "?", ["Sapporo, Japan", "Bologna, Italy"], "right"),
        (PARTNERS, "?", ["Sapporo, Japan"], "wrong"),
        ("Portland, Oregon", "Portland Oregon sister cities", ["Sapporo, Japan"], "right"),
        ("Portland, Maine", "Portland Maine sister cities", ["Sapporo, Japan"], "wrong"),
        ("Germany", "In which country …", "Germany", "right"),
        ("Germany", "In which country …", "France", "wrong"),
        ("Oregon", "?", ["Portland, Oregon, United States"], "right"),
        ("Oregon", "?", ["Portland, Maine, United States"], "wrong"),
        ("Maine state/any", "?", ["Portland, Maine, United States – Arkhangelsk, Russia"], "right"),
        ("pairs", "?", ["Portland, Oregon, United States – Sapporo, Japan"], "right"),
        ("pairs", "?", ["Portland, Maine, United States – Sapporo, Japan"], "wrong"),
        ("a count of cities", "?", 12, "right"),
        ("a count of cities", "?", ["Osaka, Japan"], "wrong"),
        ("~9,000 km", "?", 8673, "right"),
        ("~9,000 km", "?", 2000, "wrong"),
        ("2 without Arkhangelsk", "?", PARTNERS, "right"),
        ("3 without Arkhangelsk", "?", PARTNERS, "wrong"),
        ("2 without Bologna", "?", PARTNERS, "wrong"),
        ("Page of a town", "Which sources …", ["Page of the town"], "wrong"),
        ("Page, town", "Which sources …", ["Page of the town"], "right"),
    ],
)
def test_values_and_words_are_compared(
    judge: Judge, expected: object, question: str, given: object, verdict: str
) -> None:
    assert judge.verdict(_row(expected, question), _answer(given)) == verdict


@pytest.mark.parametrize(
    ("question", "given", "verdict"),
    [
        ("the sister cities of A and of B", [*PARTNERS, "Arkhangelsk, Russia"], "right"),
        ("the sister cities of A and of B", PARTNERS, "wrong"),
        ("which are twinned with each other?", ["Chicago, United States – Osaka, Japan"], "right"),
        ("which has the most sister cities itself?", "Sapporo, Japan", "right"),
        ("which has the most sister cities itself?", "Bologna, Italy", "wrong"),
        ("the oldest and the newest", ["Sapporo, Japan", "Bologna, Italy"], "right"),
        ("the oldest and the newest", ["Bologna, Italy", "Sapporo, Japan"], "wrong"),
        ("partners, and in which countries", [*PARTNERS, "Japan", "Italy"], "right"),
        ("partners, and in which countries", [*PARTNERS, "Japan"], "wrong"),
    ],
)
def test_both_halves_of_a_question_count(judge: Judge, question: str, given: object, verdict: str) -> None:
    wanted = {
        "partners": PARTNERS,
        "partnersB": ["Arkhangelsk, Russia"],
        "inner": [["Osaka, Japan", "Chicago, United States"]],
        "mostof": [["Sapporo", "", "Japan"]],
    }
    assert judge.verdict(_row(wanted, question), _answer(given)) == verdict


def test_to_ask_which_place_is_meant_is_right_where_the_wanted_one_is_offered(judge: Judge) -> None:
    toledos = _answer(choices=("Toledo, Ohio, United States", "Toledo, Spain"))
    assert judge.verdict(_row("Toledo, Spain"), toledos) == "right"
    assert judge.verdict(_row("Hamburg, Germany"), toledos) == "not answered"
    assert judge.verdict(_row(2), toledos) == "right"
    assert judge.verdict(_row(3), toledos) == "not answered"


def test_a_fault_of_the_file_is_told_with_its_reason_and_is_not_right(judge: Judge) -> None:
    found = [Judged(_row(3), _answer(2), verdict) for verdict in ("wrong", "right")]
    wrong, right = excused(found, {"a-1": "counts one place twice"})
    assert (wrong.verdict, wrong.reason) == ("fault of the data", "counts one place twice")
    assert (right.verdict, right.reason) == ("right", "")
