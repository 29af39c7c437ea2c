"""What a follow-up leaves out is taken from the questions before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.question.followup import carried, joined, leans
from bot.shared.knowledge_base import KnowledgeBase

FIRST = "Did Churchill give a speech about an Iron Curtain?"


@pytest.mark.parametrize(
    "question",
    ["And where did he give it?", "where was it given", "What about its author?", "Why?", "who helped them"],
)
def test_questions_that_lean(question: str) -> None:
    assert leans(question)
    assert "Churchill" in carried(question, [FIRST])


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
    assert carried(question, [FIRST]) == "" and joined(question, "") == question


def test_without_history_nothing_is_added() -> None:
    assert carried("And where?", []) == ""


def test_a_chain_of_follow_ups_reaches_back_to_what_it_is_about() -> None:
    assert "Curtain" in carried("And why there?", [FIRST, "And where did he give it?"])


def test_an_earlier_subject_is_left_behind_when_the_last_question_stood_alone() -> None:
    assert "Churchill" not in carried("And why?", [FIRST, "Which towns did Burlington partner with?"])


def test_words_are_not_repeated() -> None:
    assert joined("And his speech?", carried("And his speech?", [FIRST])).lower().count("speech") == 1


async def test_the_words_of_the_follow_up_itself_weigh_more_than_those_it_carries(
    prepared_state: Path,
) -> None:
    desk = await KnowledgeBase.open(prepared_state, write=False)
    try:
        earlier = "What share of the world's people live under autocratic regimes?"
        examined = await desk.examine("And what has failed because of that?", history=[earlier])
        weights = examined.query.weights
        assert weights["fail"] > weights["autocrat"] > 0
        assert any("has failed" in one.sentence.text for one in examined.ranked[:3])  # what is quoted
    finally:
        await desk.close()
