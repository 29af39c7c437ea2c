"""What a follow-up leaves out is taken from the questions before it."""

from __future__ import annotations

import pytest

from bot.answering.followup import leans, resolve

FIRST = "Did Churchill give a speech about an Iron Curtain?"


@pytest.mark.parametrize(
    "question",
    ["And where did he give it?", "where was it given", "What about its author?", "Why?", "who helped them"],
)
def test_questions_that_lean(question: str) -> None:
    assert leans(question)
    assert "Churchill" in resolve(question, [FIRST])


@pytest.mark.parametrize(
    "question",
    [
        "Where did Churchill give his Iron Curtain Speech?",
        "What does the impact of a sister city relationship depend on?",
        "Is it true that Burlington is twinned with Yaroslavl?",
        "How much trade did Chicago and Mexico City's partnership help produce?",
    ],
)
def test_questions_that_stand_alone_stay_as_they_are(question: str) -> None:
    assert resolve(question, [FIRST]) == question


def test_without_history_nothing_is_added() -> None:
    assert resolve("And where?", []) == "And where?"


def test_a_chain_of_follow_ups_reaches_back_to_what_it_is_about() -> None:
    assert "Curtain" in resolve("And why there?", [FIRST, "And where did he give it?"])


def test_an_earlier_subject_is_left_behind_when_the_last_question_stood_alone() -> None:
    assert "Churchill" not in resolve("And why?", [FIRST, "Which towns did Burlington partner with?"])


def test_words_are_not_repeated() -> None:
    assert resolve("And his speech?", [FIRST]).lower().count("speech") == 1
