"""Partners by rank, without a date, of several places each; and what a question leaves out or limits."""

from __future__ import annotations

from functools import cache

import pytest

from bot.answering.records import Records
from corpus.model import Place
from corpus.records import build
from tests.bot.answering.records.network import (
    HAMBURG,
    STATEMENTS,
    TOWN,
    WARSAW,
    answer_from_records,
    ask,
    network,
)

LYON = Place("Lyon", None, "France", 45.76, 4.84)
MILAN = Place("Milan", None, "Italy", 45.46, 9.19)
ASIAN = ["Osaka, Japan", "Shanghai, China"]
EUROPEAN = ["Warsaw, Poland", "Hamburg, Germany", "Moscow, Russia"]
OVERSEAS = ["Casablanca, Morocco", "Mexico City, Mexico"]


@cache
def dated() -> Records:
    """Return the network, with partners of Hamburg that began in one year, and one of no date."""
    more = (
        build("X1", HAMBURG, LYON, relation="twin", since="1994-05", source_title=TOWN),
        build("X2", HAMBURG, MILAN, relation="twin", source_title=TOWN),
        build("X3", HAMBURG, WARSAW, relation="twin", since="1999", source_title=TOWN),
    )
    return network((*STATEMENTS, *more))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Which was Chicago's second sister city?", "Osaka, Japan"),
        ("Who is number two among the sister cities of Chicago?", "Osaka, Japan"),
        ("Who is Chicago's third twin town by date?", "Casablanca, Morocco"),
        ("Which was Chicago's second newest sister city?", "Hamburg, Germany"),
        ("When did Chicago get its second sister city?", 1973),
        ("Which is the second sister city of Chicago in order of the years?", "Osaka, Japan"),
        ("Which twinning of Chicago is older, the one with Osaka or the one with Warsaw?", "Warsaw, Poland"),
        ("Which was Hamburg's second partner?", ["Chicago, Illinois, United States", "Lyon, France"]),
        ("Which was Hamburg's fourth partner?", "Warsaw, Poland"),
        ("Which was Hamburg's ninth partner?", []),
        ("Which undated partners does Hamburg have?", ["Milan, Italy"]),
        ("How many undated partners does Hamburg have?", 1),
        ("Does Hamburg have undated partners?", True),
        ("Does Chicago have undated partners?", False),
        ("How many sister cities does each of Chicago and Osaka have?", ["7", "3"]),
        ("Which of Chicago, Osaka and Hamburg have a sister city in Russia?",
         ["Chicago, Illinois, United States"]),
        ("Which of Chicago, Osaka and Hamburg have no sister city in Russia?",
         ["Osaka, Japan", "Hamburg, Germany"]),
    ],
)  # fmt: skip
def test_ranks_gaps_and_each(question: str, value: object) -> None:
    assert ask(dated(), question).value == value


def test_a_rank_is_as_sure_as_partnerships_are_dated() -> None:
    sure = ask(dated(), "Which was Chicago's second sister city?").confidence
    assert ask(dated(), "Which was Hamburg's second sister city?").confidence == pytest.approx(sure * 4 / 5)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which of Chicago's sister cities do not lie in Asia?", [*EUROPEAN, *OVERSEAS]),
        ("Which of Chicago's sister cities aren't in Asia?", [*EUROPEAN, *OVERSEAS]),
        ("Who are Chicago's sister cities, leave out Asia", [*EUROPEAN, *OVERSEAS]),
        ("Chicago's sister cities minus those in Asia", [*EUROPEAN, *OVERSEAS]),
        ("Prior to 1975, who were Chicago's sister cities?", ["Warsaw, Poland", "Osaka, Japan"]),
        ("Which sister cities did Chicago have at the end of 1975?", ["Warsaw, Poland", "Osaka, Japan"]),
        ("Which sister cities has Chicago had from 1994 onwards?", ["Hamburg, Germany", "Moscow, Russia"]),
        ("Which sister and friendship cities does Chicago have?",
         [*ASIAN, *EUROPEAN, *OVERSEAS, "Paris, France"]),
        ("Does Chicago have a sister city in Germany, and which?", ["Hamburg, Germany"]),
        ("Which cities in Japan have at the least three sister cities?", ["Osaka, Japan"]),
        ("Chicago partners that are not in Asia", [*EUROPEAN, *OVERSEAS, "Paris, France"]),
    ],
)  # fmt: skip
def test_what_leaves_out_or_limits_is_not_passed_over(question: str, expected: list[str]) -> None:
    value = ask(dated(), question).value
    assert isinstance(value, list)
    assert sorted(value) == sorted(expected)


def test_years_that_say_a_span_again_are_one_span() -> None:
    said = ask(dated(), "Which partnerships began in the eighties (1980 to 1989)?")
    assert said.value == ask(dated(), "Which partnerships began in the eighties?").value
    assert answer_from_records("Which partnerships began in 1960, 1961 and 1985?", dated()) is None


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("Which was Chicago's second newest sister city?", "Hamburg, Germany", "counted from the latest, is"),
        ("Which was Chicago's second sister city?", "Osaka, Japan", "counted from the first, is"),
        ("Which was Hamburg's second partner?", ["Chicago, Illinois, United States", "Lyon, France"],
         "of the same date"),
        ("Which was Chicago's second sister city in Italy?", [], "no sister cities in Italy"),
        ("Which was Hamburg's ninth partner?", [], "Only these"),
        ("Which undated partners does Hamburg have?", ["Milan, Italy"], "no start date for 1 partner city"),
        ("Does Chicago have undated sister cities?", False, "a start date for all 7 sister cities"),
        ("Does Chicago have undated sister cities in Italy?", False, "no sister cities in Italy"),
        ("Which of Chicago and Hamburg have a sister city in Russia?", "Chicago, Illinois, United States",
         "The records hold no sister cities in Russia of Hamburg, Germany"),
        ("Which of Chicago and Osaka have a sister city in Germany?",
         ["Chicago, Illinois, United States", "Osaka, Japan"], "Osaka, Japan has 1 sister city in Germany"),
        ("Is Chicago's twinning with Osaka older than its twinning with Warsaw?", False, "No."),
        ("Is Chicago's twinning with Warsaw older than its twinning with Osaka?", True, "Yes."),
        ("Is Chicago's twinning with Osaka newer than its twinning with Warsaw?", True, "Yes."),
        ("Which twinning of Chicago is newer, that with Osaka or that with Warsaw?", "Osaka, Japan", "newer"),
        ("Which twinning of Hamburg is older, that with Milan or that with Osaka?", None, "dates for both"),
        ("Which twinning of Hamburg is older, that with Chicago or that with Lyon?", None, "same year"),
        ("Which twinning of Chicago is older, that with Osaka or with Metz?", None, "not partner cities"),
    ],
)  # fmt: skip
def test_the_answer_says_how_it_was_counted(question: str, value: object, said: str) -> None:
    answer = ask(dated(), question)
    found = answer.value
    if isinstance(found, list) and len(found) == 1:
        found = found[0]
    assert ([found] if isinstance(value, list) and len(value) == 1 else found) == value
    assert said in answer.text
