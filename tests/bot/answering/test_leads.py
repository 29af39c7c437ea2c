"""What a message names before its question is what that is asked of, where the question leans on it."""

from __future__ import annotations

import pytest

from bot.answering import leads, messages
from bot.shared.knowledge_base import KnowledgeBase
from tests.bot.answering.records.network import network


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("We're off to Osaka next week with the choir. Oldest partner?", "Osaka: Oldest partner?"),
        ("Japan – what cities are twinned with somewhere over there?",
         "Japan: what cities are twinned with somewhere over there?"),
        ("I know Osaka and Chicago. Which has more partners?", "Osaka, Chicago: Which has more partners?"),
        ("I drew two columns, Osaka and Chicago. What number of partners goes at the foot of each?",
         "Osaka, Chicago: What number of partners goes at the foot of each?"),
    ],
)  # fmt: skip
def test_a_question_that_leans_on_what_was_named_is_asked_of_it(message: str, text: str) -> None:
    parts = messages.asking(messages.sentences(message))
    found = leads.with_names(parts, network().gazetteer)
    assert found is not None and found.text == text and found.before == ()


@pytest.mark.parametrize(
    "message",
    [
        "I live in Osaka. Which city has the most sister cities?",  # a question of its own
        "I live in Osaka. Who are the sister cities of Chicago?",
        "We like cities. Oldest partner?",  # nothing is named
        "Is Osaka nice? Oldest partner?",  # two questions
        "Who are the sister cities of Chicago?",
    ],
)
def test_a_question_that_stands_alone_is_left_as_it_is(message: str) -> None:
    parts = messages.asking(messages.sentences(message))
    assert leads.with_names(parts, network().gazetteer) is None


async def test_no_place_of_the_message_is_passed_over(kb: KnowledgeBase) -> None:
    topic = await kb.answer("We are off to Burlington, Vermont with the choir. Oldest partner?")
    alone = await kb.answer("What is the oldest partner of Burlington, Vermont?")
    assert topic.has_values and topic.values == alone.values
    ranked = await kb.answer("I'm comparing Berlin, Cologne and Munich. Which has the most partners?")
    told = ranked.values if isinstance(ranked.values, list) else [ranked.values]
    assert set(told) <= {"Berlin, Germany", "Cologne, Germany", "Munich, Germany"}
    of_all = await kb.answer("I live in Cologne. Which city has the most sister cities?")
    assert of_all.has_values and of_all.values != "Cologne, Germany"


@pytest.mark.parametrize(
    ("message", "area"),
    [("Japanese places, how many in the whole table?", "Japan"), ("Osaka, in brief: how many?", "Osaka")],
)
async def test_what_its_own_sentence_names_is_in_the_answer(
    kb: KnowledgeBase, message: str, area: str
) -> None:
    answer = await kb.answer(message)
    assert not answer.has_values or area in answer.answer


async def test_who_asks_is_not_asked_about(kb: KnowledgeBase) -> None:
    plain = await kb.answer("Which city has the most sister cities?")
    for lead in ("I am learning Finnish and wonder", "My boss from Japan asks,"):
        assert (await kb.answer(f"{lead} which city has the most sister cities?")).values == plain.values


@pytest.mark.parametrize(
    "message",
    [
        "Did anybody in Cologne protest against its partnerships, how many of them?",
        "Did the ambassador come when Cologne got its Japanese sister, and who was it?",
    ],
)
async def test_what_hangs_on_a_question_without_an_answer_has_none(kb: KnowledgeBase, message: str) -> None:
    answer = await kb.answer(message)
    assert not answer.has_values, answer.answer


async def test_what_asks_of_a_partnership_itself_hangs_on_nothing(kb: KnowledgeBase) -> None:
    beside = await kb.answer("Who is the mayor of Cologne, and how many sister cities does it have?")
    alone = await kb.answer("How many sister cities does Cologne have?")
    assert beside.has_values and beside.values == alone.values
