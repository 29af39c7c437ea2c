"""What a document says is answered from the document, with what the records say otherwise beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.said import asks_of_text
from bot.shared.knowledge_base import KnowledgeBase
from corpus.model import SHARED, Document, NewDocument


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


ESSAY = Document(
    "essay", SHARED, 1, "Sister Cities", "Alisha Rao", None, "en", None, "", 0, 0, "", None, None
)


async def asked_of(kb: KnowledgeBase, question: str, *authors: str) -> bool:
    """Tell whether a question is one of what the essay says, or a document by one of these authors."""
    gazetteer = (await kb.knowledge()).records.gazetteer
    return asks_of_text(question, [ESSAY, *(replace(ESSAY, author=author) for author in authors)], gazetteer)


@pytest.mark.parametrize(
    "question",
    [
        "does the article claim it?",
        "what did Rao really write?",
        "“Sister Cities” says what?",
        "Didn't the essay put it in Venezuela?",
        "The sister-city document states what?",
        "what does rao say",
        "Sagt der Aufsatz, dass Puerto Cabeza in Venezuela liegt?",
        "Was steht im Text über Puerto Cabeza?",
        "Hat Rao geschrieben, dass Puerto Cabeza in Venezuela liegt?",
        "Wo liegt Puerto Cabeza laut Alisha Rao?",
        "Dem Artikel zufolge: Wo liegt Puerto Cabeza?",
        "L'essai dit-il que Puerto Cabeza est au Venezuela ?",
        "Est-ce que Rao affirme que Puerto Cabeza est au Venezuela ?",
        "D’après l’article, où se trouve Puerto Cabeza ?",
        "Que dit le texte de Puerto Cabeza ?",
        "¿Dice el ensayo que Puerto Cabeza está en Venezuela?",
        "Según Rao, ¿dónde está Puerto Cabeza?",
        "¿Qué ha escrito la autora de Puerto Cabeza?",
        "エッセイはプエルト・カベサがベネズエラにあると書いていますか",
        "Raoによると、プエルト・カベサはどこにありますか",
        "「Sister Cities」には何と書いてありますか",
    ],
)
async def test_a_question_of_a_text_names_it_and_a_word_of_saying(kb: KnowledgeBase, question: str) -> None:
    assert await asked_of(kb, question)


@pytest.mark.parametrize(
    "question",
    [
        "Who says that Paris is twinned?",
        "Is the essay long?",
        "Which sister cities in Washington state has Kobe?",
        "For the article, please say who is twinned with Paris.",
        "I write a text: which places are twinned with Paris?",
        "Is Rao a place in Russia?",
        "Wer sagt, dass Paris Partnerstädte hat?",
        "Ist der Aufsatz lang?",
        "Qui dit que Paris est jumelée ?",
        "¿Quién dice que París tiene ciudades hermanas?",
        "パリの姉妹都市はどこですか",
        "この記事は長いですか",
    ],
)
async def test_other_questions_are_of_no_text(kb: KnowledgeBase, question: str) -> None:
    assert not await asked_of(kb, question)


@pytest.mark.parametrize(
    ("question", "author"),
    [
        ("Is Burlington twinned with a place in Russia?", "City of Burlington"),
        ("Is Burlington twinned with places in Russia?", "City of Burlington"),
        ("Is the City of Burlington twinned with places in Russia?", "City of Burlington"),
        ("Is Burlington twinned with places in Russia?", "Burlington"),
        ("Is Bath twinned with places in Hungary?", "Town of Bath"),
        ("Has the Burlington Committee twinned with places in Russia?", "Committee of Friends"),
        ("Which council states are there?", "Kestrel Bay Council"),
        ("Which committee of Burlington says so?", "Twinning Committee"),
        ("Which brown bears of Burlington states are there?", "Ruth Brown"),
        ("What is said of Burlington?", " "),
    ],
)
async def test_an_author_is_no_other_who_is_called_so(kb: KnowledgeBase, question: str, author: str) -> None:
    assert not await asked_of(kb, question, author)


@pytest.mark.parametrize(
    ("question", "author"),
    [
        ("Does the City of Burlington say that it is twinned with Arad?", "City of Burlington"),
        ("According to Burlington, who are its partners?", "Burlington"),
        ("What does Ruth Brown really say?", "Ruth  Brown"),
        ("Did Brown say so of Burlington?", "Ruth Brown"),
        ("What did Nancy Brown of Burlington say?", "Nancy Brown"),
        ("What does the Twinning Committee say of Arad?", "Twinning Committee"),
        ("山田さんは何と書いていますか", "山田"),
    ],
)
async def test_an_author_who_is_named_is_asked(kb: KnowledgeBase, question: str, author: str) -> None:
    assert await asked_of(kb, question, author)


async def test_a_city_that_wrote_a_document_is_still_asked_of_the_records(state: Path) -> None:
    kb = await KnowledgeBase.open(state, write=True)
    try:
        text = b"Rules of the library\n\nBooks are lent for three weeks, and longer where nobody waits.\n"
        await kb.store.add_document(NewDocument("rules.txt", text, author="City of Burlington"))
        await kb.index.refresh()
        answer = await kb.answer("Is Burlington, Vermont twinned with a place in Russia?")
        assert answer.values is True and "Yaroslavl" in answer.answer
    finally:
        await kb.close()


@pytest.mark.parametrize(
    "question",
    [
        "Sagt der Aufsatz, dass Puerto Cabeza in Venezuela liegt?",
        "L'essai dit-il que Puerto Cabeza est au Venezuela ?",
        "¿Dice el ensayo que Puerto Cabeza está en Venezuela?",
    ],
)
async def test_no_record_is_told_for_a_document_in_other_languages(kb: KnowledgeBase, question: str) -> None:
    answer = await kb.answer(question)
    assert not answer.has_values
    assert not answer.citations or answer.citations[0].kind == "passage"
