"""What a document says is answered from the document, with what the records say otherwise beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.answering.said import asks_of_text
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import NewDocument


@pytest.fixture
async def kb(prepared_state: Path) -> AsyncIterator[KnowledgeBase]:
    opened = await KnowledgeBase.open(prepared_state, write=False)
    yield opened
    await opened.close()


@pytest.mark.parametrize(
    "question",
    [
        "Did the essay say Puerto Cabeza is in Venezuela?",
        "Does the essay say that Puerto Cabeza is in Nicaragua?",
        "In which country does the essay put Puerto Cabeza?",
        "According to Rao, where is Puerto Cabeza?",
    ],
)
async def test_the_document_is_quoted_and_the_record_stands_beside_it(
    kb: KnowledgeBase, question: str
) -> None:
    answer = await kb.answer(question)
    assert not answer.abstained and answer.citations[0].document == "essay"
    assert (
        "Puerto Cabeza, Venezuela" in answer.citations[0].quote and answer.citations[0].quote in answer.answer
    )
    (about,) = [one for one in answer.disagreements if "Puerto Cabezas" in one.about]
    assert {side.text for side in about.statements} == {"Venezuela", "Nicaragua"}
    assert not answer.answer.startswith(("No", "Yes")) and not answer.has_values


async def test_what_the_document_does_not_say_is_not_answered_for_it(kb: KnowledgeBase) -> None:
    assert (await kb.answer("Is Burlington, Vermont twinned with Arad, Israel?")).values is True
    answer = await kb.answer("Does Rao write that Burlington, Vermont is twinned with Arad, Israel?")
    assert answer.abstained and not answer.citations and not answer.answer.startswith("Yes")


async def test_what_happened_to_a_partnership_is_told_with_what_sources_disagree_about(
    kb: KnowledgeBase,
) -> None:
    answer = await kb.answer("What happened to the partnership between Exeter and Yaroslavl?")
    (started,) = [one for one in answer.disagreements if "Exeter" in one.about]
    assert {side.text for side in started.statements} == {"1989", "1990"}
    assert "suspended" in answer.answer


async def test_a_definition_is_quoted_where_a_text_defines(state: Path) -> None:
    kb = await KnowledgeBase.open(state, write=True)
    try:
        text = (
            b"# Handbook\n\nA sister city is a town with which another town has signed a lasting agreement.\n"
        )
        await kb.store.add_document(NewDocument("handbook.md", text))
        await kb.index.refresh()
        answer = await kb.answer("what is a sister city?")
        assert "has signed a lasting agreement" in answer.citations[0].quote
    finally:
        await kb.close()


async def test_a_question_of_a_text_names_it_and_a_word_of_saying(kb: KnowledgeBase) -> None:
    documents = (await kb.knowledge()).documents
    for asked in ("does the article claim it?", "what did Rao really write?", "“Sister Cities” says what?"):
        assert asks_of_text(asked, documents), asked
    for asked in (
        "Who says that Paris is twinned?",
        "Is the essay long?",
        "Which sister cities in Washington state has Kobe?",
        "For the article, please say who is twinned with Paris.",
        "I write a text: which places are twinned with Paris?",
    ):
        assert not asks_of_text(asked, documents), asked
