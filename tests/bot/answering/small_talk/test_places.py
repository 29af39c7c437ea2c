"""Which messages that are like small talk ask about a place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.answering.small_talk.places import is_of_a_place
from bot.shared.knowledge_base import KnowledgeBase
from corpus.places import Gazetteer


@pytest.fixture
async def gazetteer(prepared_state: Path) -> AsyncIterator[Gazetteer]:
    kb = await KnowledgeBase.open(prepared_state, write=False)
    yield (await kb.knowledge()).records.gazetteer
    await kb.close()


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("What language do people speak in Yaroslavl?", "know"),
        ("what language do people speak in yaroslavl", "know"),
        ("sprechen die leute bei honfleur englisch?", "know"),
        ("parle-t-on anglais à honfleur ?", "know"),
        ("hablan inglés en arad", "know"),
        ("si parla inglese a honfleur?", "know"),
        ("spreekt men engels uit honfleur?", "know"),
        ("ヤロスラヴリでは何語が話されていますか？", "know"),
        ("Do people in Japan understand Spanish?", "know"),
        ("How are you in Burlington?", "mood"),
    ],
)
def test_a_question_that_names_a_place_is_of_it(gazetteer: Gazetteer, text: str, topic: str) -> None:
    assert is_of_a_place(text, topic, gazetteer)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Good morning from Burlington!", "hello"),
        ("Thanks from Yaroslavl", "thanks"),
        ("Can you add our partnership with Honfleur?", "add"),
        ("That about Burlington is wrong", "wrong"),
        ("Nice to meet you", "hello"),
        ("Can you answer in German?", "know"),
        ("are you human?", "who"),
        ("Burlingtom is what you know?", "know"),
        ("yaroslavl you know?", "know"),
        ("What do you know?", "know"),
    ],
)
def test_other_messages_are_said_to_the_bot(gazetteer: Gazetteer, text: str, topic: str) -> None:
    assert not is_of_a_place(text, topic, gazetteer)
