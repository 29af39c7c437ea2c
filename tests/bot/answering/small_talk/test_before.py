"""What is said of the answer before is answered from it, and is never a question without an answer."""

from __future__ import annotations

import pytest

from bot.answering.blocks import Listing
from bot.answering.small_talk.before import place_in_list
from bot.shared.knowledge_base import KnowledgeBase

CITIES = "Who are Burlington's sister cities?"
CHURCHILL = "Where did Churchill give his Iron Curtain Speech?"
UNKNOWN = "Who is the mayor of Ulm?"


async def test_who_says_so_names_the_sources_of_the_answer_before(kb: KnowledgeBase) -> None:
    before = await kb.answer(CITIES)
    answer = await kb.answer("who says so?", history=[CITIES])
    assert {one.id for one in answer.citations} == {one.id for one in before.citations}
    listed = next(block for block in answer.blocks if isinstance(block, Listing))
    assert {number for item in listed.items for number in item.citations} == {
        one.number for one in before.citations
    }
    assert "Alisha Rao" in (await kb.answer("Says who?", history=[CHURCHILL])).answer
    assert not (await kb.answer("who says so?")).citations, "without an answer before, it is about the bot"


async def test_how_sure_it_is_goes_by_the_confidence_of_the_answer_before(kb: KnowledgeBase) -> None:
    before = await kb.answer(CHURCHILL)
    answer = await kb.answer("Are you sure?", history=[CHURCHILL])
    assert f"{before.confidence * 100:.0f} in 100" in answer.answer
    assert [one.id for one in answer.citations] == [one.id for one in before.citations]
    chain = await kb.answer("Are you sure?", history=[CHURCHILL, "who says so?"])
    assert f"{before.confidence * 100:.0f} in 100" in chain.answer
    assert (await kb.answer("are you sure?", history=[CITIES])).disagreements


async def test_an_entry_of_the_list_before_is_told_about(kb: KnowledgeBase) -> None:
    for message, partner in (
        ("the first one, tell me more", "Puerto Cabezas"),
        ("the second one", "Arad"),
        ("and the last one?", "Yaroslavl"),
        ("#6", "Moss Point"),
        ("Tell me about number 4", "Honfleur"),
    ):
        answer = await kb.answer(message, history=[CITIES])
        assert "Burlington" in answer.answer and partner in answer.answer and answer.citations, message


async def test_none_of_them_is_a_question_without_an_answer(kb: KnowledgeBase) -> None:
    for message in ("why?", "tell me more", "who says so?", "are you sure?"):
        for history in ((), (CITIES,), (CHURCHILL,), (UNKNOWN,)):
            answer = await kb.answer(message, history=history)
            assert not answer.abstained and answer.answer, (message, history)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the third one please", 2), ("what about the 2nd?", 1), ("the last one", -1), ("no. 5", 4),
        ("the first mayor", None), ("Which one was first?", None), ("the first and the second", None),
        ("who came first?", None), ("", None), ("#0", None),
    ],
)  # fmt: skip
def test_a_place_in_a_list_is_read_where_nothing_else_is_asked(text: str, place: int | None) -> None:
    assert place_in_list(text) == place
