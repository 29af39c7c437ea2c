"""What is said to the bot gets a helpful answer; what is asked of the corpus does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.language import phrases
from bot.answering.records.kinds import kinds
from bot.answering.records.likeness import Likeness
from bot.answering.records.masking import filled
from bot.answering.small_talk.answerer import SmallTalkAnswerer
from bot.answering.small_talk.topics import CLEAR, LIKELY, LONGEST, OTHER, examples
from bot.shared.knowledge_base import KnowledgeBase
from index.embedding import load


@pytest.fixture(scope="module")
def answerer(exported_models: Path) -> SmallTalkAnswerer:
    embedder = load(None, exported_models.parent)
    return SmallTalkAnswerer(embedder, None, Likeness(embedder, kinds(), embedder.keeps))


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("Hi there!", "hello"),
        ("good afternoon", "hello"),
        ("Thank you very much", "thanks"),
        ("What can you do for me?", "know"),
        ("what do you know?", "know"),
        ("Are you an artificial intelligence?", "who"),
        ("How do you know this?", "source"),
        ("How can I add a text?", "add"),
        ("That was wrong!", "wrong"),
        ("Do you store my questions?", "privacy"),
    ],
)
def test_what_is_said_to_the_bot_is_understood(answerer: SmallTalkAnswerer, message: str, topic: str) -> None:
    assert answerer.topic(message) == topic


@pytest.mark.parametrize(
    "question",
    [
        "What is a twin town?",
        "What is the essay about?",
        "How do I become a host family?",
        "When is the annual meeting?",
        "Who founded the association?",
        "How many people came?",
        "hello " * LONGEST,
    ],
)
def test_what_is_asked_of_the_corpus_is_not_small_talk(answerer: SmallTalkAnswerer, question: str) -> None:
    assert answerer.topic(question) is None


def test_examples_of_questions_are_of_no_topic(answerer: SmallTalkAnswerer) -> None:
    assert not [one for topic, one in examples() if topic == OTHER and answerer.topic(one)]


@pytest.mark.parametrize("message", ["?", "!!!", "…", "¿?", "👍 👍", "- -"])
async def test_who_sends_signs_alone_is_helped(kb: KnowledgeBase, message: str) -> None:
    for history in ((), ("Which cities is Burlington twinned with?",)):
        answer = await kb.answer(message, history=history)
        assert answer.is_talk and not answer.citations and not answer.abstained
        assert answer.answer.startswith(phrases()("about.help"))


async def test_an_answer_suggests_what_can_be_answered(state: Path) -> None:
    kb = await KnowledgeBase.open(state, write=False)
    try:
        answer = await kb.answer("hello")
        assert not answer.abstained and not answer.citations and answer.confidence == 1
        assert len(answer.follow_ups) == 2
        for suggestion in answer.follow_ups:
            told = await kb.answer(suggestion)
            assert told.citations and not told.abstained
        helped = await kb.answer("what can you do?")
        assert "“Sister Cities”" in helped.answer
    finally:
        await kb.close()


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("cheers, you saved my evening", "thanks"),
        ("do you know a good joke?", "fun"),
        ("no idea how one talks to a bot", "help"),
        ("this answer is nonsense", "wrong"),
        ("nighty night", "goodbye"),
    ],
)
def test_situations_are_told_apart(answerer: SmallTalkAnswerer, message: str, topic: str) -> None:
    assert answerer.topics.of(message, LIKELY) == topic


def test_less_is_wanted_of_what_has_no_answer_in_the_corpus(answerer: SmallTalkAnswerer) -> None:
    clear = [one for _, one in examples() if answerer.topics.of(one, CLEAR)]
    likely = [one for _, one in examples() if answerer.topics.of(one, LIKELY)]
    assert set(clear) < set(likely)


def test_a_record_question_is_never_talk(answerer: SmallTalkAnswerer) -> None:
    asked = [filled(one)[0] for kind in kinds() for one in kind.examples]
    assert not [one for one in asked if answerer.topic(one)]


@pytest.mark.parametrize(
    "question",
    [
        "What language do people speak in Yaroslavl?",
        "what language do people speak in yaroslavl",
        "Does anyone in Yaroslavl speak English?",
        "Can you speak French in Honfleur?",
        "What can you do in Honfleur?",
        "What can I ask for in Kyiv?",
        "Are there robots in Nishinomiya?",
        "Can I trust Volgograd?",
        "Do people in Japan understand Spanish?",
        "Can you help me in Moss Point?",
        "How are you in Burlington?",
        "¿Hablan inglés en Arad?",
        "Parle-t-on anglais à Honfleur ?",
        "Sprechen die Leute in Honfleur Englisch?",
        "ヤロスラヴリでは何語が話されていますか？",
    ],
)
async def test_a_question_that_names_a_place_is_not_about_the_bot(kb: KnowledgeBase, question: str) -> None:
    answer = await kb.answer(question)
    assert not answer.is_talk


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("Good morning from Burlington!", "hello"),
        ("Thanks from Yaroslavl", "thanks"),
        ("Nice to meet you", "hello"),
        ("are you human?", "who"),
        ("where do you come from?", "source"),
        ("Which languages do you speak?", "know"),
        ("Can you answer in German?", "know"),
    ],
)
async def test_a_word_that_is_a_village_somewhere_makes_no_question_of_a_place(
    kb: KnowledgeBase, message: str, topic: str
) -> None:
    answer = await kb.answer(message)
    assert answer.is_talk and answer.answer.startswith(phrases()(f"about.{topic}"))
