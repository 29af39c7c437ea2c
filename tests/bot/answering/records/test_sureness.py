"""How sure the records are of what a question asks, and statements that deny."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.records import Records
from bot.answering.records.draft import EXACT
from bot.answering.records.interpreter import Interpreter
from bot.answering.records.kinds import kinds
from bot.answering.records.likeness import Likeness
from index import embedding
from index.embedding import Embedder
from tests.bot.answering.records.network import network

KINDS = kinds()


@pytest.fixture(scope="module")
def records() -> Records:
    return network()


@pytest.fixture(scope="module")
def embedder(exported_models: Path) -> Embedder:
    return embedding.load(None, exported_models.parent)


@pytest.fixture(scope="module")
def interpreter(embedder: Embedder) -> Interpreter:
    return Interpreter(Likeness(embedder, KINDS, embedder.keeps), KINDS)


def test_a_plain_question_is_sure(interpreter: Interpreter, records: Records) -> None:
    answer = interpreter.ask("What are the sister cities of Chicago?", records)
    assert answer is not None
    assert answer.confidence >= EXACT * 0.95


def test_a_word_that_could_not_be_read_makes_it_less_sure(interpreter: Interpreter, records: Records) -> None:
    plain = interpreter.ask("Has Chicago or Osaka more sister cities?", records)
    unread = interpreter.ask("Which of the two is poorer in sister cities, Chicago or Osaka?", records)
    assert plain is not None
    assert unread is None or unread.confidence < 0.9 * plain.confidence


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("I have the feeling that Chicago has no sister city in Italy. Am I right?", True),
        ("I have the feeling that Chicago has no sister city in Germany. Am I right?", False),
        ("Is it true that Chicago has sister cities in Germany?", True),
    ],
)
def test_a_statement_that_denies_is_true_where_there_is_none(
    interpreter: Interpreter, records: Records, statement: str, value: bool
) -> None:
    answer = interpreter.ask(statement, records)
    assert answer is not None
    assert answer.value is value
    assert not answer.text.startswith("No." if value else "Yes.")
