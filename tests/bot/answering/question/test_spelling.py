"""Misspelt questions are read with the words of the corpus."""

from __future__ import annotations

import pytest

from bot.answering.question.spelling import asking, correct
from index.terms import terms

PASSAGES = ["The small city of Burlington became a microcosm; the impact depends on citizens."]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("wat did Burlingtn become", "wat did Burlington become"),
        ("the impackt on citezens", "the impact on citizens"),
        ("Who lives in Boston?", "Who lives in Boston?"),
        ("Is it a city?", "Is it a city?"),
        ("smoll", "smoll"),
    ],
)
def test_correct(typed: str, read: str) -> None:
    held = {term for text in PASSAGES for term in terms(text)}
    unknown = [term for term in terms(typed) if term not in held]
    assert correct(typed, unknown, PASSAGES) == read


def test_a_word_that_the_corpus_holds_somewhere_is_left_alone() -> None:
    assert correct("Burlingtn", [], PASSAGES) == "Burlingtn"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("wen did he speak", "when did he speak"),
        ("were did he speak?", "where did he speak?"),
        ("Were they twinned?", "Were they twinned?"),
        ("ok so wich city", "ok so which city"),
        ("how meny are there", "how many are there"),
        ("How money is made", "How money is made"),
        ("Wheat exports of Burlington", "Wheat exports of Burlington"),
        ("Wat is it?", "What is it?"),
        ("who gave the speech", "who gave the speech"),
        ("", ""),
    ],
)
def test_words_that_ask_are_mended(typed: str, read: str) -> None:
    assert asking(typed) == read
