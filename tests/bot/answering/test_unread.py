"""A question in a language that cannot be read is told so; what can be read is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.language import phrases
from bot.answering.unread import is_unread
from bot.shared.knowledge_base import KnowledgeBase

UNREAD = (
    "Warum haben die Bürger von Burlington eine Partnerschaft mit Jaroslawl gewollt?",
    "¿Quién pagó el ensayo de las ciudades?",
    "Pourquoi les villes jumelées sont-elles importantes ?",
    "벌링턴의 자매 도시는 어디입니까?",
    "Кто написал это эссе?",
)
ENGLISH = (
    "Who is the mayor of Burlington?",
    "Was the mayor of Bethlehem in Burlington?",
    "Why do die-hard fans of São Paulo travel to Osaka?",
    "asdf",
    "Xqwzt!",
    "Hyōgo?",
)


@pytest.mark.parametrize("text", UNREAD)
def test_another_language_is_known_by_its_words_or_its_script(text: str) -> None:
    assert is_unread(text)


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_english_whatever_names_it_holds(text: str) -> None:
    assert not is_unread(text)


async def test_what_cannot_be_read_is_said_to_be_so(prepared_state: Path) -> None:
    said = phrases()("language.unread")
    kb = await KnowledgeBase.open(prepared_state, write=False)
    try:
        for question in UNREAD[1:4]:
            answer = await kb.answer(question)
            assert answer.abstained and answer.answer.startswith(said) and not answer.nearest, question
        listed = (await kb.answer("Who are the sister cities of Yaroslavl?")).values
        for question in (
            "Was sind die Partnerstädte von Yaroslavl?",
            "Quelles sont les villes jumelées de Yaroslavl ?",
            "¿Cuáles son las ciudades hermanas de Yaroslavl?",
            "Какие города-побратимы у Ярославля?",
            "ヤロスラヴリの姉妹都市はどこですか",
        ):
            assert isinstance(listed, list) and (await kb.answer(question)).values == listed, question
        unknown = await kb.answer(ENGLISH[0])
        assert unknown.abstained and said not in unknown.answer
    finally:
        await kb.close()
